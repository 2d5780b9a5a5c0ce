// SPDX-License-Identifier: EUPL-1.2
#include "households/plan_reader.h"

#include <algorithm>

#include "plan/reading.h"

namespace mobio::households {

using nlohmann::json;

namespace {

constexpr auto other = "other";

std::string_view text_in(const json& given) {
    return given.is_string() ? std::string_view(given.get_ref<const std::string&>())
                             : std::string_view();
}

bool is_caseworker(std::string_view side) {
    return side == "IM" || side == "SB" || side == "caseworker";
}

}  // namespace

bool PlanReader::is_list(const json& given, const At& at) {
    if (given.is_array()) return true;
    if (!given.is_null()) values_.findings().wrong(at, "is no list");
    return false;
}

std::optional<AgreedPlan> PlanReader::read(const json& given, const At& at) {
    if (given.is_null()) return {};
    if (!given.is_object()) return values_.findings().wrong(at, "is no object"), std::nullopt;
    AgreedPlan plan;
    for (const auto& [key, value] : given.items()) {
        const auto place = at / key;
        if (key == "agreed")
            plan.agreed = values_.day(value, place);
        else if (key == "confirmed_by")
            read_confirmations(value, place, plan);
        else if (key == "goals" && is_list(value, place))
            for (std::size_t i = 0; i < value.size(); ++i)
                plan.goals.push_back(goal(value[i], place / i, static_cast<int>(i) + 1));
        else if (key != "goals" && !value.is_null())
            values_.findings().leave_out(place, "is no key of a plan");
    }
    if (plan.agreed && *plan.agreed > values_.today())
        values_.findings().wrong(at / "agreed", "lies in the future");
    return plan.goals.empty() ? std::nullopt : std::optional(std::move(plan));
}

// "person:signature", "IM"
void PlanReader::read_confirmations(const json& given, const At& at, AgreedPlan& plan) {
    if (!is_list(given, at)) return;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const auto words = text_in(given[i]);
        const auto who = words.substr(0, words.find(':'));
        if (who == "person")
            plan.by_person = true;
        else if (is_caseworker(who))
            plan.by_caseworker = true;
        else
            values_.findings().leave_out(at / i,
                                         "is no side of a plan; allowed: person, "
                                         "caseworker");
    }
}

AgreedPlan::Goal PlanReader::goal(const json& given, const At& at, int place) {
    AgreedPlan::Goal read;
    if (!given.is_object()) return values_.findings().wrong(at, "is no object"), read;
    auto& goal = read.told;
    for (const auto& [key, value] : given.items()) {
        const auto here = at / key;
        if (key == "area")
            goal.area = values_.code("plan_area", value, here);
        else if (key == "kind")
            goal.kind = values_.code("plan_goal", value, here);
        else if (key == "goal_own_words")
            read_own_words(value, here, goal);
        else if (key == "goal_de")
            goal.german = values_.text(value, here, plan::most_short);
        else if (key == "situation")
            goal.situation = values_.text(value, here, plan::most_words);
        else if (key == "indicator")
            goal.indicator_words = values_.text(value, here, plan::most_short);
        else if (key == "status")
            goal.status = values_.code("plan_goal_status", value, here);
        else if (key == "waiting_for")
            goal.waiting_for = values_.code("consult_waiting", value, here);
        else if (key == "deadline")
            goal.deadline = values_.day(value, here);
        else if (key == "next_review")
            goal.review = values_.day(value, here);
        else if (key == "measures" && is_list(value, here))
            for (std::size_t i = 0; i < value.size(); ++i)
                read.measures.push_back(measure(value[i], here / i));
        else if (key == "reviews")
            read.reviews = reviews(value, here);
        else if (key != "measures" && !value.is_null())
            values_.findings().leave_out(here, "is no key of a goal");
    }
    settle(goal, at, place);
    return read;
}

