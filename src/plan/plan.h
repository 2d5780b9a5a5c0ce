// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/clock.h"
#include "platform/http/request.h"
#include "platform/http/router.h"
#include "platform/id.h"
#include "platform/jobs/jobs.h"

// What a person and their caseworker agree (Zielvereinbarung): goals, and the steps towards them.
// Only these two sides open it. It stands in no packet; a guardian does not read it.
namespace mobio::plan {

// One step towards a goal. Exactly one side is responsible for it.
struct Measure {
    std::string kind;       // of the list plan_measure
    std::string words;      // more about it, in German
    std::string side;       // of plan_responsible
    std::string side_name;  // which office, or who else
    std::optional<Date> due = {};
    std::string status = "open";  // of plan_measure_status
    std::optional<Date> status_on = {};
    std::string proof;  // of plan_proof: what is to show that it is done
    bool proof_seen = false;

    bool goes_on() const { return status != "done" && status != "dropped"; }
    bool operator==(const Measure&) const = default;
};
using MeasureId = Id<Measure>;

inline constexpr int most_active = 3;
inline constexpr int later = 0;

struct Goal {
    std::string area;               // of plan_area
    std::string kind;               // of plan_goal
    std::string words, words_lang;  // the person's own; the language as the catalogue names it
    std::string german;             // the goal in German; may be left out where the kind says it
    std::string situation;          // how things stand now, in German
    std::string indicator, indicator_words;  // of plan_indicator: how both will notice
    int priority = later;                    // 1 to 3, or later
    std::string status = "open";             // of plan_goal_status
    std::string waiting_for;                 // of consult_waiting, where the status is "waiting"
    std::optional<Date> status_on = {}, deadline = {}, review = {};

    bool goes_on() const {
        return status == "open" || status == "in_progress" || status == "waiting";
    }
    bool active() const { return priority != later && goes_on(); }
    bool operator==(const Goal&) const = default;
};
using GoalId = Id<Goal>;

struct KeptMeasure {
    MeasureId id;
    std::int64_t revision = 0;
    Measure told;
};
struct KeptGoal {
    GoalId id;
    std::int64_t revision = 0;
    Goal told;
    std::vector<KeptMeasure> measures;  // the earliest deadline first, what is over last
};
struct Plan {
    std::string covers;  // whom of the family it is for, too; in words
    std::int64_t revision = 0;
    std::vector<KeptGoal> goals;  // active ones by priority, then later ones, then what is over

    const KeptGoal* goal(GoalId id) const;
    bool empty() const { return goals.empty(); }
};
void sort(Plan& plan);
std::size_t active_goals(const Plan& plan);

// Six months on; three for persons under 25, by their official date of birth.
Date next_review(Date from, std::optional<Date> born);
Date months_from(Date day, int months);  // the last day of the month where there is no such day

nlohmann::json to_json(const Measure& measure);
nlohmann::json to_json(const Goal& goal);
Measure measure_from(const nlohmann::json& json);
Goal goal_from(const nlohmann::json& json);

// What a form shows of them.
http::Fields fields_of(const Goal& goal);
http::Fields fields_of(const Measure& measure);

void add_pages(http::Router& router);
// Deletes the marks of screens that showed a plan, a day after their end.
void add_jobs(jobs::Register& jobs);

}  // namespace mobio::plan
