// SPDX-License-Identifier: EUPL-1.2
// Planned moves, month by month.
#include <algorithm>

#include "allocation/pages.h"
#include "allocation/views.h"
#include "platform/view/components.h"

namespace mobio::allocation {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

using Month = std::chrono::year_month;

std::map<Month, std::vector<const Resident*>> by_month(const View& view, Date today) {
    std::map<Month, std::vector<const Resident*>> months;
    for (const auto& one : view.residents)
        if (one.moves && one.way != Way::Here && !one.hidden)
            months[std::max(Month{one.moves->year(), one.moves->month()},
                            Month{today.year(), today.month()})]
                .push_back(&one);
    return months;
}

std::string summary_of(const std::vector<const Resident*>& moves, const Tongue& t) {
    int coming = 0, leaving = 0;
    for (const auto* one : moves) (one->way == Way::Coming ? coming : leaving) += one->people();
    return text::fill(t.tr("{1} come, {2} leave"), t.number(coming), t.number(leaving));
}

Html month_part(const View& view, Month month, std::vector<const Resident*> moves, App& app,
                const Tongue& t) {
    std::ranges::stable_sort(moves, {}, [](const Resident* one) { return *one->moves; });
    view::Table table{
        t.month(month),
        {std::string(t.tr("Name")), std::string(t.tr("Day")), std::string(t.tr("Who")),
         std::string(t.tr("Household")), std::string(t.tr("Home")), std::string(t.tr("Needs"))},
        {}};
    for (const auto* one : moves)
        table.rows.push_back({view::value(one->name), view::number(t.short_date(*one->moves)),
                              markup<"{}">(way_name(one->way, t)), household_of(*one, app, t),
                              home_of(view, *one, app, t), markup<"{}">(needs_of(*one, app, t))});
    return markup<R"(<h2>{} <small class="soft">{}</small></h2>{})">(
        t.month(month), summary_of(moves, t), view::table(table));
}

http::Response show_moves(const Officer& who, const http::Request& request, App& app) try {
    const auto& t = app.tongue(request.language);
    const auto view = view_or_throw(app, who, t);
    const auto months = by_month(view, app.today());
    view::Page page;
    page.title = t.tr("Planned moves");
    page.area = view::Area::Allocation;
    page.width = view::Width::Wide;
    page.body = view::back_link("/allocation", t);
    page.body += view::head(markup<"{}">(page.title), view::value(view.municipality.name, "de"));
    std::vector<const Resident*> shown;
    for (const auto& [month, moves] : months) {
        shown.insert(shown.end(), moves.begin(), moves.end());
        page.body += month_part(view, month, moves, app, t);
    }
    log_reads(app, who, shown, "allocation.listed", request.visitor);
    if (shown.empty())
        page.body +=
            view::empty_state("calendar", markup<"<p>{}</p>">(t.tr("No move is planned.")));
    page.body += hidden_note(view, t);
    page.body.add<R"(<div class="buttons">{}</div>)">(view::print_button(t.tr("Print")));
    page.script = "print.js";
    return view::page(request, app, std::move(page));
} catch (const NoMunicipality&) {
    return no_municipality(request, app);
}

}  // namespace

void add_moves_pages(http::Router& router) { router.get("/allocation/moves", show_moves); }

}  // namespace mobio::allocation
