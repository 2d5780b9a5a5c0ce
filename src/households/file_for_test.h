// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "households/keeping.h"
#include "world.h"

// The invented households of tests/households.json, which also says what is expected of each.
namespace mobio::households::test {

namespace fs = std::filesystem;

// The folder of the sources, above the one of this program.
inline fs::path households_file() {
    auto folder = fs::read_symlink("/proc/self/exe").parent_path();
    while (!fs::exists(folder / "tests" / "households.json")) {
        REQUIRE(folder.has_relative_path());
        folder = folder.parent_path();
    }
    return folder / "tests" / "households.json";
}

inline std::string whole_file() {
    std::ifstream stream(households_file());
    std::ostringstream all;
    all << stream.rdbuf();
    return all.str();
}

// Reads and keeps a file that is right.
inline Kept import(App& app, const std::string& file) {
    const auto reading = read(file, ground_of(app));
    for (const auto& one : reading.wrong) FAIL_CHECK(one.at << ": " << one.what);
    REQUIRE(reading.wrong.empty());
    return keep(app, reading.households);
}

}  // namespace mobio::households::test
