// SPDX-License-Identifier: EUPL-1.2
// Two read together at one screen from the first page on, also where something was tried.
#include <doctest/doctest.h>

#include "account/code_card.h"
#include "account/sign_in.h"
#include "world.h"

using namespace mobio;

namespace {

bool in_both(const Reply& page) {
    return page.body.find(R"(<span class="beside" lang="fa" dir="rtl">)") != std::string::npos;
}

// A visitor who reads English, with Farsi beside it.
Browser two(World& world) {
    auto browser = world.anybody();
    browser.cookies["lang"] = "en";
    browser.cookies["second"] = "fa";
    return browser;
}

}  // namespace

TEST_CASE("before anybody signs in a second language can be chosen and stands beside the first") {
    World world;
    auto browser = world.anybody();
    browser.cookies["lang"] = "en";
    CHECK(browser.get("/").shows("Beside it:"));
    const auto chosen = browser.submit("/", "/sessions", {{"switch_second", "fa"}});
    CHECK(chosen.status == 200);
    CHECK(in_both(chosen));
    for (const char* page : {"/", "/accounts/new", "/code-card", "/staff/sign-in", "/no-such-page"})
        CHECK(in_both(browser.get(page)));
}

TEST_CASE("a wrong sign-in is answered in both languages and counts once") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = two(world);
    for (int i = 0; i < account::wrong_tries; ++i) {
        const auto wrong =
            browser.submit("/", "/sessions", {{"number", amina.number}, {"secret", "00000000"}});
        CHECK(wrong.status == 422);
        CHECK(in_both(wrong));
    }
    const auto often =
        browser.submit("/", "/sessions", {{"number", amina.number}, {"secret", "00000000"}});
    CHECK(often.status == 429);
    CHECK(in_both(often));
}

TEST_CASE("a code card leads through all its pages in both languages, and is used once") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto card = account::make_code_card(world.app(), {keller.id, Role::Manager}, "Amina",
                                              text::Language::Fa);
    auto browser = two(world);
    const auto unknown =
        browser.submit("/code-card", "/code-card/redemption", {{"code", "0000-0000-0000-0000"}});
    CHECK(unknown.status == 422);
    CHECK(in_both(unknown));
    const auto fits = browser.submit("/code-card", "/code-card/redemption", {{"code", card.code}});
    CHECK(fits.status == 200);
    CHECK(in_both(fits));
    const auto different = browser.send(fits, "/code-card/account",
                                        {{"secret", "58290417"}, {"secret_again", "58290418"}});
    CHECK(different.status == 422);
    CHECK(in_both(different));
    const auto done =
        browser.send(different, "/code-card/account",
                     {{"secret", "58290417"}, {"secret_again", "58290417"}, {"agree", "yes"}});
    CHECK(done.status == 303);
    CHECK(in_both(browser.get("/account/number")));
}

TEST_CASE("somebody registers in both languages, and agrees to what the first one says") {
    World world;
    auto browser = two(world);
    const auto wrong = browser.submit("/accounts/new", "/accounts", {{"name", "Amina"}});
    CHECK(wrong.status == 422);
    CHECK(in_both(wrong));
    const auto right = browser.send(wrong, "/accounts",
                                    {{"name", "Amina"},
                                     {"secret", "58290417"},
                                     {"secret_again", "58290417"},
                                     {"agree", "yes"}});
    CHECK(right.status == 303);
    const auto persons = world.app().db->read([](sql::Connection& db) {
        return *db.first("SELECT COUNT(*) FROM persons",
                         [](sql::Row row) { return row.get<int>(0); });
    });
    CHECK(persons == 1);
}

TEST_CASE("a caseworker's search and new card are shown in both languages, one card only") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    auto desk = world.as(keller);
    desk.cookies["lang"] = "en";
    desk.cookies["second"] = "fa";
    const auto made = desk.submit("/staff/persons/new", "/staff/persons",
                                  {{"name", "Amina"}, {"language", "fa"}});
    CHECK(made.status == 200);
    CHECK(in_both(made));
    const auto found = desk.submit("/staff/persons", "/staff/persons/search", {{"name", "Amina"}});
    CHECK(found.status == 200);
    CHECK(in_both(found));
    CHECK(found.body.find("Amina</bdi></b>") == found.body.rfind("Amina</bdi></b>"));
}
