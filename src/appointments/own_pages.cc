// SPDX-License-Identifier: EUPL-1.2
// What a person reads of their appointments, in their language.
#include "account/account.h"
#include "appointments/feeds.h"
#include "appointments/pages.h"
#include "appointments/reminders.h"
#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"

namespace mobio::appointments {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

constexpr std::size_t on_overview = 3;

Html card_of(const Kept& kept, App& app, const Tongue& t) {
    const auto& told = kept.told;
    std::vector<view::Fact> facts{
        {std::string(t.tr("Where?")), markup<"{}">(place_in_words(told, app, t)), {}},
        {std::string(t.tr("About what?")), markup<"{}">(topic_in_words(told, app, t)), {}},
        {std::string(t.tr("With")), view::value(account::staff_name(app, kept.with), "de"), {}}};
    if (!told.words.empty())
        facts.push_back(
            {std::string(t.tr("Please remember")), markup<"{}">(words_in_words(told, app, t)), {}});
    Html footer, end;
    if (kept.stands())
        footer = view::button_link("/appointments/" + kept.id.text() + "/ics",
                                   t.tr("Into my calendar"), "download", "quiet small");
    else
        end = view::tag(t.tr("Cancelled"), "bad");
    return view::card({.title = when(told, app, t),
                       .icon = "calendar",
                       .header_end = end,
                       .body = view::facts(facts),
                       .footer = footer});
}

Html cards(const std::vector<Kept>& all, App& app, const Tongue& t) {
    if (all.empty())
        return view::empty_state(
            "calendar",
            markup<"<p>{}</p>">(t.tr("Your social worker writes your appointments down here.")));
    Html out;
    for (const auto& kept : all) out += card_of(kept, app, t);
    return out;
}

// Also what was called off: whoever wrote it down elsewhere has to know.
std::vector<Kept> coming(std::vector<Kept> all, Time now) {
    std::erase_if(all, [&](const Kept& one) { return one.told.end() <= now; });
    return all;
}

struct Wish {
    std::string email;
    bool reminded = false;
};

Html reminders_card(const Wish& wish, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto words =
        wish.email.empty()
            ? t.tr("With an e-mail address in your biography you can get a mail the day before.")
        : wish.reminded ? t.tr("You get a mail the day before. It says no more than that.")
                        : t.tr("You can get a mail the day before. It says no more than that.");
    Html footer;
    if (!wish.email.empty() || wish.reminded)
        footer = view::button_form(
            "/appointments/reminders",
            view::button(wish.reminded ? t.tr("No more mails") : t.tr("Remind me by mail"), "bell",
                         "quiet small"),
            request, app, {{"wanted", wish.reminded ? "no" : "yes"}});
    else
        footer =
            view::button_link("/biography/contact", t.tr("Write it down"), "edit", "quiet small");
    return view::card({.title = std::string(t.tr("Reminders")),
                       .icon = "bell",
                       .body = markup<"<p>{}</p>">(words),
                       .footer = footer});
}

http::Response show(const Acting& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    struct Shown {
        std::vector<Kept> all;
        Wish wish;
    };
    const auto shown = app.db->read([&](sql::Connection& db) {
        return Shown{own(db, app, who),
                     {email_of(db, app, who.person), wants_reminders(db, who.person)}};
    });
    access_log::read(
        app,
        {who.person.bytes, access_log::Who::Person, who.account.bytes, "appointment.read", {}, ""},
        request.visitor);
    view::Page page;
    page.title = t.tr("My appointments");
    page.area = view::Area::Life;
    page.body = view::back_link("/biography", t);
    page.body += view::head(page.title, t.tr("Can you not come? Please call before."));
    page.body += cards(coming(shown.all, app.clock.now()), app, t);
    page.body += reminders_card(shown.wish, request, app);
    page.body +=
        view::button_link("/calendar", t.tr("Show them in my own calendar"), "calendar", "quiet");
    return view::page(request, app, std::move(page));
}

http::Response as_ics(const Acting& who, const http::Request& request, App& app) {
    const auto id = AppointmentId::parse(request.param("id"));
    const auto all = app.db->read([&](sql::Connection& db) { return own(db, app, who); });
    for (const auto& kept : all)
        if (kept.id == id)
            return http::file("text/calendar; charset=utf-8", "termin.ics",
                              calendar(entries_of({kept}), host_of(app), app.clock.now()));
    http::not_found();
}

http::Response set_reminders(const Acting& who, const http::Request& request, App& app) {
    return http::once(request, app, [&](sql::Transaction& tx) {
        wish_reminders(tx, app, who, request.form.get("wanted") == "yes", app.clock.now());
        return std::string("/appointments");
    });
}

}  // namespace

Html next_of_own(const Acting& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    auto all =
        app.db->read([&](sql::Connection& db) { return from(own(db, app, who), app.clock.now()); });
    if (all.size() > on_overview) all.resize(on_overview);
    if (all.empty()) return {};
    std::vector<Html> lines;
    for (const auto& kept : all)
        lines.push_back(
            view::line({.href = "/appointments",
                        .start = view::badge("calendar", "warm"),
                        .title = markup<"{}">(when(kept.told, app, t)),
                        .small = markup<"{} · {}">(place_in_words(kept.told, app, t),
                                                   topic_in_words(kept.told, app, t))}));
    return markup<
        R"(<section class="stack" aria-labelledby="expected"><h2 id="expected">{}</h2>{}</section>)">(
        t.tr("My appointments"), view::list(lines, "list card"));
}

void add_own_pages(http::Router& router) {
    router.get("/appointments", show);
    router.get("/appointments/{id}/ics", as_ics);
    router.post("/appointments/reminders", set_reminders);
}

}  // namespace mobio::appointments
