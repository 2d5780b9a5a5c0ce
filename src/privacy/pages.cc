// SPDX-License-Identifier: EUPL-1.2
#include "privacy/pages.h"

#include <charconv>

#include "account/account.h"
#include "account/who.h"
#include "platform/access_log/access_log.h"
#include "platform/view/components.h"
#include "platform/view/page.h"
#include "privacy/words.h"
#include "release/release.h"

namespace mobio::privacy {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

constexpr int most = 50;

std::int64_t before(const http::Request& request) {
    const auto& typed = request.query.get("before");
    std::int64_t number = 0;
    std::from_chars(typed.data(), typed.data() + typed.size(), number);
    return std::max<std::int64_t>(number, 0);
}

struct Reading {
    App& app;
    const Tongue& t;
    std::map<IdBytes, std::string> recipients;  // by release

    std::string recipient(const IdBytes& release) const {
        const auto found = recipients.find(release);
        return found == recipients.end() ? std::string(t.tr("A recipient")) : found->second;
    }
};

Html actor(const Reading& r, const access_log::Entry& entry) {
    switch (entry.who) {
        case access_log::Who::Person:
            return markup<"{}">(r.t.tr("You"));
        case access_log::Who::Guardian:
            return markup<"{}">(r.t.tr("Your guardian"));
        case access_log::Who::Staff:
            return view::value(account::staff_name(r.app, Id<Staff>{entry.actor}), "de");
        case access_log::Who::Recipient:
            return view::value(r.recipient(entry.actor), "de");
        case access_log::Who::System:
            break;
    }
    return markup<R"(<bdi dir="ltr">{}</bdi>)">("MoBio");
}

Html line(const Reading& r, const access_log::Line& entry) {
    const auto words = in_words(entry.entry, r.recipient(entry.entry.object), r.t, r.app);
    view::Line line;
    line.start = view::badge(words.icon);
    line.title = actor(r, entry.entry);
    line.small = markup<"{}">(words.sentence);
    line.end = markup<R"(<span class="soft small" dir="ltr">{}</span>)">(r.t.time_of_day(entry.at));
    return view::line(line);
}

std::string heading(const Reading& r, Date day) {
    const auto date = r.t.weekday_date(day);
    return day == r.app.today() ? text::fill(r.t.tr("Today, {1}"), date) : date;
}

Html days(const Reading& r, const std::vector<access_log::Line>& lines) {
    Html out;
    for (std::size_t i = 0; i < lines.size();) {
        const auto day = r.app.zone.day(lines[i].at);
        std::vector<Html> rows;
        for (; i < lines.size() && r.app.zone.day(lines[i].at) == day; ++i)
            rows.push_back(line(r, lines[i]));
        out.add<"<h3>{}</h3>{}">(heading(r, day), view::list(rows, "list card"));
    }
    return out;
}

Html happened(const Reading& r, const std::vector<access_log::Line>& lines) {
    if (lines.empty())
        return view::empty_state("eye", markup<"<p>{}</p>">(r.t.tr("Nothing has happened yet.")));
    auto out = days(r, lines);
    if (lines.size() == static_cast<std::size_t>(most))
        out.add<"<p>{}</p>">(
            view::button_link("/access-log?before=" + std::to_string(lines.back().number),
                              r.t.tr("Show older entries"), "", "quiet small"));
    return out;
}

Html open_now(const Acting& who, const http::Request& request, const Reading& r) {
    auto cards = release::running(who, request, r.app);
    if (cards.empty())
        cards = view::empty_state(
            "send", markup<"<p>{}</p>">(r.t.tr("No office sees your data at the moment.")));
    return cards +
           view::note("info", markup<"{}">(r.t.tr("When you withdraw, the link stops at once. The "
                                                  "office only learns that it was withdrawn.")));
}

http::Response show(const Acting& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    Reading r{app, t, {}};
    const auto lines = app.db->read([&](sql::Connection& db) {
        for (const auto& release : release::of_person(db, app, who))
            r.recipients[release.id.bytes] = release.recipient;
        return access_log::of_person(db, who.person.bytes, before(request), most);
    });
    const auto body = markup<
        R"({}<div class="split"><section class="stack" aria-labelledby="log"><h2 id="log">{}</h2>{}</section><section class="stack" aria-labelledby="open"><h2 id="open">{}</h2>{}</section></div>)">(
        view::head(t.tr("Who saw your data"),
                   t.tr("Every opening is listed here. Nobody can delete a line.")),
        t.tr("What happened"), happened(r, lines), t.tr("Open right now"),
        open_now(who, request, r));
    return view::page(request, app,
                      {.title = std::string(t.tr("Who saw your data")),
                       .area = view::Area::Seen,
                       .width = view::Width::Wide,
                       .body = body,
                       .script = {}});
}

}  // namespace

void add_pages(http::Router& router) { router.get("/access-log", show); }

}  // namespace mobio::privacy
