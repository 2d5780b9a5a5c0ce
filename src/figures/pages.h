// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "account/who.h"
#include "figures/answer.h"
#include "figures/store.h"
#include "platform/http/router.h"
#include "platform/jobs/jobs.h"
#include "platform/view/components.h"
#include "platform/view/page.h"

// What the pages of this capability share.
namespace mobio::figures {

// The editor reads and writes the county's reports, a lead those of their team; what a lead reads
// is counted of that team alone. Nobody sees a person.
struct Analyst : StaffMember {
    static constexpr std::string_view gate = "figures";
    static constexpr std::array may{Role::Editor, Role::Lead};
};
// Nothing: a lead who has no team.
std::optional<Scope> scope_of(sql::Connection& db, const Analyst& who);

// A report by what addresses call it: the code of a ready one, or the id of a stored one that the
// scope may read. Throws Failure{404}.
struct Chosen {
    std::string key, title;
    Definition definition;
    Scope scope;                   // of whose persons it is counted
    std::optional<Report> stored;  // one that may be changed here
};
Chosen chosen(sql::Connection& db, const Analyst& who, std::string_view key, const text::Tongue& t);
std::string address(std::string_view key);

// The day to count back from: of the address, today where it is none, or still to come.
Date reference_day(const http::Request& request, const App& app);
// The part of an address that says so; empty for today.
std::string asking_for(Date reference, const App& app);

// Table, what hidden cells mean, and the chart.
html::Html result(const Sheet& sheet, const text::Tongue& t);

void add_pages(http::Router& router);
void add_list_pages(http::Router& router);
void add_report_pages(http::Router& router);
void add_editing_pages(http::Router& router);
void add_year_pages(http::Router& router);

// Gathers facts that are stale; once a day those of everybody, and freezes last year.
void add_jobs(jobs::Register& jobs);

}  // namespace mobio::figures
