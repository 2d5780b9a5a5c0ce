// SPDX-License-Identifier: EUPL-1.2
#include "casework/my_cases.h"

#include <doctest/doctest.h>

#include "casework/office_for_test.h"

using namespace mobio;
using namespace mobio::casework;

namespace {

nlohmann::json day(Office& office, int from_now) {
    return {{"edtf", office.day(from_now)}, {"precision", "day"}, {"calendar", "gregorian"}};
}

void take_bilal(Office& office) {
    auto& app = office.world.app();
    app.db->write([&](sql::Transaction& tx) {
        account::assign(tx, office.bilal.person, office.keller.id, app.clock.now(),
                        app.clock.now());
    });
}

void step(Office& office, const Cast& person, int due) {
    auto desk = office.world.as(office.keller);
    const auto list = "/staff/persons/" + person.person.text() + "/consultations";
    REQUIRE(desk.submit(list + "/new", list,
                        {{"kind", "office"},
                         {"day", office.day(-30)},
                         {"minutes", "30"},
                         {"topics", "housing"},
                         {"step_kind", "papers"},
                         {"step_words", "birth certificate"},
                         {"waiting_for", "person"},
                         {"due", office.day(due)}})
                .status == 303);
}

Reply list(Office& office, const std::string& query = "") {
    return office.world.as(office.keller).get("/staff/persons" + query);
}

bool before(const Reply& page, std::string_view first, std::string_view second) {
    const auto rows = page.body.find("<tbody>");
    REQUIRE(rows != std::string::npos);
    return page.body.find(first, rows) < page.body.find(second, rows);
}

}  // namespace

TEST_CASE("the list says what is due today, the longest overdue first") {
    Office office;
    take_bilal(office);
    step(office, office.amina, -2);
    step(office, office.bilal, -9);
    const auto page = list(office);
    CHECK(page.shows("Important today"));
    CHECK(page.shows("birth certificate"));
    CHECK(page.shows("overdue since"));
    CHECK(before(page, "Bilal", "Amina"));
    CHECK(before(list(office, "?sort=name"), "Amina", "Bilal"));
}

TEST_CASE("a step that is due later is no matter of today") {
    Office office;
    step(office, office.amina, 9);
    const auto page = list(office);
    CHECK_FALSE(page.shows("Important today"));
    CHECK(page.shows("Bring papers"));
}

TEST_CASE("a residence title and a counselling clock that run out are told in time") {
    Office office;
    auto one = office.open_case(office.amina.person);
    office.tell(office.amina, "residence.valid_until", day(office, 120));
    CHECK_FALSE(list(office).shows("Residence title ends on"));
    office.tell(office.amina, "residence.valid_until", day(office, 20));
    CHECK(list(office).shows("Residence title ends on"));
    CHECK(list(office).shows("Important today"));
    office.tell(office.amina, "residence.valid_until", day(office, -1));
    CHECK(list(office).shows("Residence title ended on"));

    one.revision = 1;
    one.clock.start =
        Date{std::chrono::sys_days{office.world.app().today()} + std::chrono::days{60}} -
        std::chrono::years{3};
    one.move = {office.neustadt,
                Date{std::chrono::sys_days{office.world.app().today()} + std::chrono::days{5}}};
    office.put(one);
    CHECK(list(office).shows("Counselling ends within 3 months"));
    CHECK(list(office).shows("34 of 36 months"));
    CHECK(list(office).shows("Move planned for"));
    CHECK(list(office, "?due=clock").shows("Amina"));
    CHECK(list(office, "?due=duplicate").shows("Nobody fits this."));
}

TEST_CASE("the list is filtered by phase, place and language") {
    Office office;
    take_bilal(office);
    office.open_case(office.amina.person);
    office.tell(office.amina, "contact.language", "prs");
    office.tell(office.amina, "contact.interpreter", {{"needed", true}, {"lang", "prs"}});
    office.tell(office.amina, "person.name.native",
                {{"text", "امینه رحیمی"}, {"lang", "prs"}, {"script", "Arab"}});
    const auto all = list(office);
    CHECK(all.shows("Lindenhof, Musterhausen"));
    CHECK(all.shows("with an interpreter"));
    CHECK(all.shows("امینه رحیمی"));
    CHECK(all.shows("no case yet"));  // Bilal
    for (const auto& query :
         {std::string("?phase=VU"), "?municipality=" + office.musterhausen.text(),
          "?accommodation=" + office.lindenhof.text(), std::string("?language=prs")}) {
        CAPTURE(query);
        CHECK(list(office, query).shows("Amina"));
        CHECK_FALSE(list(office, query).shows("Bilal"));
    }
    CHECK(list(office, "?phase=AU").shows("Nobody fits this."));
    CHECK(list(office, "?municipality=x").shows("Nobody fits this."));
}

TEST_CASE("a language that only the catalogue names has its name in the list and in the filter") {
    Office office;
    office.open_case(office.amina.person);
    office.tell(office.amina, "contact.language", "apc");
    const auto page = list(office);
    const auto rows = page.body.find("<tbody>");
    REQUIRE(rows != std::string::npos);
    CHECK(page.body.find("Levantine Arabic", rows) != std::string::npos);
    CHECK(page.body.find(R"(<option value="apc">Levantine Arabic</option>)") != std::string::npos);
}

