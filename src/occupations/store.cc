// SPDX-License-Identifier: EUPL-1.2
#include "occupations/store.h"

#include "platform/vault/vault.h"

namespace mobio::occupations {

namespace {

std::string newest_import(sql::Connection& db) {
    const auto id = db.first("SELECT id FROM occupation_imports ORDER BY id DESC LIMIT 1",
                             [](sql::Row row) { return row.get<IdBytes>(0); });
    return id ? id_text(*id) : "none";
}

}  // namespace

std::vector<Occupation> of_county(sql::Connection& db) {
    return db.all("SELECT code, de, en, fr, ar, fa, also FROM occupations ORDER BY code",
                  [](sql::Row row) {
                      Occupation one{row.get<std::string>(0), {}, row.get<std::string>(6)};
                      for (std::size_t at = 0; at < one.titles.size(); ++at)
                          one.titles[at] = row.get<std::string>(static_cast<int>(at) + 1);
                      return one;
                  });
}

void add(sql::Transaction& tx, const Upload& upload, const Id<Staff>& by, Time now) {
    constexpr auto keep = std::chrono::hours{24};
    tx.exec("DELETE FROM occupation_uploads WHERE uploaded_at < $1", now - keep);
    tx.exec(
        "INSERT INTO occupation_uploads (id, source, rows, refused, staff_id, uploaded_at) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        upload.id, upload.source, written(upload.table.rows), written(upload.table.refused), by,
        now);
}

std::optional<Upload> find_upload(sql::Connection& db, const Id<Upload>& id) {
    return db.first(
        "SELECT source, rows, refused FROM occupation_uploads WHERE id = $1",
        [&](sql::Row row) {
            return Upload{
                id,
                row.get<std::string>(0),
                {rows_of(row.get<std::string>(1)), refusals_of(row.get<std::string>(2)), 0}};
        },
        id);
}

bool forget(sql::Transaction& tx, const Id<Upload>& id) {
    return tx.exec("DELETE FROM occupation_uploads WHERE id = $1", id) == 1;
}

namespace {

Id<Imported> record(sql::Transaction& tx, const std::string& source, const Changes& changes,
                    const Id<Staff>& by, Time now) {
    const Id<Imported> id{make_id_bytes(now)};
    tx.exec(
        "INSERT INTO occupation_imports (id, source, added, changed, staff_id, imported_at) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        id, source, static_cast<std::int64_t>(changes.added.size()),
        static_cast<std::int64_t>(changes.changed.size()), by, now);
    return id;
}

}  // namespace

void import(sql::Transaction& tx, const Upload& upload, const Id<Staff>& by, Time now) {
    const auto stands = of_county(tx);
    const auto changes = compare(stands, upload.table.rows);
    const auto id = record(tx, upload.source, changes, by, now);
    for (const auto* some : {&changes.added, &changes.changed})
        for (const auto& change : *some) {
            const auto& one = change.after;
            tx.exec(
                "INSERT INTO occupations (code, de, en, fr, ar, fa, also, import_id) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (code) DO UPDATE SET "
                "de = excluded.de, en = excluded.en, fr = excluded.fr, ar = excluded.ar, "
                "fa = excluded.fa, also = excluded.also, import_id = excluded.import_id",
                one.key, one.titles[0], one.titles[1], one.titles[2], one.titles[3], one.titles[4],
                one.also, id);
        }
    forget(tx, upload.id);
}

void remove_list(sql::Transaction& tx, const Id<Staff>& by, Time now) {
    tx.exec("DELETE FROM occupations");
    record(tx, "", {}, by, now);
}

std::vector<Imported> last_imports(sql::Connection& db) {
    return db.all(
        "SELECT source, added, changed, imported_at FROM occupation_imports "
        "ORDER BY id DESC LIMIT 10",
        [](sql::Row row) {
            return Imported{row.get<std::string>(0), row.get<std::int64_t>(1),
                            row.get<std::int64_t>(2), row.get<Time>(3)};
        });
}

std::shared_ptr<const List> Occupations::list(sql::Connection& db) {
    const auto newest = newest_import(db);
    const std::scoped_lock lock(guard_);
    if (!list_ || read_at_ != newest) {
        list_ = std::make_shared<const List>(lay_over(*built_in_, of_county(db)));
        read_at_ = newest;
    }
    return list_;
}

std::shared_ptr<const List> list(App& app) {
    return app.db->read([&](sql::Connection& db) { return app.occupations->list(db); });
}

}  // namespace mobio::occupations
