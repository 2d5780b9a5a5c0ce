// SPDX-License-Identifier: EUPL-1.2
// Amina and Keller at one screen: every page in her language and in German.
#include <doctest/doctest.h>

#include "biography/told_for_test.h"

namespace mobio::biography {

using namespace test;

namespace {

// Signed in, reading Farsi with German beside it.
Browser in_two(World& world, const Cast& person) {
    auto browser = world.as(person);
    browser.cookies["lang"] = "fa";
    const auto reply = browser.submit("/biography", "/language",
                                      {{"second_language", "de"}, {"return", "/biography"}});
    CHECK(reply.status == 303);
    return browser;
}

bool has(const Reply& reply, std::string_view text) {
    return reply.body.find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("a page shows German beside Farsi, and one form only") {
    World world;
    auto browser = in_two(world, world.person("Amina"));
    const auto page = browser.get(name_page);
    CHECK(page.status == 200);
    CHECK(has(page, R"(<html lang="fa" dir="rtl">)"));
    CHECK(has(page, R"(<span class="beside" lang="de" dir="ltr">Familienname)"));
    const auto input = std::string(R"(name="person.name.family")");
    CHECK(page.body.find(input) == page.body.rfind(input));
}

TEST_CASE("one page alone is in one language") {
    World world;
    auto browser = world.as(world.person("Amina"));
    CHECK_FALSE(has(browser.get(name_page), "class=\"beside\""));
}

TEST_CASE("choosing a second language keeps what was typed and saves nothing") {
    World world;
    auto browser = world.as(world.person("Amina"));
    const auto page = browser.submit(name_page, name_page,
                                     {{"person.name.family", "Rahimi"}, {"switch_second", "ar"}});
    CHECK(page.status == 200);
    CHECK(has(page, "value=\"Rahimi\""));
    CHECK(has(page, R"(class="beside" lang="ar" dir="rtl")"));
    CHECK_FALSE(has(browser.get(name_page), "value=\"Rahimi\""));
}

TEST_CASE("mistakes are explained in both languages, and a saved answer is saved once") {
    World world;
    auto browser = in_two(world, world.person("Amina"));
    const auto wrong = browser.submit(name_page, name_page, {{"person.name.family", "FNU"}});
    CHECK(wrong.status == 422);
    CHECK(has(wrong, R"(class="beside" lang="de")"));
    CHECK(has(wrong, "value=\"FNU\""));
    const auto right = browser.submit(name_page, name_page, {{"person.name.family", "Rahimi"}});
    CHECK(right.status == 303);
}

TEST_CASE("a question about the occupation that looks something up stays in both languages") {
    World world;
    auto browser = in_two(world, world.person("Amina"));
    const auto found = browser.submit(
        new_job, new_job,
        {{"work.entries.title_original", "Tailor"}, {"look_up", "work.entries.title_original"}});
    CHECK(found.status == 200);
    CHECK(has(found, R"(class="beside" lang="de")"));
}

TEST_CASE("what two devices changed differently is asked in both languages") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = in_two(world, amina), other = in_two(world, amina);
    const auto old_page = browser.get(name_page);
    save_name(other, "Amina", "Rahimi");
    const auto clash = browser.send(old_page, name_page, {{"person.name.family", "Karimi"}});
    CHECK(clash.status == 409);
    CHECK(has(clash, R"(class="beside" lang="de")"));
}

TEST_CASE("the second language can be left again, and a page's own language is no second one") {
    World world;
    auto browser = in_two(world, world.person("Amina"));
    browser.submit("/biography", "/language", {{"language", "de"}});
    CHECK_FALSE(has(browser.get("/biography"), "class=\"beside\""));
    browser.submit("/biography", "/language", {{"language", "fa"}});
    CHECK(has(browser.get("/biography"), "class=\"beside\""));
    browser.submit("/biography", "/language", {{"second_language", ""}});
    CHECK_FALSE(has(browser.get("/biography"), "class=\"beside\""));
}

}  // namespace mobio::biography
