// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "biography/dates.h"
#include "catalogue/catalogue.h"
#include "households/findings.h"

namespace mobio::households {

// A partial date of a file, {edtf, precision, calendar, original, source, estimated}, or its edtf
// alone, as a claim keeps it. Where the original was told in another calendar, it says the days
// exactly: ۱۳۷۹ are those of the Persian year. Null where it is wrong.
nlohmann::json read_date(const nlohmann::json& given, const At& at,
                         const catalogue::Catalogue& catalogue, Findings& findings);

// "۱۳۸۳/۰۴/۰۱", "شهریور ۱۳۸۳", "۱۲ اسد ۱۳۸۸", "۱۳۷۹": a day, month or year as that calendar counts.
std::optional<biography::PartialDate> told_in(text::Calendar calendar, std::string_view original);

}  // namespace mobio::households
