// SPDX-License-Identifier: EUPL-1.2
#include "release/packet_view.h"

#include <algorithm>

#include "platform/pdf/document.h"

namespace mobio::release {

using html::markup;

namespace {

std::string contact(const App& app) {
    std::string words = app.county.name;
    for (const auto& part : {app.county.contact_office, app.county.contact_email})
        if (!part.empty()) (words += ", ") += part;
    return words;
}

Html contact_line(const App& app, const Tongue& t) {
    return markup<R"(<p>{} {}</p>)">(
        text::fill(t.tr("Questions: {1}"), text::isolated(contact(app))),
        view::number(app.county.contact_phone));
}

Html in_own_language(const Tongue& t, const Html& body) {
    return markup<R"(<div class="tight" lang="{}" dir="{}">{}</div>)">(t.code(), t.dir(), body);
}

std::size_t changes(const PacketPage& packet) {
    const auto all = items(*packet.sections);
    return static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(), [](const Item* item) { return item->changed; }));
}

Html tags(const PacketPage& packet, const Tongue& t) {
    auto out = view::tag(text::fill(t.tr("Valid until {1}"), t.moment(packet.release.expires_at)),
                         "warm", "clock");
    if (const auto count = changes(packet))
        out += view::tag(t.plural("{1} entry is new since you first opened it",
                                  "{1} entries are new since you first opened it",
                                  static_cast<std::int64_t>(count)),
                         "deep", "edit");
    return markup<R"(<div class="row">{}</div>)">(out);
}

Html tools(const PacketPage& packet, const Tongue& t, const http::Request& request, App& app) {
    const auto href = "/packets/" + packet.release.id.text();
    const bool english = packet.language == text::Language::En;
    const auto print =
        markup<R"(<button class="button" type="submit" data-print hidden>{}{}</button>)">(
            view::icon("print"), t.tr("Print"));
    auto out = view::button_form(href + "/prints", print, request, app);
    out += view::button_link(href + (english ? "/pdf?lang=en" : "/pdf"), t.tr("Save as PDF"),
                             "download", "quiet");
    const auto* other = english ? "de" : "en";
    out.add<R"(<a class="button plain" href="{}" lang="{}" hreflang="{}">{}</a>)">(
        english ? href : href + "?lang=en", other, other, english ? "Deutsch" : "English");
    return markup<R"(<div class="buttons screen">{}</div>)">(out);
}

Html top(const PacketPage& packet, const Tongue& t, const http::Request& request, App& app) {
    const auto day = t.date(app.zone.day(packet.release.sent_at));
    auto out = markup<R"(<p class="eyebrow">{}</p><h1><bdi>{}</bdi></h1>)">(
        text::fill(t.tr("Data packet for {1}"), text::isolated(packet.release.recipient)),
        packet.name);
    out.add<R"(<p class="soft">{}<span class="screen"> {}</span></p>)">(
        text::fill(t.tr("Released by {1} on {2}."), text::isolated(packet.name), day),
        t.tr("You always see the present state."));
    return markup<R"(<div class="head">{}{}{}</div>)">(out, tags(packet, t),
                                                       tools(packet, t, request, app));
}

Html answer_form(const PacketPage& packet, const std::string& message, const Problems& problems,
                 const http::Request& request, App& app) {
    const auto& t = app.tongue(packet.language);
    view::Input text{.name = "message",
                     .label = std::string(t.tr("Short message (optional)")),
                     .hint = std::string(t.tr("At most 500 characters.")),
                     .value = message};
    text.max_length = 500;
    Html buttons;
    for (const auto& [code, icon] :
         {std::pair("invited", "calendar"), std::pair("received", "check"),
          std::pair("done", "goal"), std::pair("not_suitable", "close")})
        buttons += view::button("answer", code, answer_label(code, t), icon, "quiet");
    Html sent;
    if (!packet.answers.empty())
        sent = view::note("check",
                          markup<"{}">(text::fill(t.tr("You answered on {1}: {2}"),
                                                  t.moment(packet.answers.front().at),
                                                  answer_label(packet.answers.front().code, t))));
    view::Card card;
    card.title = t.tr("Your answer");
    card.icon = "send";
    card.tone = "deep screen";
    card.id = "answer";
    card.under_title = markup<"{}">(text::fill(
        t.tr("{1} sees the answer in their own language, and the message as you write it."),
        text::isolated(packet.name)));
    card.body = sent + view::form({.action = "/packets/" + packet.release.id.text() + "/answers",
                                   .hidden = {{"lang", std::string(text::code(packet.language))}},
                                   .css = ""},
                                  view::textarea(text, 2, problems, t) +
                                      markup<R"(<div class="buttons same">{}</div>)">(buttons),
                                  request, app);
    return view::card(card);
}

