// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace mobio::convert {

// A program that reads its input and writes its output, and has nothing else of ours: no
// environment, no open files.
struct Run {
    std::filesystem::path program;
    std::vector<std::string> arguments;
    std::chrono::milliseconds time;      // then it is killed
    std::function<std::string()> input;  // the next piece, "" at the end
    std::function<void(std::string_view)> output;
};

enum class End : std::uint8_t {
    Fine,    // ended by itself with 0
    Failed,  // with another number, or killed by a limit of its own
    TooLate
};
// Throws std::runtime_error where it cannot be started; what `input` and `output` throw ends it and
// comes out.
End run(const Run& run);

}  // namespace mobio::convert
