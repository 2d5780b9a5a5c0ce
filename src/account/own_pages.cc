// SPDX-License-Identifier: EUPL-1.2
#include "account/pages.h"
#include "account/passwords.h"
#include "account/session.h"
#include "account/store.h"
#include "account/typed_code.h"
#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"

// What a person and a member of the staff see of their own account.
namespace mobio::account {

using html::markup;
using view::Html;

namespace {

struct Own {
    std::string number, email, kept_secret;
    std::int64_t sessions = 0;
    Subject subject{};
};

Own own(sql::Connection& db, App& app, const SignedIn& who) {
    const auto now = app.clock.now();
    Own own;
    own.sessions = count_sessions(db, who, now);
    if (who.person) {
        own.number = number_of(db, app, who.person->account);
        own.subject = subject_of(app, "number", own.number);
        const auto found = find_account(db, who.person->account, now);
        own.kept_secret = found ? found->secret : "";
    } else if (const auto staff = find_staff(db, app, who.staff->id)) {
        own.email = staff->email;
        own.subject = subject_of(app, "staff", own.email);
        own.kept_secret = staff->secret;
    }
    return own;
}

Html how_to_sign_in(const Own& own, const text::Tongue& t) {
    view::Card card;
    card.id = "sign-in";
    card.icon = "person";
    card.title = own.number.empty() ? t.tr("How you sign in") : t.tr("Your sign-in number");
    card.body = own.number.empty() ? markup<"<p>{}</p>">(view::number(own.email))
                                   : markup<R"(<p class="code">{}</p><p>{}</p>)">(
                                         view::number(grouped_number(own.number)),
                                         t.tr("You need it together with your password or PIN."));
    return view::card(card);
}

Html everywhere(const Own& own, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    view::Card card;
    card.id = "devices";
    card.icon = "lock";
    card.title = t.tr("Where you are signed in");
    card.body = markup<"<p>{}</p>">(t.plural("You are signed in on {1} device.",
                                             "You are signed in on {1} devices.", own.sessions));
    card.footer =
        view::button_form("/session/end", view::button(t.tr("Sign out"), "exit", "quiet"), request,
                          app) +
        view::button_form("/sessions/end-all",
                          view::button(t.tr("Sign out on all devices"), "", "quiet"), request, app);
    return view::card(card);
}

// Who registered alone may get a card later on: for the record that staff made of them.
Html card_from_staff(const text::Tongue& t) {
    view::Card card;
    card.id = "code-card";
    card.icon = "card";
    card.title = t.tr("You have a code card?");
    card.body = markup<"<p>{}</p>">(
        t.tr("Your social worker may have a record of you too. The card joins both."));
    card.footer = view::button_link("/account/code-card", t.tr("Use a code card"), "", "quiet");
    return view::card(card);
}

Html new_secret(const http::Request& request, App& app, const Problems& problems) {
    const auto& t = app.tongue(request.language);
    view::Input now;
    now.name = "secret_now";
    now.label = t.tr("Password or PIN until now");
    now.type = "password";
    now.autocomplete = "current-password";
    auto fields = markup<"<h2>{}</h2>">(t.tr("Change password or PIN"));
    fields += view::input(now, problems, t) + secret_fields(problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Save")));
    view::Form form;
    form.action = "/account/secret";
    return view::form(form, fields, request, app);
}

http::Response draw(const SignedIn& who, const http::Request& request, App& app,
                    const Problems& problems, const std::optional<Duration>& wait) {
    const auto& t = app.tongue(request.language);
    const auto mine = app.db->read([&](sql::Connection& db) { return own(db, app, who); });
    view::Page page;
    page.title = t.tr("My account");
    page.has_form = true;
    page.body = view::errors(problems, t) + wait_note(wait, t) + view::head(page.title);
    const auto notice = view::take_notice(request);
    if (notice && notice->code == "secret-changed")
        page.body += view::note(
            "check", markup<"{}">(t.tr("Saved. On all other devices you are signed out now.")),
            "ok");
    page.body += how_to_sign_in(mine, t) + everywhere(mine, request, app);
    if (who.person) page.body += card_from_staff(t);
    page.body += new_secret(request, app, problems);
    const unsigned status = wait ? 429 : problems.empty() ? 200 : 422;
    return with_wait(view::page(request, app, std::move(page), status), wait);
}

http::Response page(const SignedIn& who, const http::Request& request, App& app,
                    const Problems& problems, const std::optional<Duration>& wait = {}) {
    return http::drawn(request, [who, &app, problems, wait](const http::Request& in) {
        return draw(who, in, app, problems, wait);
    });
}

http::Response show(const SignedIn& who, const http::Request& request, App& app) {
    return page(who, request, app, {});
}

void keep_secret(sql::Transaction& tx, const SignedIn& who, const http::Request& request,
                 std::string_view kept, Time now) {
    if (who.staff) {
        set_secret(tx, who.staff->id, kept);
        end_sessions_of(tx, who.staff->id, request.visitor);
        return;
    }
    set_secret(tx, who.person->account, kept);
    end_sessions_of(tx, who.person->account, request.visitor);
    access_log::write(tx,
                      {who.person->person.bytes,
                       access_log::Who::Person,
                       who.person->account.bytes,
                       "account.secret_changed",
                       {},
                       ""},
                      now);
}

http::Response change_secret(const SignedIn& who, const http::Request& request, App& app) {
    if (request.redraw) return page(who, request, app, {});
    Problems problems;
    const auto secret = chosen_secret(request, problems);
    if (!problems.empty()) return page(who, request, app, problems);

    const auto now = app.clock.now();
    const auto [mine, subject] = app.db->read([&](sql::Connection& db) {
        const auto found = own(db, app, who);
        return std::pair{found, on_device(db, request, found.subject, now)};
    });
    const auto tried =
        try_secret(app, subject, mine.kept_secret, secret_form(request.form.get("secret_now")));
    if (tried.result == Try::TooOften) return page(who, request, app, {}, tried.wait);
    if (tried.result == Try::Wrong) {
        // The same form came twice, and the first time changed it.
        if (const auto there = http::led_to(request, app)) return http::see_other(*there);
        problems.add("secret_now", {text::mark("This is not your password or PIN until now.")});
        return page(who, request, app, problems);
    }
    const auto kept = app.passwords->hash(secret);
    std::optional<Device> device;
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        keep_secret(tx, who, request, kept, now);
        // Whoever knew the old one has no device to go on guessing from.
        forget_devices(tx, mine.subject);
        device = remember_device(tx, request, mine.subject, now);
        return std::string("/account");
    });
    if (device) set_device_cookie(response, *device);
    view::leave_notice(response, {"secret-changed", ""});
    return response;
}

}  // namespace

void add_own_pages(http::Router& router) {
    router.get("/account", show);
    router.post("/account/secret", change_secret);
    router.slow("/account/secret");
}

void add_pages(http::Router& router) {
    add_sign_in_pages(router);
    add_registration_pages(router);
    add_own_pages(router);
    add_code_card_pages(router);
    add_staff_pages(router);
}

}  // namespace mobio::account
