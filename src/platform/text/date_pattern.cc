// SPDX-License-Identifier: EUPL-1.2
#include "platform/text/date_pattern.h"

#include <stdexcept>
#include <string_view>

namespace mobio::text {
namespace {

constexpr std::string_view known_letters = "dMLyEHm";
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

void append_number(std::string& to, long number, int width) {
    const auto digits = std::to_string(number);
    if (static_cast<int>(digits.size()) < width)
        to.append(static_cast<std::size_t>(width) - digits.size(), '0');
    to += digits;
}

}  // namespace

DatePattern::DatePattern(const std::string& pattern) {
    bool quoted = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '\'') {
            quoted = !quoted;
        } else if (!quoted && is_letter(c)) {
            if (known_letters.find(c) == known_letters.npos)
                throw std::runtime_error("date pattern not understood: " + pattern);
            if (i > 0 && pattern[i - 1] == c && !pieces_.empty() && pieces_.back().letter == c)
                ++pieces_.back().width;
            else
                pieces_.push_back({c, 1, {}});
        } else {
            if (pieces_.empty() || pieces_.back().letter) pieces_.push_back({0, 0, {}});
            pieces_.back().literal += c;
        }
    }
}

std::string DatePattern::format(const DateNames& names, Date day, Duration clock) const {
    using namespace std::chrono;
    const auto month = static_cast<unsigned>(day.month());
    const auto number_of_day = static_cast<unsigned>(day.day());
    const auto minutes = duration_cast<std::chrono::minutes>(clock).count();
    std::string text;
    text.reserve(48);
    for (const auto& [letter, width, literal] : pieces_) {
        if (letter == 0)
            text += literal;
        else if (letter == 'd' && width == 1 && number_of_day == 1 && !names.first_of_month.empty())
            text += names.first_of_month;
        else if (letter == 'd')
            append_number(text, number_of_day, width);
        else if ((letter == 'M' || letter == 'L') && width >= 3)
            text += (letter == 'M' ? names.months : names.months_alone).at(month - 1);
        else if (letter == 'M' || letter == 'L')
            append_number(text, month, width);
        else if (letter == 'y')
            append_number(text, static_cast<int>(day.year()), 1);
        else if (letter == 'E')
            text += names.weekdays.at(weekday(sys_days(day)).c_encoding());
        else
            append_number(text, letter == 'H' ? minutes / 60 : minutes % 60, width);
    }
    return text;
}

}  // namespace mobio::text
