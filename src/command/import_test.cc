// SPDX-License-Identifier: EUPL-1.2
// Households from the command line.
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "command/program_for_test.h"

namespace mobio::command {

using namespace test;
using nlohmann::json;

namespace {

json household(const char* id) {
    return {{"id", id},
            {"case", {{"phase", "VU"}, {"opened", "2024-02-05"}, {"caseworker", "Roth"}}},
            {"title", "CANARY-1"},
            {"persons", {{{"person", {{"name", {{"given", "Amina"}}}}}}}}};
}

std::string written(const Folder& folder, const json& households) {
    const auto file = folder.at("households.json");
    std::ofstream(file) << json{{"households", households}};
    return " " + file;
}

}  // namespace

TEST_CASE("a file is checked, imported, and recognised the second time") {
    const Folder folder;
    const auto config = folder.county();
    folder.make_master_key();
    const auto file = written(folder, {household("H-1"), household("H-2")});

    const auto checked = run("import --check" + config + file);
    CHECK(checked.code == 0);
    CHECK(has(checked.out, "/households/0/title: has no place in MoBio (and 1 more like it)\n"));
    CHECK(has(checked.out, "Right: 2 households\n"));
    CHECK(run("person list" + config).out == "persons: 0\n");

    const auto imported = run("import" + config + file);
    CHECK(imported.code == 0);
    CHECK(has(imported.out,
              "New staff, closed until `mobio staff open` gives a password: "
              "Roth <roth@staff.invalid>\n"));
    CHECK(has(imported.out, "Imported: 2 households, 2 persons, 0 consultations\n"));
    CHECK_FALSE(has(imported.out, "CANARY"));

    const auto again = run("import" + config + file);
    CHECK(has(again.out, "H-1: is there already, nothing of it was changed\n"));
    CHECK(has(again.out, "Imported: 0 households"));
    CHECK(run("person list" + config).out == "persons: 2\n");

    CHECK(has(run("staff list" + config).out, "closed   Roth  roth@staff.invalid"));
    const auto opened =
        run("staff open --email roth@staff.invalid --new-email roth@example.org" + config);
    CHECK(has(opened.out, "e-mail: roth@example.org\npassword: "));
    CHECK(has(run("staff list" + config).out, "active   Roth  roth@example.org"));
    CHECK(run("staff open --email nobody@example.org" + config).code == 1);
}

TEST_CASE("of a file that is wrong nothing comes in, and each mistake has its place") {
    const Folder folder;
    const auto config = folder.county();
    folder.make_master_key();
    auto wrong = household("H-2");
    wrong["persons"][0]["person"]["birth_country"] = "CANARY-2";
    wrong.erase("id");
    const auto ran = run("import" + config + written(folder, {household("H-1"), wrong}));
    CHECK(ran.code == 1);
    CHECK(has(ran.out, "households.json: nothing was imported\n"));
    CHECK(has(ran.out, "  /households/1/id: is missing"));
    CHECK(has(ran.out, "  /households/1/persons/0/person/birth_country: is no country; allowed: "));
    CHECK_FALSE(has(ran.out, "CANARY"));
    CHECK(run("person list" + config).out == "persons: 0\n");
    CHECK(has(run("import" + config + " " + folder.at("none.json")).out, "mobio: cannot read "));
    CHECK(has(run("import" + config + " " + folder.path.string()).out, "mobio: cannot read "));
}

}  // namespace mobio::command
