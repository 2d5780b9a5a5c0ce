// SPDX-License-Identifier: EUPL-1.2
// A sheet that both signed by hand: kept with its version, opened by both and by nobody else.
#include "plan/by_hand.h"

#include "documents/papers_for_test.h"
#include "pdf_tools.h"
#include "plan/office_for_test.h"
#include "plan/scans.h"
#include "platform/http/form_key.h"

using namespace mobio;

namespace {

// A plan of Amina's whose newest version waits for both, and Keller with the signed sheet.
struct Signed {
    Office office;
    Browser desk = office.world.as(office.keller);
    std::string version = [&] {
        office.write_plan(desk);
        return office.freeze(desk);
    }();
    std::string own = "/plan/versions/" + version.substr(version.size() - 36);

    Values told(const std::string& kept = "") {
        return {{"side", "paper"}, {"signed_on", office.in_days(0)}, {"kept", kept}};
    }
    Reply send(const Reply& page, const std::string& file, const Values& values) {
        return desk.upload(page, version + "/signatures", values, "file", "blatt.pdf", file);
    }
    void keep() {
        REQUIRE(send(desk.get(version), documents::paper("Unterschrift"), told()).status == 303);
    }
    // The sheet alone, from a page that is there already, or a fresh one.
    Reply bring(const std::string& file, const Reply& page) {
        return desk.upload(page, version + "/scan", {}, "file", "blatt.pdf", file);
    }
    Reply bring(const std::string& file) { return bring(file, desk.get(version)); }
    // How the form is answered where no page offers it.
    unsigned posts(Browser& browser, const std::string& seen) {
        return browser
            .post_raw(version + "/scan",
                      {{"form_token", browser.get("/account").hidden("form_token")},
                       {"form_key", http::make_form_key()},
                       {"seen", seen}})
            .status;
    }
    static std::string sheet_at(Browser& browser, const std::string& page) {
        return mobio::test::text_of(browser.get(page + "/scan").body);
    }
};

bool has(const Reply& reply, const std::string& html) {
    return reply.body.find(html) != std::string::npos;
}

}  // namespace

TEST_CASE("the sheet that both signed is kept with its version, and both open it") {
    Signed hand;
    auto& office = hand.office;
    CHECK(hand.desk.get(hand.version + "/scan").status == 404);
    hand.keep();
    CHECK(office.count("plan_confirmations") == 2);
    auto phone = office.world.as(office.amina);
    const auto opens = [](Browser& browser, const std::string& page) {
        CHECK(browser.get(page).shows("Signed on paper"));
        CHECK(has(browser.get(page), "href=\"" + page + "/scan\""));
        const auto pdf = browser.get(page + "/scan");
        CHECK(pdf.status == 200);
        CHECK(pdf.header("content-type") == "application/pdf");
        CHECK(mobio::test::text_of(pdf.body).find("Unterschrift") != std::string::npos);
        CHECK_FALSE(has(pdf, "JavaScript"));
    };
    opens(hand.desk, hand.version);
    opens(phone, hand.own);
    const auto log = phone.get("/access-log");
    CHECK(log.shows("added the signed sheet of your goals"));
    CHECK(log.shows("saved the signed sheet of your goals"));
    CHECK_FALSE(documents::on_disk(office.world, "Unterschrift"));
    CHECK(phone.get("/documents").status == 200);
    CHECK(office.count("documents") == 0);
}

TEST_CASE("a signed sheet opens for nobody but the person, who is in charge and their cover") {
    Signed hand;
    auto& office = hand.office;
    hand.keep();
    const auto at_desk = hand.version + "/scan", own = hand.own + "/scan";
    auto roth = office.world.as(office.roth), bilal = office.world.as(office.bilal);
    auto amina = office.world.as(office.amina);
    CHECK(roth.get(at_desk).status == 404);
    CHECK(bilal.get(at_desk).status == 404);
    CHECK(bilal.get(own).status == 404);
    CHECK(amina.get(at_desk).status == 404);
    CHECK(office.world.anybody().get(own).status == 303);
    office.assign(office.roth, "cover");
    CHECK(roth.get(at_desk).status == 200);
    office.app().vault.destroy_key(office.amina.person.bytes);
    CHECK(hand.desk.get(at_desk).status == 404);
}

TEST_CASE("a sheet signed by hand wants a file or words, and a file that can be opened") {
    Signed hand;
    auto& office = hand.office;
    const auto page = hand.desk.get(hand.version);
    const auto action = hand.version + "/signatures";
    auto reply = hand.desk.send(page, action, hand.told());
    CHECK(reply.status == 422);
    CHECK(has(reply, "href=\"#kept\""));
    CHECK(reply.shows("Add the sheet, or write where it is."));
    CHECK(has(reply, "<details open"));
    // Where the day is missing, nothing is converted.
    reply = hand.send(page, "no PDF", with(hand.told(), "signed_on", ""));
    CHECK(reply.status == 422);
    CHECK_FALSE(has(reply, "href=\"#file\""));
    for (const std::string broken : {"no PDF", "", "%PDF-1.4\n"}) {
        CAPTURE(broken);
        reply = hand.send(page, broken, hand.told("Akte 7"));
        CHECK(reply.status == 422);
        CHECK(has(reply, "href=\"#file\""));
        CHECK(has(reply, "Akte 7"));
    }
    CHECK(office.count("plan_confirmations") == 0);
    CHECK(office.count("plan_scans") == 0);
    CHECK(documents::files_in(office.world) == 0);
}

