// SPDX-License-Identifier: EUPL-1.2
#include "release/pages.h"

#include <algorithm>

#include "platform/http/form_key.h"
#include "platform/view/page.h"
#include "release/access.h"
#include "release/desk.h"
#include "release/views.h"

// One release, and its withdrawal.
namespace mobio::release {

using html::markup;

namespace {

Id<Release> id_of(const http::Request& request) {
    const auto id = Id<Release>::parse(request.param("id"));
    if (!id) http::not_found();
    return *id;
}

http::Response page(const Desk& desk, const http::Request& request, App& app,
                    std::string_view title, const Html& body,
                    view::Width width = view::Width::Medium, const Problems& problems = {}) {
    return view::page(request, app,
                      {.title = std::string(title),
                       .area = desk.area(),
                       .width = width,
                       .body = markup<R"(<div class="stack">{}</div>)">(body),
                       .script = {}},
                      problems.empty() ? 200 : 422);
}

// One release ------------------------------------------------------------------------------------

Html answers_card(const std::vector<Answered>& answers, const Desk& desk, const Tongue& t) {
    if (answers.empty()) return {};
    std::vector<Html> lines;
    for (const auto& answer : answers) {
        view::Line line;
        line.start = view::badge("calendar", "ok");
        line.title = markup<"{}">(desk.staff() ? answer_label(answer.code, t)
                                               : answer_in_words(answer.code, t));
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

Html delivery_card(const Full& release, const std::optional<mail::Status>& status, const Desk& desk,
                   const Tongue& t, App& app) {
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
    if (!release.sent_by.empty())
        card.body += view::note(
            "person",
            markup<"{}">(text::fill(t.tr("Sent by {1}"), text::isolated(release.sent_by))));
    if (release.withdrawn_at || release.expired_at)
        card.body += view::note("info", markup<"{}">(ending(release, t, app)));
    if (lost)
        card.footer =
            view::button_link(desk.at("/new?kind=") + std::string(catalogue::code(release.kind)),
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

http::Response show(const Desk& desk, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto id = id_of(request);
    const auto now = app.clock.now();
    Html body;
    std::string title;
    app.db->read([&](sql::Connection& db) {
        const auto release = find(db, app, desk.who, id);
        if (!release) http::not_found();
        const auto biography = biography_of(db, app, desk.who);
        title = text::fill(t.tr("Release to {1}"), text::isolated(release->recipient));
        body = view::back_link(desk.base, t) + just_sent(request, t) +
               view::head(title, "", desk.name);
        if (release->open_at(now)) body += running_card(*release, now, t, app, 2, desk.base);
        body += answers_card(answers(db, app, *release), desk, t);
        body += delivery_card(*release, mail::status(db, release->mail), desk, t, app);
        const auto sections = only(packet(app, biography, release->kind, t), release->items,
                                   release->first_opened_at);
        body +=
            papers_card(*release, shown_papers(db, app, *release, biography, sections, t), t, app);
        body += contents(sections, t);
    });
    access_log::read(app, log_entry(desk.who, "release.read", id, ""), request.visitor);
    return page(desk, request, app, title, body);
}

// Withdrawal -------------------------------------------------------------------------------------

http::Response withdrawal_page(const Desk& desk, const http::Request& request, App& app,
                               const Full& release, const Problems& problems) {
    const auto& t = app.tongue(request.language);
    const auto href = desk.at("/") + release.id.text();
    const auto title = text::fill(desk.staff() ? t.tr("Stop showing the data to {1}?")
                                               : t.tr("Stop showing your data to {1}?"),
                                  text::isolated(release.recipient));
    auto body =
        view::back_link(href, t) + view::errors(problems, t) +
        view::head(title, t.tr("The link stops at once. The office only learns that."), desk.name);
    const auto button = view::button(t.tr("Withdraw"), "undo", "stop wide");
    if (desk.staff())
        body += view::form(
            {.action = href + "/withdrawal"},
            view::tick("word", "yes", t.tr("The person wants this."), false, problems, t) + button,
            request, app);
    else
        body += view::button_form(href + "/withdrawal", button, request, app);
    body += view::button_link(href, t.tr("Keep it"), "", "quiet wide");
    return page(desk, request, app, title, body, view::Width::Narrow, problems);
}

Full open_one(const Desk& desk, const http::Request& request, App& app) {
    const auto id = id_of(request);
    auto release = app.db->read([&](sql::Connection& db) { return find(db, app, desk.who, id); });
    if (!release) http::not_found();
    return std::move(*release);
}

http::Response confirm_withdrawal(const Desk& desk, const http::Request& request, App& app) {
    const auto release = open_one(desk, request, app);
    if (!release.open_at(app.clock.now())) return http::see_other(desk.at("/") + release.id.text());
    return withdrawal_page(desk, request, app, release, {});
}

http::Response take_back(const Desk& desk, const http::Request& request, App& app) {
    const auto release = open_one(desk, request, app);
    Problems problems;
    // Staff withdraw on the person's word alone.
    if (desk.staff() && request.form.get("word") != "yes")
        problems.add("word", {text::mark("Tick that the person wants this.")});
    if (!problems.empty()) return withdrawal_page(desk, request, app, release, problems);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        withdraw(tx, app, desk.who, release.id, app.clock.now());
        return desk.base;
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

void add_release_pages(http::Router& router) {
    Doors doors(router);
    doors.get<show>("/{id}");
    doors.get<confirm_withdrawal>("/{id}/withdrawal");
    doors.post<take_back>("/{id}/withdrawal");
}

void add_pages(http::Router& router) {
    add_list_pages(router);
    add_choosing_pages(router);
    add_sending_pages(router);
    add_release_pages(router);
    add_packet_pages(router);
}

}  // namespace mobio::release
