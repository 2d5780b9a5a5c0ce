// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "account/who.h"
#include "consultation/consultation.h"
#include "demo/life.h"

namespace mobio::demo {

// When they meet next, within three weeks.
void arrange(sql::Transaction& tx, App& app, Dice& dice, Id<Staff> caseworker, Id<Person> person);

// With a next step, agreed on that day.
consultation::Consultation invent_talk(Dice& dice, Date day);

// Two or three talks of a caseworker with one of their persons, the last one with a next step.
void talk(App& app, Dice& dice, Id<Staff> caseworker, Id<Person> person);

}  // namespace mobio::demo
