// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "account/who.h"
#include "demo/life.h"
#include "demo/staff.h"

namespace mobio::demo {

// A plan with a history: goals that the person's biography suggests, agreed so many days ago (at
// least 40), with steps that are done, a review, sometimes a second version and something that came
// of it. Nothing where the biography suggests no goal.
void set_goals(sql::Transaction& tx, App& app, Dice& dice, const Colleague& with, Id<Person> person,
               int days_ago);

}  // namespace mobio::demo
