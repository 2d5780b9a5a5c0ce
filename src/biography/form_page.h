// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <set>
#include <string>

#include "biography/sheet.h"
#include "platform/view/html.h"

namespace mobio::biography {

// What a form page shows: the sheet, filled with what is stored or what was just typed.
struct FormPage {
    const Teller& who;
    const Sheet& sheet;
    const Biography& biography;
    http::Fields values;
    Problems problems = {};
    Seen seen = {};
    std::set<std::string> clashes = {};  // fields that another device changed meanwhile
    std::string action = {};
    html::Html above = {}, below = {};  // beside the form: cards, a staff's facts
    unsigned status = 200;
};

// The values that the inputs show at first.
http::Fields stored_values(App& app, const Sheet& sheet, const Biography& biography);
http::Response show_form(const http::Request& request, App& app, FormPage page);

// A POST of a form, from reading to the answer: 303, 422 with what was typed, 409 where two saved
// different things at once, the same form again where only the language changes.
http::Response take_form(const Teller& who, const http::Request& request, App& app, FormPage page,
                         const std::string& then);

}  // namespace mobio::biography
