// SPDX-License-Identifier: EUPL-1.2
#include "handover/handover.h"

#include <doctest/doctest.h>

#include "account/openings.h"
#include "casework/merge.h"
#include "casework/office_for_test.h"

using namespace mobio;
using casework::Office;
using std::chrono::hours;

namespace {

std::string at(const Office& office, const char* path = "") {
    return "/staff/persons/" + office.amina.person.text() + "/handover" + path;
}

Values a_handover(Office& office) {
    return {{"day", office.day(0)},
            {"municipality", office.neustadt.text()},
            {"team", office.sued.text()},
            {"words", "Arabisch am Telefon geht gut."}};
}

Reply begin(Browser& desk, Office& office) {
    return desk.submit(at(office), at(office), a_handover(office));
}

Reply agree(Browser& desk, Office& office, const char* answer = "accept") {
    return desk.submit(at(office, "?text=fa"), at(office, "/consent"),
                       {{"manner", "screen"}, {"answer", answer}});
}

std::optional<handover::Handover> newest(Office& office) {
    auto& app = office.world.app();
    return app.db->read(
        [&](sql::Connection& db) { return handover::newest_of(db, app, office.amina.person); });
}

// The address of the one that waits, as the receiving team's list links it.
std::string waiting(Browser& browser) {
    const auto list = browser.get("/staff/handovers");
    const auto found = list.body.find("/staff/handovers/0");
    REQUIRE(found != std::string::npos);
    return list.body.substr(found, std::string_view("/staff/handovers/").size() + 36);
}

Reply take_over(Browser& browser, const std::string& one, const StaffCast& to) {
    return browser.submit(one, one + "/acceptance", {{"staff", to.id.text()}});
}

}  // namespace

TEST_CASE("a case is handed over: where to and when, the person's word, the new team's yes") {
    Office office;
    office.open_case(office.amina.person);
    auto giving = office.world.as(office.keller);
    CHECK(giving.get(office.at(office.amina)).shows("Hand over the case"));
    const auto form = giving.get(at(office));
    CHECK(form.shows("Working notes of the caseworkers"));
    CHECK_FALSE(form.shows("Team Nord"));  // one's own
    REQUIRE(begin(giving, office).status == 303);
    const auto asking = giving.get(at(office, "?text=fa"));
    CHECK(asking.shows("The person is asked for consent."));
    CHECK(asking.body.find(R"(lang="fa" dir="rtl")") != std::string::npos);
    CHECK_FALSE(office.case_of(office.amina.person)->move);  // nobody else knows of it yet

    auto taking = office.world.as(office.roth);
    CHECK(taking.get("/staff/handovers").shows("Nobody waits for your team."));
    REQUIRE(agree(giving, office).status == 303);
    CHECK(giving.get(at(office)).shows("The new team is asked to take over."));
    CHECK(office.case_of(office.amina.person)->move->to == office.neustadt);
    CHECK(taking.get("/staff/persons").shows("1 handover waits"));
    const auto one = waiting(taking);
    const auto page = taking.get(one);
    CHECK(page.shows("Amina"));
    CHECK(page.shows("Arabisch am Telefon geht gut."));
    CHECK(taking.get(office.at(office.amina)).status == 404);  // not yet theirs

    REQUIRE(take_over(taking, one, office.roth).location() == office.at(office.amina));
    CHECK(taking.get(office.at(office.amina)).shows("Team Süd"));
    CHECK(taking.get(one).status == 404);
    const auto now = office.case_of(office.amina.person);
    CHECK(now->team == office.sued);
    CHECK(now->clock.start == office.world.app().today());
    CHECK(giving.get("/staff/handovers").shows(text::isolated("Roth") + " took over."));
    CHECK(giving.get("/staff/persons").shows("1 case you can still read"));

    office.world.app().clock.advance(hours{24 * 29});
    CHECK(office.world.as(office.keller).get(office.at(office.amina)).status == 200);
    office.world.app().clock.advance(hours{24 * 2});
    CHECK(office.world.as(office.keller).get(office.at(office.amina)).status == 404);
    CHECK(office.world.as(office.roth).get(office.at(office.amina)).status == 200);
}

