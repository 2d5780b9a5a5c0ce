// SPDX-License-Identifier: EUPL-1.2
#include "account/pages.h"
#include "account/passwords.h"
#include "account/session.h"
#include "account/sign_in.h"
#include "account/store.h"
#include "account/typed_code.h"
#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"
#include "platform/http/front.h"
#include "platform/log.h"

namespace mobio::account {

using html::markup;
using Kind = http::Visitor::Kind;

namespace {

// Nothing tells whether the number, or the secret, or both were wrong.
constexpr const char* does_not_fit = text::mark("This does not fit together. Check both fields.");

// What somebody typed was tried: the page that says what came of it is drawn, and tries nothing.
using Page = http::Response (*)(const http::Request&, App&, const Entrance&);
http::Response back_to(Page page, const http::Request& request, App& app,
                       const Entrance& entrance) {
    return http::drawn(request, [&app, page, entrance](const http::Request& in) {
        return page(in, app, entrance);
    });
}

http::Response welcome(const http::Request& request, App& app) {
    if (request.visitor.kind == Kind::Person) return http::see_other("/biography");
    if (request.visitor.kind == Kind::Staff) return http::see_other("/staff");
    return welcome_page(request, app, Entrance::from(request));
}

// The language chosen on this device, else the one kept with the account.
std::string language_for(const http::Request& request, text::Language kept) {
    const bool chosen = !request.cookie("lang").empty();
    return std::string(text::code(chosen ? request.language : kept));
}

// A session and a remembered device, or how long to wait.
struct Entered {
    std::optional<Duration> wait;
    NewSession session;
    Device device;
};

Entered start(sql::Transaction& tx, App& app, const Found& found, const std::string& language,
              Time now) {
    const Acting who{found.account, found.person};
    tx.exec("UPDATE accounts SET last_sign_in_at = $1, language = $2 WHERE id = $3", now, language,
            found.account);
    access_log::write(tx,
                      {found.person.bytes,
                       access_log::Who::Person,
                       found.account.bytes,
                       "session.started",
                       {},
                       ""},
                      now);
    return {{}, start_person_session(tx, app, who, now), {}};
}

Entered start(sql::Transaction& tx, App& app, const StaffRow& staff, const std::string& language,
              Time now) {
    tx.exec("UPDATE staff SET last_sign_in_at = $1, language = $2 WHERE id = $3", now, language,
            staff.id);
    return {{}, start_staff_session(tx, app, staff.id, now), {}};
}

// Tries the typed secret on whom the number or e-mail found, or on nobody. Nothing: `entrance` says
// why, under `field`.
template <class Who>
std::optional<Entered> try_to_enter(const http::Request& request, App& app, const Subject& plain,
                                    const std::optional<Who>& found, const char* field,
                                    Entrance& entrance) {
    const auto now = app.clock.now();
    const auto subject =
        app.db->read([&](sql::Connection& db) { return on_device(db, request, plain, now); });
    const auto kept = found ? std::optional(found->secret) : std::nullopt;
    const auto tried = try_secret(app, subject, kept, secret_form(request.form.get("secret")));
    if (tried.result == Try::TooOften) entrance.wait = tried.wait;
    if (tried.result == Try::Wrong) entrance.problems.add(field, {does_not_fit});
    if (tried.result != Try::Right) return std::nullopt;

    auto entered = app.db->write([&](sql::Transaction& tx) -> Entered {
        if (const auto wait = must_wait(tx, subject, now)) return {wait, {}, {}};
        end_session(tx, request.visitor);
        auto started = start(tx, app, *found, language_for(request, found->language), now);
        started.device = remember_device(tx, request, plain, now);
        return started;
    });
    entrance.wait = entered.wait;
    return entered.wait ? std::nullopt : std::optional(std::move(entered));
}

// Into the session: on to `home`, or to what waited behind the sign-in.
http::Response enter_with(const http::Request& request, App& app, const Entered& entered,
                          text::Language language, std::string_view home) {
    auto response = go_on(request, app, entered.session, home);
    set_session_cookie(response, entered.session);
    set_device_cookie(response, entered.device);
    if (request.cookie("lang").empty()) response.with(http::language_cookie(language));
    return response;
}

void check_filled(Problems& problems, const http::Request& request, const char* name,
                  const char* missing) {
    if (text::clean(request.form.get(name)).text.empty()) problems.add(name, {missing});
    if (request.form.get("secret").empty())
        problems.add("secret", {text::mark("Write your password or PIN.")});
}

http::Response sign_in_by_number(const http::Request& request, App& app, Entrance entrance) {
    const auto number = typed_number(entrance.number);
    const auto found = app.db->read(
        [&](sql::Connection& db) { return find_account(db, app, number, app.clock.now()); });
    const auto subject = subject_of(app, "number", number);
    const auto entered = try_to_enter(request, app, subject, found, "number", entrance);
    if (!entered) return back_to(welcome_page, request, app, entrance);
    return enter_with(request, app, *entered, found->language, "/biography");
}

http::Response sign_in(const http::Request& request, App& app) {
    auto entrance = Entrance::from(request);
    if (request.redraw) return welcome_page(request, app, entrance);
    const bool by_code = !text::clean(entrance.code).text.empty() && entrance.number.empty();
    if (by_code) return open_card(request, app, entrance.code);
    if (entrance.number.empty() && request.form.get("secret").empty())
        entrance.problems.add("code", {text::mark("Write the code from your card.")});
    else
        check_filled(entrance.problems, request, "number",
                     text::mark("Write your sign-in number."));
    // The digits alone tell it, so it says nothing of who has an account and is no wrong try.
    if (!entrance.number.empty() && !check_digit_fits(typed_number(entrance.number)))
        entrance.problems.add("number",
                              {text::mark("A digit is wrong here. Compare the number again.")});
    if (!entrance.problems.empty()) return back_to(welcome_page, request, app, entrance);
    return sign_in_by_number(request, app, std::move(entrance));
}

http::Response staff_entrance(const http::Request& request, App& app) {
    if (request.visitor.kind == Kind::Staff) return http::see_other("/staff");
    return staff_entrance_page(request, app, Entrance::from(request));
}

http::Response sign_in_staff(const http::Request& request, App& app) {
    auto entrance = Entrance::from(request);
    if (request.redraw) return staff_entrance_page(request, app, entrance);
    check_filled(entrance.problems, request, "email", text::mark("Write your e-mail address."));
    if (!entrance.problems.empty()) return back_to(staff_entrance_page, request, app, entrance);

    const auto email = folded_email(entrance.email).substr(0, 320);
    const auto found =
        app.db->read([&](sql::Connection& db) { return find_staff(db, app, email); });
    const auto subject = subject_of(app, "staff", email);
    const auto entered = try_to_enter(request, app, subject, found, "email", entrance);
    if (!entered) return back_to(staff_entrance_page, request, app, entrance);
    return enter_with(request, app, *entered, found->language, "/staff");
}

// Leaving never waits for a database that is full or away: the browser forgets the cookie anyway,
// and a row that stays ends when it was idle long enough.
void leave(const http::Request& request, App& app) {
    try {
        app.db->write([&](sql::Transaction& tx) { end_session(tx, request.visitor); });
    } catch (const sql::Error&) {
        log::warn("session.not_ended");
    }
}

http::Response end(const http::Request& request, App& app) {
    leave(request, app);
    auto response = http::see_other("/");
    forget_session(response);
    return response;
}

http::Response end_all(const SignedIn& who, const http::Request& request, App& app) {
    if (request.redraw) throw http::Redraw{};
    const auto now = app.clock.now();
    app.db->write([&](sql::Transaction& tx) {
        if (who.staff) {
            const auto row = find_staff(tx, app, who.staff->id);
            end_sessions_of(tx, who.staff->id);
            forget_devices(tx, subject_of(app, "staff", row ? row->email : ""));
            return;
        }
        end_sessions_of(tx, who.person->account);
        forget_devices(tx, subject_of(app, "number", number_of(tx, app, who.person->account)));
        access_log::write(tx,
                          {who.person->person.bytes,
                           access_log::Who::Person,
                           who.person->account.bytes,
                           "session.ended_all",
                           {},
                           ""},
                          now);
    });
    auto response = http::see_other("/");
    forget_session(response);
    view::leave_notice(response, {"signed-out-everywhere", ""});
    return response;
}

}  // namespace

http::Response exit(const http::Request& request, App& app) {
    leave(request, app);
    auto response = http::see_other("/gone");
    forget_session(response);
    return response;
}

namespace {

// The host of a web address, as a title that says nothing of us.
std::string host_of(std::string_view url) {
    const auto begin = url.find("://");
    if (begin == std::string_view::npos) return std::string(url);
    const auto rest = url.substr(begin + 3);
    return std::string(rest.substr(0, rest.find_first_of("/?#")));
}

// CSP forbids a form to leave our pages, so the exit goes over a page that moves on by itself.
http::Response gone(const http::Request&, App& app) {
    const auto& url = app.county.exit_url;
    const auto host = host_of(url);
    const auto move_on = "0; url=" + url;
    http::Response response;
    response.body =
        markup<
            R"(<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="refresh" content="{}"><title>{}</title></head><body><p><a href="{}" rel="noreferrer">{}</a></p></body></html>)">(
            move_on, host, url, host)
            .take();
    return response;
}

}  // namespace

http::Response go_on(const http::Request& request, App& app, const NewSession& session,
                     std::string_view home) {
    if (carries_form_of(request, app, session)) {
        auto signed_in = request;
        signed_in.visitor = visitor_of(session);
        return send_on(signed_in, app);
    }
    const auto next = local_path(request.form.get("next"));
    const bool fits = !next.empty() && (home == "/staff" || !next.starts_with("/staff"));
    return http::see_other(fits ? next : std::string(home));
}

void add_sign_in_pages(http::Router& router) {
    router.get("/", welcome);
    router.post("/sessions", sign_in);
    router.slow("/sessions");
    router.get("/staff/sign-in", staff_entrance);
    router.post("/staff/sign-in", sign_in_staff);
    router.slow("/staff/sign-in");
    router.post("/session/end", end);
    router.post("/sessions/end-all", end_all);
    router.post("/exit", exit);
    router.get("/gone", gone);
}

}  // namespace mobio::account
