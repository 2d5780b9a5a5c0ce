// SPDX-License-Identifier: EUPL-1.2
// The persons who live in the officer's municipality or are to come, with what allocation needs.
#include <algorithm>

#include "allocation/pages.h"
#include "allocation/views.h"
#include "catalogue/catalogue.h"
#include "lists/pages.h"
#include "platform/view/components.h"

namespace mobio::allocation {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

Html contact_of(const Resident& one, const App& app, const Tongue& t) {
    Lines lines;
    for (const auto& phone : one.phones) lines.add(view::number(phone));
    for (const auto& email : one.emails) lines.add(view::number(email));
    lines.add(codes_in_words("contact_channel", one.channels, app, t));
    return lines.take();
}

std::string interpreter_of(const Resident& one, const App& app, const Tongue& t) {
    if (one.interpreter.empty()) return {};
    return text::fill(t.tr("Interpreter: {1}"), app.catalogue->language_name(one.interpreter, t));
}

Html language_of(const Resident& one, const App& app, const Tongue& t) {
    Lines lines;
    if (!one.language.empty()) lines.add(app.catalogue->language_name(one.language, t));
    lines.add(interpreter_of(one, app, t));
    return lines.take();
}

Html move_of(const Resident& one, const Tongue& t) {
    Lines lines;
    lines.add(way_name(one.way, t));
    if (one.moves) lines.add(view::number(t.short_date(*one.moves)));
    return lines.take();
}

Html persons_table(const View& view, const std::vector<const Resident*>& residents, App& app,
                   const Tongue& t) {
    view::Table table{
        std::string(t.tr("Persons")),
        {std::string(t.tr("Name")), std::string(t.tr("Contact")), std::string(t.tr("Language")),
         std::string(t.tr("Household")), std::string(t.tr("Home")), std::string(t.tr("Needs")),
         std::string(t.tr("Move"))},
        {}};
    for (const auto* one : residents)
        table.rows.push_back({view::value(one->name), contact_of(*one, app, t),
                              language_of(*one, app, t), household_of(*one, app, t),
                              home_of(view, *one, app, t), markup<"{}">(needs_of(*one, app, t)),
                              move_of(*one, t)});
    return view::table(table);
}

Html select_of(const char* name, std::string_view label, const std::vector<view::Option>& options,
               const std::string& chosen, const Tongue& t) {
    view::Choice choice{.name = name, .label = std::string(label), .options = options};
    choice.chosen = {chosen};
    return view::select(choice, {}, t);
}

std::vector<view::Option> options_of(const char* list, const App& app, const Tongue& t) {
    std::vector<view::Option> options;
    for (const auto& one : app.catalogue->codes(list))
        options.push_back(
            {.value = one.code, .label = app.catalogue->code_label(list, one.code, t)});
    return options;
}

Html filter_form(const Filter& filter, const App& app, const Tongue& t) {
    std::vector<view::Option> way_options;
    for (const auto& one : named_ways)
        way_options.push_back({.value = std::string(one.code), .label = way_name(one.way, t)});
    return markup<R"(<form class="filters" method="get" action="/allocation">{}{}{}{}</form>)">(
        select_of("way", t.tr("Who"), way_options, filter.way, t),
        select_of("phase", t.tr("Phase"), options_of("accommodation_phase", app, t), filter.phase,
                  t),
        select_of("need", t.tr("Needs"), options_of("allocation_need", app, t), filter.need, t),
        view::button(t.tr("Show"), "search", "quiet"));
}

http::Response show_persons(const Officer& who, const http::Request& request, App& app) try {
    const auto& t = app.tongue(request.language);
    const auto view = view_or_throw(app, who, t);
    const auto filter = Filter::from(request);
    auto shown = shown_of(view, filter);
    const auto all = shown.size();
    const auto number = lists::page_number(request, all);
    shown.erase(shown.begin(),
                shown.begin() + static_cast<std::ptrdiff_t>((number - 1) * lists::per_page));
    shown.resize(std::min(shown.size(), lists::per_page));
    log_reads(app, who, shown, "allocation.listed", request.visitor);

    view::Page page;
    page.title = t.tr("Persons");
    page.area = view::Area::Allocation;
    page.width = view::Width::Wide;
    page.body = view::head(
        markup<"{}">(page.title),
        markup<"{} · {}">(view::value(view.municipality.name, "de"),
                          t.plural("{1} person", "{1} persons", static_cast<std::int64_t>(all))));
    page.body += filter_form(filter, app, t) + hidden_note(view, t);
    page.body += shown.empty() ? view::empty_state(
                                     "family", markup<"<p>{}</p>">(t.tr("Nobody is in this list.")))
                               : persons_table(view, shown, app, t);
    const auto at = filter.address("/allocation", app);
    page.body += lists::pager(at + (at.find('?') == at.npos ? "?" : "&"), number, all, t);
    page.body.add<R"(<div class="buttons">{}{}{}</div>)">(
        view::button_link("/allocation/moves", t.tr("Planned moves"), "calendar", "quiet"),
        view::print_button(t.tr("Print")),
        view::button_link(filter.address("/allocation/file", app), t.tr("Save without names (CSV)"),
                          "download", "quiet"));
    page.script = "print.js";
    return view::page(request, app, std::move(page));
} catch (const NoMunicipality&) {
    return no_municipality(request, app);
}

}  // namespace

void add_persons_pages(http::Router& router) { router.get("/allocation", show_persons); }

}  // namespace mobio::allocation
