// SPDX-License-Identifier: EUPL-1.2
#include "account/pages.h"
#include "platform/http/front.h"

// The first page: language, sign-in, and what MoBio promises.
namespace mobio::account {

using html::Attributes;
using html::markup;
using view::Html;

namespace {

Html languages(const http::Request& request, const text::Tongue& t) {
    Html items;
    for (const auto language : text::languages) {
        Attributes some;
        some.set("lang", text::code(language));
        some.set("dir", text::right_to_left(language) ? "rtl" : "ltr");
        some.set("aria-current", language == request.language ? "true" : "");
        items.add<
            R"(<li><button class="button quiet wide" type="submit" form="form" formnovalidate name="switch_language" value="{}" {}>{}</button></li>)">(
            text::code(language), some, text::own_name(language));
    }
    return markup<R"(<nav aria-label="{}" id="language"><ul class="langs">{}</ul></nav>)">(
        t.tr("Choose your language"), items);
}

Html scene() {
    return markup<
        R"(<svg class="scene" viewBox="0 0 480 260" preserveAspectRatio="xMidYMax slice" aria-hidden="true"><circle class="sun" cx="352" cy="88" r="40"/><path class="h1" d="M0 168c70-46 130-44 200-10s170 30 280-34v136H0z"/><path class="h2" d="M0 206c90-50 170-34 244-10s150 14 236-26v90H0z"/><path class="h3" d="M0 244c80-32 150-34 240-18s170 6 240-22v56H0z"/><path class="house" d="m366 171 22-18 22 18v29h-44z"/><path class="h3" d="M383 182h10v18h-10z"/><path class="way" d="M40 246c70-8 96-30 152-34s112 6 190-12"/><circle class="stop" cx="40" cy="244" r="7"/><circle class="stop" cx="134" cy="224" r="7"/><circle class="stop" cx="252" cy="210" r="7"/></svg>)">();
}

struct Promise {
    const char *icon, *title, *more;
};

Html promises(const text::Tongue& t) {
    using text::mark;
    constexpr Promise all[] = {
        {"language", mark("Write in your language"),
         mark("You answer in your language. The offices read German.")},
        {"send", mark("Decide for yourself"),
         mark("You see exactly what an office gets. You take out what you do not want to show.")},
        {"eye", mark("See who has read it"),
         mark("Each opening is in your list. With two taps you take everything back.")},
        {"lock", mark("No e-mail and no phone needed"),
         mark("A name and a password are enough. You can have everything deleted at any time.")},
        {"consent", mark("Be safe"),
         mark("The foreigners’ authority gets nothing through MoBio. "
              "We do not ask about religion or why you fled.")}};
    Html items;
    for (const auto& promise : all)
        items.add<
            R"(<li class="promise">{}<div class="tight"><h3>{}</h3><p class="soft">{}</p></div></li>)">(
            view::badge(promise.icon), t.tr(promise.title), t.tr(promise.more));
    return markup<
        R"(<section class="stack welcome-why" aria-labelledby="why"><h2 id="why">{}</h2><ul class="grid">{}</ul></section>)">(
        t.tr("What you can do here"), items);
}

Html code_field(const Entrance& entrance, const text::Tongue& t) {
    view::Input code;
    code.name = "code";
    code.label = t.tr("Code on your card");
    code.hint = t.tr("16 characters. Hyphens and spaces do not matter.");
    code.value = entrance.code;
    code.dir = "ltr";
    code.css = "code";
    return view::input(code, entrance.problems, t);
}

Html number_fields(const Entrance& entrance, const text::Tongue& t) {
    view::Input number;
    number.name = "number";
    number.label = t.tr("Sign-in number");
    number.hint = t.tr("The 10 digits you got when you made your account.");
    number.value = entrance.number;
    number.dir = "ltr";
    number.inputmode = "numeric";
    number.autocomplete = "username";
    view::Input secret;
    secret.name = "secret";
    secret.label = t.tr("Password or PIN");
    secret.type = "password";
    secret.autocomplete = "current-password";
    return view::input(number, entrance.problems, t) + view::input(secret, entrance.problems, t);
}

Html by_number(const Entrance& entrance, const text::Tongue& t) {
    const bool open = !entrance.number.empty() || entrance.wait || entrance.problems.at("number") ||
                      entrance.problems.at("secret");
    return markup<R"(<details {}><summary>{}</summary>{}<div class="buttons">{}</div></details>)">(
        Attributes{}.flag("open", open), t.tr("Sign in with your number"),
        number_fields(entrance, t), view::button(t.tr("Sign in"), "", "quiet"));
}

Values hidden(const Entrance& entrance) {
    auto values = entrance.carried;
    if (!entrance.next.empty()) values.emplace_back("next", entrance.next);
    return values;
}

Html said(const http::Request& request, const Entrance& entrance, const text::Tongue& t) {
    auto out = wait_note(entrance.wait, t) + view::errors(entrance.problems, t);
    if (!entrance.carried.empty())
        out += view::note("clock",
                          markup<"{}">(t.tr("You were signed out because nothing happened "
                                            "for a while. Sign in, then it goes on.")),
                          "warm");
    const auto notice = view::take_notice(request);
    if (notice && notice->code == "signed-out-everywhere")
        out += view::note("check", markup<"{}">(t.tr("You are signed out on all devices.")), "ok");
    if (notice && notice->code == "password-set")
        out +=
            view::note("check", markup<"{}">(t.tr("Your password is set. Sign in with it.")), "ok");
    return out;
}

}  // namespace

Entrance Entrance::from(const http::Request& request) {
    Entrance entrance;
    entrance.code = request.form.get("code");
    entrance.number = request.form.get("number");
    entrance.email = request.form.get("email");
    const bool posted = request.method == http::Method::Post;
    entrance.next = local_path(posted ? request.form.get("next") : request.query.get("next"));
    entrance.carried = account::carried(request);
    return entrance;
}

Html entrance_card(const Entrance& entrance, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    view::Form form;
    form.action = "/sessions";
    form.hidden = hidden(entrance);
    form.css = "";
    auto fields = code_field(entrance, t);
    fields.add<R"(<div class="buttons">{}</div><p class="or">{}</p>{})">(
        view::button(t.tr("Sign in"), "", "wide"), t.tr("or"), by_number(entrance, t));
    view::Card card;
    card.title = t.tr("Sign in");
    card.id = "signin";
    card.icon = "card";
    card.tone = "";
    card.under_title = markup<"{}">(t.tr("With the code card from your social worker"));
    card.body = view::form(form, fields, request, app);
    card.footer = markup<R"(<p>{} <a href="/accounts/new">{}</a></p>)">(
        t.tr("Here for the first time?"), t.tr("Make an account"));
    return view::card(card);
}

http::Response welcome_page(const http::Request& request, App& app, const Entrance& entrance) {
    const auto& t = app.tongue(request.language);
    view::Page page;
    page.title = t.tr("Welcome");
    page.width = view::Width::Wide;
    page.has_form = true;
    const auto start = view::head(t.tr("Your story. Told once."),
                                  t.tr("You write down your life once, in your language. "
                                       "Then you decide who sees what of it."));
    page.body = said(request, entrance, t);
    page.body.add<
        R"(<div class="split even"><div class="stack">{}{}{}</div><div class="stack">{}<p class="small soft"><a href="/staff/sign-in">{}</a></p></div></div>{})">(
        start, languages(request, t), scene(), entrance_card(entrance, request, app),
        t.tr("Sign in as a member of the staff"), promises(t));
    return with_wait(view::page(request, app, std::move(page), entrance.status()), entrance.wait);
}

http::Response staff_entrance_page(const http::Request& request, App& app,
                                   const Entrance& entrance) {
    const auto& t = app.tongue(request.language);
    view::Input email;
    email.name = "email";
    email.label = t.tr("E-mail");
    email.type = "email";
    email.dir = "ltr";
    email.autocomplete = "username";
    email.value = entrance.email;
    view::Input secret;
    secret.name = "secret";
    secret.label = t.tr("Password");
    secret.type = "password";
    secret.autocomplete = "current-password";
    auto fields =
        view::input(email, entrance.problems, t) + view::input(secret, entrance.problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Sign in")));
    view::Form form;
    form.action = "/staff/sign-in";
    form.hidden = hidden(entrance);
    view::Page page;
    page.title = t.tr("Sign in as a member of the staff");
    page.has_form = true;
    page.body = said(request, entrance, t) + view::head(page.title) +
                view::form(form, fields, request, app);
    page.body.add<R"(<p><a href="/staff/code">{}</a></p>)">(
        t.tr("You have a one-time code? Choose a password."));
    return with_wait(view::page(request, app, std::move(page), entrance.status()), entrance.wait);
}

Html wait_note(const std::optional<Duration>& wait, const text::Tongue& t) {
    if (!wait) return {};
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(*wait).count();
    const auto how_long =
        t.plural("Wait {1} minute. Then try again.", "Wait {1} minutes. Then try again.",
                 std::max<std::int64_t>(minutes, 1));
    return view::note("clock",
                      markup<"<b>{}</b> {}">(t.tr("There were too many wrong tries."), how_long),
                      "warm");
}

http::Response with_wait(http::Response response, const std::optional<Duration>& wait) {
    if (wait)
        response.with("Retry-After",
                      std::to_string(std::chrono::ceil<std::chrono::seconds>(*wait).count()));
    return response;
}

}  // namespace mobio::account
