// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "platform/clock.h"
#include "platform/text/texts.h"

namespace mobio::biography {

// A Gregorian date of which the day, or day and month, may be unknown.
struct PartialDate {
    int year = 0;
    unsigned month = 0, day = 0;  // 0: not known

    // Earliest and latest day that it may mean.
    Date first() const;
    Date last() const;
    std::string edtf() const;  // "2016", "2016-03", "2016-03-14" (ISO 8601-2)
    std::string_view precision() const;
    friend auto operator<=>(const PartialDate&, const PartialDate&) = default;
};

// "2016", "2016-03", "2016-03-14"; of an interval its start, of a decade ("201X") its first year.
std::optional<PartialDate> parse_edtf(std::string_view text);
// Of a claim's value: {edtf, …}, or a plain text in that form.
std::optional<PartialDate> date_of(const nlohmann::json& value);
bool estimated(const nlohmann::json& value);

// "2016", "März 2016", "14. März 2016", marked where it is estimated.
std::string date_in_words(const nlohmann::json& value, const text::Tongue& t);
// "2016 to 2019", "since 2016", "until 2019"; empty where there is neither.
std::string period_in_words(const nlohmann::json& from, const nlohmann::json& to,
                            const text::Tongue& t);

}  // namespace mobio::biography
