// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "catalogue/catalogue.h"
#include "plan/plan.h"
#include "platform/http/request.h"
#include "platform/problems.h"

// What the forms of a plan say, and what in them has to be put right.
namespace mobio::plan {

inline constexpr std::size_t most_short = 200, most_words = 2000;

struct Form {
    const http::Fields& typed;
    const catalogue::Catalogue& catalogue;
    Date today;
    Problems problems = {};

    // A code of the list; empty, with the problem, where it is none. Without `missing` it may be
    // left out.
    std::string code(const char* name, const char* list, const char* missing);
    std::string words(const char* name, std::size_t most);
    std::string language(const char* name) const;  // as the catalogue names it, or empty
    std::optional<Date> day(const char* name, bool needed);
};

// `before` is what stands there, for the day of a change of status.
Goal read_goal(Form& form, const Goal& before);
Measure read_measure(Form& form, const Measure& before);

// Several people write one plan. `was` is what the form showed, `now` what stands there by now,
// `typed` what comes. What only one side changed is taken from it; where both changed the same
// field differently, nothing can be decided here: nothing comes back.
std::optional<http::Fields> merged(const http::Fields& was, const http::Fields& now,
                                   const http::Fields& typed);
// What a form showed, as one hidden value, and back; nothing where it was not made by us.
std::string packed(const http::Fields& fields);
std::optional<http::Fields> unpacked(std::string_view packed);

}  // namespace mobio::plan
