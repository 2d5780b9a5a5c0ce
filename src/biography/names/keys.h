// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <compare>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// How names are compared: pure functions, no database.
namespace mobio::biography::names {

// A word of a name, folded: case, marks and look-alike letters make no difference. Where German
// writes an umlaut in two letters, both forms are there ("muller", "mueller").
struct Word {
    std::vector<std::string> forms;
    std::vector<std::string> sounds;
};
// Cut at spaces, commas, hyphens and the "<" of a passport's line; an apostrophe is no cut.
std::vector<Word> words_of(std::string_view name);

// How well a sought word fits. Ordered: the better, the more.
enum class Fit : std::uint8_t { None, Sound, Prefix, Exact };

// What is kept of a spelling, for each kind of Fit.
struct Keys {
    std::set<std::string> exact, prefixes, sounds;
    void add(const Keys& more);
};
Keys keys_of(std::string_view spelling);

// Rules changed? Raise it, and the background job makes all keys anew.
inline constexpr std::int64_t rules_version = 1;

// The prefixes kept of a word, in letters. A longer one is found by the longest of these and held
// against the word itself.
inline constexpr std::size_t shortest_prefix = 3, longest_prefix = 10;
// The first letters of a folded word; nothing where it has fewer.
std::string first_letters(std::string_view folded, std::size_t letters);

// What somebody looks for: its words, and the keys that each of them may be found by.
struct Sought {
    struct Term {
        Word word;
        Keys keys;
    };
    std::vector<Term> terms;
};
// At most six words count.
Sought sought(std::string_view typed);

// How the words that are sought fit a person's spellings: none where one word fits nowhere.
struct Match {
    Fit worst = Fit::None;
    int sum = 0;            // of all words
    bool together = false;  // all words stand in one spelling
    std::size_t best = 0;   // which spelling fits best
    std::strong_ordering operator<=>(const Match& other) const;
    bool operator==(const Match& other) const { return *this <=> other == 0; }
};
Match match(const Sought& sought, const std::vector<std::string>& spellings);

}  // namespace mobio::biography::names
