// SPDX-License-Identifier: EUPL-1.2
#include "account/who.h"
#include "biography/names/search.h"
#include "casework/pages.h"
#include "casework/store.h"
#include "platform/access_log/access_log.h"
#include "platform/view/components.h"
#include "platform/view/page.h"

// The list of the persons that a caseworker works with, and the search among them.
namespace mobio::casework {

using html::markup;
namespace names = biography::names;
using view::Html;

namespace {

constexpr int per_page = 50;
constexpr std::size_t most_letters = 200;

Html end_of_line(const CasePerson& person, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    if (person.has_account) return view::tag(t.tr("has an account"), "ok", "check");
    return view::button_form("/staff/persons/" + person.person.text() + "/code-card",
                             view::button(t.tr("New code card"), "card", "quiet small"), request,
                             app);
}

// What to clear up with them before a minor is taken for an adult, or the other way round.
Html births_of(const CasePerson& person, const text::Tongue& t) {
    if (person.births == Births::Agree) return {};
    const bool age = person.births == Births::OtherAge;
    return view::tag(
        age ? t.tr("Adult or minor? The birth dates disagree.") : t.tr("The birth dates disagree."),
        age ? "warm" : "", age ? "warn" : "calendar");
}

// To what stands under a person's address.
Html link_to(const CasePerson& person, std::string_view what, std::string_view label) {
    return markup<R"(<a class="tool" href="{}">{}<span class="hide">: {}</span></a>)">(
        (("/staff/persons/" + person.person.text()) += '/') += what, label,
        view::value(person.name));
}

Html links_of(const CasePerson& person, const text::Tongue& t) {
    return link_to(person, "consultations", t.tr("Consultations")) +
           link_to(person, "plan", t.tr("Plan")) +
           link_to(person, "releases", t.tr("Data releases"));
}

Html person_line(const CasePerson& person, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto since = t.short_date(app.zone.day(person.since));
    view::Line line;
    line.start = view::badge("person");
    line.title = view::value(person.name);
    line.small = markup<"{}">(text::fill(t.tr("since {1}"), since));
    line.more = links_of(person, t) + births_of(person, t);
    line.end = end_of_line(person, request, app);
    return view::line(line);
}

// Each name shown is a read of that person's record.
void log_reads(App& app, const Caseworker& who, const std::vector<CasePerson>& persons,
               const http::Visitor& visitor) {
    std::vector<access_log::Entry> entries;
    for (const auto& person : persons)
        entries.push_back(
            {person.person.bytes, access_log::Who::Staff, who.id.bytes, "person.listed", {}, ""});
    access_log::read(app, entries, visitor);
}

// Names stand in the form's body, never in an address: so it posts, and is answered with a page.
Html search_form(const http::Request& request, App& app, const Problems& problems) {
    const auto& t = app.tongue(request.language);
    view::Input name;
    name.name = "name";
    name.label = t.tr("Find a person by name");
    name.hint = t.tr("Any spelling, any script. A part of the name is enough.");
    name.type = "search";
    name.value = request.form.get("name");
    auto fields = view::input(name, problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Search"), "search", "quiet"));
    view::Form form;
    form.action = "/staff/persons/search";
    return view::form(form, fields, request, app);
}

Html list_of(const std::vector<CasePerson>& persons, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    if (persons.empty())
        return view::empty_state(
            "family", markup<"<p>{}</p>">(t.tr("Here you will find the persons you work with. "
                                               "Begin with a code card.")));
    std::vector<Html> lines;
    for (const auto& person : persons) lines.push_back(person_line(person, request, app));
    return view::list(lines, "list card");
}

http::Response show_persons(const Caseworker& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto after = Id<Person>::parse(request.query.get("after"));
    auto persons = app.db->read(
        [&](sql::Connection& db) { return persons_of(db, app, who.id, after, per_page + 1); });
    const bool more = persons.size() > per_page;
    if (more) persons.pop_back();
    log_reads(app, who, persons, request.visitor);

    view::Page page;
    page.title = t.tr("My persons");
    page.area = view::Area::Cases;
    page.width = view::Width::Medium;
    page.body = view::head(page.title);
    page.body += view::add_link("/staff/persons/new", t.tr("Add a person"),
                                t.tr("You get a code card for them."));
    if (!persons.empty()) page.body += search_form(request, app, {});
    page.body += list_of(persons, request, app);
    if (more)
        page.body += view::button_link("/staff/persons?after=" + persons.back().person.text(),
                                       t.tr("Show more"), "next", "quiet");
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
    line.more = links_of(person, t) + births_of(person, t);
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
    log_reads(app, who, results.persons, request.visitor);
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
