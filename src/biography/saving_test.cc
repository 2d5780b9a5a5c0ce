// SPDX-License-Identifier: EUPL-1.2
// A form of the biography, from what is typed to what is kept.
#include <fstream>

#include "biography/told_for_test.h"

namespace mobio::biography {

using namespace test;

TEST_CASE("an answer is saved as a revision with author, time and provenance") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto before = millis(world.app().clock.now());
    const auto saved = save_name(browser, "Amina", "Rahimi");
    CHECK(saved.status == 303);
    CHECK(saved.location() == "/biography/person/address_form");
    const auto rows = revisions(world, amina, "person");
    REQUIRE(rows.size() == 2);  // the name to be called by was the first
    CHECK(rows.back().number == 2);
    CHECK(rows.back().kind == "person");
    CHECK(rows.back().author == amina.account.bytes);
    CHECK(rows.back().at >= before);
    const auto biography = told_by(world, amina);
    const auto* claim = biography.claim("person.name.family");
    REQUIRE(claim);
    CHECK(claim->value == "Rahimi");
    CHECK(claim->provenance == Provenance::Own);
    CHECK(claim->author == amina.account.text());
    CHECK(full_name(biography) == "Amina Rahimi");
    CHECK(has_release_name(biography));
    CHECK(browser.follow(saved).shows("Saved"));
}

TEST_CASE("the same answers again make no new revision") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    save_name(browser, "Amina", "Rahimi");
    CHECK(save_name(browser, "Amina", "Rahimi").status == 303);
    CHECK(revisions(world, amina, "person").size() == 2);
}

TEST_CASE("the same form sent twice acts once and answers the same") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto page = browser.get(new_job);
    const Values job{{"work.entries.title_original", "Schneiderin"}};
    const auto first = browser.send(page, new_job, job);
    const auto second = browser.send(page, new_job, job);
    CHECK(first.status == 303);
    CHECK(second.status == 303);
    CHECK(first.location() == second.location());
    CHECK(told_by(world, amina).entries("work.entries").size() == 1);
    CHECK(revisions(world, amina, "work").size() == 1);
}

TEST_CASE("wrong input comes back with 422, the summary on top, and everything typed") {
    World world;
    auto browser = world.as(world.person("Amina"));
    const auto reply = save_name(browser, "FNU", "Rahimi <b>");
    CHECK(reply.status == 422);
    CHECK(reply.shows("Please look at this again"));
    CHECK(reply.body.find("href=\"#person-name-given\"") != std::string::npos);
    CHECK(reply.shows("This is no name. Leave it empty if you have none."));
    CHECK(reply.body.find("value=\"FNU\"") != std::string::npos);
    CHECK(reply.shows("Rahimi <b>"));
    CHECK(reply.body.find("Rahimi <b>") == std::string::npos);
}

TEST_CASE("a wrong answer leaves nothing half saved, and the form can be sent again") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto wrong = save_name(browser, "-", "Rahimi");
    CHECK(value_of(world, amina, "person.name.family").empty());
    const auto right = browser.send(
        wrong, name_page, {{"person.name.given", "Amina"}, {"person.name.family", "Rahimi"}});
    CHECK(right.status == 303);
    CHECK(value_of(world, amina, "person.name.family") == "Rahimi");
}

TEST_CASE("a name typed in Arabic script moves to its own place, and the page says so") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto saved = save_name(browser, "امینه", "رحیمی");
    CHECK(saved.status == 303);
    CHECK(browser.follow(saved).shows("Your name in its own script has its own place now."));
    const auto biography = told_by(world, amina);
    CHECK_FALSE(biography.claim("person.name.given"));
    const auto cards = biography.entries("person.name.native");
    REQUIRE(cards.size() == 1);
    CHECK(cards.front()->answer.claim()->value ==
          json{{"text", "امینه رحیمی"}, {"script", "Arab"}});
}

TEST_CASE("changing the language inside a form keeps what was typed and saves nothing") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto reply = browser.submit(
        name_page, name_page, {{"person.name.given", "Amina 2"}, {"switch_language", "de"}});
    CHECK(reply.status == 200);
    CHECK(reply.body.find("<html lang=\"de\"") != std::string::npos);
    CHECK(reply.shows("Amina 2"));
    CHECK(value_of(world, amina, "person.name.given").empty());
}

TEST_CASE("every save is in the access log, with its section and without a word of it") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    save_name(browser, "Amina", "Rahimi");
    const auto lines = world.app().db->read([&](sql::Connection& db) {
        return db.all("SELECT detail FROM access_log WHERE action = 'biography.saved'",
                      [](sql::Row row) { return row.get<std::string>(0); });
    });
    REQUIRE(lines.size() == 2);
    CHECK(lines.back() == "person");
}

TEST_CASE("nothing that a person typed lies in the database in the clear") {
    World world;
    auto browser = world.as(world.person("Amina"));
    save_name(browser, "Zuleikhachen", "Quendelbach");
    browser.submit(new_job, new_job, {{"work.entries.title_original", "Wolkenschieberin"}});
    REQUIRE(browser.get(jobs).shows("Wolkenschieberin"));
    for (const auto& file : std::filesystem::recursive_directory_iterator(world.folder())) {
        if (!file.is_regular_file()) continue;
        std::ifstream in(file.path(), std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(in)), {});
        for (const char* word : {"Zuleikhachen", "Quendelbach", "Wolkenschieberin"}) {
            CAPTURE(file.path().string());
            CHECK(bytes.find(word) == std::string::npos);
        }
    }
}

}  // namespace mobio::biography
