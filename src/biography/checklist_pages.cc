// SPDX-License-Identifier: EUPL-1.2
// What is there for an office, what is missing, and what is uncertain.
#include "biography/checklist.h"
#include "biography/frame.h"
#include "biography/pages.h"
#include "biography/words.h"

namespace mobio::biography {

using catalogue::Recipient;
using html::Html;
using html::markup;
using text::Tongue;

namespace {

std::string count_in_words(const Checklist& list, const Tongue& t) {
    if (list.missing.empty()) return std::string(t.tr("Everything is there"));
    return t.plural("{1} answer is missing", "{1} answers are missing",
                    static_cast<std::int64_t>(list.missing.size()));
}

std::string address_of(Recipient kind) {
    return "/biography/checklists/" + std::string(catalogue::code(kind));
}

Html kind_line(const Biography& biography, App& app, Recipient kind, const Tongue& t) {
    const auto list = checklist(biography, *app.catalogue, kind);
    const auto label = app.catalogue->recipient_name(kind, t);
    const auto count = count_in_words(list, t);
    return view::line(
        {.href = address_of(kind),
         .start = list.missing.empty() ? view::badge("check", "ok") : view::badge("send"),
         .title = markup<"{}">(label),
         .small = markup<"{}">(count),
         .more = view::progress(list.there, list.of, text::fill(t.tr("{1}: {2}"), label, count))});
}

// Topics, each once, in the order of the catalogue.
Html missing_lines(const Checklist& list, App& app, const Tongue& t) {
    std::vector<Html> lines;
    const catalogue::Topic* last = nullptr;
    for (const auto* field : list.missing) {
        const auto* topic = app.catalogue->topic(field->section, field->topic);
        if (!topic || topic == last) continue;
        last = topic;
        const auto& section = *app.catalogue->section(topic->section);
        lines.push_back(view::line({.href = address(*topic),
                                    .start = view::badge(section.icon),
                                    .title = markup<"{}">(app.catalogue->title(*topic, t)),
                                    .small = markup<"{}">(app.catalogue->label(section, t))}));
    }
    if (lines.empty())
        return view::note("check", markup<"{}">(t.tr("You have answered everything it reads.")),
                          "ok");
    return view::list(lines, "list card");
}

std::string_view doubt_in_words(Doubt doubt, const Tongue& t) {
    switch (doubt) {
        case Doubt::Unknown:
            return t.tr("You don’t know");
        case Doubt::Estimated:
            return t.tr("The date is estimated.");
        case Doubt::Disputed:
            return t.tr("You marked this as wrong");
        case Doubt::NotInGerman:
            return t.tr("There is no German beside it yet.");
    }
    return {};
}

Html doubt_line(const Biography& biography, App& app, const Uncertain& one, const Tongue& t) {
    const auto* topic = app.catalogue->topic(one.field->section, one.field->topic);
    auto title = app.catalogue->label(*one.field, t);
    if (const auto* entry = biography.entry(one.field->key, one.entry))
        if (const auto* claim = entry->answer.claim())
            if (auto words = title_in_words(*app.catalogue, *one.field, claim->value,
                                            listener_of(biography, t));
                !words.empty())
                title = std::move(words);
    const bool card = topic && !one.entry.empty() && !one.field->staff_only;
    return view::line({.href = !topic ? ""
                               : card ? entry_address(*topic, one.entry)
                                      : address(*topic),
                       .start = view::badge("info"),
                       .title = view::value(title),
                       .small = markup<"{}">(doubt_in_words(one.doubt, t))});
}

Html uncertain_part(const Biography& biography, App& app, const Checklist& list, const Tongue& t) {
    if (list.uncertain.empty()) return {};
    std::vector<Html> lines;
    for (const auto& one : list.uncertain) lines.push_back(doubt_line(biography, app, one, t));
    return markup<
        R"(<section class="stack" aria-labelledby="uncertain"><h2 id="uncertain">{}</h2><p class="soft">{}</p>{}</section>)">(
        t.tr("What is uncertain"), t.tr("You can leave it so. The office may ask about it."),
        view::list(lines, "list card"));
}

}  // namespace

http::Response show_checklists(const Teller& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto biography = open_biography(who, request, app);
    std::vector<Html> lines;
    for (const auto kind : catalogue::recipients)
        lines.push_back(kind_line(biography, app, kind, t));
    view::Page page;
    page.title = t.tr("What is still missing?");
    page.area = view::Area::Life;
    page.body = view::back_link("/biography", t) +
                view::head(page.title, t.tr("Each office reads something else. Choose one."),
                           t.tr("My biography")) +
                view::list(lines, "list card");
    return page_for(who, request, app, std::move(page));
}

http::Response show_checklist(const Teller& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto kind = catalogue::parse_recipient(request.param("kind"));
    if (!kind) http::not_found();
    const auto biography = open_biography(who, request, app);
    const auto list = checklist(biography, *app.catalogue, *kind);
    view::Page page;
    page.title = app.catalogue->recipient_name(*kind, t);
    page.area = view::Area::Life;
    page.body = view::back_link("/biography/checklists", t);
    page.body += view::head(page.title, count_in_words(list, t), t.tr("What is still missing?"));
    page.body += missing_lines(list, app, t) + uncertain_part(biography, app, list, t);
    if (!who.staff)
        page.body += view::button_link("/releases/new?kind=" + std::string(catalogue::code(*kind)),
                                       text::fill(t.tr("Release data to: {1}"), page.title), "send",
                                       "quiet");
    return page_for(who, request, app, std::move(page));
}

}  // namespace mobio::biography
