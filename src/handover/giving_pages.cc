// SPDX-License-Identifier: EUPL-1.2
// A caseworker hands a case over: where to and when, then the person's consent, then the waiting.
#include "account/account.h"
#include "account/code_card.h"
#include "account/store.h"
#include "consultation/store.h"
#include "consultation/views.h"
#include "handover/pages.h"
#include "platform/http/form_key.h"
#include "platform/text/day.h"
#include "platform/view/page.h"

namespace mobio::handover {

using casework::Desk;
using html::Html;
using html::markup;
using text::mark;
using text::Tongue;

namespace {

constexpr std::size_t most_words = 2000;

// What the page stands on.
struct Giving {
    Desk desk;
    std::optional<Handover> newest;
    std::vector<consultation::Kept> steps;
    text::Language language;  // that the person reads

    bool runs() const {
        const auto state = newest ? newest->state() : State::Stopped;
        return state == State::AsksPerson || state == State::AsksTeam;
    }
};

Giving giving_of(const Caseworker& who, const http::Request& request, App& app) {
    Giving g{casework::working_desk(who, request, app), {}, {}, text::Language::De};
    if (g.desk.one().closed) http::not_found();
    app.db->read([&](sql::Connection& db) {
        g.newest = newest_of(db, app, g.desk.person);
        g.steps = consultation::to_do_of(db, app, who, g.desk.person);
        g.language = account::last_language(db, g.desk.person);
    });
    const auto& asked = request.method == http::Method::Post ? request.form.get("text_language")
                                                             : request.query.get("text");
    if (const auto language = text::parse_language(asked)) g.language = *language;
    return g;
}

Html open_steps(const Giving& g, App& app, const Tongue& t) {
    if (g.steps.empty()) return {};
    std::vector<Html> lines;
    for (const auto& kept : g.steps)
        lines.push_back(view::line({.start = view::badge("goal"),
                                    .title = consultation::step_in_words(kept.told.step, app, t),
                                    .small = markup<"{}">(consultation::who_and_when(
                                        kept.told.step, consultation::Reader::Staff, app, t))}));
    return markup<"<h3>{}</h3>{}">(t.tr("Open next steps"), view::list(lines));
}

// The form ----------------------------------------------------------------------------------------

std::vector<view::Option> other_teams(const Giving& g, const std::string& chosen) {
    auto options = g.desk.places.team_options(chosen);
    std::erase_if(options, [&](const view::Option& option) {
        const auto id = Id<county::Team>::parse(option.value);
        const auto* team = g.desk.places.find(id);
        return !team || team->service != "AU" || id == g.desk.one().team;
    });
    return options;
}

Html begin_form(const Giving& g, const http::Fields& typed, const Problems& problems,
                const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto chosen = [&](const char* name) { return typed.get(name); };
    Html fields = markup<R"(<div class="together">{}{}{}</div>)">(
        view::input({.name = "day",
                     .label = std::string(t.tr("Day of the handover")),
                     .value = chosen("day"),
                     .type = "date",
                     .dir = "ltr"},
                    problems, t),
        view::select({.name = "municipality",
                      .label = std::string(t.tr("Municipality")),
                      .options = g.desk.places.municipality_options(chosen("municipality")),
                      .chosen = {chosen("municipality")},
                      .typeahead = true},
                     problems, t),
        view::select({.name = "team",
                      .label = std::string(t.tr("New team")),
                      .options = other_teams(g, chosen("team")),
                      .chosen = {chosen("team")}},
                     problems, t));
    fields += view::textarea({.name = "words",
                              .label = std::string(t.tr("What the new team should know")),
                              .hint = std::string(t.tr("The person reads this.")),
                              .value = chosen("words")},
                             3, problems, t);
    fields += transfer_list(t) + open_steps(g, app, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("On to the consent"), "next"));
    return view::form({.action = address_of(g.desk.person)}, fields, request, app);
}

struct Typed {
    Told told;
    std::optional<Id<county::Team>> team;
    Problems problems;
};

Typed read(const Giving& g, const http::Fields& form, Date today) {
    Typed typed;
    const auto day = text::parse_day(form.get("day"));
    const auto to = Id<county::Municipality>::parse(form.get("municipality"));
    typed.team = Id<county::Team>::parse(form.get("team"));
    typed.told.words = text::clean(form.get("words")).text;
    auto& problems = typed.problems;
    if (!day) problems.add("day", {mark("Write the day, such as 28.11.2026.")});
    if (day && std::chrono::sys_days{*day} > std::chrono::sys_days{today} + std::chrono::days{366})
        problems.add("day", {mark("This is more than a year ahead.")});
    if (!to || !g.desk.places.find(to))
        problems.add("municipality", {mark("Choose the municipality.")});
    const auto teams = other_teams(g, "");
    if (!typed.team ||
        std::ranges::find(teams, typed.team->text(), &view::Option::value) == teams.end())
        problems.add("team", {mark("Choose the new team.")});
    if (text::length(typed.told.words) > most_words)
        problems.add("words", {mark("That is too long. 2000 characters are enough.")});
    if (!problems.empty()) return typed;
    typed.told.day = *day;
    typed.told.to = *to;
    return typed;
}

// The consent -------------------------------------------------------------------------------------

Html language_links(const Giving& g, const Tongue& t) {
    Html items;
    for (const auto language : text::languages) {
        const auto code = std::string(text::code(language));
        items.add<R"(<li><a href="{}" lang="{}" {}>{}</a></li>)">(
            address_of(g.desk.person) + "?text=" + code, code,
            html::Attributes{}.set("aria-current", language == g.language ? "true" : ""),
            text::own_name(language));
    }
    return markup<R"(<nav aria-label="{}"><ul class="row">{}</ul></nav>)">(
        t.tr("Language of the consent text"), items);
}

Html consent_form(const Giving& g, const Problems& problems, const http::Request& request,
                  App& app) {
    const auto& t = app.tongue(request.language);
    view::Choice manner{.name = "manner", .label = std::string(t.tr("How does the person agree?"))};
    manner.options = {
        {.value = "screen",
         .label = std::string(t.tr("They read it here, or it is read to them."))},
        {.value = "paper", .label = std::string(t.tr("A paper with their signature is there."))}};
    manner.chosen = {request.form.get("manner")};
    auto fields = view::choices(manner, problems, t);
    fields += casework::consent_columns(casework::ConsentKind::Handover, app, g.language,
                                        request.language);
    fields += answer_buttons(app, t, g.language);
    const auto shown = casework::consent_text(casework::ConsentKind::Handover, app, g.language);
    return view::form({.action = address_of(g.desk.person) + "/consent",
                       .hidden = {{"text_language", std::string(text::code(g.language))},
                                  {"text_mark", casework::mark_of(shown)}}},
                      fields, request, app);
}

// The page ----------------------------------------------------------------------------------------

Html state_note(const Giving& g, const Tongue& t) {
    if (!g.newest) return {};
    switch (g.newest->state()) {
        case State::AsksPerson:
            return view::note("consent", markup<"{}">(t.tr("The person is asked for consent.")));
        case State::AsksTeam:
            return view::note("clock", markup<"{}">(t.tr("The person agreed. The new team is "
                                                         "asked to take over.")));
        case State::Done:
            return {};
        case State::Stopped:
            return view::note("info", markup<"{}">(t.tr("The last handover was stopped.")));
    }
    return {};
}

Html body_of(const Giving& g, const http::Fields& typed, const Problems& problems,
             const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    if (!g.runs()) return begin_form(g, typed, problems, request, app);
    auto body = view::card({.title = std::string(t.tr("Handover")),
                            .icon = "send",
                            .body = view::facts(facts_of(*g.newest, g.desk.places, t))});
    if (g.newest->state() == State::AsksPerson)
        body += language_links(g, t) + consent_form(g, problems, request, app);
    return body + view::button_form(address_of(g.desk.person) + "/stop",
                                    view::button(t.tr("Stop the handover"), "close", "quiet"),
                                    request, app);
}

http::Response page_of(const Giving& g, const http::Fields& typed, const Problems& problems,
                       const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    view::Page page;
    page.title = t.tr("Hand over the case");
    page.area = view::Area::Cases;
    page.width = view::Width::Wide;
    page.has_form = !g.runs() || g.newest->state() == State::AsksPerson;
    page.script = "typeahead.js";
    page.body = view::back_link(g.desk.address(), t) + view::errors(problems, t);
    page.body += view::head(view::value(g.desk.name), {}, page.title);
    page.body += state_note(g, t) + body_of(g, typed, problems, request, app);
    return view::page(request, app, std::move(page), problems.empty() ? 200 : 422);
}

http::Response again(const Giving& g, const Problems& problems, const http::Request& request,
                     App& app) {
    return http::drawn(request, [&app, g, problems](const http::Request& in) {
        return page_of(g, in.form, problems, in, app);
    });
}

http::Fields first_fields(const Giving& g) {
    http::Fields fields;
    if (const auto& move = g.desk.one().move) {
        fields.add("day", text::iso(move->day));
        fields.add("municipality", move->to.text());
    }
    return fields;
}

http::Response show(const Caseworker& who, const http::Request& request, App& app) {
    const auto g = giving_of(who, request, app);
    casework::log_reading(app, who, g.desk.person, request);
    return page_of(g, first_fields(g), {}, request, app);
}

http::Response create(const Caseworker& who, const http::Request& request, App& app) {
    if (auto before = casework::sent_before(request, app)) return std::move(*before);
    const auto g = giving_of(who, request, app);
    if (request.redraw) return again(g, {}, request, app);
    if (g.runs()) return http::see_other(address_of(g.desk.person));
    const auto typed = read(g, request.form, app.today());
    if (!typed.problems.empty()) return again(g, typed.problems, request, app);
    return http::once(request, app, [&](sql::Transaction& tx) {
        begin(tx, app, who, g.desk.person, *typed.team, typed.told, app.clock.now());
        return address_of(g.desk.person);
    });
}

Problems check_consent(const Giving& g, const http::Fields& form, App& app) {
    Problems problems;
    const auto& manner = form.get("manner");
    const auto text = casework::consent_text(casework::ConsentKind::Handover, app, g.language);
    if (manner != "screen" && manner != "paper")
        problems.add("manner", {mark("Choose how the person agrees.")});
    else if (form.get("text_mark") != casework::mark_of(text))
        problems.add("manner", {mark("The text has changed. Please read it again.")});
    return problems;
}

http::Response consent(const Caseworker& who, const http::Request& request, App& app) {
    if (auto before = casework::sent_before(request, app)) return std::move(*before);
    const auto g = giving_of(who, request, app);
    if (request.redraw) return again(g, {}, request, app);
    if (!g.newest || g.newest->state() != State::AsksPerson)
        return http::see_other(address_of(g.desk.person));
    const auto& said = request.form.get("answer");
    if (said != "accept" && said != "refuse") throw http::Failure{422};
    if (const auto problems = check_consent(g, request.form, app); !problems.empty())
        return again(g, problems, request, app);
    const bool paper = request.form.get("manner") == "paper";
    return http::once(request, app, [&](sql::Transaction& tx) {
        const auto now = app.clock.now();
        if (!account::is_assigned(tx, who.id, g.desk.person, now)) http::not_found();
        answer(tx, app, *g.newest,
               {said == "accept",
                {.manner = paper ? casework::Manner::Paper : casework::Manner::Screen,
                 .language = g.language,
                 .staff = who.id}},
               now);
        return address_of(g.desk.person);
    });
}

http::Response call_off(const Caseworker& who, const http::Request& request, App& app) {
    const auto g = giving_of(who, request, app);
    return http::once(request, app, [&](sql::Transaction& tx) {
        stop(tx, app, who, g.desk.person, app.clock.now());
        return address_of(g.desk.person);
    });
}

}  // namespace

void add_giving_pages(http::Router& router) {
    router.get("/staff/persons/{id}/handover", show);
    router.post("/staff/persons/{id}/handover", create);
    router.post("/staff/persons/{id}/handover/consent", consent);
    router.post("/staff/persons/{id}/handover/stop", call_off);
}

}  // namespace mobio::handover
