// SPDX-License-Identifier: EUPL-1.2
// A consultation is written, or corrected: by two at once, each sees what the other one wrote.
#include <charconv>

#include "consultation/form.h"
#include "consultation/pages.h"
#include "consultation/views.h"
#include "platform/http/form_key.h"

namespace mobio::consultation {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

// What the page stands on: a new one of a person, or one that is there.
struct Desk {
    Id<Person> person;
    std::string name;
    std::optional<Kept> kept = {};
    std::optional<WorkingNote> note = {};
    std::string action() const { return kept ? address(kept->id) : list_address(person); }
};

Desk new_desk(const Caseworker& who, const http::Request& request, App& app) {
    return app.db->read([&](sql::Connection& db) {
        const auto person = person_in(db, who, request, app);
        return Desk{person, name_of(db, app, person)};
    });
}

Desk old_desk(const Caseworker& who, const http::Request& request, App& app) {
    return app.db->read([&](sql::Connection& db) {
        auto kept = open_one(db, who, request, app);
        auto note = own_note(db, app, who, kept);
        return Desk{kept.person, name_of(db, app, kept.person), kept, note};
    });
}

http::Fields first_fields(const Desk& desk, App& app) {
    auto fields = desk.kept ? fields_of(desk.kept->told) : fresh_fields(app.today());
    if (!desk.note) return fields;
    fields.add("working_note", desk.note->words);
    if (desk.note->opened) fields.add("open_to_cover", "yes");
    return fields;
}

// What somebody else saved since the form was opened; the form below it holds what was typed.
Html overtaken_card(const Kept& kept, App& app, const Tongue& t) {
    return view::note("warn",
                      markup<"{}">(t.tr("Somebody changed this meanwhile. Below is what "
                                        "you typed. Save again to put it in its place.")),
                      "warm") +
           view::card({.title = std::string(t.tr("What stands there now")),
                       .icon = "eye",
                       .body = view::facts(facts_of(kept.told, Reader::Staff, app, t))});
}

enum class Meeting : std::uint8_t { None, Overtaken };

http::Response form_page(const Desk& desk, const http::Fields& typed, const Problems& problems,
                         const http::Request& request, App& app, Meeting meeting) {
    const auto& t = app.tongue(request.language);
    view::Form form;
    form.action = desk.action();
    if (desk.kept) form.hidden = {{"revision", std::to_string(desk.kept->revision)}};
    view::Page page;
    page.title = desk.kept ? t.tr("Correct a consultation") : t.tr("New consultation");
    page.area = view::Area::Cases;
    page.width = view::Width::Medium;
    page.has_form = true;
    page.body = view::back_link(desk.kept ? address(desk.kept->id) : list_address(desk.person), t);
    page.body += view::errors(problems, t);
    page.body += view::head(view::value(desk.name), {}, page.title);
    const bool overtaken = meeting == Meeting::Overtaken;
    if (overtaken) page.body += overtaken_card(*desk.kept, app, t);
    page.body += view::form(form, form_fields(typed, problems, app, t), request, app);
    return view::page(request, app, std::move(page),
                      overtaken          ? 409
                      : problems.empty() ? 200
                                         : 422);
}

http::Response with_problems(const Desk& desk, const Problems& problems,
                             const http::Request& request, App& app, Meeting meeting) {
    return http::drawn(request, [&app, desk, problems, meeting](const http::Request& in) {
        return form_page(desk, in.form, problems, in, app, meeting);
    });
}

http::Response show_new(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = new_desk(who, request, app);
    return form_page(desk, first_fields(desk, app), {}, request, app, Meeting::None);
}

http::Response show_correction(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = old_desk(who, request, app);
    log_reading(app, who, desk.person, request);
    return form_page(desk, first_fields(desk, app), {}, request, app, Meeting::None);
}

// What a form says, whole.
struct Typed {
    Consultation told;
    TypedNote note;
    Problems problems;
};
Typed typed_in(const http::Request& request, App& app) {
    auto [told, problems] = read(request.form, *app.catalogue, app.today());
    auto note = read_note(request.form, problems);
    return {std::move(told), std::move(note), std::move(problems)};
}

http::Response create(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = new_desk(who, request, app);
    if (request.redraw) return with_problems(desk, {}, request, app, Meeting::None);
    const auto typed = typed_in(request, app);
    if (!typed.problems.empty())
        return with_problems(desk, typed.problems, request, app, Meeting::None);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto now = app.clock.now();
        const auto id = ConsultationId::make(now);
        add(tx, app, who, desk.person, id, typed.told, now);
        write_note(tx, app, who, id, typed.note.words, typed.note.opened, now);
        return address(id);
    });
    view::leave_notice(response, {"saved", ""});
    return response;
}

std::int64_t seen_revision(const http::Request& request) {
    const auto& typed = request.form.get("revision");
    std::int64_t number = 0;
    std::from_chars(typed.data(), typed.data() + typed.size(), number);
    return number;
}

http::Response save(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = old_desk(who, request, app);
    if (request.redraw) return with_problems(desk, {}, request, app, Meeting::None);
    const auto typed = typed_in(request, app);
    if (!typed.problems.empty())
        return with_problems(desk, typed.problems, request, app, Meeting::None);
    const bool changes = typed.told != desk.kept->told;
    if (changes && seen_revision(request) != desk.kept->revision) {
        // The same form came twice, and the first time changed it.
        if (const auto there = http::led_to(request, app)) return http::see_other(*there);
        return with_problems(desk, {}, request, app, Meeting::Overtaken);
    }
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto now = app.clock.now();
        if (changes) change(tx, app, who, *desk.kept, typed.told, now);
        write_note(tx, app, who, desk.kept->id, typed.note.words, typed.note.opened, now);
        return address(desk.kept->id);
    });
    view::leave_notice(response, {"saved", ""});
    return response;
}

}  // namespace

void add_writing_pages(http::Router& router) {
    router.get("/staff/persons/{id}/consultations/new", show_new);
    router.post("/staff/persons/{id}/consultations", create);
    router.get("/staff/consultations/{id}/correction", show_correction);
    router.post("/staff/consultations/{id}", save);
}

}  // namespace mobio::consultation
