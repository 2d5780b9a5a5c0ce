// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <array>

#include "account/account.h"
#include "account/who.h"
#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"
#include "platform/pdf/document.h"
#include "platform/view/page.h"
#include "release/copies.h"
#include "release/pages.h"

// The recipient's side: a neutral page, an opening by POST, the packet as it stands now.
namespace mobio::release {

namespace {

http::Response neutral(http::Request request, App& app, const Html& body, std::string_view title,
                       unsigned status) {
    request.language = text::Language::De;
    auto response = view::page(request, app,
                               {.title = std::string(title),
                                .width = view::Width::Medium,
                                .body = body,
                                .for_recipient = true,
                                .script = {}},
                               status);
    return response.with("X-Robots-Tag", "noindex, nofollow");
}

// Ended, withdrawn and never issued look alike; the status alone tells a known hash from an
// unknown.
http::Response gone(const http::Request& request, App& app, const std::string& token,
                    unsigned status) {
    const auto& t = app.tongue(text::Language::De);
    return neutral(request, app, gone_page(token, request, app),
                   t.tr("This link does not work any more"), status);
}

// A link that may be opened now. The first refusal after fourteen days is written down.
std::optional<Full> open_link(App& app, const std::optional<Full>& release) {
    if (!release) return std::nullopt;
    const auto now = app.clock.now();
    if (release->open_at(now)) return release;
    if (!release->withdrawn_at && !release->expired_at)
        app.db->write([&](sql::Transaction& tx) { expire(tx, release->id, now); });
    return std::nullopt;
}

std::optional<Full> by_token(App& app, const std::string& token) {
    return app.db->read([&](sql::Connection& db) { return find_by_token(db, app, token); });
}

http::Response land(const http::Request& request, App& app) {
    const auto& token = request.param("token");
    const auto known = by_token(app, token);
    if (!open_link(app, known)) return gone(request, app, token, known ? 410 : 404);
    return neutral(request, app, landing_page(token, request, app),
                   app.tongue(text::Language::De).tr("A data packet for you"), 200);
}

// All that decides what a packet shows: the same state, the same words.
Shelf<std::vector<PacketSection>>::Key state_of(const App& app,
                                                const biography::Biography& biography,
                                                const Full& release, text::Language language) {
    auto state = fmt::format("{} {} {} {} {} {}", release.person.text(), release.id.text(),
                             text::code(language), static_cast<int>(release.kind),
                             release.first_opened_at ? millis(*release.first_opened_at) : 0,
                             std::chrono::sys_days{app.today()}.time_since_epoch().count());
    for (const auto& section : biography.sections())
        (((state += ' ') += section.key) += ':') += std::to_string(section.number);
    for (const auto& item : release.items) (state += '\n') += item;
    return vault::sha256(state);
}

// What the release shows at this moment, in that language.
Shown live(App& app, const biography::Biography& biography, const Full& release,
           text::Language language) {
    const auto state = state_of(app, biography, release, language);
    const auto now = app.clock.now();
    if (auto there = app.packets.find(state, now)) return there;
    auto made = std::make_shared<const std::vector<PacketSection>>(
        only(packet(app, biography, release.kind, app.tongue(language)), release.items,
             release.first_opened_at));
    app.packets.put(state, made, length(*made), now);
    return made;
}

http::Response open(const http::Request& request, App& app) {
    const auto& token = request.param("token");
    const auto known = by_token(app, token);
    const auto release = open_link(app, known);
    if (!release) return gone(request, app, token, known ? 410 : 404);
    const auto shown = app.db->read([&](sql::Connection& db) {
        const auto key = app.vault.key_of(release->person.bytes);
        const auto biography = biography::load_for_packet(db, app, release->person, key);
        return items(*live(app, biography, *release, text::Language::De)).size();
    });
    const auto now = app.clock.now();
    std::optional<account::NewSession> session;
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        count_opening(tx, *release, shown, now);
        session = account::start_recipient_session(tx, app, release->id, now);
        return "/packets/" + release->id.text();
    });
    if (response.status != 303) return response;
    // The same form again: one opening, but this browser still needs its session.
    if (!session)
        session = app.db->write([&](sql::Transaction& tx) {
            return account::start_recipient_session(tx, app, release->id, now);
        });
    account::set_packet_cookie(response, request, release->id, *session);
    return response;
}

