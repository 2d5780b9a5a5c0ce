// SPDX-License-Identifier: EUPL-1.2
// A caseworker's tasks: the open next steps of all their persons, what is due first on top.
#include <functional>
#include <map>

#include "consultation/pages.h"
#include "consultation/views.h"
#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"

namespace mobio::consultation {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

constexpr std::size_t most_shown = 200;

struct Tasks {
    std::vector<Kept> open;
    std::map<Id<Person>, std::string> names;
};

Tasks tasks_of(const Caseworker& who, App& app) {
    return app.db->read([&](sql::Connection& db) {
        Tasks tasks{to_do(db, app, who), {}};
        if (tasks.open.size() > most_shown) tasks.open.resize(most_shown);
        for (const auto& kept : tasks.open)
            if (!tasks.names.contains(kept.person))
                tasks.names[kept.person] = name_of(db, app, kept.person);
        return tasks;
    });
}

// Each name shown is a read of that person's record.
void log_listing(App& app, const Caseworker& who, const Tasks& tasks,
                 const http::Request& request) {
    std::vector<access_log::Entry> entries;
    for (const auto& [person, name] : tasks.names)
        entries.push_back(
            {person.bytes, access_log::Who::Staff, who.id.bytes, "step.listed", {}, ""});
    access_log::read(app, entries, request.visitor);
}

// Those of one stretch of time, under its heading.
Html part(const Tasks& tasks, std::string_view heading, const http::Request& request, App& app,
          const std::function<bool(const Step&)>& belongs) {
    std::vector<Html> lines;
    for (const auto& kept : tasks.open) {
        if (!belongs(kept.told.step)) continue;
        auto line = step_line(kept, request, app);
        line.more = markup<R"(<small><a href="{}">{}</a></small>)">(
            address(kept.id), view::value(tasks.names.at(kept.person)));
        lines.push_back(view::line(line));
    }
    if (lines.empty()) return {};
    return markup<"<h2>{}</h2>{}">(heading, view::list(lines, "list card arranging"));
}

Html all_parts(const Tasks& tasks, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto today = app.today();
    if (tasks.open.empty())
        return view::empty_state("check", markup<"<p>{}</p>">(t.tr("Nothing is open.")));
    return part(tasks, t.tr("Overdue"), request, app,
                [&](const Step& step) { return step.due < today; }) +
           part(tasks, t.tr("Today"), request, app,
                [&](const Step& step) { return step.due == today; }) +
           part(tasks, t.tr("Later"), request, app,
                [&](const Step& step) { return step.due > today; });
}

http::Response show(const Caseworker& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto tasks = tasks_of(who, app);
    log_listing(app, who, tasks, request);
    view::Page page;
    page.title = t.tr("Tasks");
    page.area = view::Area::Tasks;
    page.width = view::Width::Medium;
    page.body = notices(request, app);
    page.body += view::head(page.title, t.tr("Agreed next steps of your persons. What is due "
                                             "first stands on top."));
    page.body += all_parts(tasks, request, app);
    return view::page(request, app, std::move(page));
}

http::Response set(const Caseworker& who, const http::Request& request, App& app, bool done) {
    const auto id =
        app.db->read([&](sql::Connection& db) { return open_one(db, who, request, app).id; });
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        set_done(tx, app, who, id, done, app.clock.now());
        return std::string("/staff/tasks");
    });
    if (done) view::leave_notice(response, {"step_done", id.text()});
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
    router.post("/staff/consultations/{id}/completion", complete);
    router.post("/staff/consultations/{id}/reopening", reopen);
}

}  // namespace mobio::consultation
