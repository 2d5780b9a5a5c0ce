// SPDX-License-Identifier: EUPL-1.2
#include "world.h"

using namespace mobio;

TEST_CASE("everybody reads who is responsible, in each language and without signing in") {
    World world;
    for (const auto* path : {"/privacy", "/imprint", "/accessibility", "/contact"})
        for (const auto language : text::languages) {
            auto browser = world.anybody();
            browser.extra_headers = {{"Accept-Language", std::string(text::code(language))}};
            const auto page = browser.get(path);
            CHECK(page.status == 200);
            CHECK(page.shows("Landkreis Musterland"));
            CHECK(page.body.find("tel:+4962210000000") != std::string::npos);
        }
}

TEST_CASE("the page on privacy names purpose, ground, time, rights and who gets nothing") {
    World world;
    const auto page = world.anybody().get("/privacy");
    for (const auto* words : {"foreigners’ authority", "Article 6", "24 months", "12 months",
                              "Your rights", "data-protection officer", "Cookies"})
        CHECK_MESSAGE(page.shows(words), words);
}

TEST_CASE("the first page offers five languages by their own names") {
    World world;
    const auto page = world.anybody().get("/");
    for (const auto language : text::languages)
        CHECK(page.shows(std::string(text::own_name(language))));
}
