// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cstdlib>

#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"
#include "platform/view/page.h"
#include "release/access.h"
#include "release/desk.h"
#include "release/pages.h"
#include "release/views.h"

// The list of a person's releases: what runs, what has ended, what is new.
namespace mobio::release {

using html::markup;

namespace {

// News -------------------------------------------------------------------------------------------

std::string news_in_words(const Told& told, const std::string& name, const Tongue& t) {
    const auto who = text::isolated(name);
    if (told.kind == "changed")
        return text::fill(t.tr("You changed your data. {1} sees the new value."), who);
    if (told.kind == "asked") return text::fill(t.tr("{1} asks you for a new link."), who);
    return text::fill(t.tr("{1} has answered you."), who);
}

Html news(const std::vector<Told>& untold, const std::vector<Running>& releases, Time now,
          const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    std::vector<Html> lines;
    for (const auto& told : untold) {
        const auto release = std::find_if(releases.begin(), releases.end(),
                                          [&](const auto& r) { return r.id == told.release; });
        if (release == releases.end()) continue;
        if (told.kind == "changed" && !release->open_at(now)) continue;  // it sees nothing more
        view::Line line;
        line.href = "/releases/" + release->id.text();
        line.start = view::badge(told.kind == "changed" ? "edit" : "send");
        line.title = markup<"{}">(news_in_words(told, release->recipient, t));
        line.small = markup<"{}">(t.moment(told.at));
        lines.push_back(view::line(line));
    }
    if (lines.empty()) return {};
    view::Card card;
    card.title = t.tr("News");
    card.icon = "info";
    card.id = "news";
    card.body = view::list(lines);
    card.footer = view::button_form("/releases/notices",
                                    view::button(t.tr("I have seen this"), "check", "quiet small"),
                                    request, app);
    return view::card(card);
}

// The list ---------------------------------------------------------------------------------------

Html past(const Desk& desk, const std::vector<Running>& releases, Time now, std::size_t shown,
          const Tongue& t, App& app) {
    std::vector<Html> lines;
    for (const auto& release : releases) {
        if (release.open_at(now)) continue;
        view::Line line;
        line.href = desk.at("/") + release.id.text();
        line.start = view::badge(release.withdrawn_at ? "undo" : "clock");
        line.title = view::value(release.recipient, "de");
        line.small = markup<"{}">(ending(release, t, app));
        lines.push_back(view::line(line));
    }
    if (lines.empty())
        return view::empty_state(
            "clock",
            markup<"<p>{}</p>">(t.tr("Nothing has ended yet. Old ones stay listed here.")));
    const bool more = lines.size() > shown;
    if (more) lines.resize(shown);
    auto out = view::list(lines, "list card");
    if (more)
        out.add<R"(<p>{}</p>)">(view::button_link(desk.at("?shown=") + std::to_string(shown + 50),
                                                  t.tr("Show older entries"), "", "quiet small"));
    return out;
}

std::size_t shown_entries(const http::Request& request) {
    const auto typed = std::atoi(request.query.get("shown").c_str());
    return static_cast<std::size_t>(std::clamp(typed, 50, 10'000));
}

Html notices(const http::Request& request, const Tongue& t) {
    const auto notice = view::take_notice(request);
    if (!notice) return {};
    if (notice->code == "release-withdrawn")
        return view::toast(t.tr("Withdrawn. The office sees nothing more."), {});
    if (notice->code == "recipient-changed")
        return view::toast(
            t.tr("Nothing was sent. The office has changed its address. Please choose it again."),
            {});
    if (notice->code == "sent-enough")
        return view::toast(t.tr("Nothing was sent. You sent a lot today. Go on tomorrow."), {});
    return {};
}

Html waiting(const Desk& desk, const std::optional<Waiting>& draft, const Tongue& t) {
    if (!draft) return {};
    return view::note("send",
                      markup<R"({} <a href="{}">{}</a>)">(
                          text::fill(desk.staff() ? t.tr("A packet for {1} is not sent yet.")
                                                  : t.tr("Your packet for {1} is not sent yet."),
                                     text::isolated(draft->draft.recipient)),
                          desk.at("/drafts/") + draft->id.text(), t.tr("Go on")),
                      "warm");
}

// What is said to the person themselves, and to a caseworker.
struct Words {
    std::string_view title, lead, add, nothing;
};
Words words(const Desk& desk, const Tongue& t) {
    if (desk.staff())
        return {t.tr("Data releases"),
                t.tr("Only with the person’s consent, given in your presence."),
                t.tr("Release data"), t.tr("No office sees data of this person at the moment.")};
    return {t.tr("Your releases"), t.tr("You decide who sees what. You can stop it at any time."),
            t.tr("Release my data"), t.tr("No office sees your data at the moment.")};
}

Html running_cards(const Desk& desk, const std::vector<Running>& releases, Time now,
                   const Tongue& t, App& app) {
    Html cards;
    for (const auto& release : releases)
        if (release.open_at(now)) cards += running_card(release, now, t, app, 3, desk.base);
    if (!cards.empty()) return cards;
    return view::empty_state("send", markup<"<p>{}</p>">(words(desk, t).nothing));
}

http::Response list(const Desk& desk, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto now = app.clock.now();
    const auto [releases, told, draft] = app.db->read([&](sql::Connection& db) {
        // News are told to the person alone.
        const auto& account = desk.who.account;
        return std::tuple(of_person(db, app, desk.who),
                          account ? untold(db, {*account, desk.who.person}) : std::vector<Told>(),
                          waiting_draft(db, app, desk.who));
    });
    if (desk.staff())
        access_log::read(app, log_entry(desk.who, "release.listed", {}, ""), request.visitor);
    const auto say = words(desk, t);
    const auto body = markup<
        R"({}{}{}{}{}<section class="stack" aria-labelledby="running"><h2 id="running">{}</h2>{}</section><section class="stack" aria-labelledby="past"><h2 id="past">{}</h2>{}</section>)">(
        notices(request, t), view::head(say.title, say.lead, desk.name),
        news(told, releases, now, request, app), waiting(desk, draft, t),
        view::add_link(desk.at("/new"), say.add, t.tr("for 14 days, to one office")),
        t.tr("Open right now"), running_cards(desk, releases, now, t, app), t.tr("Ended"),
        past(desk, releases, now, shown_entries(request), t, app));
    return view::page(request, app,
                      {.title = std::string(say.title),
                       .area = desk.area(),
                       .width = view::Width::Medium,
                       .body = markup<R"(<div class="stack">{}{}</div>)">(
                           desk.staff() ? view::back_link("/staff/persons", t) : Html(), body),
                       .script = {}});
}

http::Response news_seen(const Acting& who, const http::Request& request, App& app) {
    return http::once(request, app, [&](sql::Transaction& tx) {
        mark_told(tx, who, app.clock.now());
        return std::string("/releases");
    });
}

}  // namespace

void add_list_pages(http::Router& router) {
    Doors doors(router);
    doors.get<list>("");
    router.post("/releases/notices", news_seen);
}

}  // namespace mobio::release