std::string consent_words(const PacketPage& packet, const Tongue& t, App& app) {
    return text::fill(
        t.tr("{1} agreed on {2} and can withdraw at any time. Then this link ends at once."),
        text::isolated(packet.name), t.date(app.zone.day(packet.release.sent_at)));
}

Html bottom(const PacketPage& packet, const Tongue& t, App& app) {
    auto out = markup<"<p>{}</p>">(consent_words(packet, t, app));
    out.add<"<p>{}</p>">(text::fill(t.tr("Consent reference: {1}"),
                                    text::isolated(reference(packet.release.consent))));
    out += contact_line(app, t);
    out.add<R"(<p class="only-print">{}</p>)">(
        text::fill(t.tr("Printed on {1}. A print no longer changes."), t.moment(app.clock.now())));
    return markup<R"(<div class="soft small tight">{}</div>)">(out);
}

}  // namespace

Html landing_page(const std::string& token, const http::Request& request, App& app) {
    Html body;
    for (const auto language : {text::Language::De, text::Language::En}) {
        const auto& t = app.tongue(language);
        auto words = language == text::Language::De
                         ? markup<"<h1>{}</h1>">(t.tr("A data packet for you"))
                         : markup<"<h2>{}</h2>">(t.tr("A data packet for you"));
        words.add<"<p>{}</p><p>{}</p>">(
            t.tr("Somebody has released personal data for your office."),
            t.tr("Open it only if this e-mail was meant for you. Each opening is recorded."));
        words += view::button_form("/p/" + token, view::button(t.tr("Open the data packet"), "eye"),
                                   request, app);
        body += markup<R"(<section class="card">{}</section>)">(in_own_language(t, words));
    }
    return markup<R"(<div class="stack">{}{}</div>)">(
        body, contact_line(app, app.tongue(text::Language::De)));
}

Html gone_page(const std::string& token, const http::Request& request, App& app) {
    Html body;
    for (const auto language : text::languages) {
        const auto& t = app.tongue(language);
        auto words = language == text::Language::De
                         ? markup<"<h1>{}</h1>">(t.tr("This link does not work any more"))
                         : markup<"<h2>{}</h2>">(t.tr("This link does not work any more"));
        words.add<"<p>{}</p>">(t.tr("Links to data packets work for 14 days."));
        words.add<"<p>{}</p>">(t.tr("Do you still need the data? Ask for a new link."));
        const bool office = language == text::Language::De || language == text::Language::En;
        if (office && !token.empty())
            words += view::button_form("/p/" + token + "/requests",
                                       view::button(t.tr("Ask for a new link"), "send", "quiet"),
                                       request, app);
        body += markup<R"(<section class="card">{}</section>)">(
            in_own_language(t, words + contact_line(app, t)));
    }
    return markup<R"(<div class="stack">{}</div>)">(body);
}

Html asked_page(const App& app) {
    Html body;
    for (const auto language : {text::Language::De, text::Language::En}) {
        const auto& t = app.tongue(language);
        auto words = language == text::Language::De ? markup<"<h1>{}</h1>">(t.tr("Thank you"))
                                                    : markup<"<h2>{}</h2>">(t.tr("Thank you"));
        words.add<"<p>{}</p>">(
            t.tr("If this link was once valid, the person learns that you ask for a new one."));
        body += markup<R"(<section class="card">{}</section>)">(
            in_own_language(t, words + contact_line(app, t)));
    }
    return markup<R"(<div class="stack">{}</div>)">(body);
}

