// SPDX-License-Identifier: EUPL-1.2
#include "biography/store.h"

#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "biography/told_for_test.h"

namespace mobio::biography {

using namespace test;

namespace {

Change said(const Cast& person, const char* field, json value) {
    Change change;
    change.field = field;
    change.claim.author = person.account.text();
    change.claim.value = std::move(value);
    return change;
}

void keep(World& world, const Cast& person, const std::vector<Change>& changes) {
    const auto key = world.app().vault.key_of(person.person.bytes);
    world.app().db->write([&](sql::Transaction& tx) {
        save(tx, world.app(), person.person, key, changes, world.app().clock.now());
    });
}

}  // namespace

TEST_CASE("changes of several sections are one revision in each") {
    World world;
    const auto amina = world.person("Amina");
    std::vector<std::string> told;
    world.app().fields_changed = [&](sql::Transaction&, App&, Id<Person>,
                                     const std::vector<std::string>& keys, Time) { told = keys; };
    keep(world, amina,
         {said(amina, "person.name.given", "Amina"), said(amina, "person.name.family", "Rahimi"),
          said(amina, "school.years_total", 12)});
    const auto biography = told_by(world, amina);
    CHECK(biography.revision("person") == 2);
    CHECK(biography.revision("school") == 1);
    CHECK(biography.revision("work") == 0);
    CHECK(told == std::vector<std::string>{"person.name.family", "person.name.given",
                                           "school.years_total"});
}

TEST_CASE("an older revision can be read again") {
    World world;
    const auto amina = world.person("Amina");
    keep(world, amina, {said(amina, "school.years_total", 8)});
    keep(world, amina, {said(amina, "school.years_total", 12)});
    const auto key = world.app().vault.key_of(amina.person.bytes);
    world.app().db->read([&](sql::Connection& db) {
        const auto first = load_revision(db, world.app(), amina.person, key, "school", 1);
        CHECK(first.answers.at("school.years_total").claim()->value == 8);
        CHECK(load_revision(db, world.app(), amina.person, key, "school", 7).answers.empty());
    });
}

TEST_CASE("many writers of one section lose nothing of each other") {
    World world;
    const auto amina = world.person("Amina");
    constexpr int writers = 3, rounds = 5;
    {
        std::vector<std::jthread> threads;
        for (int writer = 0; writer < writers; ++writer)
            threads.emplace_back([&, writer] {
                for (int round = 0; round < rounds; ++round)
                    keep(world, amina,
                         {said(amina, "work.skills",
                               {{"skill", std::to_string(writer) + "-" + std::to_string(round)}})});
            });
    }
    const auto biography = told_by(world, amina);
    CHECK(biography.entries("work.skills").size() == writers * rounds);
    CHECK(biography.revision("work") == writers * rounds);
}

TEST_CASE("a revision moved to another person's section does not open") {
    World world;
    const auto amina = world.person("Amina");
    const auto bilal = world.person("Bilal");
    keep(world, amina, {said(amina, "school.years_total", 8)});
    keep(world, bilal, {said(bilal, "school.years_total", 9)});
    world.app().db->write([&](sql::Transaction& tx) {
        tx.exec(
            "UPDATE section_revisions SET sealed = (SELECT sealed FROM section_revisions "
            "WHERE person_id = $1 AND section = 'school') "
            "WHERE person_id = $2 AND section = 'school'",
            amina.person, bilal.person);
    });
    world.app().documents.clear();  // as after a start
    CHECK_THROWS_AS(told_by(world, bilal), vault::Broken);
}

TEST_CASE("a section that points to another person's revision does not open") {
    World world;
    const auto amina = world.person("Amina");
    const auto bilal = world.person("Bilal");
    keep(world, amina, {said(amina, "school.years_total", 8)});
    keep(world, bilal, {said(bilal, "school.years_total", 9)});
    REQUIRE(told_by(world, amina).claim("school.years_total"));  // lies on the shelf
    world.app().db->write([&](sql::Transaction& tx) {
        tx.exec(
            "UPDATE current_sections SET revision_id = (SELECT revision_id FROM current_sections "
            "WHERE person_id = $1 AND section = 'school') "
            "WHERE person_id = $2 AND section = 'school'",
            amina.person, bilal.person);
    });
    CHECK_THROWS_AS(told_by(world, bilal), vault::Broken);
}

}  // namespace mobio::biography