void PlanReader::read_own_words(const json& given, const At& at, plan::Goal& goal) {
    const bool object = given.is_object();
    goal.words = values_.text(object ? given.value("text", json()) : given,
                              object ? at / "text" : at, plan::most_words);
    if (!object) return;
    Kind language;
    language.type = catalogue::Type::Language;
    const auto code = values_.read(language, given.value("lang", json()), at / "lang");
    if (code.is_string()) goal.words_lang = code;
}

// What a form would have asked for, and a file may leave open.
void PlanReader::settle(plan::Goal& goal, const At& at, int place) {
    if (goal.area.empty())
        values_.findings().wrong(at / "area", "is missing; allowed: a code of the list plan_area");
    if (goal.german.empty() && goal.words.empty())
        values_.findings().wrong(at / "goal_de", "is missing, and goal_own_words too");
    if (goal.kind.empty()) goal.kind = "own";
    if (goal.german.empty() && goal.kind == "own")
        goal.german = text::shortened(goal.words, plan::most_short);
    if (goal.status.empty()) goal.status = "open";
    if (goal.status == "waiting" && goal.waiting_for.empty()) goal.waiting_for = other;
    if (goal.indicator.empty()) goal.indicator = other;
    goal.priority = goal.goes_on() && place <= plan::most_active ? place : plan::later;
}

plan::Measure PlanReader::measure(const json& given, const At& at) {
    plan::Measure read;
    if (!given.is_object()) return values_.findings().wrong(at, "is no object"), read;
    for (const auto& [key, value] : given.items()) {
        const auto here = at / key;
        if (key == "kind")
            read.kind = values_.code("plan_measure", value, here);
        else if (key == "what")
            read.words = values_.text(value, here, plan::most_short);
        else if (key == "responsible")
            read_side(value, here, read);
        else if (key == "deadline")
            read.due = values_.day(value, here);
        else if (key == "status")
            read.status = measure_status(value, here);
        else if (key == "proof" && values_.catalogue().has_code("plan_proof", text_in(value)))
            read.proof = value;
        else if (!value.is_null())
            values_.findings().leave_out(here, "is no key of a step");
    }
    if (read.words.empty() && read.kind.empty())
        values_.findings().wrong(at / "what", "is missing; allowed: a text");
    if (read.side.empty())
        values_.findings().wrong(at / "responsible",
                                 "is missing; allowed: person, caseworker, "
                                 "third_party:NAME");
    if (read.kind.empty()) read.kind = other;
    if (read.proof.empty()) read.proof = "none";
    return read;
}

// "person", "IM", "third_party:Jobcenter"; whoever else is named is somebody else.
void PlanReader::read_side(const json& given, const At& at, plan::Measure& measure) {
    constexpr std::string_view office = "third_party:";
    const auto words = values_.text(given, at, plan::most_short);
    if (words == "person" || is_caseworker(words)) {
        measure.side = words == "person" ? words : "caseworker";
        return;
    }
    if (words.empty()) return;
    measure.side = words.starts_with(office) ? "office" : other;
    measure.side_name = words.starts_with(office) ? words.substr(office.size()) : words;
}

std::string PlanReader::measure_status(const json& given, const At& at) {
    const auto words = text_in(given);
    if (words == "in_progress" || words == "partly") return "running";
    if (words == "reached") return "done";
    if (words == "changed") return "dropped";
    const auto code = values_.code("plan_measure_status", given, at);
    return code.empty() ? "open" : code;
}

std::vector<AgreedPlan::Review> PlanReader::reviews(const json& given, const At& at) {
    std::vector<AgreedPlan::Review> all;
    if (!is_list(given, at)) return all;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const auto here = at / i;
        if (!given[i].is_object()) {
            values_.findings().wrong(here, "is no object");
            continue;
        }
        const auto day = values_.day(given[i].value("date", json()), here / "date");
        const auto words =
            values_.text(given[i].value("result", json()), here / "result", plan::most_words);
        if (!day)
            values_.findings().wrong(here / "date", "is missing; allowed: 2025-02-04");
        else
            all.push_back({*day, words});
    }
    return all;
}

}  // namespace mobio::households
