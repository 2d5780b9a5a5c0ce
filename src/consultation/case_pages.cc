// SPDX-License-Identifier: EUPL-1.2
// What was spoken about with one person: the list, and one of them.
#include "account/account.h"
#include "account/openings.h"
#include "consultation/pages.h"
#include "consultation/views.h"

namespace mobio::consultation {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

constexpr std::size_t per_page = 50;

Html line_of(const Kept& kept, App& app, const Tongue& t) {
    const auto& told = kept.told;
    Html end;
    if (kept.to_do()) end = view::tag(t.tr("Next step open"), "warm", "goal");
    return view::line(
        {.href = address(kept.id),
         .start = view::badge("speaker"),
         .title = markup<"{}">(t.date(told.day)),
         .small = markup<"{} · {}">(app.catalogue->code_label("consult_kind", told.kind, t),
                                    labels(app, "consult_topic", told.topics, t)),
         .end = end});
}

Html open_steps(const std::vector<Kept>& all, bool may_work, const http::Request& request,
                App& app) {
    const auto& t = app.tongue(request.language);
    std::vector<Html> lines;
    for (const auto& kept : all) {
        if (!kept.to_do()) continue;
        auto line = step_line(kept, request, app);
        if (!may_work) line.end = {};
        lines.push_back(view::line(line));
    }
    if (lines.empty()) return {};
    return markup<"<h2>{}</h2>{}">(t.tr("Next steps"), view::list(lines, "list card arranging"));
}

Html consultations(const std::vector<Kept>& all, const http::Request& request, App& app,
                   bool everything) {
    const auto& t = app.tongue(request.language);
    if (all.empty())
        return view::empty_state("speaker",
                                 markup<"<p>{}</p>">(t.tr("No consultation was written yet.")));
    std::vector<Html> lines;
    for (const auto& kept : all) {
        if (!everything && lines.size() == per_page) break;
        lines.push_back(line_of(kept, app, t));
    }
    auto list = markup<"<h2>{}</h2>{}">(t.tr("Consultations"), view::list(lines, "list card"));
    if (lines.size() < all.size())
        list += view::button_link("?all=yes", t.tr("Show all"), "next", "quiet");
    return list;
}

// What else a caseworker does with the person.
Html beside(Id<Person> person, const Tongue& t) {
    const auto own = "/staff/persons/" + person.text();
    return markup<R"(<p class="buttons">{}{}</p>)">(
        view::button_link(own + "/appointments", t.tr("Appointments"), "calendar", "quiet small"),
        view::button_link(own + "/tasks/new", t.tr("New task"), "check", "quiet small"));
}

http::Response show_list(const CaseReader& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    struct Shown {
        Id<Person> person;
        std::string name;
        std::vector<Kept> all;
        bool may_work;
    };
    const auto shown = app.db->read([&](sql::Connection& db) {
        const auto person = person_in(db, who, request, app);
        return Shown{person, name_of(db, app, person), of_person(db, app, who, person),
                     account::may_work(db, who, person, app.clock.now())};
    });
    log_reading(app, who, shown.person, request);
    view::Page page;
    page.title = t.tr("Consultations");
    page.area = view::Area::Cases;
    page.width = view::Width::Medium;
    page.body = view::back_link(shown.may_work ? "/staff/persons"
                                               : "/staff/persons/" + shown.person.text() + "/case",
                                t) +
                notices(request, app);
    page.body += view::head(view::value(shown.name), {}, page.title);
    if (shown.may_work)
        page.body += view::add_link(list_address(shown.person) + "/new", t.tr("New consultation"),
                                    t.tr("Written in a minute. Most of it is chosen.")) +
                     beside(shown.person, t);
    page.body += open_steps(shown.all, shown.may_work, request, app);
    page.body += consultations(shown.all, request, app, request.query.get("all") == "yes");
    return view::page(request, app, std::move(page));
}

// One of them --------------------------------------------------------------------------------

Html note_card(const WorkingNote& note, std::string_view title, App& app, const Tongue& t) {
    Html state = markup<R"(<p class="soft">{}</p>)">(
        text::fill(t.tr("It is deleted on {1}."), t.short_date(app.zone.day(note.ends_at))));
    if (note.opened) state.add<R"(<p class="soft">{}</p>)">(t.tr("The cover may read it."));
    return view::card(
        {.title = std::string(title),
         .icon = "lock",
         .tone = "warm",
         .body = markup<R"(<p class="lines">{}</p>{})">(view::value(note.words), state)});
}

struct Shown {
    Kept kept;
    std::string name;
    std::optional<WorkingNote> mine;
    std::vector<WorkingNote> of_others;
    bool may_work = false;
};

Html notes(const Shown& shown, App& app, const Tongue& t) {
    Html cards;
    if (shown.mine) cards += note_card(*shown.mine, t.tr("My working note"), app, t);
    for (const auto& note : shown.of_others)
        cards += note_card(note,
                           text::fill(t.tr("Working note of {1}"),
                                      text::isolated(account::staff_name(app, note.author))),
                           app, t);
    return cards;
}

Html shared_card(const Shown& shown, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    Html footer;
    if (shown.may_work) {
        footer += view::button_link(address(shown.kept.id) + "/correction", t.tr("Correct"), "edit",
                                    "quiet small");
        if (shown.kept.told.step.agreed()) footer += done_button(shown.kept, request, app);
    }
    return view::card({.title = std::string(t.tr("The person reads this")),
                       .icon = "eye",
                       .body = view::facts(facts_of(shown.kept.told, Reader::Staff, app, t)),
                       .footer = footer});
}

http::Response show_one(const CaseReader& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto shown = app.db->read([&](sql::Connection& db) {
        auto kept = open_one(db, who, request, app);
        return Shown{kept, name_of(db, app, kept.person), own_note(db, app, who, kept),
                     notes_for_cover(db, app, who, kept),
                     account::may_work(db, who, kept.person, app.clock.now())};
    });
    log_reading(app, who, shown.kept.person, request);
    view::Page page;
    page.title = t.tr("Consultation");
    page.area = view::Area::Cases;
    page.width = view::Width::Medium;
    page.body = view::back_link(list_address(shown.kept.person), t) + notices(request, app);
    page.body +=
        view::head(markup<"{}">(t.date(shown.kept.told.day)),
                   markup<"{} · {}">(view::value(shown.name),
                                     view::value(account::staff_name(app, shown.kept.author))),
                   page.title);
    page.body += concern_note(shown.kept.told, t) + shared_card(shown, request, app);
    page.body += notes(shown, app, t);
    return view::page(request, app, std::move(page));
}

}  // namespace

void add_case_pages(http::Router& router) {
    router.get("/staff/persons/{id}/consultations", show_list);
    router.get("/staff/consultations/{id}", show_one);
}

}  // namespace mobio::consultation
