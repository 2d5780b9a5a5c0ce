// SPDX-License-Identifier: EUPL-1.2
#include <doctest/doctest.h>

#include "biography/biography.h"
#include "casework/office_for_test.h"

using namespace mobio;
using casework::Office;
using std::chrono::hours;

namespace {

constexpr const char* name_page = "/biography/person/name";

std::string entry(const Cast& person) {
    return "/staff/persons/" + person.person.text() + "/entry";
}

// Keller at Amina's biography, with her.
Browser together(Office& office) {
    auto desk = office.world.as(office.keller);
    const auto begun = desk.submit(office.at(office.amina), entry(office.amina), {});
    REQUIRE(begun.location() == "/biography");
    return desk;
}

Browser handed_over(Office& office) {
    auto desk = together(office);
    REQUIRE(desk.submit("/biography", "/staff/entry/handing-over", {}).location() == "/biography");
    return desk;
}

biography::Biography told(Office& office) {
    auto& app = office.world.app();
    return app.db->read([&](sql::Connection& db) {
        return biography::load(db, app, Acting{office.amina.account, office.amina.person});
    });
}

std::vector<biography::Claim> claims(Office& office, const char* field) {
    const auto biography = told(office);
    const auto* answer = biography.answer(field);
    return answer ? answer->claims : std::vector<biography::Claim>{};
}

}  // namespace

TEST_CASE("a caseworker fills in a biography with the person, and it is marked as theirs") {
    Office office;
    auto desk = together(office);
    const auto overview = desk.get("/biography");
    CHECK(overview.body.find("You write for <bdi>Amina</bdi>.") != std::string::npos);
    CHECK_FALSE(overview.shows("Release data to an office"));
    CHECK(desk.submit(name_page, name_page, {{"person.name.family", "Rahimi"}}).status == 303);
    const auto family = claims(office, "person.name.family");
    REQUIRE(family.size() == 1);
    CHECK(family[0].by == biography::By::Staff);
    CHECK(family[0].author == office.keller.id.text());
    CHECK(family[0].provenance == biography::Provenance::Staff);
    auto phone = office.world.as(office.amina);
    CHECK(phone.get(name_page).shows("Entered by your social worker"));
    CHECK(phone.get("/access-log").shows("began to fill in your biography with you"));
    CHECK(phone.get("/access-log").shows("changed your data"));
}

TEST_CASE("what a caseworker saw in a document is marked so") {
    Office office;
    auto desk = together(office);
    CHECK(desk.submit(name_page, name_page,
                      {{"person.name.family", "Rahimi"}, {"known_from", "document"}})
              .status == 303);
    CHECK(claims(office, "person.name.family").at(0).provenance ==
          biography::Provenance::DocumentSeen);
}

TEST_CASE("the person's own answers stay beside what a caseworker writes") {
    Office office;
    auto phone = office.world.as(office.amina);
    phone.submit(name_page, name_page, {{"person.name.family", "Rahimy"}});
    auto desk = together(office);
    CHECK(desk.get(name_page).shows("Rahimy"));
    desk.submit(name_page, name_page, {{"person.name.family", "Rahimi"}});
    const auto both = claims(office, "person.name.family");
    REQUIRE(both.size() == 2);
    CHECK(both[0].value == "Rahimy");
    CHECK(both[1].value == "Rahimi");
}

TEST_CASE("a card that the person filled in is changed beside, and not taken away") {
    Office office;
    auto phone = office.world.as(office.amina);
    const std::string jobs = "/biography/work/jobs";
    phone.submit(jobs + "/entries/new", jobs + "/entries/new",
                 {{"work.entries.title_original", "Tailor"}});
    auto desk = together(office);
    const auto page = desk.get(jobs);
    CHECK(page.shows("Change"));
    CHECK_FALSE(page.shows("Remove"));
    const auto at = page.body.find(jobs + "/entries/0");
    REQUIRE(at != std::string::npos);
    const auto card = page.body.substr(at, jobs.size() + 9 + 36);
    const auto token = page.hidden("form_token");
    CHECK(desk.post_raw(card + "/removal",
                        {{"form_token", token}, {"form_key", "AAAAAAAAAAAAAAAAAAAAAA"}})
              .status == 404);
    CHECK(desk.submit(jobs + "/entries/new", jobs + "/entries/new",
                      {{"work.entries.title_original", "Cook"}})
              .status == 303);
    CHECK(desk.get(jobs).shows("Remove"));  // of what they wrote themselves
}

