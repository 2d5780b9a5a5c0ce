// SPDX-License-Identifier: EUPL-1.2
// Amina's two records become one: she sees what was said in both, and nobody else's.
#include <doctest/doctest.h>

#include "account/moving.h"
#include "biography/document.h"
#include "biography/history.h"
#include "casework/merge.h"
#include "world.h"

using namespace mobio;
using biography::By;

namespace {

constexpr const char* history = "/biography/revisions";

Id<Person> record(World& world, const StaffCast& by, const char* name) {
    return account::make_code_card(world.app(), {by.id, Role::Manager}, name, text::Language::De)
        .person;
}

void tell(World& world, Id<Person> person, const char* field, const nlohmann::json& value,
          const Author& by) {
    auto& app = world.app();
    const auto key = app.vault.key_of(person.bytes);
    biography::Change change;
    change.field = field;
    change.claim.by = by.staff ? By::Staff : By::Person;
    change.claim.author = id_text(by.id);
    change.claim.value = value;
    app.db->write([&](sql::Transaction& tx) {
        biography::save(tx, app, person, key, {change}, app.clock.now());
    });
    app.clock.advance(std::chrono::minutes{20});
}

Id<casework::Merge> join(World& world, Id<Person> kept, Id<Person> joined, const Author& by) {
    auto& app = world.app();
    const auto merge = app.db->write([&](sql::Transaction& tx) {
        return casework::merge(tx, app, casework::Merging{kept, joined, by}, app.clock.now());
    });
    app.clock.advance(std::chrono::minutes{20});
    return merge;
}

void part(World& world, Id<casework::Merge> merge, const Author& by) {
    auto& app = world.app();
    app.db->write(
        [&](sql::Transaction& tx) { casework::undo(tx, app, merge, by, app.clock.now()); });
    app.clock.advance(std::chrono::minutes{20});
}

std::vector<biography::Sitting> sittings(World& world, const Cast& person) {
    auto& app = world.app();
    return app.db->read([&](sql::Connection& db) {
        return biography::sittings(db, app, {person.account, person.person}, {}, 50);
    });
}

std::string address_of_first(World& world, const Cast& person, Id<Person> record,
                             const std::string& section) {
    for (const auto& one : sittings(world, person))
        if (one.record == record && one.section == section &&
            one.kind == biography::Sitting::Kind::Saved)
            return std::string(history) + "/" + one.id.text();
    return {};
}

std::size_t count(const Reply& page, std::string_view words) {
    std::size_t found = 0;
    for (auto at = page.body.find(words); at != std::string::npos;
         at = page.body.find(words, at + 1))
        ++found;
    return found;
}

// Amina has an account; Keller made a record of her too, and wrote into it.
struct Two {
    World world;
    StaffCast keller = world.staff("Keller", "manager");
    Cast amina = world.person("Amina");
    Id<Person> made = record(world, keller, "Emina");
    Author staff{true, keller.id.bytes}, self{false, amina.account.bytes};

    Two() {
        tell(world, made, "school.years_total", 8, staff);
        tell(world, made, "school.years_total", 9, staff);
        tell(world, amina.person, "school.years_total", 12, self);
    }
};

}  // namespace

TEST_CASE("the history of a record shows what was said in the one that was joined to it") {
    Two two;
    auto& [world, keller, amina, made, staff, self] = two;
    join(world, amina.person, made, staff);
    const auto page = world.as(amina).get(history);
    CHECK(page.body.find(R"(<del dir="auto">8</del>)") != std::string::npos);
    CHECK(page.body.find(R"(<ins dir="auto">9</ins>)") != std::string::npos);
    CHECK(page.shows("Keller"));
    CHECK(page.shows("in the other record, before both became one"));
    CHECK(count(page, "Two records became one") == 1);  // though several sections were joined
}

TEST_CASE("a revision of the joined record can be read and taken over, and takes nothing away") {
    Two two;
    auto& [world, keller, amina, made, staff, self] = two;
    tell(world, made, "work.entries", {{"title_original", "Schneiderin"}}, self);
    tell(world, amina.person, "work.status", "seeking", self);
    join(world, amina.person, made, staff);
    auto phone = world.as(amina);
    const auto at = address_of_first(world, amina, made, "work");
    REQUIRE(phone.get(at).shows("Schneiderin"));
    CHECK(phone.get(at).shows("Your answers are the same today."));

    const auto jobs = phone.get("/biography/work/jobs");
    const auto card = jobs.body.find("/biography/work/jobs/entries/0");
    REQUIRE(card != std::string::npos);
    const auto entry =
        jobs.body.substr(card, std::string_view("/biography/work/jobs/entries/").size() + 36);
    phone.submit("/biography/work/jobs", entry + "/removal", {});
    CHECK(phone.submit(at, at + "/restoration", {}).status == 303);
    CHECK(phone.get("/biography/work/jobs").shows("Schneiderin"));
    auto& app = world.app();
    app.db->read([&](sql::Connection& db) {
        CHECK(biography::load(db, app, Acting{amina.account, amina.person}).claim("work.status"));
    });
}

