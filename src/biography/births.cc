// SPDX-License-Identifier: EUPL-1.2
#include "biography/births.h"

namespace mobio::biography {

using nlohmann::json;

namespace {

// Of a claim about the birth, or of a card that tells another one.
json birth_of(const Claim& claim) {
    if (claim.state != State::Value) return {};
    return claim.value.is_object() && claim.value.contains("birth") ? claim.value["birth"]
                                                                    : claim.value;
}

// The days that a claim leaves open.
PartialDate open_days(const Claim& claim, const PartialDate& date) {
    if (!is_first_of_january(date) || !estimated(birth_of(claim))) return date;
    const auto year = static_cast<int>(date.first.year());
    return *make_date(text::Calendar::Gregorian, {year, 0, 0});
}

bool overlap(const PartialDate& a, const PartialDate& b) {
    return a.first <= b.last && b.first <= a.last;
}

// Everything that somebody said of the birth, but for the claim in force.
std::vector<const Claim*> others(const Biography& biography, const Claim* official) {
    std::vector<const Claim*> all;
    for (const auto& claim : biography.answer("person.birth")->claims)
        if (&claim != official) all.push_back(&claim);
    for (const auto* entry : biography.entries("person.other_births"))
        if (const auto* claim = entry->answer.claim()) all.push_back(claim);
    return all;
}

}  // namespace

std::vector<BirthConflict> birth_conflicts(const Biography& biography, Date today) {
    const auto* official = biography.claim("person.birth");
    const auto date = official ? date_of(birth_of(*official)) : std::nullopt;
    if (!date) return {};
    const auto of_age = is_adult(*date, today);
    std::vector<BirthConflict> conflicts;
    for (const auto* claim : others(biography, official)) {
        const auto other = date_of(birth_of(*claim));
        if (!other) continue;
        BirthConflict conflict{claim, false, false};
        conflict.other_day = !overlap(open_days(*official, *date), open_days(*claim, *other));
        const auto other_age = is_adult(*other, today);
        conflict.other_age = of_age && other_age && *of_age != *other_age;
        if (conflict.other_day || conflict.other_age) conflicts.push_back(conflict);
    }
    return conflicts;
}

}  // namespace mobio::biography
