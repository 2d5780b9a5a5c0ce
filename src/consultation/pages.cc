// SPDX-License-Identifier: EUPL-1.2
#include "consultation/pages.h"

#include "account/openings.h"
#include "biography/biography.h"
#include "consultation/views.h"
#include "platform/access_log/access_log.h"

namespace mobio::consultation {

using html::Html;
using html::markup;

std::string name_of(sql::Connection& db, App& app, Id<Person> person) {
    const auto key = app.vault.find_key_of(person.bytes);
    if (!key) return {};
    return biography::full_name(biography::load_sections(db, app, person, *key, {"person"}));
}

namespace {

template <class Who>
Kept found_one(sql::Connection& db, const Who& who, const http::Request& request, App& app) {
    const auto id = ConsultationId::parse(request.param("id"));
    auto found = id ? find(db, app, who, *id) : std::nullopt;
    if (!found) http::not_found();
    return std::move(*found);
}

template <class May>
Id<Person> found_person(const http::Request& request, const May& may) {
    const auto person = Id<Person>::parse(request.param("id"));
    if (!person || !may(*person)) http::not_found();
    return *person;
}

}  // namespace

Kept open_one(sql::Connection& db, const CaseReader& who, const http::Request& request, App& app) {
    return found_one(db, who, request, app);
}
Kept open_one(sql::Connection& db, const Caseworker& who, const http::Request& request, App& app) {
    return found_one(db, who, request, app);
}

Id<Person> person_in(sql::Connection& db, const CaseReader& who, const http::Request& request,
                     App& app) {
    return found_person(request, [&](Id<Person> person) {
        return account::may_read(db, who, person, app.clock.now());
    });
}
Id<Person> person_in(sql::Connection& db, const Caseworker& who, const http::Request& request,
                     App& app) {
    return found_person(request, [&](Id<Person> person) {
        return account::may_work(db, who, person, app.clock.now());
    });
}

void log_reading(App& app, const CaseReader& who, Id<Person> person, const http::Request& request) {
    access_log::read(
        app, {person.bytes, access_log::Who::Staff, who.id.bytes, "consultation.read", {}, ""},
        request.visitor);
}

Html done_button(const Kept& kept, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    return kept.done_at ? view::button_form(address(kept.id) + "/reopening",
                                            view::button(t.tr("Open again"), "undo", "quiet small"),
                                            request, app)
                        : view::button_form(address(kept.id) + "/completion",
                                            view::button(t.tr("Done"), "check", "quiet small"),
                                            request, app);
}

view::Line step_line(const Kept& kept, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto& step = kept.told.step;
    const bool pressing = presses(step, app.today());
    return {.start = view::badge(pressing ? "bell" : "goal", pressing ? "warm" : ""),
            .title = step_in_words(step, app, t),
            .small = markup<"{}">(who_and_when(step, Reader::Staff, app, t)),
            .end = done_button(kept, request, app)};
}

Html notices(const http::Request& request, App& app) {
    const auto notice = view::take_notice(request);
    if (!notice) return {};
    const auto& t = app.tongue(request.language);
    if (notice->code == "saved") return view::toast(t.tr("Saved"), {});
    const auto id = ConsultationId::parse(notice->argument);
    if (notice->code != "step_done" || !id) return {};
    return view::toast(
        t.tr("Ticked off."),
        view::button_form(address(*id) + "/reopening",
                          view::button(t.tr("Undo"), "undo", "quiet small"), request, app));
}

void add_pages(http::Router& router) {
    add_case_pages(router);
    add_writing_pages(router);
    add_task_pages(router);
    add_own_pages(router);
}

}  // namespace mobio::consultation
