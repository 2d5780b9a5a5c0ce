// SPDX-License-Identifier: EUPL-1.2
#include <map>

#include "account/store.h"
#include "world.h"

using namespace mobio;

namespace {

constexpr const char* roles[] = {"counsellor", "manager", "lead", "officer",
                                 "editor",     "admin",   "dpo"};

unsigned status(World& world, const std::string& role, const std::string& path) {
    auto browser = role == "anybody"  ? world.anybody()
                   : role == "person" ? world.as(world.person("Bilal"))
                                      : world.as(world.staff("Keller " + role, role));
    return browser.get(path).status;
}

}  // namespace

TEST_CASE("each page of the staff opens for its roles and does not exist for others") {
    World world;
    const std::map<std::string, std::string> pages{{"/staff/persons", "counsellor manager"},
                                                   {"/staff/persons/new", "counsellor manager"},
                                                   {"/staff/accounts", "admin"}};
    std::map<std::string, Browser> browsers;
    for (const std::string role : roles)
        browsers.emplace(role, world.as(world.staff("Keller " + role, role)));
    browsers.emplace("person", world.as(world.person("Bilal")));
    for (const auto& [path, allowed] : pages)
        for (auto& [role, browser] : browsers) {
            const bool may = (" " + allowed + " ").find(" " + role + " ") != std::string::npos;
            CHECK_MESSAGE(browser.get(path).status == (may ? 200 : 404), role, " ", path);
        }
    CHECK(status(world, "anybody", "/staff/persons") == 303);
}

TEST_CASE("each role comes to its own first page") {
    World world;
    const std::map<std::string, std::string> homes{{"counsellor", "/staff/persons"},
                                                   {"manager", "/staff/persons"},
                                                   {"editor", ""},
                                                   {"admin", ""},
                                                   {"lead", "/staff/team"},
                                                   {"officer", "/allocation"},
                                                   {"dpo", ""}};
    for (const auto& [role, home] : homes) {
        auto desk = world.as(world.staff("Roth " + role, role));
        const auto reply = desk.get("/staff");
        CHECK_MESSAGE(reply.location() == home, role);
        CHECK(reply.status == (home.empty() ? 200 : 303));
    }
}

TEST_CASE("a caseworker sees the persons assigned to them and nobody else") {
    World world;
    const auto keller = world.staff("Keller", "manager"), roth = world.staff("Roth", "manager");
    auto desk = world.as(keller), elsewhere = world.as(roth);
    CHECK(
        desk.submit("/staff/persons/new", "/staff/persons", {{"name", "Amina"}, {"language", "ar"}})
            .status == 200);
    world.person("Bilal");
    CHECK(desk.get("/staff/persons").shows("Amina"));
    CHECK_FALSE(desk.get("/staff/persons").shows("Bilal"));
    CHECK_FALSE(elsewhere.get("/staff/persons").shows("Amina"));
}

TEST_CASE("a new person sent twice is one person") {
    World world;
    auto desk = world.as(world.staff("Keller", "manager"));
    const auto form = desk.get("/staff/persons/new");
    const Values fields{{"name", "Amina"}, {"language", "ar"}};
    CHECK(desk.send(form, "/staff/persons", fields).status == 200);
    CHECK(desk.send(form, "/staff/persons", fields).status == 200);
    const auto count = world.app().db->read([](sql::Connection& db) {
        return db.first("SELECT COUNT(*) FROM persons",
                        [](sql::Row row) { return row.get<int>(0); });
    });
    CHECK(count == 1);
}

TEST_CASE("names and addresses of the staff are sealed in the database") {
    World world;
    world.staff("Keller", "manager");
    const auto kept = world.app().db->read([](sql::Connection& db) {
        return db.first("SELECT name, email FROM staff", [](sql::Row row) {
            return row.get<sql::Blob>(0).bytes + row.get<sql::Blob>(1).bytes;
        });
    });
    CHECK(kept->find("Keller") == std::string::npos);
    CHECK(kept->find("landkreis") == std::string::npos);
}

TEST_CASE("an account of the staff needs a name, an address, a role and a good password") {
    World world;
    const auto fails = [&](const account::NewStaff& staff) {
        CHECK_THROWS_AS(account::add_staff(world.app(), staff), std::invalid_argument);
    };
    fails({"", "a@landkreis.example", "admin", "roter schirm im flur"});
    fails({"Keller", "keine", "admin", "roter schirm im flur"});
    fails({"Keller", "a@landkreis.example", "king", "roter schirm im flur"});
    fails({"Keller", "a@landkreis.example", "admin", "password"});
    world.staff("Keller", "admin");
    fails({"Keller", "Keller@Landkreis.example", "admin", "roter schirm im flur"});
}
