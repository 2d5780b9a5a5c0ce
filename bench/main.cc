// SPDX-License-Identifier: EUPL-1.2
#include <fmt/core.h>

#include "bench.h"
#include "platform/log.h"

int main(int argc, char** argv) try {
    using namespace mobio::bench;
    CLI::App program("What bench/run measures inside the program; see bench/README.md.");
    program.require_subcommand(1);
    Chosen chosen;
    for (const auto add : {add_fill, add_visitors, add_accounts, add_saving, add_names, add_papers,
                           add_cases, add_figures})
        add(program, chosen);
    CLI11_PARSE(program, argc, argv);
    mobio::log::start("error");
    fmt::print("{}\n", chosen().dump());
    return 0;
} catch (const std::exception& error) {
    fmt::print(stderr, "mobio_bench: {}\n", error.what());
    return 1;
}
