// SPDX-License-Identifier: EUPL-1.2
// Amina's own words in Farsi, and German beside them by the county's translation server.
#include <doctest/doctest.h>

#include "biography/told_for_test.h"
#include "platform/translation/server_for_test.h"

namespace mobio::biography {

using namespace test;

namespace {

struct Translating {
    World world;
    translation::test::LocalServer server;
    Cast amina = world.person("Amina");

    Translating() { in_mood("kind"); }
    void in_mood(const char* mood) {
        world.app().translator = std::make_unique<translation::Translator>(server.address(mood));
    }
    Browser browser() {
        auto browser = world.as(amina);
        browser.cookies["lang"] = "fa";
        return browser;
    }
    Claim job() {
        const auto biography = told_by(world, amina);
        REQUIRE(biography.entries("work.entries").size() == 1);
        return *biography.entries("work.entries").front()->answer.claim();
    }
};

}  // namespace

TEST_CASE("a machine's German stands beside the person's words, marked as a machine's") {
    Translating t;
    auto browser = t.browser();
    const auto reply = browser.submit(
        new_job, new_job, {{"work.entries.title_original", "خیاط"}, {"translate", "1"}});
    CHECK(reply.status == 303);
    const auto job = t.job();
    CHECK(job.value["title_original"] == "خیاط");
    REQUIRE(job.german_parts.contains("title_original"));
    CHECK(job.german_parts.at("title_original").text == "[de] خیاط");
    CHECK(job.german_parts.at("title_original").mark == "machine");
    const auto page = browser.follow(reply);  // the form again, to read it
    CHECK(page.shows("[de] خیاط"));
}

TEST_CASE("what a person writes over the machine's German is their own") {
    Translating t;
    auto browser = t.browser();
    const auto saved = browser.submit(
        new_job, new_job, {{"work.entries.title_original", "خیاط"}, {"translate", "1"}});
    const auto at = saved.location();
    browser.submit(at, at, {{"work.entries.title_original.german", "Schneiderin"}});
    CHECK(t.job().german_parts.at("title_original").text == "Schneiderin");
    CHECK(t.job().german_parts.at("title_original").mark == "own");
    browser.submit(at, at,
                   {{"work.entries.title_original.german", "Schneiderin"}, {"translate", "1"}});
    CHECK(t.job().german_parts.at("title_original").text == "Schneiderin");
}

TEST_CASE("where the translation does not answer, the words are saved all the same") {
    Translating t;
    t.in_mood("busy");
    auto browser = t.browser();
    const auto reply = browser.submit(
        new_job, new_job, {{"work.entries.title_original", "خیاط"}, {"translate", "1"}});
    CHECK(reply.status == 303);
    CHECK(t.job().value["title_original"] == "خیاط");
    CHECK(t.job().german_parts.empty());
    CHECK(browser.follow(reply).status == 200);
}

TEST_CASE("nothing is offered nor sent where the county has no server, in German, and for names") {
    Translating t;
    auto browser = t.browser();
    const auto offered = [&](const char* page) {
        return browser.get(page).body.find("name=\"translate\"") != std::string::npos;
    };
    CHECK(offered(new_job));
    CHECK_FALSE(offered("/biography/person/name"));
    CHECK_FALSE(offered("/biography/life/health"));
    browser.submit("/biography/person/name", "/biography/person/name",
                   {{"person.name.family", "Rahimi"}, {"translate", "1"}});
    CHECK(t.server.asked().empty());
    browser.cookies["lang"] = "de";
    CHECK_FALSE(offered(new_job));
    browser.cookies["lang"] = "fa";
    t.world.app().translator.reset();
    CHECK_FALSE(offered(new_job));
    const auto reply = browser.submit(
        new_job, new_job, {{"work.entries.title_original", "خیاط"}, {"translate", "1"}});
    CHECK(reply.status == 303);
    CHECK(t.server.asked().empty());
}

}  // namespace mobio::biography