TEST_CASE("the same sheet sent twice is kept once, and a version has one sheet") {
    Signed hand;
    auto& office = hand.office;
    const auto page = hand.desk.get(hand.version);
    const auto file = documents::paper("Unterschrift");
    CHECK(hand.send(page, file, hand.told("Akte 7")).status == 303);
    CHECK(hand.send(page, file, hand.told("Akte 7")).location() == hand.version);
    CHECK(hand.desk.get(hand.version).shows("Akte 7"));
    const auto late = with(hand.told(), "form_key", http::make_form_key());
    CHECK(hand.send(page, file, late).status == 409);
    CHECK(office.count("plan_confirmations") == 2);
    CHECK(office.count("plan_scans") == 1);
    CHECK(documents::files_in(office.world) == 1);
}

TEST_CASE("the sheet comes later than the signatures, and a better one takes its place") {
    Signed hand;
    auto& office = hand.office;
    const auto page = hand.desk.get(hand.version);
    const auto sheet = documents::paper("Unterschrift");
    CHECK(hand.posts(hand.desk, "") == 409);  // nobody signed yet
    REQUIRE(hand.desk.send(page, hand.version + "/signatures", hand.told("Akte 7")).status == 303);
    CHECK(hand.desk.get(hand.version).shows("Add the signed sheet"));
    for (const std::string broken : {"no PDF", ""}) {
        const auto reply = hand.bring(broken);
        CHECK(reply.status == 422);
        CHECK(has(reply, "href=\"#file\""));
    }
    const auto printed = [&] {
        return mobio::test::text_of(hand.desk.get(hand.version + "/paper?lang=en").body);
    };
    CHECK(printed().find("The signed sheet is kept") == std::string::npos);
    REQUIRE(hand.bring(documents::paper("Verwackelt")).location() == hand.version);
    CHECK(printed().find("The signed sheet is kept") != std::string::npos);
    CHECK(hand.desk.get(hand.version).shows("Exchange the signed sheet"));
    REQUIRE(hand.bring(sheet).status == 303);

    auto phone = office.world.as(office.amina);
    CHECK(Signed::sheet_at(phone, hand.own).find("Unterschrift") != std::string::npos);
    CHECK(office.count("plan_scans") == 1);
    CHECK(office.count("files") == 1);
    const auto log = phone.get("/access-log");
    CHECK(log.shows("added the signed sheet of your goals"));
    CHECK(log.shows("exchanged the signed sheet of your goals"));
    CHECK_FALSE(has(phone.get(hand.own), "id=\"scan\""));
    auto roth = office.world.as(office.roth);
    CHECK(hand.posts(roth, "") == 404);
}

TEST_CASE("a signed sheet takes the place of the one that was seen, and of no other") {
    Signed hand;
    hand.keep();
    const auto early = hand.desk.get(hand.version), late = hand.desk.get(hand.version);
    CHECK(hand.bring(documents::paper("Lesbar"), early).status == 303);
    CHECK(hand.bring(documents::paper("Verwackelt"), late).status == 409);
    CHECK(Signed::sheet_at(hand.desk, hand.version).find("Lesbar") != std::string::npos);
    CHECK(hand.office.count("files") == 1);
}

TEST_CASE("a signed sheet is exchanged within a day, and stays as it is after that") {
    Signed hand;
    auto& office = hand.office;
    hand.keep();
    office.app().clock.advance(std::chrono::hours{23});
    hand.desk = office.world.as(office.keller);
    REQUIRE(hand.bring(documents::paper("Lesbar")).status == 303);
    const auto seen = hand.desk.get(hand.version).hidden("seen", hand.version + "/scan");
    CHECK_FALSE(seen.empty());
    // The day began with the first sheet.
    office.app().clock.advance(std::chrono::hours{1});
    hand.desk = office.world.as(office.keller);
    CHECK_FALSE(hand.desk.get(hand.version).shows("Exchange the signed sheet"));
    CHECK(hand.posts(hand.desk, seen) == 409);
    CHECK(Signed::sheet_at(hand.desk, hand.version).find("Lesbar") != std::string::npos);
}

TEST_CASE("who signed on their own screen does not sign again by the sheet") {
    Signed hand;
    auto& office = hand.office;
    auto phone = office.world.as(office.amina);
    REQUIRE(phone
                .submit(hand.own, hand.own + "/signatures",
                        {{"person_name", "Amina"}, {"person_agree", "yes"}})
                .status == 303);
    hand.keep();
    const auto page = phone.get(hand.own);
    CHECK(page.shows("Agreed on the screen"));
    CHECK(page.shows("Signed on paper"));
    CHECK(page.shows("Signed sheet (PDF)"));
    CHECK(office.count("plan_confirmations") == 2);
}

TEST_CASE("a signed sheet belongs to what was agreed: with another content it opens for nobody") {
    Signed hand;
    auto& office = hand.office;
    auto& app = office.app();
    hand.keep();
    const auto id = app.db->read([](sql::Connection& db) {
        return db
            .first("SELECT id FROM plan_scans", [](sql::Row row) { return row.get<IdBytes>(0); })
            .value();
    });
    const auto key = app.vault.key_of(office.amina.person.bytes);
    app.db->write([&](sql::Transaction& tx) {
        tx.exec("UPDATE plan_scans SET told = $2 WHERE id = $1", id,
                app.vault.seal(key, plan::told_in("plan_scans", id),
                               R"({"pages": 1, "hash": "of another"})"));
    });
    CHECK_THROWS_AS(app.db->read([&](sql::Connection& db) {
        const auto party = plan::Party::of(db, app, Caseworker{{{office.keller.id, Role::Manager}}},
                                           office.amina.person);
        return plan::scan_of(db, app, party, plan::versions_of(db, app, party).at(0));
    }),
                    vault::Broken);
}
