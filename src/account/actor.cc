// SPDX-License-Identifier: EUPL-1.2
#include "account/actor.h"

#include "account/code_card.h"
#include "platform/http/response.h"

namespace mobio::account {

const char* may_act(const Actor& who) {
    if (who.staff)
        return " EXISTS (SELECT 1 FROM assignments s JOIN persons p ON p.id = s.person_id"
               " WHERE s.person_id = $1 AND s.staff_id = $2 AND p.erased_at IS NULL"
               " AND p.merged_into IS NULL AND s.from_at <= $3"
               " AND (s.until_at IS NULL OR s.until_at > $3))";
    return " EXISTS (SELECT 1 FROM account_access a WHERE a.person_id = $1 AND a.account_id = $2"
           " AND (a.until_at IS NULL OR a.until_at > $3))";
}

void demand_access(sql::Connection& db, const Actor& who, Time now) {
    const auto found = db.first(
        std::string("SELECT 1 WHERE") + may_act(who), [](sql::Row row) { return row.get<int>(0); },
        who.person, who.id(), now);
    if (!found) http::not_found();
}

text::Language language_of(sql::Connection& db, Id<Person> person) {
    const auto code = db.first(
        "SELECT c.language FROM accounts c JOIN account_access a ON a.account_id = c.id"
        " WHERE a.person_id = $1 AND a.relation = 'self' AND a.until_at IS NULL"
        " ORDER BY a.from_at DESC LIMIT 1",
        [](sql::Row row) { return row.get<std::string>(0); }, person);
    if (code) return text::parse_language(*code).value_or(text::Language::De);
    return last_language(db, person);
}

}  // namespace mobio::account
