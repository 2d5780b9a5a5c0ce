// SPDX-License-Identifier: EUPL-1.2
// A caseworker fills in a biography together with the person, hands them the screen, and takes it
// back: by signing in again, for what lies behind it is nobody's but theirs.
#include "account/code_card.h"
#include "account/session.h"
#include "account/store.h"
#include "casework/desk.h"
#include "casework/pages.h"
#include "platform/http/form_key.h"
#include "platform/http/front.h"
#include "platform/view/components.h"
#include "platform/view/page.h"

namespace mobio::casework {

using account::Entry;
using html::markup;

namespace {

// A session of its own each time: a page that still stands open from before, or of another person,
// cannot be sent any more.
http::Response enter(sql::Transaction& tx, App& app, const Caseworker& who, Id<Person> person,
                     Entry entry, Time now) {
    if (!account::is_assigned(tx, who.id, person, now)) http::not_found();
    log_change(tx, who, person, entry == Entry::Together ? "entry.together" : "entry.handed_over",
               "", now);
    auto response = http::see_other("/biography");
    account::set_session_cookie(response,
                                account::start_entry_session(tx, app, who.id, person, entry, now));
    return response;
}

// The caseworker reads their own language, and the person's beside it.
void show_beside(http::Response& response, const http::Request& request, text::Language persons) {
    if (request.second_language || persons == request.language) return;
    response.with(http::second_language_cookie(persons));
}

http::Response begin(const Caseworker& who, const http::Request& request, App& app) {
    if (request.redraw) throw http::Redraw{};
    const auto person = Id<Person>::parse(request.param("id"));
    if (!person) http::not_found();
    auto persons = text::Language::De;
    auto response = app.db->write([&](sql::Transaction& tx) {
        persons = account::last_language(tx, *person);
        return enter(tx, app, who, *person, Entry::Together, app.clock.now());
    });
    show_beside(response, request, persons);
    return response;
}

Id<Person> person_at_hand(const http::Request& request) {
    if (!request.visitor.person) http::not_found();
    return *request.visitor.person;
}

http::Response hand_over(const Caseworker& who, const http::Request& request, App& app) {
    if (request.redraw) throw http::Redraw{};
    const auto person = person_at_hand(request);
    auto persons = text::Language::De;
    auto response = app.db->write([&](sql::Transaction& tx) {
        persons = account::last_language(tx, person);
        account::end_session(tx, request.visitor);
        return enter(tx, app, who, person, Entry::HandedOver, app.clock.now());
    });
    response.with(http::language_cookie(persons));
    response.with(http::second_language_cookie({}));
    return response;
}

http::Response end(const Caseworker& who, const http::Request& request, App& app) {
    if (request.redraw) throw http::Redraw{};
    const auto person = person_at_hand(request);
    auto response = http::see_other(case_address(person));
    account::set_session_cookie(response, app.db->write([&](sql::Transaction& tx) {
        account::end_session(tx, request.visitor);
        return account::start_staff_session(tx, app, who.id, app.clock.now());
    }));
    response.with(http::second_language_cookie({}));
    return response;
}

http::Response give_back(const Teller& who, const http::Request& request, App& app) {
    if (request.redraw) throw http::Redraw{};
    if (!who.handed_over) http::not_found();
    app.db->write([&](sql::Transaction& tx) { account::end_session(tx, request.visitor); });
    auto response = http::see_other("/entry/ended");
    account::forget_session(response);
    return response;
}

http::Response show_ended(const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    view::Page page;
    page.title = t.tr("Thank you");
    page.body = view::head(page.title, t.tr("Everything is saved. Please give the screen back."));
    page.body += view::button_link("/staff/sign-in", t.tr("Staff sign in here"), "lock", "quiet");
    return view::page(request, app, std::move(page));
}

}  // namespace

void add_entry_pages(http::Router& router) {
    router.post("/staff/persons/{id}/entry", begin);
    router.post("/staff/entry/handing-over", hand_over);
    router.post("/staff/entry/end", end);
    router.post("/entry/end", give_back);
    router.get("/entry/ended", show_ended);
}

}  // namespace mobio::casework
