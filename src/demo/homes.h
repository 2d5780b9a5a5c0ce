// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "casework/cases.h"
#include "demo/life.h"
#include "demo/places.h"

namespace mobio::demo {

// With whom an invented person lives, and what a new home should offer.
void tell_household(Dice& dice, Telling& telling, Date today);

// Where the officer who can sign in works.
inline constexpr const char* officers_place = "Musterhausen";
// Open ones of that phase, in the officer's municipality or elsewhere; never none.
std::vector<county::Accommodation> homes_of(const Places& places, const std::string& phase,
                                            bool at_the_officers);
// The more places a home has, the likelier it is the one.
const county::Accommodation& one_by_places(Dice& dice,
                                           const std::vector<county::Accommodation>& homes);

// In the accommodation of that name since half a year.
casework::Case case_in(const Places& places, std::string_view accommodation, Id<Person> person,
                       Id<county::Team> team, Date today);

}  // namespace mobio::demo
