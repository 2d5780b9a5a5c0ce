// SPDX-License-Identifier: EUPL-1.2
// A caseworker does the whole path for a person, who agrees in their presence; and nothing without.
#include "release/papers_for_test.h"

using namespace mobio;
using namespace mobio::release;
using namespace mobio::release::test;
using catalogue::Recipient;

namespace {

// Amina is Keller's; Roth works elsewhere.
struct Counselling : WithPapers {
    StaffCast keller = world.staff("Keller", "manager"), roth = world.staff("Roth", "manager");
    recipients::Recipient to = jobcenter(world);
    Browser desk = world.as(keller);
    std::string base = "/staff/persons/" + amina.person.text() + "/releases";

    Counselling() { assign(keller); }

    void assign(const StaffCast& staff) {
        const auto now = app().clock.now();
        app().db->write([&](sql::Transaction& tx) {
            tx.exec(
                "INSERT INTO assignments (id, person_id, staff_id, kind, from_at)"
                " VALUES ($1, $2, $3, 'main', $4)",
                make_id_bytes(now), amina.person, staff.id, now);
        });
    }
    void end_assignments() {
        app().db->write([&](sql::Transaction& tx) {
            tx.exec("UPDATE assignments SET until_at = $1", app().clock.now());
        });
    }
    std::string draft() { return preview(desk, to, base); }
    Reply on_screen(const Values& more = {}) {
        Values fields{{"explained", "heard"}, {"present", "Her sister"}};
        fields.insert(fields.end(), more.begin(), more.end());
        return agree(desk, draft(), fields);
    }
    Reply on_paper(const std::string& at, const std::string& file, const Values& more = {}) {
        Values fields{{"answer", "signed"}, {"explained", "read"}};
        const auto page = desk.get(at);
        for (const auto& item : boxes(page.body, "item", true)) fields.emplace_back("item[]", item);
        fields.insert(fields.end(), more.begin(), more.end());
        return desk.upload(page, consent_at(at), fields, "file", file.empty() ? "" : "scan.pdf",
                           file);
    }
    // Of the newest row: kind, given, explained, who recorded it.
    struct Row {
        std::string kind, given, explained;
        IdBytes by;
    };
    Row newest_consent() {
        return app()
            .db
            ->read([](sql::Connection& db) {
                return db.first(
                    "SELECT kind, given, explained, account_id FROM consents"
                    " ORDER BY at DESC, kind DESC LIMIT 1",
                    [](sql::Row row) {
                        return Row{row.get<std::string>(0),
                                   row.get<std::optional<std::string>>(1).value_or(""),
                                   row.get<std::optional<std::string>>(2).value_or(""),
                                   row.get<IdBytes>(3)};
                    });
            })
            .value();
    }
    std::int64_t count(const std::string& table) {
        return app().db->read([&](sql::Connection& db) {
            return *db.first("SELECT COUNT(*) FROM " + table,
                             [](sql::Row row) { return row.get<std::int64_t>(0); });
        });
    }
    Sending sending() {
        Sending sending;
        sending.kind = to.kind;
        sending.from_directory = to.id;
        sending.recipient = to.name;
        sending.email = to.email;
        return sending;
    }
    // As a program of ours would, past every page.
    unsigned sent_by_store(const Actor& who, const Sending& sending) {
        try {
            app().db->write(
                [&](sql::Transaction& tx) { add(tx, app(), who, sending, app().clock.now()); });
            return 303;
        } catch (const http::Failure& failure) {
            return failure.status;
        }
    }
    Actor by(const StaffCast& staff) const {
        return {Caseworker{{{staff.id, Role::Manager}}}, amina.person};
    }
};

Presence agreed_on_screen() {
    Presence presence;
    presence.agreed = true;
    presence.explained = "heard";
    return presence;
}

}  // namespace

TEST_CASE("a caseworker sends for a person who agrees on the screen, and the person sees who did") {
    Counselling c;
    CHECK(c.desk.get(c.base).shows("Only with the person’s consent"));
    const auto sent = c.on_screen();
    REQUIRE(sent.status == 303);
    CHECK(c.desk.follow(sent).shows("Jobcenter Musterland"));
    Office office(c.world);
    CHECK(office.page().shows("Rahimi"));

    const auto row = c.newest_consent();
    CHECK(row.kind == "release");
    CHECK(row.given == "screen");
    CHECK(row.explained == "heard");
    CHECK(row.by == c.keller.id.bytes);
    CHECK(c.consent("release").at("presence").at("present") == "Her sister");

    CHECK(c.browser.get("/releases").shows("Sent by"));
    CHECK(c.browser.get("/releases").shows("Keller"));
    const auto log = c.browser.get("/access-log");
    CHECK(log.shows("Keller"));
    CHECK(log.shows("sent a packet for you to"));
}

