// SPDX-License-Identifier: EUPL-1.2
#include "casework/merge.h"

#include <algorithm>
#include <map>

#include "account/assignments.h"
#include "account/moving.h"
#include "account/openings.h"
#include "biography/document.h"
#include "biography/names/search.h"
#include "biography/store.h"
#include "casework/store.h"
#include "platform/access_log/access_log.h"
#include "release/release.h"
#include "release/store.h"
#include "world.h"

using namespace mobio;

namespace {

Id<Person> record(World& world, const StaffCast& by, const char* name) {
    return account::make_code_card(world.app(), {by.id, Role::Manager}, name, text::Language::De)
        .person;
}

void tell(World& world, Id<Person> person, const char* field, const nlohmann::json& value,
          biography::By by = biography::By::Person) {
    auto& app = world.app();
    const auto key = app.vault.key_of(person.bytes);
    biography::Change change;
    change.field = field;
    change.claim.by = by;
    change.claim.value = value;
    app.db->write([&](sql::Transaction& tx) {
        biography::save(tx, app, person, key, {change}, app.clock.now());
    });
}

biography::Biography life(World& world, Id<Person> person) {
    auto& app = world.app();
    return app.db->read([&](sql::Connection& db) {
        return biography::load_for_packet(db, app, person, app.vault.key_of(person.bytes));
    });
}

nlohmann::json value(World& world, Id<Person> person, const char* field) {
    const auto biography = life(world, person);
    const auto* claim = biography.claim(field);
    return claim ? claim->value : nlohmann::json();
}

Id<casework::Merge> merge(World& world, const StaffCast& by, Id<Person> kept, Id<Person> joined) {
    auto& app = world.app();
    return app.db->write([&](sql::Transaction& tx) {
        return casework::merge(tx, app, Caseworker{{by.id, Role::Manager}}, kept, joined,
                               app.clock.now());
    });
}

void undo(World& world, const StaffCast& by, Id<casework::Merge> merge) {
    auto& app = world.app();
    app.db->write([&](sql::Transaction& tx) {
        casework::undo(tx, app, Caseworker{{by.id, Role::Manager}}, merge, app.clock.now());
    });
}

unsigned refused(const std::function<void()>& act) {
    try {
        act();
    } catch (const http::Failure& failure) {
        return failure.status;
    }
    return 0;
}

std::size_t listed(World& world, const StaffCast& by) {
    return world.app().db->read([&](sql::Connection& db) {
        return casework::persons_of(db, world.app(), by.id, {}, 50).size();
    });
}

bool finds(World& world, const StaffCast& by, const char* typed, Id<Person> person) {
    return world.app().db->read([&](sql::Connection& db) {
        for (const auto& found : biography::names::find(db, world.app(), by.id, typed,
                                                        world.app().tongue(text::Language::De))
                                     .persons)
            if (found.person == person) return true;
        return false;
    });
}

std::optional<Id<Person>> leads_to(World& world, Id<Person> person) {
    return world.app().db->read([&](sql::Connection& db) { return account::leads_to(db, person); });
}

void assign(World& world, const Cast& person, const StaffCast& staff) {
    world.app().db->write([&](sql::Transaction& tx) {
        tx.exec(
            "INSERT INTO assignments (id, person_id, staff_id, kind, from_at)"
            " VALUES ($1, $2, $3, 'main', $4)",
            make_id_bytes(world.app().clock.now()), person.person, staff.id,
            world.app().clock.now());
    });
}

// Everything that a record holds, claim by claim, section by section.
std::map<std::string, std::string> told(World& world, Id<Person> person) {
    const auto biography = life(world, person);
    std::map<std::string, std::string> all;
    for (const auto& section : biography.sections())
        all.emplace(section.key, biography::write(*section.document));
    return all;
}

}  // namespace

