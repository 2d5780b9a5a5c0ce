// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <string>
#include <vector>

#include "platform/clock.h"

namespace mobio::text {

// Names that dates need, in the forms CLDR tells apart: within a date, and standing alone.
struct DateNames {
    std::array<std::string, 12> months, months_alone;
    std::array<std::string, 7> weekdays;  // from Sunday
    std::string first_of_month;           // French "1er"; empty: the number
};

// A date pattern of CLDR (d dd M MM MMMM LLLL y EEEE H HH mm and 'quoted' text), taken apart once;
// Gregorian, Western digits. Immutable, so all threads may use it, which ICU's own does not allow.
class DatePattern {
public:
    explicit DatePattern(const std::string& pattern);
    // `clock`: since midnight.
    std::string format(const DateNames& names, Date day, Duration clock = {}) const;

private:
    struct Piece {
        char letter;  // 0: the literal
        int width;
        std::string literal;
    };
    std::vector<Piece> pieces_;
};

}  // namespace mobio::text
