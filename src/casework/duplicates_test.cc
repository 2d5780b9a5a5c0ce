// SPDX-License-Identifier: EUPL-1.2
#include "casework/duplicates.h"

#include <algorithm>

#include "account/moving.h"
#include "world.h"

using namespace mobio;
using namespace mobio::casework;
using nlohmann::json;

namespace {

Date day(int year, unsigned month, unsigned d) {
    return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{d};
}
Span on(int year, unsigned month, unsigned d) {
    return {day(year, month, d), day(year, month, d), month == 1 && d == 1};
}

Facts gul() {
    Facts facts;
    facts.latin = {"Gul Mohammad", "MOHAMMAD, GUL", "Gol Muhammad"};
    facts.native = {"ګل محمد", "گل محمد"};
    facts.fathers = {"Ali Mohammad", "علی محمد"};
    facts.nationalities = {"AF"};
    facts.births = {on(1978, 1, 1), {day(1978, 3, 21), day(1979, 3, 20), false}};
    facts.phones = {"+4917604069001"};
    return facts;
}

bool has(const Likeness& likeness, Reason reason) {
    return std::ranges::count(likeness.reasons, reason) == 1;
}

Id<Person> record(World& world, const StaffCast& by,
                  const std::vector<std::pair<const char*, json>>& said) {
    auto& app = world.app();
    const auto person =
        account::make_code_card(app, {by.id, Role::Manager}, said.front().second.get<std::string>(),
                                text::Language::De)
            .person;
    const auto key = app.vault.key_of(person.bytes);
    std::vector<biography::Change> changes;
    for (const auto& [field, value] : said) {
        biography::Change change;
        change.field = field;
        change.claim.value = value;
        changes.push_back(change);
    }
    app.db->write([&](sql::Transaction& tx) {
        biography::save(tx, app, person, key, changes, app.clock.now());
    });
    return person;
}

const json new_year_1978{{"edtf", "1978-01-01"}, {"precision", "day"}};
const std::vector<std::pair<const char*, json>> told_of_gul{
    {"person.name.given", "Gul Mohammad"},
    {"person.name.father", {{"latin", "Ali Mohammad"}}},
    {"person.nationalities", json{"AF"}},
    {"person.birth", new_year_1978}};

std::vector<Candidate> candidates(World& world, const StaffCast& who) {
    auto& app = world.app();
    return app.db->read([&](sql::Connection& db) {
        return candidates_of(db, Caseworker{{who.id, Role::Manager}}, app.clock.now());
    });
}

bool stands_alone(World& world, Id<Person> person) {
    return world.app().db->read(
        [&](sql::Connection& db) { return account::leads_to(db, person) == person; });
}

}  // namespace

TEST_CASE("one person spelt in two ways is likely the same, and the reasons say why") {
    Facts other;
    other.latin = {"Gull Mohammed"};
    other.native = {"گل  محمّد"};
    other.fathers = {"Ali Muhammad"};
    other.nationalities = {"AF"};
    other.births = {{day(1978, 1, 1), day(1978, 12, 31), false}};
    const auto likeness = compare(gul(), other);
    CHECK(likeness.score >= worth_asking);
    for (const auto reason :
         {Reason::NativeName, Reason::Father, Reason::Nationality, Reason::Birth})
        CHECK(has(likeness, reason));
    CHECK_FALSE(has(likeness, Reason::Phone));
    CHECK(compare(other, gul()).score == likeness.score);
}

TEST_CASE("a birth date alone is no reason, a shared phone alone neither") {
    Facts jasim;
    jasim.latin = {"Mahmoud Al-Jasim"};
    jasim.births = {on(1978, 1, 1)};
    jasim.nationalities = {"AF"};
    jasim.phones = {"+4917604069001"};
    CHECK(compare(gul(), jasim).score == 0);
    CHECK(compare(gul(), jasim).reasons.empty());
    jasim.phones.clear();
    const auto ours = duplicate_keys(gul());
    for (const auto& key : duplicate_keys(jasim)) CHECK_FALSE(ours.contains(key));
    // Thousands have one name and nothing else that is known.
    Facts only_name;
    only_name.latin = {"Mohammad Ahmadi"};
    CHECK(compare(only_name, only_name).score < worth_asking);
    CHECK(duplicate_keys(only_name).empty());
}

TEST_CASE("names that only sound alike are not worth asking about without more") {
    Facts mahmood;
    mahmood.latin = {"Gul Mahmood"};
    mahmood.nationalities = {"AF"};
    mahmood.births = {on(1978, 1, 1)};
    const auto likeness = compare(gul(), mahmood);
    CHECK(has(likeness, Reason::Sound));
    CHECK(likeness.score < worth_asking);
}