TEST_CASE("the person reads each step of a handover") {
    Office office;
    office.open_case(office.amina.person);
    auto giving = office.world.as(office.keller);
    begin(giving, office);
    agree(giving, office);
    auto lead = office.world.as(office.brandt);
    take_over(lead, waiting(lead), office.roth);
    auto phone = office.world.as(office.amina);
    const auto log = phone.get("/access-log");
    CHECK(log.shows("wants to hand your case over to another team"));
    CHECK(log.shows("noted that you agreed to the handover"));
    CHECK(log.shows("took over your case with the new team"));
    const auto own = phone.get("/case");
    CHECK(own.shows("Roth"));
    CHECK(own.shows("Can read"));
    CHECK(own.shows("Consent to the handover"));
}

TEST_CASE("the person answers by their own account, in their language") {
    Office office;
    office.open_case(office.amina.person);
    auto giving = office.world.as(office.keller);
    auto phone = office.world.as(office.amina);
    CHECK(phone.get("/case/handover").location() == "/case");
    begin(giving, office);
    CHECK(phone.get("/case").shows("Another team will help you"));
    CHECK(phone.submit("/case/handover", "/case/handover", {{"answer", "perhaps"}}).status == 422);
    CHECK(phone
              .submit("/case/handover", "/case/handover",
                      {{"answer", "accept"}, {"text_mark", "old"}})
              .status == 200);
    CHECK(newest(office)->state() == handover::State::AsksPerson);
    REQUIRE(phone.submit("/case/handover", "/case/handover", {{"answer", "accept"}}).status == 303);
    CHECK(newest(office)->state() == handover::State::AsksTeam);
    CHECK(phone.get("/access-log").shows("agreed to the handover of your case"));
    auto bilal = office.world.as(office.bilal);
    CHECK(bilal.get("/case/handover").location() == "/case");
}

TEST_CASE("without the person's consent nothing goes to the new team") {
    Office office;
    office.open_case(office.amina.person);
    auto giving = office.world.as(office.keller);
    begin(giving, office);
    REQUIRE(agree(giving, office, "refuse").status == 303);
    CHECK(newest(office)->state() == handover::State::Stopped);
    CHECK(giving.get(at(office)).shows("The last handover was stopped."));
    auto taking = office.world.as(office.roth);
    CHECK(taking.get("/staff/handovers").shows("Nobody waits for your team."));
    CHECK(office.world.as(office.amina).get("/case").shows("Did not agree"));
    CHECK(begin(giving, office).status == 303);  // later, once more
}

TEST_CASE("what is missing in a handover is said at its field") {
    Office office;
    office.open_case(office.amina.person);
    auto giving = office.world.as(office.keller);
    const auto wrong = giving.submit(at(office), at(office),
                                     {{"day", "soon"},
                                      {"municipality", ""},
                                      {"team", office.nord.text()},
                                      {"words", std::string(2001, 'x')}});
    CHECK(wrong.status == 422);
    for (const auto* problem :
         {"Write the day, such as 28.11.2026.", "Choose the municipality.", "Choose the new team.",
          "That is too long. 2000 characters are enough."})
        CHECK(wrong.shows(problem));
    auto far = a_handover(office);
    far[0].second = office.day(400);
    CHECK(giving.submit(at(office), at(office), far).shows("This is more than a year ahead."));
    begin(giving, office);
    const auto consent = [&](const Values& values) {
        return giving.submit(at(office), at(office, "/consent"), values);
    };
    CHECK(consent({{"answer", "accept"}}).shows("Choose how the person agrees."));
    CHECK(consent({{"answer", "accept"}, {"manner", "paper"}, {"text_mark", "old"}}).status == 422);
    CHECK(consent({{"answer", "perhaps"}, {"manner", "paper"}}).status == 422);
    CHECK(consent({{"answer", "accept"}, {"manner", "paper"}}).status == 303);
}

