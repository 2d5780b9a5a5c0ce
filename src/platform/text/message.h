// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

namespace mobio::text {

// A sentence to be said later, in the reader's language: English msgid (marked with `mark` so that
// it is extracted), a context where it is ambiguous, and arguments for {1}, {2} …
struct Message {
    const char* id;
    std::vector<std::string> arguments = {};
    const char* context = nullptr;
};

// Marks a literal for extraction without translating it here.
constexpr const char* mark(const char* id) { return id; }

}  // namespace mobio::text
