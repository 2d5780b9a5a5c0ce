// SPDX-License-Identifier: EUPL-1.2
// All that a caseworker has to do or waits for, what is due first on top: agreed next steps, own
// tasks, and what runs out.
#include <algorithm>

#include "appointments/pages.h"
#include "appointments/tasks.h"
#include "consultation/form.h"
#include "consultation/pages.h"
#include "consultation/views.h"
#include "plan/store.h"
#include "platform/http/form_key.h"

namespace mobio::appointments {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

constexpr std::size_t most_shown = 200;

// One line of the list, wherever it comes from.
struct Due {
    std::optional<Date> on;
    std::optional<Id<Person>> person;
    std::string href;  // of the person's name
    view::Line line;
};

struct Shown {
    std::vector<Due> all;
    Names names;
};

std::string task_address(Id<Task> id) { return "/staff/tasks/" + id.text(); }

Due due_of(const consultation::Kept& kept, const http::Request& request, App& app) {
    return {kept.told.step.due, kept.person, consultation::address(kept.id),
            consultation::step_line(kept, request, app)};
}

Due due_of(const Task& task, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const bool pressing = consultation::presses(task.told, app.today());
    view::Line line{
        .start = view::badge(pressing ? "bell" : "check", pressing ? "warm" : ""),
        .title = consultation::step_in_words(task.told, app, t),
        .small = markup<"{}">(
            consultation::who_and_when(task.told, consultation::Reader::Staff, app, t)),
        .end = view::button_form(task_address(task.id) + "/completion",
                                 view::button(t.tr("Done"), "check", "quiet small"), request, app)};
    const auto href = task.person ? consultation::list_address(*task.person) : "";
    return {task.told.due, task.person, href, line};
}

Due due_of(const Alert& alert, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const bool over = alert.ends < app.today();
    const bool title = alert.kind == Alert::Kind::ResidenceTitle;
    const auto what = title  ? over ? t.tr("The residence title has ended.")
                                    : t.tr("The residence title runs out.")
                       : over ? t.tr("The time for counselling has ended.")
                             : t.tr("The time for counselling runs out.");
    const auto day = over ? text::fill(t.tr("since {1}"), t.short_date(alert.ends))
                          : text::fill(t.tr("until {1}"), t.short_date(alert.ends));
    view::Line line{.start = view::badge("clock", "warm"),
                    .title = markup<"{}">(what),
                    .small = markup<"{}">(day)};
    return {alert.ends, alert.person, consultation::list_address(alert.person), line};
}

// What the person's plan waits for: a look back, or steps whose day is over.
Due due_of(const plan::Due& due, const std::string& what, const Tongue& t) {
    view::Line line{.start = view::badge("goal", "warm"),
                    .title = markup<"{}">(what),
                    .small = markup<"{}">(text::fill(t.tr("until {1}"), t.short_date(due.day)))};
    return {due.day, due.person, "/staff/persons/" + due.person.text() + "/plan", line};
}

Shown shown_to(const Caseworker& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    return app.db->read([&](sql::Connection& db) {
        Shown shown;
        for (const auto& kept : consultation::to_do(db, app, who))
            shown.all.push_back(due_of(kept, request, app));
        for (const auto& task : open_tasks(db, app, who))
            shown.all.push_back(due_of(task, request, app));
        for (const auto& alert : alerts_of(db, app, who))
            shown.all.push_back(due_of(alert, request, app));
        for (const auto& due : plan::reviews_due(db, app, who.id))
            shown.all.push_back(due_of(
                due, t.plural("Look back at {1} goal", "Look back at {1} goals", due.count), t));
        for (const auto& due : plan::measures_overdue(db, app, who.id))
            shown.all.push_back(due_of(due,
                                       t.plural("{1} step of the plan is late",
                                                "{1} steps of the plan are late", due.count),
                                       t));
        std::ranges::stable_sort(shown.all, {}, &Due::on);
        if (shown.all.size() > most_shown) shown.all.resize(most_shown);
        for (const auto& due : shown.all)
            if (due.person && !shown.names.contains(*due.person))
                shown.names[*due.person] = name_of(db, app, *due.person);
        return shown;
    });
}

// Those of one stretch of time, under its heading.
template <class Belongs>
Html part(const Shown& shown, std::string_view heading, const Belongs& belongs) {
    std::vector<Html> lines;
    for (const auto& due : shown.all) {
        if (!belongs(due.on)) continue;
        auto line = due.line;
        if (due.person)
            line.more = markup<R"(<small><a href="{}">{}</a></small>)">(
                due.href, view::value(shown.names.at(*due.person)));
        lines.push_back(view::line(line));
    }
    if (lines.empty()) return {};
    return markup<"<h2>{}</h2>{}">(heading, view::list(lines, "list card arranging"));
}

Html all_parts(const Shown& shown, App& app, const Tongue& t) {
    const std::optional today = app.today();
    if (shown.all.empty())
        return view::empty_state("check", markup<"<p>{}</p>">(t.tr("Nothing is open.")));
    return part(shown, t.tr("Overdue"), [&](const auto& on) { return on < today; }) +
           part(shown, t.tr("Today"), [&](const auto& on) { return on == today; }) +
           part(shown, t.tr("Later"), [&](const auto& on) { return on > today; });
}

Html notices(const http::Request& request, App& app) {
    const auto notice = view::take_notice(request);
    const auto id = notice ? Id<Task>::parse(notice->argument) : std::nullopt;
    if (!notice || notice->code != "task_done" || !id) return consultation::notices(request, app);
    const auto& t = app.tongue(request.language);
    return view::toast(
        t.tr("Ticked off."),
        view::button_form(task_address(*id) + "/reopening",
                          view::button(t.tr("Undo"), "undo", "quiet small"), request, app));
}

http::Response show(const Caseworker& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto shown = shown_to(who, request, app);
    log_listing(app, who, shown.names, "step.listed", request);
    view::Page page;
    page.title = t.tr("Tasks");
    page.area = view::Area::Tasks;
    page.width = view::Width::Medium;
    page.body = notices(request, app);
    page.body += view::head(page.title, t.tr("Next steps, own tasks, and what runs out. What is "
                                             "due first stands on top."));
    page.body += view::add_link("/staff/tasks/new", t.tr("New task"),
                                t.tr("For yourself, about no person."));
    page.body += all_parts(shown, app, t);
    return view::page(request, app, std::move(page));
}

// A new one -------------------------------------------------------------------------------------

struct Desk {
    std::optional<Id<Person>> person = {};
    std::string name = {};