TEST_CASE("two records become one: what both say stands side by side, and names find the one") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto a = record(world, keller, "Amina"), b = record(world, keller, "Emina");
    tell(world, b, "person.birth_country", "AF");
    tell(world, b, "work.entries", {{"title_original", "Schneiderin"}});
    merge(world, keller, a, b);
    CHECK(value(world, a, "person.birth_country") == "AF");
    CHECK(life(world, a).answer("person.name.preferred")->claims.size() == 2);
    CHECK(life(world, a).entries("work.entries").size() == 1);
    CHECK(leads_to(world, b) == a);
    CHECK(listed(world, keller) == 1);
    CHECK(finds(world, keller, "Emina", a));
    CHECK_FALSE(finds(world, keller, "Emina", b));
}

TEST_CASE("undoing brings back both, and keeps what was changed since") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto a = record(world, keller, "Amina"), b = record(world, keller, "Zahra");
    tell(world, b, "person.birth_country", "AF");
    tell(world, a, "work.entries", {{"title_original", "Köchin"}});
    const auto before_a = told(world, a), before_b = told(world, b);

    undo(world, keller, merge(world, keller, a, b));
    CHECK(told(world, a) == before_a);
    CHECK(told(world, b) == before_b);
    CHECK(leads_to(world, b) == b);
    CHECK(listed(world, keller) == 2);
    CHECK(finds(world, keller, "Zahra", b));
    CHECK_FALSE(finds(world, keller, "Zahra", a));

    const auto again = merge(world, keller, a, b);
    tell(world, a, "person.birth_country", "IR");
    tell(world, a, "life.strengths", "Geduld");
    undo(world, keller, again);
    CHECK(value(world, a, "person.birth_country") == "IR");
    CHECK(value(world, a, "life.strengths") == "Geduld");
    CHECK(told(world, b) == before_b);
}

TEST_CASE("who read one of the records reads the joined one, and ends with its consent") {
    World world;
    auto& app = world.app();
    const auto keller = world.staff("Keller", "manager"), roth = world.staff("Roth", "manager");
    const auto a = record(world, keller, "Amina"), b = record(world, keller, "Emina");
    const auto now = app.clock.now();
    app.db->write([&](sql::Transaction& tx) {
        account::let_read(tx, app, b, roth.id, now, now + std::chrono::hours{24});
    });
    const auto reads = [&](Id<Person> person) {
        return app.db->read([&](sql::Connection& db) {
            return account::open_until(db, {{roth.id, Role::Manager}}, person, app.clock.now())
                .has_value();
        });
    };
    const auto joined = merge(world, keller, a, b);
    CHECK(reads(a));
    CHECK_FALSE(reads(b));
    undo(world, keller, joined);
    CHECK_FALSE(reads(a));
    CHECK(reads(b));
    merge(world, keller, a, b);
    app.db->write([&](sql::Transaction& tx) { account::end_assignments(tx, a, app.clock.now()); });
    CHECK_FALSE(reads(a));
    CHECK_FALSE(reads(b));
}

TEST_CASE("both histories stay readable, each under its own key") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto a = record(world, keller, "Amina"), b = record(world, keller, "Emina");
    tell(world, b, "person.name.given", "Emina");
    merge(world, keller, a, b);
    auto& app = world.app();
    app.db->read([&](sql::Connection& db) {
        const auto all = account::with_merged(db, a);
        REQUIRE(all.size() == 2);
        CHECK(all[0] == a);
        CHECK(all[1] == b);
        const auto first =
            biography::load_revision(db, app, b, app.vault.key_of(b.bytes), "person", 1);
        CHECK(first.answer("person.name.preferred", ""));
        CHECK_FALSE(first.answer("person.name.given", ""));
    });
    // Without the joined record's key the kept one lacks nothing.
    app.vault.destroy_key(b.bytes);
    CHECK(value(world, a, "person.name.given") == "Emina");
}

