// SPDX-License-Identifier: EUPL-1.2
// Amina looks back at what changed, goes back, and says what is wrong; Bilal sees none of it.
#include "biography/history.h"

#include <doctest/doctest.h>

#include "biography/objection.h"
#include "biography/told_for_test.h"

namespace mobio::biography {

using namespace test;

namespace {

constexpr const char* history = "/biography/revisions";

std::vector<Sitting> sittings_of(World& world, const Cast& person) {
    return world.app().db->read([&](sql::Connection& db) {
        return sittings(db, world.app(), Acting{person.account, person.person}, std::nullopt, 50);
    });
}

std::string address_of(const Sitting& sitting) {
    return std::string(history) + "/" + sitting.id.text();
}

// Keller writes something into Amina's record, as seen in a document.
std::string noted_by(World& world, const StaffCast& staff, const Cast& person, const char* field,
                     json value) {
    Change change;
    change.field = field;
    change.claim.by = By::Staff;
    change.claim.author = staff.id.text();
    change.claim.provenance = Provenance::DocumentSeen;
    change.claim.value = std::move(value);
    const auto key = world.app().vault.key_of(person.person.bytes);
    world.app().db->write([&](sql::Transaction& tx) {
        save(tx, world.app(), person.person, key, {change}, world.app().clock.now());
    });
    const auto biography = told_by(world, person);
    return claim_of(*biography.answer(field), By::Staff)->id;
}

constexpr const char* health_page = "/biography/life/health";

// In how many revisions of what she tells of her life this stands, whatever page shows it.
std::size_t revisions_with(World& world, const Cast& person, const std::string& words) {
    auto& app = world.app();
    const auto key = app.vault.key_of(person.person.bytes);
    std::size_t count = 0;
    app.db->read([&](sql::Connection& db) {
        for (const auto& row : revisions(world, person, "life")) {
            const auto then = load_revision(db, app, person.person, key, "life", row.number);
            if (write(then).find(words) != std::string::npos) ++count;
        }
    });
    return count;
}

bool kept(World& world, const Cast& person, const std::string& words) {
    return revisions_with(world, person, words) > 0;
}

}  // namespace

TEST_CASE("the history says who changed what, with the values before and after") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    save_name(browser, "Amina", "Rahimi");
    world.app().clock.advance(std::chrono::minutes{12});
    save_name(browser, "Amina", "Karimi");
    const auto page = browser.get(history);
    CHECK(page.status == 200);
    CHECK(page.body.find(R"(<del dir="auto">Rahimi</del>)") != std::string::npos);
    CHECK(page.body.find(R"(<ins dir="auto">Karimi</ins>)") != std::string::npos);
    CHECK(page.shows("You"));
}

TEST_CASE("what is saved in one go is one sitting of the history") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto before = sittings_of(world, amina).size();
    world.app().clock.advance(std::chrono::minutes{12});
    save_name(browser, "A", "");
    world.app().clock.advance(std::chrono::minutes{2});
    save_name(browser, "Amina", "");
    world.app().clock.advance(std::chrono::minutes{2});
    save_name(browser, "Amina", "Rahimi");
    const auto sittings = sittings_of(world, amina);
    REQUIRE(sittings.size() == before + 1);
    CHECK(sittings.front().last - sittings.front().first == 2);
    world.app().clock.advance(std::chrono::minutes{11});
    save_name(browser, "Amina", "Karimi");
    CHECK(sittings_of(world, amina).size() == before + 2);
}

TEST_CASE("older answers come back as a new revision, and the newer ones stay in the history") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    save_name(browser, "Amina", "Rahimi");
    const auto sitting = sittings_of(world, amina).front();
    world.app().clock.advance(std::chrono::minutes{12});
    save_name(browser, "Amina", "Karimi");
    const auto at = address_of(sitting);
    const auto page = browser.get(at);
    CHECK(page.shows("Go back to these answers?"));
    const auto reply = browser.send(page, at + "/restoration", {});
    CHECK(reply.status == 303);
    CHECK(full_name(told_by(world, amina)) == "Amina Rahimi");
    CHECK(told_by(world, amina).revision("person") == sitting.last + 2);
    CHECK(browser.send(page, at + "/restoration", {}).status == 303);  // sent twice, acts once
    CHECK(told_by(world, amina).revision("person") == sitting.last + 2);
    CHECK(browser.get(at).shows("Your answers are the same today."));
}

TEST_CASE("going back leaves alone what staff wrote since, and removes younger cards") {
    World world;
    const auto amina = world.person("Amina");
    const auto keller = world.staff("Keller", "manager");
    auto browser = world.as(amina);
    browser.submit(new_job, new_job, {{"work.entries.title_original", "Tailor"}});
    const auto sitting = sittings_of(world, amina).front();
    browser.submit(new_job, new_job, {{"work.entries.title_original", "Cook"}});
    noted_by(world, keller, amina, "work.status", "employed");
    browser.send(browser.get(address_of(sitting)), address_of(sitting) + "/restoration", {});
    const auto biography = told_by(world, amina);
    REQUIRE(biography.entries("work.entries").size() == 1);
    CHECK(biography.entries("work.entries", true).size() == 2);
    REQUIRE(biography.claim("work.status"));
    CHECK(biography.claim("work.status")->value == "employed");
}

