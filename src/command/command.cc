// SPDX-License-Identifier: EUPL-1.2
#include "command/command.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <exception>

namespace mobio::command {

namespace {

constexpr int wrong_use = 2;

// CLI11 prints the help asked for; anything else is wrong use.
int answer(const CLI::App& program, const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return program.exit(error);
    const bool lacks_command = dynamic_cast<const CLI::RequiredError*>(&error) &&
                               std::string_view(error.what()) == "A subcommand is required";
    fmt::print(stderr, "mobio: {}; see `mobio --help`\n",
               lacks_command ? "a command is missing" : error.what());
    return wrong_use;
}

int run(const Chosen& chosen) {
    try {
        return chosen();
    } catch (const config::Wrong& wrong) {
        fmt::print(stderr, "{}\n", wrong.what());
        return wrong_use;
    } catch (const std::filesystem::filesystem_error& error) {
        fmt::print(stderr, "mobio: {}: {}\n", error.path1().string(), error.code().message());
        return 1;
    } catch (const std::exception& error) {
        fmt::print(stderr, "mobio: {}\n", error.what());
        return 1;
    }
}

}  // namespace

void add_config_option(CLI::App& command, std::filesystem::path& file) {
    command.add_option("--config", file, "configuration file; without it the environment alone")
        ->envname("MOBIO_CONFIG");
}

void add_county_option(CLI::App& command, std::string& key) {
    command.add_option("--county", key, "key of the county, where there are several");
}

const config::County& county_of(const config::Config& config, const std::string& key) {
    const auto& all = config.counties;
    if (key.empty() && all.size() == 1) return all.front();
    if (key.empty()) throw std::runtime_error("several counties: name one with --county");
    const auto found = std::ranges::find(all, key, &config::County::key);
    if (found == all.end()) throw std::runtime_error("no county " + key + " in the configuration");
    return *found;
}

int run(int argc, char** argv) {
    CLI::App program("MoBio: people tell their life once, and decide who may read it.", "mobio");
    program.require_subcommand(1);
    program.set_version_flag("--version", std::string("mobio ") + version);
    program.footer("Exit codes: 0 fine, 1 failed, 2 wrong use or configuration.");
    Chosen chosen;
    add_serve(program, chosen);
    add_demo(program, chosen);
    add_setup(program, chosen);
    add_check(program, chosen);
    add_person(program, chosen);
    add_staff(program, chosen);
    add_import(program, chosen);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return answer(program, error);
    }
    return run(chosen);
}

}  // namespace mobio::command