TEST_CASE("staff's own questions are asked of staff alone") {
    Office office;
    auto desk = together(office);
    auto phone = office.world.as(office.amina);
    const std::string page = "/biography/residence/moving", input = R"(name="residence.phase")";
    CHECK(desk.get(page).body.find(input) != std::string::npos);
    CHECK(phone.get(page).body.find(input) == std::string::npos);
    CHECK(desk.submit(page, page, {{"residence.phase", "VU"}}).status == 303);
    CHECK(claims(office, "residence.phase").at(0).by == biography::By::Staff);
    const std::string homes = "/biography/residence/homes/entries/new";
    CHECK(desk.get(homes).status == 200);
    CHECK(phone.get(homes).status == 404);
}

TEST_CASE("with the person at hand a caseworker still has their own pages, but no person's") {
    Office office;
    auto desk = together(office);
    for (const auto* path : {"/staff/persons", "/staff/tasks", "/account"})
        CHECK(desk.get(path).status == 200);
    for (const auto* path : {"/releases", "/documents", "/access-log", "/consultations", "/case",
                             "/biography/revisions", "/cv"})
        CHECK(desk.get(path).status == 404);
    const auto ended = desk.submit("/biography", "/staff/entry/end", {});
    CHECK(ended.location() == office.at(office.amina));
    CHECK(desk.get("/biography").status == 404);
    CHECK(desk.get("/staff/persons").status == 200);
}

TEST_CASE("at a screen that was handed over the person types alone, and reaches nothing else") {
    Office office;
    auto& world = office.world;
    auto desk = handed_over(office);
    const auto overview = desk.get("/biography");
    CHECK(overview.shows("This screen is yours now."));
    CHECK_FALSE(overview.shows("My persons"));
    for (const auto& path :
         {std::string("/staff/persons"), std::string("/staff/tasks"), std::string("/staff"),
          office.at(office.amina), std::string("/account"), std::string("/releases"),
          std::string("/documents"), std::string("/access-log")})
        CHECK(desk.get(path).status == 404);
    CHECK(desk.submit(name_page, name_page, {{"person.name.family", "Rahimi"}}).status == 303);
    const auto family = claims(office, "person.name.family");
    REQUIRE(family.size() == 1);
    CHECK(family[0].by == biography::By::Person);
    CHECK(family[0].author == office.amina.account.text());
    CHECK(family[0].beside == office.keller.id.text());
    CHECK(world.as(office.amina).get("/biography/summary").shows("the social worker was there"));
    CHECK(world.as(office.amina).get("/access-log").shows("gave you the screen"));

    const auto ended = desk.submit("/biography", "/entry/end", {});
    REQUIRE(ended.location() == "/entry/ended");
    CHECK(desk.follow(ended).shows("Please give the screen back."));
    CHECK(desk.get("/biography").status == 303);
    CHECK(desk.get("/staff/persons").location().starts_with("/staff/sign-in"));
}

TEST_CASE("the session from before a screen was handed over opens nothing any more") {
    Office office;
    auto desk = together(office);
    const auto before = desk.cookies;
    desk.submit("/biography", "/staff/entry/handing-over", {});
    auto thief = office.world.anybody();
    thief.cookies = before;
    CHECK(thief.get("/staff/persons").location().starts_with("/staff/sign-in"));
}

TEST_CASE("a form of one person's biography is never saved into another one's") {
    Office office;
    auto& app = office.world.app();
    app.db->write([&](sql::Transaction& tx) {
        const auto now = app.clock.now();
        account::assign(tx, office.bilal.person, office.keller.id, now, now);
    });
    auto desk = together(office);
    const auto form_of_amina = desk.get(name_page);
    desk.submit(office.at(office.bilal), entry(office.bilal), {});
    CHECK(desk.get("/biography").body.find("You write for <bdi>Bilal</bdi>.") != std::string::npos);
    const auto sent = desk.send(form_of_amina, name_page, {{"person.name.family", "Rahimi"}});
    CHECK(sent.status == 403);
    CHECK_FALSE(sent.shows("Rahimi"));
    CHECK(claims(office, "person.name.family").empty());
}

