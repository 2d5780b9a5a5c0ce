// SPDX-License-Identifier: EUPL-1.2
// Years that are over, as they were frozen.
#include <charconv>

#include "figures/files.h"
#include "figures/pages.h"
#include "figures/ready.h"

namespace mobio::figures {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

int year_in(const http::Request& request) {
    const auto& text = request.param("year");
    int year = 0;
    const auto* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, year);
    if (error != std::errc{} || rest != end) http::not_found();
    return year;
}

std::string year_address(int year) { return "/figures/years/" + std::to_string(year); }

Scope scope_for(sql::Connection& db, const Analyst& who) {
    const auto scope = scope_of(db, who);
    if (!scope) http::not_found();
    return *scope;
}

// In the reader's language where it is one of ours.
std::string title_of(const Frozen& one, const Tongue& t) {
    const auto* ready = ready_report(one.report);
    return ready ? std::string(t.tr(ready->title)) : one.title;
}

Sheet sheet_of(const Frozen& one, const Scope& scope, int year, const Labels& labels,
               const Tongue& t) {
    const auto days = days_of(Period::ThisYear, std::chrono::year(year) / 12 / 31);
    return sheet({title_of(one, t), {one.definition, days}, scope}, one.table, labels, t);
}

http::Response show_year(const Analyst& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto year = year_in(request);
    const auto all =
        app.db->read([&](sql::Connection& db) { return frozen(db, scope_for(db, who), year); });
    if (all.empty()) http::not_found();
    std::vector<Html> lines;
    for (const auto& one : all)
        lines.push_back(view::line({.href = year_address(year) + "/reports/" + one.report,
                                    .start = view::badge("document"),
                                    .title = view::value(title_of(one, t))}));
    view::Page page;
    page.title = text::fill(t.tr("Figures of {1}"), std::to_string(year));
    page.area = view::Area::Figures;
    page.width = view::Width::Medium;
    page.body = view::back_link("/figures", t);
    page.body += view::head(page.title, t.tr("Frozen: it does not change."));
    page.body += view::list(lines, "list card");
    page.body += markup<R"(<p class="buttons">{}{}</p>)">(
        view::button_link(year_address(year) + "/xlsx", t.tr("All as XLSX"), "download",
                          "quiet small"),
        view::button_link(year_address(year) + "/pdf", t.tr("All as PDF"), "download",
                          "quiet small"));
    return view::page(request, app, std::move(page));
}

http::Response show_report(const Analyst& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto year = year_in(request);
    const auto shown = app.db->read([&](sql::Connection& db) {
        const auto scope = scope_for(db, who);
        const auto one = frozen(db, scope, year, request.param("report"));
        if (!one) http::not_found();
        return sheet_of(*one, scope, year, Labels(db, app, t), t);
    });
    view::Page page;
    page.title = shown.title;
    page.area = view::Area::Figures;
    page.width = view::Width::Medium;
    page.body = view::back_link(year_address(year), t);
    page.body += view::head(view::value(shown.title), markup<"{}">(what_and_when(shown, t)));
    page.body += result(shown, t);
    return view::page(request, app, std::move(page));
}

std::vector<Sheet> sheets(const Analyst& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto year = year_in(request);
    return app.db->read([&](sql::Connection& db) {
        const Labels labels(db, app, t);
        std::vector<Sheet> all;
        const auto scope = scope_for(db, who);
        for (const auto& one : frozen(db, scope, year))
            all.push_back(sheet_of(one, scope, year, labels, t));
        if (all.empty()) http::not_found();
        return all;
    });
}

std::string file_of(const http::Request& request, std::string_view end) {
    return "figures-" + std::to_string(year_in(request)) + std::string(end);
}

http::Response year_xlsx(const Analyst& who, const http::Request& request, App& app) {
    return http::file(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        file_of(request, ".xlsx"),
        workbook(sheets(who, request, app), app.tongue(request.language), app.clock.now()));
}

http::Response year_pdf(const Analyst& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto title = text::fill(t.tr("Figures of {1}"), std::to_string(year_in(request)));
    return http::file("application/pdf", file_of(request, ".pdf"),
                      paper(sheets(who, request, app), title, app, t));
}

}  // namespace

void add_year_pages(http::Router& router) {
    router.get("/figures/years/{year}", show_year);
    router.get("/figures/years/{year}/xlsx", year_xlsx);
    router.get("/figures/years/{year}/pdf", year_pdf);
    router.get("/figures/years/{year}/reports/{report}", show_report);
}

}  // namespace mobio::figures