TEST_CASE("account, sessions, assignments and releases of a joined record lead to the kept one") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto amina = world.person("Amina");
    const auto kept = record(world, keller, "Amina");
    assign(world, amina, keller);
    tell(world, amina.person, "person.name.given", "Amina");
    auto phone = world.as(amina);
    auto& app = world.app();
    const Acting before{amina.account, amina.person}, after{amina.account, kept};
    const auto sent = app.db->write([&](sql::Transaction& tx) {
        release::Sending sending;
        sending.kind = catalogue::Recipient::JC;
        sending.recipient = "Jobcenter Musterland";
        sending.email = "post@jobcenter.example";
        sending.items = {"person.name.given"};
        return release::add(tx, app, before, sending, app.clock.now());
    });
    const auto id = merge(world, keller, kept, amina.person);

    CHECK(phone.get("/biography").status == 200);  // still signed in
    CHECK(world.as(amina).get("/releases").shows("Jobcenter Musterland"));
    const auto found =
        app.db->read([&](sql::Connection& db) { return release::find(db, app, after, sent.id); });
    REQUIRE(found);
    CHECK(found->email == "post@jobcenter.example");
    tell(world, kept, "person.name.given", "Amina Zahra");
    CHECK(world.anybody().get(sent.link).status == 200);

    undo(world, keller, id);
    CHECK(phone.get("/biography").status == 200);
    app.db->read([&](sql::Connection& db) {
        CHECK(release::find(db, app, before, sent.id));
        CHECK_FALSE(release::find(db, app, after, sent.id));
    });
}

TEST_CASE("two accounts of their own both lead to the one record") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto once = world.person("Amina"), twice = world.person("Amina");
    assign(world, once, keller);
    assign(world, twice, keller);
    tell(world, once.person, "life.strengths", "Geduld");
    const auto id = merge(world, keller, once.person, twice.person);
    CHECK(world.as(once).get("/biography").status == 200);
    const auto strengths = [&](Id<Person> person) {
        return world.app().db->read([&](sql::Connection& db) {
            const auto biography = biography::load(db, world.app(), Acting{twice.account, person});
            return biography.claim("life.strengths") != nullptr;
        });
    };
    CHECK(world.as(twice).get("/biography").status == 200);
    CHECK(strengths(once.person));
    undo(world, keller, id);
    CHECK_FALSE(strengths(twice.person));
    CHECK(refused([&] { strengths(once.person); }) == 404);
}

TEST_CASE("a merge and its undoing stand in both logs") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto a = record(world, keller, "Amina"), b = record(world, keller, "Emina");
    undo(world, keller, merge(world, keller, a, b));
    world.app().db->read([&](sql::Connection& db) {
        for (const auto record : {a, b}) {
            std::vector<std::string> actions;
            for (const auto& line : access_log::of_person(db, record.bytes, 0, 10))
                actions.push_back(line.entry.action);
            CHECK(std::ranges::count(actions, "record.merged") == 1);
            CHECK(std::ranges::count(actions, "record.unmerged") == 1);
        }
    });
}

TEST_CASE("only who works with both records joins them, only who works with the one undoes it") {
    World world;
    const auto keller = world.staff("Keller", "manager"), roth = world.staff("Roth", "manager");
    const auto a = record(world, keller, "Amina"), b = record(world, roth, "Bilal");
    CHECK(refused([&] { merge(world, keller, a, b); }) == 404);
    CHECK(refused([&] { merge(world, roth, a, b); }) == 404);
    const auto c = record(world, keller, "Amina");
    const auto id = merge(world, keller, a, c);
    CHECK(refused([&] { undo(world, roth, id); }) == 404);
    CHECK(leads_to(world, c) == a);
}

TEST_CASE("a record is joined once, and never to itself") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto a = record(world, keller, "Amina"), b = record(world, keller, "Amina"),
               c = record(world, keller, "Amina");
    CHECK(refused([&] { merge(world, keller, a, a); }) == 409);
    const auto first = merge(world, keller, a, b);
    CHECK(refused([&] { merge(world, keller, c, b); }) != 0);
    const auto second = merge(world, keller, c, a);
    CHECK(leads_to(world, b) == c);
    CHECK(refused([&] { undo(world, keller, first); }) != 0);  // the later merge is undone first
    undo(world, keller, second);
    undo(world, keller, first);
    CHECK(refused([&] { undo(world, keller, first); }) == 404);
    CHECK(listed(world, keller) == 3);
}
