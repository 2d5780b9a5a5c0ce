// SPDX-License-Identifier: EUPL-1.2
#include "account/orphaned_keys.h"

#include "world.h"

using namespace mobio;
using std::chrono::hours;

namespace {

void look(World& world) { account::sweep_orphaned_keys(world.app(), {}); }

bool has_key(World& world, const IdBytes& person) {
    return world.app().vault.find_key_of(person).has_value();
}

IdBytes broken_off(World& world) {
    const auto nobody = make_id_bytes(world.app().clock.now());
    world.app().vault.create_key(nobody);
    return nobody;
}

}  // namespace

TEST_CASE("the key of a registration that was broken off goes after a week and a second look") {
    World world;
    const auto amina = world.person("Amina");
    const auto nobody = broken_off(world);
    world.app().clock.advance(hours{7 * 24 - 1});
    look(world);
    world.app().clock.advance(hours{25});
    look(world);
    CHECK(has_key(world, nobody));  // the first look that saw it old enough
    world.app().clock.advance(hours{23});
    look(world);
    CHECK(has_key(world, nobody));
    world.app().clock.advance(hours{1});
    look(world);
    CHECK_FALSE(has_key(world, nobody));
    CHECK(has_key(world, amina.person.bytes));
}

TEST_CASE("a person who comes between two looks keeps their key") {
    World world;
    const auto late = broken_off(world);
    world.app().clock.advance(hours{8 * 24});
    look(world);
    world.app().db->write([&](sql::Transaction& tx) {
        tx.exec("INSERT INTO persons (id, created_at) VALUES ($1, $2)", late,
                world.app().clock.now());
    });
    world.app().clock.advance(hours{2 * 24});
    look(world);
    CHECK(has_key(world, late));
    // Were the row to go again, two fresh looks would be due.
    world.app().db->write(
        [&](sql::Transaction& tx) { tx.exec("DELETE FROM persons WHERE id = $1", late); });
    look(world);
    CHECK(has_key(world, late));
}

TEST_CASE("where the keys are those of another database, all are kept") {
    World world;
    std::vector<IdBytes> strangers;
    for (int i = 0; i < 21; ++i) strangers.push_back(broken_off(world));
    world.app().clock.advance(hours{8 * 24});
    look(world);
    world.app().clock.advance(hours{2 * 24});
    look(world);
    for (const auto& stranger : strangers) CHECK(has_key(world, stranger));
}

TEST_CASE("orphaned keys are looked for by themselves") {
    World world;
    const auto nobody = broken_off(world);
    for (const auto pause : {hours{8 * 24}, hours{2 * 24}}) {
        world.app().clock.advance(pause);
        world.run_jobs();
    }
    CHECK_FALSE(has_key(world, nobody));
}
