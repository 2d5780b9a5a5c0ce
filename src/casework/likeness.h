// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <set>
#include <string>
#include <vector>

#include "biography/biography.h"

// Whether two records may be of one person: pure functions. They only propose; a person decides.
namespace mobio::casework {

enum class Reason : std::uint8_t {
    NativeName,  // the same whole name in its own script
    Spelling,    // a whole name spelt alike
    Sound,       // a whole name that sounds alike
    Father,      // father's name
    Nationality,
    Birth,  // the ranges of the birth dates overlap
    EntryMonth,
    Phone
};
std::string_view code(Reason reason);
std::optional<Reason> parse_reason(std::string_view code);

// A day, month or year of birth: from, to.
struct Span {
    Date first, last;
    bool new_year = false;  // 1 January: given to thousands whose day nobody knew
};

// What is compared of one record.
struct Facts {
    std::vector<std::string> native, latin;  // whole names
    std::vector<std::string> fathers;
    std::set<std::string> nationalities, phones;
    std::vector<Span> births;  // official and others
    std::optional<std::chrono::year_month> entered;
};
Facts facts_of(const biography::Biography& biography);

// The keys by which records are found that are worth comparing: how a whole name sounds together
// with a year of birth, a father or a month of entry; and phones. Never a birth date alone.
std::set<std::string> duplicate_keys(const Facts& facts);

struct Likeness {
    int score = 0;  // 0…100
    std::vector<Reason> reasons;
};
// Without a name that is alike there is no likeness; what contradicts takes away.
Likeness compare(const Facts& a, const Facts& b);

// From this score on a pair is shown to somebody who decides.
inline constexpr int worth_asking = 50;

}  // namespace mobio::casework
