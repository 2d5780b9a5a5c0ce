// SPDX-License-Identifier: EUPL-1.2
// The lead's list of the team's cases, and one of them: who is in charge, and opening it to read.
#include "account/openings.h"
#include "casework/case_views.h"
#include "casework/desk.h"
#include "catalogue/catalogue.h"
#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"
#include "platform/view/components.h"
#include "platform/view/page.h"
#include "team/pages.h"
#include "team/team.h"

namespace mobio::team {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

constexpr std::size_t per_page = 50, most_words = 500;

std::string address(Id<Person> person) { return "/staff/team/persons/" + person.text(); }

access_log::Entry listed(const Lead& who, Id<Person> person) {
    return {person.bytes, access_log::Who::Staff, who.id.bytes, "person.listed", {}, ""};
}

// The list ----------------------------------------------------------------------------------------

struct List {
    std::string team;
    std::vector<TeamCase> cases;
    std::vector<Colleague> colleagues;
    casework::Places places;

    std::string name_of(const std::optional<Id<Staff>>& id) const {
        for (const auto& one : colleagues)
            if (id == one.id) return one.name;
        return {};
    }
};

List list_of(const Lead& who, App& app) {
    return app.db->read([&](sql::Connection& db) {
        List list;
        list.places = casework::places_of(db);
        const auto team = team_of(db, who.id);
        if (!team) return list;
        list.team = list.places.name_of(team);
        list.cases = cases_of(db, app, *team);
        list.colleagues = caseworkers_of(db, app, *team);
        return list;
    });
}

// Whose cases are shown: of one colleague, of nobody who is in the team, or of all.
void keep_asked(List& list, std::string_view asked) {
    if (asked.empty()) return;
    std::erase_if(list.cases, [&](const TeamCase& one) {
        const bool here = !list.name_of(one.in_charge).empty();
        return asked == "none" ? here : !one.in_charge || one.in_charge->text() != asked;
    });
}

Html filter_form(const List& list, std::string_view asked, const Tongue& t) {
    view::Choice choice{.name = "staff", .label = std::string(t.tr("In charge"))};
    choice.options = {{.value = "none", .label = std::string(t.tr("Nobody of the team"))}};
    for (const auto& one : list.colleagues)
        choice.options.push_back({.value = one.id.text(), .label = one.name, .lang = "de"});
    choice.chosen = {std::string(asked)};
    return markup<R"(<form class="filters" method="get" action="/staff/team">{}{}</form>)">(
        view::select(choice, {}, t), view::button(t.tr("Show"), "search", "quiet"));
}

Html in_charge_of(const TeamCase& one, const List& list, const Tongue& t) {
    const auto name = list.name_of(one.in_charge);
    return name.empty() ? view::tag(t.tr("Nobody of the team"), "warm", "warn")
                        : view::value(name, "de");
}

view::Table table_of(const List& list, std::size_t from, App& app, const Tongue& t) {
    view::Table table{.caption = std::string(t.tr("Cases of the team")),
                      .columns = {std::string(t.tr("Name")), std::string(t.tr("In charge")),
                                  std::string(t.tr("Phase")), std::string(t.tr("Lives in")),
                                  std::string(t.tr("Counselling time"))},
                      .rows = {}};
    for (auto i = from; i < std::min(list.cases.size(), from + per_page); ++i) {
        const auto& one = list.cases[i];
        const auto* stay = one.one.now();
        table.rows.push_back(
            {markup<R"(<a href="{}">{}</a>)">(address(one.one.person), view::value(one.name)),
             in_charge_of(one, list, t),
             markup<"{}">(casework::phase_in_words(app, one.one.phase(), t)),
             stay ? view::value(casework::place_in_words(*stay, list.places), "de") : Html{},
             casework::clock_progress(one.one.clock, app.today(), t) +
                 casework::clock_tag(one.one.clock, app.today(), t)});
    }
    return table;
}

void log_listing(App& app, const Lead& who, const List& list, std::size_t from,
                 const http::Visitor& visitor) {
    std::vector<access_log::Entry> entries;
    for (auto i = from; i < std::min(list.cases.size(), from + per_page); ++i)
        entries.push_back(listed(who, list.cases[i].one.person));
    access_log::read(app, entries, visitor);
}

Html more_link(const List& list, std::size_t from, std::string_view asked, const Tongue& t) {
    if (from + per_page >= list.cases.size()) return {};
    return view::button_link(
        "/staff/team?from=" + std::to_string(from + per_page) + "&staff=" + std::string(asked),
        t.tr("Show more"), "next", "quiet");
}

http::Response show_list(const Lead& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    auto list = list_of(who, app);
    const auto& asked = request.query.get("staff");
    keep_asked(list, asked);
    const auto from =
        static_cast<std::size_t>(std::strtoul(request.query.get("from").c_str(), nullptr, 10));
    log_listing(app, who, list, from, request.visitor);
    view::Page page;
    page.title = t.tr("My team");
    page.area = view::Area::Cases;
    page.width = view::Width::Wide;
    page.body = view::head(markup<"{}">(page.title), view::value(list.team, "de"));
    page.body += markup<R"(<div class="row">{}{}</div>)">(
        view::button_link("/staff/handovers", t.tr("Handovers to my team"), "send", "quiet small"),
        view::button_link("/staff/covers", t.tr("Covers"), "calendar", "quiet small"));
    page.body += filter_form(list, asked, t);
    page.body += list.cases.empty()
                     ? view::empty_state("family", markup<"<p>{}</p>">(t.tr("No case is here.")))
                     : view::table(table_of(list, from, app, t));
    page.body += more_link(list, from, asked, t);
    return view::page(request, app, std::move(page));
}

// One case ----------------------------------------------------------------------------------------

struct One {
    TeamCase found;
    std::vector<Colleague> colleagues;
    account::Helpers helpers;
    std::optional<Time> open_until;
};

One one_of(const Lead& who, const http::Request& request, App& app) {
    const auto person = Id<Person>::parse(request.param("id"));
    if (!person) http::not_found();
    return app.db->read([&](sql::Connection& db) {
        const auto now = app.clock.now();
        auto found = case_of(db, app, who, *person);
        const auto team = *found.one.team;
        return One{std::move(found), caseworkers_of(db, app, team),
                   account::helpers_of(db, *person, now),
                   account::open_until(db, who, *person, now)};
    });
}

Html colleague_select(const One& one, const Problems& problems, const Tongue& t) {
    view::Choice choice{.name = "staff", .label = std::string(t.tr("Put in charge"))};
    for (const auto& colleague : one.colleagues)
        if (colleague.id != one.found.in_charge)
            choice.options.push_back(
                {.value = colleague.id.text(), .label = colleague.name, .lang = "de"});
    return view::select(choice, problems, t);
}

Html assign_card(const One& one, const Problems& problems, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    view::Form form{.action = address(one.found.one.person) + "/assignment", .css = ""};
    form.id = "assign";
    const auto fields =
        colleague_select(one, problems, t) +
        markup<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Assign"), "check", "quiet"));
    return view::card({.title = std::string(t.tr("In charge")),
                       .icon = "person",
                       .body = view::facts(casework::helper_facts(one.helpers, app, t)),
                       .footer = view::form(form, fields, request, app)});
}

Html reason_fields(const http::Request& request, const Problems& problems, App& app) {
    const auto& t = app.tongue(request.language);
    view::Choice choice{.name = "code", .label = std::string(t.tr("Reason"))};
    for (const auto& code : app.catalogue->codes("opening_reason"))
        choice.options.push_back(
            {.value = code.code,
             .label = app.catalogue->code_label("opening_reason", code.code, t)});
    choice.chosen = {request.form.get("code")};
    return view::select(choice, problems, t) +
           view::textarea({.name = "words",
                           .label = std::string(t.tr("More about it")),
                           .hint = std::string(t.tr("The person reads this.")),
                           .value = request.form.get("words")},
                          2, problems, t) +
           markup<R"(<div class="buttons">{}</div>)">(
               view::button(t.tr("Open the case to read"), "eye", "quiet"));
}

Html opening_card(const One& one, const Problems& problems, const http::Request& request,
                  App& app) {
    const auto& t = app.tongue(request.language);
    const auto person = one.found.one.person;
    view::Card card{.title = std::string(t.tr("Read the case")), .icon = "lock"};
    card.body = markup<"<p>{}</p>">(
        t.tr("You may read a case for one hour. The person sees the reason and your name."));
    if (one.open_until)
        card.footer = markup<"<p>{}</p>{}">(
            text::fill(t.tr("Open until {1}."), t.time_of_day(*one.open_until)),
            view::button_link(casework::case_address(person), t.tr("To the case"), "next"));
    else
        card.footer = view::form({.action = address(person) + "/openings", .css = ""},
                                 reason_fields(request, problems, app), request, app);
    return view::card(card);
}

http::Response one_page(const One& one, const Problems& problems, const http::Request& request,
                        App& app) {
    const auto& t = app.tongue(request.language);
    view::Page page;
    page.title = t.tr("Case");
    page.area = view::Area::Cases;
    page.width = view::Width::Medium;
    page.has_form = !one.open_until;
    page.body = view::back_link("/staff/team", t) + view::errors(problems, t);
    page.body += view::head(view::value(one.found.name), {}, page.title);
    page.body += assign_card(one, problems, request, app);
    page.body += opening_card(one, problems, request, app);
    return view::page(request, app, std::move(page), problems.empty() ? 200 : 422);
}

http::Response with_problems(const One& one, const Problems& problems, const http::Request& request,
                             App& app) {
    return http::drawn(request, [&app, one, problems](const http::Request& in) {
        return one_page(one, problems, in, app);
    });
}

http::Response show_one(const Lead& who, const http::Request& request, App& app) {
    const auto one = one_of(who, request, app);
    access_log::read(app, listed(who, one.found.one.person), request.visitor);
    return one_page(one, {}, request, app);
}

http::Response assign(const Lead& who, const http::Request& request, App& app) {
    const auto one = one_of(who, request, app);
    const auto staff = Id<Staff>::parse(request.form.get("staff"));
    Problems problems;
    if (!staff || std::ranges::find(one.colleagues, *staff, &Colleague::id) == one.colleagues.end())
        problems.add("staff", {text::mark("Choose a colleague of the team.")});
    if (request.redraw) problems = {};
    if (request.redraw || !problems.empty()) return with_problems(one, problems, request, app);
    const auto person = one.found.one.person;
    return http::once(request, app, [&](sql::Transaction& tx) {
        const auto now = app.clock.now();
        case_of(tx, app, who, person);
        account::assign(tx, person, *staff, now, now);
        casework::log_change(tx, who, person, "case.assigned", "", now);
        return address(person);
    });
}

Problems check(const account::Reason& reason, App& app) {
    Problems problems;
    if (!app.catalogue->has_code("opening_reason", reason.code))
        problems.add("code", {text::mark("Choose the reason.")});
    if (text::length(reason.words) > most_words)
        problems.add("words", {text::mark("That is too long. 500 characters are enough.")});
    if (reason.code == "other" && reason.words.empty())
        problems.add("words", {text::mark("Write the reason.")});
    return problems;
}

http::Response open(const Lead& who, const http::Request& request, App& app) {
    const auto one = one_of(who, request, app);
    const account::Reason reason{request.form.get("code"),
                                 text::clean(request.form.get("words")).text};
    if (request.redraw) return with_problems(one, {}, request, app);
    if (const auto problems = check(reason, app); !problems.empty())
        return with_problems(one, problems, request, app);
    const auto person = one.found.one.person;
    return http::once(request, app, [&](sql::Transaction& tx) {
        case_of(tx, app, who, person);
        account::open_case(tx, app, who, person, reason, app.clock.now());
        return casework::case_address(person);
    });
}

}  // namespace

void add_lead_pages(http::Router& router) {
    router.get("/staff/team", show_list);
    router.get("/staff/team/persons/{id}", show_one);
    router.post("/staff/team/persons/{id}/assignment", assign);
    router.post("/staff/team/persons/{id}/openings", open);
}

}  // namespace mobio::team
