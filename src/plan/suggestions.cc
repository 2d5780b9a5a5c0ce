// SPDX-License-Identifier: EUPL-1.2
#include "plan/suggestions.h"

#include <algorithm>
#include <array>

#include "platform/text/day.h"

namespace mobio::plan {

namespace {

using biography::Biography;
using biography::Claim;
using nlohmann::json;
namespace chrono = std::chrono;

const json* value_of(const Claim* claim) {
    return claim && claim->state == biography::State::Value ? &claim->value : nullptr;
}

std::string text_in(const json& object, const char* part) {
    const auto found = object.is_object() ? object.find(part) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}
bool yes_in(const json& object, const char* part) {
    const auto found = object.is_object() ? object.find(part) : object.end();
    return found != object.end() && found->is_boolean() && found->get<bool>();
}
double number_in(const json& object, const char* part) {
    const auto found = object.is_object() ? object.find(part) : object.end();
    return found != object.end() && found->is_number() ? found->get<double>() : 0;
}

std::string code_of(const Biography& biography, const char* field) {
    const auto* value = value_of(biography.claim(field));
    return value && value->is_string() ? value->get<std::string>() : std::string{};
}
json object_of(const Biography& biography, const char* field) {
    const auto* value = value_of(biography.claim(field));
    return value ? *value : json::object();
}
bool has_code(const Biography& biography, const char* field, std::string_view code) {
    const auto* value = value_of(biography.claim(field));
    return value && value->is_array() &&
           std::ranges::any_of(*value, [&](const json& one) { return one == code; });
}
std::vector<json> entries_of(const Biography& biography, const char* field) {
    std::vector<json> all;
    for (const auto* entry : biography.entries(field))
        if (const auto* value = value_of(entry->answer.claim())) all.push_back(*value);
    return all;
}
bool any(const Biography& biography, const char* field, bool (*holds)(const json&)) {
    return std::ranges::any_of(entries_of(biography, field), holds);
}

constexpr std::array<std::string_view, 9> levels{"none", "A0", "A1", "A2",    "B1",
                                                 "B2",   "C1", "C2", "native"};
std::size_t rank(std::string_view level) {
    const auto found = std::ranges::find(levels, level);
    return found == levels.end() ? 0 : static_cast<std::size_t>(found - levels.begin());
}

// Passed in a test, or said of all that one does with a language.
bool has_german(const Biography& biography, std::string_view wanted) {
    for (const auto& test : entries_of(biography, "language.tests"))
        if (text_in(test, "result") == "passed" && rank(text_in(test, "level")) >= rank(wanted))
            return true;
    for (const auto& skill : entries_of(biography, "language.skills")) {
        if (text_in(skill, "lang") != "deu") continue;
        if (yes_in(skill, "native")) return true;
        bool all = true;
        for (const char* part : {"listening", "reading", "spoken_interaction", "spoken_production"})
            all = all && rank(text_in(skill, part)) >= rank(wanted);
        if (all) return true;
    }
    return false;
}

// Of the children that live with the person.
template <class Holds>
bool any_child(const Biography& biography, Date today, int from, int before, Holds holds) {
    for (const auto& child : entries_of(biography, "family.children")) {
        const auto birth = child.contains("birth") ? biography::date_of(child["birth"])
                                                   : std::optional<biography::PartialDate>{};
        const bool elsewhere = child.contains("in_household") && !yes_in(child, "in_household");
        if (!birth || elsewhere) continue;
        const auto years = [&](int count) {
            return chrono::sys_days{months_from(birth->first, 12 * count)};
        };
        const auto now = chrono::sys_days{today};
        if (now >= years(from) && now < years(before) && holds(child)) return true;
    }
    return false;
}

bool under(const Biography& biography, int years, Date today) {
    const auto born = birth_of(biography);
    return born && chrono::sys_days{today} < chrono::sys_days{months_from(*born, 12 * years)};
}

bool completed_abroad(const json& entry) {
    const auto country = text_in(entry, "country");
    return !country.empty() && country != "DE" &&
           (yes_in(entry, "completed") || text_in(entry, "state") == "completed");
}

bool is_one_of(const std::string& code, std::initializer_list<std::string_view> codes) {
    return std::ranges::find(codes, code) != codes.end();
}

// --- What the rules ask -------------------------------------------------------------------------

bool cannot_read(const Biography& biography, Date) {
    return is_one_of(code_of(biography, "literacy.category"), {"primary", "functional"});
}
bool needs_b1(const Biography& biography, Date) { return !has_german(biography, "B1"); }
bool needs_b2(const Biography& biography, Date) {
    const auto goal = text_in(object_of(biography, "work.goal"), "kind");
    return has_german(biography, "B1") && !has_german(biography, "B2") &&
           is_one_of(goal, {"apprenticeship", "job_skilled", "recognition", "study"});
}
bool unrecognised(const Biography& biography, Date) {
    return entries_of(biography, "recognition.cases").empty() &&
           (any(biography, "training.entries", completed_abroad) ||
            any(biography, "training.study", completed_abroad));
}
bool no_leaving_certificate(const Biography& biography, Date today) {
    const auto level = text_in(object_of(biography, "school.leaving_level"), "level");
    return under(biography, 25, today) && is_one_of(level, {"none", "primary_only"});
}
bool wants(const Biography& biography, std::initializer_list<std::string_view> goals) {
    return is_one_of(text_in(object_of(biography, "work.goal"), "kind"), goals);
}
bool wants_training(const Biography& biography, Date) {
    return wants(biography, {"apprenticeship", "eq"}) &&
           entries_of(biography, "training.german_apprenticeship").empty();
}
bool wants_study(const Biography& biography, Date) {
    return wants(biography, {"study"}) && code_of(biography, "work.status") != "study";
}
bool wants_work(const Biography& biography, Date) {
    return code_of(biography, "work.status") == "seeking" ||
           (code_of(biography, "work.status").empty() &&
            wants(biography, {"job_skilled", "job_any"}));
}
bool child_without_school(const Biography& biography, Date today) {
    return has_code(biography, "residence.allocation_needs", "school_place") ||
           any_child(biography, today, 6, 16, [](const json& child) {
               return text_in(child, "school").empty() &&
                      !is_one_of(text_in(child, "care"), {"school", "all_day"});
           });
}
bool child_without_care(const Biography& biography, Date today) {
    const auto need = object_of(biography, "family.childcare_need");
    return has_code(biography, "residence.allocation_needs", "childcare_place") ||
           number_in(need, "n_u3") + number_in(need, "n_3_6") > 0 ||
           any_child(biography, today, 1, 6, [](const json& child) {
               return is_one_of(text_in(child, "care"), {"searching"});
           });
}
bool title_runs_out(const Biography& biography, Date today) {
    const auto until = text::parse_day(code_of(biography, "residence.valid_until"));
    return until && chrono::sys_days{*until} <= chrono::sys_days{months_from(today, 6)};
}
bool looks_for_flat(const Biography& biography, Date) {
    return yes_in(object_of(biography, "life.housing"), "searching");
}
bool family_far_away(const Biography& biography, Date) {
    return any(biography, "family.abroad", [](const json& one) {
        return is_one_of(text_in(one, "procedure_state"), {"not_started", "advice"});
    });
}
bool no_digital_skills(const Biography& biography, Date) {
    return is_one_of(code_of(biography, "literacy.digital"), {"none", "phone_only"});
}
bool licence_to_convert(const Biography& biography, Date) {
    return any(biography, "life.driving", [](const json& one) {
        return is_one_of(text_in(one, "conversion_state"), {"valid_6m", "expired_6m"});
    });
}

}  // namespace

const std::vector<Rule>& rules() {
    static const std::vector<Rule> all{
        {"legal",
         "residence",
         "title",
         3,
         {{"papers", "person", 2},
          {"apply", "person", 4, "letter"},
          {"decide", "office", 12, "letter", "Ausländerbehörde"}},
         title_runs_out},
        {"language",
         "literacy",
         "course_started",
         6,
         {{"placement_test", "person", 4}, {"course_register", "caseworker", 6, "confirmation"}},
         cannot_read},
        {"language",
         "german_b1",
         "test_passed",
         12,
         {{"placement_test", "person", 4},
          {"course_register", "person", 6, "confirmation"},
          {"childcare_ask", "caseworker", 4},
          {"exam", "person", 50, "certificate"}},
         needs_b1},
        {"language",
         "german_b2",
         "test_passed",
         12,
         {{"course_fees", "caseworker", 3},
          {"course_register", "person", 6, "confirmation"},
          {"exam", "person", 50, "certificate"}},
         needs_b2},
        {"training",
         "recognition",
         "notice",
         9,
         {{"advice", "person", 4, "told"},
          {"papers", "person", 8},
          {"translation", "person", 12, "confirmation"},
          {"apply", "person", 14, "letter"}},
         unrecognised},
        {"school",
         "school_cert",
         "certificate",
         12,
         {{"advice", "person", 4, "told"}, {"course_register", "person", 8, "confirmation"}},
         no_leaving_certificate},
        {"training",
         "apprenticeship",
         "contract",
         12,
         {{"cv", "person", 3},
          {"internship", "person", 12, "confirmation"},
          {"applications", "person", 16}},
         wants_training},
        {"training",
         "study",
         "place",
         12,
         {{"advice", "person", 4, "told"}, {"apply", "person", 20, "letter"}},
         wants_study},
        {"work",
         "job",
         "contract",
         6,
         {{"cv", "person", 3}, {"job_talk", "person", 4, "told"}, {"applications", "person", 8}},
         wants_work},
        {"children",
         "school_place",
         "place",
         2,
         {{"school_register", "caseworker", 2, "confirmation"}},
         child_without_school},
        {"children",
         "childcare",
         "place",
         6,
         {{"childcare_ask", "person", 3, "confirmation"}},
         child_without_care},
        {"housing",
         "housing",
         "contract",
         12,
         {{"apply", "person", 4, "letter"}, {"search_flat", "person", 8}},
         looks_for_flat},
        {"children",
         "family",
         "notice",
         12,
         {{"advice", "person", 4, "told"}, {"apply", "person", 12, "letter"}},
         family_far_away},
        {"digital",
         "digital",
         "alone",
         6,
         {{"course_register", "person", 6, "confirmation"}, {"practise", "caseworker", 8}},
         no_digital_skills},
        {"work",
         "driving",
         "licence",
         6,
         {{"papers", "person", 4}, {"apply", "person", 6, "letter"}},
         licence_to_convert},
    };
    return all;
}

const Rule* rule(std::string_view kind) {
    const auto found = std::ranges::find(rules(), kind, &Rule::kind);
    return found == rules().end() ? nullptr : &*found;
}

std::vector<const Rule*> suggestions(const Biography& biography, const Plan& plan, Date today) {
    std::vector<const Rule*> out;
    for (const auto& one : rules()) {
        const bool there = std::ranges::any_of(plan.goals, [&](const KeptGoal& goal) {
            return goal.told.kind == one.kind && goal.told.status != "dropped";
        });
        if (!there && one.speaks_for(biography, today)) out.push_back(&one);
    }
    return out;
}

int free_place(const Plan& plan) {
    for (int place = 1; place <= most_active; ++place)
        if (std::ranges::none_of(plan.goals, [&](const KeptGoal& goal) {
                return goal.told.active() && goal.told.priority == place;
            }))
            return place;
    return later;
}

Start start_of(const Rule& rule, const Plan& plan, Date today, std::optional<Date> born) {
    Start start;
    auto& goal = start.goal;
    goal.area = rule.area;
    goal.kind = rule.kind;
    goal.indicator = rule.indicator;
    goal.priority = active_goals(plan) < most_active ? free_place(plan) : later;
    goal.deadline = months_from(today, rule.months);
    goal.review = next_review(today, born);
    goal.status_on = today;
    for (const auto& step : rule.steps) {
        Measure measure;
        measure.kind = step.kind;
        measure.side = step.side;
        measure.side_name = step.side_name;
        measure.proof = step.proof;
        measure.due = Date{chrono::sys_days{today} + chrono::weeks{step.weeks}};
        measure.status_on = today;
        start.measures.push_back(std::move(measure));
    }
    return start;
}

std::optional<Date> birth_of(const Biography& biography) {
    const auto* value = value_of(biography.claim("person.birth"));
    const auto birth = value ? biography::date_of(*value) : std::nullopt;
    return birth ? std::optional(birth->last) : std::nullopt;
}

std::string language_of(const Biography& biography) {
    return code_of(biography, "contact.language");
}

std::vector<std::string> spoken_languages(const Biography& biography) {
    std::vector<std::string> all{language_of(biography)};
    for (const auto& skill : entries_of(biography, "language.skills"))
        all.push_back(text_in(skill, "lang"));
    for (const char* ours : {"deu", "eng", "fra", "arb", "pes"}) all.emplace_back(ours);
    return all;
}

}  // namespace mobio::plan
