// SPDX-License-Identifier: EUPL-1.2
#include "release/pages.h"

#include <algorithm>

#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"
#include "platform/view/page.h"
#include "release/views.h"

namespace mobio::release {

using html::markup;

namespace {

Id<Release> id_of(const http::Request& request) {
    const auto id = Id<Release>::parse(request.param("id"));
    if (!id) http::not_found();
    return *id;
}

http::Response page(const http::Request& request, App& app, std::string_view title,
                    const Html& body, view::Width width = view::Width::Medium) {
    return view::page(request, app,
                      {.title = std::string(title),
                       .area = view::Area::Releases,
                       .width = width,
                       .body = markup<R"(<div class="stack">{}</div>)">(body),
                       .script = {}});
}

std::string ending(const Running& release, const Tongue& t, App& app) {
    const auto day = [&](Time at) { return t.date(app.zone.day(at)); };
    if (release.withdrawn_at)
        return text::fill(t.tr("Withdrawn on {1}"), day(*release.withdrawn_at));
    return text::fill(
        t.tr("Ended on {1}"),
        day(std::min(release.expires_at, release.expired_at.value_or(release.expires_at))));
}

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

Html past(const std::vector<Running>& releases, Time now, std::size_t shown, const Tongue& t,
          App& app) {
    std::vector<Html> lines;
    for (const auto& release : releases) {
        if (release.open_at(now)) continue;
        view::Line line;
        line.href = "/releases/" + release.id.text();
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
        out.add<R"(<p>{}</p>)">(view::button_link("/releases?shown=" + std::to_string(shown + 50),
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

Html waiting(const std::optional<Waiting>& draft, const Tongue& t) {
    if (!draft) return {};
    return view::note("send",
                      markup<R"({} <a href="/releases/drafts/{}">{}</a>)">(
                          text::fill(t.tr("Your packet for {1} is not sent yet."),
                                     text::isolated(draft->draft.recipient)),
                          draft->id.text(), t.tr("Go on")),
                      "warm");
}

http::Response list(const Acting& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto now = app.clock.now();
    const auto [releases, told, draft] = app.db->read([&](sql::Connection& db) {
        return std::tuple(of_person(db, app, who), untold(db, who), waiting_draft(db, app, who));
    });
    Html cards;
    for (const auto& release : releases)
        if (release.open_at(now)) cards += running_card(release, now, t, app, 3);
    if (cards.empty())
        cards = view::empty_state(
            "send", markup<"<p>{}</p>">(t.tr("No office sees your data at the moment.")));
    const auto head = view::head(t.tr("Your releases"),
                                 t.tr("You decide who sees what. You can stop it at any time."));
    const auto add = view::add_link("/releases/new", t.tr("Release my data"),
                                    t.tr("for 14 days, to one office"));
    const auto body = markup<
        R"({}{}{}{}{}<section class="stack" aria-labelledby="running"><h2 id="running">{}</h2>{}</section><section class="stack" aria-labelledby="past"><h2 id="past">{}</h2>{}</section>)">(
        notices(request, t), head, news(told, releases, now, request, app), waiting(draft, t), add,
        t.tr("Open right now"), cards, t.tr("Ended"),
        past(releases, now, shown_entries(request), t, app));
    return page(request, app, t.tr("Your releases"), body);
}

http::Response news_seen(const Acting& who, const http::Request& request, App& app) {
    return http::once(request, app, [&](sql::Transaction& tx) {
        mark_told(tx, who, app.clock.now());
        return std::string("/releases");
    });
}

// One release ------------------------------------------------------------------------------------

Html answers_card(const std::vector<Answered>& answers, const Tongue& t) {
    if (answers.empty()) return {};
    std::vector<Html> lines;
    for (const auto& answer : answers) {
        view::Line line;
        line.start = view::badge("calendar", "ok");
        line.title = markup<"{}">(answer_in_words(answer.code, t));
        line.small = answer.message.empty() ? markup<"{}">(t.moment(answer.at))
                                            : markup<"{}<br>{}">(view::value(answer.message, "de"),
                                                                 t.moment(answer.at));
        lines.push_back(view::line(line));
    }
    view::Card card;
    card.title = t.tr("Answers");
    card.icon = "send";
    card.id = "answers";
    card.body = view::list(lines);
    return view::card(card);
}

Html delivery_card(const Full& release, const std::optional<mail::Status>& status, const Tongue& t,
                   App& app) {
    const bool lost =
        status && (status->state == mail::State::Refused || status->state == mail::State::Failed);
    view::Card card;
    card.title = t.tr("Sent");
    card.icon = "send";
    card.id = "sent";
    card.body = view::facts(
        {{std::string(t.tr("To")), view::number(release.email), {}},
         {std::string(t.tr("When")), markup<"{}">(t.moment(release.sent_at)), {}},
         {std::string(t.tr("E-mail")), markup<"{}">(delivery_in_words(status, t)), {}},
         {std::string(t.tr("Valid until")), markup<"{}">(t.moment(release.expires_at)), {}},
         {std::string(t.tr("Consent")), view::number(reference(release.consent)), {}}});
    if (release.withdrawn_at || release.expired_at)
        card.body += view::note("info", markup<"{}">(ending(release, t, app)));
    if (lost)
        card.footer =
            view::button_link("/releases/new?kind=" + std::string(catalogue::code(release.kind)),
                              t.tr("Send again"), "send", "quiet");
    return view::card(card);
}

Html contents(const std::vector<PacketSection>& sections, const Tongue& t) {
    Html out;
    for (const auto& section : sections) out += packet_card(section, t);
    return view::details(t.tr("What is in the packet"),
                         markup<R"(<div class="stack">{}</div>)">(out));
}

// What was agreed to of papers; some may have left since.
Html papers_card(const Full& release, const std::vector<Paper>& shown, const Tongue& t, App& app) {
    if (release.papers.empty() && !release.attached) return {};
    std::vector<Html> lines;
    for (const auto& agreed : release.papers) {
        const auto there =
            std::ranges::find(shown, agreed.document, [](const Paper& p) { return p.document.id; });
        const auto kind = app.catalogue->code_label("document_type", agreed.kind, t);
        view::Line line;
        line.start = view::badge("document");
        line.title = there == shown.end() ? markup<"{}">(kind) : view::value(there->name);
        if (there != shown.end())
            line.small = there->name == kind ? markup<"{}">(there->more)
                                             : markup<"{} · {}">(kind, there->more);
        if (there == shown.end() && release.open_at(app.clock.now()))
            line.end = view::tag(t.tr("not shown any more"), "warm");
        lines.push_back(view::line(line));
    }
    view::Card card;
    card.title = t.tr("Documents in this packet");
    card.icon = "document";
    card.id = "papers";
    card.body = view::list(lines);
    if (release.attached)
        card.body += view::note("send", markup<"{}">(t.tr("The files went along with the e-mail. "
                                                          "They cannot be called back.")));
    return view::card(card);
}

Html just_sent(const http::Request& request, const Tongue& t) {
    const auto notice = view::take_notice(request);
    if (notice && notice->code == "release-sent-as-link")
        return view::toast(t.tr("Sent. The files are too large for an e-mail: the office opens "
                                "them by the link."),
                           {});
    if (!notice || notice->code != "release-sent") return {};
    return view::toast(t.tr("Sent. Here you see who opens it."), {});
}

http::Response show(const Acting& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto id = id_of(request);
    const auto now = app.clock.now();
    Html body;
    std::string title;
    app.db->read([&](sql::Connection& db) {
        const auto release = find(db, app, who, id);
        if (!release) http::not_found();
        const auto biography = biography::load(db, app, who);
        title = text::fill(t.tr("Release to {1}"), text::isolated(release->recipient));
        body = view::back_link("/releases", t) + just_sent(request, t) + view::head(title);
        if (release->open_at(now)) body += running_card(*release, now, t, app, 2);
        body += answers_card(answers(db, app, *release), t);
        body += delivery_card(*release, mail::status(db, release->mail), t, app);
        const auto sections = only(packet(app, biography, release->kind, t), release->items,
                                   release->first_opened_at);
        body +=
            papers_card(*release, shown_papers(db, app, *release, biography, sections, t), t, app);
        body += contents(sections, t);
    });
    access_log::read(app,
                     {who.person.bytes, access_log::Who::Person, who.account.bytes, "release.read",
                      id.bytes, ""},
                     request.visitor);
    return page(request, app, title, body);
}

// Withdrawal -------------------------------------------------------------------------------------

http::Response confirm_withdrawal(const Acting& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto id = id_of(request);
    const auto release = app.db->read([&](sql::Connection& db) { return find(db, app, who, id); });
    if (!release) http::not_found();
    const auto href = "/releases/" + id.text();
    if (!release->open_at(app.clock.now())) return http::see_other(href);
    const auto title =
        text::fill(t.tr("Stop showing your data to {1}?"), text::isolated(release->recipient));
    auto body = view::back_link(href, t) +
                view::head(title, t.tr("The link stops at once. The office only learns that."));
    body += view::button_form(href + "/withdrawal",
                              view::button(t.tr("Withdraw"), "undo", "stop wide"), request, app);
    body += view::button_link(href, t.tr("Keep it"), "", "quiet wide");
    return page(request, app, title, body, view::Width::Narrow);
}

http::Response take_back(const Acting& who, const http::Request& request, App& app) {
    const auto id = id_of(request);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        if (!find(tx, app, who, id)) http::not_found();
        withdraw(tx, app, who, id, app.clock.now());
        return std::string("/releases");
    });
    app.wake_worker();
    if (response.status == 303) view::leave_notice(response, {"release-withdrawn", ""});
    return response;
}

}  // namespace

Html running(const Acting& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto now = app.clock.now();
    const auto releases =
        app.db->read([&](sql::Connection& db) { return running_of(db, app, who, now); });
    Html cards;
    for (const auto& release : releases) cards += running_card(release, now, t, app, 3);
    return cards;
}

void add_pages(http::Router& router) {
    router.get("/releases", list);
    router.post("/releases/notices", news_seen);
    add_choosing_pages(router);
    add_sending_pages(router);
    router.get("/releases/{id}", show);
    router.get("/releases/{id}/withdrawal", confirm_withdrawal);
    router.post("/releases/{id}/withdrawal", take_back);
    add_packet_pages(router);
}

}  // namespace mobio::release
