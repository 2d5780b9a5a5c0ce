// SPDX-License-Identifier: EUPL-1.2
// What is said besides a value, and what others say.
#include "biography/told_for_test.h"

namespace mobio::biography {

using namespace test;

TEST_CASE("I don't know and I don't want to say are kept and shown again") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const char* birth = "/biography/person/birth";
    CHECK(browser
              .submit(
                  birth, birth,
                  {{"person.birth.state", "?unknown"}, {"person.birth_country.state", "?declined"}})
              .status == 303);
    const auto biography = told_by(world, amina);
    CHECK(biography.claim("person.birth")->state == State::Unknown);
    CHECK(biography.claim("person.birth_country")->state == State::Declined);
    CHECK_FALSE(biography.claim("person.birth_place"));
    CHECK(browser.get(birth).body.find("value=\"?unknown\" checked") != std::string::npos);
}

TEST_CASE("staff's own fields are shown and never taken from a form") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const char* page = "/biography/person/official_name";
    CHECK(browser.get(page).shows("Your social worker enters this with you."));
    const auto form = browser.get(name_page);
    browser.post_raw(page, {{"form_token", form.hidden("form_token")},
                            {"form_key", form.hidden("form_key", name_page)},
                            {"person.name.mrz", "RAHIMI<<AMINA"}});
    CHECK(value_of(world, amina, "person.name.mrz").empty());

    Change change;
    change.field = "person.name.mrz";
    change.claim.by = By::Staff;
    change.claim.provenance = Provenance::DocumentSeen;
    change.claim.value = "RAHIMI<<AMINA";
    const auto key = world.app().vault.key_of(amina.person.bytes);
    world.app().db->write([&](sql::Transaction& tx) {
        save(tx, world.app(), amina.person, key, {change}, world.app().clock.now());
    });
    const auto shown = browser.get(page);
    CHECK(shown.shows("RAHIMI<<AMINA"));
    CHECK(shown.shows("document seen by the social worker"));
}

TEST_CASE("a person's words never overwrite staff's: both stand") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    Change change;
    change.field = "person.name.family";
    change.claim.by = By::Staff;
    change.claim.provenance = Provenance::DocumentSeen;
    change.claim.value = "RAHIMY";
    const auto key = world.app().vault.key_of(amina.person.bytes);
    world.app().db->write([&](sql::Transaction& tx) {
        save(tx, world.app(), amina.person, key, {change}, world.app().clock.now());
    });
    save_name(browser, "Amina", "Rahimi");
    const auto biography = told_by(world, amina);
    const auto* answer = biography.answer("person.name.family");
    REQUIRE(answer->claims.size() == 2);
    CHECK(answer->claim()->value == "RAHIMY");
    CHECK(claim_of(*answer, By::Person)->value == "Rahimi");
}

TEST_CASE("health is kept only with a consent of its own, which the log remembers") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const char* health = "/biography/life/health";
    const auto refused = browser.submit(health, health, {{"life.health.functional", "no_heavy"}});
    CHECK(refused.status == 422);
    CHECK(refused.body.find("href=\"#health_consent\"") != std::string::npos);
    CHECK_FALSE(told_by(world, amina).claim("life.health.functional"));
    CHECK(browser
              .send(refused, health,
                    {{"life.health.functional", "no_heavy"}, {"health_consent", "yes"}})
              .status == 303);
    CHECK(told_by(world, amina).claim("life.health.functional")->value == json{"no_heavy"});
    CHECK_FALSE(browser.get(health).shows("I agree that MoBio keeps"));
    const auto agreed = world.app().db->read([](sql::Connection& db) {
        return db.all("SELECT detail FROM access_log WHERE action = 'health.agreed'",
                      [](sql::Row row) { return row.get<std::string>(0); });
    });
    CHECK(agreed == std::vector<std::string>{"en"});
}

}  // namespace mobio::biography
