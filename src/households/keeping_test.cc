// SPDX-License-Identifier: EUPL-1.2
// What becomes of a file that is right.
#include "households/keeping.h"

#include <algorithm>

#include "account/store.h"
#include "consultation/store.h"
#include "households/file_for_test.h"
#include "plan/agreements.h"
#include "plan/history.h"
#include "platform/text/day.h"

using namespace mobio;
using namespace mobio::households;
using households::test::import;
using nlohmann::json;

namespace {

json household(const char* id, const char* name, const char* caseworker) {
    return {{"id", id},
            {"case",
             {{"phase", "AU"},
              {"team", "IM"},
              {"opened", "2024-02-05"},
              {"im_start", "2024-02-05"},
              {"caseworker", caseworker}}},
            {"persons",
             {{{"person",
                {{"name", {{"given", name}, {"family", "Rahimi"}}}, {"birth", "1996-03-14"}}}}}},
            {"consultations",
             {{{"date", "2025-02-04"},
               {"kind", "office"},
               {"topics", {"housing"}},
               {"minutes", 30},
               {"note", "We looked at two flats."},
               {"private_note", "More time next time."}}}}};
}

std::string file(const std::vector<json>& households) {
    return json{{"households", households}}.dump();
}

std::int64_t count(World& world, const std::string& what) {
    return world.app().db->read([&](sql::Connection& db) {
        return *db.first("SELECT COUNT(*) FROM " + what,
                         [](sql::Row row) { return row.get<std::int64_t>(0); });
    });
}

}  // namespace

TEST_CASE("a caseworker finds the imported household among their persons, others do not") {
    World world;
    const auto keller = world.staff("Keller", "manager"), roth = world.staff("Roth", "manager");
    const auto kept = import(world.app(), file({household("H-1", "Amina", "keller")}));
    REQUIRE(kept.households.size() == 1);
    CHECK(kept.new_staff.empty());
    const auto person = kept.households[0].persons.at(0);
    const auto talks = "/staff/persons/" + person.text() + "/consultations";
    auto desk = world.as(keller);
    CHECK(desk.get("/staff/persons").shows("Amina Rahimi"));
    CHECK(desk.submit("/staff/persons", "/staff/persons/search", {{"name", "Rahimi"}})
              .shows("Amina Rahimi"));
    CHECK(desk.get(talks).shows("Housing"));
    auto elsewhere = world.as(roth);
    CHECK_FALSE(elsewhere.get("/staff/persons").shows("Rahimi"));
    CHECK(elsewhere.get(talks).status == 404);
    CHECK(world.as(world.person("Bilal")).get(talks).status != 200);
}

TEST_CASE("the case stands as the file has it") {
    World world;
    world.staff("Keller", "manager");
    auto& app = world.app();
    const auto kept = import(app, file({household("H-1", "Amina", "Keller")}));
    const auto one = app.db->read([&](sql::Connection& db) {
        return casework::case_of(db, app, kept.households[0].persons.at(0));
    });
    REQUIRE(one);
    CHECK(one->phase() == "AU");
    CHECK(text::iso(one->opened) == "2024-02-05");
    CHECK(text::iso(*one->clock.end(app.today())) == "2027-02-05");
    const auto team =
        app.db->read([&](sql::Connection& db) { return county::find(db, *one->team); });
    CHECK(team->name == "IM");
    CHECK(team->service == "AU");
    CHECK(kept.new_teams == std::vector<std::string>{"IM"});
}

TEST_CASE("a plan stands as it was agreed, with its reviews") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    auto& app = world.app();
    auto with_plan = household("H-1", "Amina", "Keller");
    with_plan["plan"] = {{"agreed", "2024-03-12"},
                         {"confirmed_by", {"person:signature", "IM"}},
                         {"goals",
                          {{{"area", "work"},
                            {"goal_de", "Arbeit in einer Gärtnerei."},
                            {"status", "in_progress"},
                            {"deadline", "2026-03-31"},
                            {"next_review", "2026-01-15"},
                            {"measures", {{{"responsible", "person"}, {"what", "Probearbeit"}}}},
                            {"reviews",
                             {{{"date", "2025-05-12"}, {"result", "Es geht voran."}},
                              {{"date", "2025-11-12"}, {"result", "Noch eine Woche."}}}}}}}};
    const auto person = import(app, file({with_plan})).households[0].persons.at(0);
    app.db->read([&](sql::Connection& db) {
        const auto party =
            plan::Party::of(db, app, Caseworker{{{keller.id, Role::Manager}}}, person);
        const auto plan = plan::plan_of(db, app, party);
        REQUIRE(plan.goals.size() == 1);
        CHECK(plan.goals[0].told.german == "Arbeit in einer Gärtnerei.");
        CHECK(plan.goals[0].measures.at(0).told.words == "Probearbeit");
        const auto versions = plan::versions_of(db, app, party);
        REQUIRE(versions.size() == 1);
        CHECK(versions[0].confirmed());
        CHECK(text::iso(versions[0].content.day) == "2024-03-12");
        CHECK(versions[0].content.person == "Amina Rahimi");
        CHECK(plan::reviews_of(db, app, party).size() == 2);
    });
    auto desk = world.as(keller);
    CHECK(desk.get("/staff/persons/" + person.text() + "/plan").shows("Gärtnerei"));
    auto elsewhere = world.as(world.staff("Roth", "manager"));
    CHECK(elsewhere.get("/staff/persons/" + person.text() + "/plan").status == 404);
}

