// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

namespace mobio::vault {

// Runs a program, found along PATH, with our standard input and standard error, and returns what it
// printed. Throws std::runtime_error where it is not there, fails, or prints more than a key.
std::string output_of(const std::vector<std::string>& command);

}  // namespace mobio::vault
