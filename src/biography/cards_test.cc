// SPDX-License-Identifier: EUPL-1.2
// The cards of a field that repeats.
#include "biography/told_for_test.h"

namespace mobio::biography {

using namespace test;

TEST_CASE("cards are added, changed, removed and brought back") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto added = browser.submit(new_job, new_job,
                                      {{"work.entries.title_original", "Schneiderin"},
                                       {"work.entries.from.year", "2016"},
                                       {"work.entries.to.year", "2019"}});
    CHECK(added.location() == jobs);
    auto page = browser.follow(added);
    CHECK(page.shows("Schneiderin"));
    CHECK(page.shows("2016 to 2019"));
    const auto card = card_address(page);
    CHECK(browser.submit(card, card, {{"work.entries.title_original", "Näherin"}}).status == 303);
    page = browser.get(jobs);
    CHECK(page.shows("Näherin"));
    CHECK(page.shows("2016 to 2019"));

    page = browser.follow(browser.send(page, card + "/removal", {}));
    CHECK(page.shows("is removed."));
    CHECK(told_by(world, amina).entries("work.entries").empty());
    CHECK(browser.get(card).status == 404);
    page = browser.follow(browser.send(page, card + "/restoration", {}));
    CHECK(page.shows("Näherin"));
    CHECK(told_by(world, amina).entries("work.entries").size() == 1);
    CHECK(revisions(world, amina, "work").size() == 4);
}

TEST_CASE("without scripts an occupation is looked up by a button, and nothing typed is lost") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    browser.cookies["lang"] = "de";
    const Values typed{{"work.entries.title_original", "خیاط"},
                       {"work.entries.employer", "Werkstatt"},
                       {"look_up", "work.entries.title_original"}};
    const auto found = browser.submit(new_job, new_job, typed);
    CHECK(found.status == 200);
    CHECK(found.shows("Schneider/in"));
    CHECK(found.shows("28222 خیاط"));
    CHECK(found.shows("Werkstatt"));
    CHECK(found.shows("Meine eigenen Worte genügen."));
    CHECK(told_by(world, amina).entries("work.entries").empty());

    const auto saved = browser.send(found, new_job,
                                    {{"work.entries.title_original", "خیاط"},
                                     {"work.entries.title_original.code", "28222 خیاط"}});
    CHECK(saved.status == 303);
    const auto biography = told_by(world, amina);
    const auto* claim = biography.entries("work.entries").front()->answer.claim();
    CHECK(claim->value["title_original"] == "خیاط");
    CHECK(claim->value["kldb"] == "28222");
    CHECK(claim->lang == "fa");
    CHECK(claim->german_parts.at("title_original").text == "Schneider/in");
}

TEST_CASE("what no list has is kept as free text") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto found = browser.submit(new_job, new_job,
                                      {{"work.entries.title_original", "Wolkenschieber"},
                                       {"look_up", "work.entries.title_original"}});
    CHECK(found.shows("Nothing in the list fits. Your own words are fine."));
    CHECK(browser
              .send(found, new_job,
                    {{"work.entries.title_original", "Wolkenschieber"},
                     {"work.entries.title_original.code", ""}})
              .status == 303);
    CHECK(told_by(world, amina).entries("work.entries").front()->answer.claim()->value ==
          json{{"title_original", "Wolkenschieber"}});
}

TEST_CASE("an empty card is not saved, and no cards at all can be said") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    CHECK(browser.submit(new_job, new_job, {{"work.entries.title_original", " "}}).status == 422);
    CHECK(browser.submit(jobs, jobs, {{"work.entries.state", "?none"}}).status == 303);
    CHECK(told_by(world, amina).claim("work.entries")->value == json::array());
    browser.submit(new_job, new_job, {{"work.entries.title_original", "Köchin"}});
    CHECK_FALSE(told_by(world, amina).claim("work.entries"));
}

TEST_CASE("saving a new card twice on the way makes one card") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto page = browser.get(new_job);
    const auto answer =
        autosaved(browser, page, new_job, {{"work.entries.title_original", "Schneid"}});
    CHECK(browser
              .send(page, new_job,
                    {{"work.entries.title_original", "Schneiderin"},
                     {"form_key", answer["form_key"]},
                     {"revision", answer["revision"]}})
              .status == 303);
    const auto biography = told_by(world, amina);
    REQUIRE(biography.entries("work.entries").size() == 1);
    CHECK(biography.entries("work.entries").front()->answer.claim()->value["title_original"] ==
          "Schneiderin");
}

TEST_CASE("autosave of an empty card says what helps") {
    World world;
    auto browser = world.as(world.person("Amina"));
    const auto page = browser.get(new_job);
    browser.extra_headers = {{"Accept", "application/json"}};
    const auto reply = browser.send(page, new_job, {{"work.entries.title_original", ""}});
    CHECK(reply.status == 422);
    const auto problems = json::parse(reply.body)["problems"];
    REQUIRE(problems.size() == 1);
    CHECK(problems[0]["field"] == "work.entries.title_original");
}

TEST_CASE("the number of cards has an end") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto key = world.app().vault.key_of(amina.person.bytes);
    Change change;
    change.field = "work.entries";
    change.claim.author = amina.account.text();
    change.claim.value = {{"title_original", "Tagelöhner"}};
    world.app().db->write([&](sql::Transaction& tx) {
        save(tx, world.app(), amina.person, key, std::vector<Change>(100, change),
             world.app().clock.now());
    });
    CHECK(told_by(world, amina).entries("work.entries").size() == 100);
    const auto reply =
        browser.submit(new_job, new_job, {{"work.entries.title_original", "Köchin"}});
    CHECK(reply.status == 422);
    CHECK(reply.shows("100 entries are enough."));
}

}  // namespace mobio::biography
