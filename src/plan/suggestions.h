// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>
#include <vector>

#include "biography/biography.h"
#include "plan/plan.h"

// Goals that a biography speaks for. Each is a proposal: it is taken over with one tap, and then
// changed like any other goal.
namespace mobio::plan {

// How a suggested step looks.
struct Proposed {
    std::string_view kind;  // of plan_measure
    std::string_view side;  // of plan_responsible
    int weeks;              // from now to its deadline
    std::string_view proof = "none";
    std::string_view side_name = {};
};

// A rule: which goal, what it looks like, and whether the biography speaks for it.
struct Rule {
    std::string_view area, kind, indicator;
    int months;  // to its deadline
    std::vector<Proposed> steps;
    bool (*speaks_for)(const biography::Biography& biography, Date today);
};
const std::vector<Rule>& rules();
const Rule* rule(std::string_view kind);

// Without those of which the plan has a goal already that was not dropped.
std::vector<const Rule*> suggestions(const biography::Biography& biography, const Plan& plan,
                                     Date today);

struct Start {
    Goal goal;
    std::vector<Measure> measures;
};
// As the rule proposes it, in the first free place, or later where three goals are active.
Start start_of(const Rule& rule, const Plan& plan, Date today, std::optional<Date> born);

// 1 to 3: the first place that no active goal has; else later.
int free_place(const Plan& plan);
// The official date of birth; of an incomplete one the last day that it leaves open.
std::optional<Date> birth_of(const biography::Biography& biography);
// The language they want to be written in, as the catalogue names it; may be empty.
std::string language_of(const biography::Biography& biography);
// That one, those they say they know, and the five of our pages.
std::vector<std::string> spoken_languages(const biography::Biography& biography);

}  // namespace mobio::plan
