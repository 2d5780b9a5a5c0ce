// SPDX-License-Identifier: EUPL-1.2
#include "release/for_staff.h"

namespace mobio::release {

std::vector<Unseen> unseen_answers(sql::Connection& db, Id<Staff> staff, Time now) {
    return db.all(
        "SELECT r.person_id, r.kind, n.at,"
        " COALESCE((SELECT w.code FROM release_answers w WHERE w.release_id = r.id"
        "  ORDER BY w.at DESC, w.id DESC LIMIT 1), 'received')"
        " FROM (SELECT DISTINCT person_id FROM assignments WHERE staff_id = $1 AND from_at <= $2"
        "  AND (until_at IS NULL OR until_at > $2)) s"
        " JOIN releases r ON r.person_id = s.person_id"
        " JOIN release_notices n ON n.release_id = r.id AND n.kind = 'answered'"
        " WHERE n.told_at IS NULL ORDER BY n.at",
        [](sql::Row row) {
            return Unseen{row.get<Id<Person>>(0),
                          catalogue::parse_recipient(row.get<std::string>(1)).value(),
                          row.get<std::string>(3), row.get<Time>(2)};
        },
        staff, now);
}

}  // namespace mobio::release
