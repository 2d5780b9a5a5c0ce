// SPDX-License-Identifier: EUPL-1.2
#include "allocation/pages.h"

#include "platform/access_log/access_log.h"
#include "platform/view/components.h"

namespace mobio::allocation {

using html::markup;
using text::Tongue;

View view_or_throw(App& app, const Officer& who, const Tongue& t) {
    auto view = app.db->read([&](sql::Connection& db) { return view_of(db, app, who, t); });
    if (!view) throw NoMunicipality{};
    return std::move(*view);
}

http::Response no_municipality(const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    view::Page page;
    page.title = t.tr("Persons");
    page.area = view::Area::Allocation;
    page.body = view::head(page.title);
    page.body += view::empty_state(
        "home", markup<"<p>{}</p>">(t.tr("Your account has no municipality yet. Ask your "
                                         "administrator.")));
    return view::page(request, app, std::move(page));
}

void log_reads(App& app, const Officer& who, const std::vector<const Resident*>& residents,
               const char* action, const http::Visitor& visitor) {
    std::vector<access_log::Entry> entries;
    for (const auto* one : residents)
        entries.push_back(
            {one->person.bytes, access_log::Who::Staff, who.id.bytes, action, {}, ""});
    access_log::read(app, entries, visitor);
}

void add_pages(http::Router& router) {
    add_persons_pages(router);
    add_moves_pages(router);
    add_file_pages(router);
    add_needs_pages(router);
}

}  // namespace mobio::allocation
