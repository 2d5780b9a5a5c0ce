// SPDX-License-Identifier: EUPL-1.2
// Appointments with one person: the list, and one of them.
#include <algorithm>

#include "appointments/feeds.h"
#include "appointments/pages.h"
#include "appointments/reminders.h"
#include "platform/http/form_key.h"

namespace mobio::appointments {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

constexpr std::size_t most_past = 50;

Html notices(const http::Request& request, const Tongue& t) {
    const auto notice = view::take_notice(request);
    if (!notice) return {};
    return view::toast(notice->code == "cancelled" ? t.tr("Cancelled") : t.tr("Saved"), {});
}

// The list ----------------------------------------------------------------------------------------

struct Shown {
    Id<Person> person;
    std::string name, email;
    bool reminded = false;
    std::vector<Kept> all;
};

Html line_of(const Kept& kept, App& app, const Tongue& t) {
    Html end;
    if (!kept.stands())
        end = view::tag(t.tr("Cancelled"), "bad");
    else if (kept.series)
        end = view::tag(t.tr("Series"));
    return view::line({.href = address(kept.id),
                       .start = view::badge("calendar"),
                       .title = markup<"{}">(when(kept.told, app, t)),
                       .small = markup<"{} · {}">(place_in_words(kept.told, app, t),
                                                  topic_in_words(kept.told, app, t)),
                       .end = end});
}

Html part(std::string_view heading, const std::vector<Kept>& all, App& app, const Tongue& t) {
    if (all.empty()) return {};
    std::vector<Html> lines;
    for (const auto& kept : all) lines.push_back(line_of(kept, app, t));
    return markup<"<h2>{}</h2>{}">(heading, view::list(lines, "list card"));
}

// What is over or was cancelled, the latest first.
std::vector<Kept> past(std::vector<Kept> all, Time now) {
    std::erase_if(all, [&](const Kept& one) { return one.stands() && one.told.end() > now; });
    std::ranges::reverse(all);
    if (all.size() > most_past) all.resize(most_past);
    return all;
}

// On the person's word: they may have no account, and can change it themselves where they have one.
Html reminders_card(const Shown& shown, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto state = shown.email.empty() ? t.tr("There is no e-mail address in the biography.")
                       : shown.reminded    ? t.tr("The person gets a mail the day before.")
                                           : t.tr("The person gets no mail before an appointment.");
    Html footer;
    if (!shown.email.empty() || shown.reminded)
        footer = view::button_form(
            list_address(shown.person) + "/reminders",
            view::button(shown.reminded ? t.tr("Switch off") : t.tr("Switch on, as they asked"),
                         "bell", "quiet small"),
            request, app, {{"wanted", shown.reminded ? "no" : "yes"}});
    return view::card({.title = std::string(t.tr("Reminders")),
                       .icon = "bell",
                       .body = markup<"<p>{}</p>">(state),
                       .footer = footer});
}

http::Response show_list(const Caseworker& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto shown = app.db->read([&](sql::Connection& db) {
        const auto person = person_in(db, who, request, app);
        return Shown{person, name_of(db, app, person), email_of(db, app, person),
                     wants_reminders(db, person), of_person(db, app, who, person)};
    });
    log_reading(app, who, shown.person, request);
    const auto now = app.clock.now();
    const auto coming = from(shown.all, now);
    view::Page page;
    page.title = t.tr("Appointments");
    page.area = view::Area::Cases;
    page.width = view::Width::Medium;
    page.body = view::back_link("/staff/persons", t) + notices(request, t);
    page.body += view::head(view::value(shown.name), {}, page.title);
    page.body += view::add_link(list_address(shown.person) + "/new", t.tr("New appointment"),
                                t.tr("One, or a series."));
    if (coming.empty())
        page.body +=
            view::empty_state("calendar", markup<"<p>{}</p>">(t.tr("Nothing is arranged.")));
    page.body += part(t.tr("Coming"), coming, app, t);
    page.body += part(t.tr("Over or cancelled"), past(shown.all, now), app, t);
    page.body += reminders_card(shown, request, app);
    return view::page(request, app, std::move(page));
}

http::Response set_reminders(const Caseworker& who, const http::Request& request, App& app) {
    const auto person =
        app.db->read([&](sql::Connection& db) { return person_in(db, who, request, app); });
    return http::once(request, app, [&](sql::Transaction& tx) {
        wish_reminders(tx, app, who, person, request.form.get("wanted") == "yes", app.clock.now());
        return list_address(person);
    });
}

// One of them -------------------------------------------------------------------------------------

Html cancelling(const Kept& kept, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto button = [&](const char* extent, std::string_view label) {
        return view::button_form(address(kept.id) + "/cancellation",
                                 view::button(label, "close", "stop small"), request, app,
                                 {{"extent", extent}});
    };
    auto buttons = button("this", t.tr("Cancel this appointment"));
    if (kept.series) buttons += button("following", t.tr("Cancel this and all that follow"));
    return buttons;
}

http::Response show_one(const Caseworker& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    struct One {
        Kept kept;
        std::string name;
    };
    const auto one = app.db->read([&](sql::Connection& db) {
        auto kept = open_one(db, who, request, app);
        auto name = name_of(db, app, kept.person);
        return One{std::move(kept), std::move(name)};
    });
    log_reading(app, who, one.kept.person, request);
    view::Page page;
    page.title = t.tr("Appointment");
    page.area = view::Area::Cases;
    page.width = view::Width::Medium;
    page.body = view::back_link(list_address(one.kept.person), t) + notices(request, t);
    page.body += view::head(view::value(one.name), {}, page.title);
    if (!one.kept.stands())
        page.body +=
            view::note("warn", markup<"{}">(t.tr("This appointment was cancelled.")), "warm");
    Html footer;
    if (one.kept.stands())
        footer = view::button_link(address(one.kept.id) + "/change", t.tr("Move or change"), "edit",
                                   "quiet small") +
                 view::button_link(address(one.kept.id) + "/ics", t.tr("Into a calendar"),
                                   "download", "quiet small");
    page.body += view::card({.title = std::string(t.tr("The person reads this")),
                             .icon = "eye",
                             .body = view::facts(facts_of(one.kept, app, t)),
                             .footer = footer});
    if (one.kept.stands())
        page.body += markup<R"(<div class="buttons">{}</div>)">(cancelling(one.kept, request, app));
    return view::page(request, app, std::move(page));
}

http::Response as_ics(const Caseworker& who, const http::Request& request, App& app) {
    const auto kept =
        app.db->read([&](sql::Connection& db) { return open_one(db, who, request, app); });
    log_reading(app, who, kept.person, request);
    return http::file("text/calendar; charset=utf-8", "termin.ics",
                      calendar(entries_of({kept}), host_of(app), app.clock.now()));
}

}  // namespace

Html next_with(const Caseworker& who, Id<Person> person, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto all = app.db->read([&](sql::Connection& db) {
        return from(of_person(db, app, who, person), app.clock.now());
    });
    if (all.empty()) return {};
    const auto& next = all.front();
    return markup<R"(<a href="{}">{}</a> <small>{} · {}</small>)">(
        address(next.id), when(next.told, app, t), place_in_words(next.told, app, t),
        topic_in_words(next.told, app, t));
}

void add_person_pages(http::Router& router) {
    router.get("/staff/persons/{id}/appointments", show_list);
    router.post("/staff/persons/{id}/appointments/reminders", set_reminders);
    router.get("/staff/appointments/{id}", show_one);
    router.get("/staff/appointments/{id}/ics", as_ics);
}

}  // namespace mobio::appointments
