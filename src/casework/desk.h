// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "account/who.h"
#include "casework/cases.h"
#include "casework/places.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

// What the pages about one person of a caseworker's share.
namespace mobio::casework {

inline std::string case_address(Id<Person> person) {
    return "/staff/persons/" + person.text() + "/case";
}

struct Desk {
    Id<Person> person;
    std::string name;
    std::optional<Case> opened;  // nothing: no case was opened yet
    Places places;

    std::string address() const { return case_address(person); }
    // Throws Failure{404} where there is none.
    const Case& one() const;
};

// Of the route's person ({id}), whom they may read, or work with; else throws Failure{404}.
Desk reading_desk(const CaseReader& who, const http::Request& request, App& app);
Desk working_desk(const Caseworker& who, const http::Request& request, App& app);

// As the lists of staff call them; empty where the key is gone.
std::string name_of(sql::Connection& db, App& app, Id<Person> person);

void log_reading(App& app, const CaseReader& who, Id<Person> person, const http::Request& request);
void log_change(sql::Transaction& tx, const StaffMember& who, Id<Person> person, const char* action,
                std::string detail, Time now);

// What was seen when the form was opened; 0 where it says none.
std::int64_t seen_revision(const http::Request& request);
// The answer of the same form that came before, whatever became of what it changed.
std::optional<http::Response> sent_before(const http::Request& request, App& app);

}  // namespace mobio::casework
