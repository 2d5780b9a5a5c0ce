// SPDX-License-Identifier: EUPL-1.2
// A report is defined, changed and removed.
#include <charconv>

#include "figures/form.h"
#include "figures/pages.h"
#include "platform/http/form_key.h"

namespace mobio::figures {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

// What the form stands on: a new report, or one that is there.
struct Desk {
    Scope scope;
    std::optional<Report> stored = {};
    Draft first = {};

    std::string action() const { return stored ? address(stored->id.text()) : "/figures"; }
};

Scope demand_scope(sql::Connection& db, const Analyst& who) {
    const auto scope = scope_of(db, who);
    if (!scope) http::not_found();
    return *scope;
}

Desk new_desk(sql::Connection& db, const Analyst& who, const http::Request& request, App& app) {
    Desk desk{demand_scope(db, who)};
    const auto& like = request.query.get("like");
    if (like.empty()) return desk;
    const auto one = chosen(db, who, like, app.tongue(request.language));
    desk.first = {one.title, one.definition};
    return desk;
}

Desk old_desk(sql::Connection& db, const Analyst& who, const http::Request& request, App& app) {
    const auto one = chosen(db, who, request.param("report"), app.tongue(request.language));
    if (!one.stored) http::not_found();
    return {one.scope, one.stored, {one.stored->title, one.stored->definition}};
}

Html overtaken(const Desk& desk, const Tongue& t) {
    return view::note("warn",
                      markup<"{} {}">(t.tr("Somebody changed this meanwhile. Below is what you "
                                           "typed. Save again to put it in its place."),
                                      view::value(desk.stored->title)),
                      "warm");
}

enum class Meeting : std::uint8_t { None, Overtaken };

http::Response form_page(const Desk& desk, const http::Fields& typed, const Problems& problems,
                         const http::Request& request, App& app, Meeting meeting) {
    const auto& t = app.tongue(request.language);
    const auto labels = app.db->read([&](sql::Connection& db) { return Labels(db, app, t); });
    view::Form form{.action = desk.action()};
    if (desk.stored) form.hidden = {{"revision", std::to_string(desk.stored->revision)}};
    view::Page page;
    page.title = desk.stored ? t.tr("Change a report") : t.tr("New report");
    page.area = view::Area::Figures;
    page.width = view::Width::Medium;
    page.has_form = true;
    page.body = view::back_link(desk.stored ? desk.action() : "/figures", t);
    page.body += view::errors(problems, t) + view::head(page.title);
    if (meeting == Meeting::Overtaken) page.body += overtaken(desk, t);
    page.body += view::form(form, form_fields(typed, problems, labels, t), request, app);
    if (desk.stored)
        page.body += view::button_form(desk.action() + "/removal",
                                       view::button(t.tr("Remove this report"), "trash", "stop"),
                                       request, app);
    const unsigned status = meeting == Meeting::Overtaken ? 409 : problems.empty() ? 200 : 422;
    return view::page(request, app, std::move(page), status);
}

http::Response show_new(const Analyst& who, const http::Request& request, App& app) {
    const auto desk =
        app.db->read([&](sql::Connection& db) { return new_desk(db, who, request, app); });
    const auto first = desk.first.title.empty() ? http::Fields{} : fields_of(desk.first);
    return form_page(desk, first, {}, request, app, Meeting::None);
}

http::Response show_change(const Analyst& who, const http::Request& request, App& app) {
    const auto desk =
        app.db->read([&](sql::Connection& db) { return old_desk(db, who, request, app); });
    return form_page(desk, fields_of(desk.first), {}, request, app, Meeting::None);
}

http::Response again(const Desk& desk, const Problems& problems, const http::Request& request,
                     App& app, Meeting meeting) {
    return http::drawn(request, [&app, desk, problems, meeting](const http::Request& in) {
        return form_page(desk, in.form, problems, in, app, meeting);
    });
}

ReadDraft typed_in(const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    return app.db->read(
        [&](sql::Connection& db) { return read(request.form, Labels(db, app, t)); });
}

http::Response create(const Analyst& who, const http::Request& request, App& app) {
    const Desk desk{app.db->read([&](sql::Connection& db) { return demand_scope(db, who); })};
    if (request.redraw) return again(desk, {}, request, app, Meeting::None);
    const auto [draft, problems] = typed_in(request, app);
    if (!problems.empty()) return again(desk, problems, request, app, Meeting::None);
    auto response = http::once(request, app, [&, &typed = draft](sql::Transaction& tx) {
        const auto now = app.clock.now();
        const Report report{Id<Report>::make(now), desk.scope, typed.title, typed.definition, 0};
        put(tx, report, who.id, now);
        return address(report.id.text());
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

http::Response save(const Analyst& who, const http::Request& request, App& app) {
    const auto desk =
        app.db->read([&](sql::Connection& db) { return old_desk(db, who, request, app); });
    if (request.redraw) return again(desk, {}, request, app, Meeting::None);
    const auto [draft, problems] = typed_in(request, app);
    if (!problems.empty()) return again(desk, problems, request, app, Meeting::None);
    if (seen_revision(request) != desk.stored->revision) {
        // The same form came twice, and the first time changed it.
        if (const auto there = http::led_to(request, app)) return http::see_other(*there);
        return again(desk, {}, request, app, Meeting::Overtaken);
    }
    auto response = http::once(request, app, [&, &typed = draft](sql::Transaction& tx) {
        auto report = *desk.stored;
        report.title = typed.title;
        report.definition = typed.definition;
        put(tx, report, who.id, app.clock.now());
        return desk.action();
    });
    view::leave_notice(response, {"saved", ""});
    return response;
}

http::Response take_away(const Analyst& who, const http::Request& request, App& app) {
    const auto id = Id<Report>::parse(request.param("report"));
    const auto scope = app.db->read([&](sql::Connection& db) { return demand_scope(db, who); });
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        if (!id) http::not_found();
        remove(tx, scope, *id, who.id, app.clock.now());
        return std::string("/figures");
    });
    view::leave_notice(response, {"removed", ""});
    return response;
}

}  // namespace

void add_editing_pages(http::Router& router) {
    router.get("/figures/new", show_new);
    router.post("/figures", create);
    router.get("/figures/reports/{report}/change", show_change);
    router.post("/figures/reports/{report}", save);
    router.post("/figures/reports/{report}/removal", take_away);
}

}  // namespace mobio::figures
