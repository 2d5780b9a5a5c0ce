// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/store.h"

// What is added to a plan in the course of time, and never changed: reviews, what came of a goal,
// and what the person wants to have changed.
namespace mobio::plan {

// Both look back: how each goal stands, and when they look again.
struct Review {
    struct Item {
        GoalId goal;
        std::string status = {}, waiting_for = {};  // as in Goal
        std::string words = {};                     // what was said about it, in German
        std::optional<Date> next = {};              // where it goes on
        std::int64_t seen = 0;  // revision of the goal that the form showed; not kept
    };
    Date day;
    std::string words;  // about all of it
    std::vector<Item> items;
};
struct KeptReview {
    Id<Review> id;
    Id<Staff> staff;
    Review told;
};
std::vector<KeptReview> reviews_of(sql::Connection& db, App& app,
                                   const Party& party);  // newest first
// Adds it, and carries status and next review into the goals. Throws Overtaken where a goal is
// another one by now than the form showed.
void add_review(sql::Transaction& tx, App& app, const Party& party, Id<Review> id,
                const Review& review, Time now);

// A fact that came of a goal: a course passed, a job started. For figures it is a code and a day.
struct Outcome {
    std::string kind;  // of plan_outcome
    Date day;
    std::string words;
};
struct KeptOutcome {
    Id<Outcome> id;
    GoalId goal;
    Outcome told;
};
std::vector<KeptOutcome> outcomes_of(sql::Connection& db, App& app, const Party& party);
void add_outcome(sql::Transaction& tx, App& app, const Party& party, GoalId goal, Id<Outcome> id,
                 const Outcome& outcome, Time now);

struct Wish {
    std::string words;
    std::string lang;  // as the catalogue names it
};
struct KeptWish {
    Id<Wish> id;
    std::optional<GoalId> goal;
    Time asked_at{};
    std::optional<Time> answered_at = {};
    Wish told;
};
std::vector<KeptWish> wishes_of(sql::Connection& db, App& app, const Party& party);  // newest first
void add_wish(sql::Transaction& tx, App& app, const Party& party, std::optional<GoalId> goal,
              Id<Wish> id, const Wish& wish, Time now);
// By a caseworker: talked about, whatever came of it. Throws Failure{404}.
void answer_wish(sql::Transaction& tx, App& app, const Party& party, Id<Wish> id, Time now);

// For figures (decisions 24): dated facts in codes, of one person's whole plan. The caller has
// asked for the right to them.
struct Fact {
    enum class What : std::uint8_t {
        VersionConfirmed,  // by both sides, the day of the later one
        GoalSet,           // code: plan_goal
        GoalStatus,        // code: plan_goal_status, since that day
        GoalReviewed,      // code: the status found
        OutcomeReached     // code: plan_outcome
    };
    What what;
    Date day;
    std::string area, code;  // area: of plan_area, empty for versions
    std::optional<GoalId> goal = {};
};
std::vector<Fact> facts_of(sql::Connection& db, App& app, Id<Person> person,
                           const vault::PersonKey& key);

}  // namespace mobio::plan
