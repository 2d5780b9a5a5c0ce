// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "platform/app.h"
#include "platform/sql/database.h"

// The figures of a year stay when its persons are gone.
namespace mobio::figures {

// Counts last year's reports of the county and of each team and keeps them as they are then, from
// the middle of January on, when what was done in December has been written down. Nothing where
// that was done, or it is earlier.
void freeze_last_year(App& app);

// Whether the record of a person may be deleted because its time is over: not while last year is
// not frozen. (Whoever asks to be erased is erased at once, and not counted from then on.)
bool may_run_out(sql::Connection& db, Date today);

}  // namespace mobio::figures
