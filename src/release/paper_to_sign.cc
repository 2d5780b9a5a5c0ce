// SPDX-License-Identifier: EUPL-1.2
#include "platform/pdf/document.h"
#include "release/loading.h"

// The consent on paper: what is ticked, for whom, the text, and where to sign. In the person's
// language, and in German below.
namespace mobio::release {

namespace {

constexpr auto german = text::Language::De;

std::string said(const std::string& label, const std::string& value, const Tongue& t) {
    return text::fill(t.tr("{1}: {2}"), label, text::isolated(value));
}

struct Sheets {
    const Preview& preview;
    App& app;
    const Tongue& t;
    const Tongue& de;
    pdf::Document document;

    pdf::Document::Words both(const char* id) const {
        return {std::string(t.tr(id)), std::string(de.tr(id)), german};
    }
    void item(const Item& item) {
        const auto* other = find(preview.german, item.name());
        document.paragraph(said(item.label, item.value, t));
        if (other && t.language() != german)
            document.paragraph(said(other->label, other->value, de), german);
    }
    void paper(const Paper& paper, const Paper& other) {
        document.paragraph(said(paper.kind, paper.name, t));
        if (t.language() != german) document.paragraph(said(other.kind, other.name, de), german);
    }
    void text(ConsentKind kind) {
        const auto own = consent_text(kind, app, preview.draft.kind, t.language());
        const auto other = consent_text(kind, app, preview.draft.kind, german);
        document.heading(2, pdf::Document::Words{own.title, other.title, german});
        for (std::size_t i = 0; i < own.sections.size(); ++i) {
            if (!own.sections[i].title.empty())
                document.heading(3, pdf::Document::Words{own.sections[i].title,
                                                         other.sections[i].title, german});
            for (std::size_t k = 0; k < own.sections[i].paragraphs.size(); ++k) {
                document.paragraph(own.sections[i].paragraphs[k]);
                if (t.language() != german)
                    document.paragraph(other.sections[i].paragraphs[k], german);
            }
        }
    }
};

void add_choice(Sheets& s) {
    const auto& draft = s.preview.draft;
    const auto ticked = draft.items.value_or(by_default(s.preview.own));
    s.document.heading(2, s.both(text::mark("What is shown")));
    for (const auto* item : items(s.preview.own))
        if (ticked.contains(item->name()) || is_locked(*item)) s.item(*item);
    const auto other = in_german(s.preview, s.app);
    for (std::size_t i = 0; i < s.preview.papers.size(); ++i)
        if (draft.papers.contains(s.preview.papers[i].document.id.text()))
            s.paper(s.preview.papers[i], other.papers[i]);
    if (draft.attach)
        s.document.question(s.both(
            text::mark("The packet and these documents go along with the e-mail as files.")));
}

void add_health(Sheets& s) {
    if (s.preview.draft.health.empty()) return;
    s.text(ConsentKind::Health);
    for (const auto* item : items(s.preview.own))
        if (s.preview.draft.health.contains(item->name())) s.item(*item);
}

void add_signatures(Sheets& s) {
    s.document.rule();
    s.document.question(s.both(text::mark("I have read or heard this text, and I agree.")));
    s.document.blank(s.both(text::mark("Place and date")));
    s.document.blank(s.both(text::mark("Signature")));
    s.document.blank(s.both(text::mark("Name and signature of the interpreter")));
}

pdf::Fact fact(std::string_view label, const std::string& value) {
    pdf::Fact fact;
    fact.label = label;
    fact.value = value;
    return fact;
}

}  // namespace

std::string mark_of(const Preview& preview, const App& app) {
    auto chosen = preview.draft;
    chosen.items = chosen.items.value_or(by_default(preview.own));
    const auto words =
        to_json(chosen) + shown_hash(app, chosen.kind, chosen.text_language) + preview.id.text();
    auto mark = vault::hex(vault::sha256(words)).substr(0, 12);
    for (const std::size_t at : {8U, 4U}) mark.insert(at, "-");
    return mark;
}

std::string paper_to_sign(const Preview& preview, const std::string& name, App& app) {
    const auto& t = app.tongue(preview.draft.text_language);
    const auto title = std::string(t.tr("Consent to show your data"));
    const auto mark = mark_of(preview, app);
    Sheets s{preview, app, t, app.tongue(german),
             pdf::Document(app.share.fonts, t,
                           {.title = title,
                            .footer = text::fill(t.tr("Mark of this paper: {1}"), mark),
                            .subject = title,
                            .created = app.clock.now()})};
    s.document.heading(1, title);
    s.document.facts({fact(t.tr("Name"), name), fact(t.tr("Recipient"), preview.draft.recipient),
                      fact(t.tr("E-mail"), preview.draft.email),
                      fact(t.tr("County"), app.county.name),
                      fact(t.tr("Office"), app.county.contact_office)});
    add_choice(s);
    s.text(ConsentKind::Release);
    add_health(s);
    add_signatures(s);
    return s.document.finish();
}

}  // namespace mobio::release
