// SPDX-License-Identifier: EUPL-1.2
#include "documents/pages.h"
#include "release/sheet.h"

// The part of the preview that a caseworker fills in: how the person agreed, on the screen or on
// paper. In the caseworker's language; what the person reads stands in theirs.
namespace mobio::release {

using html::markup;

namespace {

std::string in_words(std::string_view way, const Tongue& t) {
    if (way == "read") return std::string(t.tr("explained", "They read it themselves"));
    if (way == "heard") return std::string(t.tr("explained", "They heard it read aloud"));
    if (way == "interpreter") return std::string(t.tr("explained", "An interpreter said it"));
    return std::string(t.tr("explained", "I said it in words they understand"));
}

}  // namespace

Html presence(const Sheet& s) {
    if (!s.preview.for_two) return {};
    const auto& t = s.staff;
    view::Choice choice{.name = "explained",
                        .label = std::string(t.tr("How was the text explained?"))};
    for (const auto way : ways)
        choice.options.push_back({.value = std::string(way), .label = in_words(way, t)});
    choice.chosen = {s.preview.presence.explained};
    view::Input present{.name = "present",
                        .label = std::string(t.tr("Who else was there?")),
                        .hint = std::string(t.tr("Interpreter, family … Nobody: leave it empty.")),
                        .value = s.preview.presence.present};
    present.max_length = longest_present;
    view::Card card;
    card.title = t.tr("In their presence");
    card.icon = "family";
    card.id = "presence";
    card.under_title =
        markup<"{}">(t.tr("The person decides: hand over the screen, or let them sign on paper."));
    card.body = view::choices(choice, s.problems, t) + view::input(present, s.problems, t);
    return markup<R"(<div lang="{}" dir="{}">{}</div>)">(t.code(), t.dir(), view::card(card));
}

Html on_paper(const Sheet& s) {
    if (!s.preview.for_two) return {};
    const auto& t = s.staff;
    view::Card card;
    card.title = t.tr("Or signed on paper");
    card.icon = "print";
    card.id = "paper";
    card.under_title = markup<"{}">(
        t.tr("Print it, let the person sign, and add a photo or scan. It is kept with their "
             "documents."));
    card.body = markup<R"(<div class="buttons">{}</div>{}<div class="buttons">{}</div>)">(
        view::button("answer", "print", t.tr("Paper to sign (PDF)"), "print", "quiet small"),
        documents::file_input(t.tr("Photos or PDF"), s.problems, t),
        view::button("answer", "signed", t.tr("Send with the signed paper"), "send", "quiet"));
    return markup<R"(<div lang="{}" dir="{}">{}</div>)">(t.code(), t.dir(), view::card(card));
}

}  // namespace mobio::release
