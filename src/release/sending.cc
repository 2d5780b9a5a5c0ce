// SPDX-License-Identifier: EUPL-1.2
#include "documents/pages.h"
#include "documents/showing.h"
#include "documents/taking.h"
#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"
#include "platform/view/beside.h"
#include "release/access.h"
#include "release/letters.h"
#include "release/loading.h"
#include "release/pages.h"

// The second step of a release: preview, consent, and the sending itself.
namespace mobio::release {

using html::markup;

namespace {

http::Response page(const Desk& desk, const http::Request& request, App& app,
                    std::string_view title, const Html& body, const Problems& problems,
                    view::Width width, std::optional<text::Language> in = {}) {
    const auto& t = app.tongue(in.value_or(request.language));
    return view::page(request, app,
                      {.title = std::string(title),
                       .area = desk.area(),
                       .width = width,
                       .body = markup<R"(<div class="stack" lang="{}" dir="{}">{}</div>)">(
                           t.code(), t.dir(), body),
                       .has_form = width == view::Width::Wide,
                       .script = {}},
                      problems.empty() ? 200 : 422);
}

// Two at one screen: the person's language on top, German below; what only the caseworker answers
// stands in theirs.
http::Response preview_page(const Desk& desk, const http::Request& request, App& app,
                            const Preview& shown, const Problems& problems) {
    const auto& t = app.tongue(request.language);
    const auto drawn = [&](const Preview& in) {
        return page(desk, request, app, t.tr("Preview and consent"),
                    preview(in, problems, request, app), problems, view::Width::Wide, in.language);
    };
    auto response = drawn(shown);
    response.repeatable = true;  // nothing has changed
    if (!shown.for_two || shown.language == text::Language::De) return response;
    response.body =
        view::beside(response.body, drawn(in_german(shown, app)).body, text::Language::De);
    return response;
}

http::Response show_draft(const Desk& desk, const http::Request& request, App& app) {
    const auto loaded = load(desk, request, app, Id<Draft>::parse(request.param("id")));
    if (!loaded) http::not_found();
    access_log::read(app, log_entry(desk.who, "release.previewed", {}, ""), request.visitor);
    return preview_page(desk, request, app, loaded->preview, {});
}

// What was chosen so far is kept, and another page shows it.
http::Response keep_and_show(const Desk& desk, App& app, const Preview& shown,
                             const std::string& then) {
    app.db->write([&](sql::Transaction& tx) {
        change_draft(tx, app, desk.who, shown.id, shown.draft, app.clock.now());
    });
    return http::see_other(desk.at("/drafts/") + shown.id.text() + then);
}

http::Response show_text(const Desk& desk, const http::Request& request, App& app, Preview shown) {
    const auto wanted = text::parse_language(request.form.get("text_language"));
    if (!wanted) throw http::Failure{422};
    shown.draft.text_language = *wanted;
    return keep_and_show(desk, app, shown, "#consent");
}

// Why it cannot be sent as it stands here: the list of releases says so.
std::optional<http::Response> refuse_now(const Desk& desk, const http::Request& request, App& app,
                                         const Draft& draft) {
    if (http::led_to(request, app)) return {};  // it was sent: the same answer again
    const auto* why = app.db->read([&](sql::Connection& db) {
        if (!still_listed(db, draft)) return "recipient-changed";
        return sent_enough(db, desk.who, app.clock.now()) ? "sent-enough" : "";
    });
    if (!*why) return {};
    auto response = http::see_other(desk.base);
    view::leave_notice(response, {why, ""});
    return response;
}

// Consent before staff ---------------------------------------------------------------------------

Presence presence_in(const http::Fields& form, const std::string& answer) {
    Presence presence;
    presence.given = answer == "signed" ? Presence::Given::Paper : Presence::Given::Screen;
    presence.agreed = form.get("agree") == "yes";
    presence.explained = form.get("explained");
    presence.present = text::clean(form.get("present")).text;
    return presence;
}

void keep_scan(sql::Transaction& tx, App& app, const Desk& desk, const documents::Made& scan,
               Sending& sending, Time now) {
    documents::About about;
    about.kind = consent_paper;
    const auto id = documents::DocumentId::make(now);
    documents::add(tx, app, desk.who, id, scan, about, now);
    sending.presence->paper = id;
}

// --------------------------------------------------------------------------------------------------

http::Response refuse(const Desk& desk, const http::Request& request, App& app,
                      const Sending& sending) {
    return http::once(request, app, [&](sql::Transaction& tx) {
        add_refusal(tx, app, desk.who, sending, app.clock.now());
        return desk.at("/refusal");
    });
}

http::Response send(const Desk& desk, const http::Request& request, App& app, const Loaded& loaded,
                    Sending sending, const std::optional<documents::Made>& scan) {
    const auto now = app.clock.now();
    add_files(sending, desk, loaded, app, now);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        if (!still_listed(tx, loaded.preview.draft)) throw http::Failure{409};
        if (scan) keep_scan(tx, app, desk, *scan, sending, now);
        return desk.at("/") + add(tx, app, desk.who, sending, now).id.text();
    });
    app.wake_worker();
    const bool too_large = sending.attach && sending.attachments.empty();
    if (response.status == 303)
        view::leave_notice(response, {too_large ? "release-sent-as-link" : "release-sent", ""});
    return response;
}

