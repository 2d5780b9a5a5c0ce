// SPDX-License-Identifier: EUPL-1.2
#include "platform/vault/vault.h"

#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>
#include <vector>

#include "platform/clock.h"
#include "platform/sql/scratch.h"

using namespace mobio;
using vault::Place;
using vault::Vault;

namespace {

constexpr std::array<std::uint8_t, 32> master{1, 2, 3};
constexpr std::array<std::uint8_t, 32> other_master{3, 2, 1};

// A key store, opened as often as wanted.
struct Store {
    explicit Store(sql::Engine engine = sql::Engine::Sqlite) : scratch(engine) {}
    sql::Scratch scratch;

    std::unique_ptr<sql::Database> open() const {
        auto store = sql::open(scratch.address);
        sql::migrate(*store, sql::migrations() / "keys");
        return store;
    }
    // All its files, one after the other.
    std::string bytes() const {
        std::string all;
        for (const auto& file : std::filesystem::directory_iterator(scratch.folder)) {
            std::ifstream stream(file.path(), std::ios::binary);
            all.append(std::istreambuf_iterator<char>(stream), {});
        }
        return all;
    }
};

IdBytes new_id() { return make_id_bytes(Clock().now()); }

const IdBytes amina = new_id(), bilal = new_id(), row = new_id();
const Place place{"sections", "body", row};

// A vault in which Amina and Bilal have keys.
struct Filled {
    Store store;
    Vault vault{"musterland", store.open(), master};
    explicit Filled(sql::Engine engine = sql::Engine::Sqlite) : store(engine) {
        vault.create_key(amina);
        vault.create_key(bilal);
    }
};

}  // namespace

TEST_CASE("keys of many persons come together, without those who have none") {
    Filled filled;
    std::vector<IdBytes> persons{amina, new_id(), bilal, amina};
    for (int i = 0; i < 40; ++i) filled.vault.create_key(persons.emplace_back(new_id()));
    const auto keys = filled.vault.keys_of(persons);
    CHECK(keys.size() == 42);
    CHECK_FALSE(keys.contains(persons[1]));
    for (const auto& [person, key] : keys) {
        CHECK(key.person() == person);
        const auto sealed = filled.vault.seal(filled.vault.key_of(person), place, "Amina");
        CHECK(filled.vault.open(key, place, sealed) == "Amina");
    }
    CHECK(filled.vault.keys_of({}).empty());
}

TEST_CASE("what is sealed for a person opens again, and is never sealed alike twice") {
    const Filled filled;
    const auto key = filled.vault.key_of(amina);
    for (const auto& clear : {std::string(), std::string("Amina"), std::string("\0\xff", 2),
                              std::string(100000, 'a')}) {
        const auto sealed = filled.vault.seal(key, place, clear);
        CHECK(sealed.bytes.size() == clear.size() + 45);
        CHECK(filled.vault.open(key, place, sealed) == clear);
        CHECK(filled.vault.seal(key, place, clear).bytes != sealed.bytes);
        CHECK((clear.size() < 5 || sealed.bytes.find(clear) == std::string::npos));
    }
}

TEST_CASE("a sealed value that is moved does not open") {
    Filled filled;
    const auto key = filled.vault.key_of(amina);
    const auto sealed = filled.vault.seal(key, place, "Amina");
    const auto broken = [&](const Vault& by, const vault::PersonKey& with, const Place& at) {
        CHECK_THROWS_AS(by.open(with, at, sealed), vault::Broken);
    };
    broken(filled.vault, filled.vault.key_of(bilal), place);
    broken(filled.vault, key, {"sections", "body", new_id()});
    broken(filled.vault, key, {"sections", "note", row});
    broken(filled.vault, key, {"revisions", "body", row});
    broken(filled.vault, key, {"section", "sbody", row});  // lengths keep the parts apart
    const Store elsewhere;
    broken(Vault("otherland", elsewhere.open(), master), key, place);
    CHECK_THROWS_AS(filled.vault.open_for_county(place, sealed), vault::Broken);
}

TEST_CASE("every flipped bit, and every cut, is noticed") {
    const Filled filled;
    const auto key = filled.vault.key_of(amina);
    const auto sealed = filled.vault.seal(key, place, "Amina");
    for (std::size_t i = 0; i < sealed.bytes.size() * 8; ++i) {
        auto damaged = sealed;
        damaged.bytes[i / 8] = static_cast<char>(damaged.bytes[i / 8] ^ (1 << i % 8));
        CHECK_THROWS_AS(filled.vault.open(key, place, damaged), vault::Broken);
    }
    for (std::size_t size = 0; size < sealed.bytes.size(); ++size)
        CHECK_THROWS_AS(filled.vault.open(key, place, {sealed.bytes.substr(0, size)}),
                        vault::Broken);
    CHECK_THROWS_AS(filled.vault.open(key, place, {sealed.bytes + "x"}), vault::Broken);
}

