// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <string>

#include "platform/config.h"

namespace mobio::command {

inline constexpr const char* version = "0.1.0";

// Runs the program. Exit code 0: fine; 1: failed; 2: wrong use or configuration. What is wrong goes
// to standard error as "mobio: …"; a wrong configuration as its lines.
int run(int argc, char** argv);

// Each adds its command; the chosen one's work is left in `chosen` and returns the exit code.
using Chosen = std::function<int()>;
void add_serve(CLI::App& program, Chosen& chosen);  // serve, work
void add_demo(CLI::App& program, Chosen& chosen);
void add_check(CLI::App& program, Chosen& chosen);  // check
void add_setup(CLI::App& program, Chosen& chosen);  // migrate, master-key, routes, version
void add_person(CLI::App& program, Chosen& chosen);
void add_staff(CLI::App& program, Chosen& chosen);
void add_import(CLI::App& program, Chosen& chosen);

// --config FILE, also as MOBIO_CONFIG; empty: the environment alone.
void add_config_option(CLI::App& command, std::filesystem::path& file);
// --county KEY; which one a command works on. Throws std::runtime_error where it is not there, or
// where there are several and none was named.
void add_county_option(CLI::App& command, std::string& key);
const config::County& county_of(const config::Config& config, const std::string& key);

}  // namespace mobio::command