TEST_CASE("the same file once more changes nothing, also after an erasure") {
    World world;
    world.staff("Keller", "manager");
    auto& app = world.app();
    const auto whole =
        file({household("H-1", "Amina", "Keller"), household("H-2", "Maryam", "Keller")});
    const auto first = import(app, whole);
    const auto rows = count(world, "section_revisions"), log = count(world, "access_log");
    const auto again = import(app, whole);
    CHECK(again.households[0].there_before);
    CHECK(again.households[1].there_before);
    CHECK(again.households[1].persons == first.households[1].persons);
    CHECK(count(world, "section_revisions") == rows);
    CHECK(count(world, "access_log") == log);
    CHECK(count(world, "persons") == 2);
    CHECK(count(world, "consultations") == 2);

    const auto erased = first.households[0].persons[0];
    app.vault.destroy_key(erased.bytes);
    app.db->write([&](sql::Transaction& tx) {
        tx.exec("UPDATE persons SET erased_at = $2 WHERE id = $1", erased, app.clock.now());
    });
    CHECK(import(app, whole).households[0].there_before);
    CHECK_FALSE(app.vault.find_key_of(erased.bytes));
}

TEST_CASE("new households of a file come in beside those that are there") {
    World world;
    world.staff("Keller", "manager");
    auto& app = world.app();
    import(app, file({household("H-1", "Amina", "Keller")}));
    const auto kept = import(
        app, file({household("H-1", "Another", "Keller"), household("H-2", "Maryam", "Keller")}));
    CHECK(kept.households[0].there_before);
    CHECK_FALSE(kept.households[1].there_before);
    CHECK(count(world, "persons") == 2);
    CHECK(count(world, "teams") == 1);
}

TEST_CASE("the same id in another county is another household") {
    World here, there;
    here.staff("Keller", "manager");
    there.staff("Keller", "manager");
    const auto whole = file({household("H-1", "Amina", "Keller")});
    CHECK(import(here.app(), whole).households[0].persons !=
          import(there.app(), whole).households[0].persons);
}

TEST_CASE("staff who are not there are made closed, and open with a password") {
    World world;
    auto& app = world.app();
    auto second = household("H-2", "Maryam", "");
    second["case"]["caseworker"] = {{"name", "Jonas Weber"}, {"email", "Weber@example.org"}};
    second["case"]["team"] = "Soziale Beratung Nord";
    second["case"]["phase"] = "VU";
    const auto kept = import(app, file({household("H-1", "Amina", "Roth-Müller"), second,
                                        household("H-3", "Zahra", "Roth-Müller")}));
    REQUIRE(kept.new_staff.size() == 2);
    CHECK(kept.new_staff[0] == "Roth-Müller <roth.muller@staff.invalid>");
    CHECK(kept.new_staff[1] == "Jonas Weber <Weber@example.org>");
    const auto all = app.db->read([&](sql::Connection& db) { return account::all_staff(db, app); });
    REQUIRE(all.size() == 2);
    for (const auto& one : all) CHECK_FALSE(one.active);
    const auto weber = std::ranges::find(all, "weber@example.org", &account::StaffRow::email);
    REQUIRE(weber != all.end());
    CHECK(weber->role == "counsellor");
    const std::string secret = "blauer krug im fenster";
    CHECK_THROWS(world.as(StaffCast{"", "weber@example.org", secret, {}}));
    account::open_staff(
        app, weber->id,
        {weber->name, "jonas@example.org", weber->role, secret, text::Language::De});
    auto desk = world.as(StaffCast{"", "jonas@example.org", secret, weber->id});
    CHECK(desk.get("/staff/persons").shows("Maryam Rahimi"));
    // The next file finds them by their name.
    CHECK(import(app, file({household("H-4", "Laila", "roth-müller")})).new_staff.empty());
}

TEST_CASE("a household of one's whole file comes in, or none of it") {
    World world;
    world.staff("Keller", "manager");
    auto& app = world.app();
    auto reading =
        read(file({household("H-1", "Amina", "Keller"), household("H-2", "Maryam", "Keller")}),
             ground_of(app));
    // A field that the catalogue lost between check and keeping.
    reading.households[1].members[0].told.front().field = "person.shoe_size";
    CHECK_THROWS(keep(app, reading.households));
    CHECK(count(world, "persons") == 0);
    CHECK(count(world, "teams") == 0);
    CHECK(count(world, "section_revisions") == 0);
}
