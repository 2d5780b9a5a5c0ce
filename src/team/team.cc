// SPDX-License-Identifier: EUPL-1.2
#include "team/team.h"

#include <algorithm>

#include "account/store.h"
#include "casework/desk.h"
#include "team/pages.h"

namespace mobio::team {

using text::mark;

namespace {

std::optional<Id<Staff>> in_charge(sql::Connection& db, App& app, Id<Person> person) {
    const auto helpers = account::assigned_to(db, person, app.clock.now());
    if (helpers.empty() || helpers.front().part != account::Part::Main) return std::nullopt;
    return helpers.front().staff;
}

bool among(const std::vector<Colleague>& colleagues, const std::optional<Id<Staff>>& id) {
    return id && std::ranges::find(colleagues, *id, &Colleague::id) != colleagues.end();
}

}  // namespace

std::vector<Colleague> caseworkers_of(sql::Connection& db, App& app, Id<county::Team> team) {
    std::vector<Colleague> all;
    for (const auto id : county::members(db, team)) {
        const auto row = account::find_staff(db, app, id);
        if (row && (row->role == "counsellor" || row->role == "manager"))
            all.push_back({id, row->name});
    }
    const auto& german = app.tongue(text::Language::De);
    std::ranges::sort(all, [&](const Colleague& a, const Colleague& b) {
        return german.sorts_before(a.name, b.name);
    });
    return all;
}

std::optional<Id<county::Team>> team_of(sql::Connection& db, Id<Staff> staff) {
    return county::post_of(db, staff).team;
}

std::vector<TeamCase> cases_of(sql::Connection& db, App& app, Id<county::Team> team) {
    const auto persons = db.all(
        "SELECT c.person_id FROM cases c JOIN persons p ON p.id = c.person_id"
        " WHERE c.team_id = $1 AND c.closed_at IS NULL AND p.erased_at IS NULL",
        [](sql::Row row) { return row.get<Id<Person>>(0); }, team);
    std::vector<TeamCase> all;
    for (const auto person : persons)
        if (auto one = casework::case_of(db, app, person))
            all.push_back(
                {std::move(*one), casework::name_of(db, app, person), in_charge(db, app, person)});
    const auto& german = app.tongue(text::Language::De);
    std::ranges::sort(all, [&](const TeamCase& a, const TeamCase& b) {
        return german.sorts_before(a.name, b.name);
    });
    return all;
}

TeamCase case_of(sql::Connection& db, App& app, const Lead& lead, Id<Person> person) {
    const auto theirs = db.first(
        "SELECT 1 FROM cases c JOIN persons p ON p.id = c.person_id JOIN staff s"
        " ON s.team_id = c.team_id WHERE s.id = $1 AND c.person_id = $2 AND c.closed_at IS NULL"
        " AND p.erased_at IS NULL",
        [](sql::Row) { return true; }, lead.id, person);
    auto one = theirs ? casework::case_of(db, app, person) : std::nullopt;
    if (!one) http::not_found();
    return {std::move(*one), casework::name_of(db, app, person), in_charge(db, app, person)};
}

Problems check(const TypedCover& typed, const std::vector<Colleague>& colleagues, Date today) {
    using std::chrono::sys_days;
    Problems problems;
    if (!among(colleagues, typed.absent)) problems.add("absent", {mark("Choose who is away.")});
    if (!among(colleagues, typed.cover))
        problems.add("cover", {mark("Choose who stands in.")});
    else if (typed.cover == typed.absent)
        problems.add("cover", {mark("Nobody stands in for themselves.")});
    if (!typed.from)
        problems.add("from", {mark("Write the day, such as 28.11.2026.")});
    else if (*typed.from < today)
        problems.add("from", {mark("This day is over.")});
    if (!typed.until)
        problems.add("until", {mark("Write the day, such as 28.11.2026.")});
    else if (typed.from && *typed.until < *typed.from)
        problems.add("until", {mark("This is before the first day.")});
    else if (typed.from && sys_days{*typed.until} - sys_days{*typed.from} > longest_cover)
        problems.add("until", {mark("That is too long. One year is the most.")});
    return problems;
}

void add_pages(http::Router& router) {
    add_lead_pages(router);
    add_cover_pages(router);
}

}  // namespace mobio::team
