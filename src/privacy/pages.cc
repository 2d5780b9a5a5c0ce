// SPDX-License-Identifier: EUPL-1.2
#include "privacy/pages.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "account/account.h"
#include "account/moving.h"
#include "account/openings.h"
#include "account/who.h"
#include "catalogue/catalogue.h"
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
// Lines read for one page: of a day's writing many say the same, and are shown as one.
constexpr int looked_at = 500;

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

// Lines of one day that say the same one after another: the newest of them, and how many they are.
struct Event {
    access_log::Line newest;
    std::int64_t oldest;  // number of the oldest
    Time since;           // its time
    int times = 1;
};

std::string said(const Reading& r, const access_log::Line& line) {
    return in_words(line.entry, r.recipient(line.entry.object), r.t, r.app).sentence;
}

// Whoever it was did the same again. A lead gives a reason for each opening: they stand apart.
bool again(const Reading& r, const Event& event, const access_log::Line& line) {
    const auto &one = event.newest.entry, &other = line.entry;
    const bool same = one.who == access_log::Who::Person || one.actor == other.actor;
    return one.who == other.who && same && one.action != "case.opened_by_lead" &&
           r.app.zone.day(event.newest.at) == r.app.zone.day(line.at) &&
           said(r, event.newest) == said(r, line);
}

std::vector<Event> events(const Reading& r, const std::vector<access_log::Line>& lines) {
    std::vector<Event> all;
    for (const auto& line : lines) {
        if (!all.empty() && again(r, all.back(), line)) {
            all.back().oldest = line.number;
            all.back().since = line.at;
            ++all.back().times;
        } else if (all.size() < static_cast<std::size_t>(most)) {
            all.push_back({line, line.number, line.at});
        } else {
            break;
        }
    }
    return all;
}

// Why a lead opened the case: the reason in the person's language, then the lead's own words.
Html reason_of(const Reading& r, const access_log::Entry& entry) {
    if (entry.action != "case.opened_by_lead") return {};
    const auto reason = r.app.db->read([&](sql::Connection& db) {
        return account::reason_of(db, r.app, {entry.object}, {entry.person});
    });
    if (!reason) return {};
    const auto words = r.app.catalogue->code_label("opening_reason", reason->code, r.t);
    return markup<"<small>{} {}</small>">(text::fill(r.t.tr("Reason: {1}"), words),
                                          view::value(reason->words, "de"));
}

// "09:10–16:45" where it was done more than once.
std::string moments(const Reading& r, const Event& event) {
    const auto first = r.t.time_of_day(event.since), last = r.t.time_of_day(event.newest.at);
    return first == last ? last : first + "–" + last;
}

Html line(const Reading& r, const Event& event) {
    const auto& entry = event.newest.entry;
    const auto words = in_words(entry, r.recipient(entry.object), r.t, r.app);
    view::Line line;
    line.start = view::badge(words.icon);
    line.title = actor(r, entry);
    line.small = markup<"{}">(words.sentence);
    line.more = reason_of(r, entry);
    if (event.times > 1)
        line.small.add<R"( <bdi dir="ltr">{}</bdi>)">(r.t.number(event.times) + "\u00a0×");
    line.end = markup<R"(<span class="soft small" dir="ltr">{}</span>)">(moments(r, event));
    return view::line(line);
}

std::string heading(const Reading& r, Date day) {
    const auto date = r.t.weekday_date(day);
    return day == r.app.today() ? text::fill(r.t.tr("Today, {1}"), date) : date;
}

Html days(const Reading& r, const std::vector<Event>& events) {
    Html out;
    for (std::size_t i = 0; i < events.size();) {
        const auto day = r.app.zone.day(events[i].newest.at);
        std::vector<Html> rows;
        for (; i < events.size() && r.app.zone.day(events[i].newest.at) == day; ++i)
            rows.push_back(line(r, events[i]));
        out.add<"<h3>{}</h3>{}">(heading(r, day), view::list(rows, "list card"));
    }
    return out;
}

Html happened(const Reading& r, const std::vector<access_log::Line>& lines) {
    if (lines.empty())
        return view::empty_state("eye", markup<"<p>{}</p>">(r.t.tr("Nothing has happened yet.")));
    const auto all = events(r, lines);
    auto out = days(r, all);
    const auto last = all.back().oldest;
    if (last != lines.back().number || lines.size() == static_cast<std::size_t>(looked_at))
        out.add<"<p>{}</p>">(view::button_link("/access-log?before=" + std::to_string(last),
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

// Also of what was joined to this record: its log is theirs too.
std::vector<access_log::Line> log_of(sql::Connection& db, const Acting& who, std::int64_t before) {
    std::vector<access_log::Line> lines;
    for (const auto record : account::with_merged(db, who.person)) {
        const auto more = access_log::of_person(db, record.bytes, before, looked_at);
        // That the two were joined stands in both logs, and is told once.
        std::copy_if(more.begin(), more.end(), std::back_inserter(lines), [&](const auto& line) {
            return record == who.person || line.entry.object != who.person.bytes;
        });
    }
    std::sort(lines.begin(), lines.end(),
              [](const auto& a, const auto& b) { return a.number > b.number; });
    if (lines.size() > static_cast<std::size_t>(looked_at)) lines.resize(looked_at);
    return lines;
}

http::Response show(const Acting& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    Reading r{app, t, {}};
    const auto lines = app.db->read([&](sql::Connection& db) {
        for (const auto& release : release::of_person(db, app, who))
            r.recipients[release.id.bytes] = release.recipient;
        return log_of(db, who, before(request));
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
