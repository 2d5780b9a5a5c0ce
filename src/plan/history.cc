// SPDX-License-Identifier: EUPL-1.2
#include "plan/history.h"

#include <algorithm>
#include <map>

#include "plan/agreements.h"
#include "platform/text/day.h"

namespace mobio::plan {

namespace {

using nlohmann::json;

json opened(App& app, const vault::PersonKey& key, std::string_view table, const IdBytes& id,
            const sql::Blob& told) {
    return json::parse(app.vault.open(key, told_in(table, id), told));
}
sql::Blob sealed(App& app, Id<Person> person, std::string_view table, const IdBytes& id,
                 const json& told) {
    return app.vault.seal(app.vault.key_of(person.bytes), told_in(table, id), told.dump());
}

std::optional<Date> day_at(const json& in, const char* name) {
    const auto found = in.find(name);
    return found == in.end() ? std::nullopt : text::parse_day(found->get<std::string>());
}

json json_of(const Review& review) {
    json out{{"day", text::iso(review.day)}, {"words", review.words}, {"items", json::array()}};
    for (const auto& item : review.items) {
        json one{{"goal", item.goal.text()},
                 {"status", item.status},
                 {"waiting_for", item.waiting_for},
                 {"words", item.words}};
        if (item.next) one["next"] = text::iso(*item.next);
        out["items"].push_back(std::move(one));
    }
    return out;
}

Review review_from(const json& in) {
    Review review{day_at(in, "day").value(), in.at("words"), {}};
    for (const auto& one : in.at("items"))
        review.items.push_back({GoalId::parse(one.at("goal").get<std::string>()).value(),
                                one.at("status"), one.at("waiting_for"), one.at("words"),
                                day_at(one, "next"), 0});
    return review;
}

// A row of any of these tables, with the column that only some of them have.
struct Row {
    IdBytes id;
    std::optional<IdBytes> other;  // staff or goal
    Time at;
    sql::Blob told;
    std::optional<Time> answered_at = {};
};
Row from_row(sql::Row row) {
    return {row.get<IdBytes>(0), row.get<std::optional<IdBytes>>(1), row.get<Time>(2),
            row.get<sql::Blob>(3)};
}

constexpr std::string_view reviews =
    "SELECT id, staff_id, written_at, told FROM plan_reviews WHERE person_id = $1"
    " ORDER BY written_at DESC, id DESC";
constexpr std::string_view outcomes =
    "SELECT id, goal_id, written_at, told FROM plan_outcomes WHERE person_id = $1"
    " ORDER BY written_at, id";

std::vector<KeptReview> reviews_in(sql::Connection& db, App& app, Id<Person> person,
                                   const vault::PersonKey& key) {
    std::vector<KeptReview> all;
    for (const auto& row : db.all(reviews, from_row, person))
        all.push_back({{row.id},
                       {*row.other},
                       review_from(opened(app, key, "plan_reviews", row.id, row.told))});
    return all;
}

std::vector<KeptOutcome> outcomes_in(sql::Connection& db, App& app, Id<Person> person,
                                     const vault::PersonKey& key) {
    std::vector<KeptOutcome> all;
    for (const auto& row : db.all(outcomes, from_row, person)) {
        const auto in = opened(app, key, "plan_outcomes", row.id, row.told);
        all.push_back(
            {{row.id}, {*row.other}, {in.at("kind"), day_at(in, "day").value(), in.at("words")}});
    }
    return all;
}

void carry_over(sql::Transaction& tx, App& app, const Party& party, const Review::Item& item,
                Date day, Time now) {
    const auto before = goal_of(tx, app, party, item.goal);
    if (before.revision != item.seen) throw Overtaken{{409}};
    auto goal = before.told;
    if (goal.status != item.status) goal.status_on = day;
    goal.status = item.status;
    goal.waiting_for = item.waiting_for;
    if (item.next) goal.review = item.next;
    change_goal(tx, app, party, before, goal, now);
}

}  // namespace

std::vector<KeptReview> reviews_of(sql::Connection& db, App& app, const Party& party) {
    const auto key = app.vault.find_key_of(party.person().bytes);
    return key ? reviews_in(db, app, party.person(), *key) : std::vector<KeptReview>{};
}

void add_review(sql::Transaction& tx, App& app, const Party& party, Id<Review> id,
                const Review& review, Time now) {
    for (const auto& item : review.items) carry_over(tx, app, party, item, review.day, now);
    tx.exec(
        "INSERT INTO plan_reviews (id, person_id, staff_id, written_at, told)"
        " VALUES ($1, $2, $3, $4, $5)",
        id, party.person(), party.staff().value(), now,
        sealed(app, party.person(), "plan_reviews", id.bytes, json_of(review)));
    party.changed(tx, app, "plan.reviewed", id.bytes, now);
}

std::vector<KeptOutcome> outcomes_of(sql::Connection& db, App& app, const Party& party) {
    const auto key = app.vault.find_key_of(party.person().bytes);
    return key ? outcomes_in(db, app, party.person(), *key) : std::vector<KeptOutcome>{};
}

void add_outcome(sql::Transaction& tx, App& app, const Party& party, GoalId goal, Id<Outcome> id,
                 const Outcome& outcome, Time now) {
    goal_of(tx, app, party, goal);
    const json told{
        {"kind", outcome.kind}, {"day", text::iso(outcome.day)}, {"words", outcome.words}};
    tx.exec(
        "INSERT INTO plan_outcomes (id, goal_id, person_id, staff_id, written_at, told)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        id, goal, party.person(), party.staff().value(), now,
        sealed(app, party.person(), "plan_outcomes", id.bytes, told));
    party.changed(tx, app, "plan.outcome", goal.bytes, now);
}

std::vector<KeptWish> wishes_of(sql::Connection& db, App& app, const Party& party) {
    const auto key = app.vault.find_key_of(party.person().bytes);
    if (!key) return {};
    const auto rows = db.all(
        "SELECT id, goal_id, asked_at, told, answered_at FROM plan_wishes WHERE person_id = $1"
        " ORDER BY asked_at DESC, id DESC",
        [](sql::Row row) {
            auto out = from_row(row);
            out.answered_at = row.get<std::optional<Time>>(4);
            return out;
        },
        party.person());
    std::vector<KeptWish> all;
    for (const auto& row : rows) {
        const auto in = opened(app, *key, "plan_wishes", row.id, row.told);
        const auto goal = row.other ? std::optional(GoalId{*row.other}) : std::nullopt;
        all.push_back({{row.id}, goal, row.at, row.answered_at, {in.at("words"), in.at("lang")}});
    }
    return all;
}

void add_wish(sql::Transaction& tx, App& app, const Party& party, std::optional<GoalId> goal,
              Id<Wish> id, const Wish& wish, Time now) {
    if (goal) goal_of(tx, app, party, *goal);
    const json told{{"words", wish.words}, {"lang", wish.lang}};
    tx.exec(
        "INSERT INTO plan_wishes (id, person_id, goal_id, asked_at, told)"
        " VALUES ($1, $2, $3, $4, $5)",
        id, party.person(), goal, now, sealed(app, party.person(), "plan_wishes", id.bytes, told));
    party.changed(tx, app, "plan.asked", id.bytes, now);
}

void answer_wish(sql::Transaction& tx, App& app, const Party& party, Id<Wish> id, Time now) {
    const auto changed = tx.exec(
        "UPDATE plan_wishes SET answered_at = $3, answered_by = $4"
        " WHERE id = $1 AND person_id = $2 AND answered_at IS NULL",
        id, party.person(), now, party.staff());
    if (changed == 0) http::not_found();
    party.changed(tx, app, "plan.answered", id.bytes, now);
}

namespace {

using What = Fact::What;

struct SetGoal {
    Goal told;
    Date added;
};

// Removed ones too: they were set once.
std::map<GoalId, SetGoal> goals_ever(sql::Connection& db, App& app, Id<Person> person,
                                     const vault::PersonKey& key) {
    std::map<GoalId, SetGoal> all;
    db.each(
        "SELECT id, NULL, added_at, told FROM plan_goals WHERE person_id = $1",
        [&](sql::Row row) {
            const auto found = from_row(row);
            all[{found.id}] = {goal_from(opened(app, key, "plan_goals", found.id, found.told)),
                               app.zone.day(found.at)};
        },
        person);
    return all;
}

// A version counts from the day when the second side confirmed it.
std::vector<Fact> confirmed_versions(sql::Connection& db, App& app, Id<Person> person) {
    return db.all(
        "SELECT MAX(confirmed_at) FROM plan_confirmations WHERE person_id = $1"
        " GROUP BY version_id HAVING COUNT(*) = 2",
        [&](sql::Row row) {
            return Fact{What::VersionConfirmed, app.zone.day(row.get<Time>(0)), "", "", {}};
        },
        person);
}

}  // namespace

std::vector<Fact> facts_of(sql::Connection& db, App& app, Id<Person> person,
                           const vault::PersonKey& key) {
    auto facts = confirmed_versions(db, app, person);
    const auto goals = goals_ever(db, app, person, key);
    const auto area_of = [&](GoalId id) {
        const auto found = goals.find(id);
        return found == goals.end() ? std::string{} : found->second.told.area;
    };
    for (const auto& [id, goal] : goals) {
        const auto& told = goal.told;
        facts.push_back({What::GoalSet, goal.added, told.area, told.kind, id});
        facts.push_back(
            {What::GoalStatus, told.status_on.value_or(goal.added), told.area, told.status, id});
    }
    for (const auto& review : reviews_in(db, app, person, key))
        for (const auto& item : review.told.items)
            facts.push_back(
                {What::GoalReviewed, review.told.day, area_of(item.goal), item.status, item.goal});
    for (const auto& outcome : outcomes_in(db, app, person, key))
        facts.push_back({What::OutcomeReached, outcome.told.day, area_of(outcome.goal),
                         outcome.told.kind, outcome.goal});
    std::ranges::stable_sort(facts, {},
                             [](const Fact& fact) { return std::chrono::sys_days{fact.day}; });
    return facts;
}

}  // namespace mobio::plan
