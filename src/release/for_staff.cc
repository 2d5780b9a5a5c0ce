// SPDX-License-Identifier: EUPL-1.2
#include "release/for_staff.h"

#include "account/assignments.h"

namespace mobio::release {

std::vector<Unseen> unseen_answers(sql::Connection& db, Id<Staff> staff, Time now) {
    return db.all(
        "SELECT r.person_id, r.kind, n.at,"
        " COALESCE((SELECT w.code FROM release_answers w WHERE w.release_id = r.id"
        "  ORDER BY w.at DESC, w.id DESC LIMIT 1), 'received')"
        " FROM releases r JOIN release_notices n ON n.release_id = r.id AND n.kind = 'answered'"
        " WHERE n.told_at IS NULL AND r.person_id IN " +
            std::string(account::their_persons) + " ORDER BY n.at, r.id",
        [](sql::Row row) {
            return Unseen{row.get<Id<Person>>(0),
                          catalogue::parse_recipient(row.get<std::string>(1)).value(),
                          row.get<std::string>(3), row.get<Time>(2)};
        },
        staff, now);
}

}  // namespace mobio::release
