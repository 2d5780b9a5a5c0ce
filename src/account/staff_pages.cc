// SPDX-License-Identifier: EUPL-1.2
#include "account/pages.h"
#include "account/passwords.h"
#include "account/session.h"
#include "account/store.h"
#include "platform/http/form_key.h"

// The staff's way in by role, and the administrator's list of staff accounts.
namespace mobio::account {

using html::markup;
using view::Html;

namespace {

std::string_view role_name(const text::Tongue& t, std::string_view code) {
    switch (parse_role(code).value()) {
        case Role::Counsellor:
            return t.tr("role", "Social counselling");
        case Role::Manager:
            return t.tr("role", "Integration management");
        case Role::Lead:
            return t.tr("role", "Team lead");
        case Role::Officer:
            return t.tr("role", "Municipal officer");
        case Role::Editor:
            return t.tr("role", "Editor");
        case Role::Admin:
            return t.tr("role", "Administrator");
        case Role::Dpo:
            return t.tr("role", "Data-protection officer");
    }
    return "";
}

constexpr Role all_roles[] = {Role::Counsellor, Role::Manager, Role::Lead, Role::Officer,
                              Role::Editor,     Role::Admin,   Role::Dpo};

http::Response home(const StaffMember& who, const http::Request& request, App& app) {
    if (who.role == Role::Counsellor || who.role == Role::Manager)
        return http::see_other("/staff/persons");
    if (who.role == Role::Lead) return http::see_other("/staff/team");
    if (who.role == Role::Editor) return http::see_other("/recipients");
    if (who.role == Role::Admin) return http::see_other("/staff/accounts");
    const auto& t = app.tongue(request.language);
    view::Page page;
    page.title = t.tr("You are signed in");
    page.body = view::head(page.title, role_name(t, code(who.role)));
    page.body += view::empty_state(
        "info", markup<"<p>{}</p>">(t.tr("The pages for your role are not there yet.")));
    return view::page(request, app, std::move(page));
}

// --- Staff accounts
// --------------------------------------------------------------------------------

Html state(const StaffRow& row, Id<Staff> self, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    if (row.id == self) return view::tag(t.tr("this is you"), "deep");
    const auto action = "/staff/accounts/" + row.id.text() + (row.active ? "/pause" : "/return");
    if (!row.active)
        return view::tag(t.tr("switched off"), "warm") +
               view::button_form(action, view::button(t.tr("Switch on"), "", "quiet small"),
                                 request, app);
    return view::button_form(action, view::button(t.tr("Switch off"), "", "stop small"), request,
                             app);
}

Html accounts_list(const Admin& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto rows = app.db->read([&](sql::Connection& db) { return all_staff(db, app); });
    std::vector<Html> lines;
    for (const auto& row : rows) {
        view::Line line;
        line.start = view::badge("person");
        line.title = view::value(row.name);
        line.small = markup<"{} · {}">(role_name(t, row.role), view::number(row.email));
        line.end = state(row, who.id, request, app);
        lines.push_back(view::line(line));
    }
    return view::list(lines, "list card");
}

Html role_choice(const http::Request& request, const Problems& problems, const text::Tongue& t) {
    view::Choice role;
    role.name = "role";
    role.label = t.tr("Role");
    for (const auto each : all_roles)
        role.options.push_back(
            {std::string(code(each)), std::string(role_name(t, code(each))), "", "", ""});
    role.chosen = {request.form.get("role")};
    return view::select(role, problems, t);
}

Html new_account(const http::Request& request, App& app, const Problems& problems) {
    const auto& t = app.tongue(request.language);
    view::Input name, email, secret;
    name.name = "name";
    name.label = t.tr("Name");
    name.value = request.form.get("name");
    email.name = "email";
    email.label = t.tr("E-mail");
    email.type = "email";
    email.dir = "ltr";
    email.value = request.form.get("email");
    secret.name = "secret";
    secret.label = t.tr("First password");
    secret.hint = t.tr("At least 8 characters. Ask them to change it.");
    secret.type = "password";
    secret.autocomplete = "new-password";
    auto fields = markup<"<h2>{}</h2>">(t.tr("Add an account"));
    fields += view::input(name, problems, t) + view::input(email, problems, t) +
              role_choice(request, problems, t) + view::input(secret, problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Add")));
    view::Form form;
    form.action = "/staff/accounts";
    return view::form(form, fields, request, app);
}

http::Response draw(const Admin& who, const http::Request& request, App& app,
                    const Problems& problems) {
    const auto& t = app.tongue(request.language);
    view::Page page;
    page.title = t.tr("Staff accounts");
    page.area = view::Area::Accounts;
    page.width = view::Width::Medium;
    page.has_form = true;
    page.body = view::errors(problems, t) + view::head(page.title);
    page.body += accounts_list(who, request, app) + new_account(request, app, problems);
    return view::page(request, app, std::move(page), problems.empty() ? 200 : 422);
}

http::Response accounts_page(const Admin& who, const http::Request& request, App& app,
                             const Problems& problems) {
    return http::drawn(request, [who, &app, problems](const http::Request& in) {
        return draw(who, in, app, problems);
    });
}

http::Response show_accounts(const Admin& who, const http::Request& request, App& app) {
    return accounts_page(who, request, app, {});
}

http::Response add(const Admin& who, const http::Request& request, App& app) {
    if (request.redraw) return accounts_page(who, request, app, {});
    const NewStaff staff{request.form.get("name"), request.form.get("email"),
                         request.form.get("role"), request.form.get("secret"), request.language};
    auto problems = check(staff);
    if (!problems.empty()) return accounts_page(who, request, app, problems);
    const auto kept = app.passwords->hash(secret_form(staff.secret));
    const auto now = app.clock.now();
    try {
        return http::once(request, app, [&](sql::Transaction& tx) {
            add_staff(tx, app, Id<Staff>::make(now), staff, kept, now);
            return std::string("/staff/accounts");
        });
    } catch (const sql::Error& error) {
        if (error.kind != sql::Kind::Unique) throw;
        problems.add("email", {text::mark("There is an account with this address already.")});
        return accounts_page(who, request, app, problems);
    }
}

http::Response switch_account(const Admin& who, const http::Request& request, App& app,
                              bool active) {
    const auto id = Id<Staff>::parse(request.param("id"));
    if (!id || *id == who.id) http::not_found();
    return http::once(request, app, [&](sql::Transaction& tx) {
        if (!find_staff(tx, app, *id)) http::not_found();
        set_active(tx, *id, active);
        return std::string("/staff/accounts");
    });
}

http::Response pause(const Admin& who, const http::Request& request, App& app) {
    return switch_account(who, request, app, false);
}

http::Response bring_back(const Admin& who, const http::Request& request, App& app) {
    return switch_account(who, request, app, true);
}

}  // namespace

void add_staff_pages(http::Router& router) {
    router.get("/staff", home);
    router.get("/staff/accounts", show_accounts);
    router.post("/staff/accounts", add);
    router.slow("/staff/accounts");
    router.post("/staff/accounts/{id}/pause", pause);
    router.post("/staff/accounts/{id}/return", bring_back);
}

}  // namespace mobio::account
