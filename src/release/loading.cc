// SPDX-License-Identifier: EUPL-1.2
#include "release/loading.h"

#include <algorithm>

#include "documents/store.h"
#include "release/copies.h"
#include "release/letters.h"

namespace mobio::release {

namespace {

// Files by e-mail: only to an office of the directory whose entry allows it.
bool may_attach(sql::Connection& db, const Draft& draft) {
    if (!draft.from_directory) return false;
    const auto listed = recipients::find(db, *draft.from_directory);
    return listed && listed->attachments_allowed;
}

void load_papers(sql::Connection& db, App& app, Id<Person> of,
                 const biography::Biography& biography, const biography::Listener& person,
                 Preview& p) {
    const auto all = documents::of_person(db, app, of);
    p.hides_places = biography::address_protected(biography);
    p.may_attach = may_attach(db, p.draft);
    p.missing = missing(*app.catalogue, p.draft.kind, all);
    p.kindless =
        std::ranges::any_of(all, [](const auto& paper) { return paper.about.kind.empty(); });
    for (const auto& paper : possible(*app.catalogue, p.draft.kind, all))
        p.papers.push_back(
            in_words(app, paper, p.own, person, p.hides_places ? Places::Hidden : Places::Shown));
}

}  // namespace

std::optional<Loaded> load(const Desk& desk, const http::Request& request, App& app,
                           std::optional<Id<Draft>> id) {
    if (!id) return std::nullopt;
    return app.db->read([&](sql::Connection& db) -> std::optional<Loaded> {
        const auto draft = find_draft(db, app, desk.who, *id);
        if (!draft) return std::nullopt;
        const auto biography = biography_of(db, app, desk.who);
        Loaded loaded;
        auto& p = loaded.preview;
        p.id = *id;
        p.base = desk.base;
        p.for_two = desk.staff();
        p.draft = *draft;
        p.language = desk.staff() ? draft->text_language : request.language;
        const auto person = biography::listener_of(biography, app.tongue(p.language));
        p.own = packet(app, biography, draft->kind, person);
        p.german = packet(app, biography, draft->kind, app.tongue(text::Language::De));
        p.has_name = biography::has_release_name(biography);
        p.adult = biography::is_adult(biography, app.today());
        p.warn_regulated = app.catalogue->packet(draft->kind).warn_regulated &&
                           has_regulated_occupation(app, biography);
        load_papers(db, app, desk.who.person, biography, person, p);
        loaded.official = official_words(biography);
        loaded.name = biography::full_name(biography);
        return loaded;
    });
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

Problems check(const Choice& choice, const Preview& shown, App& app) {
    Ground ground{shown.own, shown.has_name, shown.adult,
                  shown_hash(app, shown.draft.kind, choice.shown_in)};
    for (const auto& paper : shown.papers) ground.papers.insert(paper.document.id.text());
    ground.may_attach = shown.may_attach;
    ground.hides_places = shown.hides_places;
    return check(choice, ground);
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

void add_files(Sending& sending, const Desk& desk, const Loaded& loaded, App& app, Time now) {
    const auto& shown = loaded.preview;
    sending.papers = agreed_papers(app, desk.who.person, shown.papers, shown.draft.papers);
    if (!sending.attach) return;
    const auto& german = app.tongue(text::Language::De);
    PacketPage page{
        as_sent(app, desk.who, sending, now), german.language(), loaded.name, {}, {}, {}};
    page.sections = std::make_shared<const std::vector<PacketSection>>(
        only(shown.german, sending.items, std::nullopt));
    const auto places = shown.hides_places ? Places::Hidden : Places::Shown;
    for (const auto& paper : shown.papers)
        if (shown.draft.papers.contains(paper.document.id.text()))
            page.papers.push_back(in_words(app, paper.document, *page.sections, german, places));
    sending.attachments = attachments(app, page);
}

}  // namespace mobio::release
