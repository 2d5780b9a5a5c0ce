// SPDX-License-Identifier: EUPL-1.2
#include "figures/years.h"

#include "figures/answer.h"
#include "figures/ready.h"

namespace mobio::figures {

namespace {

constexpr std::chrono::day first_day{15};  // of January

bool may_freeze(Date today) {
    return today.month() != std::chrono::January || today.day() >= first_day;
}
int last_year(Date today) { return static_cast<int>(today.year()) - 1; }

// The ready ones, and what the county or the team defined of whole years.
std::vector<Frozen> to_freeze(sql::Connection& db, const Scope& scope) {
    std::vector<Frozen> all;
    for (const auto& one : ready_reports())
        all.push_back({std::string(one.code), one.title, one.definition, {}});
    for (const auto& one : reports_of(db, scope)) {
        auto definition = one.definition;
        if (definition.period == Period::LastYear) definition.period = Period::ThisYear;
        if (definition.period == Period::ThisYear)
            all.push_back({one.id.text(), one.title, definition, {}});
    }
    return all;
}

void freeze_of(App& app, const Scope& scope, int year) {
    auto reports = app.db->read([&](sql::Connection& db) { return to_freeze(db, scope); });
    const auto days = days_of(Period::ThisYear, std::chrono::year(year) / 12 / 31);
    std::vector<Question> questions;
    for (const auto& one : reports) questions.push_back({one.definition, days});
    auto tables = answer(app, questions, scope);
    app.db->write([&](sql::Transaction& tx) {
        for (std::size_t i = 0; i < reports.size(); ++i) {
            reports[i].table = tables[i];
            freeze(tx, scope, year, reports[i], app.clock.now());
        }
    });
}

}  // namespace

void freeze_last_year(App& app) {
    const auto today = app.today();
    const auto year = last_year(today);
    if (!may_freeze(today)) return;
    const auto scopes = app.db->read([&](sql::Connection& db) {
        std::vector<Scope> all;
        if (is_frozen(db, year)) return all;
        for (const auto& team : county::teams(db)) all.emplace_back(team.id);
        all.emplace_back();  // the county last: once it is there, all are
        return all;
    });
    for (const auto& scope : scopes) freeze_of(app, scope, year);
}

bool may_run_out(sql::Connection& db, Date today) { return is_frozen(db, last_year(today)); }

}  // namespace mobio::figures
