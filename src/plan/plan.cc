// SPDX-License-Identifier: EUPL-1.2
#include "plan/plan.h"

#include <algorithm>
#include <tuple>

#include "platform/text/day.h"

namespace mobio::plan {

namespace {

using nlohmann::json;
namespace chrono = std::chrono;

std::string day_text(const std::optional<Date>& day) { return day ? text::iso(*day) : ""; }

std::optional<Date> day_at(const json& in, const char* name) {
    const auto found = in.find(name);
    return found == in.end() ? std::nullopt : text::parse_day(found->get<std::string>());
}

void put(json& out, const char* name, const std::optional<Date>& day) {
    if (day) out[name] = text::iso(*day);
}

// First what goes on, by priority; then what waits for later; then what is over.
auto rank(const KeptGoal& goal) {
    const auto& told = goal.told;
    const int order = told.priority == later ? most_active + 1 : told.priority;
    return std::tuple(!told.goes_on(), order, goal.id);
}

auto rank(const KeptMeasure& measure) {
    const auto& told = measure.told;
    const auto due = told.due.value_or(Date{chrono::year{9999} / 1 / 1});
    return std::tuple(!told.goes_on(), due, measure.id);
}

}  // namespace

const KeptGoal* Plan::goal(GoalId id) const {
    const auto found = std::ranges::find(goals, id, &KeptGoal::id);
    return found == goals.end() ? nullptr : &*found;
}

void sort(Plan& plan) {
    const auto before = [](const auto& a, const auto& b) { return rank(a) < rank(b); };
    std::ranges::sort(plan.goals, before);
    for (auto& goal : plan.goals) std::ranges::sort(goal.measures, before);
}

std::size_t active_goals(const Plan& plan) {
    return static_cast<std::size_t>(
        std::ranges::count_if(plan.goals, [](const KeptGoal& goal) { return goal.told.active(); }));
}

Date months_from(Date day, int months) {
    const auto there = day + chrono::months{months};
    return there.ok() ? there : Date{there.year() / there.month() / chrono::last};
}

Date next_review(Date from, std::optional<Date> born) {
    const bool under_25 =
        born && chrono::sys_days{from} < chrono::sys_days{months_from(*born, 25 * 12)};
    return months_from(from, under_25 ? 3 : 6);
}

json to_json(const Measure& measure) {
    json out{{"kind", measure.kind},
             {"words", measure.words},
             {"side", measure.side},
             {"side_name", measure.side_name},
             {"status", measure.status},
             {"proof", measure.proof},
             {"proof_seen", measure.proof_seen}};
    put(out, "due", measure.due);
    put(out, "status_on", measure.status_on);
    return out;
}

Measure measure_from(const json& in) {
    return {in.at("kind"),           in.at("words"),    in.at("side"),
            in.at("side_name"),      day_at(in, "due"), in.at("status"),
            day_at(in, "status_on"), in.at("proof"),    in.at("proof_seen")};
}

json to_json(const Goal& goal) {
    json out{{"area", goal.area},
             {"kind", goal.kind},
             {"words", goal.words},
             {"words_lang", goal.words_lang},
             {"german", goal.german},
             {"situation", goal.situation},
             {"indicator", goal.indicator},
             {"indicator_words", goal.indicator_words},
             {"priority", goal.priority},
             {"status", goal.status},
             {"waiting_for", goal.waiting_for}};
    put(out, "status_on", goal.status_on);
    put(out, "deadline", goal.deadline);
    put(out, "review", goal.review);
    return out;
}

Goal goal_from(const json& in) {
    return {
        in.at("area"),          in.at("kind"),       in.at("words"),       in.at("words_lang"),
        in.at("german"),        in.at("situation"),  in.at("indicator"),   in.at("indicator_words"),
        in.at("priority"),      in.at("status"),     in.at("waiting_for"), day_at(in, "status_on"),
        day_at(in, "deadline"), day_at(in, "review")};
}

http::Fields fields_of(const Goal& goal) {
    http::Fields fields;
    fields.add("area", goal.area);
    fields.add("kind", goal.kind);
    fields.add("german", goal.german);
    fields.add("words", goal.words);
    fields.add("words_lang", goal.words_lang);
    fields.add("situation", goal.situation);
    fields.add("indicator", goal.indicator);
    fields.add("indicator_words", goal.indicator_words);
    fields.add("priority", goal.priority == later ? "later" : std::to_string(goal.priority));
    fields.add("deadline", day_text(goal.deadline));
    fields.add("status", goal.status);
    fields.add("waiting_for", goal.waiting_for);
    fields.add("review", day_text(goal.review));
    return fields;
}

http::Fields fields_of(const Measure& measure) {
    http::Fields fields;
    fields.add("kind", measure.kind);
    fields.add("words", measure.words);
    fields.add("side", measure.side);
    fields.add("side_name", measure.side_name);
    fields.add("due", day_text(measure.due));
    fields.add("status", measure.status);
    fields.add("proof", measure.proof);
    fields.add("proof_seen", measure.proof_seen ? "yes" : "");
    return fields;
}

}  // namespace mobio::plan
