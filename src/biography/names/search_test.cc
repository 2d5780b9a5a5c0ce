// SPDX-License-Identifier: EUPL-1.2
#include "biography/names/search.h"

#include <algorithm>

#include "world.h"

using namespace mobio;
using namespace mobio::biography;

namespace {

struct Said {
    const char* field;
    nlohmann::json value;
};

void tell(App& app, Id<Person> person, const std::vector<Said>& all) {
    const auto key = app.vault.key_of(person.bytes);
    std::vector<Change> changes;
    for (const auto& one : all) {
        Change change;
        change.field = one.field;
        change.claim.value = one.value;
        changes.push_back(change);
    }
    app.db->write(
        [&](sql::Transaction& tx) { save(tx, app, person, key, changes, app.clock.now()); });
}

Id<Person> record(World& world, const StaffCast& by, const char* name,
                  const std::vector<Said>& said = {}) {
    const auto person =
        account::make_code_card(world.app(), {by.id, Role::Manager}, name, text::Language::De)
            .person;
    tell(world.app(), person, said);
    return person;
}

names::Findings search(World& world, const StaffCast& by, const char* typed) {
    auto& app = world.app();
    return app.db->read([&](sql::Connection& db) {
        return names::find(db, app, by.id, typed, app.tongue(text::Language::De));
    });
}

bool finds(World& world, const StaffCast& by, const char* typed, Id<Person> person) {
    const auto found = search(world, by, typed).persons;
    return std::ranges::any_of(found, [&](const auto& one) { return one.person == person; });
}

std::int64_t count(World& world, const char* sql) {
    return world.app().db->read([&](sql::Connection& db) {
        return *db.first(sql, [](sql::Row row) { return row.get<std::int64_t>(0); });
    });
}

const std::vector<Said> gul{
    {"person.name.given", "Gul Mohammad"},
    {"person.name.native", {{"text", "ګل محمد"}, {"lang", "pbt"}}},
    {"person.name.other", {{"text", "Gol Muhammad"}, {"source", "self"}}},
    {"person.name.father", {{"latin", "Ali Mohammad"}, {"native", "علی محمد"}}},
    {"person.name.mrz", "GUL<MOHAMMAD"}};

}  // namespace

TEST_CASE("a caseworker finds a person by every spelling, in every script, and by its sound") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto person = record(world, keller, "Gul", gul);
    record(world, keller, "Bilal");
    for (const auto* typed : {"Gul Mohammad", "GUL MOHAMMAD", "Gol Muhammad", "Gull Mohammed",
                              "Mohammad Gul", "گل محمد", "ګل محمد", "گل  محمّد", "Moh", "Mehmet"}) {
        CAPTURE(typed);
        CHECK(finds(world, keller, typed, person));
        CHECK(search(world, keller, typed).persons.size() == 1);
    }
    for (const auto* typed : {"Behrouz", "Gul Behrouz", "", "😀", "Mo"}) {
        CAPTURE(typed);
        CHECK(search(world, keller, typed).persons.empty());
    }
    // A father's name does not name the person.
    CHECK_FALSE(finds(world, keller, "Ali", person));
}

TEST_CASE("nobody finds a person by name who does not work with them") {
    World world;
    const auto keller = world.staff("Keller", "manager"), roth = world.staff("Roth", "manager");
    const auto person = record(world, keller, "Gul", gul);
    CHECK_FALSE(finds(world, roth, "Gul Mohammad", person));
    auto& app = world.app();
    const auto hour = std::chrono::hours{1};
    const auto now = app.clock.now();
    app.db->write([&](sql::Transaction& tx) {
        tx.exec(
            "INSERT INTO assignments (id, person_id, staff_id, kind, from_at, until_at)"
            " VALUES ($1, $2, $3, 'cover', $4, $5)",
            make_id_bytes(now), person, roth.id, now, now + hour);
    });
    CHECK(finds(world, roth, "Gul Mohammad", person));
    app.clock.advance(hour);
    CHECK_FALSE(finds(world, roth, "Gul Mohammad", person));
    CHECK(finds(world, keller, "Gul Mohammad", person));
}

TEST_CASE("a name that was taken back finds nobody any more") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto person = record(world, keller, "Gul", gul);
    tell(world.app(), person, {{"person.name.given", "Bahram"}, {"person.name.mrz", "BAHRAM"}});
    CHECK(finds(world, keller, "Bahram", person));
    tell(world.app(), person, {{"person.name.preferred", "Bahram"}});
    CHECK_FALSE(finds(world, keller, "Behrouz", person));
    CHECK(finds(world, keller, "Gol", person));
    world.app().db->write([&](sql::Transaction& tx) { names::forget(tx, person); });
    CHECK_FALSE(finds(world, keller, "Gol", person));
    CHECK(count(world, "SELECT COUNT(*) FROM search_keys") == 0);
}

TEST_CASE("what is written right comes first, then what begins so, then what sounds so") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto sounds_so = record(world, keller, "Mahmoud"),
               begins = record(world, keller, "Mohammadi"),
               right = record(world, keller, "Mohammad");
    const auto found = search(world, keller, "mohammad").persons;
    REQUIRE(found.size() == 3);
    CHECK(found[0].person == right);
    CHECK(found[1].person == begins);
    CHECK(found[2].person == sounds_so);
    CHECK(found[2].fit == names::Fit::Sound);
}

TEST_CASE("of very many with one name fifty are shown, and that there are more") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    for (int i = 0; i < 51; ++i) record(world, keller, "Mohammad");
    const auto bahram = record(world, keller, "Mohammad Bahram");
    const auto found = search(world, keller, "Mohammad");
    CHECK(found.persons.size() == names::most_found);
    CHECK(found.more);
    CHECK(search(world, keller, "Mohammad Bahram").persons.front().person == bahram);
    CHECK_FALSE(search(world, keller, "Bahram").more);
}

TEST_CASE("no name stands in the clear beside the sealed record") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    record(world, keller, "Gul", gul);
    CHECK(count(world, "SELECT COUNT(*) FROM search_keys") > 20);
    CHECK(count(world, "SELECT COUNT(*) FROM search_keys WHERE LENGTH(hash) <> 16") == 0);
    // The hash of a word is none of its beginning or its sound, though the text be the same.
    const auto bo = record(world, keller, "Bsr");
    const auto hashes = world.app().db->read([&](sql::Connection& db) {
        return db.all(
            "SELECT hash FROM search_keys WHERE person_id = $1",
            [](sql::Row row) { return row.get<IdBytes>(0); }, bo);
    });
    CHECK(hashes.size() == 3);
}

TEST_CASE("records from before get their keys by a job, those of older rules get them anew") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    std::vector<Id<Person>> persons;
    for (int i = 0; i < 60; ++i) persons.push_back(record(world, keller, "Gul"));
    world.app().db->write([&](sql::Transaction& tx) {
        tx.exec("DELETE FROM search_keys");
        tx.exec("DELETE FROM searchable_persons");
    });
    CHECK(search(world, keller, "Gul").persons.empty());
    world.run_jobs();
    CHECK(search(world, keller, "Gul").persons.size() == 50);
    CHECK(count(world, "SELECT COUNT(*) FROM searchable_persons") == 60);
    world.app().db->write([&](sql::Transaction& tx) {
        tx.exec("DELETE FROM search_keys");
        tx.exec("UPDATE searchable_persons SET rules = 0");
    });
    world.app().clock.advance(std::chrono::hours{2});
    world.run_jobs();
    CHECK(finds(world, keller, "Gul", persons.back()));
}
