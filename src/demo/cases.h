// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "demo/life.h"
#include "demo/places.h"
#include "platform/app.h"

namespace mobio::demo {

// The case of one of a caseworker's persons, where they work: accommodation, counselling time, now
// and then a planned move. Consent: that the person agreed is kept too.
enum class Consent : std::uint8_t { Kept, None };
void open_case(App& app, Dice& dice, const Places& places, Id<Staff> caseworker, Id<Person> person,
               Consent consent);

}  // namespace mobio::demo
