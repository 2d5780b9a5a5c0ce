// SPDX-License-Identifier: EUPL-1.2
// The list of persons as a file without names.
#include <algorithm>
#include <tuple>

#include "allocation/pages.h"
#include "allocation/views.h"
#include "catalogue/catalogue.h"
#include "platform/text/csv.h"

namespace mobio::allocation {

using text::Tongue;

namespace {

using Month = std::chrono::year_month;

// No name, no way to reach anybody, no address; and in an order that tells nothing of the names.
std::string file_of(std::vector<const Resident*> residents, const App& app, const Tongue& t) {
    std::string out = "\xEF\xBB\xBF";
    const auto row = [&](const std::vector<std::string>& cells) {
        for (const auto& cell : cells)
            (out += text::csv_cell(text::guarded(cell), ';')) +=
                &cell == &cells.back() ? "\r\n" : ";";
    };
    std::vector<std::string> head{std::string(t.tr("Who")),         std::string(t.tr("Month")),
                                  std::string(t.tr("Phase")),       std::string(t.tr("Language")),
                                  std::string(t.tr("Interpreter")), std::string(t.tr("Adults")),
                                  std::string(t.tr("Children")),    std::string(t.tr("Needs"))};
    for (const auto band : bands)
        if (band != Band::Unknown) head.push_back(band_name(band, t));
    row(head);
    std::ranges::sort(residents, {}, [](const Resident* one) {
        return std::tuple(one->way, one->moves.value_or(Date{}), one->people(), one->person);
    });
    for (const auto* one : residents) {
        const auto name = [&](const std::string& language) {
            return language.empty() ? std::string() : app.catalogue->language_name(language, t);
        };
        std::vector<std::string> cells{
            way_name(one->way, t),
            one->moves ? t.month(Month{one->moves->year(), one->moves->month()}) : "",
            one->phase,
            name(one->language),
            name(one->interpreter),
            std::to_string(one->adults),
            std::to_string(one->children),
            needs_of(*one, app, t)};
        const auto ages = one->ages(app.today());
        for (const auto band : bands)
            if (band != Band::Unknown)
                cells.push_back(ages.contains(band) ? std::to_string(ages.at(band)) : "");
        row(cells);
    }
    return out;
}

http::Response save_file(const Officer& who, const http::Request& request, App& app) try {
    const auto& t = app.tongue(request.language);
    const auto view = view_or_throw(app, who, t);
    const auto shown = shown_of(view, Filter::from(request));
    log_reads(app, who, shown, "allocation.saved", request.visitor);
    return http::file("text/csv; charset=utf-8", "allocation.csv", file_of(shown, app, t));
} catch (const NoMunicipality&) {
    return no_municipality(request, app);
}

}  // namespace

void add_file_pages(http::Router& router) { router.get("/allocation/file", save_file); }

}  // namespace mobio::allocation
