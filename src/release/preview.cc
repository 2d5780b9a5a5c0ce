// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "release/sheet.h"

// The page on which a person sees exactly what will be seen, takes things out, reads and agrees.
namespace mobio::release {

using catalogue::Level;
using html::Attributes;
using html::markup;

namespace {

// What stands there in German, where the person reads another language.
Html in_german(const Sheet& s, const Item& item) {
    const auto* german = find(s.preview.german, item.name());
    // For two everything stands there in German anyway.
    if (s.preview.for_two || s.t.language() == text::Language::De || !german ||
        german->value == item.value)
        return {};
    return markup<R"(<span class="de" lang="de"><bdi>{}</bdi></span>)">(german->value);
}

Html words(const Sheet& s, const Item& item) {
    return markup<R"(<span class="name">{}</span><span class="value"><bdi>{}</bdi></span>{})">(
        item.label, item.value, in_german(s, item));
}

Html row(const Sheet& s, const Item& item) {
    if (is_locked(item))
        return markup<R"(<p class="item">{}<span>{}<span class="de">{}</span></span></p>)">(
            view::icon("lock"), words(s, item), s.t.tr("The name is always sent."));
    return markup<
        R"(<label class="{}"><input type="checkbox" name="item[]" value="{}" {}><span>{}<span class="out">{}</span></span></label>)">(
        item.level == Level::Optional ? "item add-in" : "item", item.name(),
        Attributes{}.flag("checked", s.ticked.contains(item.name())), words(s, item),
        text::fill(s.t.tr("{1} will see nothing of it."), s.recipient()));
}

Html rows(const Sheet& s, const PacketSection& section, bool optional) {
    Html out;
    for (const auto& item : section.items)
        if (item.level != Level::Explicit && (item.level == Level::Optional) == optional)
            out += row(s, item);
    return out;
}

Html included(const Sheet& s) {
    Html out;
    for (const auto& section : s.preview.own) {
        const auto body = rows(s, section, false);
        if (!body.empty())
            out += group("part-" + section.key, section.label, section.icon, "", {}, body);
    }
    return out;
}

Html to_add(const Sheet& s) {
    Html body;
    for (const auto& section : s.preview.own) body += rows(s, section, true);
    if (body.empty()) return body;
    return group(
        "more", s.t.tr("You can add this"), "plus", "",
        markup<"{}">(text::fill(s.t.tr("{1} gets it only if you tick it."), s.recipient())), body);
}

Html health_row(const Sheet& s, const Item& item) {
    const auto sentence = text::fill(s.t.tr("I agree that {1} sees this: {2}"), s.recipient(),
                                     text::isolated(item.value));
    return markup<
        R"(<label class="item add-in"><input type="checkbox" name="health[]" value="{}" {}><span><span class="name">{}</span><span class="value">{}</span>{}</span></label>)">(
        item.name(), Attributes{}.flag("checked", s.draft().health.contains(item.name())),
        item.label, sentence, in_german(s, item));
}

Html paragraphs(const ConsentText& text) {
    Html out;
    for (const auto& section : text.sections) {
        if (!section.title.empty()) out.add<"<h3>{}</h3>">(section.title);
        for (const auto& paragraph : section.paragraphs) out.add<"<p>{}</p>">(paragraph);
    }
    return out;
}

Html sheet(const Sheet& s, ConsentKind kind, std::string_view label) {
    const auto language = s.draft().text_language;
    const auto text = consent_text(kind, s.app, s.draft().kind, language);
    return markup<
        R"(<section class="sheet stack" tabindex="0" aria-label="{}"><div class="tight" lang="{}" dir="{}">{}</div></section>)">(
        label, text::code(language), text::right_to_left(language) ? "rtl" : "ltr",
        paragraphs(text));
}

Html health(const Sheet& s) {
    Html body;
    for (const auto& section : s.preview.own)
        for (const auto& item : section.items)
            if (item.level == Level::Explicit) body += health_row(s, item);
    if (body.empty()) return body;
    return group("health", s.t.tr("Health: a consent of its own"), "health", "warm",
                 markup<"{}">(s.t.tr("Nothing of this is sent without your tick.")),
                 sheet(s, ConsentKind::Health, s.t.tr("Text about health data")) + body);
}

Html never_seen(const Sheet& s) {
    const auto& catalogue = *s.app.catalogue;
    const auto& identity = catalogue.packet(s.draft().kind).documents;
    const bool may = std::ranges::any_of(identity, [&](const std::string& kind) {
        return catalogue.field_of_document(kind)->watermark;
    });
    return view::details(
        text::fill(s.t.tr("What {1} never sees"), s.recipient()),
        markup<R"(<p class="soft">{}</p>)">(
            may ? s.t.tr("Your goals, the notes of your social worker, medical papers and why you "
                         "fled.")
                : s.t.tr("Your goals, the notes of your social worker, medical papers, identity "
                         "papers and why you fled.")));
}

// Consent ----------------------------------------------------------------------------------------

// Names that the text leaves out: they are part of the record.
Html named(const Sheet& s) {
    const auto& county = s.app.county;
    return markup<
        R"(<p><span class="soft small">{}</span><br>{}</p><p><span class="soft small">{}</span><br>{}<br>{}<br>{}<br>{}</p>)">(
        s.t.tr("Recipient"), view::value(s.draft().recipient, "de"), s.t.tr("County"),
        view::value(county.name, "de"), view::value(county.contact_office, "de"),
        view::number(county.contact_phone), view::number(county.contact_email));
}

Html text_language(const Sheet& s) {
    view::Choice choice{.name = "text_language",
                        .label = std::string(s.t.tr("Language of the text"))};
    for (const auto language : text::languages) {
        const std::string code(text::code(language));
        choice.options.push_back(
            {.value = code, .label = std::string(text::own_name(language)), .lang = code});
    }
    choice.chosen = {std::string(text::code(s.draft().text_language))};
    const auto pdf = s.preview.base +
                     "/consent-text.pdf?kind=" + std::string(catalogue::code(s.draft().kind)) +
                     "&lang=" + std::string(text::code(s.draft().text_language));
    return view::select(choice, s.problems, s.t) +
           markup<R"(<div class="buttons">{}{}</div>)">(
               view::button("answer", "show", s.t.tr("Show this language"), "language",
                            "quiet small"),
               view::button_link(pdf, s.t.tr("PDF of the text"), "download", "quiet small"));
}

Html of_age(const Sheet& s) {
    if (s.preview.adult) return {};
    view::Choice choice{.name = "of_age", .label = std::string(s.t.tr("Are you 18 or older?"))};
    choice.hint = s.t.tr("We do not know your date of birth.");
    choice.options = {{.value = "yes", .label = std::string(s.t.tr("Yes"))},
                      {.value = "no", .label = std::string(s.t.tr("No"))}};
    if (s.draft().of_age) choice.chosen = {*s.draft().of_age ? "yes" : "no"};
    return view::choices(choice, s.problems, s.t);
}

Html consent(const Sheet& s) {
    view::Card card;
    card.title = s.t.tr("Your consent");
    card.icon = "consent";
    card.id = "consent";
    card.body = named(s) + text_language(s) +
                sheet(s, ConsentKind::Release, s.t.tr("Consent text")) + of_age(s) +
                view::tick("agree", "yes", s.t.tr("I have read or heard this text, and I agree."),
                           false, s.problems, s.t) +
                markup<R"(<div class="buttons same">{}{}</div>)">(
                    view::button("answer", "accept", s.t.tr("I agree"), "check", "quiet"),
                    view::button("answer", "refuse", s.t.tr("I do not agree"), "close", "quiet"));
    return view::card(card);
}

Html regulated(const Sheet& s) {
    if (!s.preview.warn_regulated) return {};
    return view::note("warn",
                      markup<"{}">(s.t.tr("Your occupation is recognised by another authority, not "
                                          "by a chamber. Ask your social worker first.")),
                      "warm");
}

// Why nothing can be sent now, with the way on.
Html obstacle(const Sheet& s) {
    if (!s.preview.has_name)
        return view::note(
            "info",
            markup<R"(<span id="name">{}</span> {})">(
                s.t.tr("A packet needs your family name or your given name in Latin letters."),
                s.preview.for_two ? Html()
                                  : markup<R"(<a href="/biography/person/name">{}</a>)">(
                                        s.t.tr("Enter your name"))),
            "warm");
    if (s.preview.adult && !*s.preview.adult)
        return view::note("info",
                          markup<R"(<span id="of_age">{}</span> {})">(
                              s.t.tr("You are under 18. Your guardians must agree too."),
                              s.t.tr("Ask at the county. Until then nothing is sent.")),
                          "warm");
    return {};
}

}  // namespace

Html group(const std::string& id, std::string_view title, std::string_view icon,
           std::string_view tone, const Html& under, const Html& body) {
    view::Card card;
    card.title = title;
    card.icon = icon;
    card.tone = tone;
    card.id = id;
    card.under_title = under;
    card.body = markup<"<div>{}</div>">(body);
    return view::card(card);
}

std::string shown_hash(const App& app, catalogue::Recipient kind, text::Language language) {
    return vault::hex(consent_text(ConsentKind::Release, app, kind, language).hash()) +
           vault::hex(consent_text(ConsentKind::Health, app, kind, language).hash());
}

Html preview(const Preview& preview, const Problems& problems, const http::Request& request,
             App& app) {
    const auto& t = app.tongue(preview.language);
    const Sheet s{preview, problems,
                  t,       app.tongue(request.language),
                  app,     preview.draft.items.value_or(by_default(preview.own))};
    const auto stop = obstacle(s);
    const auto end = view::note(
        "clock",
        markup<"{}">(t.tr("14 days, then the link ends by itself. You see who opens it.")));
    auto left = stop + regulated(s) +
                markup<R"(<div class="stack" id="item">{}</div>)">(included(s)) + to_add(s) +
                papers(s) + health(s) + never_seen(s);
    auto right = end;
    if (stop.empty()) right = presence(s) + consent(s) + on_paper(s) + end;
    const auto body = markup<
        R"(<div class="split"><div class="stack">{}</div><div class="stack stay">{}</div></div>)">(
        left, right);
    const auto language = preview.draft.text_language;
    auto out = sending_steps(1, t);
    if (!problems.empty())
        out.add<R"(<div lang="{}" dir="{}">{}</div>)">(s.staff.code(), s.staff.dir(),
                                                       view::errors(problems, s.staff));
    out += view::head(text::fill(t.tr("This is exactly what {1} will see"), s.recipient()),
                      t.tr("Nothing else. Untick what you do not want to show."));
    out += view::form({.action = preview.base + "/drafts/" + preview.id.text() + "/consent",
                       .hidden = {{"shown_in", std::string(text::code(language))},
                                  {"shown_text", shown_hash(app, preview.draft.kind, language)}},
                       .css = "",
                       .files = preview.for_two},
                      body, request, app);
    return out;
}

Preview in_german(Preview preview, App& app) {
    const auto& t = app.tongue(text::Language::De);
    preview.language = t.language();
    preview.draft.text_language = t.language();
    preview.own = preview.german;
    for (auto& paper : preview.papers)
        paper = in_words(app, paper.document, preview.own, t,
                         preview.hides_places ? Places::Hidden : Places::Shown);
    return preview;
}

}  // namespace mobio::release
