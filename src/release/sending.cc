// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "documents/store.h"
#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"
#include "platform/view/page.h"
#include "release/copies.h"
#include "release/letters.h"
#include "release/pages.h"
#include "release/views.h"

// The second step of a release: preview, consent, and the sending itself.
namespace mobio::release {

using html::markup;

namespace {

http::Response page(const http::Request& request, App& app, std::string_view title,
                    const Html& body, bool has_form, unsigned status, view::Width width) {
    return view::page(request, app,
                      {.title = std::string(title),
                       .area = view::Area::Releases,
                       .width = width,
                       .body = markup<R"(<div class="stack">{}</div>)">(body),
                       .has_form = has_form,
                       .script = {}},
                      status);
}

struct Loaded {
    Preview preview;
    std::string official, name;
};

// Files by e-mail: only to an office of the directory whose entry allows it.
bool may_attach(sql::Connection& db, const Draft& draft) {
    if (!draft.from_directory) return false;
    const auto listed = recipients::find(db, *draft.from_directory);
    return listed && listed->attachments_allowed;
}

void load_papers(sql::Connection& db, App& app, const Acting& who,
                 const biography::Biography& biography, const biography::Listener& person,
                 Preview& p) {
    const auto all = documents::of_person(db, app, who.person);
    p.hides_places = biography::address_protected(biography);
    p.may_attach = may_attach(db, p.draft);
    p.missing = missing(*app.catalogue, p.draft.kind, all);
    p.kindless =
        std::ranges::any_of(all, [](const auto& paper) { return paper.about.kind.empty(); });
    for (const auto& paper : possible(*app.catalogue, p.draft.kind, all))
        p.papers.push_back(
            in_words(app, paper, p.own, person, p.hides_places ? Places::Hidden : Places::Shown));
}

std::optional<Loaded> load(const Acting& who, const http::Request& request, App& app,
                           std::optional<Id<Draft>> id) {
    if (!id) return std::nullopt;
    return app.db->read([&](sql::Connection& db) -> std::optional<Loaded> {
        const auto draft = find_draft(db, app, who, *id);
        if (!draft) return std::nullopt;
        const auto biography = biography::load(db, app, who);
        Loaded loaded;
        auto& p = loaded.preview;
        p.id = *id;
        p.draft = *draft;
        const auto person = biography::listener_of(biography, app.tongue(request.language));
        p.own = packet(app, biography, draft->kind, person);
        p.german = packet(app, biography, draft->kind, app.tongue(text::Language::De));
        p.has_name = biography::has_release_name(biography);
        p.adult = biography::is_adult(biography, app.today());
        p.warn_regulated = app.catalogue->packet(draft->kind).warn_regulated &&
                           has_regulated_occupation(app, biography);
        load_papers(db, app, who, biography, person, p);
        loaded.official = official_words(biography);
        loaded.name = biography::full_name(biography);
        return loaded;
    });
}

http::Response preview_page(const http::Request& request, App& app, const Preview& shown,
                            const Problems& problems) {
    const auto& t = app.tongue(request.language);
    auto response =
        page(request, app, t.tr("Preview and consent"), preview(shown, problems, request, app),
             true, problems.empty() ? 200 : 422, view::Width::Wide);
    response.repeatable = true;  // nothing has changed
    return response;
}

http::Response show_draft(const Acting& who, const http::Request& request, App& app) {
    const auto loaded = load(who, request, app, Id<Draft>::parse(request.param("id")));
    if (!loaded) http::not_found();
    access_log::read(
        app,
        {who.person.bytes, access_log::Who::Person, who.account.bytes, "release.previewed", {}, ""},
        request.visitor);
    return preview_page(request, app, loaded->preview, {});
}

void take_choice(Draft& draft, const Choice& choice) {
    draft.items = choice.items;
    draft.health = choice.health;
    draft.papers = choice.papers;
    draft.attach = choice.attach;
    draft.no_place = choice.no_place;
    draft.of_age = choice.of_age;
    draft.text_language = choice.shown_in;
}

http::Response show_text(const Acting& who, const http::Request& request, App& app, Preview shown) {
    const auto wanted = text::parse_language(request.form.get("text_language"));
    if (!wanted) throw http::Failure{422};
    shown.draft.text_language = *wanted;
    app.db->write([&](sql::Transaction& tx) {
        change_draft(tx, app, who, shown.id, shown.draft, app.clock.now());
    });
    return http::see_other("/releases/drafts/" + shown.id.text() + "#consent");
}

Sending sending_of(const Loaded& loaded, const Choice& choice) {
    const auto& draft = loaded.preview.draft;
    Sending sending{draft.kind,
                    draft.from_directory,
                    draft.recipient,
                    draft.email,
                    agreed(choice, loaded.preview.own),
                    choice.health,
                    choice.shown_in,
                    loaded.official,
                    loaded.preview.id};
    sending.no_place = choice.no_place;
    sending.attach = choice.attach;
    return sending;
}

// What has to be read for it: the papers, for their hashes, and what goes along with the e-mail.
void add_files(Sending& sending, const Acting& who, const Loaded& loaded, App& app, Time now) {
    const auto& shown = loaded.preview;
    sending.papers = agreed_papers(app, who.person, shown.papers, shown.draft.papers);
    if (!sending.attach) return;
    PacketPage page{as_sent(app, who, sending, now), text::Language::De, loaded.name, {}, {}, {}};
    page.sections = std::make_shared<const std::vector<PacketSection>>(
        only(shown.german, sending.items, std::nullopt));
    const auto places = shown.hides_places ? Places::Hidden : Places::Shown;
    for (const auto& paper : shown.papers)
        if (shown.draft.papers.contains(paper.document.id.text()))
            page.papers.push_back(in_words(app, paper.document, *page.sections,
                                           app.tongue(text::Language::De), places));
    sending.attachments = attachments(app, page);
}

Problems check(const Choice& choice, const Preview& shown, App& app) {
    Ground ground{shown.own, shown.has_name, shown.adult,
                  shown_hash(app, shown.draft.kind, choice.shown_in)};
    for (const auto& paper : shown.papers) ground.papers.insert(paper.document.id.text());
    ground.may_attach = shown.may_attach;
    ground.hides_places = shown.hides_places;
    return check(choice, ground);
}

// Why it cannot be sent as it stands here: the list of releases says so.
std::optional<http::Response> refuse_now(const Acting& who, const http::Request& request, App& app,
                                         const Draft& draft) {
    if (http::led_to(request, app)) return {};  // it was sent: the same answer again
    const auto* why = app.db->read([&](sql::Connection& db) {
        if (!still_listed(db, draft)) return "recipient-changed";
        return sent_enough(db, who, app.clock.now()) ? "sent-enough" : "";
    });
    if (!*why) return {};
    auto response = http::see_other("/releases");
    view::leave_notice(response, {why, ""});
    return response;
}

http::Response create(const Acting& who, const http::Request& request, App& app) {
    auto loaded = load(who, request, app, Id<Draft>::parse(request.param("id")));
    // The draft ends with the release: the same form sent twice is answered by its key.
    if (!loaded)
        return http::once(request, app,
                          [](sql::Transaction&) -> std::string { http::not_found(); });
    const auto choice = Choice::from(request.form);
    take_choice(loaded->preview.draft, choice);
    const auto& answer = request.form.get("answer");
    if (request.redraw) return preview_page(request, app, loaded->preview, {});
    if (answer == "show") return show_text(who, request, app, loaded->preview);

    auto sending = sending_of(*loaded, choice);
    if (answer == "refuse")
        return http::once(request, app, [&](sql::Transaction& tx) {
            add_refusal(tx, app, who, sending, app.clock.now());
            return std::string("/releases/refusal");
        });

    if (answer != "accept") throw http::Failure{422};
    const auto problems = check(choice, loaded->preview, app);
    if (!problems.empty()) return preview_page(request, app, loaded->preview, problems);
    if (const auto led_to = refuse_now(who, request, app, loaded->preview.draft)) return *led_to;
    const auto now = app.clock.now();
    add_files(sending, who, *loaded, app, now);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        if (!still_listed(tx, loaded->preview.draft)) throw http::Failure{409};
        return "/releases/" + add(tx, app, who, sending, now).id.text();
    });
    app.wake_worker();
    const bool too_large = sending.attach && sending.attachments.empty();
    if (response.status == 303)
        view::leave_notice(response, {too_large ? "release-sent-as-link" : "release-sent", ""});
    return response;
}

