// SPDX-License-Identifier: EUPL-1.2
#include "release/access.h"
#include "release/store.h"

namespace mobio::release {

namespace {

vault::Place place(const IdBytes& row) { return {"release_drafts", "choices", row}; }

// Of a WHERE: it is the draft of the actor $2 about the person $1.
std::string own(const Actor& who) {
    return std::string(" person_id = $1 AND ") + (who.staff ? "staff_id" : "account_id") + " = $2";
}

}  // namespace

Id<Draft> add_draft(sql::Transaction& tx, App& app, const Actor& who, const Draft& draft,
                    Time now) {
    demand_access(tx, who, now);
    // One at a time: a new one ends the one before.
    tx.exec("DELETE FROM release_drafts WHERE" + own(who), who.person, who.id());
    const auto id = Id<Draft>::make(now);
    tx.exec(
        "INSERT INTO release_drafts (id, person_id, account_id, staff_id, choices, changed_at)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        id, who.person, who.account, who.staff,
        app.vault.seal(app.vault.key_of(who.person.bytes), place(id.bytes), to_json(draft)), now);
    return id;
}

std::optional<Draft> find_draft(sql::Connection& db, App& app, const Actor& who, Id<Draft> id) {
    auto waiting = waiting_draft(db, app, who);
    if (!waiting || waiting->id != id) return std::nullopt;
    return std::move(waiting->draft);
}

std::optional<Waiting> waiting_draft(sql::Connection& db, App& app, const Actor& who) {
    return db.first(
        "SELECT id, choices FROM release_drafts WHERE" + own(who) + " AND" + may_act(who) +
            " ORDER BY changed_at DESC LIMIT 1",
        [&](sql::Row row) {
            const auto id = row.get<Id<Draft>>(0);
            return Waiting{id,
                           draft_from_json(app.vault.open(app.vault.key_of(who.person.bytes),
                                                          place(id.bytes), row.get<sql::Blob>(1)))};
        },
        who.person, who.id(), app.clock.now());
}

void change_draft(sql::Transaction& tx, App& app, const Actor& who, Id<Draft> id,
                  const Draft& draft, Time now) {
    tx.exec("UPDATE release_drafts SET choices = $4, changed_at = $5 WHERE id = $3 AND" + own(who),
            who.person, who.id(), id,
            app.vault.seal(app.vault.key_of(who.person.bytes), place(id.bytes), to_json(draft)),
            now);
}

void end_draft(sql::Transaction& tx, const Actor& who, Id<Draft> id) {
    const auto ended = tx.exec("DELETE FROM release_drafts WHERE id = $3 AND" + own(who),
                               who.person, who.id(), id);
    if (ended != 1) http::not_found();
}

}  // namespace mobio::release
