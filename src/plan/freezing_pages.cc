// SPDX-License-Identifier: EUPL-1.2
// The plan is agreed: frozen as the next version.
#include "account/account.h"
#include "plan/pages.h"
#include "platform/http/form_key.h"

namespace mobio::plan {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

struct Desk {
    Party party;
    Names names;
    Plan plan;
    std::vector<Version> versions;
};
Desk desk_of(const Caseworker& who, const http::Request& request, App& app) {
    return app.db->read([&](sql::Connection& db) {
        const auto party = party_in(db, app, who, request);
        return Desk{party,
                    {known_of(db, app, party.person()).name, account::staff_name(app, who.id)},
                    plan_of(db, app, party),
                    versions_of(db, app, party)};
    });
}

// Of a version that says the same of the same two there is no second one.
bool is_new(const Desk& desk) {
    if (desk.versions.empty()) return true;
    const auto& last = desk.versions.front().content;
    return last.person != desk.names.person || last.caseworker != desk.names.caseworker ||
           !differences(last, draft(desk.plan)).empty();
}

Problems check(const Desk& desk) {
    const auto& plan = desk.plan;
    Problems problems;
    if (!is_new(desk))
        problems.add("plan", {text::mark("Nothing changed since version {1}."),
                              {std::to_string(desk.versions.front().content.number)}});
    if (active_goals(plan) == 0)
        problems.add("plan", {text::mark("The plan needs at least one active goal.")});
    for (const auto& goal : plan.goals)
        if (goal.told.active() && goal.measures.empty()) {
            problems.add("plan", {text::mark("Each active goal needs at least one step.")});
            break;
        }
    return problems;
}

Html what_changes(const Desk& desk, App& app, const Tongue& t) {
    if (desk.versions.empty()) return {};
    const auto& last = desk.versions.front().content;
    return differences_since(last.number, differences(last, draft(desk.plan)), Reader::Staff, app,
                             t);
}

http::Response agreement_page(const Desk& desk, const Problems& problems,
                              const http::Request& request, App& app, unsigned status) {
    const auto& t = app.tongue(request.language);
    auto page = desk_page(t.tr("Agree on the plan"), desk.party, desk.names.person, t);
    page.body += view::errors(problems, t);
    if (status == 409)
        page.body += view::note(
            "warn", markup<"{}">(t.tr("The plan changed meanwhile. Please read it once more.")),
            "warm");
    page.body += what_changes(desk, app, t);
    page.body += goal_cards(desk.plan.goals, Reader::Staff, app, t);
    if (!is_new(desk)) return view::page(request, app, std::move(page), status);
    auto fields = markup<"<p>{}</p>">(
        t.tr("This version stays as it is. Both sides confirm it on the next page."));
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Make a version"), "consent"));
    page.body += view::form({.action = desk_address(desk.party.person()) + "/agreement",
                             .hidden = {{"seen", plan_mark(desk.plan)}},
                             .id = "plan"},
                            fields, request, app);
    return view::page(request, app, std::move(page), status);
}

http::Response show_agreement(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = desk_of(who, request, app);
    log_reading(app, desk.party, request);
    return agreement_page(desk, {}, request, app, 200);
}

http::Response agree(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = desk_of(who, request, app);
    if (auto before = http::answered_before(request, app)) return std::move(*before);
    const auto problems = check(desk);
    if (!problems.empty()) return agreement_page(desk, problems, request, app, 422);
    if (request.form.get("seen") != plan_mark(desk.plan))
        return agreement_page(desk, {}, request, app, 409);
    return http::once(request, app, [&](sql::Transaction& tx) {
        const auto party = party_in(tx, app, who, request);
        const auto version =
            freeze(tx, app, party, desk.names, request.form.get("seen"), app.clock.now());
        return version_address(party, version);
    });
}

}  // namespace

void add_freezing_pages(http::Router& router) {
    router.get("/staff/persons/{id}/plan/agreement", show_agreement);
    router.post("/staff/persons/{id}/plan/agreement", agree);
}

}  // namespace mobio::plan
