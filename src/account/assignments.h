// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "account/who.h"
#include "platform/clock.h"
#include "platform/sql/database.h"

// Who of the staff works with whom: rows of assignments and covers. Whether somebody is assigned is
// asked at each request (is_assigned in store.h), so that a right that ends has ended on every page
// that stands open.
namespace mobio::account {

// SQL: ids of the persons with whom the member of staff $1 works at the moment $2, for what stands
// behind IN. It leads from the few persons of one to their rows, however many others there are.
inline constexpr std::string_view their_persons =
    "(SELECT person_id FROM assignments WHERE staff_id = $1 AND from_at <= $2"
    " AND (until_at IS NULL OR until_at > $2))";

enum class Part : std::uint8_t { Main, Cover };
struct Assigned {
    Id<Staff> staff;
    Part part = Part::Main;
    std::optional<Time> until;
};
// Who works with a person now: who is in charge, then covers.
std::vector<Assigned> assigned_to(sql::Connection& db, Id<Person> person, Time now);

// In charge from now on; whoever was before is so until that moment, their covers too. Covers of
// the new one stand in for this person as well.
void assign(sql::Transaction& tx, Id<Person> person, Id<Staff> staff, Time now, Time others_until);
// Nobody works with the person any more, nor reads their case.
void end_assignments(sql::Transaction& tx, Id<Person> person, Time now);

// Covers ------------------------------------------------------------------------------------------

struct Cover {
    Id<Cover> id;
    Id<Staff> absent, cover;
    Time from, until;
    Id<Staff> made_by;
};
// For all persons that the absent one is in charge of then. Both of the staff, and not the same.
void add_cover(sql::Transaction& tx, const Cover& cover, Time now);
// Ends it; one that has not begun is gone. Throws Failure{404} where there is none that runs or is
// to come.
void end_cover(sql::Transaction& tx, Id<Cover> id, Time now);
std::optional<Cover> find_cover(sql::Connection& db, Id<Cover> id);
// Running, or to come: in which they are away, or stand in.
std::vector<Cover> covers_of(sql::Connection& db, Id<Staff> staff, Time now);

}  // namespace mobio::account
