// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "consultation/consultation.h"
#include "platform/app.h"
#include "platform/view/html.h"

// The one form that a consultation is written with: most of it is chosen, so that it is quick by
// keyboard and needs no translator.
namespace mobio::consultation {

// As it was typed: also what is wrong. The last part is the working note.
html::Html form_fields(const http::Fields& typed, const Problems& problems, App& app,
                       const text::Tongue& t);

// The part about what is to be done, by whom and until when.
html::Html step_fields(const http::Fields& typed, const Problems& problems, App& app,
                       const text::Tongue& t);

// The working note of the form, and what is wrong with it.
struct TypedNote {
    std::string words;
    bool opened = false;
};
TypedNote read_note(const http::Fields& typed, Problems& problems);

}  // namespace mobio::consultation