// For every token the same answer; a known one tells the person, once a day.
http::Response ask(const http::Request& request, App& app) {
    const auto known = by_token(app, request.param("token"));
    return http::once(request, app, [&](sql::Transaction& tx) {
        if (known) ask_again(tx, app, known->id, app.clock.now());
        return std::string("/link-requests");
    });
}

http::Response asked(const http::Request& request, App& app) {
    return neutral(request, app, asked_page(app), app.tongue(text::Language::De).tr("Thank you"),
                   200);
}

// The packet --------------------------------------------------------------------------------------

text::Language reading_language(const http::Request& request) {
    return request.query.get("lang") == "en" || request.form.get("lang") == "en"
               ? text::Language::En
               : text::Language::De;
}

// The release of this session, if the address names it and its link is open: asked anew each time.
std::optional<Full> mine(const Opened& who, const http::Request& request, App& app) {
    if (request.param("id") != who.release.text()) http::not_found();
    return open_link(app, app.db->read([&](sql::Connection& db) {
        return find_for_recipient(db, app, who.release);
    }));
}

access_log::Entry entry(const Full& release, const char* action) {
    return {release.person.bytes, access_log::Who::Recipient,
            release.id.bytes,     action,
            release.id.bytes,     ""};
}

PacketPage load(App& app, const Full& release, text::Language language) {
    PacketPage page{release, language, {}, {}, {}, {}};
    app.db->read([&](sql::Connection& db) {
        const auto key = app.vault.key_of(release.person.bytes);
        const auto biography = biography::load_for_packet(db, app, release.person, key);
        page.name = biography::full_name(biography);
        page.sections = live(app, biography, release, language);
        page.answers = answers(db, app, release);
        page.papers =
            shown_papers(db, app, release, biography, *page.sections, app.tongue(language));
    });
    return page;
}

http::Response packet_page(http::Request request, App& app, const PacketPage& packet,
                           const std::string& message, const Problems& problems) {
    request.language = packet.language;
    const auto& t = app.tongue(packet.language);
    auto response = view::page(request, app,
                               {.title = std::string(t.tr("Data packet")),
                                .width = view::Width::Medium,
                                .body = packet_body(packet, message, problems, request, app),
                                .for_recipient = true,
                                .script = "print.js"},
                               problems.empty() ? 200 : 422);
    return response.with("X-Robots-Tag", "noindex, nofollow");
}

http::Response show(const Opened& who, const http::Request& request, App& app) {
    const auto release = mine(who, request, app);
    if (!release) return gone(request, app, "", 410);
    const auto packet = load(app, *release, reading_language(request));
    access_log::read(app, entry(*release, "packet.viewed"), request.visitor);
    return packet_page(request, app, packet, "", {});
}

http::Response pdf(const Opened& who, const http::Request& request, App& app) {
    const auto release = mine(who, request, app);
    if (!release) return gone(request, app, "", 410);
    const auto packet = load(app, *release, reading_language(request));
    app.db->write([&](sql::Transaction& tx) {
        access_log::write(tx, entry(*release, "packet.saved"), app.clock.now());
    });
    auto response =
        http::file("application/pdf",
                   packet.language == text::Language::En ? "data-packet.pdf" : "datenpaket.pdf",
                   packet_pdf(packet, app).pdf);
    return response.with("X-Robots-Tag", "noindex, nofollow");
}

// Papers ------------------------------------------------------------------------------------------