TEST_CASE("what the person reads stands in their language and in German, the rest in Keller's") {
    Counselling c;
    c.app().db->write([&](sql::Transaction& tx) {
        tx.exec("UPDATE accounts SET language = 'fa' WHERE id = $1", c.amina.account);
    });
    c.desk.cookies["lang"] = "fr";
    const auto page = c.desk.get(c.draft());
    CHECK(has(page, "<html lang=\"fr\""));
    const auto& fa = c.app().tongue(text::Language::Fa);
    const auto& de = c.app().tongue(text::Language::De);
    const auto& fr = c.app().tongue(text::Language::Fr);
    for (const auto& own : {fa.tr("I agree"), fa.tr("Your consent"),
                            fa.tr("You can withdraw in MoBio, or you tell the county.")})
        CHECK((page.shows(own) || own.find("MoBio") != own.npos));
    CHECK(page.shows(fa.tr("You decide freely")));
    CHECK(page.shows(de.tr("You decide freely")));
    CHECK(has(page, R"(<span class="beside" lang="de" dir="ltr">)"));
    CHECK(page.shows(fr.tr("How was the text explained?")));
    CHECK_FALSE(page.shows(fa.tr("How was the text explained?")));
}

TEST_CASE("without tick, way or interpreter's name nothing is sent for anybody") {
    Counselling c;
    const auto at = c.draft();
    const auto refused = [&](const Values& fields, const char* field) {
        Values all{{"answer", "accept"}};
        all.insert(all.end(), fields.begin(), fields.end());
        const auto reply = c.desk.submit(at, consent_at(at), all);
        CHECK(reply.status == 422);
        CHECK(has(reply, "href=\"#" + std::string(field) + "\""));
    };
    refused({{"explained", "heard"}}, "agree");
    refused({{"agree", "yes"}}, "explained");
    refused({{"agree", "yes"}, {"explained", "telepathy"}}, "explained");
    refused({{"agree", "yes"}, {"explained", "interpreter"}}, "present");
    refused({{"agree", "yes"}, {"explained", "read"}, {"present", std::string(201, 'x')}},
            "present");
    CHECK(c.count("releases") == 0);
    CHECK(c.world.mails().empty());
}

TEST_CASE("no release by staff without a consent given in the person's presence: no override") {
    Counselling c;
    const auto keller = c.by(c.keller);
    auto sending = c.sending();
    CHECK(c.sent_by_store(keller, sending) == 422);
    sending.presence = Presence{};
    CHECK(c.sent_by_store(keller, sending) == 422);
    sending.presence->agreed = true;
    CHECK(c.sent_by_store(keller, sending) == 422);
    sending.presence->explained = "interpreter";
    CHECK(c.sent_by_store(keller, sending) == 422);
    // On paper: a tick is no signature, nor is any other document.
    sending.presence = agreed_on_screen();
    sending.presence->given = Presence::Given::Paper;
    CHECK(c.sent_by_store(keller, sending) == 422);
    const auto certificate = c.keeps("lang_cert");
    sending.presence->paper = documents::DocumentId::parse(certificate);
    CHECK(c.sent_by_store(keller, sending) == 422);
    sending.presence->paper = documents::DocumentId::make(c.app().clock.now());
    CHECK(c.sent_by_store(keller, sending) == 422);
    // Nor can Amina pretend to be sitting before somebody.
    sending.presence = agreed_on_screen();
    CHECK(c.sent_by_store(c.acting(), sending) == 422);
    CHECK(c.count("releases") == 0);
    CHECK(c.sent_by_store(keller, sending) == 303);
}

TEST_CASE("the database itself refuses a release by staff that has no such consent") {
    Counselling c;
    REQUIRE(c.on_screen().status == 303);
    const auto copy = [&](const char* consent) {
        c.app().db->write([&](sql::Transaction& tx) {
            tx.exec(
                std::string("INSERT INTO releases (id, person_id, kind, packet_version, recipient,"
                            " items, mail_id, sent_at, expires_at, staff_id, consent_id)"
                            " SELECT $1, person_id, kind, packet_version, recipient, items,"
                            " mail_id, sent_at, expires_at, staff_id, ") +
                    consent + " FROM releases",
                Id<Release>::make(c.app().clock.now()));
        });
    };
    CHECK_THROWS(copy("NULL"));
    CHECK_THROWS(copy("consent_id"));  // that consent was to another release
    CHECK(c.count("releases") == 1);
}

