// SPDX-License-Identifier: EUPL-1.2
#include "figures/pages.h"

#include "figures/chart.h"
#include "figures/ready.h"
#include "platform/text/day.h"

namespace mobio::figures {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

Html number_or_mark(const std::optional<std::int64_t>& number, const Tongue& t) {
    if (number) return view::number(t.number(*number));
    return markup<R"(<span aria-hidden="true">{}</span><span class="hide">{}</span>)">(
        hidden_mark, t.tr("hidden"));
}

Html table_of(const Sheet& sheet, const Tongue& t) {
    view::Table table{what_and_when(sheet, t), {sheet.rows_name}, {}};
    table.columns.insert(table.columns.end(), sheet.columns.begin(), sheet.columns.end());
    for (const auto& line : sheet.lines) {
        std::vector<Html> cells{markup<"{}">(line.label)};
        for (const auto& number : line.numbers) cells.push_back(number_or_mark(number, t));
        table.rows.push_back(std::move(cells));
    }
    return view::table(table);
}

std::optional<Report> find_for(sql::Connection& db, const Scope& scope, std::string_view key) {
    const auto id = Id<Report>::parse(key);
    if (!id) return std::nullopt;
    auto own = find(db, scope, *id);
    // A lead reads the county's as well, counted of the own team.
    return own ? own : find(db, std::nullopt, *id);
}

}  // namespace

std::optional<Scope> scope_of(sql::Connection& db, const Analyst& who) {
    if (who.role == Role::Editor) return Scope{};
    const auto team = county::post_of(db, who.id).team;
    // Nothing and "the whole county" are two things here: an optional of an optional.
    if (!team) return std::nullopt;
    return std::make_optional<Scope>(team);
}

std::string address(std::string_view key) { return "/figures/reports/" + std::string(key); }

Chosen chosen(sql::Connection& db, const Analyst& who, std::string_view key, const Tongue& t) {
    const auto scope = scope_of(db, who);
    if (!scope) http::not_found();
    if (const auto* ready = ready_report(key))
        return {std::string(key), std::string(t.tr(ready->title)), ready->definition, *scope, {}};
    auto stored = find_for(db, *scope, key);
    if (!stored) http::not_found();
    Chosen chosen{std::string(key), stored->title, stored->definition, *scope, {}};
    if (stored->team == *scope) chosen.stored = std::move(stored);
    return chosen;
}

Date reference_day(const http::Request& request, const App& app) {
    const auto today = app.today();
    const auto day = text::parse_day(request.query.get("on"));
    return day && *day <= today ? *day : today;
}

std::string asking_for(Date reference, const App& app) {
    return reference == app.today() ? "" : "?on=" + text::iso(reference);
}

Html result(const Sheet& sheet, const Tongue& t) {
    Html out = table_of(sheet, t);
    if (sheet.lines.size() == 1)
        out += view::note("info", markup<"{}">(t.tr("Too few persons to be divided.")));
    if (sheet.some_hidden()) out.add<R"(<p class="soft">{}</p>)">(hidden_note(t));
    return out + chart(sheet, t);
}

void add_pages(http::Router& router) {
    add_list_pages(router);
    add_report_pages(router);
    add_editing_pages(router);
    add_year_pages(router);
}

}  // namespace mobio::figures
