// SPDX-License-Identifier: EUPL-1.2
// Everything that was told, to read, print and keep, in one language or in two.
#include "biography/frame.h"
#include "biography/pages.h"
#include "biography/words.h"
#include "platform/access_log/access_log.h"
#include "platform/pdf/document.h"

namespace mobio::biography {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

// Paper is left lying about: where somebody lives whose address is protected does not stand on it.
class Places {
public:
    explicit Places(const Biography& biography) : hidden_(address_protected(biography)) {}
    bool hidden() const { return hidden_; }

    // What may be shown of a claim; nothing where all of it tells a place.
    std::optional<Claim> open(const Told& told) const {
        if (!hidden_) return told.claim;
        if (told.field.place) return {};
        auto claim = told.claim;
        for (const auto& part : told.field.parts) {
            if (!part.place) continue;
            if (claim.value.is_object()) claim.value.erase(part.key);
            claim.german_parts.erase(part.key);
        }
        const bool nothing = claim.value.is_object() && claim.value.empty();
        return nothing ? std::nullopt : std::optional(std::move(claim));
    }

private:
    bool hidden_;
};

Html section_card(App& app, const Biography& biography, const catalogue::Section& section,
                  const Tongue& t) {
    const auto person = listener_of(biography, t);
    const Places places(biography);
    std::vector<view::Fact> facts;
    for (const auto& told : told_in(biography, *app.catalogue, section.key))
        if (const auto claim = places.open(told))
            facts.push_back(fact_of({told.field, *claim}, app, person));
    if (facts.empty()) return {};
    return view::card({.title = app.catalogue->label(section, t),
                       .icon = section.icon,
                       .body = view::facts(facts)});
}

std::string pdf_address(std::optional<text::Language> second) {
    const std::string plain = "/biography/summary/pdf";
    return second ? plain + "?second=" + std::string(text::code(*second)) : plain;
}

// German is what most people read beside their own; who reads German picks from the page's menu.
std::optional<text::Language> beside(const http::Request& request) {
    if (request.second_language) return request.second_language;
    if (request.language == text::Language::De) return {};
    return text::Language::De;
}

Html downloads(const http::Request& request, const Tongue& t) {
    auto out = view::button_link(pdf_address({}), t.tr("Save as PDF"), "download", "quiet");
    if (const auto second = beside(request))
        out += view::button_link(pdf_address(second), t.tr("PDF in two languages"), "download",
                                 "quiet");
    out += view::button_link("/paper-forms/" + std::string(t.code()), t.tr("Questions on paper"),
                             "document", "plain");
    return markup<R"(<div class="buttons screen">{}{}</div>)">(view::print_button(t.tr("Print")),
                                                               out);
}

// The second language's words under the first, where they differ.
pdf::Fact printed(App& app, const Told& told, const Listener& person, const Tongue* second) {
    const auto& [field, claim] = told;
    pdf::Fact fact;
    fact.label = app.catalogue->label(field, person.t);
    fact.value = in_words(*app.catalogue, field, claim, person);
    fact.note = provenance_in_words(claim, person.t, app.zone);
    if (!second) return fact;
    fact.label += " · " + app.catalogue->label(field, *second);
    auto words = in_words(*app.catalogue, field, claim, *second);
    if (words != fact.value) fact.said = std::move(words), fact.said_in = second->language();
    return fact;
}

std::string summary_pdf(App& app, const Biography& biography, const Tongue& t,
                        const Tongue* second) {
    const auto now = app.clock.now();
    const auto person = listener_of(biography, t);
    const auto as_of = text::fill(t.tr("As of {1}"), t.moment(now));
    pdf::Document document(app.share.fonts, t,
                           {.title = std::string(t.tr("My biography")),
                            .footer = as_of,
                            .subject = std::string(t.tr("My biography")),
                            .created = now});
    const auto name = full_name(biography);
    const Places places(biography);
    document.heading(1, name.empty() ? std::string(t.tr("My biography")) : name);
    document.small(as_of);
    for (const auto& section : app.catalogue->sections()) {
        std::vector<pdf::Fact> facts;
        for (const auto& told : told_in(biography, *app.catalogue, section.key))
            if (const auto claim = places.open(told))
                facts.push_back(printed(app, {told.field, *claim}, person, second));
        if (facts.empty()) continue;
        auto title = app.catalogue->label(section, t);
        if (second) title += " · " + app.catalogue->label(section, *second);
        document.heading(2, title);
        document.facts(facts);
    }
    return document.finish();
}

}  // namespace

http::Response show_summary(const Teller& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto biography = open_biography(who, request, app);
    Html cards;
    for (const auto& section : app.catalogue->sections())
        cards += section_card(app, biography, section, t);
    if (cards.empty())
        cards =
            view::empty_state("edit", markup<"<p>{}</p>">(t.tr("Nothing has been written yet.")));
    view::Page page;
    page.title = t.tr("My biography on paper");
    page.area = view::Area::Life;
    page.width = view::Width::Medium;
    page.script = "print.js";
    page.body = view::back_link("/biography", t);
    page.body +=
        view::head(page.title, t.tr("Everything you told so far. Only you see this page."));
    page.body += downloads(request, t);
    if (Places(biography).hidden())
        page.body += view::note(
            "lock", markup<"{}">(t.tr("Your address is protected. It does not stand on paper.")));
    page.body += cards;
    return page_for(who, request, app, std::move(page));
}

http::Response save_summary(const Teller& who, const http::Request& request, App& app) {
    const auto biography = open_biography(who, request, app);
    const auto second = text::parse_language(request.query.get("second"));
    const bool two = second && *second != request.language;
    return http::file("application/pdf", "biography.pdf",
                      summary_pdf(app, biography, app.tongue(request.language),
                                  two ? &app.tongue(*second) : nullptr));
}

}  // namespace mobio::biography
