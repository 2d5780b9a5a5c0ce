// SPDX-License-Identifier: EUPL-1.2
// A goal is written or changed. Of two at once each keeps what only they changed; where both
// changed the same, the later one sees both.
#include "plan/pages.h"
#include "plan/reading.h"
#include "platform/http/form_key.h"

namespace mobio::plan {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

struct Desk {
    Party party;
    Known known;
    Plan plan;
    std::optional<KeptGoal> kept;

    std::string action() const {
        const auto goals = desk_address(party.person()) + "/goals";
        return kept ? goals + "/" + kept->id.text() : goals;
    }
};

Desk desk_of(const Caseworker& who, const http::Request& request, App& app, bool of_goal) {
    return app.db->read([&](sql::Connection& db) {
        const auto party = party_in(db, app, who, request);
        Desk desk{party, known_of(db, app, party.person()), plan_of(db, app, party), {}};
        if (!of_goal) return desk;
        const auto* goal = desk.plan.goal(goal_in(request));
        if (!goal) http::not_found();
        desk.kept = *goal;
        return desk;
    });
}

http::Fields fresh_fields(const Desk& desk, Date today) {
    Goal goal;
    goal.priority = active_goals(desk.plan) < most_active ? free_place(desk.plan) : later;
    goal.words_lang = desk.known.language;
    goal.deadline = months_from(today, 6);
    goal.review = next_review(today, desk.known.born);
    return fields_of(goal);
}

Html in_own_words(const Desk& desk, const http::Fields& typed, const Problems& problems, App& app,
                  const Tongue& t) {
    const view::Input words{.name = "words",
                            .label = std::string(t.tr("In the person’s own words")),
                            .hint = std::string(t.tr("As they say it, in their language.")),
                            .value = typed.get("words")};
    return view::textarea(words, 2, problems, t) + language_select(app, "words_lang",
                                                                   t.tr("Language of these words"),
                                                                   desk.known, typed, problems, t);
}

Html short_input(const char* name, std::string_view label, std::string_view hint,
                 const http::Fields& typed, const Problems& problems, const Tongue& t) {
    return view::input({.name = name,
                        .label = std::string(label),
                        .hint = std::string(hint),
                        .value = typed.get(name),
                        .max_length = most_short},
                       problems, t);
}

Html form_fields(const Desk& desk, const http::Fields& typed, const Problems& problems, App& app,
                 const Tongue& t) {
    const auto choose = [&](const char* name, const char* list, std::string_view label) {
        return select(app, name, list, label, typed, problems, t);
    };
    const view::Input situation{.name = "situation",
                                .label = std::string(t.tr("How it is now")),
                                .value = typed.get("situation")};
    auto out = markup<R"(<div class="together">{}{}</div>)">(
        choose("area", "plan_area", t.tr("Area of life")),
        choose("kind", "plan_goal", t.tr("Goal")));
    out += short_input("german", t.tr("In German"),
                       t.tr("Needed for another goal; else it says more."), typed, problems, t);
    out += in_own_words(desk, typed, problems, app, t);
    out += view::textarea(situation, 2, problems, t);
    out.add<R"(<div class="together">{}{}</div>)">(
        choose("indicator", "plan_indicator", t.tr("How we will notice it")),
        short_input("indicator_words", t.tr("More about that"), "", typed, problems, t));
    out.add<R"(<div class="together">{}{}{}</div>)">(
        choose("priority", "plan_priority", t.tr("How urgent?")),
        day_input("deadline", t.tr("Until when?"), typed, problems, t),
        day_input("review", t.tr("Next review"), typed, problems, t));
    out.add<R"(<div class="together">{}{}</div>)">(
        choose("status", "plan_goal_status", t.tr("How it stands")),
        select(app, "waiting_for", "consult_waiting", t.tr("Who has to act?"), typed, problems, t,
               t.tr("Only where it waits for others.")));
    out.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Save"), "check"));
    return out;
}

http::Response form_page(const Desk& desk, const http::Fields& typed, const Problems& problems,
                         const http::Request& request, App& app, unsigned status) {
    const auto& t = app.tongue(request.language);
    auto page = desk_page(desk.kept ? t.tr("Change a goal") : t.tr("New goal"), desk.party,
                          desk.known.name, t);
    page.has_form = true;
    page.body += view::errors(problems, t);
    view::Form form{.action = desk.action()};
    if (desk.kept) {
        const auto stands = fields_of(desk.kept->told);
        form.hidden = carried(desk.kept->revision, stands);
        if (status == 409) page.body += overtaken_card(Of::Goal, stands, app, t);
    }
    page.body += view::form(form, form_fields(desk, typed, problems, app, t), request, app);
    if (desk.kept)
        page.body += view::button_form(desk.action() + "/removal",
                                       view::button(t.tr("Take this goal out"), "trash", "plain"),
                                       request, app);
    return view::page(request, app, std::move(page), status);
}

http::Response show_new(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = desk_of(who, request, app, false);
    return form_page(desk, fresh_fields(desk, app.today()), {}, request, app, 200);
}

http::Response show_one(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = desk_of(who, request, app, true);
    log_reading(app, desk.party, request);
    return form_page(desk, fields_of(desk.kept->told), {}, request, app, 200);
}

// Three are enough: more cannot be worked on at once.
void check_active(const Desk& desk, const Goal& goal, Problems& problems) {
    const bool was = desk.kept && desk.kept->told.active();
    if (goal.active() && !was && active_goals(desk.plan) >= most_active)
        problems.add("priority",
                     {text::mark("Three goals are active already. Choose “Later” for this one.")});
}

http::Response create(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = desk_of(who, request, app, false);
    if (request.redraw) return form_page(desk, request.form, {}, request, app, 200);
    Form form{request.form, *app.catalogue, app.today()};
    const auto goal = read_goal(form, {});
    check_active(desk, goal, form.problems);
    if (!form.problems.empty())
        return form_page(desk, request.form, form.problems, request, app, 422);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto now = app.clock.now();
        const auto party = party_in(tx, app, who, request);
        add_goal(tx, app, party, GoalId::make(now), goal, now);
        return desk_address(party.person());
    });
    view::leave_notice(response, {"saved", ""});
    return response;
}

