// SPDX-License-Identifier: EUPL-1.2
#include "platform/files/files.h"

#include <sodium.h>

#include <algorithm>

#include "platform/files/sealed_stream.h"
#include "platform/log.h"

namespace mobio::files {

namespace {

constexpr auto sweep_after = std::chrono::hours{24};
constexpr std::size_t key_bytes = 32;

vault::Place place_of_key(const IdBytes& file) { return {"files", "sealed_key", file}; }

// What a file's bytes are bound to: this file and no other.
std::string binding(App& app, const IdBytes& file) {
    return app.county.key + '\0' + std::string(file.begin(), file.end());
}

sql::Blob seal_key(App& app, const vault::PersonKey& person, const IdBytes& file,
                   const vault::LockedKey& key) {
    return app.vault.seal(person, place_of_key(file),
                          {reinterpret_cast<const char*>(key.data()), key_bytes});
}

vault::LockedKey open_key(App& app, const vault::PersonKey& person, const IdBytes& file,
                          const sql::Blob& sealed) {
    auto clear = app.vault.open(person, place_of_key(file), sealed);
    if (clear.size() != key_bytes) throw vault::Broken();
    vault::LockedKey key;
    std::copy(clear.begin(), clear.end(), key.data());
    sodium_memzero(clear.data(), clear.size());
    return key;
}

jobs::Outcome remove_stored(App& app, const jobs::Job& job) {
    if (const auto id = parse_id_text(job.subject)) app.storage->remove(*id);
    return jobs::Done{};
}

// Files whose row was never written: the program died, or the form's transaction failed.
jobs::Outcome sweep(App& app, const jobs::Job&) {
    std::size_t swept = 0;
    for (const auto& id : app.storage->kept_before(app.clock.now() - sweep_after)) {
        const auto named = app.db->read([&](sql::Connection& db) {
            return db.first(
                "SELECT 1 FROM files WHERE id = $1", [](sql::Row row) { return row.get<int>(0); },
                id);
        });
        if (named) continue;
        app.storage->remove(id);
        ++swept;
    }
    if (swept > 0) log::info("files.swept", {{"count", std::to_string(swept)}});
    return jobs::Done{};
}

}  // namespace

Fresh keep(App& app, const std::function<void(const Sink&)>& write) {
    Fresh fresh{FileId::make(app.clock.now()), {}, 0};
    randombytes_buf(fresh.key.data(), key_bytes);
    app.storage->keep(fresh.id.bytes, [&](const Sink& out) {
        Sealer sealer(fresh.key, binding(app, fresh.id.bytes), out);
        write([&](std::string_view piece) { sealer.add(piece); });
        sealer.finish();
        fresh.size = sealer.clear_bytes();
    });
    return fresh;
}

void add(sql::Transaction& tx, App& app, const vault::PersonKey& key, Id<Person> person,
         const Fresh& fresh, Time now) {
    tx.exec(
        "INSERT INTO files (id, person_id, sealed_key, bytes, kept_at) "
        "VALUES ($1, $2, $3, $4, $5)",
        fresh.id, person, seal_key(app, key, fresh.id.bytes, fresh.key), fresh.size, now);
}

Bytes open(sql::Connection& db, App& app, const vault::PersonKey& key, Id<Person> person,
           FileId file) {
    const auto row = db.first(
        "SELECT sealed_key, bytes FROM files WHERE id = $1 AND person_id = $2",
        [](sql::Row found) {
            return std::pair{found.get<sql::Blob>(0), found.get<std::uint64_t>(1)};
        },
        file, person);
    if (!row) throw Lost("no such file");
    const auto own = open_key(app, key, file.bytes, row->first);
    auto opener =
        std::make_shared<Opener>(own, binding(app, file.bytes), app.storage->read(file.bytes));
    return {row->second, [opener] { return opener->next(); }};
}

void remove(sql::Transaction& tx, Id<Person> person, FileId file, Time now) {
    const auto gone = tx.exec("DELETE FROM files WHERE id = $1 AND person_id = $2", file, person);
    if (gone == 1) jobs::add(tx, "files.remove", file.text(), now, now);
}

std::uint64_t bytes_of(sql::Connection& db, Id<Person> person) {
    return db
        .first(
            "SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM files WHERE person_id = $1",
            [](sql::Row row) { return row.get<std::uint64_t>(0); }, person)
        .value_or(0);
}

std::vector<IdBytes> move_files(sql::Transaction& tx, App& app, const MovingRecord& moving) {
    const auto rows = tx.all(
        "SELECT id, sealed_key FROM files WHERE person_id = $1",
        [](sql::Row row) {
            return std::pair{row.get<IdBytes>(0), row.get<sql::Blob>(1)};
        },
        moving.from);
    const auto from = app.vault.key_of(moving.from.bytes), to = app.vault.key_of(moving.to.bytes);
    std::vector<IdBytes> moved;
    for (const auto& [id, sealed] : rows) {
        if (!moving.takes(id)) continue;
        tx.exec("UPDATE files SET person_id = $2, sealed_key = $3 WHERE id = $1", id, moving.to,
                seal_key(app, to, id, open_key(app, from, id, sealed)));
        moved.push_back(id);
    }
    return moved;
}

void add_jobs(jobs::Register& jobs) {
    jobs.on("files.remove", remove_stored);
    jobs.every("files.sweep", std::chrono::hours{24}, sweep);
}

}  // namespace mobio::files
