// SPDX-License-Identifier: EUPL-1.2
// Regular expressions (ECMAScript) for tests: <regex> takes seconds to compile, once is enough.
#pragma once

#include <string>
#include <vector>

namespace mobio::patterns {

// Each match, or what its group `group` matched.
std::vector<std::string> all(const std::string& text, const std::string& pattern,
                             std::size_t group = 0);
// The first of them; empty where there is none.
std::string first(const std::string& text, const std::string& pattern, std::size_t group = 0);
bool found(const std::string& text, const std::string& pattern);
bool whole(const std::string& text, const std::string& pattern);  // all of it matches
std::string replaced(const std::string& text, const std::string& pattern, const std::string& with);

}  // namespace mobio::patterns
