// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/app.h"
#include "platform/sql/database.h"

namespace mobio::casework {

// Whether the dates of birth that are told of somebody agree (biography/births.h).
enum class Births : std::uint8_t { Agree, OtherDay, OtherAge };

// A person as a caseworker's list shows them.
struct CasePerson {
    Id<Person> person;
    std::string name;
    Time since;
    bool has_account;
    Births births = Births::Agree;
};
// The persons assigned to a caseworker now, newest first.
std::vector<CasePerson> persons_of(sql::Connection& db, App& app, Id<Staff> staff,
                                   std::optional<Id<Person>> after, int most);

// One of them, by the name that was found; nothing where they are not (or no longer) assigned.
std::optional<CasePerson> person_of(sql::Connection& db, App& app, Id<Staff> staff,
                                    Id<Person> person, std::string_view name);

}  // namespace mobio::casework