TEST_CASE("an erased person has no key, and a new key opens nothing old") {
    for (const auto engine : sql::engines()) {
        Filled filled(engine);
        const auto sealed = filled.vault.seal(filled.vault.key_of(amina), place, "Amina");
        filled.vault.destroy_key(amina);
        CHECK_THROWS_AS(filled.vault.key_of(amina), vault::NoKey);
        CHECK_FALSE(filled.vault.find_key_of(amina));
        CHECK(filled.vault.find_key_of(bilal));
        filled.vault.destroy_key(amina);
        filled.vault.create_key(amina);
        CHECK_THROWS_AS(filled.vault.open(filled.vault.key_of(amina), place, sealed),
                        vault::Broken);
    }
}

TEST_CASE("nothing of an erased person's key is left in the key store's files") {
    Filled filled;
    const auto wrapped = filled.store.open()->read([](sql::Connection& db) {
        return db.first(
            "SELECT wrapped_key FROM person_keys WHERE person_id = $1",
            [](sql::Row found) { return found.get<sql::Blob>(0).bytes; }, amina);
    });
    REQUIRE(wrapped);
    CHECK(filled.store.bytes().find(*wrapped) != std::string::npos);
    filled.vault.destroy_key(amina);
    CHECK(filled.store.bytes().find(*wrapped) == std::string::npos);
}

TEST_CASE("erasing waits for those who are reading other keys") {
    Filled filled;
    std::atomic<bool> stop{false};
    {
        std::vector<std::jthread> readers;
        for (int i = 0; i < 3; ++i)
            readers.emplace_back([&] {
                while (!stop) filled.vault.key_of(bilal);
            });
        for (int i = 0; i < 20; ++i) {
            const auto person = new_id();
            filled.vault.create_key(person);
            filled.vault.destroy_key(person);
        }
        filled.vault.destroy_key(amina);
        stop = true;
    }
    CHECK(std::filesystem::file_size(filled.store.scratch.folder / "test.db-wal") == 0);
}

TEST_CASE("a second key for a person keeps the first") {
    for (const auto engine : sql::engines()) {
        Filled filled(engine);
        const auto sealed = filled.vault.seal(filled.vault.key_of(amina), place, "Amina");
        filled.vault.create_key(amina);
        CHECK(filled.vault.open(filled.vault.key_of(amina), place, sealed) == "Amina");
    }
}

TEST_CASE("the keys of many persons come in order, without those who were erased") {
    for (const auto engine : sql::engines()) {
        Filled all(engine);
        auto& vault = all.vault;
        const auto keys = vault.keys_between(amina, bilal);
        REQUIRE(keys.size() == 2);
        CHECK(keys[0].person() == amina);
        const auto sealed = vault.seal(keys[1], place, "Damascus");
        CHECK(vault.open(vault.key_of(bilal), place, sealed) == "Damascus");
        vault.destroy_key(amina);
        CHECK(vault.keys_between(amina, bilal).size() == 1);
        CHECK(vault.keys_between(amina, amina).empty());
    }
}

TEST_CASE("old keys are listed with what was noted about them") {
    for (const auto engine : sql::engines()) {
        Filled filled(engine);
        const auto now = Clock().now();
        CHECK(filled.vault.keys_made_before(now - std::chrono::hours{1}).empty());
        filled.vault.note_missed({bilal}, now);
        for (const auto& key : filled.vault.keys_made_before(now + std::chrono::hours{1}))
            CHECK(key.missed_at == (key.person == bilal ? std::optional(now) : std::nullopt));
        filled.vault.note_missed({bilal}, std::nullopt);
        for (const auto& key : filled.vault.keys_made_before(now + std::chrono::hours{1}))
            CHECK_FALSE(key.missed_at);
    }
}

TEST_CASE("many threads that make one person's key agree on it") {
    for (const auto engine : sql::engines()) {
        Store store(engine);
        Vault vault("musterland", store.open(), master);
        std::vector<sql::Blob> sealed(8);
        {
            std::vector<std::jthread> threads;
            for (auto& one : sealed)
                threads.emplace_back([&] {
                    vault.create_key(amina);
                    one = vault.seal(vault.key_of(amina), place, "Amina");
                });
        }
        const auto key = vault.key_of(amina);
        for (const auto& one : sealed) CHECK(vault.open(key, place, one) == "Amina");
    }
}