TEST_CASE("what contradicts takes away") {
    auto other = gul();
    const auto same = compare(gul(), other).score;
    other.fathers = {"Karim"};
    const auto another_father = compare(gul(), other).score;
    CHECK(another_father < same);
    other.births = {on(1999, 5, 3)};
    CHECK(compare(gul(), other).score < another_father);
    other.nationalities = {"SY"};
    CHECK(compare(gul(), other).score < worth_asking);
}

TEST_CASE("records alike are found in the background, and nothing is joined without a decision") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto one = record(world, keller, told_of_gul);
    auto again = told_of_gul;
    again[0].second = "Gul Mohammed";
    const auto other = record(world, keller, again);
    const auto jasim =
        record(world, keller,
               {{"person.name.given", "Mahmoud Al-Jasim"}, {"person.birth", new_year_1978}});
    const auto mahmood = record(
        world, keller, {{"person.name.given", "Gul Mahmood"}, {"person.birth", new_year_1978}});
    world.run_jobs();
    const auto found = candidates(world, keller);
    REQUIRE(found.size() == 1);
    CHECK(found[0].standing == Standing::Mine);
    CHECK(std::minmax(found[0].mine, *found[0].other) == std::minmax(one, other));
    CHECK(std::ranges::count(found[0].reasons, Reason::Father) == 1);
    for (const auto person : {one, other, jasim, mahmood}) CHECK(stands_alone(world, person));
}

TEST_CASE("a pair that was told apart is not asked about again, one that is the same becomes one") {
    World world;
    const auto keller = world.staff("Keller", "manager"), roth = world.staff("Roth", "manager");
    const auto one = record(world, keller, told_of_gul), other = record(world, keller, told_of_gul);
    world.run_jobs();
    auto& app = world.app();
    const auto now = app.clock.now();
    const Caseworker hers{{keller.id, Role::Manager}}, not_his{{roth.id, Role::Manager}};
    CHECK_THROWS(app.db->write(
        [&](sql::Transaction& tx) { decide_different(tx, not_his, one, other, now); }));
    app.db->write([&](sql::Transaction& tx) { decide_different(tx, hers, one, other, now); });
    find_duplicates(app, one);
    CHECK(candidates(world, keller).empty());
    app.db->write([&](sql::Transaction& tx) { decide_same(tx, app, hers, one, other, now); });
    CHECK_FALSE(stands_alone(world, other));
    world.run_jobs();
    CHECK(candidates(world, keller).empty());
}

TEST_CASE("of a record that is not theirs a caseworker learns neither who nor why") {
    World world;
    const auto keller = world.staff("Keller", "manager"), roth = world.staff("Roth", "manager");
    const auto one = record(world, keller, told_of_gul);
    record(world, roth, told_of_gul);
    world.run_jobs();
    const auto found = candidates(world, keller);
    REQUIRE(found.size() == 1);
    CHECK(found[0].mine == one);
    CHECK(found[0].standing == Standing::Elsewhere);
    CHECK_FALSE(found[0].other);
    CHECK(found[0].reasons.empty());
}

TEST_CASE("of a person who registered alone a caseworker learns only to ask for their card") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    record(world, keller, told_of_gul);
    const auto alone = world.person("Gul Mohammad");
    auto& app = world.app();
    std::vector<biography::Change> changes;
    for (const auto& [field, value] : told_of_gul) {
        biography::Change change;
        change.field = field;
        change.claim.value = value;
        changes.push_back(change);
    }
    app.db->write([&](sql::Transaction& tx) {
        biography::save(tx, app, alone.person, app.vault.key_of(alone.person.bytes), changes,
                        app.clock.now());
    });
    world.run_jobs();
    const auto found = candidates(world, keller);
    REQUIRE(found.size() == 1);
    CHECK(found[0].standing == Standing::Alone);
    CHECK_FALSE(found[0].other);
    CHECK(found[0].reasons.empty());
}

TEST_CASE("pairs hold no name, and none is left of who is forgotten") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto one = record(world, keller, told_of_gul);
    record(world, keller, told_of_gul);
    world.run_jobs();
    auto& app = world.app();
    app.db->write([&](sql::Transaction& tx) { forget_duplicates(tx, one); });
    CHECK(candidates(world, keller).empty());
    const auto keys = app.db->read([&](sql::Connection& db) {
        return *db.first(
            "SELECT COUNT(*) FROM duplicate_keys WHERE person_id = $1",
            [](sql::Row row) { return row.get<int>(0); }, one);
    });
    CHECK(keys == 0);
}
