// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "county/places.h"
#include "figures/report.h"
#include "figures/table.h"
#include "platform/app.h"
#include "platform/sql/database.h"

// All SQL of the tables reports and frozen_reports.
namespace mobio::figures {

// --- Reports -------------------------------------------------------------------------------------

struct Report;
// Whose figures: of the whole county, or of one team.
using Scope = std::optional<Id<county::Team>>;

struct Report {
    Id<Report> id;
    Scope team;
    std::string title;
    Definition definition;
    std::int64_t revision = 0;
};
// Those of a scope, by title.
std::vector<Report> reports_of(sql::Connection& db, const Scope& scope);
std::optional<Report> find(sql::Connection& db, const Scope& scope, Id<Report> id);
// As it is to be from now on: new (revision 0), or the next revision. Throws Failure{404} where it
// is none of that scope, Failure{409} where another revision stands by now.
void put(sql::Transaction& tx, const Report& report, Id<Staff> by, Time now);
// Throws Failure{404}.
void remove(sql::Transaction& tx, const Scope& scope, Id<Report> id, Id<Staff> by, Time now);

// --- Years that are over -------------------------------------------------------------------------

struct Frozen {
    std::string report;  // code of a ready one, or an id
    std::string title;   // of one that the county defined itself
    Definition definition;
    Table table;
};
std::vector<int> frozen_years(sql::Connection& db, const Scope& scope);  // newest first
std::vector<Frozen> frozen(sql::Connection& db, const Scope& scope, int year);
std::optional<Frozen> frozen(sql::Connection& db, const Scope& scope, int year,
                             std::string_view report);
bool is_frozen(sql::Connection& db, int year);
// What is frozen already stays as it is.
void freeze(sql::Transaction& tx, const Scope& scope, int year, const Frozen& one, Time now);

}  // namespace mobio::figures
