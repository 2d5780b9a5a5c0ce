// SPDX-License-Identifier: EUPL-1.2
#include "cv/store.h"

#include "biography/store.h"
#include "documents/store.h"

namespace mobio::cv {

namespace {

struct Row {
    IdBytes id;
    std::int64_t revision = 0;
    sql::Blob sealed;
};

std::optional<Row> find(sql::Connection& db, Id<Person> person) {
    return db.first(
        "SELECT id, revision, sealed FROM cv_arrangements WHERE person_id = $1",
        [](sql::Row row) {
            return Row{row.get<IdBytes>(0), row.get<std::int64_t>(1), row.get<sql::Blob>(2)};
        },
        person);
}

vault::Place place(const IdBytes& row) { return {"cv_arrangements", "sealed", row}; }

}  // namespace

Kept load(sql::Connection& db, App& app, const Acting& who) {
    biography::demand_access(db, who, app.clock.now());
    const auto row = find(db, who.person);
    if (!row) return {};
    const auto key = app.vault.key_of(who.person.bytes);
    return {row->revision, arrangement_from_json(app.vault.open(key, place(row->id), row->sealed))};
}

std::string photo_of(sql::Connection& db, App& app, const Acting& who,
                     const Arrangement& arrangement) {
    const auto id = documents::DocumentId::parse(arrangement.photo);
    const auto document = id ? documents::find(db, app, who, *id) : std::nullopt;
    if (!document || document->removed_at) return {};
    return documents::picture(db, app, who, *id).value_or("");
}

void save(sql::Transaction& tx, App& app, const Acting& who, const Arrangement& arrangement,
          std::int64_t seen, Time now) {
    biography::demand_access(tx, who, now);
    const auto key = app.vault.key_of(who.person.bytes);
    const auto row = find(tx, who.person);
    const auto id = row ? row->id : Id<Arrangement>::make(now).bytes;
    const auto sealed = app.vault.seal(key, place(id), to_json(arrangement));
    const auto changed =
        row ? tx.exec(
                  "UPDATE cv_arrangements SET sealed = $2, revision = revision + 1,"
                  " changed_at = $3 WHERE id = $1 AND revision = $4",
                  id, sealed, now, seen)
        : seen == 0
            ? tx.exec(
                  "INSERT INTO cv_arrangements (id, person_id, revision, changed_at, sealed)"
                  " VALUES ($1, $2, 1, $3, $4) ON CONFLICT (person_id) DO NOTHING",
                  id, who.person, now, sealed)
            : 0;
    if (changed != 1) throw http::Failure{409};
}

std::vector<IdBytes> move_arrangements(sql::Transaction& tx, App& app, const MovingRecord& moving) {
    const auto row = find(tx, moving.from);
    if (!row || !moving.takes(row->id) || find(tx, moving.to)) return {};
    const auto clear =
        app.vault.open(app.vault.key_of(moving.from.bytes), place(row->id), row->sealed);
    tx.exec("UPDATE cv_arrangements SET person_id = $2, sealed = $3 WHERE id = $1", row->id,
            moving.to, app.vault.seal(app.vault.key_of(moving.to.bytes), place(row->id), clear));
    return {row->id};
}

}  // namespace mobio::cv