http::Response consent(const Desk& desk, const http::Request& request, App& app) {
    auto loaded = load(desk, request, app, Id<Draft>::parse(request.param("id")));
    // The draft ends with the release: the same form sent twice is answered by its key.
    if (!loaded)
        return http::once(request, app,
                          [](sql::Transaction&) -> std::string { http::not_found(); });
    auto choice = Choice::from(request.form);
    auto& shown = loaded->preview;
    const auto& answer = request.form.get("answer");
    take_choice(shown.draft, choice);
    shown.presence = presence_in(request.form, answer);
    if (request.redraw) return preview_page(desk, request, app, shown, {});
    if (answer == "show") return show_text(desk, request, app, shown);
    if (answer == "print" && desk.staff()) return keep_and_show(desk, app, shown, "/paper.pdf");

    auto sending = sending_of(*loaded, choice);
    if (desk.staff()) sending.presence = shown.presence;
    if (answer == "refuse") return refuse(desk, request, app, sending);
    const bool signed_by_hand = answer == "signed" && desk.staff();
    if (answer != "accept" && !signed_by_hand) throw http::Failure{422};
    if (signed_by_hand) choice.agrees = true;  // the paper says so
    auto problems = check(choice, shown, app);
    if (desk.staff())
        for (const auto& problem : check(shown.presence))
            problems.add(problem.field, problem.message);
    if (problems.empty())
        if (const auto led_to = refuse_now(desk, request, app, shown.draft)) return *led_to;
    std::optional<documents::Made> scan;
    if (signed_by_hand && problems.empty())
        scan = documents::scan_in(desk.who.person, request, app, problems);
    if (!problems.empty()) return preview_page(desk, request, app, shown, problems);
    if (signed_by_hand) sending.presence->mark = mark_of(shown, app);
    return send(desk, request, app, *loaded, std::move(sending), scan);
}

http::Response refused(const Desk& desk, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto title = t.tr("Nothing was sent");
    const auto lead = desk.staff()
                          ? t.tr("The person did not agree. That is fine and has no disadvantage.")
                          : t.tr("You did not agree. That is fine and has no disadvantage.");
    const auto back = desk.staff() ? t.tr("Back to the releases") : t.tr("Back to your releases");
    return page(
        desk, request, app, title,
        view::head(title, lead, desk.name) + view::button_link(desk.base, back, "", "quiet"), {},
        view::Width::Narrow);
}

http::Response consent_text_pdf(const Desk&, const http::Request& request, App& app) {
    const auto kind = catalogue::parse_recipient(request.query.get("kind"));
    const auto language = text::parse_language(request.query.get("lang"));
    if (!kind || !language) http::not_found();
    return http::file("application/pdf", "consent-" + std::string(text::code(*language)) + ".pdf",
                      consent_pdf(app, *kind, *language));
}

http::Response paper_pdf(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = desk_of(who, request, app);
    const auto loaded = load(desk, request, app, Id<Draft>::parse(request.param("id")));
    if (!loaded) http::not_found();
    access_log::read(app, log_entry(desk.who, "release.previewed", {}, ""), request.visitor);
    return http::file("application/pdf", "einwilligung.pdf",
                      paper_to_sign(loaded->preview, loaded->name, app));
}

// The first page of a paper, small: a caseworker sees it in the preview alone.
http::Response picture(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = desk_of(who, request, app);
    const auto id = documents::DocumentId::parse(request.param("paper"));
    if (!id) http::not_found();
    auto found = app.db->read(
        [&](sql::Connection& db) { return documents::picture_of(db, app, desk.who.person, *id); });
    if (!found) http::not_found();
    access_log::read(app, log_entry(desk.who, "document.read", {}, ""), request.visitor);
    return {.type = "image/jpeg", .body = std::move(*found)};
}

}  // namespace

void add_sending_pages(http::Router& router) {
    Doors doors(router);
    doors.get<show_draft>("/drafts/{id}");
    doors.post<consent>("/drafts/{id}/consent");
    router.converts("/releases/drafts/{id}/consent");
    router.uploads(std::string(staff_base) + "/drafts/{id}/consent", documents::longest_form);
    doors.get<refused>("/refusal");
    doors.get<consent_text_pdf>("/consent-text.pdf");
    router.get(std::string(staff_base) + "/drafts/{id}/paper.pdf", paper_pdf);
    router.get(std::string(staff_base) + "/papers/{paper}/picture", picture);
}

Sent send_for_demo(App& app, const Actor& who, const recipients::Recipient& to,
                   text::Language language) {
    Sending sending;
    app.db->read([&](sql::Connection& db) {
        const auto biography = biography_of(db, app, who);
        const auto possible = packet(app, biography, to.kind, app.tongue(language));
        sending = {to.kind,
                   to.id,
                   to.name,
                   to.email,
                   by_default(possible),
                   {},
                   language,
                   official_words(biography)};
        if (who.staff) sending.presence = {.agreed = true, .explained = "read", .present = ""};
    });
    return app.db->write(
        [&](sql::Transaction& tx) { return add(tx, app, who, sending, app.clock.now()); });
}

}  // namespace mobio::release
