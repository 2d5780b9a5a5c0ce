// SPDX-License-Identifier: EUPL-1.2
#include "appointments/forget.h"

namespace mobio::appointments {

void forget(sql::Transaction& tx, Id<Person> person) {
    tx.exec("DELETE FROM appointments WHERE person_id = $1", person);
    tx.exec("DELETE FROM tasks WHERE person_id = $1", person);
    tx.exec("DELETE FROM reminder_wishes WHERE person_id = $1", person);
    tx.exec("DELETE FROM calendar_feeds WHERE person_id = $1", person);
}

}  // namespace mobio::appointments
