// SPDX-License-Identifier: EUPL-1.2
#include "patterns.h"

#include <map>
#include <regex>

namespace mobio::patterns {

namespace {

// Reading a pattern takes longer than most texts.
const std::regex& read(const std::string& pattern) {
    thread_local std::map<std::string, std::regex> known;
    const auto at = known.find(pattern);
    return at != known.end() ? at->second : known.emplace(pattern, pattern).first->second;
}

}  // namespace

std::vector<std::string> all(const std::string& text, const std::string& pattern,
                             std::size_t group) {
    std::vector<std::string> matches;
    for (std::sregex_iterator at(text.begin(), text.end(), read(pattern)), end; at != end; ++at)
        matches.push_back((*at)[group].str());
    return matches;
}

std::string first(const std::string& text, const std::string& pattern, std::size_t group) {
    std::smatch match;
    return std::regex_search(text, match, read(pattern)) ? match[group].str() : "";
}

bool found(const std::string& text, const std::string& pattern) {
    return std::regex_search(text, read(pattern));
}

bool whole(const std::string& text, const std::string& pattern) {
    return std::regex_match(text, read(pattern));
}

std::string replaced(const std::string& text, const std::string& pattern, const std::string& with) {
    return std::regex_replace(text, read(pattern), with);
}

}  // namespace mobio::patterns
