// SPDX-License-Identifier: EUPL-1.2
// An appointment is arranged, moved and cancelled: by two at once, each sees what the other one
// did.
#include <charconv>

#include "appointments/form.h"
#include "appointments/pages.h"
#include "platform/http/form_key.h"

namespace mobio::appointments {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

struct Desk {
    Id<Person> person;
    std::string name;
    std::optional<Kept> kept = {};
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
        return Desk{kept.person, name_of(db, app, kept.person), kept};
    });
}

enum class Meeting : std::uint8_t { None, Overtaken };

Html overtaken(const Kept& kept, App& app, const Tongue& t) {
    return view::note("warn",
                      markup<"{}">(t.tr("Somebody changed this meanwhile. Below is what you "
                                        "typed. Save again to put it in its place.")),
                      "warm") +
           view::card({.title = std::string(t.tr("What stands there now")),
                       .icon = "eye",
                       .body = view::facts(facts_of(kept, app, t))});
}

http::Response form_page(const Desk& desk, const http::Fields& typed, const Problems& problems,
                         const http::Request& request, App& app, Meeting meeting) {
    const auto& t = app.tongue(request.language);
    view::Form form;
    form.action = desk.action();
    if (desk.kept) form.hidden = {{"revision", std::to_string(desk.kept->revision)}};
    view::Page page;
    page.title = desk.kept ? t.tr("Move an appointment") : t.tr("New appointment");
    page.area = view::Area::Cases;
    page.width = view::Width::Medium;
    page.has_form = true;
    page.body = view::back_link(desk.action(), t) + view::errors(problems, t);
    page.body += view::head(view::value(desk.name), {}, page.title);
    if (meeting == Meeting::Overtaken) page.body += overtaken(*desk.kept, app, t);
    const auto series = desk.kept ? Series::No : Series::Possible;
    page.body += view::form(form, form_fields(typed, problems, series, app, t), request, app);
    const unsigned status = meeting == Meeting::Overtaken ? 409 : problems.empty() ? 200 : 422;
    return view::page(request, app, std::move(page), status);
}

http::Response again(const Desk& desk, const Problems& problems, const http::Request& request,
                     App& app, Meeting meeting) {
    return http::drawn(request, [&app, desk, problems, meeting](const http::Request& in) {
        return form_page(desk, in.form, problems, in, app, meeting);
    });
}

http::Response show_new(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = new_desk(who, request, app);
    return form_page(desk, fresh_fields(app.today()), {}, request, app, Meeting::None);
}

http::Response show_change(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = old_desk(who, request, app);
    if (!desk.kept->stands()) return http::see_other(desk.action());
    log_reading(app, who, desk.person, request);
    return form_page(desk, fields_of(desk.kept->told, app.zone), {}, request, app, Meeting::None);
}

Read typed_in(const http::Request& request, App& app) {
    return read(request.form, {*app.catalogue, app.zone, app.clock.now()});
}

http::Response create(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = new_desk(who, request, app);
    if (request.redraw) return again(desk, {}, request, app, Meeting::None);
    const auto typed = typed_in(request, app);
    if (!typed.problems.empty()) return again(desk, typed.problems, request, app, Meeting::None);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        return address(add(tx, app, who, desk.person, typed.appointments, app.clock.now()));
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
    if (!desk.kept->stands()) return http::see_other(desk.action());
    if (request.redraw) return again(desk, {}, request, app, Meeting::None);
    const auto typed = typed_in(request, app);
    if (!typed.problems.empty()) return again(desk, typed.problems, request, app, Meeting::None);
    if (seen_revision(request) != desk.kept->revision) {
        // The same form came twice, and the first time changed it.
        if (const auto there = http::led_to(request, app)) return http::see_other(*there);
        return again(desk, {}, request, app, Meeting::Overtaken);
    }
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        change(tx, app, who, *desk.kept, typed.appointments.front(), app.clock.now());
        return address(desk.kept->id);
    });
    view::leave_notice(response, {"saved", ""});
    return response;
}

http::Response call_off(const Caseworker& who, const http::Request& request, App& app) {
    const auto kept =
        app.db->read([&](sql::Connection& db) { return open_one(db, who, request, app); });
    const auto extent =
        request.form.get("extent") == "following" ? Extent::AndFollowing : Extent::This;
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        cancel(tx, app, who, kept.id, extent, app.clock.now());
        return list_address(kept.person);
    });
    view::leave_notice(response, {"cancelled", ""});
    return response;
}

}  // namespace

void add_arranging_pages(http::Router& router) {
    router.get("/staff/persons/{id}/appointments/new", show_new);
    router.post("/staff/persons/{id}/appointments", create);
    router.get("/staff/appointments/{id}/change", show_change);
    router.post("/staff/appointments/{id}", save);
    router.post("/staff/appointments/{id}/cancellation", call_off);
}

}  // namespace mobio::appointments
