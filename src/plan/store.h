// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/looking.h"
#include "plan/party.h"
#include "plan/plan.h"
#include "platform/http/response.h"

// All SQL of plans, plan_goals and plan_measures: the plan as it stands now. What was agreed of it
// is frozen in versions (agreements.h).
namespace mobio::plan {

// The row, sealed under the person's key in the column told.
inline vault::Place told_in(std::string_view table, const IdBytes& row) {
    return {table, "told", row};
}

// A Failure{409}: somebody else saved since what is to be changed was read. Pages read again and
// save upon that (read_and_save).
struct Overtaken : http::Failure {};

// Empty where nothing was written yet, or the person's key is gone.
Plan plan_of(sql::Connection& db, App& app, const Party& party);

// The same for a screen that shows the plan alone.
Plan plan_for_look(sql::Connection& db, App& app, const Looking& look);

// Throw Failure{404} where there is none of that id (or it was removed).
KeptGoal goal_of(sql::Connection& db, App& app, const Party& party, GoalId id);
struct FoundMeasure {
    KeptMeasure kept;
    GoalId goal;
};
FoundMeasure measure_of(sql::Connection& db, App& app, const Party& party, MeasureId id);

void add_goal(sql::Transaction& tx, App& app, const Party& party, GoalId id, const Goal& goal,
              Time now);
void add_measure(sql::Transaction& tx, App& app, const Party& party, GoalId goal, MeasureId id,
                 const Measure& measure, Time now);
// As the next revision. Throw Failure{404}, and Overtaken where another revision than that of
// `before` stands by now.
void change_goal(sql::Transaction& tx, App& app, const Party& party, const KeptGoal& before,
                 const Goal& goal, Time now);
void change_measure(sql::Transaction& tx, App& app, const Party& party, const KeptMeasure& before,
                    const Measure& measure, Time now);

// Ticked off, or open again: that alone, whoever wrote the rest. Throws Failure{404}.
void set_status(sql::Transaction& tx, App& app, const Party& party, MeasureId id,
                std::string_view status, Time now);

// Out of the plan, or back into it; versions keep what they hold. Throw Failure{404}.
enum class Standing : std::uint8_t { Removed, There };
void set_goal(sql::Transaction& tx, App& app, const Party& party, GoalId id, Standing standing,
              Time now);
void set_measure(sql::Transaction& tx, App& app, const Party& party, MeasureId id,
                 Standing standing, Time now);

// Whom of the family the plan is for, too. Throws Overtaken where another revision stands.
void set_covers(sql::Transaction& tx, App& app, const Party& party, std::int64_t revision,
                const std::string& covers, Time now);

// Of all persons that the caseworker works with now: a review whose day has come, a step whose
// deadline is over. The earliest first. The caller logs whom it shows.
struct Due {
    Id<Person> person;
    Date day;
    std::int64_t count = 0;
};
std::vector<Due> reviews_due(sql::Connection& db, App& app, Id<Staff> staff);
std::vector<Due> measures_overdue(sql::Connection& db, App& app, Id<Staff> staff);

// A part of a record (App::record_parts): all that belongs to its plan. Going back, what was added
// to a goal or a version meanwhile goes along with it: steps, outcomes, signatures, the signed
// sheet. So does a version, and what a review says, where it is of those goals alone.
std::vector<IdBytes> move_plans(sql::Transaction& tx, App& app, const MovingRecord& moving);

}  // namespace mobio::plan
