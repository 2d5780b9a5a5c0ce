// SPDX-License-Identifier: EUPL-1.2
// A caseworker's calendar: one week, day by day, or all that comes.
#include <algorithm>

#include "account/account.h"
#include "appointments/pages.h"
#include "platform/text/day.h"

namespace mobio::appointments {

using html::Html;
using html::markup;
using text::Tongue;
namespace chrono = std::chrono;

namespace {

constexpr std::size_t per_page = 50;
constexpr auto ahead = chrono::days{2 * 366};

// Monday of the week that the address names, or of this one.
Date monday(const http::Request& request, const App& app) {
    const chrono::sys_days day = text::parse_day(request.query.get("day")).value_or(app.today());
    return day - (chrono::weekday(day) - chrono::Monday);
}

std::string week_address(Date day) { return "/staff/appointments?day=" + text::iso(day); }

struct Shown {
    std::vector<Kept> all;
    Names names;
};

Shown shown_between(const Caseworker& who, App& app, Time start, Time end, std::size_t most) {
    return app.db->read([&](sql::Connection& db) {
        auto all = between(db, app, who, start, end);
        if (all.size() > most) all.resize(most);
        auto names = names_of(db, app, all);
        return Shown{std::move(all), std::move(names)};
    });
}

Html line_of(const Kept& kept, const Shown& shown, const Caseworker& who, App& app,
             const Tongue& t) {
    auto small =
        markup<"{} · {}">(place_in_words(kept.told, app, t), topic_in_words(kept.told, app, t));
    if (kept.with != who.id)
        small.add<" · {}">(
            text::fill(t.tr("with {1}"), text::isolated(account::staff_name(app, kept.with))));
    return view::line({.href = address(kept.id),
                       .start = view::badge("calendar"),
                       .title = markup<"{} · {}">(time_span(kept.told, t),
                                                  view::value(shown.names.at(kept.person))),
                       .small = small});
}

// Those of one day under its heading.
Html days(const Shown& shown, const Caseworker& who, App& app, const Tongue& t) {
    Html out;
    for (std::size_t i = 0; i < shown.all.size();) {
        const auto day = app.zone.day(shown.all[i].told.start);
        std::vector<Html> lines;
        for (; i < shown.all.size() && app.zone.day(shown.all[i].told.start) == day; ++i)
            lines.push_back(line_of(shown.all[i], shown, who, app, t));
        out.add<"<h2>{}</h2>{}">(day == app.today()
                                     ? text::fill(t.tr("Today, {1}"), t.weekday_date(day))
                                     : t.weekday_date(day),
                                 view::list(lines, "list card"));
    }
    return out;
}

Html filters(bool week, const Tongue& t) {
    const auto link = [&](const char* href, std::string_view label, bool here) {
        return markup<R"(<li><a href="{}" {}>{}</a></li>)">(
            href, html::Attributes{}.set("aria-current", here ? "page" : ""), label);
    };
    return markup<R"(<nav aria-label="{}"><ul class="ways">{}{}{}</ul></nav>)">(
        t.tr("Ways to look at it"), link("/staff/appointments", t.tr("Week"), week),
        link("/staff/appointments?view=list", t.tr("All that come"), !week),
        link("/staff/calendar", t.tr("In your own calendar"), false));
}

Html weeks(Date first, const Tongue& t) {
    const auto link = [&](int by, std::string_view label) {
        return view::button_link(week_address(chrono::sys_days(first) + chrono::weeks(by)), label,
                                 "", "quiet small");
    };
    return markup<R"(<p class="buttons">{}{}</p>)">(link(-1, t.tr("Week before")),
                                                    link(1, t.tr("Week after")));
}

http::Response show(const Caseworker& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const bool week = request.query.get("view") != "list";
    const auto first = monday(request, app);
    const auto now = app.clock.now();
    const Date after = chrono::sys_days(first) + chrono::weeks(1);
    const auto shown = week ? shown_between(who, app, app.zone.start_of(first),
                                            app.zone.start_of(after), 10 * per_page)
                            : shown_between(who, app, now, now + ahead, per_page);
    log_listing(app, who, shown.names, "appointment.listed", request);
    view::Page page;
    page.title = t.tr("Appointments");
    page.area = view::Area::Appointments;
    page.width = view::Width::Medium;
    const Date last = chrono::sys_days(first) + chrono::days(6);
    page.body = view::head(page.title,
                           week ? text::fill(t.tr("{1} to {2}"), t.date(first), t.date(last)) : "");
    page.body += filters(week, t);
    if (week) page.body += weeks(first, t);
    if (shown.all.empty())
        page.body += view::empty_state(
            "calendar", markup<"<p>{}</p>">(t.tr("No appointments here. Arrange one from the page "
                                                 "of a person.")));
    page.body += days(shown, who, app, t);
    if (!week && shown.all.size() == per_page)
        page.body += view::note("info", markup<"{}">(t.tr("Only the first 50 stand here.")));
    return view::page(request, app, std::move(page));
}

}  // namespace

void add_calendar_pages(http::Router& router) { router.get("/staff/appointments", show); }

}  // namespace mobio::appointments
