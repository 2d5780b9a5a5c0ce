// SPDX-License-Identifier: EUPL-1.2
#include "casework/desk.h"

#include <charconv>

#include "account/openings.h"
#include "account/store.h"
#include "biography/biography.h"
#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"
#include "platform/http/router.h"

namespace mobio::casework {

namespace {

template <class May>
Desk desk_of(const http::Request& request, App& app, May&& may) {
    const auto person = Id<Person>::parse(request.param("id"));
    if (!person) http::not_found();
    return app.db->read([&](sql::Connection& db) {
        if (!may(db, *person)) http::not_found();
        return Desk{*person, name_of(db, app, *person), case_of(db, app, *person), places_of(db)};
    });
}

}  // namespace

const Case& Desk::one() const {
    if (!opened) http::not_found();
    return *opened;
}

Desk reading_desk(const CaseReader& who, const http::Request& request, App& app) {
    return desk_of(request, app, [&](sql::Connection& db, Id<Person> person) {
        return account::may_read(db, who, person, app.clock.now());
    });
}

Desk working_desk(const Caseworker& who, const http::Request& request, App& app) {
    return desk_of(request, app, [&](sql::Connection& db, Id<Person> person) {
        return account::is_assigned(db, who.id, person, app.clock.now());
    });
}

std::string name_of(sql::Connection& db, App& app, Id<Person> person) {
    const auto key = app.vault.find_key_of(person.bytes);
    if (!key) return {};
    return biography::full_name(biography::load_sections(db, app, person, *key, {"person"}));
}

void log_reading(App& app, const CaseReader& who, Id<Person> person, const http::Request& request) {
    access_log::read(app, {person.bytes, access_log::Who::Staff, who.id.bytes, "case.read", {}, ""},
                     request.visitor);
}

void log_change(sql::Transaction& tx, const StaffMember& who, Id<Person> person, const char* action,
                std::string detail, Time now) {
    access_log::write(tx,
                      {person.bytes, access_log::Who::Staff, who.id.bytes, action, person.bytes,
                       std::move(detail)},
                      now);
}

std::int64_t seen_revision(const http::Request& request) {
    const auto& typed = request.form.get("revision");
    std::int64_t number = 0;
    std::from_chars(typed.data(), typed.data() + typed.size(), number);
    return number;
}

std::optional<http::Response> sent_before(const http::Request& request, App& app) {
    if (request.redraw || !http::led_to(request, app)) return std::nullopt;
    struct NotYet {};
    try {
        return http::once(request, app, [](sql::Transaction&) -> std::string { throw NotYet{}; });
    } catch (const NotYet&) {
        return std::nullopt;
    } catch (const http::Failure& failure) {
        if (failure.status != 409) throw;
        return std::nullopt;  // the same key with other words: the form's own check tells
    }
}

}  // namespace mobio::casework
