// SPDX-License-Identifier: EUPL-1.2
// What a person reads of their case: who helps them, until when, what they agreed to; and the way
// to take that back.
#include "account/assignments.h"
#include "biography/store.h"
#include "casework/case_views.h"
#include "casework/consent.h"
#include "casework/pages.h"
#include "platform/access_log/access_log.h"
#include "platform/http/form_key.h"
#include "platform/view/page.h"

namespace mobio::casework {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

struct Own {
    std::optional<Case> opened;
    Places places;
    account::Helpers helpers;
    std::vector<Given> consents;
    bool asked = false;  // another team is to take over, and waits for their word
};

bool is_asked(sql::Connection& db, Id<Person> person) {
    return db
        .first(
            "SELECT 1 FROM handovers WHERE person_id = $1 AND agreed_at IS NULL"
            " AND accepted_at IS NULL AND stopped_at IS NULL",
            [](sql::Row) { return true; }, person)
        .has_value();
}

Own own_of(const Acting& who, App& app) {
    return app.db->read([&](sql::Connection& db) {
        const auto now = app.clock.now();
        biography::demand_access(db, who, now);
        return Own{case_of(db, app, who.person), places_of(db),
                   account::helpers_of(db, who.person, now), consents_of(db, app, who.person),
                   is_asked(db, who.person)};
    });
}

access_log::Entry entry(const Acting& who, const char* action) {
    return {who.person.bytes, access_log::Who::Person, who.account.bytes, action, {}, ""};
}

Html helpers_card(const Own& own, App& app, const Tongue& t) {
    auto facts = helper_facts(own.helpers, app, t);
    if (own.opened) {
        if (const auto team = own.places.name_of(own.opened->team); !team.empty())
            facts.push_back({std::string(t.tr("Team")), view::value(team, "de"), {}});
        for (auto& fact : stay_facts(*own.opened, own.places, app, t))
            facts.push_back(std::move(fact));
    }
    return view::card({.title = std::string(t.tr("Your social worker")),
                       .icon = "person",
                       .body = view::facts(facts)});
}

Html time_card(const Own& own, App& app, const Tongue& t) {
    if (!own.opened || !own.opened->clock.start) return {};
    const auto& clock = own.opened->clock;
    return view::card(
        {.title = std::string(t.tr("Counselling time")),
         .icon = "clock",
         .header_end = clock_tag(clock, app.today(), t),
         .body = clock_progress(clock, app.today(), t) + view::facts(clock_facts(clock, app, t))});
}

http::Response show(const Acting& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    const auto own = own_of(who, app);
    access_log::read(app, entry(who, "case.read"), request.visitor);
    view::Page page;
    page.title = t.tr("Who helps you");
    page.area = view::Area::Life;
    page.body = view::back_link("/biography", t);
    page.body += view::head(page.title, t.tr("Your social worker, and what you agreed to."));
    if (own.asked)
        page.body += view::add_link("/case/handover", t.tr("Another team will help you"),
                                    t.tr("Read what will happen. Then say yes or no."));
    if (own.helpers.working.empty())
        page.body += view::empty_state(
            "person", markup<"<p>{}</p>">(t.tr("Nobody of the county works with your record.")));
    else
        page.body += helpers_card(own, app, t) + time_card(own, app, t);
    page.body += consent_list(own.consents, app, t);
    if (!own.helpers.working.empty())
        page.body += view::button_link("/case/withdrawal", t.tr("Take back my consent"), "undo",
                                       "stop wide");
    return view::page(request, app, std::move(page));
}

Html what_will_happen(const Tongue& t) {
    return markup<R"(<ul class="stack"><li>{}</li><li>{}</li><li>{}</li><li>{}</li></ul>)">(
        t.tr("Your social worker no longer sees your data."), t.tr("Your case is closed."),
        t.tr("Your biography stays. You can use MoBio alone."),
        t.tr("You can agree again later. Speak to the county."));
}

http::Response confirm(const Acting& who, const http::Request& request, App& app) {
    const auto& t = app.tongue(request.language);
    if (own_of(who, app).helpers.working.empty()) return http::see_other("/case");
    view::Form form;
    form.action = "/case/withdrawal";
    form.css = "";
    const auto buttons = markup<R"(<div class="buttons same">{}{}</div>)">(
        view::button(t.tr("Take back my consent"), "undo", "stop"),
        view::button_link("/case", t.tr("Keep it"), "", "quiet"));
    view::Page page;
    page.title = t.tr("Take back my consent");
    page.area = view::Area::Life;
    page.body = view::back_link("/case", t) + view::head(page.title);
    page.body += view::card({.title = std::string(t.tr("What will happen")),
                             .icon = "info",
                             .body = what_will_happen(t),
                             .footer = view::form(form, buttons, request, app)});
    return view::page(request, app, std::move(page));
}

void take_back(sql::Transaction& tx, App& app, const Acting& who, Time now) {
    biography::demand_access(tx, who, now);
    record(tx, app, who.person,
           {.kind = ConsentKind::Withdrawal, .manner = Manner::Account, .account = who.account},
           now);
    account::end_assignments(tx, who.person, now);
    if (auto one = case_of(tx, app, who.person); one && !one->closed) {
        one->closed = app.today();
        one->closing_reason = "wish";
        one->move.reset();
        put(tx, app, *one, now);
    }
    access_log::write(tx, entry(who, "case.withdrawn"), now);
}

http::Response withdraw(const Acting& who, const http::Request& request, App& app) {
    if (request.redraw && !own_of(who, app).helpers.working.empty())
        return confirm(who, request, app);
    return http::once(request, app, [&](sql::Transaction& tx) {
        take_back(tx, app, who, app.clock.now());
        return std::string("/case");
    });
}

}  // namespace

void add_own_case_pages(http::Router& router) {
    router.get("/case", show);
    router.get("/case/withdrawal", confirm);
    router.post("/case/withdrawal", withdraw);
}

}  // namespace mobio::casework
