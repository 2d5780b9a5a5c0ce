// SPDX-License-Identifier: EUPL-1.2
#include "release/desk.h"

#include "biography/biography.h"

namespace mobio::release {

Desk desk_of(const Caseworker& who, const http::Request& request, App& app) {
    const auto person = Id<Person>::parse(request.param("person"));
    if (!person) http::not_found();
    Desk desk{Actor(who, *person)};
    desk.base = "/staff/persons/" + person->text() + "/releases";
    app.db->read([&](sql::Connection& db) {
        account::demand_access(db, desk.who, app.clock.now());
        const auto key = app.vault.find_key_of(person->bytes);
        if (!key) http::not_found();
        desk.name = text::isolated(
            biography::full_name(biography::load_sections(db, app, *person, *key, {"person"})));
    });
    return desk;
}

}  // namespace mobio::release
