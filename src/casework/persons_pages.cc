// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "account/who.h"
#include "biography/names/search.h"
#include "casework/pages.h"
#include "casework/persons_views.h"
#include "casework/store.h"
#include "platform/view/components.h"
#include "platform/view/page.h"

// The list of the persons that a caseworker works with, and the search among them.
namespace mobio::casework {

using html::markup;
namespace names = biography::names;
using view::Html;

namespace {

constexpr std::size_t per_page = 50, most_letters = 200;

Html end_of_line(const CasePerson& person, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    if (person.has_account) return view::tag(t.tr("has an account"), "ok", "check");
    return view::button_form("/staff/persons/" + person.person.text() + "/code-card",
                             view::button(t.tr("New code card"), "card", "quiet small"), request,
                             app);
}

Html links_of(const CasePerson& person, const text::Tongue& t) {
    const auto at = "/staff/persons/" + person.person.text();
    const auto link = [&](const char* path, std::string_view label) {
        return markup<R"(<a class="tool" href="{}">{}<span class="hide">: {}</span></a>)">(
            at + path, label, view::value(person.name));
    };
    return link("/case", t.tr("Case")) + link("/consultations", t.tr("Consultations")) +
           link("/plan", t.tr("Plan")) + link("/releases", t.tr("Data releases"));
}

// The list ----------------------------------------------------------------------------------------

Html list_of(const MyCases& cases, const Asked& asked, App& app, const text::Tongue& t) {
    if (cases.all.empty() && !asked.filters())
        return view::empty_state(
            "family", markup<"<p>{}</p>">(t.tr("Here you will find the persons you work with. "
                                               "Begin with a code card.")));
    if (cases.all.empty())
        return view::empty_state("search", markup<"<p>{}</p>">(t.tr("Nobody fits this.")));
    return view::table(cases_table(cases, asked.from, per_page, app, t));
}

void log_shown(App& app, const Caseworker& who, std::vector<Id<Person>> shown,
               const std::vector<MyCase>& all, std::size_t from, const http::Visitor& visitor) {
    for (auto i = from; i < std::min(all.size(), from + per_page); ++i)
        shown.push_back(all[i].person.person);
    std::ranges::sort(shown);
    shown.erase(std::unique(shown.begin(), shown.end()), shown.end());
    log_listed(app, who, shown, visitor);
}

Html all_cases(MyCases& cases, const Asked& asked, App& app, const text::Tongue& t) {
    const auto filters = cases.all.empty() ? Html{} : filter_form(cases, asked, app, t);
    choose(cases.all, asked, app.today(), t);
    auto out = markup<R"(<section class="stack" aria-labelledby="all"><h2 id="all">{} {}</h2>)">(
        t.tr("All of them"), view::tag(t.number(static_cast<std::int64_t>(cases.all.size()))));
    out += filters + list_of(cases, asked, app, t);
    if (asked.from + per_page < cases.all.size())
        out += view::button_link(asked.address(asked.from + per_page), t.tr("Show more"), "next",
                                 "quiet");
    return out.add<"</section>">();
}

// How many handovers wait for the team of a manager.
std::int64_t waiting(sql::Connection& db, const Caseworker& who) {
    if (who.role != Role::Manager) return 0;
    return db
        .first(
            "SELECT COUNT(*) FROM staff s JOIN handovers h ON h.to_team_id = s.team_id"
            " WHERE s.id = $1 AND h.agreed_at IS NOT NULL AND h.accepted_at IS NULL"
            " AND h.stopped_at IS NULL",
            [](sql::Row row) { return row.get<std::int64_t>(0); }, who.id)
        .value_or(0);
}

// How many cases they handed over and still read.
std::int64_t still_read(sql::Connection& db, const Caseworker& who, Time now) {
    return *db.first(
        "SELECT COUNT(DISTINCT person_id) FROM case_openings WHERE staff_id = $1 AND from_at <= $2"
        " AND until_at > $2",
        [](sql::Row row) { return row.get<std::int64_t>(0); }, who.id, now);
}

Html ways_on(const Caseworker& who, App& app, const text::Tongue& t) {
    const auto [handovers, readable] = app.db->read([&](sql::Connection& db) {
        return std::pair(waiting(db, who), still_read(db, who, app.clock.now()));
    });
    Html more;
    if (readable > 0)
        more += view::button_link(
            "/staff/handovers",
            t.plural("{1} case you can still read", "{1} cases you can still read", readable),
            "eye", "quiet small");
    if (handovers > 0)
        more += view::button_link("/staff/handovers",
                                  t.plural("{1} handover waits", "{1} handovers wait", handovers),
                                  "send", "small");
    return markup<R"(<div class="row">{}{}{}</div>)">(
        view::add_link("/staff/persons/new", t.tr("Add a person"),
                       t.tr("You get a code card for them.")),
        more + view::button_link("/staff/code-cards", t.tr("Code cards"), "card", "quiet small"),
        view::button_link("/staff/covers", t.tr("Covers"), "calendar", "quiet small"));
}

http::Response show_persons(const Caseworker& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto asked = Asked::of(request.query);
    auto cases = app.db->read([&](sql::Connection& db) { return my_cases(db, app, who, t); });
    // Points into the list, which is put in order below: drawn first.
    auto today = asked.from == 0 && !asked.filters() ? due_today(cases.all, app.today())
                                                     : std::vector<Today>{};
    const auto count = today.size();
    if (count > most_cards) today.resize(most_cards);
    const auto cards = today_cards(today, count, app.today(), t);
    view::Page page;
    page.title = t.tr("My persons");
    page.area = view::Area::Cases;
    page.width = view::Width::Wide;
    page.script = "cases.js";
    page.body = view::head(page.title, "", t.weekday_date(app.today())) + ways_on(who, app, t);
    if (!cases.all.empty()) page.body += search_form(request, app, {});
    std::vector<Id<Person>> shown;
    for (const auto& item : today) shown.push_back(item.one->person.person);
    page.body += cards + all_cases(cases, asked, app, t);
    log_shown(app, who, std::move(shown), cases.all, asked.from, request.visitor);
    return view::page(request, app, std::move(page));
}

// --- The search ----------------------------------------------------------------------------------

// What was found, and how the list says why.
struct Results {
    std::vector<CasePerson> persons;
    std::vector<names::Found> found;  // in the same order
    bool more = false;
};

Results look_for(const Caseworker& who, App& app, const std::string& name, const text::Tongue& t) {
    return app.db->read([&](sql::Connection& db) {
        const auto findings = names::find(db, app, who.id, name, t);
        Results results{{}, {}, findings.more};
        for (const auto& one : findings.persons) {
            auto person = person_of(db, app, who.id, one.person, one.name);
            if (!person) continue;
            results.persons.push_back(std::move(*person));
            results.found.push_back(one);
        }
        return results;
    });
}

Html result_line(const CasePerson& person, const names::Found& found, const http::Request& request,
                 App& app) {
    const auto& t = app.tongue(request.language);
    view::Line line;
    line.start = view::badge("person");
    line.title = view::value(person.name);
    if (!found.spelling.empty()) line.small = view::value(found.spelling);
    if (found.fit == names::Fit::Sound)
        line.small.add<"{}{}">(found.spelling.empty() ? "" : " · ", t.tr("sounds similar"));
    line.more = links_of(person, t) + births_tag(person, t);
    line.end = end_of_line(person, request, app);
    return view::line(line);
}

Html results_list(const Results& results, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    if (results.persons.empty())
        return view::empty_state(
            "search", markup<"<p>{}</p>">(t.tr("None of your persons has such a name.")));
    std::vector<Html> lines;
    for (std::size_t i = 0; i < results.persons.size(); ++i)
        lines.push_back(result_line(results.persons[i], results.found[i], request, app));
    auto list = view::list(lines, "list card");
    if (results.more)
        list += view::note("info",
                           markup<"{}">(t.tr("There are more. Write one more part of the name.")));
    return list;
}

Problems check_sought(const std::string& name) {
    Problems problems;
    if (text::length(name) > most_letters)
        problems.add("name", {text::mark("That is too long. 200 characters are enough.")});
    else if (names::sought(name).terms.empty())
        problems.add("name", {text::mark("Write a name, or a part of it.")});
    return problems;
}

http::Response search(const Caseworker& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto name = text::clean(request.form.get("name")).text;
    const auto problems = request.redraw && name.empty() ? Problems{} : check_sought(name);
    view::Page page;
    page.title = t.tr("My persons");
    page.area = view::Area::Cases;
    page.width = view::Width::Medium;
    page.body = view::back_link("/staff/persons", t) + view::errors(problems, t);
    page.body += view::head(page.title) + search_form(request, app, problems);
    if (!problems.empty()) return view::page(request, app, std::move(page), 422);
    const auto results = look_for(who, app, name, t);
    std::vector<Id<Person>> shown;
    for (const auto& person : results.persons) shown.push_back(person.person);
    log_listed(app, who, shown, request.visitor);
    page.body += results_list(results, request, app);
    auto response = view::page(request, app, std::move(page));
    response.repeatable = true;
    return response;
}

}  // namespace

void add_persons_pages(http::Router& router) {
    router.get("/staff/persons", show_persons);
    router.post("/staff/persons/search", search);
}

}  // namespace mobio::casework