TEST_CASE("a consent signed on paper is kept with the person's documents, with its hash") {
    Counselling c;
    const auto at = c.draft();
    const auto printed = c.desk.submit(at, consent_at(at), {{"answer", "print"}});
    REQUIRE(printed.status == 303);
    const auto paper = c.desk.follow(printed);
    CHECK(paper.header("content-type") == "application/pdf");
    const auto words = mobio::test::text_of(paper.body);
    for (const char* word : {"Jobcenter Musterland", "Rahimi", "Signature"})
        CHECK(words.find(word) != std::string::npos);

    const auto missing = c.on_paper(at, "");
    CHECK(missing.status == 422);
    CHECK(has(missing, "href=\"#file\""));
    CHECK(c.on_paper(at, "no PDF").status == 422);
    CHECK(c.count("releases") == 0);
    CHECK(c.count("documents") == 0);

    REQUIRE(c.on_paper(at, documents::paper("signed")).status == 303);
    CHECK(c.newest_consent().given == "paper");
    const auto record = c.consent("release").at("presence");
    const auto scan = c.document(record.at("paper"));
    CHECK(scan.about.kind == "consent");
    CHECK(record.at("paper_sha256").get<std::string>().size() == 64);
    CHECK(record.at("mark").get<std::string>().size() == 14);
    CHECK(c.browser.get("/documents").shows("Signed consent"));
    const auto file = c.browser.get("/documents/" + scan.id.text() + "/file").body;
    CHECK(record.at("paper_sha256") == vault::hex(vault::sha256(file)));
}

TEST_CASE("the mark on the paper tells one choice from another") {
    Counselling c;
    const auto at = c.draft();
    const auto mark = [&](const Values& more) {
        Values fields{{"answer", "print"}};
        fields.insert(fields.end(), more.begin(), more.end());
        const auto words =
            mobio::test::text_of(c.desk.follow(c.desk.submit(at, consent_at(at), fields)).body);
        const auto found = patterns::first(words, "[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}");
        REQUIRE_FALSE(found.empty());
        return found;
    };
    const auto nothing = mark({});
    CHECK(mark({}) == nothing);
    CHECK(mark({{"item[]", "person.birth"}}) != nothing);
}

TEST_CASE("health data goes by staff only with the person's own tick for it") {
    Counselling c;
    const auto health = [&] {
        for (const auto& field : c.app().catalogue->fields())
            if (field.level(Recipient::JC) == catalogue::Level::Explicit && !field.repeated() &&
                field.type == catalogue::Type::Codes)
                return field;
        return catalogue::Field{};
    }();
    REQUIRE_FALSE(health.key.empty());
    tell(c.world, c.amina, health.key,
         nlohmann::json::array({c.app().catalogue->codes(health.list).front().code}));
    const auto at = c.draft();
    const auto items = boxes(c.desk.get(at).body, "health", false);
    REQUIRE_FALSE(items.empty());
    REQUIRE(agree(c.desk, at, {{"explained", "read"}}).status == 303);
    CHECK(c.newest_consent().kind == "release");
    REQUIRE(c.on_screen({{"health[]", items.front()}}).status == 303);
    const auto given = c.app().db->read([](sql::Connection& db) {
        return db.first("SELECT given FROM consents WHERE kind = 'health'",
                        [](sql::Row row) { return row.get<std::string>(0); });
    });
    CHECK(given == "screen");
}

TEST_CASE("papers go by staff too, picked on the person's word") {
    Counselling c;
    const auto paper = c.keeps("lang_cert", "Sprache");
    CHECK(c.desk.get(c.base + "/papers/" + paper + "/picture").header("content-type") ==
          "image/jpeg");
    CHECK(c.logged("document.read ") > 0);
    REQUIRE(c.on_screen({{"paper[]", paper}}).status == 303);
    Office office(c.world);
    CHECK(office.paper(paper).status == 200);
}

TEST_CASE("under 18 nothing goes out, whoever sits at the desk") {
    Counselling c;
    tell(c.world, c.amina, "person.birth", born("2015-03-14"));
    const auto at = c.draft();
    CHECK_FALSE(has(c.desk.get(at), "value=\"accept\""));
    CHECK(agree(c.desk, at, {{"explained", "read"}}).status == 422);
    CHECK(c.count("releases") == 0);
}

