// SPDX-License-Identifier: EUPL-1.2
#include "platform/vault/vault.h"

#include <sodium.h>

#include <algorithm>

#include "platform/clock.h"
#include "platform/log.h"
#include "platform/sql/many.h"
#include "platform/vault/sealing.h"

namespace mobio::vault {
namespace {

constexpr std::uint32_t first_version = 1;

// Names in county_keys: never change one, its key would be made anew.
constexpr std::array<std::string_view, 7> purpose_names{
    "name_exact", "name_prefix", "proof", "form_token", "log", "sign_in", "duplicate"};
constexpr std::string_view sealing_name = "sealing";

template <std::size_t N>
std::string_view view_of(const std::array<std::uint8_t, N>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), N};
}

LockedKey random_key() {
    LockedKey key;
    randombytes_buf(key.data(), 32);
    return key;
}

LockedKey derived(const LockedKey& master, std::uint64_t number) {
    LockedKey key;
    crypto_kdf_derive_from_key(key.data(), 32, number, "mobiokey", master.data());
    return key;
}

// A row of the key store, as both tables have it.
struct Wrapped {
    sql::Blob key;
    std::uint32_t version;
    sql::Blob master_key_id;
};
Wrapped wrapped_of(sql::Row row) {
    return {row.get<sql::Blob>(0), row.get<std::uint32_t>(1), row.get<sql::Blob>(2)};
}

// Pages of the log still hold the wrapped key until it is cut; a reader under way stands in the way
// for as long as it reads. PostgreSQL keeps its log for its own time: there the backups' seven days
// are the limit.
void cut_log(sql::Database& store) {
    if (store.engine() != sql::Engine::Sqlite) return;
    const auto busy = store.read([](sql::Connection& db) {
        return db.first("PRAGMA wal_checkpoint(TRUNCATE)",
                        [](sql::Row row) { return row.get<bool>(0); });
    });
    if (busy.value_or(true)) log::warn("vault.log_not_cut");
}

}  // namespace

struct Vault::Core {
    std::string county;
    std::unique_ptr<sql::Database> store;
    LockedKey wrapping;
    std::array<std::uint8_t, 16> master_key_id;
    LockedKey sealing;
    std::array<LockedKey, purpose_names.size()> purposes;

    Core(std::string of, std::unique_ptr<sql::Database> key_store, const LockedKey& master)
        : county(std::move(of)), store(std::move(key_store)), wrapping(derived(master, 1)) {
        // An id that tells keys apart and nothing about them.
        crypto_kdf_derive_from_key(master_key_id.data(), master_key_id.size(), 2, "mobiokey",
                                   master.data());
        sealing = county_key(sealing_name);
        for (std::size_t i = 0; i < purposes.size(); ++i)
            purposes[i] = county_key(purpose_names[i]);
    }

    Binding person_key_binding(const IdBytes& person, std::uint32_t version) const {
        return {county, view_of(person), "person_keys", "wrapped_key", view_of(person), version};
    }
    Binding county_key_binding(std::string_view purpose, std::uint32_t version) const {
        return {county, "", "county_keys", "wrapped_key", purpose, version};
    }

    sql::Blob wrap(const LockedKey& key, const Binding& binding) const {
        const std::string_view clear{reinterpret_cast<const char*>(key.data()), 32};
        return {seal_bytes(wrapping, binding, clear)};
    }

    LockedKey unwrap(const Wrapped& wrapped, const Binding& binding) const {
        if (wrapped.master_key_id.bytes != view_of(master_key_id)) throw WrongMasterKey();
        std::string clear;
        if (!open_bytes(wrapping, binding, wrapped.key.bytes, clear) || clear.size() != 32)
            throw Broken();
        LockedKey key;
        std::copy(clear.begin(), clear.end(), key.data());
        sodium_memzero(clear.data(), clear.size());
        return key;
    }

    PersonKey person_key(const IdBytes& person, const Wrapped& wrapped) const {
        return {person, wrapped.version,
                unwrap(wrapped, person_key_binding(person, wrapped.version))};
    }

    std::optional<Wrapped> find_county_key(std::string_view purpose) const {
        return store->read([&](sql::Connection& db) {
            return db.first(
                "SELECT wrapped_key, key_version, master_key_id FROM county_keys WHERE purpose = "
                "$1",
                wrapped_of, purpose);
        });
    }

    // Reads the key, or makes it where this is the first start. Of several processes that start
    // together the first one's key stays.
    LockedKey county_key(std::string_view purpose) const {
        auto found = find_county_key(purpose);
        if (!found) {
            make_county_key(purpose);
            found = find_county_key(purpose);
        }
        if (!found) throw std::runtime_error("the key store keeps nothing");
        return unwrap(*found, county_key_binding(purpose, found->version));
    }

    void make_county_key(std::string_view purpose) const {
        const auto wrapped = wrap(random_key(), county_key_binding(purpose, first_version));
        store->write([&](sql::Transaction& tx) {
            tx.exec(
                "INSERT INTO county_keys (purpose, wrapped_key, key_version, master_key_id, "
                "created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (purpose) DO NOTHING",
                purpose, wrapped, first_version, master_key_id, Clock().now());
        });
    }

