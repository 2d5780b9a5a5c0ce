// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "biography/dates.h"
#include "biography/question.h"
#include "occupations/occupations.h"
#include "platform/http/request.h"
#include "platform/problems.h"
#include "platform/text/texts.h"
#include "platform/view/html.h"

namespace mobio::biography {

// What the inputs of a form hold, and in which language they are labelled.
struct Drawing {
    const catalogue::Catalogue& catalogue;
    const occupations::List& occupations;
    const Listener& person;
    const http::Fields& values;
    const Problems& problems;
    bool first_visit = false;  // what may wait is folded away (catalogue::Part::later)
    const text::Tongue& t = person.t;
};

// The questions of a field. With `title`, a composite field is headed by its own question.
html::Html draw(const Drawing& drawing, const catalogue::Field& field, bool title);
// "Or: I don't know, I don't want to say". Composite and simple fields alike.
html::Html draw_states(const Drawing& drawing, const catalogue::Field& field);
// For cards: there is nothing to add, too.
html::Html draw_none(const Drawing& drawing, const catalogue::Field& field);

bool has_free_text(const catalogue::Field& field);

}  // namespace mobio::biography
