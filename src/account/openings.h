// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "account/assignments.h"
#include "account/who.h"
#include "platform/app.h"
#include "platform/sql/database.h"

// Who reads a case without working on it, rows of case_openings: a team lead opens it, for a reason
// that the person reads, and for an hour; whoever handed it over reads on for a time. Whether a
// case is one of the lead's team is the caller's to ask.
namespace mobio::account {

inline constexpr auto opening_lifetime = std::chrono::minutes{60};

struct Reason {
    std::string code;   // of the list opening_reason
    std::string words;  // as the lead wrote them
};
struct Opening;  // a row, for its Id

// Writes the person's log too.
Id<Opening> open_case(sql::Transaction& tx, App& app, const Lead& lead, Id<Person> person,
                      const Reason& reason, Time now);
// Nothing where it is none of this person, or their key is gone.
std::optional<Reason> reason_of(sql::Connection& db, App& app, Id<Opening> id, Id<Person> person);

// Of somebody who worked on the case. Writes no log: what ended their work does.
void let_read(sql::Transaction& tx, App& app, Id<Person> person, Id<Staff> staff, Time now,
              Time until);

// Whether they may work on the person's case now, which is assigned to them; or read it at least.
bool may_work(sql::Connection& db, const CaseReader& who, Id<Person> person, Time now);
bool may_read(sql::Connection& db, const CaseReader& who, Id<Person> person, Time now);
// All whom the case is within reach of now: who work on it, and who read it alone (the longest one
// first).
struct Reads {
    Id<Staff> staff;
    Time until;
};
struct Helpers {
    std::vector<Assigned> working;
    std::vector<Reads> reading;
};
Helpers helpers_of(sql::Connection& db, Id<Person> person, Time now);
// Until when they have it open to read.
std::optional<Time> open_until(sql::Connection& db, const CaseReader& who, Id<Person> person,
                               Time now);

// A part of a record (App::record_parts).
std::vector<IdBytes> move_openings(sql::Transaction& tx, App& app, const MovingRecord& moving);

}  // namespace mobio::account
