// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "figures/words.h"
#include "platform/http/request.h"
#include "platform/problems.h"
#include "platform/view/html.h"

// The form that a report is defined with: everything but its title is chosen.
namespace mobio::figures {

struct Draft {
    std::string title;
    Definition definition;
};

http::Fields fields_of(const Draft& draft);
// What a form says, and what in it has to be put right.
struct ReadDraft {
    Draft draft;
    Problems problems;
};
ReadDraft read(const http::Fields& typed, const Labels& labels);

html::Html form_fields(const http::Fields& typed, const Problems& problems, const Labels& labels,
                       const text::Tongue& t);

}  // namespace mobio::figures
