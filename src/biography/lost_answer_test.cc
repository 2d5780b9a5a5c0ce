// SPDX-License-Identifier: EUPL-1.2
// Answers of the server that never reach the phone: what was typed goes on without a question.
#include "biography/told_for_test.h"

namespace mobio::biography {

using namespace test;

namespace {

std::string given_name(World& world, const Cast& person) {
    return value_of(world, person, "person.name.given");
}

Values given(const char* name) { return {{"person.name.given", name}}; }

// The phone sends it and hears nothing of it: the page keeps its key and its revision.
void autosave_unheard(Browser browser, const Reply& page, const Values& fields) {
    browser.extra_headers = {{"Accept", "application/json"}};
    REQUIRE(browser.send(page, name_page, fields).status == 200);
}

// The page asks which words count; the answer to it is the last word.
void answered_once(World& world, const Cast& person, Browser& phone, const Reply& asked) {
    CHECK(asked.status == 409);
    CHECK(asked.shows("What stands there now:"));
    auto mine = given("Amineh");
    mine.emplace_back("person.name.given.choice", "mine");
    CHECK(phone.send(asked, name_page, mine).status == 303);
    CHECK(given_name(world, person) == "Amineh");
}

}  // namespace

TEST_CASE("an autosave whose answer was lost stands in nobody's way") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina);
    const auto page = phone.get(name_page);
    autosave_unheard(phone, page, given("Amin"));
    CHECK(phone.send(page, name_page, given("Amineh")).location() ==
          "/biography/person/address_form");
    CHECK(given_name(world, amina) == "Amineh");
    CHECK(phone.send(page, name_page, given("Amineh")).status == 303);
}

TEST_CASE("after a lost answer the same words lead on") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina);
    const auto page = phone.get(name_page);
    autosave_unheard(phone, page, given("Amina"));
    CHECK(phone.send(page, name_page, given("Amina")).location() ==
          "/biography/person/address_form");
}

TEST_CASE("after a lost answer an emptied field is empty") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina);
    const auto page = phone.get(name_page);
    autosave_unheard(phone, page, given("Amina"));
    CHECK(phone.send(page, name_page, given("")).status == 303);
    CHECK(given_name(world, amina).empty());
}

TEST_CASE("after a lost answer another device's words are still asked about, once") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina), laptop = world.as(amina);
    const auto page = phone.get(name_page);
    autosave_unheard(phone, page, given("Amin"));
    laptop.submit(name_page, name_page, given("Amina"));
    const auto asked = phone.send(page, name_page, given("Amineh"));
    answered_once(world, amina, phone, asked);
}

TEST_CASE("a page that was saved, gone back to and changed asks at most once") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina);
    const auto page = phone.get(name_page);
    CHECK(phone.send(page, name_page, given("Amin")).status == 303);
    const auto asked = phone.send(page, name_page, given("Amineh"));
    answered_once(world, amina, phone, asked);
}

TEST_CASE("a form of a session that ended asks at most once") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina);
    const auto page = phone.get(name_page);
    autosave_unheard(phone, page, given("Amin"));
    phone.submit("/account", "/session/end", {});
    phone.submit("/", "/sessions", {{"number", amina.number}, {"secret", amina.secret}});
    const auto stale = phone.send(page, name_page, given("Amineh"));
    REQUIRE(stale.status == 403);
    const auto asked = phone.send(stale, name_page, {});
    answered_once(world, amina, phone, asked);
}

TEST_CASE("a key that Amina spent tells Bilal nothing") {
    World world;
    const auto amina = world.person("Amina"), bilal = world.person("Bilal");
    auto hers = world.as(amina), his = world.as(bilal);
    const auto page = hers.get(name_page);
    autosave_unheard(hers, page, given("Amina"));
    auto theirs = given("Bilal");
    theirs.emplace_back("form_key", page.hidden("form_key", name_page));
    CHECK(his.submit(name_page, name_page, theirs).status == 303);
    CHECK(given_name(world, bilal) == "Bilal");
    CHECK(given_name(world, amina) == "Amina");
}

}  // namespace mobio::biography