http::Response refused(const Acting&, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto title = t.tr("Nothing was sent");
    return page(
        request, app, title,
        view::head(title, t.tr("You did not agree. That is fine and has no disadvantage.")) +
            view::button_link("/releases", t.tr("Back to your releases"), "", "quiet"),
        false, 200, view::Width::Narrow);
}

http::Response consent_text_pdf(const Acting&, const http::Request& request, App& app) {
    const auto kind = catalogue::parse_recipient(request.query.get("kind"));
    const auto language = text::parse_language(request.query.get("lang"));
    if (!kind || !language) http::not_found();
    return http::file("application/pdf", "consent-" + std::string(text::code(*language)) + ".pdf",
                      consent_pdf(app, *kind, *language));
}

}  // namespace

void add_sending_pages(http::Router& router) {
    router.get("/releases/drafts/{id}", show_draft);
    router.post("/releases/drafts/{id}/consent", create);
    router.converts("/releases/drafts/{id}/consent");
    router.get("/releases/refusal", refused);
    router.get("/releases/consent-text.pdf", consent_text_pdf);
}

Sent send_for_demo(App& app, const Acting& who, const recipients::Recipient& to,
                   text::Language language) {
    Sending sending;
    app.db->read([&](sql::Connection& db) {
        const auto biography = biography::load(db, app, who);
        const auto possible = packet(app, biography, to.kind, app.tongue(language));
        sending = {to.kind,
                   to.id,
                   to.name,
                   to.email,
                   by_default(possible),
                   {},
                   language,
                   official_words(biography)};
    });
    return app.db->write(
        [&](sql::Transaction& tx) { return add(tx, app, who, sending, app.clock.now()); });
}

}  // namespace mobio::release