TEST_CASE("answers about health that were emptied are kept nowhere, and the history says so") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    browser.submit(health_page, health_page,
                   {{"life.health.functional", "no_heavy"}, {"health_consent", "yes"}});
    const auto said = sittings_of(world, amina).front();
    REQUIRE(browser.get(history).shows("No heavy lifting"));
    REQUIRE(kept(world, amina, "no_heavy"));
    world.app().clock.advance(std::chrono::minutes{12});
    browser.submit(health_page, health_page, {});

    CHECK_FALSE(kept(world, amina, "no_heavy"));
    const auto page = browser.get(history);
    CHECK_FALSE(page.shows("No heavy lifting"));
    CHECK(page.shows("Said, and taken back later. We no longer have it."));
    CHECK(page.shows("Taken back. We no longer have it."));
    CHECK_FALSE(browser.get(address_of(said)).shows("No heavy lifting"));
    CHECK(browser.get(address_of(said)).shows("Your answers are the same today."));
    const auto log = browser.get("/access-log");
    CHECK(log.shows("agreed that we keep what you say about your health"));
    CHECK(log.shows("took back what you said about your health"));
}

TEST_CASE("what was not emptied stays in all revisions, and health said anew is kept anew") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const Values first{{"life.health.functional", "no_heavy"},
                       {"life.health.gdb.degree", "50"},
                       {"health_consent", "yes"}};
    browser.submit(health_page, health_page, first);
    browser.submit(health_page, health_page, {{"life.health.gdb.degree", "50"}});
    CHECK_FALSE(kept(world, amina, "no_heavy"));
    CHECK(revisions_with(world, amina, "life.health.gdb") == 2);
    browser.submit(health_page, health_page,
                   {{"life.health.functional", "breaks"}, {"life.health.gdb.degree", "50"}});
    CHECK(told_by(world, amina).claim("life.health.functional"));
    CHECK(kept(world, amina, "breaks"));
}

TEST_CASE("a form filled before the answers were taken back does not bring them back unasked") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina), tablet = world.as(amina);
    const Values both{{"life.health.functional", "no_heavy"}, {"life.health.gdb.degree", "50"}};
    auto agreed = both;
    agreed.emplace_back("health_consent", "yes");
    phone.submit(health_page, health_page, agreed);
    const auto old_page = tablet.get(health_page);
    phone.submit(health_page, health_page, {{"life.health.gdb.degree", "50"}});
    const auto asked = tablet.send(old_page, health_page, both);
    CHECK(asked.status == 409);
    CHECK(asked.shows("Another device changed this answer. Which one counts?"));
    CHECK_FALSE(told_by(world, amina).claim("life.health.functional"));
}

TEST_CASE("Bilal finds neither Amina's history nor any revision of hers") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    save_name(browser, "Amina", "Rahimi");
    const auto at = address_of(sittings_of(world, amina).front());
    auto bilal = world.as(world.person("Bilal"));
    CHECK(bilal.get(history).status == 200);
    CHECK_FALSE(bilal.get(history).shows("Rahimi"));
    CHECK(bilal.get(at).status == 404);
    const auto own = bilal.get("/biography/person/name");
    CHECK(bilal
              .post_raw(at + "/restoration", {{"form_token", own.hidden("form_token")},
                                              {"form_key", own.hidden("form_key")}})
              .status == 404);
    CHECK(bilal.get(std::string(history) + "/no-id").status == 404);
    CHECK(world.anybody().get(history).status == 303);
}

TEST_CASE("what staff wrote stands beside the person's objection until staff decide") {
    World world;
    const auto amina = world.person("Amina");
    const auto keller = world.staff("Keller", "manager");
    auto browser = world.as(amina);
    browser.submit("/biography/school/years", "/biography/school/years",
                   {{"school.years_total", "12"}});
    const auto claim = noted_by(world, keller, amina, "school.years_total", 8);
    CHECK(told_by(world, amina).claim("school.years_total")->value == 8);  // a document was seen
    const auto at = "/biography/school/years/claims/" + claim + "/objection";
    const auto reply = browser.submit(at, at, {{"words", "Es waren zwölf Jahre."}});
    CHECK(reply.status == 303);
    const auto biography = told_by(world, amina);
    CHECK(biography.answer("school.years_total")->claims.size() == 2);
    CHECK(biography.claim("school.years_total")->value == 12);  // her own words, meanwhile
    CHECK(browser.get(at).shows("Es waren zwölf Jahre."));
    CHECK(browser.get(history).shows("marked as wrong"));

    const auto key = world.app().vault.key_of(amina.person.bytes);
    const auto kept = world.app().db->write([&](sql::Transaction& tx) {
        return keep_in_spite(tx, world.app(), amina.person, key, "school", claim,
                             {By::Staff, keller.id.text()}, world.app().clock.now());
    });
    CHECK(kept);
    CHECK(told_by(world, amina).claim("school.years_total")->value == 8);
    CHECK(browser.get(at).shows("leaves it as it is"));
}

TEST_CASE("an objection can be taken back, and Bilal can make none") {
    World world;
    const auto amina = world.person("Amina");
    const auto keller = world.staff("Keller", "manager");
    auto browser = world.as(amina);
    const auto claim = noted_by(world, keller, amina, "school.years_total", 8);
    const auto at = "/biography/school/years/claims/" + claim + "/objection";
    CHECK(browser.submit(at, at, {{"words", std::string(1001, 'a')}}).status == 422);
    CHECK(browser.submit(at, at, {}).status == 303);
    CHECK(told_by(world, amina).claim("school.years_total")->disputed());
    CHECK(browser.submit(at, at + "/withdrawal", {}).status == 303);
    CHECK_FALSE(told_by(world, amina).claim("school.years_total")->disputed());
    auto bilal = world.as(world.person("Bilal"));
    CHECK(bilal.get(at).status == 404);
}

}  // namespace mobio::biography
