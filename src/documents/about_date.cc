// SPDX-License-Identifier: EUPL-1.2
#include "documents/about_date.h"

#include <charconv>

namespace mobio::documents {

using biography::Listener;
using nlohmann::json;
using text::Calendar;
using text::CalendarDay;
using text::mark;

namespace {

constexpr std::array offered{Calendar::Gregorian, Calendar::Persian, Calendar::Islamic};

std::string_view name_of(Calendar calendar, const text::Tongue& t) {
    if (calendar == Calendar::Gregorian) return t.tr("calendar", "Gregorian");
    return calendar == Calendar::Persian ? t.tr("calendar", "Persian")
                                         : t.tr("calendar", "Islamic");
}

// Nothing where it is no number.
std::optional<int> number_of(const std::string& typed) {
    const auto digits = text::ascii_digits(typed);
    int number = 0;
    const auto [rest, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || rest != digits.data() + digits.size()) return {};
    return number;
}

// 0 where nothing was typed.
std::optional<CalendarDay> day_of(Calendar calendar, const http::Fields& typed) {
    const auto part = [&](const char* name) {
        return text::clean(typed.get(std::string("date.") + name)).text;
    };
    const auto year = number_of(part("year"));
    auto month = part("month").empty() ? std::optional(0) : number_of(part("month"));
    if (!month) month = static_cast<int>(text::find_month(calendar, part("month")));
    const auto day = part("day").empty() ? std::optional(0) : number_of(part("day"));
    const bool named_wrong = !part("month").empty() && month.value_or(0) <= 0;
    if (!year || !day || *day < 0 || named_wrong || (*day > 0 && *month == 0)) return {};
    return CalendarDay{*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day)};
}

bool is_empty(const http::Fields& typed) {
    for (const char* part : {"date.day", "date.month", "date.year"})
        if (!text::clean(typed.get(part)).text.empty()) return false;
    return true;
}

}  // namespace

void show_date(const json& date, const Listener& person, http::Fields& values) {
    values.add("date.calendar", std::string(text::code(person.habits.calendar)));
    const auto told = date.is_null() ? std::nullopt : biography::date_of(date);
    if (!told) return;
    values.set("date.calendar", std::string(text::code(told->calendar)));
    const auto day = biography::counted(*told, told->calendar);
    const auto shown = [](auto number) {
        return number == 0 ? std::string() : std::to_string(number);
    };
    values.add("date.year", shown(day.year));
    values.add("date.month", shown(day.month));
    values.add("date.day", shown(day.day));
}

html::Html date_input(const http::Fields& values, const Listener& person,
                      const Problems& problems) {
    const auto& t = person.t;
    view::PartDate date{
        .name = "date",
        .label = std::string(t.tr("Which date stands on it?")),
        .hint = std::string(t.tr("The year alone is enough. You can use your own calendar.")),
        .day = values.get("date.day"),
        .month = values.get("date.month"),
        .year = values.get("date.year"),
        .calendar = values.get("date.calendar")};
    for (const auto calendar : offered)
        date.calendars.push_back({.value = std::string(text::code(calendar)),
                                  .label = std::string(name_of(calendar, t))});
    if (date.calendar.empty()) date.calendar = text::code(person.habits.calendar);
    return view::part_date(date, problems, t);
}

json read_date(const http::Fields& typed, const Listener& person, Date today, Problems& problems) {
    if (is_empty(typed)) return nullptr;
    const auto calendar =
        text::parse_calendar(typed.get("date.calendar")).value_or(person.habits.calendar);
    const auto day = day_of(calendar, typed);
    const auto date = day ? biography::make_date(calendar, *day) : std::nullopt;
    const bool fits = date && date->first >= Date{std::chrono::year{1900} / 1 / 1} &&
                      std::chrono::sys_days{date->first} <= std::chrono::sys_days{today};
    if (!fits) {
        problems.add("date", {mark("This date does not exist, or has not come yet.")});
        return nullptr;
    }
    return {{"edtf", date->edtf()},
            {"precision", biography::code(date->precision)},
            {"calendar", text::code(calendar)},
            {"text", ""},
            {"source", ""},
            {"estimated", false}};
}

}  // namespace mobio::documents
