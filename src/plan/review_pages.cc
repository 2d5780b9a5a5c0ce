// SPDX-License-Identifier: EUPL-1.2
// Both look back: how each goal stands, and when they look again. And what came of a goal.
#include <algorithm>

#include "account/account.h"
#include "plan/pages.h"
#include "plan/reading.h"
#include "platform/http/form_key.h"
#include "platform/text/day.h"

namespace mobio::plan {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

struct Desk {
    Party party;
    Known known;
    Plan plan;
};
Desk desk_of(const Caseworker& who, const http::Request& request, App& app) {
    return app.db->read([&](sql::Connection& db) {
        const auto party = party_in(db, app, who, request);
        return Desk{party, known_of(db, app, party.person()), plan_of(db, app, party)};
    });
}

// An input of one goal among several.
std::string of_goal(const char* what, GoalId goal) {
    return (std::string(what) += '.') += goal.text();
}

http::Fields fresh_fields(const Desk& desk, Date today) {
    http::Fields fields;
    fields.add("day", text::iso(today));
    const auto next = text::iso(next_review(today, desk.known.born));
    for (const auto& goal : desk.plan.goals) {
        if (!goal.told.goes_on()) continue;
        fields.add(of_goal("status", goal.id), goal.told.status);
        fields.add(of_goal("waiting_for", goal.id), goal.told.waiting_for);
        fields.add(of_goal("next", goal.id), next);
    }
    return fields;
}

struct Drawing {
    const http::Fields& typed;
    const Problems& problems;
    App& app;
    const Tongue& t;

    Html select(const std::string& name, const char* list, std::string_view label) const {
        return plan::select(app, name.c_str(), list, label, typed, problems, t);
    }
    Html day(const std::string& name, std::string_view label) const {
        return day_input(name.c_str(), label, typed, problems, t);
    }
    Html words(const std::string& name, std::string_view label) const {
        return view::textarea({.name = name, .label = std::string(label), .value = typed.get(name)},
                              2, problems, t);
    }
};

Html goal_part(const Drawing& d, const KeptGoal& goal) {
    auto out = markup<"<h2>{}</h2>">(view::value(title_of(goal.told, Reader::Staff, d.app, d.t)));
    out.add<R"(<div class="together">{}{}{}</div>{})">(
        d.select(of_goal("status", goal.id), "plan_goal_status", d.t.tr("How it stands")),
        d.select(of_goal("waiting_for", goal.id), "consult_waiting", d.t.tr("Who has to act?")),
        d.day(of_goal("next", goal.id), d.t.tr("Next review")),
        d.words(of_goal("words", goal.id), d.t.tr("What was said about it")));
    return out;
}

http::Response form_page(const Desk& desk, const http::Fields& typed, const Problems& problems,
                         const http::Request& request, App& app, unsigned status) {
    const auto& t = app.tongue(request.language);
    auto page = desk_page(t.tr("Look back together"), desk.party, desk.known.name, t);
    page.has_form = true;
    page.body += view::errors(problems, t);
    if (status == 409)
        page.body += view::note("warn",
                                markup<"{}">(t.tr("Somebody changed a goal meanwhile. Please look "
                                                  "at it once more, then save again.")),
                                "warm");
    const Drawing d{typed, problems, app, t};
    auto fields = d.day("day", t.tr("Day"));
    view::Form form{.action = desk_address(desk.party.person()) + "/reviews"};
    for (const auto& goal : desk.plan.goals) {
        if (!goal.told.goes_on()) continue;
        fields += goal_part(d, goal);
        form.hidden.emplace_back(of_goal("revision", goal.id), std::to_string(goal.revision));
    }
    fields +=
        markup<"<h2>{}</h2>">(t.tr("All in all")) + d.words("words", t.tr("What else was said"));
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Save"), "check"));
    page.body += view::form(form, fields, request, app);
    return view::page(request, app, std::move(page), status);
}

http::Response show_review(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = desk_of(who, request, app);
    log_reading(app, desk.party, request);
    return form_page(desk, fresh_fields(desk, app.today()), {}, request, app, 200);
}

std::int64_t number_in(const http::Fields& typed, const std::string& name) {
    const auto& digits = typed.get(name);
    std::int64_t number = 0;
    for (const char c : digits)
        if (c >= '0' && c <= '9' && digits.size() < 18) number = number * 10 + (c - '0');
    return number;
}

Review read_review(const Desk& desk, Form& form) {
    Review review;
    review.day = form.day("day", true).value_or(form.today);
    if (review.day > form.today)
        form.problems.add("day", {text::mark("This day is still to come.")});
    review.words = form.words("words", most_words);
    for (const auto& goal : desk.plan.goals) {
        if (!goal.told.goes_on()) continue;
        const auto name = [&](const char* what) { return of_goal(what, goal.id); };
        Review::Item item{goal.id};
        item.status = form.code(name("status").c_str(), "plan_goal_status",
                                text::mark("Choose how it stands."));
        if (item.status == "waiting")
            item.waiting_for = form.code(name("waiting_for").c_str(), "consult_waiting",
                                         text::mark("Choose who has to act."));
        item.words = form.words(name("words").c_str(), most_words);
        Goal after;
        after.status = item.status;
        if (after.goes_on()) item.next = form.day(name("next").c_str(), true);
        item.seen = number_in(form.typed, name("revision"));
        review.items.push_back(std::move(item));
    }
    return review;
}

bool overtaken(const Desk& desk, const Review& review) {
    return std::ranges::any_of(review.items, [&](const Review::Item& item) {
        return desk.plan.goal(item.goal)->revision != item.seen;
    });
}

http::Response save_review_once(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = desk_of(who, request, app);
    if (request.redraw) return form_page(desk, request.form, {}, request, app, 200);
    Form form{request.form, *app.catalogue, app.today()};
    const auto review = read_review(desk, form);
    if (overtaken(desk, review)) {
        if (const auto there = http::led_to(request, app)) return http::see_other(*there);
        return form_page(desk, request.form, {}, request, app, 409);
    }
    if (!form.problems.empty())
        return form_page(desk, request.form, form.problems, request, app, 422);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto now = app.clock.now();
        const auto party = party_in(tx, app, who, request);
        add_review(tx, app, party, Id<Review>::make(now), review, now);
        return desk_address(party.person());
    });
    view::leave_notice(response, {"saved", ""});
    return response;
}

