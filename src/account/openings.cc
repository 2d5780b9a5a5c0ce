// SPDX-License-Identifier: EUPL-1.2
#include "account/openings.h"

#include <nlohmann/json.hpp>

#include "account/store.h"
#include "platform/access_log/access_log.h"

namespace mobio::account {

namespace {

vault::Place place(Id<Opening> id) { return {"case_openings", "reason", id.bytes}; }

Id<Opening> add(sql::Transaction& tx, App& app, Id<Person> person, Id<Staff> staff,
                const Reason& reason, Time from, Time until) {
    const auto id = Id<Opening>::make(from);
    const auto words = nlohmann::json{{"code", reason.code}, {"words", reason.words}}.dump();
    tx.exec(
        "INSERT INTO case_openings (id, person_id, staff_id, reason, from_at, until_at)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        id, person, staff, app.vault.seal(app.vault.key_of(person.bytes), place(id), words), from,
        until);
    return id;
}

}  // namespace

Id<Opening> open_case(sql::Transaction& tx, App& app, const Lead& lead, Id<Person> person,
                      const Reason& reason, Time now) {
    const auto id = add(tx, app, person, lead.id, reason, now, now + opening_lifetime);
    access_log::write(tx,
                      {person.bytes, access_log::Who::Staff, lead.id.bytes, "case.opened_by_lead",
                       id.bytes, reason.code},
                      now);
    return id;
}

std::optional<Reason> reason_of(sql::Connection& db, App& app, Id<Opening> id, Id<Person> person) {
    const auto key = app.vault.find_key_of(person.bytes);
    if (!key) return std::nullopt;
    return db.first(
        "SELECT reason FROM case_openings WHERE id = $1 AND person_id = $2",
        [&](sql::Row row) {
            const auto told =
                nlohmann::json::parse(app.vault.open(*key, place(id), row.get<sql::Blob>(0)));
            return Reason{told.at("code"), told.at("words")};
        },
        id, person);
}

void let_read(sql::Transaction& tx, App& app, Id<Person> person, Id<Staff> staff, Time now,
              Time until) {
    add(tx, app, person, staff, {"handover", ""}, now, until);
}

bool may_work(sql::Connection& db, const CaseReader& who, Id<Person> person, Time now) {
    return who.role != Role::Lead && is_assigned(db, who.id, person, now);
}

bool may_read(sql::Connection& db, const CaseReader& who, Id<Person> person, Time now) {
    return may_work(db, who, person, now) || open_until(db, who, person, now);
}

Helpers helpers_of(sql::Connection& db, Id<Person> person, Time now) {
    auto reading = db.all(
        "SELECT staff_id, MAX(until_at) FROM case_openings WHERE person_id = $1 AND from_at <= $2"
        " AND until_at > $2 GROUP BY staff_id ORDER BY MAX(until_at) DESC, staff_id",
        [](sql::Row row) {
            return Reads{row.get<Id<Staff>>(0), row.get<Time>(1)};
        },
        person, now);
    return {assigned_to(db, person, now), std::move(reading)};
}

std::optional<Time> open_until(sql::Connection& db, const CaseReader& who, Id<Person> person,
                               Time now) {
    return db.first(
        "SELECT o.until_at FROM case_openings o JOIN persons p ON p.id = o.person_id"
        " WHERE o.staff_id = $1 AND o.person_id = $2 AND p.erased_at IS NULL AND o.from_at <= $3"
        " AND o.until_at > $3 ORDER BY o.until_at DESC LIMIT 1",
        [](sql::Row row) { return row.get<Time>(0); }, who.id, person, now);
}

std::vector<IdBytes> move_openings(sql::Transaction& tx, App& app, const MovingRecord& moving) {
    const auto from = app.vault.key_of(moving.from.bytes), to = app.vault.key_of(moving.to.bytes);
    const auto rows = tx.all(
        "SELECT id, reason FROM case_openings WHERE person_id = $1",
        [](sql::Row row) { return std::pair(row.get<Id<Opening>>(0), row.get<sql::Blob>(1)); },
        moving.from);
    std::vector<IdBytes> moved;
    for (const auto& [id, reason] : rows) {
        if (!moving.takes(id.bytes)) continue;
        tx.exec("UPDATE case_openings SET person_id = $2, reason = $3 WHERE id = $1", id, moving.to,
                app.vault.seal(to, place(id), app.vault.open(from, place(id), reason)));
        moved.push_back(id.bytes);
    }
    return moved;
}

}  // namespace mobio::account
