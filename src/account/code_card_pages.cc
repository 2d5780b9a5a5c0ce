// SPDX-License-Identifier: EUPL-1.2
#include "account/code_card.h"
#include "account/pages.h"
#include "account/passwords.h"
#include "account/typed_code.h"
#include "platform/http/form_key.h"

// A person comes with the card that staff printed: the code, then a secret of their own.
namespace mobio::account {

using html::Attributes;
using html::markup;
using view::Html;

namespace {

// --- Typing the code -----------------------------------------------------------------------------

http::Response code_page(const http::Request& request, App& app, const std::string& typed,
                         const Problems& problems, const std::optional<Duration>& wait = {}) {
    const auto& t = app.tongue(request.language);
    auto fields = code_input(typed, problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Go on"), "next"));
    view::Form form;
    form.action = "/code-card/redemption";
    view::Page page;
    page.title = t.tr("Sign in with your code card");
    page.has_form = true;
    page.script = "code_card.js";
    page.body = view::back_link("/", t) + view::errors(problems, t) + wait_note(wait, t);
    page.body += view::head(page.title, t.tr("The card is valid once and for 14 days."));
    page.body += view::form(form, fields, request, app);
    const unsigned status = wait ? 429 : problems.empty() ? 200 : 422;
    return with_wait(view::page(request, app, std::move(page), status), wait);
}

// Who is signed in has an account already: the card joins the record it was made for to theirs.
http::Response show_code_form(const http::Request& request, App& app) {
    if (request.visitor.kind == http::Visitor::Kind::Person)
        return http::see_other("/account/code-card");
    return code_page(request, app, "", {});
}

// --- Choosing a secret ---------------------------------------------------------------------------

http::Response draw_secret_page(const http::Request& request, App& app, const std::string& code,
                                const Problems& problems) {
    const auto& t = app.tongue(request.language);
    auto fields = secret_fields(problems, t) + agreement(request, problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Make an account")));
    view::Form form;
    form.action = "/code-card/account";
    form.hidden = {{"code", code}};
    view::Page page;
    page.title = t.tr("Your card fits");
    page.has_form = true;
    page.body = view::errors(problems, t);
    page.body += view::head(page.title,
                            t.tr("Now choose what only you know. After this the card is used up."));
    page.body += view::form(form, fields, request, app);
    return view::page(request, app, std::move(page), problems.empty() ? 200 : 422);
}

http::Response secret_page(const http::Request& request, App& app, const std::string& code,
                           const Problems& problems) {
    return http::drawn(request, [&app, code, problems](const http::Request& in) {
        return draw_secret_page(in, app, code, problems);
    });
}

http::Response refuse(const http::Request& request, App& app, const std::string& typed,
                      const std::optional<Duration>& wait) {
    Problems problems;
    if (!wait) problems.add("code", {card_does_not_fit});
    return http::drawn(request, [&app, typed, problems, wait](const http::Request& in) {
        return code_page(in, app, typed, problems, wait);
    });
}

http::Response redeem_code(const http::Request& request, App& app) {
    const auto& typed = request.form.get("code");
    if (request.redraw) return code_page(request, app, typed, {});
    return open_card(request, app, typed);
}

struct CardGone {};

// Uses the card and makes the account in one transaction. The same form sent twice finds the card
// used and still answers as before: once() knows its key.
http::Response make_account(const http::Request& request, App& app, const Card& card,
                            const NewAccount& account) try {
    const auto now = app.clock.now();
    return http::once(
        request, app,
        [&](sql::Transaction& tx) {
            if (!redeem(tx, app, card, account, now)) throw CardGone{};
            return new_account_location(account.id);
        },
        [&](const std::string& location) { return enter_new_account(request, app, location); });
} catch (const CardGone&) {
    return refuse(request, app, "", {});
}

http::Response create(const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto& typed = request.form.get("code");
    if (request.redraw) return secret_page(request, app, typed, {});
    Problems problems;
    const auto secret = chosen_secret(request, problems);
    const auto agreed_hash = agreed_text(request, problems, t);
    const auto checked = check_card(app, typed);
    if (!checked.card) return refuse(request, app, typed, checked.wait);
    if (!problems.empty()) return secret_page(request, app, checked.code, problems);
    const NewAccount account{Id<Account>::make(app.clock.now()), app.passwords->hash(secret),
                             request.language, agreed_hash};
    return make_account(request, app, *checked.card, account);
}

}  // namespace

// Own markup: the script that takes a scanned code out of the address looks for data-code.
Html code_input(const std::string& typed, const Problems& problems, const text::Tongue& t) {
    const auto* problem = problems.at("code");
    Html error;
    if (problem)
        error.add<R"(<span class="error" id="code-error">{}<span>{}</span></span>)">(
            view::icon("warn"), t.say(problem->message));
    return markup<
        R"(<div class="{}"><label for="code">{}</label><span class="hint" id="code-hint">{}</span>{}<input type="text" class="code" id="code" name="code" dir="ltr" autocomplete="off" autocapitalize="characters" spellcheck="false" data-code {} value="{}"></div>)">(
        problem ? "field wrong" : "field", t.tr("Code on your card"),
        t.tr("16 characters. Hyphens and spaces do not matter."), error,
        Attributes{}
            .set("aria-describedby", problem ? "code-error code-hint" : "code-hint")
            .set("aria-invalid", problem ? "true" : ""),
        typed);
}

http::Response open_card(const http::Request& request, App& app, const std::string& typed) {
    const auto checked = check_card(app, typed);
    const bool fits = checked.card && checked.card->open_at(app.clock.now());
    if (!fits) return refuse(request, app, typed, checked.wait);
    return secret_page(request, app, checked.code, {});
}

void add_code_card_pages(http::Router& router) {
    router.get("/code-card", show_code_form);
    router.post("/code-card/redemption", redeem_code);
    router.slow("/code-card/redemption");
    router.post("/code-card/account", create);
    router.slow("/code-card/account");
}

}  // namespace mobio::account
