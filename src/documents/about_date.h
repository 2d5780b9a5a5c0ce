// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <nlohmann/json.hpp>

#include "biography/dates.h"
#include "platform/problems.h"
#include "platform/view/components.h"

// The date that stands on a paper: a year, a month or a day, in the calendar the person counts in
// or another one.
namespace mobio::documents {

void show_date(const nlohmann::json& date, const biography::Listener& person, http::Fields& values);
html::Html date_input(const http::Fields& values, const biography::Listener& person,
                      const Problems& problems);
// A partial date as the biography has them; null where nothing was typed or something is wrong.
nlohmann::json read_date(const http::Fields& typed, const biography::Listener& person, Date today,
                         Problems& problems);

}  // namespace mobio::documents
