// SPDX-License-Identifier: EUPL-1.2
#include "platform/text/day.h"

#include <fmt/format.h>

#include <charconv>

#include "platform/text/texts.h"

namespace mobio::text {

namespace {

std::optional<int> whole_number(std::string_view digits) {
    int number = 0;
    const auto* end = digits.data() + digits.size();
    const auto [rest, error] = std::from_chars(digits.data(), end, number);
    if (error != std::errc{} || rest != end || number < 0) return std::nullopt;
    return number;
}

std::optional<Date> day_of(std::string_view year, std::string_view month, std::string_view day) {
    const auto y = whole_number(year), m = whole_number(month), d = whole_number(day);
    if (!y || !m || !d || *y < 1900 || *y > 2999) return std::nullopt;
    const Date date{std::chrono::year{*y}, std::chrono::month{static_cast<unsigned>(*m)},
                    std::chrono::day{static_cast<unsigned>(*d)}};
    return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<Date> iso_day(std::string_view day) {
    if (day.size() != 10 || day[4] != '-' || day[7] != '-') return std::nullopt;
    return day_of(day.substr(0, 4), day.substr(5, 2), day.substr(8));
}

}  // namespace

std::string iso(Date day) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                       static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::optional<Date> parse_day(std::string_view typed) {
    // As records keep them there is nothing to clean, and lists read thousands.
    if (const auto day = iso_day(typed)) return day;
    const auto clean = text::ascii_digits(text::clean(typed).text);
    if (const auto day = iso_day(clean)) return day;
    const std::string_view day = clean;
    const auto first = day.find('.');
    const auto second = first == day.npos ? day.npos : day.find('.', first + 1);
    if (second == day.npos) return std::nullopt;
    return day_of(day.substr(second + 1), day.substr(first + 1, second - first - 1),
                  day.substr(0, first));
}

}  // namespace mobio::text
