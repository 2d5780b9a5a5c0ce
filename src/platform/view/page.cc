// SPDX-License-Identifier: EUPL-1.2
#include "platform/view/page.h"

#include <algorithm>
#include <sstream>

#include "platform/http/front.h"
#include "platform/view/components.h"

namespace mobio::view {

using html::Attributes;
using html::markup;
using http::Visitor;

namespace {

// What every part of a page looks at.
struct Frame {
    const http::Request& request;
    App& app;
    const Page& page;
    const Tongue& t;
    std::string token;  // one per page: all its small forms share it

    bool is(Visitor::Kind kind) const { return request.visitor.kind == kind; }
    bool staff() const { return is(Visitor::Kind::Staff); }
    bool person() const { return is(Visitor::Kind::Person); }
    bool recipient() const { return page.for_recipient || is(Visitor::Kind::Recipient); }
    bool signed_in() const { return staff() || person(); }
    const std::string& url(std::string_view name) const { return app.share.assets.url(name); }
};

struct Tab {
    Area area;
    const char *href, *icon, *label;
};

// The areas that this visitor may enter; the page lights one of them.
std::vector<Tab> tabs_of(const Frame& f) {
    using text::mark;
    // At a caseworker's screen that was handed over there is one record, and no account.
    if (f.person() && !f.request.visitor.account)
        return {{Area::Life, "/biography", "home", mark("My life")}};
    if (f.person())
        return {{Area::Life, "/biography", "home", mark("My life")},
                {Area::Releases, "/releases", "send", mark("Releases")},
                {Area::Documents, "/documents", "document", mark("Documents")},
                {Area::Seen, "/access-log", "eye", mark("Who saw it?")}};
    const auto& role = f.request.visitor.role;
    if (role == "counsellor" || role == "manager")
        return {{Area::Cases, "/staff/persons", "family", mark("My persons")},
                {Area::Appointments, "/staff/appointments", "calendar", mark("Appointments")},
                {Area::Tasks, "/staff/tasks", "check", mark("Tasks")}};
    if (role == "lead")
        return {{Area::Cases, "/staff/team", "family", mark("My team")},
                {Area::Figures, "/figures", "document", mark("Figures")}};
    if (role == "officer")
        return {{Area::Allocation, "/allocation", "family", mark("Persons")},
                {Area::Needs, "/allocation/needs", "calendar", mark("Needs ahead")}};
    if (role == "editor")
        return {{Area::Desk, "/staff", "home", mark("Overview")},
                {Area::Directory, "/recipients", "document", mark("Recipients")},
                {Area::Occupations, "/occupations", "work", mark("Occupations")},
                {Area::Figures, "/figures", "document", mark("Figures")}};
    if (role == "admin")
        return {{Area::Desk, "/staff", "home", mark("Overview")},
                {Area::Accounts, "/staff/accounts", "person", mark("Accounts")}};
    return {};
}

Html tabs(const Frame& f) {
    Html items;
    for (const auto& tab : tabs_of(f))
        items.add<R"(<li><a href="{}" {}>{}<span>{}</span></a></li>)">(
            tab.href, Attributes{}.set("aria-current", tab.area == f.page.area ? "page" : ""),
            icon(tab.icon), f.t.tr(tab.label));
    if (items.empty()) return {};
    return markup<R"(<nav class="tabs" aria-label="{}"><ul class="wrap">{}</ul></nav>)">(
        f.t.tr("Sections"), items);
}

// Of the language menu: which language the page is in, and which one stands beside it.
struct Tongues {
    const char *in_form, *alone;  // names of the buttons
    std::optional<text::Language> chosen;
};

// A button of the menu. Inside a form's page it sends that form along, so that what was typed comes
// back in the other language.
Html language_button(const Frame& f, const Tongues& tongues, text::Language language) {
    const auto code = text::code(language);
    Attributes some;
    if (f.page.has_form) some.set("form", "form").flag("formnovalidate", true);
    some.set("lang", code).set("dir", text::right_to_left(language) ? "rtl" : "ltr");
    some.set("aria-current", language == tongues.chosen ? "true" : "");
    return markup<R"(<li><button type="submit" name="{}" value="{}" {}>{}</button></li>)">(
        f.page.has_form ? tongues.in_form : tongues.alone, code, some, text::own_name(language));
}

// The second language is for two at one screen: a person and who helps them.
Html second_buttons(const Frame& f) {
    const Tongues tongues{"switch_second", "second_language", f.request.second_language};
    auto out = markup<R"(<li><b>{}</b></li>)">(f.t.tr("Beside it:"));
    for (const auto language : text::languages)
        if (language != f.request.language) out += language_button(f, tongues, language);
    if (tongues.chosen) {
        Attributes some;
        if (f.page.has_form) some.set("form", "form").flag("formnovalidate", true);
        out.add<R"(<li><button type="submit" name="{}" value="" {}>{}</button></li>)">(
            f.page.has_form ? tongues.in_form : tongues.alone, some, f.t.tr("One language only"));
    }
    return out;
}

std::string here(const http::Request& request) {
    return request.method == http::Method::Post ? "/" : request.target;
}

Html language_menu(const Frame& f) {
    const Tongues tongues{"switch_language", "language", f.request.language};
    Html buttons;
    for (const auto language : text::languages) buttons += language_button(f, tongues, language);
    auto list = markup<"<ul>{}{}</ul>">(buttons, second_buttons(f));
    if (!f.page.has_form)
        list = markup<R"(<form method="post" action="/language">)"
                      R"(<input type="hidden" name="form_token" value="{}">)"
                      R"(<input type="hidden" name="return" value="{}">{}</form>)">(
            f.token, here(f.request), list);
    const auto own = text::own_name(f.request.language);
    return markup<R"(<details class="languages"><summary class="tool" aria-label="{}">{})"
                  R"(<span class="long">{}</span></summary>{}</details>)">(
        text::fill(f.t.tr("Change language: {1}"), own), icon("globe"), own, list);
}

Html tool_form(const Frame& f, std::string_view action, std::string_view label,
               const Attributes& some) {
    return markup<R"(<form method="post" action="{}" {}>)"
                  R"(<input type="hidden" name="form_token" value="{}">)"
                  R"(<button class="tool exit" type="submit">{}<span>{}</span></button></form>)">(
        action, some, f.token, icon("exit"), label);
}

Html tools(const Frame& f) {
    if (f.recipient()) return {};
    auto out = language_menu(f);
    if (f.page.alone) return out;
    if (f.staff()) {
        out.add<R"(<a class="tool" href="/account" aria-label="{}">{})"
                R"(<span class="long" aria-hidden="true">{}</span></a>)">(
            f.t.tr("My account"), icon("person"), f.t.tr("My account"));
        return out + tool_form(f, "/session/end", f.t.tr("Sign out"), {});
    }
    return out + tool_form(f, "/exit", f.t.tr("Leave page"), Attributes{}.flag("data-exit", true));
}

Html header(const Frame& f) {
    const auto brand =
        markup<R"(<svg viewBox="0 0 36 36" aria-hidden="true">)"
               R"(<path class="logo-line" d="M5 29c6.5 0 6.5-9 12.5-9S24 11 30 11"/>)"
               R"(<circle class="logo-dot" cx="30" cy="8.5" r="4.5"/></svg><span>)"
               R"(<b dir="ltr">MoBio</b><small {}>{}</small></span>)">(
            Attributes{}.set("lang", f.request.language == text::Language::De ? "" : "de"),
            f.app.county.name);
    const auto start = f.page.alone ? markup<R"(<span class="brand">{}</span>)">(brand)
                                    : markup<R"(<a class="brand" href="/">{}</a>)">(brand);
    return markup<R"(<header class="top"><div class="wrap">{}{}</div></header>)">(start, tools(f));
}

Html footer(const Frame& f) {
    if (f.page.alone) return {};
    Html items;
    const auto item = [&](const char* href, std::string_view label) {
        items.add<R"(<li><a href="{}">{}</a></li>)">(href, label);
    };
    item("/privacy", f.t.tr("Privacy"));
    item("/imprint", f.t.tr("Legal notice"));
    item("/accessibility", f.t.tr("Accessibility"));
    item("/contact", f.t.tr("Contact"));
    if (f.person() && !f.recipient()) {
        if (f.request.visitor.account) item("/account", f.t.tr("My account"));
        items.add<R"(<li><form method="post" action="/session/end">)"
                  R"(<input type="hidden" name="form_token" value="{}">)"
                  R"(<button class="link" type="submit">{}</button></form></li>)">(
            f.token, f.t.tr("Sign out"));
    }
    return markup<
        R"(<footer class="foot"><nav class="wrap" aria-label="{}"><ul class="row">{}</ul>)"
        R"(</nav></footer>)">(f.t.tr("About this site"), items);
}

long idle_seconds(const Frame& f) {
    const auto left = f.request.visitor.idle_ends - f.app.clock.now();
    return std::max(0L, static_cast<long>(left.count() / 1000));
}

Html module(const Frame& f, std::string_view name) {
    return markup<R"(<script type="module" src="{}"></script>)">(f.url(name));
}

Html fonts_ahead(const Frame& f) {
    Html out;
    if (!text::right_to_left(f.request.language)) return out;
    for (const char* name : {"vazirmatn-400.woff2", "vazirmatn-700.woff2"})
        out.add<R"(<link rel="preload" as="font" type="font/woff2" crossorigin href="{}">)">(
            f.url(name));
    return out;
}

Html document_head(const Frame& f, unsigned status) {
    auto title = f.page.title;
    if (status == 422) title = text::fill(f.t.tr("Error: {1}"), title);
    auto out = markup<R"(<head><meta charset="utf-8">)"
                      R"(<meta name="viewport" content="width=device-width, initial-scale=1">)"
                      R"(<meta name="color-scheme" content="light dark"><title>{} – MoBio</title>)"
                      R"(<link rel="stylesheet" href="{}">)"
                      R"(<link rel="stylesheet" media="print" href="{}">{})"
                      R"(<link rel="icon" type="image/svg+xml" href="{}">)">(
        title, f.url("look.css"), f.url("print.css"), fonts_ahead(f), f.url("favicon.svg"));
    if (f.staff() || f.page.desk)
        out.add<R"(<link rel="stylesheet" href="{}">)">(f.url("desk.css"));
    if (f.signed_in())
        out.add<R"(<meta name="session-ends" content="{}">{})">(idle_seconds(f),
                                                                module(f, "session.js"));
    if (!f.recipient() && !f.staff()) out += module(f, "exit.js");
    std::istringstream more(f.page.script);
    for (std::string name; more >> name;) out += module(f, name);
    return out.add<"</head>">();
}

// Shown by session.js two minutes before the session ends.
Html session_dialog(const Frame& f) {
    if (!f.signed_in()) return {};
    return markup<R"(<dialog class="card" id="session" aria-labelledby="session-title">)"
                  R"(<h2 id="session-title">{}</h2><p>{}</p><div class="buttons">)"
                  R"(<button class="button" type="button">{}</button></div></dialog>)">(
        f.t.tr("Are you still there?"), f.t.tr("You will be signed out in two minutes."),
        f.t.tr("Stay signed in"));
}

// The return key sends a form by the first of its buttons. The language menu stands above the form
// and has buttons of it too, so this one comes before them.
Html default_button(const Frame& f) {
    if (!f.page.has_form) return {};
    return markup<R"(<button class="hide" type="submit" form="form" tabindex="-1" )"
                  R"(aria-hidden="true">{}</button>)">(f.t.tr("Continue"));
}

const char* main_css(Width width) {
    switch (width) {
        case Width::Wide:
            return "page wrap stack-l";
        case Width::Medium:
            return "page medium stack";
        case Width::Narrow:
            return "page narrow stack";
    }
    return "page narrow stack";
}

Html document(const Frame& f, unsigned status) {
    const auto tab_bar = f.recipient() || f.page.alone ? Html{} : tabs(f);
    std::string css = tab_bar.empty() ? "" : "has-tabs";
    if (f.staff()) css += css.empty() ? "staff" : " staff";
    return markup<R"(<!DOCTYPE html><html lang="{}" dir="{}">{}<body {}>)"
                  R"(<a class="skip" href="#main">{}</a>{}{}{}<main id="main" class="{}">{})"
                  R"(</main>{}{}</body></html>)">(
        f.t.code(), f.t.dir(), document_head(f, status), Attributes{}.set("class", css),
        f.t.tr("Skip to content"), default_button(f), header(f), tab_bar, main_css(f.page.width),
        f.page.body, footer(f), session_dialog(f));
}

}  // namespace

http::Response page(const http::Request& request, App& app, Page page, unsigned status) {
    const bool small_forms = !page.for_recipient;
    const Frame frame{request, app, page, app.tongue(request.language),
                      small_forms ? http::form_token(request, app) : std::string{}};
    http::Response response;
    response.status = status;
    response.body = document(frame, status).take();
    if (take_notice(request)) response.with(http::Cookie{"notice", "", 0});
    return response;
}

}  // namespace mobio::view
