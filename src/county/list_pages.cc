// SPDX-License-Identifier: EUPL-1.2
// The administrator's and the editor's lists, and one-time codes for the staff.
#include "account/staff.h"
#include "account/typed_code.h"
#include "county/pages.h"
#include "county/tables.h"
#include "lists/pages.h"
#include "platform/http/form_key.h"
#include "platform/view/components.h"

namespace mobio::county {

using html::markup;

namespace {

// Shown once: the code is kept nowhere.
http::Response code_page(const account::StaffRow& row, const std::string& code,
                         const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto until = app.zone.day(app.clock.now() + account::staff_code_lifetime);
    view::Page page;
    page.title = t.tr("One-time code");
    page.area = view::Area::Accounts;
    page.body = view::back_link("/staff/accounts/" + row.id.text(), t);
    page.body += view::head(markup<"{}">(page.title), view::value(row.name, "de"));
    page.body += view::facts(
        {{std::string(t.tr("Code")),
          markup<R"(<b class="code">{}</b>)">(view::number(account::grouped_code(code))),
          {}},
         {std::string(t.tr("E-mail")), view::number(row.email), {}},
         {std::string(t.tr("Address")), view::number(app.county.public_url + "/staff/code"), {}},
         {std::string(t.tr("Valid until")), markup<"{}">(t.date(until)), {}}});
    page.body += view::note(
        "lock", markup<"{}">(t.tr("It is shown this once. Hand it over in person or by phone, not "
                                  "by e-mail. It works once.")));
    page.body += view::print_button(t.tr("Print"));
    page.script = "print.js";
    return view::page(request, app, std::move(page));
}

http::Response make_code(const Admin& who, const http::Request& request, App& app) {
    if (request.redraw) throw http::Redraw{};
    const auto id = Id<Staff>::parse(request.param("id"));
    const auto row = app.db->read(
        [&](sql::Connection& db) { return id ? account::find_staff(db, app, *id) : std::nullopt; });
    if (!row || !row->active || *id == who.id) http::not_found();
    const auto made = account::prepare_staff_code(
        app, row->id.text() + ' ' + request.form.get("form_key") + ' ' + who.id.text());
    return http::once(
        request, app,
        [&](sql::Transaction& tx) {
            account::put_staff_code(tx, made, *id, who.id, app.clock.now());
            return "/staff/accounts/" + id->text();
        },
        [&](const std::string&) {
            return http::drawn(request, [&app, row, made](const http::Request& in) {
                return code_page(*row, made.code, in, app);
            });
        });
}

}  // namespace

void add_list_pages(http::Router& router) {
    lists::add_row_pages<Admin, municipality_rows>(router);
    lists::add_file_pages<Admin, municipality_rows>(router);
    lists::add_row_pages<Admin, accommodation_rows>(router);
    lists::add_file_pages<Admin, accommodation_rows>(router);
    lists::add_row_pages<Admin, team_rows>(router);
    lists::add_file_pages<Admin, team_rows>(router);
    lists::add_row_pages<Admin, staff_rows>(router);
    lists::add_file_pages<Admin, staff_rows>(router);
    lists::add_row_pages<Editor, region_rows>(router);
    lists::add_file_pages<Editor, region_rows>(router);
    lists::add_row_pages<Editor, contact_rows>(router);
    lists::add_file_pages<Editor, contact_rows>(router);
    router.post("/staff/accounts/{id}/code", make_code);
    router.slow("/staff/accounts/{id}/code");
}

}  // namespace mobio::county