TEST_CASE("when the assignment ends, the biography that stands open is closed") {
    Office office;
    auto& app = office.world.app();
    auto desk = together(office);
    auto screen = handed_over(office);
    const auto form = desk.get(name_page), own = screen.get(name_page);
    app.db->write([&](sql::Transaction& tx) {
        account::end_assignments(tx, office.amina.person, app.clock.now());
    });
    CHECK(desk.send(form, name_page, {{"person.name.family", "Rahimi"}}).status == 404);
    CHECK(screen.send(own, name_page, {{"person.name.family", "Rahimi"}}).status == 404);
    CHECK(desk.get("/biography").status == 404);
    CHECK(claims(office, "person.name.family").empty());
}

TEST_CASE("nobody begins to write in the biography of a person who is not theirs") {
    Office office;
    auto roth = office.world.as(office.roth), bilal = office.world.as(office.bilal),
         lead = office.world.as(office.vogel);
    for (auto* browser : {&roth, &bilal, &lead}) {
        const auto token = browser->get("/account").hidden("form_token");
        const Values values{{"form_token", token}, {"form_key", "AAAAAAAAAAAAAAAAAAAAAA"}};
        CHECK(browser->post_raw(entry(office.amina), values).status == 404);
        CHECK(browser->post_raw("/staff/entry/handing-over", values).status == 404);
        CHECK(browser->post_raw("/entry/end", values).status == 404);
        CHECK(browser->get("/staff/persons/" + office.amina.person.text() + "/biography").status ==
              404);
    }
    auto desk = office.world.as(office.keller);
    CHECK(desk.get("/staff/persons/" + office.amina.person.text() + "/biography").shows("Amina"));
}

TEST_CASE("a person without an account types at the caseworker's screen") {
    Office office;
    auto& world = office.world;
    auto desk = world.as(office.keller);
    const auto made = account::make_code_card(world.app(), {office.keller.id, Role::Counsellor},
                                              "Zahra", text::Language::Fa);
    const auto at = "/staff/persons/" + made.person.text();
    desk.submit(at + "/case", at + "/entry", {});
    CHECK(desk.get("/biography").body.find(R"(lang="fa")") != std::string::npos);  // beside
    desk.submit("/biography", "/staff/entry/handing-over", {});
    CHECK(desk.get("/biography").body.find(R"(<html lang="fa")") != std::string::npos);
    CHECK(desk.submit(name_page, name_page, {{"person.name.family", "Karimi"}}).status == 303);
    const auto key = world.app().vault.key_of(made.person.bytes);
    const auto biography = world.app().db->read([&](sql::Connection& db) {
        return biography::load_sections(db, world.app(), made.person, key, {"person"});
    });
    CHECK(biography.claim("person.name.family")->by == biography::By::Person);
    CHECK(biography.claim("person.name.family")->author == made.person.text());
}

TEST_CASE("many code cards are made at once, and each opens its own record") {
    Office office;
    auto& world = office.world;
    const auto card = [&](const char* name) {
        return account::make_code_card(world.app(), {office.keller.id, Role::Counsellor}, name,
                                       text::Language::Fa)
            .person;
    };
    const auto zahra = card("Zahra"), leila = card("Leila");
    auto desk = world.as(office.keller);
    const auto page = desk.get("/staff/code-cards");
    CHECK(page.shows("Zahra"));
    CHECK_FALSE(page.shows("Amina"));  // has an account
    CHECK(desk.send(page, "/staff/code-cards", {}).shows("Choose at least one person."));
    const Values both{{"person", zahra.text()}, {"person", leila.text()}};
    const auto form = desk.get("/staff/code-cards");
    const auto pdf = desk.send(form, "/staff/code-cards", both);
    CHECK(pdf.status == 200);
    CHECK(pdf.body.starts_with("%PDF-"));
    CHECK(desk.send(form, "/staff/code-cards", both).body.starts_with("%PDF-"));
    const auto open = world.app().db->read([&](sql::Connection& db) {
        return *db.first(
            "SELECT COUNT(*) FROM code_cards WHERE used_at IS NULL AND expires_at > $1",
            [](sql::Row row) { return row.get<int>(0); }, world.app().clock.now());
    });
    CHECK(open == 2);  // the older ones ended
    auto elsewhere = world.as(office.roth);
    CHECK(elsewhere.get("/staff/code-cards").shows("All of your persons have an account."));
}
