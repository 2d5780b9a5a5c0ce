// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/id.h"
#include "platform/sql/database.h"
#include "platform/vault/locked_key.h"
#include "platform/vault/master_key.h"

namespace mobio::vault {

// Where a sealed value stands. It is the associated data together with county, person and key
// version: a ciphertext that is moved to another row, column or person does not open.
struct Place {
    std::string_view table, column;
    IdBytes row;
};

// A person's own key, unwrapped, held for one request. Memory is locked and wiped.
class PersonKey {
public:
    PersonKey(IdBytes person, std::uint32_t version, LockedKey key)
        : person_(person), version_(version), key_(std::move(key)) {}
    const IdBytes& person() const { return person_; }

private:
    friend class Vault;
    IdBytes person_;
    std::uint32_t version_;
    LockedKey key_;
};

using PersonKeys = std::map<IdBytes, PersonKey>;  // by person

// The person's key is gone (erased) or was never there.
struct NoKey : std::runtime_error {
    NoKey() : std::runtime_error("no key") {}
};
// A sealed value that is damaged, or not of this place.
struct Broken : std::runtime_error {
    Broken() : std::runtime_error("sealed value does not open") {}
};

// The master key opens another key store, not this one.
struct WrongMasterKey : std::runtime_error {
    WrongMasterKey() : std::runtime_error("the master key does not belong to this key store") {}
};

// What a keyed hash is for; a hash of one purpose never equals one of another.
enum class Purpose : std::uint8_t {
    NameExact,
    NamePrefix,
    Proof,
    FormToken,
    Log,
    SignIn,
    Duplicate
};

// One county's keys. The key store is a database of its own, never a schema beside the data; it has
// been migrated (migrations/keys). The county's own keys are made at the first start. Throws
// WrongMasterKey. Safe for all threads.
class Vault {
public:
    Vault(std::string county, std::unique_ptr<sql::Database> key_store, MasterKey master_key);
    ~Vault();

    // Makes the key durably before any row of the person is written; a second call keeps the first.
    void create_key(const IdBytes& person);
    PersonKey key_of(const IdBytes& person) const;  // throws NoKey
    std::optional<PersonKey> find_key_of(const IdBytes& person) const;
    // Of those among them who have one: a few questions for many persons, named once or more.
    PersonKeys keys_of(std::vector<IdBytes> persons) const;
    // Of everybody from the first id to the last one, in order: one question for what goes over
    // all.
    std::vector<PersonKey> keys_between(const IdBytes& first, const IdBytes& last) const;
    void destroy_key(const IdBytes& person);  // erasure: for good

    // Keys made before that moment, and when a look found no person to one (see account's sweep).
    struct OldKey {
        IdBytes person;
        std::optional<Time> missed_at;
    };
    std::vector<OldKey> keys_made_before(Time moment) const;
    void note_missed(const std::vector<IdBytes>& persons, std::optional<Time> at);

    // XChaCha20-Poly1305; algorithm id, key version and nonce stand before the ciphertext.
    sql::Blob seal(const PersonKey& key, const Place& place, std::string_view clear) const;
    std::string open(const PersonKey& key, const Place& place,
                     const sql::Blob& sealed) const;  // throws Broken

    // The same under the county's own key: staff names and what belongs to no single person.
    sql::Blob seal_for_county(const Place& place, std::string_view clear) const;
    std::string open_for_county(const Place& place, const sql::Blob& sealed) const;

    // HMAC-SHA-256 under a county key of that purpose.
    std::array<std::uint8_t, 32> keyed_hash(Purpose purpose, std::string_view text) const;

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

std::array<std::uint8_t, 32> random_token();                       // 256 bits
std::string base64url(std::span<const std::uint8_t> bytes);        // no padding
std::optional<std::string> from_base64url(std::string_view text);  // strict
std::array<std::uint8_t, 32> sha256(std::string_view bytes);
std::string hex(std::span<const std::uint8_t> bytes);
bool same(std::string_view a, std::string_view b);  // constant time

}  // namespace mobio::vault
