// SPDX-License-Identifier: EUPL-1.2
#include "figures/store.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "platform/http/response.h"
#include "platform/text/texts.h"

namespace mobio::figures {

namespace {

using nlohmann::json;

constexpr std::string_view columns =
    "SELECT id, team_id, title, definition, revision FROM reports WHERE removed_at IS NULL";
// $1: a team, or NULL for the county's own.
constexpr std::string_view of_scope =
    " AND (team_id = $1 OR (team_id IS NULL AND CAST($1 AS BYTEA) IS NULL))";

std::string sql_of(std::string_view first, std::string_view second, std::string_view third = "") {
    return std::string(first) + std::string(second) + std::string(third);
}

Report report(sql::Row row) {
    return {row.get<Id<Report>>(0), row.get<Scope>(1), row.get<std::string>(2),
            definition_from_json(row.get<std::string>(3)), row.get<std::int64_t>(4)};
}

void change(sql::Transaction& tx, const Report& report, Id<Staff> by, Time now) {
    const auto stands = find(tx, report.team, report.id);
    if (!stands) http::not_found();
    if (stands->revision != report.revision) throw http::Failure{409};
    tx.exec(
        "UPDATE reports SET title = $2, definition = $3, revision = revision + 1,"
        " changed_at = $4, changed_by = $5 WHERE id = $1",
        report.id, report.title, to_json(report.definition), now, by);
}

// --- Frozen --------------------------------------------------------------------------------------

std::string text_of(const Scope& scope) { return scope ? scope->text() : ""; }

// What is hidden is not kept.
std::string to_json(const Table& table) {
    json cells = json::array();
    for (const auto& cell : table.cells) cells.push_back(cell.hidden ? json() : json(cell.count));
    return json{{"rows", table.rows}, {"columns", table.columns}, {"cells", cells}}.dump();
}

Table table_from_json(std::string_view text) {
    const auto in = json::parse(text);
    Table table{in.at("rows"), in.at("columns"), {}};
    for (const auto& cell : in.at("cells"))
        table.cells.push_back(cell.is_null() ? Cell{.hidden = true}
                                             : Cell{cell.get<std::int64_t>()});
    return table;
}

constexpr std::string_view frozen_columns =
    "SELECT report, title, definition, counted FROM frozen_reports WHERE year = $1 AND team = $2";

Frozen frozen_one(sql::Row row) {
    return {row.get<std::string>(0), row.get<std::string>(1),
            definition_from_json(row.get<std::string>(2)),
            table_from_json(row.get<std::string>(3))};
}

}  // namespace

std::vector<Report> reports_of(sql::Connection& db, const Scope& scope) {
    auto all = db.all(sql_of(columns, of_scope), report, scope);
    std::ranges::sort(all, {}, [](const Report& one) { return text::fold(one.title); });
    return all;
}

std::optional<Report> find(sql::Connection& db, const Scope& scope, Id<Report> id) {
    return db.first(sql_of(columns, of_scope, " AND id = $2"), report, scope, id);
}

void put(sql::Transaction& tx, const Report& report, Id<Staff> by, Time now) {
    if (report.revision > 0) return change(tx, report, by, now);
    tx.exec(
        "INSERT INTO reports (id, team_id, title, definition, revision, changed_at, changed_by)"
        " VALUES ($1, $2, $3, $4, 1, $5, $6)",
        report.id, report.team, report.title, to_json(report.definition), now, by);
}

void remove(sql::Transaction& tx, const Scope& scope, Id<Report> id, Id<Staff> by, Time now) {
    if (!find(tx, scope, id)) http::not_found();
    tx.exec("UPDATE reports SET removed_at = $2, changed_at = $2, changed_by = $3 WHERE id = $1",
            id, now, by);
}

std::vector<int> frozen_years(sql::Connection& db, const Scope& scope) {
    return db.all(
        "SELECT DISTINCT year FROM frozen_reports WHERE team = $1 ORDER BY year DESC",
        [](sql::Row row) { return row.get<int>(0); }, text_of(scope));
}

std::vector<Frozen> frozen(sql::Connection& db, const Scope& scope, int year) {
    return db.all(sql_of(frozen_columns, " ORDER BY report"), frozen_one, year, text_of(scope));
}

std::optional<Frozen> frozen(sql::Connection& db, const Scope& scope, int year,
                             std::string_view report) {
    return db.first(sql_of(frozen_columns, " AND report = $3"), frozen_one, year, text_of(scope),
                    report);
}

bool is_frozen(sql::Connection& db, int year) {
    return db
        .first(
            "SELECT 1 FROM frozen_reports WHERE year = $1 AND team = ''",
            [](sql::Row) { return true; }, year)
        .has_value();
}

void freeze(sql::Transaction& tx, const Scope& scope, int year, const Frozen& one, Time now) {
    tx.exec(
        "INSERT INTO frozen_reports (year, team, report, title, definition, counted, frozen_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (year, team, report) DO NOTHING",
        year, text_of(scope), one.report, one.title, to_json(one.definition), to_json(one.table),
        now);
}

}  // namespace mobio::figures