TEST_CASE("keys outlive a restart, with the right master key only") {
    for (const auto engine : sql::engines()) {
        Store store(engine);
        sql::Blob sealed, of_county;
        std::array<std::uint8_t, 32> hash{};
        {
            Vault vault("musterland", store.open(), master);
            vault.create_key(amina);
            sealed = vault.seal(vault.key_of(amina), place, "Amina");
            of_county = vault.seal_for_county(place, "Keller");
            hash = vault.keyed_hash(vault::Purpose::Proof, "Amina");
        }
        const Vault again("musterland", store.open(), master);
        CHECK(again.open(again.key_of(amina), place, sealed) == "Amina");
        CHECK(again.open_for_county(place, of_county) == "Keller");
        CHECK(again.keyed_hash(vault::Purpose::Proof, "Amina") == hash);
        CHECK_THROWS_WITH(Vault("musterland", store.open(), other_master),
                          "the master key does not belong to this key store");
        CHECK_THROWS_AS(Vault("otherland", store.open(), master), vault::Broken);
    }
}

TEST_CASE("a wrapped key that is moved to another person does not open") {
    for (const auto engine : sql::engines()) {
        Filled filled(engine);
        filled.store.open()->write([](sql::Transaction& tx) {
            tx.exec(
                "UPDATE person_keys SET wrapped_key = (SELECT wrapped_key FROM person_keys WHERE "
                "person_id = $1) WHERE person_id = $2",
                amina, bilal);
        });
        CHECK_THROWS_AS(filled.vault.key_of(bilal), vault::Broken);
    }
}

TEST_CASE("several processes that start together share the county's keys") {
    for (const auto engine : sql::engines()) {
        Store store(engine);
        std::vector<std::array<std::uint8_t, 32>> hashes(4);
        {
            std::vector<std::jthread> threads;
            for (auto& hash : hashes)
                threads.emplace_back([&] {
                    hash = Vault("musterland", store.open(), master)
                               .keyed_hash(vault::Purpose::SignIn, "1234567897");
                });
        }
        CHECK(std::set(hashes.begin(), hashes.end()).size() == 1);
    }
}

TEST_CASE("a keyed hash says nothing across purposes, counties or texts") {
    const Filled filled, other;
    using enum vault::Purpose;
    std::set<std::array<std::uint8_t, 32>> hashes;
    for (const auto purpose : {NameExact, NamePrefix, Proof, FormToken, Log, SignIn, Duplicate}) {
        hashes.insert(filled.vault.keyed_hash(purpose, "amina"));
        hashes.insert(filled.vault.keyed_hash(purpose, "amin"));
        hashes.insert(filled.vault.keyed_hash(purpose, ""));
        hashes.insert(other.vault.keyed_hash(purpose, "amina"));
        CHECK(filled.vault.keyed_hash(purpose, "a") == filled.vault.keyed_hash(purpose, "a"));
    }
    CHECK(hashes.size() == 28);
}

TEST_CASE("what belongs to the county opens in its own place only") {
    const Filled filled, other;
    const Place staff{"staff", "name", row};
    const auto sealed = filled.vault.seal_for_county(staff, "Keller");
    CHECK(filled.vault.open_for_county(staff, sealed) == "Keller");
    CHECK_THROWS_AS(filled.vault.open_for_county({"staff", "email", row}, sealed), vault::Broken);
    CHECK_THROWS_AS(filled.vault.open_for_county({"staff", "name", new_id()}, sealed),
                    vault::Broken);
    CHECK_THROWS_AS(other.vault.open_for_county(staff, sealed), vault::Broken);
}

TEST_CASE("keys can be held in any number, moved and given back") {
    const Filled filled;
    const auto sealed = filled.vault.seal(filled.vault.key_of(amina), place, "Amina");
    std::vector<vault::PersonKey> keys;
    for (int i = 0; i < 1200; ++i) keys.push_back(filled.vault.key_of(i % 2 ? amina : bilal));
    keys.erase(keys.begin(), keys.begin() + 601);
    CHECK(filled.vault.open(keys.front(), place, sealed) == "Amina");
    CHECK(filled.vault.open(keys.back(), place, sealed) == "Amina");
}

TEST_CASE("a key store that keeps nothing stops the start") {
    const Store store;
    auto forgetful = store.open();
    forgetful->write([](sql::Transaction& tx) {
        tx.exec(
            "CREATE TRIGGER forget AFTER INSERT ON county_keys BEGIN DELETE FROM county_keys; END");
    });
    CHECK_THROWS_AS(Vault("musterland", std::move(forgetful), master), std::runtime_error);
}

TEST_CASE("who reads for long does not keep a person from being erased") {
    Filled filled;
    const auto reader = filled.store.open();
    reader->read([&](sql::Connection& db) {
        db.each("SELECT person_id FROM person_keys", [&](sql::Row) {
            if (filled.vault.find_key_of(amina)) filled.vault.destroy_key(amina);
        });
    });
    CHECK_FALSE(filled.vault.find_key_of(amina));
    CHECK(filled.vault.find_key_of(bilal));
}
