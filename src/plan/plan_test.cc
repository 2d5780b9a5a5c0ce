// SPDX-License-Identifier: EUPL-1.2
#include "plan/plan.h"

#include "catalogue/catalogue.h"
#include "plan/agreements.h"
#include "plan/office_for_test.h"
#include "plan/reading.h"
#include "plan/signature.h"
#include "plan/suggestions.h"

using namespace mobio;
using namespace mobio::plan;

namespace {

Date day(const char* iso) { return text::parse_day(iso).value(); }

KeptGoal kept(const char* kind, int priority, const char* status = "open") {
    Goal goal;
    goal.area = "language";
    goal.kind = kind;
    goal.priority = priority;
    goal.status = status;
    goal.deadline = day("2030-01-01");
    return {GoalId::make(Time{}), 1, goal, {}};
}

biography::Biography told(const char* field, const nlohmann::json& value, bool repeated = false) {
    biography::Document document;
    biography::Claim claim;
    claim.id = "c";
    claim.value = value;
    const biography::Answer answer{{claim}, "c"};
    if (repeated)
        document.repeated[field] = {{"e", answer, false}};
    else
        document.answers[field] = answer;
    return biography::Biography(document);
}

std::vector<std::string> suggested(const biography::Biography& biography, const Plan& plan = {}) {
    std::vector<std::string> kinds;
    for (const auto* one : suggestions(biography, plan, day("2026-06-15")))
        kinds.emplace_back(one->kind);
    return kinds;
}
bool suggests(const biography::Biography& biography, const char* kind) {
    const auto kinds = suggested(biography);
    return std::ranges::find(kinds, kind) != kinds.end();
}

}  // namespace

TEST_CASE("the next review is in half a year, for people under 25 in a quarter") {
    CHECK(next_review(day("2026-01-31"), std::nullopt) == day("2026-07-31"));
    CHECK(next_review(day("2026-08-31"), std::nullopt) == day("2027-02-28"));
    CHECK(next_review(day("2026-01-10"), day("1990-01-01")) == day("2026-07-10"));
    CHECK(next_review(day("2026-01-10"), day("2001-01-11")) == day("2026-04-10"));
    CHECK(next_review(day("2026-01-11"), day("2001-01-11")) == day("2026-07-11"));
}

TEST_CASE("what is active comes first, then what waits, then what is over") {
    Plan plan;
    plan.goals = {kept("job", later), kept("housing", 2), kept("digital", 1, "reached"),
                  kept("german_b1", 1)};
    sort(plan);
    CHECK(plan.goals[0].told.kind == "german_b1");
    CHECK(plan.goals[1].told.kind == "housing");
    CHECK(plan.goals[2].told.kind == "job");
    CHECK(plan.goals[3].told.kind == "digital");
    CHECK(active_goals(plan) == 2);
    CHECK(free_place(plan) == 3);
}

TEST_CASE("a biography suggests goals, each for its reason") {
    using nlohmann::json;
    CHECK(suggested({}) == std::vector<std::string>{"german_b1"});
    CHECK_FALSE(suggests(
        told("language.tests", {{"test", "dtz"}, {"level", "B1"}, {"result", "passed"}}, true),
        "german_b1"));
    CHECK(suggests(
        told("language.tests", {{"test", "dtz"}, {"level", "A2"}, {"result", "passed"}}, true),
        "german_b1"));
    const json well{{"lang", "deu"},
                    {"listening", "B1"},
                    {"reading", "B2"},
                    {"spoken_interaction", "B1"},
                    {"spoken_production", "B1"}};
    CHECK_FALSE(suggests(told("language.skills", well, true), "german_b1"));
    CHECK(suggests(told("literacy.category", "primary"), "literacy"));
    CHECK(suggests(told("training.entries", {{"country", "SY"}, {"completed", true}}, true),
                   "recognition"));
    CHECK_FALSE(suggests(told("training.entries", {{"country", "DE"}, {"completed", true}}, true),
                         "recognition"));
    CHECK(suggests(told("residence.valid_until", "2026-12-15"), "residence"));
    CHECK_FALSE(suggests(told("residence.valid_until", "2026-12-16"), "residence"));
    CHECK(suggests(told("literacy.digital", "phone_only"), "digital"));
    CHECK_FALSE(suggests(told("literacy.digital", "independent"), "digital"));
    CHECK(suggests(told("family.children", {{"birth", {{"edtf", "2018-03"}}}}, true),
                   "school_place"));
    CHECK_FALSE(
        suggests(told("family.children", {{"birth", {{"edtf", "2018"}}}, {"care", "school"}}, true),
                 "school_place"));
    CHECK_FALSE(suggests(
        told("family.children", {{"birth", {{"edtf", "2018"}}}, {"in_household", false}}, true),
        "school_place"));
    CHECK(suggests(
        told("family.children", {{"birth", {{"edtf", "2023"}}}, {"care", "searching"}}, true),
        "childcare"));
    CHECK(suggests(told("residence.allocation_needs", json::array({"school_place"})),
                   "school_place"));
    CHECK(suggests(told("work.status", "seeking"), "job"));
    CHECK(suggests(told("work.goal", {{"kind", "apprenticeship"}}), "apprenticeship"));
    CHECK(suggests(told("life.housing", {{"searching", true}}), "housing"));
    CHECK(suggests(told("life.driving", {{"conversion_state", "valid_6m"}}, true), "driving"));
    CHECK(suggests(told("family.abroad", {{"procedure_state", "advice"}}, true), "family"));
}

