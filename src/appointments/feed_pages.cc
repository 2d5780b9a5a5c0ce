// SPDX-License-Identifier: EUPL-1.2
// The secret address for a calendar program, and what is read there.
#include "account/who.h"
#include "appointments/feeds.h"
#include "appointments/pages.h"
#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"

namespace mobio::appointments {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

// The same pages for both, at addresses of their own.
struct Side {
    Owner owner;
    std::string page, back;
    view::Area area;
};
Side side_of(const Acting& who) {
    return {{who, {}}, "/calendar", "/appointments", view::Area::Life};
}
Side side_of(const Caseworker& who) {
    return {{{}, who}, "/staff/calendar", "/staff/appointments", view::Area::Appointments};
}

Html explanation(const Tongue& t) {
    return markup<"<p>{}</p><p>{}</p><p>{}</p>">(
        t.tr("Your calendar program can show your appointments by itself. Give it the secret "
             "address."),
        t.tr("It reads when you have an appointment, and nothing else. No name, no place."),
        t.tr("Who knows the address can read that, too. You can end it at any time."));
}

Html buttons(const Side& side, bool there, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    auto out = view::button_form(
        side.page,
        view::button(there ? t.tr("Make a new address") : t.tr("Make a secret address"), "plus",
                     there ? "quiet" : ""),
        request, app);
    if (there)
        out +=
            view::button_form(side.page + "/end",
                              view::button(t.tr("End the address"), "close", "stop"), request, app);
    return markup<R"(<div class="buttons">{}</div>)">(out);
}

view::Page frame(const Side& side, const Tongue& t) {
    view::Page page;
    page.title = t.tr("In your own calendar");
    page.area = side.area;
    page.body = view::back_link(side.back, t) + view::head(page.title);
    return page;
}

http::Response show(const Side& side, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto since =
        app.db->read([&](sql::Connection& db) { return feed_since(db, side.owner); });
    auto page = frame(side, t);
    auto body = explanation(t);
    if (since)
        body += view::note("check",
                           markup<"{}">(text::fill(t.tr("There is an address since {1}. It was "
                                                        "shown once and cannot be shown again."),
                                                   t.short_date(app.zone.day(*since)))),
                           "ok");
    page.body +=
        view::card({.body = body, .footer = buttons(side, since.has_value(), request, app)});
    return view::page(request, app, std::move(page));
}

// Shown in the answer to the form and nowhere else: no address of a page and no cookie holds it.
http::Response fresh(const Side& side, const std::string& token, const http::Request& request,
                     App& app) {
    const auto& t = app.tongue(request.language);
    auto page = frame(side, t);
    page.body += view::card(
        {.title = std::string(t.tr("Your secret address")),
         .icon = "lock",
         .tone = "warm",
         .body = markup<R"(<p>{}</p><p>{}</p>)">(
             view::number(feed_address(app, token)),
             t.tr("You see it only now. Copy it into your calendar program, as a subscription."))});
    page.body += view::button_link(side.back, t.tr("Done"), "check", "quiet");
    return view::page(request, app, std::move(page));
}

http::Response make(const Side& side, const http::Request& request, App& app) {
    const auto token = vault::base64url(vault::random_token());
    return http::once(
        request, app,
        [&](sql::Transaction& tx) {
            open_feed(tx, side.owner, token, app.clock.now());
            return side.page;
        },
        // Of a double click the browser shows the second answer: there is another address by now.
        [&](const std::string& page) {
            const auto mine =
                app.db->read([&](sql::Connection& db) { return owner_of(db, token).has_value(); });
            return mine ? fresh(side, token, request, app) : http::see_other(page);
        });
}

http::Response end(const Side& side, const http::Request& request, App& app) {
    return http::once(request, app, [&](sql::Transaction& tx) {
        close_feed(tx, side.owner, app.clock.now());
        return side.page;
    });
}

template <class Who, http::Response (*page)(const Side&, const http::Request&, App&)>
http::Response of(const Who& who, const http::Request& request, App& app) {
    return page(side_of(who), request, app);
}

// Each program that asks is a reader: of the person's own, or of all with whom the caseworker has
// an appointment.
void log_reading(App& app, const Owner& owner, const std::vector<Kept>& all) {
    std::vector<access_log::Entry> entries;
    if (owner.person)
        entries.push_back({owner.person->person.bytes,
                           access_log::Who::Person,
                           owner.person->account.bytes,
                           "appointment.feed",
                           {},
                           ""});
    else
        for (const auto& kept : all)
            entries.push_back({kept.person.bytes,
                               access_log::Who::Staff,
                               owner.staff->id.bytes,
                               "appointment.feed",
                               {},
                               ""});
    access_log::read(app, entries, {});
}

http::Response feed(const http::Request& request, App& app) {
    struct Found {
        Owner owner;
        std::vector<Kept> all;
    };
    const auto found = app.db->read([&](sql::Connection& db) -> std::optional<Found> {
        const auto owner = owner_of(db, request.param("token"));
        if (!owner) return std::nullopt;
        return Found{*owner, all_of(db, app, *owner)};
    });
    if (!found) http::not_found();
    log_reading(app, found->owner, found->all);
    http::Response response{
        .type = "text/calendar; charset=utf-8",
        .body = calendar(entries_of(found->all), host_of(app), app.clock.now())};
    return response.with("X-Robots-Tag", "noindex, nofollow");
}

}  // namespace

void add_feed_pages(http::Router& router) {
    router.get("/calendar", of<Acting, show>);
    router.post("/calendar", of<Acting, make>);
    router.post("/calendar/end", of<Acting, end>);
    router.get("/staff/calendar", of<Caseworker, show>);
    router.post("/staff/calendar", of<Caseworker, make>);
    router.post("/staff/calendar/end", of<Caseworker, end>);
    // Below the same beginning as packet links: what keeps those out of logs keeps this out, too.
    router.get("/p/calendar/{token}", feed);
}

}  // namespace mobio::appointments