http::Response save_once(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = desk_of(who, request, app, true);
    if (request.redraw) return form_page(desk, request.form, {}, request, app, 200);
    Form form{request.form, *app.catalogue, app.today()};
    auto goal = read_goal(form, desk.kept->told);
    check_active(desk, goal, form.problems);
    if (!form.problems.empty())
        return form_page(desk, request.form, form.problems, request, app, 422);
    const auto shown = shown_in(request);
    const bool overtaken = shown.revision != desk.kept->revision && goal != desk.kept->told;
    if (overtaken) {
        if (const auto there = http::led_to(request, app)) return http::see_other(*there);
        const auto both = shown.fields
                              ? merged(*shown.fields, fields_of(desk.kept->told), fields_of(goal))
                              : std::nullopt;
        if (!both) return form_page(desk, request.form, {}, request, app, 409);
        Form joined{*both, *app.catalogue, app.today()};
        goal = read_goal(joined, desk.kept->told);
        if (!joined.problems.empty())
            return form_page(desk, request.form, joined.problems, request, app, 409);
    }
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto party = party_in(tx, app, who, request);
        change_goal(tx, app, party, *desk.kept, goal, app.clock.now());
        return desk_address(party.person());
    });
    view::leave_notice(response, {overtaken ? "merged" : "saved", ""});
    return response;
}

http::Response save(const Caseworker& who, const http::Request& request, App& app) {
    return read_and_save([&] { return save_once(who, request, app); });
}

http::Response set(const Caseworker& who, const http::Request& request, App& app,
                   Standing standing) {
    const auto goal = goal_in(request);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto party = party_in(tx, app, who, request);
        set_goal(tx, app, party, goal, standing, app.clock.now());
        return desk_address(party.person());
    });
    if (standing == Standing::Removed) view::leave_notice(response, {"goal_removed", goal.text()});
    return response;
}
http::Response remove(const Caseworker& who, const http::Request& request, App& app) {
    return set(who, request, app, Standing::Removed);
}
http::Response bring_back(const Caseworker& who, const http::Request& request, App& app) {
    return set(who, request, app, Standing::There);
}

}  // namespace

Html overtaken_card(Of what, const http::Fields& stands, App& app, const Tongue& t) {
    return view::note("warn",
                      markup<"{}">(t.tr("Somebody changed this meanwhile. Below is what "
                                        "you typed. Save again to put it in its place.")),
                      "warm") +
           view::card({.title = std::string(t.tr("What stands there now")),
                       .icon = "eye",
                       .body = view::facts(facts_of(what, stands, app, t))});
}

void add_goal_pages(http::Router& router) {
    router.get("/staff/persons/{id}/plan/goals/new", show_new);
    router.post("/staff/persons/{id}/plan/goals", create);
    router.get("/staff/persons/{id}/plan/goals/{goal}", show_one);
    router.post("/staff/persons/{id}/plan/goals/{goal}", save);
    router.post("/staff/persons/{id}/plan/goals/{goal}/removal", remove);
    router.post("/staff/persons/{id}/plan/goals/{goal}/return", bring_back);
}

}  // namespace mobio::plan
