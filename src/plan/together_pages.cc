// SPDX-License-Identifier: EUPL-1.2
// Looking at a plan together, with somebody of an office: see looking.h.
#include "account/session.h"
#include "plan/looking.h"
#include "plan/pages.h"
#include "platform/http/form_key.h"
#include "platform/http/front.h"

namespace mobio::plan {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

constexpr const char* page_address = "/plan/together";

// The session ends in the same transaction in which the look begins.
http::Response start(const http::Request& request, App& app,
                     const std::function<Party(sql::Transaction&)>& party_of,
                     std::optional<text::Language> beside) {
    std::string token;
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto now = app.clock.now();
        const auto party = party_of(tx);
        token = start_look(tx, party.person(), party.account(), party.staff(), now);
        account::end_session(tx, request.visitor);
        access_log::write(tx, party.entry("plan.together"), now);
        return std::string(page_address);
    });
    if (token.empty()) return response;  // the same form once more
    account::forget_session(response);
    response.with(http::Cookie{look_cookie, token, std::nullopt});
    if (beside && !request.second_language && *beside != request.language)
        response.with(http::second_language_cookie(beside));
    return response;
}

http::Response start_at_desk(const Caseworker& who, const http::Request& request, App& app) {
    const auto language = app.db->read([&](sql::Connection& db) {
        return known_of(db, app, party_in(db, app, who, request).person()).language;
    });
    return start(
        request, app, [&](sql::Transaction& tx) { return party_in(tx, app, who, request); },
        language.empty() ? std::nullopt : std::optional(text::negotiate(language)));
}

http::Response start_own(const Acting& who, const http::Request& request, App& app) {
    return start(
        request, app, [&](sql::Transaction& tx) { return Party::of(tx, app, who); },
        text::Language::De);
}

// Gone from the screen when its time is over, also without a script.
void leave_in_time(http::Response& response, const Looking& look, Time now) {
    const auto left = std::chrono::ceil<std::chrono::seconds>(look.ends_at - now).count();
    response.with("Refresh", std::to_string(left + 1) + "; url=" + page_address);
}

http::Response show(const Looking& look, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    struct Shown {
        std::string name;
        Plan plan;
    };
    const auto shown = app.db->read([&](sql::Connection& db) {
        return Shown{known_of(db, app, look.person).name, plan_for_look(db, app, look)};
    });
    view::Page page;
    page.title = t.tr("Goals and steps");
    page.alone = true;
    page.width = view::Width::Medium;
    page.body = view::head(markup<"{}">(page.title), view::value(shown.name));
    page.body += view::note(
        "lock", markup<"{}">(text::fill(t.tr("This page shows the plan alone. It ends at {1}."),
                                        t.time_of_day(look.ends_at))));
    page.body += goal_cards(shown.plan.goals, Reader::ThePerson, app, t);
    page.body += view::button_form("/plan/together/end", view::button(t.tr("End it now"), "close"),
                                   request, app);
    auto response = view::page(request, app, std::move(page));
    leave_in_time(response, look, app.clock.now());
    return response;
}

// Back to where it began: there one signs in again.
http::Response end(const Looking& look, const http::Request& request, App& app) {
    app.db->write([&](sql::Transaction& tx) { end_look(tx, request.cookie(look_cookie)); });
    auto response = http::see_other(look.of_staff ? desk_address(look.person) : own_address());
    account::forget_session(response);
    response.with(http::Cookie{look_cookie, "", 0});
    response.with(http::second_language_cookie(std::nullopt));
    return response;
}

}  // namespace

void add_together_pages(http::Router& router) {
    router.post("/staff/persons/{id}/plan/together", start_at_desk);
    router.post("/plan/together", start_own);
    router.get("/plan/together", show);
    router.post("/plan/together/end", end);
}

}  // namespace mobio::plan