TEST_CASE("a closed case leaves the list, and is found among the closed ones") {
    Office office;
    auto one = office.open_case(office.amina.person);
    one.revision = 1;
    one.closed = office.world.app().today();
    one.closing_reason = "reached";
    office.put(one);
    CHECK(list(office).shows("Nobody fits this.") == false);
    CHECK_FALSE(list(office).shows("Amina"));
    CHECK(list(office, "?state=closed").shows("Amina"));
}

TEST_CASE("whom a caseworker stands in for is marked in the list") {
    Office office;
    auto& app = office.world.app();
    const auto now = app.clock.now();
    app.db->write([&](sql::Transaction& tx) {
        account::add_cover(tx,
                           {Id<account::Cover>::make(now), office.keller.id, office.demir.id, now,
                            now + std::chrono::hours{24}, office.keller.id},
                           now);
    });
    CHECK(office.world.as(office.demir).get("/staff/persons").shows("you stand in"));
    CHECK_FALSE(list(office).shows("you stand in"));
    CHECK_FALSE(office.world.as(office.roth).get("/staff/persons").shows("Amina"));
}

TEST_CASE("a list goes on in another one, in the same order") {
    Office office;
    auto& app = office.world.app();
    for (int i = 0; i < 55; ++i)
        account::make_code_card(app, {office.keller.id, Role::Counsellor},
                                "Zahra " + std::string(1, static_cast<char>('A' + i % 26)),
                                text::Language::Fa);
    const auto first = list(office, "?sort=name");
    CHECK(first.shows("Amina"));
    CHECK(first.shows("Show more"));
    CHECK(first.body.find("/staff/persons?from=50&amp;sort=name") != std::string::npos);
    const auto second = list(office, "?from=50&sort=name");
    CHECK_FALSE(second.shows("Amina"));
    CHECK_FALSE(second.shows("Show more"));
    CHECK(list(office, "?from=900").status == 200);
}

TEST_CASE("an address of the list holds codes alone, whatever was asked") {
    http::Fields query;
    query.add("phase", "VU");
    query.add("language", "x&y=z");
    query.add("from", "abc");
    const auto asked = Asked::of(query);
    CHECK(asked.from == 0);
    CHECK(asked.address(50) == "/staff/persons?from=50&phase=VU");
    CHECK(parse_due("step") == DueKind::Step);
    CHECK_FALSE(parse_due("nothing"));
}

TEST_CASE("two records that may be of one person are decided by who works with both") {
    Office office;
    take_bilal(office);
    auto& app = office.world.app();
    for (const auto* person : {&office.amina, &office.bilal}) {
        office.tell(*person, "person.name.given", "Amina");
        office.tell(*person, "person.name.family", "Rahimi");
        office.tell(*person, "person.birth", day(office, -9000));
        office.tell(*person, "contact.phones",
                    {{"e164", "+4917604069002"},
                     {"sms_ok", true},
                     {"voice_ok", true},
                     {"message_ok", true}});
    }
    office.world.run_jobs();
    CHECK(list(office).shows("May be the same person as"));
    auto desk = office.world.as(office.keller), roth = office.world.as(office.roth);
    const auto page = desk.get("/staff/duplicates");
    CHECK(page.shows("the same phone number"));
    const auto pair =
        "/staff/duplicates/" + office.amina.person.text() + "/" + office.bilal.person.text();
    const auto token = roth.get("/account").hidden("form_token");
    for (const auto* action : {"/joining", "/difference"})
        CHECK(roth.post_raw(pair + action,
                            {{"form_token", token}, {"form_key", "AAAAAAAAAAAAAAAAAAAAAA"}})
                  .status == 404);
    CHECK_FALSE(roth.get("/staff/duplicates").shows("Amina"));

    const auto action =
        page.body.find(pair) != std::string::npos
            ? pair
            : "/staff/duplicates/" + office.bilal.person.text() + "/" + office.amina.person.text();
    const auto joined = desk.send(page, action + "/joining", {});
    REQUIRE(joined.status == 303);
    const auto after = desk.follow(joined);
    CHECK(after.shows("Both records are one now"));
    const auto at = after.body.find("/staff/merges/");
    REQUIRE(at != std::string::npos);
    const auto undoing = after.body.substr(at, std::string_view("/staff/merges/").size() + 36);
    CHECK(desk.send(after, undoing + "/undoing", {}).status == 303);
    CHECK(app.db->read([&](sql::Connection& db) {
        return *db.first("SELECT COUNT(*) FROM persons WHERE merged_into IS NULL",
                         [](sql::Row row) { return row.get<int>(0); });
    }) == 2);
}

TEST_CASE("two persons who only look alike are said to be two") {
    Office office;
    take_bilal(office);
    auto& app = office.world.app();
    app.db->write([&](sql::Transaction& tx) {
        tx.exec(
            "INSERT INTO duplicates (older_id, newer_id, score, reasons, found_at)"
            " VALUES ($1, $2, 60, 'sound birth', $3)",
            std::min(office.amina.person, office.bilal.person),
            std::max(office.amina.person, office.bilal.person), app.clock.now());
    });
    auto desk = office.world.as(office.keller);
    const auto page = desk.get("/staff/duplicates");
    const auto at = page.body.find("/staff/duplicates/0");
    REQUIRE(at != std::string::npos);
    const auto pair = page.body.substr(at, std::string_view("/staff/duplicates/").size() + 73);
    CHECK(desk.send(page, pair + "/difference", {}).status == 303);
    CHECK(desk.get("/staff/duplicates").shows("Nothing is to be decided."));
}
