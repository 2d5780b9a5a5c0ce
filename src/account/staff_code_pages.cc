// SPDX-License-Identifier: EUPL-1.2
#include "account/pages.h"
#include "account/passwords.h"
#include "account/staff.h"
#include "account/typed_code.h"
#include "platform/http/form_key.h"

// A member of the staff chooses a password with the code that the administrator gave them.
namespace mobio::account {

using html::markup;
using view::Html;

namespace {

// Nothing tells whether there is such an account.
constexpr const char* does_not_fit = text::mark("This does not fit together. Check both fields.");

Html email_and_code(const http::Request& request, const Problems& problems, const text::Tongue& t) {
    view::Input email{.name = "email",
                      .label = std::string(t.tr("E-mail")),
                      .value = request.form.get("email"),
                      .type = "email",
                      .dir = "ltr",
                      .autocomplete = "username"};
    view::Input code{.name = "code",
                     .label = std::string(t.tr("One-time code")),
                     .hint = std::string(t.tr("16 characters. Hyphens and spaces do not matter.")),
                     .value = request.form.get("code"),
                     .dir = "ltr",
                     .css = "code"};
    return view::input(email, problems, t) + view::input(code, problems, t);
}

http::Response draw(const http::Request& request, App& app, const Problems& problems,
                    const std::optional<Duration>& wait) {
    const auto& t = app.tongue(request.language);
    auto fields = email_and_code(request, problems, t) + secret_fields(problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Set the password")));
    view::Page page;
    page.title = t.tr("Choose a password");
    page.has_form = true;
    page.body = view::back_link("/staff/sign-in", t) + wait_note(wait, t) +
                view::errors(problems, t) +
                view::head(page.title, t.tr("Your administrator gave you a one-time code."));
    page.body += view::form({.action = "/staff/code"}, fields, request, app);
    const unsigned status = wait ? 429 : problems.empty() ? 200 : 422;
    return with_wait(view::page(request, app, std::move(page), status), wait);
}

http::Response again(const http::Request& request, App& app, const Problems& problems,
                     const std::optional<Duration>& wait = {}) {
    return http::drawn(request, [&app, problems, wait](const http::Request& in) {
        return draw(in, app, problems, wait);
    });
}

http::Response show(const http::Request& request, App& app) { return draw(request, app, {}, {}); }

struct CodeGone {};

http::Response redeem(const http::Request& request, App& app, Id<Staff> staff,
                      const std::string& kept_code, const std::string& kept_secret) {
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        if (!redeem_staff_code(tx, staff, kept_code, kept_secret, app.clock.now()))
            throw CodeGone{};
        return std::string("/staff/sign-in");
    });
    view::leave_notice(response, {"password-set", ""});
    return response;
}

http::Response choose(const http::Request& request, App& app) {
    if (request.redraw) return draw(request, app, {}, {});
    // The same form came twice, and the first time used the code up.
    if (const auto there = http::led_to(request, app)) return http::see_other(*there);
    Problems problems;
    const auto email = folded_email(request.form.get("email")).substr(0, 320);
    const auto found =
        app.db->read([&](sql::Connection& db) { return find_staff(db, app, email); });
    const auto secret = chosen_secret(request, problems);
    if (!problems.empty()) return again(request, app, problems);
    const auto kept_code = app.db->read([&](sql::Connection& db) {
        return found ? open_staff_code(db, found->id, app.clock.now()) : std::nullopt;
    });
    const auto tried = try_secret(app, subject_of(app, "staff code", email), kept_code,
                                  typed_code(request.form.get("code")).value_or(""));
    if (tried.result == Try::TooOften) return again(request, app, {}, tried.wait);
    if (tried.result == Try::Right) check_secret(problems, "secret", secret, found->name);
    if (!problems.empty()) return again(request, app, problems);
    problems.add("email", {does_not_fit});
    if (tried.result == Try::Wrong) return again(request, app, problems);
    try {
        return redeem(request, app, found->id, *kept_code, app.passwords->hash(secret));
    } catch (const CodeGone&) {
        return again(request, app, problems);
    }
}

}  // namespace

void add_staff_code_pages(http::Router& router) {
    router.get("/staff/code", show);
    router.post("/staff/code", choose);
    router.slow("/staff/code");
}

}  // namespace mobio::account
