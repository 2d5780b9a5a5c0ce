// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "casework/cases.h"
#include "demo/county.h"
#include "demo/places.h"
#include "demo/staff.h"
#include "recipients/recipients.h"

// The persons of the invented county, with what three years have left of them.
namespace mobio::demo {

// A case that was opened because the person agreed, that day.
void keep_case(sql::Transaction& tx, App& app, const casework::Case& one, Id<Staff> with);

// plan.persons of them: biography, case, talks; for some a plan, a release, the next appointment.
void add_persons(App& app, const Plan& plan, const Places& places, Desks& desks,
                 const std::vector<recipients::Recipient>& directory);

}  // namespace mobio::demo