http::Response save_review(const Caseworker& who, const http::Request& request, App& app) {
    return read_and_save([&] { return save_review_once(who, request, app); });
}

// --- What came of a goal -------------------------------------------------------------------------

http::Response outcome_page(const Desk& desk, const KeptGoal& goal, const http::Fields& typed,
                            const Problems& problems, const http::Request& request, App& app,
                            unsigned status) {
    const auto& t = app.tongue(request.language);
    auto page = desk_page(t.tr("What came of the goal"), desk.party, desk.known.name, t);
    page.has_form = true;
    page.body += markup<"<p>{}</p>">(
        text::fill(t.tr("Goal: {1}"), text::isolated(title_of(goal.told, Reader::Staff, app, t))));
    page.body += view::errors(problems, t);
    const Drawing d{typed, problems, app, t};
    auto fields = markup<R"(<div class="together">{}{}</div>)">(
        d.select("kind", "plan_outcome", t.tr("What happened?")), d.day("day", t.tr("Day")));
    fields += view::input({.name = "words",
                           .label = std::string(t.tr("More about it")),
                           .value = typed.get("words"),
                           .max_length = most_short},
                          problems, t);
    fields.add<R"(<div class="buttons">{}</div>)">(view::button(t.tr("Save"), "check"));
    const auto action =
        desk_address(desk.party.person()) + "/goals/" + goal.id.text() + "/outcomes";
    page.body += view::form({.action = action}, fields, request, app);
    return view::page(request, app, std::move(page), status);
}

const KeptGoal& goal_at(const Desk& desk, const http::Request& request) {
    const auto* goal = desk.plan.goal(goal_in(request));
    if (!goal) http::not_found();
    return *goal;
}

http::Response show_outcome(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = desk_of(who, request, app);
    http::Fields fields;
    fields.add("day", text::iso(app.today()));
    return outcome_page(desk, goal_at(desk, request), fields, {}, request, app, 200);
}

http::Response save_outcome(const Caseworker& who, const http::Request& request, App& app) {
    const auto desk = desk_of(who, request, app);
    const auto& goal = goal_at(desk, request);
    if (request.redraw) return outcome_page(desk, goal, request.form, {}, request, app, 200);
    Form form{request.form, *app.catalogue, app.today()};
    Outcome outcome;
    outcome.kind = form.code("kind", "plan_outcome", text::mark("Choose what happened."));
    outcome.day = form.day("day", true).value_or(form.today);
    if (outcome.day > form.today)
        form.problems.add("day", {text::mark("This day is still to come.")});
    outcome.words = form.words("words", most_short);
    if (!form.problems.empty())
        return outcome_page(desk, goal, request.form, form.problems, request, app, 422);
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        const auto now = app.clock.now();
        const auto party = party_in(tx, app, who, request);
        add_outcome(tx, app, party, goal.id, Id<Outcome>::make(now), outcome, now);
        return desk_address(party.person());
    });
    view::leave_notice(response, {"saved", ""});
    return response;
}

}  // namespace

// Newest first; one that is out of the plan by now is left out.
Html review_list(const std::vector<KeptReview>& reviews, const Plan& plan, Reader reader, App& app,
                 const Tongue& t) {
    Html out;
    for (const auto& review : reviews) {
        std::vector<view::Fact> facts;
        for (const auto& item : review.told.items) {
            const auto* goal = plan.goal(item.goal);
            if (!goal) continue;
            Goal then;
            then.status = item.status;
            then.waiting_for = item.waiting_for;
            auto value = markup<"{}">(status_of(then, app, t));
            if (!item.words.empty())
                value.add<R"(<span class="said">{}</span>)">(view::value(item.words, "de"));
            facts.push_back({text::isolated(title_of(goal->told, reader, app, t)), value, {}});
        }
        auto body = view::facts(facts);
        if (!review.told.words.empty()) body.add<"<p>{}</p>">(view::value(review.told.words, "de"));
        const auto title = text::fill(t.tr("{1}, with {2}"), t.date(review.told.day),
                                      text::isolated(account::staff_name(app, review.staff)));
        out += view::details(title, body);
    }
    if (out.empty()) return {};
    return markup<"<h2>{}</h2>{}">(t.tr("Looking back"), out);
}

void add_review_pages(http::Router& router) {
    router.get("/staff/persons/{id}/plan/reviews/new", show_review);
    router.post("/staff/persons/{id}/plan/reviews", save_review);
    router.get("/staff/persons/{id}/plan/goals/{goal}/outcomes/new", show_outcome);
    router.post("/staff/persons/{id}/plan/goals/{goal}/outcomes", save_outcome);
}

}  // namespace mobio::plan