TEST_CASE("a person's no before staff is on record, and nothing is sent") {
    Counselling c;
    const auto at = c.draft();
    const auto refused = c.desk.submit(at, consent_at(at), {{"answer", "refuse"}});
    REQUIRE(refused.status == 303);
    CHECK(c.desk.follow(refused).shows("The person did not agree."));
    CHECK(c.newest_consent().kind == "refusal");
    CHECK(c.newest_consent().by == c.keller.id.bytes);
    CHECK(c.count("releases") == 0);
    CHECK(c.browser.get("/access-log").shows("wrote down that you did not agree"));
}

TEST_CASE("staff withdraw on the person's word, and the link is dead at once") {
    Counselling c;
    const auto address = c.on_screen().location();
    const auto path = link(c.world);
    const auto at = address + "/withdrawal";
    CHECK(c.desk.submit(at, at, {}).status == 422);
    CHECK(c.world.anybody().get(path).status == 200);
    REQUIRE(c.desk.submit(at, at, {{"word", "yes"}}).status == 303);
    CHECK(c.world.anybody().get(path).status == 410);
    CHECK(c.newest_consent().kind == "withdrawal");
    CHECK(c.newest_consent().given == "word");
    CHECK(c.browser.get("/access-log").shows("as you wished"));
}

TEST_CASE("Keller sees and withdraws what Amina sent herself, and Amina what Keller sent") {
    Counselling c;
    const auto own = release_to(c.browser, c.to).location();
    const auto seen = c.base + own.substr(std::string("/releases").size());
    CHECK(c.desk.get(c.base).shows("Jobcenter Musterland"));
    CHECK(c.desk.get(seen).status == 200);
    const auto for_her = c.on_screen().location();
    const auto hers = "/releases" + for_her.substr(c.base.size());
    CHECK(c.browser.get(hers).shows("Keller"));
    CHECK(c.browser.submit(hers + "/withdrawal", hers + "/withdrawal", {}).status == 303);
}

TEST_CASE("a draft is of who began it") {
    Counselling c;
    const auto at = c.draft();
    const auto own = "/releases" + at.substr(c.base.size());
    CHECK(c.browser.get(own).status == 404);
    CHECK_FALSE(has(c.browser.get("/releases"), "/releases/drafts/"));
    CHECK(has(c.desk.get(c.base), at));
    c.assign(c.roth);
    auto cover = c.world.as(c.roth);
    CHECK(cover.get(at).status == 404);
    CHECK(cover.get(c.base).status == 200);
    preview(c.browser, c.to);
    CHECK(c.desk.get(at).status == 200);
}

TEST_CASE("Roth, Bilal, other roles and Keller after the handover get nothing") {
    Counselling c;
    const auto paper = c.keeps("lang_cert");
    const auto at = c.draft();
    const auto sent = c.on_screen().location();
    const auto fresh = c.draft();
    const auto page = c.desk.get(fresh);
    const Values form{{"form_token", page.hidden("form_token", consent_at(fresh))},
                      {"form_key", page.hidden("form_key", consent_at(fresh))},
                      {"shown_in", page.hidden("shown_in", consent_at(fresh))},
                      {"shown_text", page.hidden("shown_text", consent_at(fresh))},
                      {"answer", "accept"},
                      {"agree", "yes"},
                      {"explained", "read"}};
    const auto nothing_for = [&](Browser browser) {
        for (const auto& path : {c.base, c.base + "/new", c.base + "/new?kind=JC",
                                 c.base + "/refusal", fresh, fresh + "/paper.pdf", sent,
                                 sent + "/withdrawal", c.base + "/papers/" + paper + "/picture"})
            CHECK(browser.get(path).status == 404);
    };
    nothing_for(c.world.as(c.roth));
    for (const auto* role : {"lead", "officer", "editor", "admin", "dpo"})
        nothing_for(c.world.as(c.world.staff(role, role)));
    nothing_for(c.world.as(c.world.person("Bilal")));
    nothing_for(c.browser);  // the person has pages of their own
    CHECK(c.world.anybody().get(c.base).status == 303);

    CHECK(c.sent_by_store(c.by(c.roth), [&] {
        auto sending = c.sending();
        sending.presence = agreed_on_screen();
        return sending;
    }()) == 404);
    c.end_assignments();
    nothing_for(c.desk);
    CHECK(c.desk.post_raw(consent_at(fresh), form).status == 404);
    CHECK(c.count("releases") == 1);
}
