// SPDX-License-Identifier: EUPL-1.2
#include "plan/pages.h"

#include <algorithm>
#include <charconv>

#include "biography/biography.h"
#include "plan/reading.h"

namespace mobio::plan {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

template <class Of>
Id<Of> id_in(const http::Request& request, const char* name) {
    const auto id = Id<Of>::parse(request.param(name));
    if (!id) http::not_found();
    return *id;
}

// The plan that the page belongs to: one at a caseworker's desk, or the person's own.
std::string base_of(const http::Request& request) {
    const auto person = Id<Person>::parse(request.param("id"));
    return person ? desk_address(*person) : own_address();
}

}  // namespace

std::string version_address(const Party& party, VersionId version) {
    const auto base = party.is_person() ? own_address() : desk_address(party.person());
    return base + "/versions/" + version.text();
}

Party party_in(sql::Connection& db, const App& app, const Caseworker& who,
               const http::Request& request) {
    return Party::of(db, app, who, id_in<Person>(request, "id"));
}

GoalId goal_in(const http::Request& request) { return id_in<Goal>(request, "goal"); }
MeasureId measure_in(const http::Request& request) { return id_in<Measure>(request, "measure"); }
VersionId version_in(const http::Request& request) { return id_in<Version>(request, "version"); }

Known known_of(sql::Connection& db, App& app, Id<Person> person) {
    const auto key = app.vault.find_key_of(person.bytes);
    if (!key) return {};
    Known known;
    known.biography =
        biography::load_sections(db, app, person, *key,
                                 {"person", "contact", "residence", "family", "literacy",
                                  "language", "school", "training", "recognition", "work", "life"});
    known.name = biography::full_name(known.biography);
    known.language = language_of(known.biography);
    known.born = birth_of(known.biography);
    return known;
}

view::Page desk_page(std::string_view title, const Party& party, const std::string& name,
                     const Tongue& t) {
    view::Page page;
    page.title = title;
    page.area = view::Area::Cases;
    page.width = view::Width::Medium;
    page.body = view::back_link(desk_address(party.person()), t);
    page.body += view::head(markup<"{}">(title), view::value(name));
    return page;
}

void log_reading(App& app, const Party& party, const http::Request& request) {
    access_log::read(app, party.entry("plan.read"), request.visitor);
}

Html notices(const http::Request& request, App& app) {
    const auto notice = view::take_notice(request);
    if (!notice) return {};
    const auto& t = app.tongue(request.language);
    if (notice->code == "saved") return view::toast(t.tr("Saved"), {});
    if (notice->code == "merged")
        return view::toast(t.tr("Saved. What somebody else changed meanwhile is kept, too."), {});
    if (notice->code == "confirmed") return view::toast(t.tr("Confirmed"), {});
    if (notice->code == "asked") return view::toast(t.tr("Your social worker reads it."), {});
    const auto undo = [&](std::string_view words, std::string_view what, const char* action) {
        const auto id = parse_id_text(notice->argument);
        if (!id) return Html{};
        const auto path = std::string(base_of(request)) + std::string(what) + id_text(*id) + action;
        return view::toast(
            words, view::button_form(path, view::button(t.tr("Undo"), "undo", "quiet small"),
                                     request, app));
    };
    if (notice->code == "goal_removed")
        return undo(t.tr("Taken out of the plan."), "/goals/", "/return");
    if (notice->code == "step_removed")
        return undo(t.tr("Taken out of the plan."), "/measures/", "/return");
    if (notice->code == "step_done") return undo(t.tr("Ticked off."), "/measures/", "/reopening");
    return {};
}

std::int64_t revision_in(const http::Request& request) {
    const auto& typed = request.form.get("revision");
    std::int64_t number = 0;
    std::from_chars(typed.data(), typed.data() + typed.size(), number);
    return number;
}

std::vector<std::pair<std::string, std::string>> carried(std::int64_t revision,
                                                         const http::Fields& fields) {
    return {{"revision", std::to_string(revision)}, {"was", packed(fields)}};
}

Shown shown_in(const http::Request& request) {
    return {revision_in(request), unpacked(request.form.get("was"))};
}

http::Response read_and_save(const std::function<http::Response()>& save) {
    for (int more = 2; more > 0; --more) {
        try {
            return save();
        } catch (const Overtaken&) {
            continue;
        }
    }
    return save();
}

view::Choice codes(App& app, const char* name, const char* list, std::string_view label,
                   const http::Fields& typed, const Tongue& t) {
    view::Choice choice{.name = name, .label = std::string(label)};
    for (const auto& code : app.catalogue->codes(list))
        choice.options.push_back(
            {.value = code.code, .label = app.catalogue->code_label(list, code.code, t)});
    choice.chosen = typed.all(name);
    return choice;
}

Html select(App& app, const char* name, const char* list, std::string_view label,
            const http::Fields& typed, const Problems& problems, const Tongue& t,
            std::string_view hint) {
    auto choice = codes(app, name, list, label, typed, t);
    choice.hint = hint;
    return view::select(choice, problems, t);
}

Html day_input(const char* name, std::string_view label, const http::Fields& typed,
               const Problems& problems, const Tongue& t) {
    return view::input({.name = name,
                        .label = std::string(label),
                        .value = typed.get(name),
                        .type = "date",
                        .dir = "ltr"},
                       problems, t);
}

Html language_select(App& app, const char* name, std::string_view label, const Known& known,
                     const http::Fields& typed, const Problems& problems, const Tongue& t) {
    view::Choice choice{.name = name, .label = std::string(label)};
    auto languages = spoken_languages(known.biography);
    languages.push_back(typed.get(name));
    for (const auto& code : languages) {
        const bool there = std::ranges::any_of(
            choice.options, [&](const view::Option& one) { return one.value == code; });
        if (!there && app.catalogue->has_language(code))
            choice.options.push_back(
                {.value = code, .label = app.catalogue->language_name(code, t)});
    }
    choice.chosen = typed.all(name);
    return view::select(choice, problems, t);
}

void add_pages(http::Router& router) {
    add_desk_pages(router);
    add_goal_pages(router);
    add_measure_pages(router);
    add_freezing_pages(router);
    add_agreement_pages(router);
    add_review_pages(router);
    add_own_pages(router);
    add_together_pages(router);
}

}  // namespace mobio::plan
