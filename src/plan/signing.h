// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "plan/agreements.h"
#include "platform/problems.h"
#include "platform/view/components.h"

// The part of a page on which somebody agrees to a version: drawn with a finger (sign.js), or by
// keyboard, with the name written and one tick.
namespace mobio::plan {

inline constexpr const char* sign_script = "sign.js";

// `side` names the inputs, so that two may stand on one page: "person", "caseworker".
html::Html sign_fields(std::string_view side, const std::string& name, const http::Fields& typed,
                       const Problems& problems, const text::Tongue& t);
Confirmation read_signed(std::string_view side, const http::Fields& typed, Problems& problems);

}  // namespace mobio::plan
