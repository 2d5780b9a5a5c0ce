// SPDX-License-Identifier: EUPL-1.2
// One report: its table and chart for any day, and the same as a file.
#include "figures/files.h"
#include "figures/pages.h"
#include "figures/ready.h"
#include "platform/text/day.h"

namespace mobio::figures {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

// A chosen report, counted.
struct Counted {
    Chosen chosen;
    Date reference;
    Sheet sheet;
};

Question question(const Definition& definition, Date reference) {
    return {definition, days_of(definition.period, reference)};
}

Counted counted(const Analyst& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto reference = reference_day(request, app);
    auto one = app.db->read(
        [&](sql::Connection& db) { return chosen(db, who, request.param("report"), t); });
    const auto asked = question(one.definition, reference);
    const auto tables = answer(app, {asked}, one.scope);
    return app.db->read([&](sql::Connection& db) {
        return Counted{one, reference,
                       sheet({one.title, asked, one.scope}, tables.front(), Labels(db, app, t), t)};
    });
}

Html day_form(Date reference, const Tongue& t) {
    const view::Input day{.name = "on",
                          .label = std::string(t.tr("Reference day")),
                          .hint = std::string(t.tr("Periods are counted back from this day.")),
                          .value = text::iso(reference),
                          .type = "date",
                          .dir = "ltr"};
    return markup<R"(<form method="get" class="card"><div class="together">{}{}</div></form>)">(
        view::input(day, {}, t), view::button(t.tr("Show"), "search", "quiet"));
}

Html ways_on(const Counted& counted, const Tongue& t, const App& app) {
    const auto own = address(counted.chosen.key);
    const auto asking = asking_for(counted.reference, app);
    Html links;
    for (const auto* end : {"csv", "xlsx", "pdf"})
        links += view::button_link(own + "/" + end + asking,
                                   std::string(end) == "csv"    ? "CSV"
                                   : std::string(end) == "xlsx" ? "XLSX"
                                                                : "PDF",
                                   "download", "quiet small");
    if (counted.chosen.stored)
        links += view::button_link(own + "/change", t.tr("Change"), "edit", "quiet small");
    links += view::button_link("/figures/new?like=" + counted.chosen.key, t.tr("Copy and change"),
                               "plus", "quiet small");
    return markup<R"(<p class="buttons">{}</p>)">(links);
}

http::Response show(const Analyst& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto one = counted(who, request, app);
    view::Page page;
    page.title = one.chosen.title;
    page.area = view::Area::Figures;
    page.width = view::Width::Medium;
    page.body = view::back_link("/figures", t);
    page.body +=
        view::head(view::value(one.chosen.title), markup<"{}">(what_and_when(one.sheet, t)));
    page.body += day_form(one.reference, t) + result(one.sheet, t) + ways_on(one, t, app);
    return view::page(request, app, std::move(page));
}

http::Response as_csv(const Analyst& who, const http::Request& request, App& app) {
    const auto one = counted(who, request, app);
    return http::file("text/csv; charset=utf-8", file_name(one.chosen.title, ".csv"),
                      csv(one.sheet, app.tongue(request.language)));
}

constexpr const char* xlsx_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

http::Response as_xlsx(const Analyst& who, const http::Request& request, App& app) {
    const auto one = counted(who, request, app);
    return http::file(xlsx_type, file_name(one.chosen.title, ".xlsx"),
                      workbook({one.sheet}, app.tongue(request.language), app.clock.now()));
}

http::Response as_pdf(const Analyst& who, const http::Request& request, App& app) {
    const auto one = counted(who, request, app);
    return http::file("application/pdf", file_name(one.chosen.title, ".pdf"),
                      paper({one.sheet}, one.chosen.title, app, app.tongue(request.language)));
}

// All that the yearly report needs, counted in one go.
std::vector<Sheet> yearly(const Analyst& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto scope = app.db->read([&](sql::Connection& db) { return scope_of(db, who); });
    if (!scope) http::not_found();
    std::vector<Question> questions;
    for (const auto& ready : ready_reports())
        questions.push_back(question(ready.definition, reference_day(request, app)));
    const auto tables = answer(app, questions, *scope);
    return app.db->read([&](sql::Connection& db) {
        const Labels labels(db, app, t);
        std::vector<Sheet> sheets;
        for (std::size_t i = 0; i < tables.size(); ++i)
            sheets.push_back(
                sheet({std::string(t.tr(ready_reports()[i].title)), questions[i], *scope},
                      tables[i], labels, t));
        return sheets;
    });
}

http::Response yearly_xlsx(const Analyst& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    return http::file(xlsx_type, "figures.xlsx",
                      workbook(yearly(who, request, app), t, app.clock.now()));
}

http::Response yearly_pdf(const Analyst& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    return http::file("application/pdf", "figures.pdf",
                      paper(yearly(who, request, app), t.tr("Yearly report"), app, t));
}

}  // namespace

void add_report_pages(http::Router& router) {
    router.get("/figures/yearly/xlsx", yearly_xlsx);
    router.get("/figures/yearly/pdf", yearly_pdf);
    router.get("/figures/reports/{report}", show);
    router.get("/figures/reports/{report}/csv", as_csv);
    router.get("/figures/reports/{report}/xlsx", as_xlsx);
    router.get("/figures/reports/{report}/pdf", as_pdf);
    for (const auto* pattern : {"/figures/yearly/xlsx", "/figures/yearly/pdf",
                                "/figures/reports/{report}", "/figures/reports/{report}/csv",
                                "/figures/reports/{report}/xlsx", "/figures/reports/{report}/pdf"})
        router.slow(pattern);
}

}  // namespace mobio::figures
