// SPDX-License-Identifier: EUPL-1.2
#include "biography/biography.h"
#include "world.h"

using namespace mobio;

namespace {

Id<Person> record(World& world, const StaffCast& by, const char* name) {
    return account::make_code_card(world.app(), {by.id, Role::Manager}, name, text::Language::De)
        .person;
}

Reply search(Browser& desk, const char* name) {
    return desk.submit("/staff/persons", "/staff/persons/search", {{"name", name}});
}

void tell(World& world, Id<Person> person, const char* field, nlohmann::json value) {
    auto& app = world.app();
    biography::Change change;
    change.field = field;
    change.claim.value = std::move(value);
    const auto key = app.vault.key_of(person.bytes);
    app.db->write([&](sql::Transaction& tx) {
        biography::save(tx, app, person, key, {change}, app.clock.now());
    });
}

nlohmann::json year(int year) {
    return {{"edtf", std::to_string(year)}, {"precision", "year"}, {"calendar", "gregorian"}};
}

std::int64_t listed(World& world, Id<Person> person) {
    return world.app().db->read([&](sql::Connection& db) {
        return *db.first(
            "SELECT COUNT(*) FROM access_log WHERE person = $1 AND action = 'person.listed'",
            [](sql::Row row) { return row.get<std::int64_t>(0); }, person);
    });
}

}  // namespace

TEST_CASE(
    "a new person's card leads to their page, and what is missing is told to the caseworker") {
    World world;
    auto desk = world.as(world.staff("Keller", "manager"));
    const auto missing =
        desk.submit("/staff/persons/new", "/staff/persons", {{"name", " "}, {"language", "fa"}});
    CHECK(missing.status == 422);
    CHECK(missing.shows("Write what the person wants to be called."));
    CHECK_FALSE(missing.shows("Write the name we should call you by."));
    const auto made = desk.submit("/staff/persons/new", "/staff/persons",
                                  {{"name", "Amina"}, {"language", "fa"}});
    REQUIRE(made.status == 200);
    const std::string_view start = "href=\"/staff/persons/0";
    const auto at = made.body.find(start);
    REQUIRE(at != std::string::npos);
    const auto end = made.body.find('"', at + start.size());
    const auto address = made.body.substr(at + 6, end - at - 6);
    CHECK(address.ends_with("/case"));
    CHECK(desk.get(address).shows("Amina"));
}

TEST_CASE("a caseworker finds a person of theirs by name, and the name stands in no address") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    record(world, keller, "Mohammad");
    record(world, keller, "Zahra");
    auto desk = world.as(keller);
    const auto found = search(desk, "محمد");
    CHECK(found.status == 200);
    CHECK(found.shows("Mohammad"));
    CHECK_FALSE(found.shows("Zahra"));
    CHECK(found.shows("sounds similar"));
    CHECK(found.shows("محمد"));  // what was typed stays in its box
    CHECK(search(desk, "Leila").shows("None of your persons has such a name."));
    CHECK(desk.get("/staff/persons/search").status == 405);
}

TEST_CASE("a search shows no caseworker the persons of another one") {
    World world;
    const auto keller = world.staff("Keller", "manager"), roth = world.staff("Roth", "manager");
    const auto amina = record(world, keller, "Amina");
    record(world, roth, "Zahra");
    auto elsewhere = world.as(roth);
    CHECK_FALSE(search(elsewhere, "Amina").shows("New code card"));
    CHECK(listed(world, amina) == 0);
}

TEST_CASE("neither a person nor anybody else searches for persons") {
    World world;
    const auto bilal = world.person("Bilal");
    const auto keller = world.staff("Keller", "manager"), lead = world.staff("Berg", "officer");
    record(world, keller, "Zahra");
    auto phone = world.as(bilal), office = world.as(lead), stranger = world.anybody();
    for (auto* browser : {&phone, &office, &stranger}) {
        const auto reply = browser->post_raw("/staff/persons/search", {{"name", "Zah"}});
        if (browser != &stranger) CHECK(reply.status == 404);
        CHECK_FALSE(reply.shows("Zahra"));
    }
}

TEST_CASE("each person that a search shows is told of it in their log") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto amina = record(world, keller, "Amina");
    auto desk = world.as(keller);
    desk.get("/account");
    const auto form = desk.get("/staff/persons");
    CHECK(listed(world, amina) == 1);
    world.app().clock.advance(std::chrono::minutes{16});
    auto again = world.as(keller);
    const auto page = again.get("/staff/persons/new");
    CHECK(again
              .post_raw("/staff/persons/search",
                        {{"form_token", page.hidden("form_token")}, {"name", "Amina"}})
              .shows("Amina"));
    CHECK(listed(world, amina) == 2);
}

TEST_CASE("a search for nothing, or for far too much, says what helps") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    record(world, keller, "Amina");
    auto desk = world.as(keller);
    CHECK(search(desk, " ").status == 422);
    CHECK(search(desk, "-").shows("Write a name, or a part of it."));
    const auto long_name = std::string(201, 'x');
    const auto reply = search(desk, long_name.c_str());
    CHECK(reply.status == 422);
    CHECK(reply.shows(long_name));
}

TEST_CASE("a caseworker sees where birth dates disagree, above all on adult or minor") {
    World world;
    const auto keller = world.staff("Keller", "manager"), roth = world.staff("Roth", "manager");
    const auto amina = record(world, keller, "Amina");
    record(world, roth, "Zahra");
    const std::string age = "Adult or minor? The birth dates disagree.",
                      day = "The birth dates disagree.";
    const auto this_year = static_cast<int>(world.app().today().year());
    tell(world, amina, "person.birth", year(this_year - 30));
    auto desk = world.as(keller), elsewhere = world.as(roth);
    CHECK_FALSE(desk.get("/staff/persons").shows(day));

    tell(world, amina, "person.other_births",
         {{"birth", year(this_year - 31)}, {"source", "tazkira"}});
    CHECK(desk.get("/staff/persons").shows(day));
    CHECK_FALSE(desk.get("/staff/persons").shows(age));

    tell(world, amina, "person.other_births",
         {{"birth", year(this_year - 10)}, {"source", "passport"}});
    CHECK(desk.get("/staff/persons").shows(age));
    CHECK(search(desk, "Amina").shows(age));
    CHECK_FALSE(elsewhere.get("/staff/persons").shows(day));
}
