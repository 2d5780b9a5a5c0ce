// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <compare>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "platform/clock.h"
#include "platform/text/calendar.h"
#include "platform/text/texts.h"

namespace mobio::biography {

enum class Precision : std::uint8_t { Decade, Year, Month, Day };
std::string_view code(Precision precision);  // "year"

// What is known of a date: the days, both included, between which it lies. The Persian year 1357 is
// 1978-03-21 to 1979-03-20.
struct PartialDate {
    Date first{}, last{};
    Precision precision = Precision::Day;
    text::Calendar calendar = text::Calendar::Gregorian;  // in which it was told

    // "2016", "2016-03", "2016-03-14", "201X"; of other calendars' years and months the interval
    // "1978-03-21/1979-03-20" (ISO 8601-2).
    std::string edtf() const;
    // The earlier one first; where two begin together, the vaguer one.
    friend std::strong_ordering operator<=>(const PartialDate& a, const PartialDate& b);
    friend bool operator==(const PartialDate&, const PartialDate&) = default;
};

// A year, a month or a day as that calendar counts it; nothing where it has no such day.
std::optional<PartialDate> make_date(text::Calendar calendar, const text::CalendarDay& day);
// The ten years from that one on.
PartialDate make_decade(text::Calendar calendar, int year);
// The other way round, in any calendar: what is not known stays 0.
text::CalendarDay counted(const PartialDate& date, text::Calendar calendar);

std::optional<PartialDate> parse_edtf(std::string_view text);
// Of a claim's value: {edtf, calendar, …}, or a plain text in that form.
std::optional<PartialDate> date_of(const nlohmann::json& value);
bool estimated(const nlohmann::json& value);
// Offices write 1 January where no day is known. In another calendar it is the day that falls
// there.
bool is_first_of_january(const PartialDate& date);

// The calendar a person counts in, and the country (alpha-2) whose names of months they use.
struct DateHabits {
    text::Calendar calendar = text::Calendar::Gregorian;
    std::string country = {};
};

// To whom a value is said. Offices count as Germany does, and read beside it what was typed in
// another calendar; a person reads their own calendar, and the Gregorian beside it.
struct Listener {
    const text::Tongue& t;
    DateHabits habits = {};
    Listener(const text::Tongue& tongue) : t(tongue) {}
    Listener(const text::Tongue& tongue, DateHabits h) : t(tongue), habits(std::move(h)) {}
};

// "2016", "März 2016", "14. März 1996", "12 مرداد 1388 (3 اوت 2009)"; marked where it is estimated.
std::string date_in_words(const nlohmann::json& value, const Listener& listener);
// "2016 to 2019", "since 2016", "until 2019"; empty where there is neither.
std::string period_in_words(const nlohmann::json& from, const nlohmann::json& to,
                            const Listener& listener);

}  // namespace mobio::biography