TEST_CASE("records joined by mistake show nothing of each other once they are parted") {
    Two two;
    auto& [world, keller, amina, made, staff, self] = two;
    const auto bilal = world.person("Bilal");
    tell(world, bilal.person, "life.strengths", "Geduld", {false, bilal.account.bytes});
    const auto merge = join(world, amina.person, bilal.person, staff);
    auto phone = world.as(amina);
    const auto his = address_of_first(world, amina, bilal.person, "life");
    CHECK(phone.get(his).shows("Geduld"));
    tell(world, amina.person, "life.strengths", "Mut", self);
    const auto hers = address_of_first(world, amina, amina.person, "life");
    part(world, merge, staff);
    tell(world, amina.person, "life.strengths", "Humor", self);

    phone = world.as(amina);
    const auto page = phone.get(history);
    CHECK_FALSE(page.shows("Geduld"));
    CHECK(page.shows("Changed while two records were one"));
    CHECK(page.shows("One record became two again"));
    CHECK(page.shows("Humor"));
    CHECK(phone.get(his).status == 404);
    CHECK(phone.get(hers).status == 404);
    CHECK(world.as(bilal).get(his).shows("Geduld"));
    CHECK_FALSE(world.as(bilal).get(history).shows("Humor"));
}

TEST_CASE("Bilal finds no revision of a record that was joined to Amina's") {
    Two two;
    auto& [world, keller, amina, made, staff, self] = two;
    join(world, amina.person, made, staff);
    const auto at = address_of_first(world, amina, made, "school");
    CHECK(world.as(amina).get(at).status == 200);
    CHECK(world.as(world.person("Bilal")).get(at).status == 404);
}

TEST_CASE("what Amina takes back about her health is gone from the joined record too") {
    Two two;
    auto& [world, keller, amina, made, staff, self] = two;
    tell(world, made, "life.health.functional", {"no_heavy"}, self);
    join(world, amina.person, made, staff);
    auto phone = world.as(amina);
    REQUIRE(phone.get(history).shows("No heavy lifting"));
    const std::string health = "/biography/life/health";
    CHECK(phone.submit(health, health, {}).status == 303);
    CHECK_FALSE(phone.get(history).shows("No heavy lifting"));
    auto& app = world.app();
    app.db->read([&](sql::Connection& db) {
        const auto key = app.vault.key_of(made.bytes);
        const auto section = biography::load_sections(db, app, made, key, {"life"});
        CHECK_FALSE(section.claim("life.health.functional"));
    });
}

TEST_CASE("who has access to both records goes on in the one that was kept") {
    Two two;
    auto& [world, keller, amina, made, staff, self] = two;
    world.app().db->write([&](sql::Transaction& tx) {
        tx.exec(
            "INSERT INTO account_access (account_id, person_id, relation, from_at)"
            " VALUES ($1, $2, 'guardian', $3)",
            amina.account, made, world.app().clock.now());
    });
    auto phone = world.as(amina);
    world.app().db->write([&](sql::Transaction& tx) {
        casework::merge(tx, world.app(), casework::Merging{made, amina.person, staff},
                        world.app().clock.now());
    });
    phone.submit("/biography/school/years", "/biography/school/years",
                 {{"school.years_total", "10"}});
    auto& app = world.app();
    const auto told = [&](Id<Person> person) {
        return app.db->read([&](sql::Connection& db) {
            const auto key = app.vault.key_of(person.bytes);
            const auto all = biography::load_sections(db, app, person, key, {"school"});
            return all.sections().empty() ? "" : biography::write(*all.sections()[0].document);
        });
    };
    CHECK(told(made).find(":10") != std::string::npos);
    CHECK(told(amina.person).find(":10") == std::string::npos);
    auto tablet = world.as(amina);
    const auto years = tablet.get("/biography/school/years");
    CHECK(years.body.find("name=\"school.years_total\"") != std::string::npos);
    CHECK(years.body.find("value=\"10\"") != std::string::npos);
}

TEST_CASE(
    "the card of a record that was joined leads to the one that was kept, for who may see it") {
    Two two;
    auto& [world, keller, amina, made, staff, self] = two;
    const auto at = "/staff/persons/" + made.text() + "/code-card";
    join(world, amina.person, made, staff);
    auto desk = world.as(keller), elsewhere = world.as(world.staff("Roth", "manager"));
    const auto sends = [&](Browser& browser) {
        const auto page = browser.get("/staff/persons/new");
        return browser.post_raw(
            at, {{"form_token", page.hidden("form_token")}, {"form_key", page.hidden("form_key")}});
    };
    CHECK(sends(desk).location() == "/staff/persons");
    CHECK(sends(elsewhere).status == 404);
}
