// SPDX-License-Identifier: EUPL-1.2
#include "allocation/views.h"

#include <algorithm>

#include "catalogue/catalogue.h"
#include "platform/view/components.h"

namespace mobio::allocation {

using html::Html;
using html::markup;
using text::Tongue;

void Lines::add(const Html& line) {
    if (line.empty()) return;
    if (!all_.empty()) all_.add<"<br>">();
    all_ += line;
}

void Lines::add(std::string_view text) {
    if (!text.empty()) add(markup<"{}">(text));
}

Html Lines::take() { return all_.empty() ? markup<"{}">("–") : std::move(all_); }

std::string codes_in_words(const char* list, const std::vector<std::string>& codes, const App& app,
                           const Tongue& t) {
    std::vector<std::string> words;
    for (const auto& code : codes)
        if (app.catalogue->has_code(list, code))
            words.push_back(app.catalogue->code_label(list, code, t));
    return t.list(words);
}

Html household_of(const Resident& one, const App& app, const Tongue& t) {
    Lines lines;
    lines.add(t.plural("{1} person", "{1} persons", one.people()));
    std::vector<std::string> ages;
    for (const auto& [band, count] : one.ages(app.today()))
        ages.push_back(std::to_string(count) + " × " + band_name(band, t));
    lines.add(t.list(ages));
    return lines.take();
}

Html home_of(const View& view, const Resident& one, const App& app, const Tongue& t) {
    Lines lines;
    if (app.catalogue->has_code("accommodation_phase", one.phase))
        lines.add(app.catalogue->code_label("accommodation_phase", one.phase, t));
    if (const auto home = view.home_of(one); !home.empty()) lines.add(view::value(home, "de"));
    return lines.take();
}

std::string needs_of(const Resident& one, const App& app, const Tongue& t) {
    return codes_in_words("allocation_need", one.needs, app, t);
}

std::string band_name(Band band, const Tongue& t) {
    switch (band) {
        case Band::Under3:
            return std::string(t.tr("under 3"));
        case Band::From50:
            return std::string(t.tr("50 and over"));
        case Band::Unknown:
            return std::string(t.tr("age not known"));
        default:
            break;
    }
    const std::string span(code(band));
    const auto dash = span.find('-');
    return text::fill(t.tr("{1} to {2} years"), span.substr(0, dash), span.substr(dash + 1));
}

std::string way_name(Way way, const Tongue& t) {
    switch (way) {
        case Way::Here:
            return std::string(t.tr("lives here"));
        case Way::Coming:
            return std::string(t.tr("will come"));
        case Way::Leaving:
            break;
    }
    return std::string(t.tr("will leave"));
}

Html hidden_note(const View& view, const Tongue& t) {
    const auto hidden = std::ranges::count_if(view.residents, &Resident::hidden);
    if (hidden == 0) return {};
    return view::note(
        "lock", markup<"{} {}">(t.plural("{1} person more is protected and not shown.",
                                         "{1} persons more are protected and not shown.", hidden),
                                t.tr("They are counted among the needs. Ask the team of the county "
                                     "about them.")));
}

Filter Filter::from(const http::Request& request) {
    return {request.query.get("way"), request.query.get("phase"), request.query.get("need")};
}

bool Filter::keeps(const Resident& one) const {
    const auto* asked = std::ranges::find(named_ways, way, &NamedWay::code);
    return (asked == named_ways.end() || asked->way == one.way) &&
           (phase.empty() || one.phase == phase) && (need.empty() || one.wants(need));
}

std::string Filter::address(std::string_view path, const App& app) const {
    std::string at(path);
    const auto add = [&](std::string_view name, const std::string& value, bool known) {
        if (!known) return;
        at += at.find('?') == at.npos ? '?' : '&';
        ((at += name) += '=') += value;
    };
    add("way", way, std::ranges::find(named_ways, way, &NamedWay::code) != named_ways.end());
    add("phase", phase, app.catalogue->has_code("accommodation_phase", phase));
    add("need", need, app.catalogue->has_code("allocation_need", need));
    return at;
}

std::vector<const Resident*> shown_of(const View& view, const Filter& filter) {
    std::vector<const Resident*> shown;
    for (const auto& one : view.residents)
        if (!one.hidden && filter.keeps(one)) shown.push_back(&one);
    return shown;
}

}  // namespace mobio::allocation
