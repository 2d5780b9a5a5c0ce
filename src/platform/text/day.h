// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/clock.h"

// Plain days of the Gregorian calendar, as forms and stored values carry them.
namespace mobio::text {

std::string iso(Date day);  // ISO 8601: "2026-11-28"
// Also as one writes it in Germany (28.11.2026), in any of our digits, between 1900 and 2999.
// Nothing where it is no day.
std::optional<Date> parse_day(std::string_view typed);

}  // namespace mobio::text