    std::string action() const {
        return person ? "/staff/persons/" + person->text() + "/tasks" : "/staff/tasks";
    }
};

Desk desk_of(const Caseworker& who, const http::Request& request, App& app) {
    if (request.param("id").empty()) return {};
    return app.db->read([&](sql::Connection& db) {
        const auto person = person_in(db, who, request, app);
        return Desk{person, name_of(db, app, person)};
    });
}

http::Response form_page(const Desk& desk, const http::Fields& typed, const Problems& problems,
                         const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    view::Page page;
    page.title = t.tr("New task");
    page.area = view::Area::Tasks;
    page.width = view::Width::Medium;
    page.has_form = true;
    page.body = view::back_link("/staff/tasks", t) + view::errors(problems, t);
    page.body += desk.person ? view::head(view::value(desk.name), {}, page.title)
                             : view::head(page.title, t.tr("Please write no names here."));
    auto fields = consultation::step_fields(typed, problems, app, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Save"), "check"));
    page.body += view::form({.action = desk.action()}, fields, request, app);
    return view::page(request, app, std::move(page), problems.empty() ? 200 : 422);
}

http::Response show_new(const Caseworker& who, const http::Request& request, App& app) {
    http::Fields fields;
    fields.add("due", consultation::fresh_fields(app.today()).get("due"));
    return form_page(desk_of(who, request, app), fields, {}, request, app);
}

http::Response create(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = desk_of(who, request, app);
    auto [told, problems] = consultation::read_step(request.form, *app.catalogue, app.today());
    if (!told.agreed() && problems.empty())
        problems.add("step_kind", {text::mark("Choose what is to be done next.")});
    if (request.redraw) problems = {};
    if (request.redraw || !problems.empty())
        return http::drawn(request, [&app, desk, wrong = problems](const http::Request& in) {
            return form_page(desk, in.form, wrong, in, app);
        });
    return http::once(request, app, [&, &step = told](sql::Transaction& tx) {
        const auto now = app.clock.now();
        add(tx, app, who, Id<Task>::make(now), desk.person, step, now);
        return std::string("/staff/tasks");
    });
}

http::Response set(const Caseworker& who, const http::Request& request, App& app, bool done) {
    const auto id = Id<Task>::parse(request.param("task"));
    if (!id) http::not_found();
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        set_done(tx, app, who, *id, done, app.clock.now());
        return std::string("/staff/tasks");
    });
    if (done) view::leave_notice(response, {"task_done", id->text()});
    return response;
}

http::Response complete(const Caseworker& who, const http::Request& request, App& app) {
    return set(who, request, app, true);
}
http::Response reopen(const Caseworker& who, const http::Request& request, App& app) {
    return set(who, request, app, false);
}

}  // namespace

void add_task_pages(http::Router& router) {
    router.get("/staff/tasks", show);
    router.get("/staff/tasks/new", show_new);
    router.post("/staff/tasks", create);
    router.get("/staff/persons/{id}/tasks/new", show_new);
    router.post("/staff/persons/{id}/tasks", create);
    router.post("/staff/tasks/{task}/completion", complete);
    router.post("/staff/tasks/{task}/reopening", reopen);
}

}  // namespace mobio::appointments
