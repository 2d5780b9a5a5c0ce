// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "account/who.h"
#include "platform/app.h"
#include "platform/sql/database.h"

// Two records of one person become one. Nothing is lost, and it can be undone.
namespace mobio::casework {

struct Merge;

// The joined record goes into the kept one and leads to it from then on: answers stand side by
// side, and assignments, access, cards and releases go along. Its own revisions stay under its own
// key, until an erasure of the kept record takes both.
struct Merging {
    Id<Person> kept, joined;
    Author by;
};
// Does not ask who may: its callers do. Throws Failure{404} where a record is missing or erased,
// Failure{409} where one leads to another already, or both are the same.
Id<Merge> merge(sql::Transaction& tx, App& app, const Merging& merging, Time now);
// Both as they were; what was changed since stays with the record that was kept, but what was added
// to something that goes back goes along (a signature to its agreement). Throws Failure{404} where
// there is no such merge that stands, Failure{409} where the kept record leads to another one by
// now (that merge is undone first).
void undo(sql::Transaction& tx, App& app, Id<Merge> merge, const Author& by, Time now);

// For staff: only of two records that they work with, else Failure{404}.
Id<Merge> merge(sql::Transaction& tx, App& app, const Caseworker& who, Id<Person> kept,
                Id<Person> joined, Time now);
void undo(sql::Transaction& tx, App& app, const Caseworker& who, Id<Merge> merge, Time now);

// The newest merge that stands at this record.
std::optional<Id<Merge>> last_merge(sql::Connection& db, Id<Person> kept);

}  // namespace mobio::casework
