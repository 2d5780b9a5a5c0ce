// SPDX-License-Identifier: EUPL-1.2
#include "account/openings.h"

#include <nlohmann/json.hpp>

#include "account/store.h"
#include "platform/access_log/access_log.h"

namespace mobio::account {

namespace {

vault::Place place(Id<Opening> id) { return {"case_openings", "reason", id.bytes}; }

}  // namespace

Id<Opening> open_case(sql::Transaction& tx, App& app, const Lead& lead, Id<Person> person,
                      const Reason& reason, Time now) {
    const auto id = Id<Opening>::make(now);
    const auto words = nlohmann::json{{"code", reason.code}, {"words", reason.words}}.dump();
    tx.exec(
        "INSERT INTO case_openings (id, person_id, staff_id, reason, from_at, until_at)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        id, person, lead.id, app.vault.seal(app.vault.key_of(person.bytes), place(id), words), now,
        now + opening_lifetime);
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

bool may_read(sql::Connection& db, const CaseReader& who, Id<Person> person, Time now) {
    if (who.role == Role::Lead) return open_until(db, who, person, now).has_value();
    return is_assigned(db, who.id, person, now);
}

std::optional<Time> open_until(sql::Connection& db, const CaseReader& who, Id<Person> person,
                               Time now) {
    if (who.role != Role::Lead) return std::nullopt;
    return db.first(
        "SELECT o.until_at FROM case_openings o JOIN persons p ON p.id = o.person_id"
        " WHERE o.staff_id = $1 AND o.person_id = $2 AND p.erased_at IS NULL AND o.from_at <= $3"
        " AND o.until_at > $3 ORDER BY o.until_at DESC LIMIT 1",
        [](sql::Row row) { return row.get<Time>(0); }, who.id, person, now);
}

}  // namespace mobio::account
