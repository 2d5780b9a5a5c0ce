// SPDX-License-Identifier: EUPL-1.2
#include "demo/mailbox.h"

#include <algorithm>

#include "platform/mail/mail.h"
#include "platform/view/components.h"
#include "platform/view/page.h"

namespace mobio::demo {

using html::markup;
using view::Html;

namespace {

constexpr std::size_t most_shown = 50;
constexpr std::string_view maildir = "maildir:";

std::vector<mail::Caught> caught(const App& app) {
    const auto& url = app.county.mail.url;
    if (!url.starts_with(maildir)) http::not_found();
    return mail::caught(url.substr(maildir.size()));
}

http::Response page(const http::Request& request, App& app, std::string_view title, Html body) {
    return view::page(request, app,
                      {.title = std::string(title),
                       .width = view::Width::Medium,
                       .body = markup<R"(<div class="stack">{}</div>)">(body),
                       .script = {}});
}

Html row(const mail::Caught& mail, const text::Tongue& t) {
    return view::line({.href = "/mailbox/" + mail.file,
                       .start = view::badge("send"),
                       .title = view::value(mail.subject),
                       .small = view::number(mail.to),
                       .end = markup<"{}">(t.moment(mail.date))});
}

http::Response show_all(const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    auto mails = caught(app);
    if (mails.size() > most_shown) mails.resize(most_shown);
    std::vector<Html> rows;
    for (const auto& mail : mails) rows.push_back(row(mail, t));
    const auto title = t.tr("Mail of this demo");
    auto body = view::head(title, t.tr("No mail leaves this computer. You can read it here."));
    body += rows.empty() ? view::empty_state("send", markup<"<p>{}</p>">(t.tr("No mail yet.")))
                         : view::list(rows, "list card");
    return page(request, app, title, std::move(body));
}

// Only addresses of this county become links; a mail could hold any other.
std::size_t end_of_link(std::string_view text) {
    const auto end = text.find_first_of(" \t\r\n<>\"");
    auto link = text.substr(0, end);
    while (link.ends_with('.') || link.ends_with(',') || link.ends_with(')')) link.remove_suffix(1);
    return link.size();
}

Html with_links(std::string_view text, const std::string& public_url) {
    Html out;
    const auto own = public_url + "/";
    for (;;) {
        const auto at = text.find(own);
        out.add<"{}">(text.substr(0, at));
        if (at == text.npos) return out;
        text.remove_prefix(at);
        const auto link = text.substr(0, end_of_link(text));
        out.add<R"(<a href="{}">{}</a>)">(link, link);
        text.remove_prefix(link.size());
    }
}

Html paragraphs(std::string_view text, const std::string& public_url) {
    Html out;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!line.empty()) out.add<R"(<p dir="auto">{}</p>)">(with_links(line, public_url));
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    return out;
}

http::Response show_one(const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto mails = caught(app);
    const auto mail = std::ranges::find(mails, request.param("file"), &mail::Caught::file);
    if (mail == mails.end()) http::not_found();
    auto body = view::back_link("/mailbox", t);
    body += view::head(view::value(mail->subject));
    body += view::facts({{std::string(t.tr("To")), view::number(mail->to), {}},
                         {std::string(t.tr("Date")), markup<"{}">(t.moment(mail->date)), {}}});
    body.add<R"(<div class="card stack">{}</div>)">(paragraphs(mail->text, app.county.public_url));
    return page(request, app, t.tr("Mail of this demo"), std::move(body));
}

}  // namespace

void add_mailbox(http::Router& router) {
    router.get("/mailbox", show_all);
    router.get("/mailbox/{file}", show_one);
}

}  // namespace mobio::demo