TEST_CASE("a handover is stopped by who began it, or sent back by the new team") {
    Office office;
    office.open_case(office.amina.person);
    auto giving = office.world.as(office.keller);
    begin(giving, office);
    CHECK(giving.submit(at(office), at(office, "/stop"), {}).status == 303);
    CHECK(newest(office)->state() == handover::State::Stopped);

    office.world.app().clock.advance(hours{1});
    auto again = office.world.as(office.keller);
    begin(again, office);
    agree(again, office);
    auto taking = office.world.as(office.roth);
    const auto one = waiting(taking);
    CHECK(taking.submit(one, one + "/return", {}).status == 303);
    CHECK(taking.get(one).status == 404);
    CHECK(again.get(at(office)).shows("The last handover was stopped."));
}

TEST_CASE("a handover that ends early leaves the plans as they were before") {
    Office office;
    auto one = office.open_case(office.amina.person);
    one.revision = 1;
    const auto day = office.world.app().today();
    one.move = {office.musterhausen, day};
    office.put(one);
    auto giving = office.world.as(office.keller);
    const auto planned = [&] { return office.case_of(office.amina.person)->move->to; };
    begin(giving, office);
    agree(giving, office, "refuse");
    CHECK(planned() == office.musterhausen);
    begin(giving, office);
    agree(giving, office);
    CHECK(planned() == office.neustadt);
    CHECK(giving.submit(at(office), at(office, "/stop"), {}).status == 303);
    CHECK(planned() == office.musterhausen);
    begin(giving, office);
    agree(giving, office);
    auto taking = office.world.as(office.roth);
    const auto waits = waiting(taking);
    CHECK(taking.submit(waits, waits + "/return", {}).status == 303);
    CHECK(planned() == office.musterhausen);
}

TEST_CASE("who handed a case over reads on for a time, and works on it no more") {
    Office office;
    office.open_case(office.amina.person);
    auto giving = office.world.as(office.keller);
    const auto person = "/staff/persons/" + office.amina.person.text();
    const auto form = giving.get(person + "/consultations/new"),
               closing = giving.get(person + "/case/closing");
    begin(giving, office);
    agree(giving, office);
    auto taking = office.world.as(office.roth);
    take_over(taking, waiting(taking), office.roth);
    for (const auto* page : {"/case", "/consultations", "/biography"}) {
        CAPTURE(page);
        CHECK(giving.get(person + page).status == 200);
    }
    CHECK(giving.get(person + "/case").shows("You can read it."));
    for (const auto* page : {"/consultations/new", "/case/closing", "/case/move", "/plan",
                             "/appointments", "/releases", "/handover", "/tasks/new"}) {
        CAPTURE(page);
        CHECK(giving.get(person + page).status == 404);
        CHECK(taking.get(person + page).status == 200);
    }
    CHECK(giving.send(form, person + "/consultations", {{"day", "2026-11-01"}}).status == 404);
    CHECK(giving.send(closing, person + "/case/closing", {{"closing_reason", "wish"}}).status ==
          404);
    CHECK_FALSE(office.case_of(office.amina.person)->closed);
    CHECK(taking.get(person + "/case").shows("Can read"));
}

TEST_CASE("who gets a case back works on it and does not read it besides") {
    Office office;
    office.open_case(office.amina.person);
    const auto reads = [&](const StaffCast& staff) {
        auto& app = office.world.app();
        return app.db->read([&](sql::Connection& db) {
            return account::open_until(db, {{staff.id, Role::Manager}}, office.amina.person,
                                       app.clock.now());
        });
    };
    auto giving = office.world.as(office.keller);
    begin(giving, office);
    agree(giving, office);
    auto taking = office.world.as(office.roth);
    take_over(taking, waiting(taking), office.roth);
    CHECK(reads(office.keller));
    CHECK_FALSE(reads(office.roth));
    auto& app = office.world.app();
    app.db->write([&](sql::Transaction& tx) {
        const auto now = app.clock.now();
        account::assign(tx, office.amina.person, office.keller.id, now, now);
    });
    CHECK_FALSE(reads(office.keller));
    CHECK_FALSE(giving.get("/staff/persons").shows("you can still read"));
    CHECK_FALSE(giving.get("/staff/handovers").shows("took over."));
}

