// SPDX-License-Identifier: EUPL-1.2
#include "account/account.h"
#include "account/code_card.h"
#include "account/typed_code.h"
#include "platform/pdf/document.h"

namespace mobio::account {

namespace {

// The steps in one language: what to do with the card, each with a picture.
std::vector<pdf::Document::Step> steps(const App& app, text::Language language) {
    const auto& t = app.tongue(language);
    return {{"camera", std::string(t.tr("Scan the square with your phone. Or open the address and "
                                        "type the code."))},
            {"lock", std::string(t.tr("Choose a password or a PIN. Keep it to yourself."))},
            {"edit", std::string(t.tr("Write down your sign-in number. Then tell your story."))}};
}

void part(pdf::Document& page, const App& app, text::Language language, Time expires_at) {
    const auto& t = app.tongue(language);
    page.paragraph(t.tr("Your code card for MoBio"), language);
    page.steps(steps(app, language), language);
    page.paragraph(text::fill(t.tr("Valid once, until {1}. Show this card to nobody you do not "
                                   "trust."),
                              t.moment(expires_at)),
                   language);
}

// Everything below the heading.
void draw(pdf::Document& page, App& app, const CodeCard& card, text::Language language) {
    page.qr(app.county.public_url + "/code-card#" + card.code, 45,
            app.tongue(language).tr("Square with the code, to be scanned with a phone"));
    page.code(grouped_code(card.code));
    page.paragraph(app.county.public_url + "/code-card", text::Language::En);
    part(page, app, language, card.expires_at);
    if (language != text::Language::De) {
        page.rule();
        part(page, app, text::Language::De, card.expires_at);
    }
}

pdf::Document::Head head_of(const App& app, const text::Tongue& t) {
    pdf::Document::Head head;
    head.title = t.tr("Code card");
    head.subject = "MoBio";
    head.footer = app.county.name;
    head.created = app.clock.now();
    return head;
}

}  // namespace

std::string code_card_pdf(App& app, const CodeCard& card, text::Language language) {
    const auto& t = app.tongue(language);
    const auto& german = app.tongue(text::Language::De);
    pdf::Document page(app.share.fonts, t, head_of(app, t));
    page.heading(1, language == text::Language::De ? std::string(german.tr("Code card"))
                                                   : std::string(t.tr("Code card")) + " · " +
                                                         std::string(german.tr("Code card")));
    draw(page, app, card, language);
    return page.finish();
}

std::string code_cards_pdf(App& app, const std::vector<PrintedCard>& cards) {
    const auto& t = app.tongue(text::Language::De);
    pdf::Document page(app.share.fonts, t, head_of(app, t));
    page.heading(1, t.tr("Code cards"));
    page.paragraph(t.tr("This page stays with you. Hand over each card to its person alone."));
    std::vector<std::string> names;
    for (std::size_t i = 0; i < cards.size(); ++i)
        names.push_back(text::fill(t.tr("Card {1}: {2}"), std::to_string(i + 1),
                                   text::isolated(cards[i].name)));
    page.list(names);
    for (std::size_t i = 0; i < cards.size(); ++i) {
        page.page_break();
        page.heading(1, text::fill(t.tr("Code card {1}"), std::to_string(i + 1)));
        draw(page, app, cards[i].card, cards[i].language);
    }
    return page.finish();
}

}  // namespace mobio::account
