// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "casework/cases.h"
#include "casework/places.h"
#include "platform/http/request.h"
#include "platform/problems.h"
#include "platform/view/html.h"

// The forms about a case, each a few fields. What is typed is read into the case as it is to be.
namespace mobio::casework {

// What a form stands on. number: of the stay or the pause in it, where it corrects one.
struct Ground {
    const Places& places;
    Date today;
    std::optional<std::size_t> number = {};
};

struct Drawing {
    const http::Fields& typed;
    const Problems& problems;
    const Places& places;
    App& app;
    const text::Tongue& t;
};

struct CaseForm {
    const char* title;
    const char* lead;    // nullptr: none
    const char* detail;  // what the log says was changed
    http::Fields (*first)(const Case& one, const Ground& ground);
    html::Html (*fields)(const Drawing& drawing);
    void (*read)(Case& one, const http::Fields& typed, const Ground& ground, Problems& problems);
};
extern const CaseForm stay_form, move_form, clock_form, pause_form, closing_form;

// The parts that opening a case shares.
html::Html stay_fields(const Drawing& drawing);
void read_stay(Case& one, const http::Fields& typed, const Ground& ground, Problems& problems);

}  // namespace mobio::casework
