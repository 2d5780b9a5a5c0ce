// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "account/who.h"
#include "platform/app.h"
#include "platform/sql/database.h"

// A team lead opens a case to read it: for a reason that the person reads, and for an hour. Rows of
// case_openings. Whether the case is one of their team is the caller's to ask.
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

// Whether they may read the person's case now: it is assigned to them, or a lead has it open.
bool may_read(sql::Connection& db, const CaseReader& who, Id<Person> person, Time now);
// Until when a lead has it open.
std::optional<Time> open_until(sql::Connection& db, const CaseReader& who, Id<Person> person,
                               Time now);

}  // namespace mobio::account
