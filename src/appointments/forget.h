// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "platform/app.h"
#include "platform/sql/database.h"

namespace mobio::appointments {

// Erasure: no appointment, task, wish and secret address of the person is left.
void forget(sql::Transaction& tx, Id<Person> person);

}  // namespace mobio::appointments
