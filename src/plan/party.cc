// SPDX-License-Identifier: EUPL-1.2
#include "plan/party.h"

#include "account/store.h"
#include "platform/http/response.h"

namespace mobio::plan {

Party Party::of(sql::Connection& db, const App& app, const Caseworker& who, Id<Person> person) {
    if (!account::is_assigned(db, who.id, person, app.clock.now())) http::not_found();
    return {person, std::nullopt, who.id};
}

Party Party::of(sql::Connection& db, const App& app, const Acting& who) {
    const auto self = db.first(
        "SELECT 1 FROM account_access WHERE account_id = $1 AND person_id = $2"
        " AND relation = 'self' AND from_at <= $3 AND (until_at IS NULL OR until_at > $3)",
        [](sql::Row) { return true; }, who.account, who.person, app.clock.now());
    if (!self) http::not_found();
    return {who.person, who.account, std::nullopt};
}

access_log::Entry Party::entry(std::string_view action, const IdBytes& object,
                               std::string_view detail) const {
    access_log::Entry entry;
    entry.person = person_.bytes;
    entry.who = account_ ? access_log::Who::Person : access_log::Who::Staff;
    entry.actor = account_ ? account_->bytes : staff_->bytes;
    entry.action = action;
    entry.object = object;
    entry.detail = detail;
    return entry;
}

void Party::changed(sql::Transaction& tx, App& app, std::string_view action, const IdBytes& object,
                    Time now) const {
    access_log::write(tx, entry(action, object), now);
    app.fields_changed(tx, app, person_, {"plans"}, now);
}

}  // namespace mobio::plan