namespace {

std::string address(const PacketPage& packet, const std::string& more) {
    const bool english = packet.language == text::Language::En;
    return "/packets/" + packet.release.id.text() + more + (english ? "?lang=en" : "");
}

Html paper_line(const PacketPage& packet, const Paper& paper, const Tongue& t) {
    view::Line line;
    line.href = address(packet, "/papers/" + paper.document.id.text());
    line.start = view::badge("document");
    line.title = view::value(paper.name);
    line.small = paper.name == paper.kind ? markup<"{}">(paper.more)
                                          : markup<"{} · {}">(paper.kind, paper.more);
    if (!paper.proves.empty())
        line.more = markup<R"(<small>{} {}</small>)">(
            view::icon("check"), text::fill(t.tr("Proves: {1}"), paper.proves));
    return view::line(line);
}

Html papers_card(const PacketPage& packet, const Tongue& t) {
    if (packet.papers.empty()) return {};
    std::vector<Html> lines;
    for (const auto& paper : packet.papers) lines.push_back(paper_line(packet, paper, t));
    view::Card card;
    card.title = t.tr("Documents");
    card.icon = "document";
    card.id = "papers";
    card.body = view::list(lines);
    card.footer = view::button_link(address(packet, "/all"),
                                    t.tr("Packet and documents as one PDF"), "download", "quiet");
    return view::card(card);
}

std::vector<pdf::Fact> papers_as_facts(const PacketPage& packet, const Tongue& t) {
    std::vector<pdf::Fact> facts;
    for (const auto& paper : packet.papers) {
        pdf::Fact fact;
        fact.label = paper.kind;
        fact.value = paper.name;
        fact.note = paper.more;
        if (!paper.proves.empty())
            fact.note += " · " + text::fill(t.tr("Proves: {1}"), paper.proves);
        facts.push_back(std::move(fact));
    }
    return facts;
}

}  // namespace

std::string file_name(const Paper& paper) { return paper.name + ".pdf"; }

Html packet_body(const PacketPage& packet, const std::string& message, const Problems& problems,
                 const http::Request& request, App& app) {
    const auto& t = app.tongue(packet.language);
    auto out = view::errors(problems, t) + top(packet, t, request, app);
    for (const auto& section : *packet.sections) out += packet_card(section, t);
    out += papers_card(packet, t);
    out += answer_form(packet, message, problems, request, app) + bottom(packet, t, app);
    return markup<R"(<div class="stack">{}</div>)">(out);
}

Printed packet_pdf(const PacketPage& packet, App& app) {
    const auto& t = app.tongue(packet.language);
    const auto now = app.clock.now();
    const auto until = t.moment(packet.release.expires_at);
    pdf::Document document(
        app.share.fonts, t,
        {.title = text::fill(t.tr("Data packet for {1}"), packet.release.recipient),
         .footer = text::fill(t.tr("Valid until {1} · Consent reference {2}"), until,
                              reference(packet.release.consent)),
         .subject = std::string(t.tr("Data packet")),
         .created = now});
    document.heading(1, packet.name);
    document.small(text::fill(t.tr("Released by {1} on {2}."), packet.name,
                              t.date(app.zone.day(packet.release.sent_at))));
    for (const auto& section : *packet.sections) {
        document.heading(2, section.label);
        std::vector<pdf::Fact> facts;
        for (const auto& item : section.items)
            facts.push_back({item.label, item.value, item.provenance, item.said,
                             text::parse_language(item.said_lang).value_or(text::Language::De),
                             item.changed});
        document.facts(facts);
    }
    if (!packet.papers.empty()) {
        document.heading(2, t.tr("Documents"));
        document.facts(papers_as_facts(packet, t));
    }
    document.rule();
    document.small(consent_words(packet, t, app));
    document.small(
        text::fill(t.tr("Saved on {1}. A saved copy no longer changes."), t.moment(now)));
    document.small(text::fill(t.tr("Questions: {1}"), contact(app)) + ' ' +
                   app.county.contact_phone);
    const auto pages = static_cast<int>(document.pages());
    return {document.finish(), pages};
}

}  // namespace mobio::release
