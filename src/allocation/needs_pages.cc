// SPDX-License-Identifier: EUPL-1.2
// How many places in nurseries, schools and courses are needed when, and how many beds are free.
#include "allocation/pages.h"
#include "allocation/views.h"
#include "platform/view/components.h"

namespace mobio::allocation {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

std::string service_name(Service service, const Tongue& t) {
    switch (service) {
        case Service::Childcare:
            return std::string(t.tr("Childcare"));
        case Service::School:
            return std::string(t.tr("School"));
        case Service::Course:
            break;
    }
    return std::string(t.tr("Language course"));
}

std::string quarter_name(Quarter quarter, const Tongue& t) {
    return text::fill(t.tr("Quarter {1} of {2}"), std::to_string(quarter.number),
                      std::to_string(quarter.year));
}

Html needs_table(Service service, const std::map<Band, std::array<int, quarters_ahead>>& needs,
                 Date today, const Tongue& t) {
    view::Table table{service_name(service, t), {std::string(t.tr("Age"))}, {}};
    for (int ahead = 0; ahead < quarters_ahead; ++ahead)
        table.columns.push_back(quarter_name(after(quarter_of(today), ahead), t));
    for (const auto& [band, counts] : needs) {
        std::vector<Html> row{markup<"{}">(band_name(band, t))};
        for (const int count : counts) row.push_back(markup<"{}">(count ? t.number(count) : "–"));
        table.rows.push_back(std::move(row));
    }
    return markup<"<h2>{}</h2>{}">(service_name(service, t), view::table(table));
}

Html all_needs(const Needs& needs, Date today, const Tongue& t) {
    Html out;
    for (const auto service : services)
        if (const auto found = needs.find(service); found != needs.end())
            out += needs_table(service, found->second, today, t);
    if (out.empty())
        out += view::empty_state("check", markup<"<p>{}</p>">(t.tr("No need is known.")));
    return out;
}

Html places(const View& view, const Tongue& t) {
    std::vector<county::Accommodation> here;
    for (const auto& one : view.accommodations)
        if (one.municipality == view.municipality.id) here.push_back(one);
    view::Table table{
        std::string(t.tr("Free places")),
        {std::string(t.tr("Accommodation")), std::string(t.tr("Phase")),
         std::string(t.tr("Places")), std::string(t.tr("Taken")), std::string(t.tr("Free"))},
        {}};
    for (const auto& room : rooms(here, view.residents))
        table.rows.push_back(
            {view::value(room.accommodation.name, "de"), markup<"{}">(room.accommodation.phase),
             markup<"{}">(t.number(room.accommodation.places)), markup<"{}">(t.number(room.taken)),
             view::number(t.number(room.free()))});
    if (table.rows.empty()) return {};
    return markup<"<h2>{}</h2>{}">(t.tr("Free places"), view::table(table));
}

http::Response show(const Officer& who, const http::Request& request, App& app) try {
    const auto& t = app.tongue(request.language);
    const auto view = view_or_throw(app, who, t);
    std::vector<const Resident*> counted;
    for (const auto& one : view.residents) counted.push_back(&one);
    log_reads(app, who, counted, "allocation.counted", request.visitor);

    view::Page page;
    page.title = t.tr("Needs ahead");
    page.area = view::Area::Needs;
    page.width = view::Width::Wide;
    page.body = view::head(markup<"{}">(page.title), view::value(view.municipality.name, "de"));
    page.body.add<"<p>{}</p>">(
        t.tr("Counted from what people said and from planned moves. A household with a number "
             "counts once."));
    page.body += all_needs(needs_ahead(view.residents, app.today()), app.today(), t);
    page.body += places(view, t);
    page.body.add<R"(<div class="buttons">{}</div>)">(view::print_button(t.tr("Print")));
    page.script = "print.js";
    return view::page(request, app, std::move(page));
} catch (const NoMunicipality&) {
    return no_municipality(request, app);
}

}  // namespace

void add_needs_pages(http::Router& router) { router.get("/allocation/needs", show); }

}  // namespace mobio::allocation
