// SPDX-License-Identifier: EUPL-1.2
// All reports that one may read: the ready ones, the own ones, and the years that are over.
#include "figures/pages.h"
#include "figures/ready.h"

namespace mobio::figures {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

struct Shelves {
    std::vector<Report> own, of_county;
    std::vector<int> years;
};

Shelves shelves(sql::Connection& db, const Scope& scope) {
    return {reports_of(db, scope), scope ? reports_of(db, std::nullopt) : std::vector<Report>{},
            frozen_years(db, scope)};
}

Html report_line(std::string_view key, const Html& title, const Definition& definition,
                 const Tongue& t) {
    auto small = markup<"{}">(name(definition.rows, definition.measure, t));
    if (definition.columns != Division::None)
        small.add<" · {}">(name(definition.columns, definition.measure, t));
    small.add<" · {}">(name(definition.period, t));
    return view::line(
        {.href = address(key), .start = view::badge("document"), .title = title, .small = small});
}

Html part(std::string_view heading, const std::vector<Html>& lines) {
    if (lines.empty()) return {};
    return markup<"<h2>{}</h2>{}">(heading, view::list(lines, "list card"));
}

std::vector<Html> lines_of(const std::vector<Report>& reports, const Tongue& t) {
    std::vector<Html> lines;
    for (const auto& one : reports)
        lines.push_back(
            report_line(one.id.text(), view::value(one.title, "de"), one.definition, t));
    return lines;
}

Html ready_part(const Tongue& t) {
    std::vector<Html> lines;
    for (const auto& one : ready_reports())
        lines.push_back(report_line(one.code, markup<"{}">(t.tr(one.title)), one.definition, t));
    const auto all =
        view::button_link("/figures/yearly/xlsx", t.tr("All as XLSX"), "download", "quiet small") +
        view::button_link("/figures/yearly/pdf", t.tr("All as PDF"), "download", "quiet small");
    return part(t.tr("Yearly report"), lines) + markup<R"(<p class="buttons">{}</p>)">(all);
}

Html years_part(const std::vector<int>& years, const Tongue& t) {
    std::vector<Html> lines;
    for (const auto year : years)
        lines.push_back(view::line({.href = "/figures/years/" + std::to_string(year),
                                    .start = view::badge("calendar"),
                                    .title = view::number(std::to_string(year)),
                                    .small = markup<"{}">(t.tr("Frozen: it does not change."))}));
    return part(t.tr("Years that are over"), lines);
}

Html notices(const http::Request& request, const Tongue& t) {
    const auto notice = view::take_notice(request);
    if (!notice) return {};
    return view::toast(notice->code == "removed" ? t.tr("Removed") : t.tr("Saved"), {});
}

http::Response show(const Analyst& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto shown = app.db->read([&](sql::Connection& db) {
        const auto scope = scope_of(db, who);
        return scope ? std::optional(shelves(db, *scope)) : std::nullopt;
    });
    view::Page page;
    page.title = t.tr("Figures");
    page.area = view::Area::Figures;
    page.width = view::Width::Medium;
    page.body = notices(request, t);
    page.body += view::head(page.title, who.role == Role::Lead
                                            ? t.tr("Counted of your team, without any name.")
                                            : t.tr("Counted of the county, without any name."));
    if (!shown) {
        page.body += view::empty_state(
            "family",
            markup<"<p>{}</p>">(t.tr("You belong to no team yet. Ask the administrator.")));
        return view::page(request, app, std::move(page));
    }
    page.body += view::add_link("/figures/new", t.tr("New report"),
                                t.tr("You choose what is counted and how it is divided."));
    page.body += part(t.tr("Own reports"), lines_of(shown->own, t));
    page.body += part(t.tr("Reports of the county"), lines_of(shown->of_county, t));
    page.body += ready_part(t) + years_part(shown->years, t);
    return view::page(request, app, std::move(page));
}

}  // namespace

void add_list_pages(http::Router& router) { router.get("/figures", show); }

}  // namespace mobio::figures
