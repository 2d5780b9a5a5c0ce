// SPDX-License-Identifier: EUPL-1.2
#include "release/papers.h"

#include <algorithm>
#include <memory>

#include "documents/about.h"
#include "documents/showing.h"
#include "platform/files/spool.h"
#include "platform/pdf/stamp.h"
#include "release/store.h"

namespace mobio::release {

using documents::Document;
using text::Tongue;

namespace {

constexpr const char* kinds = "document_type";

// As the packet calls that entry.
std::string entry_in_words(const std::vector<PacketSection>& sections,
                           const documents::About& about, const Tongue& t) {
    if (about.field.empty() || about.entry.empty()) return {};
    const auto* item = find(sections, about.field + '#' + about.entry);
    if (!item) return {};
    if (item->title.empty() || item->label.find(item->title) != std::string::npos)
        return item->label;
    return text::fill(t.tr("{1}: {2}"), item->label, text::isolated(item->title));
}

std::string in_short(App& app, const Document& document, const biography::Listener& listener) {
    const auto& t = listener.t;
    const auto& about = document.about;
    std::string words;
    const auto say = [&](const std::string& more) {
        if (more.empty()) return;
        if (!words.empty()) words += " · ";
        words += more;
    };
    say(documents::copy_in_words(about.copy, t));
    if (!about.lang.empty()) say(app.catalogue->language_name(about.lang, t));
    if (!about.date.is_null()) say(biography::date_in_words(about.date, listener));
    say(t.plural("{1} page", "{1} pages", document.pages));
    return words;
}

bool is(const Document& document, std::string_view kind) {
    return document.about.kind == kind ||
           (kind == "translation" && document.about.copy == documents::Copy::Translation);
}

bool has_mark(const App& app, std::string_view kind) {
    const auto* field = app.catalogue->field_of_document(kind);
    return field && field->watermark;
}

// As it is called now, or was when it was agreed to.
bool wants_mark(const App& app, const Full& release, const Document& paper) {
    return has_mark(app, paper.about.kind) ||
           std::ranges::any_of(release.papers, [&](const AgreedPaper& agreed) {
               return agreed.document == paper.id && has_mark(app, agreed.kind);
           });
}

}  // namespace

Paper in_words(App& app, const Document& document, const std::vector<PacketSection>& sections,
               const biography::Listener& listener, Places places) {
    const auto& t = listener.t;
    Paper paper{document, {}, {}, {}, {}, false};
    paper.kind = app.catalogue->code_label(kinds, document.about.kind, t);
    const bool titled = places == Places::Shown && !document.about.title.empty();
    paper.name = titled ? document.about.title : paper.kind;
    paper.proves = entry_in_words(sections, document.about, t);
    paper.more = in_short(app, document, listener);
    paper.watermark = has_mark(app, document.about.kind);
    return paper;
}

std::vector<Document> possible(const catalogue::Catalogue& catalogue, catalogue::Recipient kind,
                               std::vector<Document> papers) {
    std::erase_if(papers, [&](const Document& paper) {
        return paper.removed_at || !catalogue.may_receive(kind, paper.about.kind);
    });
    return papers;
}

std::vector<std::vector<std::string>> missing(const catalogue::Catalogue& catalogue,
                                              catalogue::Recipient kind,
                                              const std::vector<Document>& papers) {
    const auto there = [&](const std::string& wanted) {
        return std::ranges::any_of(papers, [&](const Document& paper) {
            return is(paper, wanted) || (wanted == "translation" && paper.about.lang == "deu" &&
                                         !is(paper, "cv") && !is(paper, "other"));
        });
    };
    auto groups = catalogue.packet(kind).wanted;
    std::erase_if(groups, [&](const auto& group) { return std::ranges::any_of(group, there); });
    return groups;
}

std::string one_of(const std::vector<std::string>& codes, App& app, const Tongue& t) {
    std::string words;
    for (const auto& code : codes) {
        const auto label = app.catalogue->code_label(kinds, code, t);
        words = words.empty() ? label : text::fill(t.tr("{1} or {2}"), words, label);
    }
    return words;
}

std::vector<Document> papers_of(sql::Connection& db, App& app, const Full& release, Places places) {
    if (release.papers.empty()) return {};
    if (places == Places::Hidden && !release.no_place) return {};
    auto papers =
        possible(*app.catalogue, release.kind,
                 documents::shown(db, app, release.person, release.id.bytes, app.clock.now()));
    std::erase_if(papers, [&](const Document& paper) {
        return std::ranges::find(release.papers, paper.id, &AgreedPaper::document) ==
               release.papers.end();
    });
    return papers;
}

std::vector<Paper> shown_papers(sql::Connection& db, App& app, const Full& release,
                                const biography::Biography& biography,
                                const std::vector<PacketSection>& sections,
                                const biography::Listener& listener) {
    const auto places = biography::address_protected(biography) ? Places::Hidden : Places::Shown;
    std::vector<Paper> all;
    for (const auto& paper : papers_of(db, app, release, places))
        all.push_back(in_words(app, paper, sections, listener, places));
    return all;
}

namespace {

// For whoever finds such a copy elsewhere: in German, as offices here read it.
std::vector<std::string> mark_of(App& app, const Full& release) {
    const auto& t = app.tongue(text::Language::De);
    return {text::fill(t.tr("Copy only for {1}"), text::isolated(release.recipient)),
            text::fill(t.tr("Released on {1} · Consent reference {2}"),
                       t.date(app.zone.day(release.sent_at)), reference(release.consent)),
            app.catalogue->purpose(release.kind, t)};
}

}  // namespace

files::Bytes copy_for(App& app, const Full& release, const Document& paper, files::Bytes pdf) {
    if (!wants_mark(app, release, paper)) return pdf;
    const auto marked = std::make_shared<files::Spool>(files::spool_folder());
    const auto outcome = app.share.converter.mark(
        pdf, pdf::stamp(app.share.fonts, mark_of(app, release), text::Language::De),
        [&](std::string_view piece) { marked->add(piece); });
    marked->finish();
    if (outcome.refusal) throw std::runtime_error("no mark could be laid on a paper");
    const auto bytes = marked->bytes();
    return {bytes.size, [marked, next = bytes.next] { return next(); }};
}

}  // namespace mobio::release