TEST_CASE("a goal that is in the plan is not suggested again, one that was dropped is") {
    Plan plan;
    plan.goals = {kept("german_b1", 1, "reached")};
    CHECK(suggested({}, plan).empty());
    plan.goals = {kept("german_b1", 1, "dropped")};
    CHECK(suggested({}, plan) == std::vector<std::string>{"german_b1"});
}

TEST_CASE("every rule speaks in codes that the catalogue knows") {
    World world;
    const auto& catalogue = *world.app().catalogue;
    for (const auto& one : rules()) {
        CAPTURE(one.kind);
        CHECK(catalogue.has_code("plan_area", one.area));
        CHECK(catalogue.has_code("plan_goal", one.kind));
        CHECK(catalogue.has_code("plan_indicator", one.indicator));
        const auto start = start_of(one, {}, day("2026-06-15"), std::nullopt);
        CHECK(start.goal.active());
        CHECK(start.goal.deadline > day("2026-06-15"));
        for (const auto& measure : start.measures) {
            CHECK(catalogue.has_code("plan_measure", measure.kind));
            CHECK(catalogue.has_code("plan_responsible", measure.side));
            CHECK(catalogue.has_code("plan_proof", measure.proof));
            CHECK((measure.side != "office" || !measure.side_name.empty()));
        }
    }
}

TEST_CASE("of two forms what only one changed is kept, what both changed is decided by nobody") {
    const auto form = [](const char* a, const char* b) {
        http::Fields fields;
        fields.add("a", a);
        fields.add("b", b);
        return fields;
    };
    const auto was = form("1", "1");
    const auto both = merged(was, form("2", "1"), form("1", "3"));
    REQUIRE(both);
    CHECK(both->get("a") == "2");
    CHECK(both->get("b") == "3");
    CHECK(merged(was, form("2", "1"), form("2", "1")));
    CHECK_FALSE(merged(was, form("2", "1"), form("3", "1")));
    CHECK(unpacked(packed(was))->get("a") == "1");
    CHECK_FALSE(unpacked("no"));
    CHECK_FALSE(unpacked("[1]"));
    CHECK_FALSE(unpacked(R"({"a":1})"));
}

TEST_CASE("a signature is strokes of points inside its field, and nothing else") {
    CHECK(read_signature("M10 10L60 40L90 20M100 100L120 90L140 110") ==
          "M10 10L60 40L90 20M100 100L120 90L140 110");
    CHECK(read_signature("M010 10L60 40L90 20M100 100L120 90L140 110") ==
          "M10 10L60 40L90 20M100 100L120 90L140 110");
    for (const char* wrong :
         {"", "L10 10L60 40L90 20L100 100L120 90L140 110", "M10 10", "M1 1L2 2L3 3L4 4L5 5L6 6",
          "M10 10L601 40L90 20L100 100L120 90L140 110",
          "M10 10L60 201L90 20L100 100L120 90L140 110", "M10 10L60 -4L90 20L100 100L120 90L140 110",
          "M10 10C1 1 2 2 3 3L90 20L100 100L120 90L140 110",
          "M10 10L60 40L90 20L100 100L120 90L140 110\"/><script>",
          "M10,10L60,40L90,20L100,100L120,90L140,110", "M10 10L60 40L90 20L100 100L120 90L140",
          "M 10 10L60 40L90 20L100 100L120 90L140 110",
          "M10 10L6e1 40L90 20L100 100L120 9L140 1"}) {
        CAPTURE(wrong);
        CHECK_FALSE(read_signature(wrong));
    }
    std::string long_one = "M0 0";
    for (int i = 0; i < 20'000; ++i) long_one += "L9 9";
    CHECK_FALSE(read_signature(long_one));
}

TEST_CASE("the difference between two agreements is said field by field") {
    Content before, after;
    auto goal = kept("german_b1", 1);
    Measure step;
    step.kind = "exam";
    step.side = "person";
    goal.measures = {{MeasureId::make(Time{}), 1, step}};
    before.goals = {goal, kept("job", 2)};
    goal.told.deadline = day("2031-01-01");
    goal.told.status = "in_progress";
    goal.measures[0].told.side = "caseworker";
    goal.measures.push_back({MeasureId::make(Time{} + std::chrono::hours{1}), 1, step});
    after.goals = {goal, kept("housing", 3)};
    after.covers = "Karim";
    after.day = day("2026-06-15");

    const auto all = differences(before, after);
    const auto has = [&](Difference::What what, std::string_view field) {
        return std::ranges::any_of(
            all, [&](const Difference& one) { return one.what == what && one.field == field; });
    };
    using What = Difference::What;
    CHECK(all.size() == 7);
    CHECK(has(What::CoversChanged, "covers"));
    CHECK(has(What::GoalChanged, "deadline"));
    CHECK(has(What::GoalChanged, "status"));
    CHECK(has(What::StepChanged, "side"));
    CHECK(has(What::StepAdded, ""));
    CHECK(has(What::GoalAdded, ""));
    CHECK(has(What::GoalLeftOut, ""));
    CHECK_FALSE(is_agreed("status"));
    CHECK(is_agreed("deadline"));
    CHECK(content_from(to_json(after)).goals[0].told == after.goals[0].told);
}
