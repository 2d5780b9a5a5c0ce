// SPDX-License-Identifier: EUPL-1.2
#include "account/account.h"
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

}  // namespace

std::string code_card_pdf(App& app, const CodeCard& card, text::Language language) {
    const auto& t = app.tongue(language);
    const auto& german = app.tongue(text::Language::De);
    pdf::Document::Head head;
    head.title = t.tr("Code card");
    head.subject = "MoBio";
    head.footer = app.county.name;
    head.created = app.clock.now();
    pdf::Document page(app.share.fonts, t, head);
    page.heading(1, language == text::Language::De ? std::string(german.tr("Code card"))
                                                   : std::string(t.tr("Code card")) + " · " +
                                                         std::string(german.tr("Code card")));
    page.qr(app.county.public_url + "/code-card#" + card.code, 45,
            t.tr("Square with the code, to be scanned with a phone"));
    page.code(grouped_code(card.code));
    page.paragraph(app.county.public_url + "/code-card", text::Language::En);
    part(page, app, language, card.expires_at);
    if (language != text::Language::De) {
        page.rule();
        part(page, app, text::Language::De, card.expires_at);
    }
    return page.finish();
}

}  // namespace mobio::account
