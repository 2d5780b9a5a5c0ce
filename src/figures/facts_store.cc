// SPDX-License-Identifier: EUPL-1.2
#include "figures/facts_store.h"

#include "figures/gather.h"

namespace mobio::figures {

namespace {

constexpr int at_once = 100;

struct Due {
    Id<Person> person;
    Time at;
};

std::vector<Due> due(sql::Connection& db) {
    return db.all(
        "SELECT person_id, at FROM stale_facts ORDER BY at LIMIT $1",
        [](sql::Row row) {
            return Due{row.get<Id<Person>>(0), row.get<Time>(1)};
        },
        at_once);
}

bool is_counted(sql::Connection& db, Id<Person> person) {
    return db
        .first(
            "SELECT 1 FROM persons p WHERE p.id = $1 AND p.erased_at IS NULL"
            " AND p.merged_into IS NULL"
            " AND EXISTS (SELECT 1 FROM assignments s WHERE s.person_id = p.id)",
            [](sql::Row) { return true; }, person)
        .has_value();
}

// Nothing of an erased record, of one that leads to another, or of one that is nobody's case.
std::optional<sql::Blob> facts_of(sql::Connection& db, App& app, Id<Person> person,
                                  const Places& places) {
    const auto key = app.vault.find_key_of(person.bytes);
    if (!key || !is_counted(db, person)) return std::nullopt;
    return app.vault.seal(*key, place_of_facts(person),
                          gather(db, app, person, *key, places).text());
}

void keep(sql::Transaction& tx, const Due& one, const std::optional<sql::Blob>& facts, Time now) {
    if (facts)
        tx.exec(
            "INSERT INTO facts (person_id, made_at, told) VALUES ($1, $2, $3)"
            " ON CONFLICT (person_id) DO UPDATE SET made_at = $2, told = $3",
            one.person, now, *facts);
    else
        tx.exec("DELETE FROM facts WHERE person_id = $1", one.person);
    // Changed in the meantime: once more.
    tx.exec("DELETE FROM stale_facts WHERE person_id = $1 AND at = $2", one.person, one.at);
}

void mark(sql::Transaction& tx, Id<Person> person, Time now) {
    tx.exec(
        "INSERT INTO stale_facts (person_id, at) VALUES ($1, $2)"
        " ON CONFLICT (person_id) DO UPDATE SET at = excluded.at",
        person, now);
}

}  // namespace

vault::Place place_of_facts(Id<Person> person) { return {"facts", "told", person.bytes}; }

void gather_later(sql::Transaction& tx, App&, Id<Person> person,
                  const std::vector<std::string>& changed_fields, Time now) {
    if (tells_facts(changed_fields)) mark(tx, person, now);
}

void gather_all_later(sql::Transaction& tx, Time now) {
    tx.exec(
        "INSERT INTO stale_facts (person_id, at) SELECT p.id, CAST($1 AS BIGINT) FROM persons p"
        " WHERE p.erased_at IS NULL AND EXISTS"
        " (SELECT 1 FROM assignments s WHERE s.person_id = p.id) ON CONFLICT (person_id) DO "
        "NOTHING",
        now);
}

bool gather_some(App& app) {
    const auto now = app.clock.now();
    std::vector<std::optional<sql::Blob>> facts;
    const auto persons = app.db->read([&](sql::Connection& db) {
        const auto places = places_of(db);
        auto all = due(db);
        for (const auto& one : all) facts.push_back(facts_of(db, app, one.person, places));
        return all;
    });
    if (persons.empty()) return false;
    app.db->write([&](sql::Transaction& tx) {
        for (std::size_t i = 0; i < persons.size(); ++i) keep(tx, persons[i], facts[i], now);
    });
    return persons.size() == at_once;
}

void forget_facts(sql::Transaction& tx, Id<Person> person) {
    tx.exec("DELETE FROM facts WHERE person_id = $1", person);
    tx.exec("DELETE FROM stale_facts WHERE person_id = $1", person);
}

std::vector<IdBytes> move_facts(sql::Transaction& tx, App& app, const MovingRecord& moving) {
    for (const auto person : {moving.from, moving.to}) mark(tx, person, app.clock.now());
    return {moving.from.bytes};  // so that their parting is told of, too
}

}  // namespace mobio::figures
