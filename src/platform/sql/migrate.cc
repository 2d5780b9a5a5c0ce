// SPDX-License-Identifier: EUPL-1.2
#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fstream>
#include <iterator>
#include <map>

#include "platform/sql/database.h"
#include "platform/sql/script.h"

namespace mobio::sql {
namespace {

using Hash = std::array<std::uint8_t, 32>;

struct Migration {
    int version = 0;
    std::string name, script;
    Hash hash{};
};

[[noreturn]] void refuse(const std::string& why) { throw Error(Kind::Other, why); }

Migration read_migration(const std::filesystem::path& file) {
    Migration migration;
    migration.name = file.filename().string();
    const auto& name = migration.name;
    const auto number = std::from_chars(name.data(), name.data() + name.size(), migration.version);
    if (number.ec != std::errc{} || number.ptr != name.data() + 4 || *number.ptr != '_')
        refuse(name + ": a migration's name begins with four digits and _");
    std::ifstream in(file, std::ios::binary);
    migration.script.assign(std::istreambuf_iterator<char>(in), {});
    if (!in) refuse(name + " cannot be read");
    crypto_hash_sha256(migration.hash.data(),
                       reinterpret_cast<const unsigned char*>(migration.script.data()),
                       migration.script.size());
    return migration;
}

std::vector<Migration> read_migrations(const std::filesystem::path& folder) {
    std::vector<Migration> all;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".sql") all.push_back(read_migration(entry.path()));
    std::ranges::sort(all, {}, &Migration::version);
    const auto twin = std::ranges::adjacent_find(all, {}, &Migration::version);
    if (twin != all.end()) refuse("two migrations have the number of " + twin->name);
    return all;
}

bool has_versions(Connection& db) {
    const auto* const sqlite =
        "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_versions'";
    // to_regclass() would answer from a cache that lags behind the wait for the lock.
    const auto* const postgres =
        "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()"
        " AND tablename = 'schema_versions'";
    const auto found = db.first(db.engine() == Engine::Sqlite ? sqlite : postgres,
                                [](Row r) { return r.get<int>(0); });
    return found == 1;
}

// What this database has seen: version → checksum of the file.
std::map<int, Hash> seen(Connection& db) {
    std::map<int, Hash> versions;
    if (!has_versions(db)) return versions;
    db.each("SELECT version, sha256 FROM schema_versions",
            [&](Row r) { versions[r.get<int>(0)] = r.get<Hash>(1); });
    return versions;
}

int newest(const std::map<int, Hash>& versions) {
    return versions.empty() ? 0 : versions.rbegin()->first;
}

// Is this one still to run? Throws where the database and the program do not fit.
bool is_due(const Migration& migration, const std::map<int, Hash>& versions) {
    const auto known = versions.find(migration.version);
    if (known == versions.end()) {
        if (migration.version < newest(versions))
            refuse(migration.name + " comes after later ones have run");
        return true;
    }
    if (known->second != migration.hash) refuse(migration.name + " was changed after it had run");
    return false;
}

// Until the transaction ends, no other process migrates this database.
void lock(Transaction& tx) {
    if (tx.engine() == Engine::Sqlite) return;  // it has a single writer
    // Each statement must see what was committed while this one waited.
    tx.exec("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
    tx.lift_limits();
    constexpr std::int64_t key = 0x6d6f62696f;
    tx.exec("SELECT pg_advisory_xact_lock($1)", key);
}

void run(Transaction& tx, const Migration& migration) {
    lock(tx);
    if (!has_versions(tx))
        tx.exec(
            "CREATE TABLE schema_versions (version BIGINT PRIMARY KEY, name TEXT NOT NULL,"
            " sha256 BYTEA NOT NULL, at BIGINT NOT NULL)");
    if (!is_due(migration, seen(tx))) return;
    for (const auto& statement : statements(migration.script, tx.engine())) tx.exec(statement);
    tx.exec("INSERT INTO schema_versions (version, name, sha256, at) VALUES ($1, $2, $3, $4)",
            migration.version, migration.name, migration.hash,
            std::chrono::floor<Duration>(std::chrono::system_clock::now()));
}

}  // namespace

int schema_version(Database& database) {
    return database.read([](Connection& db) { return newest(seen(db)); });
}

Migrated migrate(Database& database, const std::filesystem::path& folder) {
    const auto migrations = read_migrations(folder);
    const auto before = database.read(seen);
    const int last = migrations.empty() ? 0 : migrations.back().version;
    if (newest(before) > last)
        refuse("the database has version " + std::to_string(newest(before)) +
               ", this program knows " + std::to_string(last));
    for (const auto& migration : migrations) {
        if (!is_due(migration, before)) continue;
        try {
            database.write([&](Transaction& tx) { run(tx, migration); });
        } catch (const Error& error) {
            throw Error(error.kind, migration.name + ": " + error.what());
        }
    }
    return {newest(before), last};
}

}  // namespace mobio::sql
