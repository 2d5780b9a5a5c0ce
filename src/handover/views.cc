// SPDX-License-Identifier: EUPL-1.2
#include "handover/pages.h"

namespace mobio::handover {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

Html answer_button(const char* value, const char* label, const Tongue& t, const Tongue& other) {
    auto words = markup<"{}">(t.tr(label));
    if (other.language() != t.language())
        words.add<R"( · <span lang="{}" dir="{}">{}</span>)">(other.code(), other.dir(),
                                                              other.tr(label));
    return markup<
        R"(<button class="button quiet" type="submit" name="answer" value="{}">{}</button>)">(
        value, words);
}

Html item(const char* icon, std::string_view words) {
    return view::line({.start = view::badge(icon), .title = markup<"{}">(words)});
}

}  // namespace

std::vector<view::Fact> facts_of(const Handover& one, const casework::Places& places,
                                 const Tongue& t) {
    std::vector<view::Fact> facts{
        {std::string(t.tr("Day of the handover")), markup<"{}">(t.date(one.told.day)), {}},
        {std::string(t.tr("Municipality")),
         view::value(places.name_of(std::optional(one.told.to)), "de"),
         {}},
        {std::string(t.tr("New team")),
         view::value(places.name_of(std::optional(one.to_team)), "de"),
         {}}};
    if (!one.told.words.empty())
        facts.push_back({std::string(t.tr("What the new team should know")),
                         view::value(one.told.words, "de"),
                         {}});
    return facts;
}

Html transfer_list(const Tongue& t) {
    return markup<"<h3>{}</h3>{}<h3>{}</h3>{}">(
        t.tr("This goes along"),
        view::list({item("person", t.tr("The biography")), item("goal", t.tr("The plan")),
                    item("document", t.tr("The documents")),
                    item("speaker", t.tr("Consultations, as the person reads them")),
                    item("check", t.tr("Open next steps"))}),
        t.tr("This stays here"),
        view::list({item("lock", t.tr("Working notes of the caseworkers"))}));
}

Html answer_buttons(App& app, const Tongue& t, text::Language other) {
    const auto& theirs = app.tongue(other);
    return markup<R"(<div class="buttons same">{}{}</div>)">(
        answer_button("accept", text::mark("I agree"), t, theirs),
        answer_button("refuse", text::mark("I do not agree"), t, theirs));
}

void add_pages(http::Router& router) {
    add_giving_pages(router);
    add_receiving_pages(router);
    add_own_pages(router);
}

}  // namespace mobio::handover