access_log::Entry paper_entry(const Full& release, const documents::Document& paper) {
    auto written = entry(release, "paper.saved");
    written.object = paper.id.bytes;
    written.detail = paper.about.kind;
    return written;
}

http::Response paper(const Opened& who, const http::Request& request, App& app) {
    const auto release = mine(who, request, app);
    if (!release) return gone(request, app, "", 410);
    const auto packet = load(app, *release, reading_language(request));
    const auto found = std::ranges::find(packet.papers, request.param("paper"),
                                         [](const Paper& p) { return p.document.id.text(); });
    if (found == packet.papers.end()) http::not_found();
    auto copy = copied(app, *release, *found);
    app.db->write([&](sql::Transaction& tx) {
        access_log::write(tx, paper_entry(*release, found->document), app.clock.now());
    });
    auto response = http::file("application/pdf", file_name(copy.paper), std::move(copy.pdf));
    return response.with("X-Robots-Tag", "noindex, nofollow");
}

http::Response everything(const Opened& who, const http::Request& request, App& app) {
    const auto release = mine(who, request, app);
    if (!release) return gone(request, app, "", 410);
    const auto packet = load(app, *release, reading_language(request));
    auto one = bound(app, packet);
    if (!one) {
        Problems problems;
        problems.add("papers", {text::mark("That is too much for one file. Save them singly.")});
        return packet_page(request, app, packet, "", problems);
    }
    app.db->write([&](sql::Transaction& tx) {
        access_log::write(tx, entry(*release, "packet.saved"), app.clock.now());
        for (const auto& each : packet.papers)
            access_log::write(tx, paper_entry(*release, each.document), app.clock.now());
    });
    auto response =
        http::file("application/pdf",
                   packet.language == text::Language::En ? "data-packet-and-documents.pdf"
                                                         : "datenpaket-und-dokumente.pdf",
                   std::move(*one));
    return response.with("X-Robots-Tag", "noindex, nofollow");
}

// Told by print.js before the print dialog opens.
http::Response printed(const Opened& who, const http::Request& request, App& app) {
    const auto release = mine(who, request, app);
    if (!release) return gone(request, app, "", 410);
    return http::once(request, app, [&](sql::Transaction& tx) {
        access_log::write(tx, entry(*release, "packet.printed"), app.clock.now());
        return "/packets/" + release->id.text();
    });
}

http::Response answer(const Opened& who, const http::Request& request, App& app) {
    const auto release = mine(who, request, app);
    if (!release) return gone(request, app, "", 410);
    constexpr std::array codes{"received", "invited", "not_suitable", "done"};
    const auto& code = request.form.get("answer");
    const auto message = text::clean(request.form.get("message")).text;
    Problems problems;
    if (std::find(codes.begin(), codes.end(), code) == codes.end())
        problems.add("message", {text::mark("Choose one of the four answers.")});
    else if (text::length(message) > 500)
        problems.add("message", {text::mark("The message has at most 500 characters.")});
    const auto language = reading_language(request);
    if (!problems.empty())
        return packet_page(request, app, load(app, *release, language), message, problems);
    return http::once(request, app, [&](sql::Transaction& tx) {
        add_answer(tx, app, *release, code, message, app.clock.now());
        const auto page = "/packets/" + release->id.text();
        return language == text::Language::En ? page + "?lang=en#answer" : page + "#answer";
    });
}

}  // namespace

void add_packet_pages(http::Router& router) {
    router.get("/p/{token}", land);
    router.post("/p/{token}", open);
    router.post("/p/{token}/requests", ask);
    router.get("/link-requests", asked);
    router.get("/packets/{id}", show);
    router.get("/packets/{id}/pdf", pdf);
    router.get("/packets/{id}/papers/{paper}", paper);
    router.converts("/packets/{id}/papers/{paper}");
    router.get("/packets/{id}/all", everything);
    router.converts("/packets/{id}/all");
    router.post("/packets/{id}/prints", printed);
    router.post("/packets/{id}/answers", answer);
}

}  // namespace mobio::release
