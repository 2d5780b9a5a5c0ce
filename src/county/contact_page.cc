// SPDX-License-Identifier: EUPL-1.2
// Whom to ask, region by region: read by everybody, in their own language.
#include <algorithm>

#include "catalogue/catalogue.h"
#include "county/pages.h"
#include "county/regions.h"
#include "platform/view/components.h"

namespace mobio::county {

using html::markup;
using text::mark;
using text::Tongue;
using view::Html;

namespace {

constexpr std::array weekday_names{mark("Monday"),   mark("Tuesday"), mark("Wednesday"),
                                   mark("Thursday"), mark("Friday"),  mark("Saturday")};

Html hours_of(const Contact& contact, const Tongue& t) {
    Html out;
    for (std::size_t day = 0; day < weekdays.size(); ++day) {
        if (contact.hours[day].empty()) continue;
        if (!out.empty()) out.add<"<br>">();
        out.add<"{} {}">(t.tr(weekday_names[day]), view::number(text_of(contact.hours[day])));
    }
    return out;
}

std::string languages_of(const Contact& contact, const App& app, const Tongue& t) {
    std::vector<std::string> names;
    for (const auto& code : contact.languages)
        names.push_back(app.catalogue->language_name(code, t));
    return t.list(names);
}

Html facts_of(const Contact& contact, const App& app, const Tongue& t) {
    std::vector<view::Fact> facts;
    const auto add = [&](std::string_view label, Html value) {
        if (!value.empty()) facts.push_back({std::string(label), std::move(value), {}});
    };
    add(t.tr("Phone"), phone_link(contact.phone));
    add(t.tr("E-mail"), mail_link(contact.email));
    add(t.tr("Languages spoken"), markup<"{}">(languages_of(contact, app, t)));
    add(t.tr("Hours"), hours_of(contact, t));
    return markup<"<h3>{}</h3>{}">(view::value(contact.name, "de"), view::facts(facts));
}

struct Regional {
    std::vector<Region> regions;
    std::vector<Contact> contacts;
    std::vector<Municipality> municipalities;
};

Html region_card(const Region& region, const Regional& all, const App& app, const Tongue& t) {
    Html people;
    for (const auto& contact : all.contacts)
        if (contact.region == region.id && !contact.closed) people += facts_of(contact, app, t);
    if (people.empty()) return {};
    std::vector<std::string> places;
    for (const auto& place : all.municipalities)
        if (place.region == region.id && !place.closed) places.push_back(place.name);
    view::Card card;
    card.id = "region-" + region.id.text();
    card.icon = "home";
    card.title = region.name;
    if (!places.empty())
        card.body = markup<R"(<p class="small soft">{}</p>)">(view::value(t.list(places), "de"));
    card.body += people;
    return view::card(card);
}

}  // namespace

Html contacts_by_region(const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto all = app.db->read([](sql::Connection& db) {
        return Regional{regions(db), contacts(db), municipalities(db)};
    });
    Html cards;
    for (const auto& region : all.regions)
        if (!region.closed) cards += region_card(region, all, app, t);
    if (cards.empty()) return {};
    return markup<R"(<h2>{}</h2><p>{}</p>{})">(
        t.tr("Contact persons near you"),
        t.tr("Look for the place where you live. Call, write or come by."), cards);
}

}  // namespace mobio::county
