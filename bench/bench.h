// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "account/who.h"
#include "command/compose.h"
#include "platform/app.h"

// The part of the report that runs inside the program: each command prints one line of JSON.
namespace mobio::bench {

using Steady = std::chrono::steady_clock;

// The county that a configuration names first, opened as the program opens it.
class County {
public:
    explicit County(const std::filesystem::path& config);
    App& app() { return *app_; }

private:
    std::unique_ptr<Stock> stock_;
    std::unique_ptr<App> app_;
};

// At most `most` persons, evenly spread over the county, each with an account of their own. It is
// made where there is none, with `kept` as its hashed secret.
std::vector<Acting> persons_with_accounts(App& app, std::size_t most, const std::string& kept);

double seconds_since(Steady::time_point began);

// Each adds one command; the chosen one's work is left in `chosen` and returns what to print.
using Chosen = std::function<nlohmann::json()>;
void add_fill(CLI::App& program, Chosen& chosen);
void add_visitors(CLI::App& program, Chosen& chosen);
void add_accounts(CLI::App& program, Chosen& chosen);
void add_saving(CLI::App& program, Chosen& chosen);
void add_names(CLI::App& program, Chosen& chosen);
void add_papers(CLI::App& program, Chosen& chosen);
void add_cases(CLI::App& program, Chosen& chosen);
void add_figures(CLI::App& program, Chosen& chosen);

}  // namespace mobio::bench
