// SPDX-License-Identifier: EUPL-1.2
// Dates over HTTP: Amina counts in the Persian calendar.
#include <doctest/doctest.h>

#include "biography/biography.h"
#include "world.h"

namespace mobio::biography {

namespace {

constexpr const char* birth = "/biography/person/birth";
constexpr const char* new_birth = "/biography/person/other_births/entries/new";
constexpr const char* new_job = "/biography/work/jobs/entries/new";

Browser in_farsi(World& world, const Cast& person) {
    auto browser = world.as(person);
    browser.cookies["lang"] = "fa";
    return browser;
}

Values year_of_birth(const char* year, const char* calendar = "persian") {
    return {{"person.birth.calendar", calendar}, {"person.birth.year", year}};
}

bool has(const Reply& page, const std::string& markup) {
    return page.body.find(markup) != std::string::npos;
}
bool offers(const Reply& page, const std::string& calendar) {
    return has(page, "<option value=\"" + calendar + "\" selected>");
}

}  // namespace

TEST_CASE("in Farsi a date is asked in the Persian calendar, and shown with the Gregorian beside") {
    World world;
    auto browser = in_farsi(world, world.person("Amina"));
    CHECK(offers(browser.get(birth), "persian"));
    CHECK(browser.submit(birth, birth, year_of_birth("۱۳۵۷")).status == 303);
    const auto page = browser.get(birth);
    CHECK(has(page, "value=\"1357\""));
    CHECK(offers(page, "persian"));
    const auto life = browser.get("/biography");
    CHECK(life.shows("\u20681357\u2069 (\u20681978/1979\u2069)"));
    browser.cookies["lang"] = "de";
    CHECK(browser.get("/biography").shows("\u20681978/1979\u2069 (\u2068۱۳۵۷\u2069)"));
}

TEST_CASE("the calendar that somebody chooses is asked from then on, for this account alone") {
    World world;
    auto browser = in_farsi(world, world.person("Amina"));
    CHECK(browser.submit(birth, birth, year_of_birth("1406", "islamic")).status == 303);
    CHECK(offers(browser.get(new_job), "islamic"));
    CHECK(browser.submit(birth, birth, year_of_birth("1986", "gregorian")).status == 303);
    CHECK(offers(browser.get(new_job), "gregorian"));
    auto bilal = in_farsi(world, world.person("Bilal"));
    CHECK(offers(bilal.get(new_job), "persian"));
    CHECK_FALSE(has(bilal.get(birth), "value=\"1986\""));
    bilal.cookies["lang"] = "ar";
    CHECK(offers(bilal.get(new_job), "gregorian"));
}

TEST_CASE("a date that cannot be comes back with its calendar and everything typed") {
    World world;
    auto browser = in_farsi(world, world.person("Amina"));
    auto typed = year_of_birth("۱۴۰۴");
    typed.emplace_back("person.birth.month", "اسفند");
    typed.emplace_back("person.birth.day", "۳۰");
    const auto reply = browser.submit(birth, birth, typed);
    CHECK(reply.status == 422);
    CHECK(offers(reply, "persian"));
    CHECK(has(reply, "href=\"#person-birth-day\""));
    for (const char* kept : {"value=\"۱۴۰۴\"", "value=\"اسفند\"", "value=\"۳۰\"", "اسفند 1404"})
        CHECK(has(reply, kept));
}

TEST_CASE("a full date is typed as German papers say it, and read in one's own calendar") {
    World world;
    auto browser = in_farsi(world, world.person("Amina"));
    const std::string permit = "/biography/residence/permit";
    const std::string own = "12 \u0645\u0631\u062f\u0627\u062f 1406";  // Mordad
    CHECK_FALSE(offers(browser.get(permit), "persian"));
    const auto wrong = browser.submit(permit, permit,
                                      {{"residence.valid_until.day", "12"},
                                       {"residence.valid_until.month", "5"},
                                       {"residence.valid_until.year", "1406"}});
    CHECK(wrong.status == 422);
    CHECK(has(wrong, "href=\"#residence-valid_until-year\""));
    CHECK(browser
              .submit(permit, permit,
                      {{"residence.valid_until.day", "3"},
                       {"residence.valid_until.month", "8"},
                       {"residence.valid_until.year", "2027"}})
              .status == 303);
    for (const char* page :
         {"/biography/residence/permit", "/biography/revisions", "/biography/summary"}) {
        CAPTURE(std::string(page));
        CHECK(browser.get(page).shows(own));
    }
}

TEST_CASE("other papers' dates of birth are cards of their own, which Bilal never sees") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = in_farsi(world, amina);
    auto official = year_of_birth("1978", "gregorian");
    official.emplace_back("person.birth.source", "bamf");
    CHECK(browser.submit(birth, birth, official).status == 303);
    CHECK(browser
              .submit(new_birth, new_birth,
                      {{"person.other_births.birth.calendar", "persian"},
                       {"person.other_births.birth.year", "۱۳۵۶"},
                       {"person.other_births.source", "tazkira"}})
              .status == 303);
    const auto cards = browser.get("/biography/person/other_births");
    CHECK(cards.shows("1356"));
    const auto at = cards.body.find("/biography/person/other_births/entries/0");
    REQUIRE(at != std::string::npos);
    const std::string_view start = "/biography/person/other_births/entries/";
    const auto card = cards.body.substr(at, start.size() + 36);
    CHECK(browser.get(card).status == 200);
    CHECK(in_farsi(world, world.person("Bilal")).get(card).status == 404);
    const auto biography = world.app().db->read([&](sql::Connection& db) {
        return load(db, world.app(), Acting{amina.account, amina.person});
    });
    CHECK(biography.claim("person.birth")->value["source"] == "bamf");
    CHECK(is_adult(biography, world.app().today()) == true);
    CHECK_FALSE(browser.get("/biography").shows("1356"));
}

}  // namespace mobio::biography
