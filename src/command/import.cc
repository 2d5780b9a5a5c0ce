// SPDX-License-Identifier: EUPL-1.2
#include <fmt/core.h>

#include <fstream>
#include <map>
#include <memory>
#include <sstream>

#include "command/command.h"
#include "command/compose.h"
#include "households/keeping.h"

// Households out of another program's file.
namespace mobio::command {

namespace {

namespace fs = std::filesystem;
using households::Finding;

struct Asked {
    fs::path config, file;
    std::string county;
    bool check = false;
};

std::string content(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream all;
    if (!stream || fs::is_directory(file) || !(all << stream.rdbuf()))
        throw std::runtime_error("cannot read " + file.string());
    return all.str();
}

// The same key in many places is named once.
std::string without_places(const std::string& pointer) {
    std::string pattern;
    for (std::size_t from = 1; from <= pointer.size();) {
        const auto end = std::min(pointer.find('/', from), pointer.size());
        const auto step = pointer.substr(from, end - from);
        pattern += step.find_first_not_of("0123456789") == step.npos ? "/*" : "/" + step;
        from = end + 1;
    }
    return pattern;
}

void tell_left_out(const std::vector<Finding>& all) {
    if (all.empty()) return;
    std::map<std::pair<std::string, std::string>, std::vector<const Finding*>> alike;
    for (const auto& one : all) alike[{without_places(one.at), one.what}].push_back(&one);
    fmt::print("Left out:\n");
    for (const auto& [key, places] : alike) {
        fmt::print("  {}: {}", places.front()->at, key.second);
        places.size() == 1 ? fmt::print("\n")
                           : fmt::print(" (and {} more like it)\n", places.size() - 1);
    }
}

int tell_wrong(const fs::path& file, const std::vector<Finding>& all) {
    fmt::print(stderr, "mobio: {}: nothing was imported\n", file.string());
    for (const auto& one : all)
        fmt::print(stderr, "  {}: {}\n", one.at.empty() ? "/" : one.at, one.what);
    return 1;
}

void tell(const households::Kept& kept) {
    std::size_t households = 0, persons = 0, talks = 0;
    for (const auto& one : kept.households) {
        if (one.there_before) {
            fmt::print("{}: is there already, nothing of it was changed\n", one.id);
            continue;
        }
        ++households;
        persons += one.persons.size();
        talks += one.talks;
    }
    for (const auto& one : kept.new_teams) fmt::print("New team: {}\n", one);
    for (const auto& one : kept.new_staff)
        fmt::print("New staff, closed until `mobio staff open` gives a password: {}\n", one);
    fmt::print("Imported: {} households, {} persons, {} consultations\n", households, persons,
               talks);
}

int import(const Asked& asked) {
    const auto file = content(asked.file);
    const auto config = config::read(asked.config);
    const Stock stock(find_share());
    App app(county_of(config, asked.county), stock, config.demo);
    furnish(app, stock);
    const auto reading = households::read(file, households::ground_of(app));
    tell_left_out(reading.left_out);
    if (!reading.wrong.empty()) return tell_wrong(asked.file, reading.wrong);
    if (asked.check)
        fmt::print("Right: {} households\n", reading.households.size());
    else
        tell(households::keep(app, reading.households));
    return 0;
}

}  // namespace

void add_import(CLI::App& program, Chosen& chosen) {
    auto asked = std::make_shared<Asked>();
    auto* command = program.add_subcommand(
        "import", "Take over households from another program (docs/import.md)");
    command->add_option("file", asked->file, "JSON file of households")->required();
    command->add_flag("--check", asked->check, "only say what is wrong or would be left out");
    add_config_option(*command, asked->config);
    add_county_option(*command, asked->county);
    command->callback([&chosen, asked] { chosen = [asked] { return import(*asked); }; });
}

}  // namespace mobio::command