TEST_CASE("only the lead and the managers of the new team see and take over a case") {
    Office office;
    office.open_case(office.amina.person);
    auto giving = office.world.as(office.keller);
    begin(giving, office);
    agree(giving, office);
    auto taking = office.world.as(office.roth), lead = office.world.as(office.brandt);
    const auto one = waiting(taking);
    CHECK(lead.get(one).status == 200);
    CHECK(take_over(lead, one, office.keller).status == 422);  // of another team
    const auto weber = office.world.staff("Weber", "manager");
    auto elsewhere = office.world.as(weber), other_lead = office.world.as(office.vogel),
         bilal = office.world.as(office.bilal), counsellor = office.world.as(office.demir);
    for (auto* browser : {&elsewhere, &other_lead, &bilal, &counsellor}) {
        CHECK(browser->get(one).status == 404);
        const auto token = browser->get("/account").hidden("form_token");
        const Values values{{"form_token", token},
                            {"form_key", "AAAAAAAAAAAAAAAAAAAAAA"},
                            {"staff", office.roth.id.text()},
                            {"manner", "screen"},
                            {"answer", "accept"}};
        for (const auto& path : {one + "/acceptance", one + "/return", at(office),
                                 at(office, "/consent"), at(office, "/stop")})
            CHECK(browser->post_raw(path, values).status == 404);
        CHECK(browser->get(at(office)).status == 404);
    }
    CHECK(newest(office)->state() == handover::State::AsksTeam);
}

TEST_CASE("two of the new team take over at once: one does") {
    Office office;
    office.open_case(office.amina.person);
    auto giving = office.world.as(office.keller);
    begin(giving, office);
    agree(giving, office);
    auto first = office.world.as(office.roth), second = office.world.as(office.brandt);
    const auto one = waiting(first);
    const auto page = second.get(one);
    CHECK(take_over(first, one, office.roth).status == 303);
    CHECK(second.send(page, one + "/acceptance", {{"staff", office.roth.id.text()}}).status == 404);
}

TEST_CASE("when a person takes their consent back, a handover that waits is nobody's") {
    Office office;
    office.open_case(office.amina.person);
    auto giving = office.world.as(office.keller);
    begin(giving, office);
    agree(giving, office);
    auto phone = office.world.as(office.amina);
    phone.submit("/case/withdrawal", "/case/withdrawal", {});
    CHECK(office.world.as(office.roth).get("/staff/handovers").shows("Nobody waits"));
}

TEST_CASE("a handover goes along when two records become one, and comes back") {
    Office office;
    office.open_case(office.amina.person);
    auto giving = office.world.as(office.keller);
    begin(giving, office);
    auto& app = office.world.app();
    const auto by = Author{true, office.keller.id.bytes};
    const auto merge = app.db->write([&](sql::Transaction& tx) {
        return casework::merge(tx, app, {office.bilal.person, office.amina.person, by},
                               app.clock.now());
    });
    const auto of_bilal = [&] {
        return app.db->read(
            [&](sql::Connection& db) { return handover::newest_of(db, app, office.bilal.person); });
    };
    REQUIRE(of_bilal());
    CHECK(of_bilal()->told.to == office.neustadt);
    CHECK(office.case_of(office.bilal.person)->phase() == "VU");
    CHECK_FALSE(office.case_of(office.amina.person));
    app.db->write(
        [&](sql::Transaction& tx) { casework::undo(tx, app, merge, by, app.clock.now()); });
    CHECK_FALSE(of_bilal());
    CHECK(newest(office)->told.to == office.neustadt);
    CHECK(office.case_of(office.amina.person));
}