    Binding county_binding(const Place& place) const {
        return {county, "", place.table, place.column, view_of(place.row), first_version};
    }
};

Vault::Vault(std::string county, std::unique_ptr<sql::Database> key_store, MasterKey master_key) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    const LockedKey master(master_key);
    sodium_memzero(master_key.data(), master_key.size());
    core_ = std::make_unique<Core>(std::move(county), std::move(key_store), master);
}

Vault::~Vault() = default;

void Vault::create_key(const IdBytes& person) {
    const auto wrapped =
        core_->wrap(random_key(), core_->person_key_binding(person, first_version));
    core_->store->write([&](sql::Transaction& tx) {
        tx.exec(
            "INSERT INTO person_keys (person_id, wrapped_key, key_version, master_key_id, "
            "created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (person_id) DO NOTHING",
            person, wrapped, first_version, core_->master_key_id, Clock().now());
    });
}

std::optional<PersonKey> Vault::find_key_of(const IdBytes& person) const {
    const auto found = core_->store->read([&](sql::Connection& db) {
        return db.first(
            "SELECT wrapped_key, key_version, master_key_id FROM person_keys WHERE person_id = $1",
            wrapped_of, person);
    });
    if (!found) return std::nullopt;
    return core_->person_key(person, *found);
}

PersonKey Vault::key_of(const IdBytes& person) const {
    auto key = find_key_of(person);
    if (!key) throw NoKey();
    return std::move(*key);
}

PersonKeys Vault::keys_of(std::vector<IdBytes> persons) const {
    std::ranges::sort(persons);
    const auto twice = std::ranges::unique(persons);
    persons.erase(twice.begin(), twice.end());
    PersonKeys keys;
    core_->store->read([&](sql::Connection& db) {
        sql::each_of(db,
                     "SELECT wrapped_key, key_version, master_key_id, person_id FROM person_keys"
                     " WHERE person_id",
                     persons, [&](sql::Row row) {
                         const auto person = row.get<IdBytes>(3);
                         keys.emplace(person, core_->person_key(person, wrapped_of(row)));
                     });
    });
    return keys;
}

std::vector<PersonKey> Vault::keys_between(const IdBytes& first, const IdBytes& last) const {
    return core_->store->read([&](sql::Connection& db) {
        return db.all(
            "SELECT wrapped_key, key_version, master_key_id, person_id FROM person_keys"
            " WHERE person_id BETWEEN $1 AND $2 ORDER BY person_id",
            [&](sql::Row row) { return core_->person_key(row.get<IdBytes>(3), wrapped_of(row)); },
            first, last);
    });
}

void Vault::destroy_key(const IdBytes& person) {
    core_->store->write([&](sql::Transaction& tx) {
        tx.exec("DELETE FROM person_keys WHERE person_id = $1", person);
    });
    cut_log(*core_->store);
}

std::vector<Vault::OldKey> Vault::keys_made_before(Time moment) const {
    return core_->store->read([&](sql::Connection& db) {
        return db.all(
            "SELECT person_id, missed_at FROM person_keys WHERE created_at < $1",
            [](sql::Row row) {
                return OldKey{row.get<IdBytes>(0), row.get<std::optional<Time>>(1)};
            },
            moment);
    });
}

void Vault::note_missed(const std::vector<IdBytes>& persons, std::optional<Time> at) {
    core_->store->write([&](sql::Transaction& tx) {
        for (const auto& person : persons)
            tx.exec("UPDATE person_keys SET missed_at = $1 WHERE person_id = $2", at, person);
    });
}

sql::Blob Vault::seal(const PersonKey& key, const Place& place, std::string_view clear) const {
    return {seal_bytes(key.key_,
                       {core_->county, view_of(key.person_), place.table, place.column,
                        view_of(place.row), key.version_},
                       clear)};
}

std::string Vault::open(const PersonKey& key, const Place& place, const sql::Blob& sealed) const {
    std::string clear;
    if (!open_bytes(key.key_,
                    {core_->county, view_of(key.person_), place.table, place.column,
                     view_of(place.row), key.version_},
                    sealed.bytes, clear))
        throw Broken();
    return clear;
}

sql::Blob Vault::seal_for_county(const Place& place, std::string_view clear) const {
    return {seal_bytes(core_->sealing, core_->county_binding(place), clear)};
}

std::string Vault::open_for_county(const Place& place, const sql::Blob& sealed) const {
    std::string clear;
    if (!open_bytes(core_->sealing, core_->county_binding(place), sealed.bytes, clear))
        throw Broken();
    return clear;
}

std::array<std::uint8_t, 32> Vault::keyed_hash(Purpose purpose, std::string_view text) const {
    std::array<std::uint8_t, 32> hash;
    crypto_auth_hmacsha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()),
                           text.size(),
                           core_->purposes.at(static_cast<std::size_t>(purpose)).data());
    return hash;
}

}  // namespace mobio::vault
