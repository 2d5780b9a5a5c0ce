// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

#include "casework/cases.h"
#include "demo/life.h"
#include "demo/places.h"

namespace mobio::demo {

// With whom an invented person lives, and what a new home should offer.
void tell_household(Dice& dice, Telling& telling, Date today);

// Where they live, and for some where they are to move. Two in five stand in the municipality whose
// officer can sign in.
casework::Case invented_case(Dice& dice, const Places& places, Id<Person> person,
                             Id<county::Team> team, Date today);
// In the accommodation of that name since half a year.
casework::Case case_in(const Places& places, std::string_view accommodation, Id<Person> person,
                       Id<county::Team> team, Date today);

}  // namespace mobio::demo
