// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "biography/biography.h"

namespace mobio::demo {

// Numbers that are the same for a seed on every machine (SplitMix64; the distributions of the
// standard library differ between libraries).
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t roll();
    int from_to(int least, int most);  // both may come
    bool one_in(int n) { return from_to(1, n) == 1; }
    template <class List>
    const auto& one_of(const List& list) {
        return list[static_cast<std::size_t>(from_to(0, static_cast<int>(std::size(list)) - 1))];
    }

private:
    std::uint64_t state_;
};

// A life told by one author, ready for biography::save.
class Telling {
public:
    Telling(biography::By by, std::string author, biography::Provenance provenance, Time at)
        : by_(by), author_(std::move(author)), provenance_(provenance), at_(at) {}
    // A repeated field gets a new entry with each.
    Telling& say(std::string field, nlohmann::json value);
    // In their own words, with the German of one part beside it.
    Telling& say_in(std::string lang, std::string field, nlohmann::json value, std::string part,
                    std::string german);
    // The same where the part's words were chosen from the list of occupations.
    Telling& choose_in(std::string lang, std::string field, nlohmann::json value, std::string part,
                       std::string german);
    std::vector<biography::Change> changes;

private:
    biography::Change& add(std::string field, nlohmann::json value);
    biography::By by_;
    std::string author_;
    biography::Provenance provenance_;
    Time at_;
};

Date days_from(Date day, int days);
int days_between(Date from, Date to);
nlohmann::json date(std::string edtf);  // a partial date: "2016", "2016-03", "2016-03-14"

struct Life {
    std::string calling_name;
    text::Language language;
    std::vector<biography::Change> changes;
};
// An invented life, told to a member of staff at that time.
Life invent(Dice& dice, const std::string& staff, Time told_at, Date today);

}  // namespace mobio::demo
