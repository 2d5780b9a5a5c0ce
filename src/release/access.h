// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "account/who.h"
#include "platform/access_log/access_log.h"
#include "platform/http/response.h"
#include "platform/sql/database.h"

// What the stores of releases share: the question for access, and the line in the log.
namespace mobio::release {

// The caller's account may act on the record now: $1 person, $2 account, $3 now.
inline constexpr auto has_access =
    " EXISTS (SELECT 1 FROM account_access a WHERE a.person_id = $1 AND a.account_id = $2"
    " AND (a.until_at IS NULL OR a.until_at > $3))";

// Throws Failure{404} where it may not: the check of a write.
inline void demand_access(sql::Connection& db, const Acting& who, Time now) {
    const auto found = db.first(
        std::string("SELECT 1 WHERE") + has_access, [](sql::Row row) { return row.get<int>(0); },
        who.person, who.account, now);
    if (!found) http::not_found();
}

inline access_log::Entry log_entry(const Acting& who, const char* action, Id<Release> release,
                                   std::string detail) {
    return {who.person.bytes, access_log::Who::Person, who.account.bytes,
            action,           release.bytes,           std::move(detail)};
}

}  // namespace mobio::release
