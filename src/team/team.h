// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "account/assignments.h"
#include "account/who.h"
#include "casework/cases.h"
#include "county/places.h"
#include "platform/app.h"
#include "platform/http/router.h"
#include "platform/problems.h"

// A team at work: its lead assigns cases and opens one only with a reason; caseworkers and leads
// switch covers on.
namespace mobio::team {

void add_pages(http::Router& router);

// Who may be put in charge of the team's cases, or stand in for another one: its active
// caseworkers.
struct Colleague {
    Id<Staff> id;
    std::string name;
};
std::vector<Colleague> caseworkers_of(sql::Connection& db, App& app, Id<county::Team> team);
std::optional<Id<county::Team>> team_of(sql::Connection& db, Id<Staff> staff);

// Open cases of the team. Without their names: who shows one writes the person's log.
struct TeamCase {
    casework::Case one;
    std::string name;
    std::optional<Id<Staff>> in_charge;
};
std::vector<TeamCase> cases_of(sql::Connection& db, App& app, Id<county::Team> team);
// Throws Failure{404} where the person is none of the lead's team.
TeamCase case_of(sql::Connection& db, App& app, const Lead& lead, Id<Person> person);

// What a form for a cover says. Whole days of the county's calendar, the last one included.
struct TypedCover {
    std::optional<Id<Staff>> absent, cover;
    std::optional<Date> from, until;
};
inline constexpr std::chrono::days longest_cover{366};
Problems check(const TypedCover& typed, const std::vector<Colleague>& colleagues, Date today);

}  // namespace mobio::team
