// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <vector>

#include "account/who.h"
#include "platform/app.h"
#include "platform/sql/database.h"

// What account holds of a record that is joined to another one of the same person.
namespace mobio::account {

// Parts of a record (App::record_parts). Accounts keep their sessions; who has access to both
// records already keeps both rows.
std::vector<IdBytes> move_access(sql::Transaction& tx, App& app, const MovingRecord& moving);
std::vector<IdBytes> move_assignments(sql::Transaction& tx, App& app, const MovingRecord& moving);
std::vector<IdBytes> move_code_cards(sql::Transaction& tx, App& app, const MovingRecord& moving);

// The record leads to another one from now on; nothing: it stands for itself again.
void set_merged_into(sql::Transaction& tx, Id<Person> record, std::optional<Id<Person>> other);
// The record that this one leads to, or itself. Nothing where there is none, or it was erased.
std::optional<Id<Person>> leads_to(sql::Connection& db, Id<Person> record);
// The record and all that lead to it: what an erasure, an export or a history has to cover.
std::vector<Id<Person>> with_merged(sql::Connection& db, Id<Person> record);

}  // namespace mobio::account
