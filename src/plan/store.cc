// SPDX-License-Identifier: EUPL-1.2
#include "plan/store.h"

#include "account/assignments.h"

namespace mobio::plan {

namespace {

using nlohmann::json;

struct Row {
    IdBytes id;
    std::int64_t revision;
    sql::Blob told;
    std::optional<GoalId> goal;  // of a measure
};
Row from_row(sql::Row row) {
    return {row.get<IdBytes>(0), row.get<std::int64_t>(1), row.get<sql::Blob>(2), std::nullopt};
}
Row from_measure_row(sql::Row row) {
    auto out = from_row(row);
    out.goal = row.get<GoalId>(3);
    return out;
}

constexpr std::string_view goals =
    "SELECT id, revision, told FROM plan_goals WHERE person_id = $1 AND removed_at IS NULL";
// Those of a goal that is out of the plan are out, too.
constexpr std::string_view measures =
    "SELECT m.id, m.revision, m.told, m.goal_id FROM plan_measures m"
    " JOIN plan_goals g ON g.id = m.goal_id AND g.removed_at IS NULL"
    " WHERE m.person_id = $1 AND m.removed_at IS NULL";

json opened(App& app, const vault::PersonKey& key, std::string_view table, const Row& row) {
    return json::parse(app.vault.open(key, told_in(table, row.id), row.told));
}
sql::Blob sealed(App& app, const vault::PersonKey& key, std::string_view table, const IdBytes& row,
                 const json& told) {
    return app.vault.seal(key, told_in(table, row), told.dump());
}

KeptGoal goal_in(App& app, const vault::PersonKey& key, const Row& row) {
    return {{row.id}, row.revision, goal_from(opened(app, key, "plan_goals", row)), {}};
}
KeptMeasure measure_in(App& app, const vault::PersonKey& key, const Row& row) {
    return {{row.id}, row.revision, measure_from(opened(app, key, "plan_measures", row))};
}

std::optional<Time> start_of(const App& app, const std::optional<Date>& day) {
    return day ? std::optional(app.zone.start_of(*day)) : std::nullopt;
}
std::optional<Time> review_at(const App& app, const Goal& goal) {
    return goal.goes_on() ? start_of(app, goal.review) : std::nullopt;
}
std::optional<Time> due_at(const App& app, const Measure& measure) {
    return measure.goes_on() ? start_of(app, measure.due) : std::nullopt;
}

// Of several, after records were joined, the one that was changed last.
struct Cover {
    IdBytes id{};
    std::int64_t revision = 0;
    std::string words;
};
std::optional<Cover> cover_of(sql::Connection& db, App& app, const vault::PersonKey& key,
                              Id<Person> person) {
    const auto row = db.first(
        "SELECT id, revision, told FROM plans WHERE person_id = $1"
        " ORDER BY changed_at DESC, id LIMIT 1",
        from_row, person);
    if (!row) return std::nullopt;
    return Cover{row->id, row->revision,
                 opened(app, key, "plans", *row).at("covers").get<std::string>()};
}

// Of the caller's own persons, by the first due thing of each. `of`: tables and what their rows d
// have to be.
std::vector<Due> due(sql::Connection& db, App& app, Id<Staff> staff, const std::string& day,
                     const std::string& of, Time until) {
    const auto first = "MIN(d." + day + ")";
    return db.all(
        "SELECT d.person_id, " + first + ", COUNT(*) FROM " + of +
            " AND d.removed_at IS NULL AND d.person_id IN " + std::string(account::their_persons) +
            " GROUP BY d.person_id ORDER BY " + first + ", d.person_id",
        [&](sql::Row row) {
            return Due{row.get<Id<Person>>(0), app.zone.day(row.get<Time>(1)),
                       row.get<std::int64_t>(2)};
        },
        staff, app.clock.now(), until);
}

}  // namespace

namespace {

Plan plan_in(sql::Connection& db, App& app, Id<Person> person) {
    const auto key = app.vault.find_key_of(person.bytes);
    if (!key) return {};
    Plan plan;
    if (const auto cover = cover_of(db, app, *key, person)) {
        plan.covers = cover->words;
        plan.revision = cover->revision;
    }
    for (const auto& row : db.all(goals, from_row, person))
        plan.goals.push_back(goal_in(app, *key, row));
    for (const auto& row : db.all(measures, from_measure_row, person))
        for (auto& goal : plan.goals)
            if (goal.id == *row.goal) goal.measures.push_back(measure_in(app, *key, row));
    sort(plan);
    return plan;
}

}  // namespace

Plan plan_of(sql::Connection& db, App& app, const Party& party) {
    return plan_in(db, app, party.person());
}

Plan plan_for_look(sql::Connection& db, App& app, const Looking& look) {
    return plan_in(db, app, look.person);
}

KeptGoal goal_of(sql::Connection& db, App& app, const Party& party, GoalId id) {
    const auto key = app.vault.find_key_of(party.person().bytes);
    const auto row = db.first(std::string(goals) + " AND id = $2", from_row, party.person(), id);
    if (!row || !key) http::not_found();
    return goal_in(app, *key, *row);
}

FoundMeasure measure_of(sql::Connection& db, App& app, const Party& party, MeasureId id) {
    const auto key = app.vault.find_key_of(party.person().bytes);
    const auto row =
        db.first(std::string(measures) + " AND m.id = $2", from_measure_row, party.person(), id);
    if (!row || !key) http::not_found();
    return {measure_in(app, *key, *row), *row->goal};
}

void add_goal(sql::Transaction& tx, App& app, const Party& party, GoalId id, const Goal& goal,
              Time now) {
    const auto key = app.vault.key_of(party.person().bytes);
    tx.exec(
        "INSERT INTO plan_goals (id, person_id, revision, added_at, changed_at, review_at, told)"
        " VALUES ($1, $2, 1, $3, $3, $4, $5)",
        id, party.person(), now, review_at(app, goal),
        sealed(app, key, "plan_goals", id.bytes, to_json(goal)));
    party.changed(tx, app, "plan.goal_added", id.bytes, now);
}

void add_measure(sql::Transaction& tx, App& app, const Party& party, GoalId goal, MeasureId id,
                 const Measure& measure, Time now) {
    goal_of(tx, app, party, goal);
    const auto key = app.vault.key_of(party.person().bytes);
    tx.exec(
        "INSERT INTO plan_measures (id, goal_id, person_id, revision, added_at, changed_at,"
        " due_at, told) VALUES ($1, $2, $3, 1, $4, $4, $5, $6)",
        id, goal, party.person(), now, due_at(app, measure),
        sealed(app, key, "plan_measures", id.bytes, to_json(measure)));
    party.changed(tx, app, "plan.step_added", id.bytes, now);
}

void change_goal(sql::Transaction& tx, App& app, const Party& party, const KeptGoal& before,
                 const Goal& goal, Time now) {
    const auto stands = goal_of(tx, app, party, before.id);
    if (stands.revision != before.revision) throw Overtaken{{409}};
    if (stands.told == goal) return;
    const auto key = app.vault.key_of(party.person().bytes);
    tx.exec(
        "UPDATE plan_goals SET revision = revision + 1, changed_at = $2, review_at = $3, told = $4"
        " WHERE id = $1",
        before.id, now, review_at(app, goal),
        sealed(app, key, "plan_goals", before.id.bytes, to_json(goal)));
    party.changed(tx, app, "plan.goal_changed", before.id.bytes, now);
}

void change_measure(sql::Transaction& tx, App& app, const Party& party, const KeptMeasure& before,
                    const Measure& measure, Time now) {
    const auto stands = measure_of(tx, app, party, before.id).kept;
    if (stands.revision != before.revision) throw Overtaken{{409}};
    if (stands.told == measure) return;
    const auto key = app.vault.key_of(party.person().bytes);
    tx.exec(
        "UPDATE plan_measures SET revision = revision + 1, changed_at = $2, due_at = $3, told = $4"
        " WHERE id = $1",
        before.id, now, due_at(app, measure),
        sealed(app, key, "plan_measures", before.id.bytes, to_json(measure)));
    party.changed(tx, app,
                  measure.status == "done" && stands.told.status != "done" ? "plan.step_done"
                                                                           : "plan.step_changed",
                  before.id.bytes, now);
}

void set_status(sql::Transaction& tx, App& app, const Party& party, MeasureId id,
                std::string_view status, Time now) {
    const auto before = measure_of(tx, app, party, id).kept;
    auto measure = before.told;
    if (measure.status == status) return;
    measure.status = status;
    measure.status_on = app.zone.day(now);
    change_measure(tx, app, party, before, measure, now);
}

namespace {

void set_standing(sql::Transaction& tx, App& app, const Party& party, std::string_view table,
                  const IdBytes& id, Standing standing, Time now) {
    const bool removed = standing == Standing::Removed;
    const auto changed =
        tx.exec("UPDATE " + std::string(table) +
                    " SET removed_at = $3, revision = revision + 1, changed_at = $4"
                    " WHERE id = $1 AND person_id = $2 AND removed_at IS " +
                    (removed ? "NULL" : "NOT NULL"),
                id, party.person(), removed ? std::optional(now) : std::nullopt, now);
    if (changed == 0) http::not_found();
    const bool goal = table == "plan_goals";
    party.changed(tx, app,
                  goal ? (removed ? "plan.goal_removed" : "plan.goal_added")
                       : (removed ? "plan.step_removed" : "plan.step_added"),
                  id, now);
}

}  // namespace

void set_goal(sql::Transaction& tx, App& app, const Party& party, GoalId id, Standing standing,
              Time now) {
    set_standing(tx, app, party, "plan_goals", id.bytes, standing, now);
}

void set_measure(sql::Transaction& tx, App& app, const Party& party, MeasureId id,
                 Standing standing, Time now) {
    set_standing(tx, app, party, "plan_measures", id.bytes, standing, now);
}

void set_covers(sql::Transaction& tx, App& app, const Party& party, std::int64_t revision,
                const std::string& covers, Time now) {
    const auto key = app.vault.key_of(party.person().bytes);
    const auto before = cover_of(tx, app, key, party.person());
    if ((before ? before->revision : 0) != revision) throw Overtaken{{409}};
    const auto id = before ? before->id : make_id_bytes(now);
    const auto told = sealed(app, key, "plans", id, {{"covers", covers}});
    if (before)
        tx.exec(
            "UPDATE plans SET revision = revision + 1, changed_at = $2, told = $3 WHERE id = $1",
            id, now, told);
    else
        tx.exec(
            "INSERT INTO plans (id, person_id, revision, changed_at, told)"
            " VALUES ($1, $2, 1, $3, $4)",
            id, party.person(), now, told);
    party.changed(tx, app, "plan.goal_changed", id, now);
}

std::vector<Due> reviews_due(sql::Connection& db, App& app, Id<Staff> staff) {
    return due(db, app, staff, "review_at", "plan_goals d WHERE d.review_at <= $3",
               app.clock.now());
}

std::vector<Due> measures_overdue(sql::Connection& db, App& app, Id<Staff> staff) {
    return due(db, app, staff, "due_at",
               "plan_measures d JOIN plan_goals g ON g.id = d.goal_id"
               " WHERE g.removed_at IS NULL AND d.due_at < $3",
               app.zone.start_of(app.today()));
}

}  // namespace mobio::plan
