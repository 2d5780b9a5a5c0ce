// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "platform/clock.h"
#include "platform/text/texts.h"

namespace mobio::text {

// What people count their days in. Islamic is that of Umm al-Qura; the civil one, which counts by a
// rule, is read and never offered.
enum class Calendar : std::uint8_t { Gregorian, Persian, Islamic, IslamicCivil };
inline constexpr std::array calendars{Calendar::Gregorian, Calendar::Persian, Calendar::Islamic,
                                      Calendar::IslamicCivil};

std::string_view code(Calendar calendar);  // "persian"
std::optional<Calendar> parse_calendar(std::string_view code);

// A day as a calendar counts it; months from 1. Of a year or a month what is not known is 0.
struct CalendarDay {
    int year = 0;
    unsigned month = 0, day = 0;
    friend bool operator==(const CalendarDay&, const CalendarDay&) = default;
};

// Safe for all threads; a `Date` is Gregorian.
CalendarDay day_in(Calendar calendar, Date day);
// Nothing where that calendar has no such day: 30 Esfand of a common year.
std::optional<Date> find_day(Calendar calendar, const CalendarDay& day);
// Of a year, or of one of its months.
Date first_day(Calendar calendar, int year, unsigned month = 0);
Date last_day(Calendar calendar, int year, unsigned month = 0);
unsigned days_in_month(Calendar calendar, int year, unsigned month);

// Names of months within a date, as a country's people say them: مرداد in Iran, اسد in Afghanistan;
// آب in Syria, أغسطس in Egypt. Without a country, or with one that does not speak the language, as
// the language's pages do; so too the Gregorian months in Farsi. `country`: alpha-2.
using MonthNames = std::array<std::string, 12>;
const MonthNames& month_names(Calendar calendar, Language language, std::string_view country = {});
// A month by its name in any of the five languages and their countries, or in Pashto; its beginning
// is enough where it leads to one month. 0: no such month.
unsigned find_month(Calendar calendar, std::string_view name);

// "12 مرداد 1388", or month and year, or the year alone; in Western digits.
std::string in_words(Calendar calendar, const CalendarDay& day, const Tongue& t,
                     std::string_view country);

}  // namespace mobio::text
