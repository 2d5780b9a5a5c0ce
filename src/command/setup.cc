// SPDX-License-Identifier: EUPL-1.2
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>

#include "command/command.h"
#include "command/compose.h"
#include "platform/vault/master_key.h"
#include "platform/vault/passphrase.h"

// What an operator runs once, and what tells about the program itself.
namespace mobio::command {

namespace {

int migrate(const std::filesystem::path& file) {
    const auto config = config::read(file);
    const Share share(find_share());
    for (const auto& county : config.counties) {
        App app(county, share, config.demo);
        fmt::print("{}: schema {}\n", county.key, sql::schema_version(*app.db));
    }
    return 0;
}

std::string_view name_of(http::Method method) {
    return method == http::Method::Post ? "POST" : "GET";
}

void print_table(const std::vector<http::Route>& routes) {
    std::size_t width = 0;
    for (const auto& route : routes) width = std::max(width, route.pattern.size());
    for (const auto& route : routes)
        fmt::print("{:<5} {:<{}}  {}\n", name_of(route.method), route.pattern, width, route.who);
}

void print_json(const std::vector<http::Route>& routes) {
    auto list = nlohmann::json::array();
    for (const auto& route : routes)
        list.push_back(
            {{"method", name_of(route.method)}, {"pattern", route.pattern}, {"who", route.who}});
    fmt::print("{}\n", list.dump());
}

int show_routes(bool json, bool demo) {
    http::Router router;
    add_all_pages(router, demo);
    auto routes = router.routes();
    std::ranges::sort(routes, {}, [](const http::Route& route) {
        return std::pair(route.pattern, name_of(route.method));
    });
    json ? print_json(routes) : print_table(routes);
    return 0;
}

void add_migrate(CLI::App& program, Chosen& chosen) {
    auto file = std::make_shared<std::filesystem::path>();
    auto* command = program.add_subcommand("migrate", "Bring the databases up to this version");
    add_config_option(*command, *file);
    command->callback([&chosen, file] { chosen = [file] { return migrate(*file); }; });
}

std::string new_passphrase() {
    const auto passphrase = vault::ask_passphrase("New passphrase");
    if (passphrase.size() < 12)
        throw std::runtime_error("the passphrase is too short; allowed: 12 characters or more");
    // Typed without seeing it; a program does not slip.
    const bool typed = !std::getenv("MOBIO_PASSPHRASE_FD");
    if (typed && vault::ask_passphrase("The same once more") != passphrase)
        throw std::runtime_error("the two passphrases are not the same");
    return passphrase;
}

void add_master_key(CLI::App& program, Chosen& chosen) {
    struct Asked {
        std::filesystem::path file;
        bool passphrase = false;
    };
    auto asked = std::make_shared<Asked>();
    auto* command = program.add_subcommand("master-key", "Make a master key in a new file");
    command->add_option("file", asked->file, "the file; never overwritten")->required();
    command->add_flag("--passphrase", asked->passphrase,
                      "seal it with a passphrase, which every start asks for");
    command->callback([&chosen, asked] {
        chosen = [asked] {
            if (asked->passphrase)
                vault::make_master_key(asked->file, new_passphrase());
            else
                vault::make_master_key(asked->file);
            return 0;
        };
    });
}

void add_routes(CLI::App& program, Chosen& chosen) {
    struct Asked {
        bool json = false, demo = false;
    };
    auto asked = std::make_shared<Asked>();
    auto* command = program.add_subcommand("routes", "List every page and who may open it");
    command->add_flag("--json", asked->json, "as one JSON array");
    command->add_flag("--demo", asked->demo, "with the pages of the demo");
    command->callback(
        [&chosen, asked] { chosen = [asked] { return show_routes(asked->json, asked->demo); }; });
}

}  // namespace

void add_setup(CLI::App& program, Chosen& chosen) {
    add_migrate(program, chosen);
    add_master_key(program, chosen);
    add_routes(program, chosen);
    program.add_subcommand("version", "Say which version this is")->callback([&chosen] {
        chosen = [] {
            fmt::print("mobio {}\n", version);
            return 0;
        };
    });
}

}  // namespace mobio::command
