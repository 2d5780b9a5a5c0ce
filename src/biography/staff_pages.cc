// SPDX-License-Identifier: EUPL-1.2
// What stands in a biography, for staff who may read the case: nothing is changed here.
#include "account/openings.h"
#include "biography/frame.h"
#include "biography/pages.h"
#include "platform/access_log/access_log.h"

namespace mobio::biography {

using html::Html;

namespace {

Html section_card(const Biography& biography, const catalogue::Section& section, App& app,
                  const text::Tongue& t) {
    std::vector<view::Fact> facts;
    for (const auto& told : told_in(biography, *app.catalogue, section.key))
        facts.push_back(fact_of(told, app, t));
    if (facts.empty()) return {};
    return view::card({.title = app.catalogue->label(section, t),
                       .icon = section.icon,
                       .body = view::facts(facts)});
}

}  // namespace

http::Response show_to_staff(const CaseReader& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto person = Id<Person>::parse(request.param("id"));
    if (!person) http::not_found();
    const auto biography = app.db->read([&](sql::Connection& db) {
        const auto key = app.vault.find_key_of(person->bytes);
        if (!key || !account::may_read(db, who, *person, app.clock.now())) http::not_found();
        return load_for_packet(db, app, *person, *key);
    });
    access_log::read(
        app, {person->bytes, access_log::Who::Staff, who.id.bytes, "biography.read", {}, ""},
        request.visitor);
    Html cards;
    for (const auto& section : app.catalogue->sections())
        cards += section_card(biography, section, app, t);
    view::Page page;
    page.title = t.tr("Biography");
    page.area = view::Area::Cases;
    page.width = view::Width::Medium;
    page.body = view::back_link("/staff/persons/" + person->text() + "/case", t);
    page.body += view::head(view::value(full_name(biography)), {}, page.title);
    page.body += cards.empty()
                     ? view::empty_state(
                           "edit", html::markup<"<p>{}</p>">(t.tr("Nothing has been written yet.")))
                     : cards;
    return view::page(request, app, std::move(page));
}

}  // namespace mobio::biography
