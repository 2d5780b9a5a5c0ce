// SPDX-License-Identifier: EUPL-1.2
#include "account/pages.h"
#include "account/passwords.h"
#include "account/session.h"
#include "account/store.h"
#include "account/typed_code.h"
#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"

namespace mobio::account {

using html::markup;
using view::Html;

namespace {

constexpr std::string_view made = "/accounts/made/";
// So long a form sent twice signs in twice: what a double tap or a lost answer needs, and no more.
constexpr auto twice_within = std::chrono::minutes{2};

constexpr const char* agreed =
    text::mark("I agree: MoBio keeps what I write, and only I decide who sees it.");

// --- The page ------------------------------------------------------------------------------------

http::Response form_page(const http::Request& request, App& app, const Problems& problems) {
    const auto& t = app.tongue(request.language);
    view::Input name;
    name.name = "name";
    name.label = t.tr("What should we call you?");
    name.hint = t.tr("A first name or any other name. It need not be the one in your passport.");
    name.value = request.form.get("name");
    name.autocomplete = "nickname";
    auto fields = view::input(name, problems, t) + secret_fields(problems, t) +
                  agreement(request, problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Make an account")));
    view::Form form;
    form.action = "/accounts";
    view::Page page;
    page.title = t.tr("Make an account");
    page.has_form = true;
    page.body = view::back_link("/", t) + view::errors(problems, t);
    page.body += view::head(
        page.title, t.tr("You need no e-mail address and no phone. You get a sign-in number."));
    page.body += view::form(form, fields, request, app);
    return view::page(request, app, std::move(page), problems.empty() ? 200 : 422);
}

http::Response show_form(const http::Request& request, App& app) {
    if (request.visitor.kind == http::Visitor::Kind::Person) return http::see_other("/biography");
    return form_page(request, app, {});
}

http::Response create(const http::Request& request, App& app) {
    if (request.redraw) return form_page(request, app, {});
    const auto& t = app.tongue(request.language);
    Problems problems;
    const auto name = text::clean(request.form.get("name")).text;
    check_calling_name(problems, "name", name);
    const auto secret = chosen_secret(request, problems, name);
    const auto agreed_hash = agreed_text(request, problems, t);
    if (!problems.empty())
        return http::drawn(request, [&app, problems](const http::Request& in) {
            return form_page(in, app, problems);
        });

    auto registration = prepare(app, name, secret, request.language);
    registration.agreed_text = agreed_hash;
    const auto key = app.vault.key_of(registration.person.bytes);
    const auto now = app.clock.now();
    return http::once(
        request, app,
        [&](sql::Transaction& tx) {
            add_person(tx, app, registration, key, now);
            return new_account_location(registration.account);
        },
        [&](const std::string& location) { return enter_new_account(request, app, location); });
}

// --- After it ------------------------------------------------------------------------------------

http::Response show_number(const Acting& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto number =
        app.db->read([&](sql::Connection& db) { return number_of(db, app, who.account); });
    view::Page page;
    page.title = t.tr("Your account is ready");
    page.script = "print.js";
    page.body = view::note("check", markup<"{}">(page.title), "ok");
    page.body += view::head(view::number(grouped_number(number)),
                            markup<"{}">(t.tr("Write it down, print it or take a picture of it. "
                                              "You need it to sign in.")),
                            t.tr("Your sign-in number"));
    page.body += view::note(
        "info", markup<"{}">(t.tr("Tell nobody your password or PIN. Nobody of us asks for it.")));
    page.body.add<R"(<div class="buttons">{}{}</div>)">(
        view::button_link("/biography", t.tr("Go on to my story"), "next"),
        view::print_button(t.tr("Print")));
    return view::page(request, app, std::move(page));
}

// The account, where it was made just now.
std::optional<Found> new_account(sql::Connection& db, const std::string& location, Time now) {
    const auto id = Id<Account>::parse(location.substr(std::min(made.size(), location.size())));
    if (!id) return std::nullopt;
    const auto fresh = db.first(
        "SELECT 1 FROM accounts WHERE id = $1 AND created_at > $2", [](sql::Row) { return true; },
        *id, now - twice_within);
    return fresh ? find_account(db, *id, now) : std::nullopt;
}

}  // namespace

Html secret_fields(const Problems& problems, const text::Tongue& t) {
    view::Input secret;
    secret.name = "secret";
    secret.label = t.tr("Choose a password or a PIN");
    secret.hint = t.tr(
        "At least 8 digits or characters. Everything is allowed, also spaces. "
        "Do not take a birthday.");
    secret.type = "password";
    secret.autocomplete = "new-password";
    view::Input again = secret;
    again.name = "secret_again";
    again.label = t.tr("Write it once more");
    again.hint = t.tr("So that we notice a slip. Nobody can read it later.");
    return view::input(secret, problems, t) + view::input(again, problems, t);
}

std::string chosen_secret(const http::Request& request, Problems& problems,
                          std::string_view calling_name) {
    const auto secret = secret_form(request.form.get("secret"));
    check_secret(problems, "secret", secret, calling_name);
    if (!problems.at("secret") && secret != secret_form(request.form.get("secret_again")))
        problems.add("secret_again", {text::mark("The two are not the same. Write both again.")});
    return secret;
}

Html agreement(const http::Request& request, const Problems& problems, const text::Tongue& t) {
    auto out =
        view::tick("agree", "yes", t.tr(agreed), request.form.get("agree") == "yes", problems, t);
    return out.add<R"(<p class="small"><a href="/privacy">{}</a></p>)">(
        t.tr("What we keep, and your rights"));
}

std::optional<std::array<std::uint8_t, 32>> agreed_text(const http::Request& request,
                                                        Problems& problems, const text::Tongue& t) {
    if (request.form.get("agree") == "yes") return vault::sha256(t.tr(agreed));
    problems.add("agree", {text::mark("Tick this, or we cannot keep anything for you.")});
    return std::nullopt;
}

std::string new_account_location(Id<Account> account) { return std::string(made) + account.text(); }

http::Response enter_new_account(const http::Request& request, App& app,
                                 const std::string& location) {
    const auto now = app.clock.now();
    const auto session = app.db->write([&](sql::Transaction& tx) -> std::optional<NewSession> {
        const auto account = new_account(tx, location, now);
        if (!account) return std::nullopt;
        end_session(tx, request.visitor);
        access_log::write(tx,
                          {account->person.bytes,
                           access_log::Who::Person,
                           account->account.bytes,
                           "session.started",
                           {},
                           ""},
                          now);
        return start_person_session(tx, app, {account->account, account->person}, now);
    });
    if (!session) return http::see_other("/");
    auto response = http::see_other("/account/number");
    set_session_cookie(response, *session);
    return response;
}

void add_registration_pages(http::Router& router) {
    router.get("/accounts/new", show_form);
    router.post("/accounts", create);
    router.slow("/accounts");
    router.get("/account/number", show_number);
}

}  // namespace mobio::account
