// SPDX-License-Identifier: EUPL-1.2
#include "plan/reading.h"

#include "platform/text/day.h"

namespace mobio::plan {

std::string Form::code(const char* name, const char* list, const char* missing) {
    const auto& code = typed.get(name);
    if (!code.empty() && catalogue.has_code(list, code)) return code;
    if (missing) problems.add(name, {missing});
    return {};
}

std::string Form::words(const char* name, std::size_t most) {
    auto clean = text::clean(typed.get(name)).text;
    if (text::length(clean) > most)
        problems.add(
            name, most == most_short
                      ? text::Message{text::mark("That is too long. 200 characters are enough.")}
                      : text::Message{text::mark("That is too long. 2000 characters are enough.")});
    return clean;
}

std::string Form::language(const char* name) const {
    const auto& code = typed.get(name);
    return catalogue.has_language(code) ? code : std::string{};
}

std::optional<Date> Form::day(const char* name, bool needed) {
    const auto& written = typed.get(name);
    if (written.empty() && !needed) return std::nullopt;
    const auto day = text::parse_day(written);
    if (!day) problems.add(name, {text::mark("Write the day, such as 28.11.2026.")});
    return day;
}

namespace {

int read_priority(Form& form) {
    const auto code =
        form.code("priority", "plan_priority", text::mark("Choose how urgent this goal is."));
    return code.size() == 1 ? code[0] - '0' : later;
}

// Since when it is so.
std::optional<Date> since(const std::string& status, const std::string& before,
                          const std::optional<Date>& then, Date today) {
    return status == before && then ? then : std::optional(today);
}

}  // namespace

Goal read_goal(Form& form, const Goal& before) {
    Goal goal;
    goal.area = form.code("area", "plan_area", text::mark("Choose the area of life."));
    goal.kind = form.code("kind", "plan_goal", text::mark("Choose the goal."));
    goal.german = form.words("german", most_short);
    if (goal.kind == "own" && goal.german.empty())
        form.problems.add("german", {text::mark("Write the goal in German.")});
    goal.words = form.words("words", most_words);
    if (!goal.words.empty()) goal.words_lang = form.language("words_lang");
    goal.situation = form.words("situation", most_words);
    goal.indicator =
        form.code("indicator", "plan_indicator", text::mark("Choose how you will notice it."));
    goal.indicator_words = form.words("indicator_words", most_short);
    goal.priority = read_priority(form);
    goal.deadline = form.day("deadline", true);
    goal.status = form.code("status", "plan_goal_status", text::mark("Choose how it stands."));
    if (goal.status == "waiting")
        goal.waiting_for =
            form.code("waiting_for", "consult_waiting", text::mark("Choose who has to act."));
    goal.review = form.day("review", goal.goes_on());
    goal.status_on = since(goal.status, before.status, before.status_on, form.today);
    return goal;
}

Measure read_measure(Form& form, const Measure& before) {
    Measure measure;
    measure.kind = form.code("kind", "plan_measure", text::mark("Choose the step."));
    measure.words = form.words("words", most_short);
    if (measure.kind == "other" && measure.words.empty())
        form.problems.add("words", {text::mark("Write what the step is.")});
    measure.side = form.code("side", "plan_responsible", text::mark("Choose who is responsible."));
    const bool named = measure.side == "office" || measure.side == "other";
    if (named) measure.side_name = form.words("side_name", most_short);
    if (named && measure.side_name.empty())
        form.problems.add("side_name", {text::mark("Write who that is.")});
    measure.due = form.day("due", true);
    measure.status =
        form.code("status", "plan_measure_status", text::mark("Choose how it stands."));
    measure.proof = form.code("proof", "plan_proof", text::mark("Choose a proof."));
    measure.proof_seen = form.typed.get("proof_seen") == "yes";
    measure.status_on = since(measure.status, before.status, before.status_on, form.today);
    return measure;
}

std::optional<http::Fields> merged(const http::Fields& was, const http::Fields& now,
                                   const http::Fields& typed) {
    http::Fields both;
    for (const auto& [name, stands] : now) {
        const auto &shown = was.get(name), &mine = typed.get(name);
        if (mine == shown || mine == stands)
            both.add(name, stands);
        else if (stands == shown)
            both.add(name, mine);
        else
            return std::nullopt;
    }
    return both;
}

std::string packed(const http::Fields& fields) {
    auto out = nlohmann::json::object();
    for (const auto& [name, value] : fields) out[name] = value;
    return out.dump();
}

std::optional<http::Fields> unpacked(std::string_view packed) {
    const auto in = nlohmann::json::parse(packed, nullptr, false);
    if (!in.is_object()) return std::nullopt;
    http::Fields fields;
    for (const auto& [name, value] : in.items()) {
        if (!value.is_string()) return std::nullopt;
        fields.add(name, value.get<std::string>());
    }
    return fields;
}

}  // namespace mobio::plan
