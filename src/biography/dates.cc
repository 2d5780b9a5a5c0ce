// SPDX-License-Identifier: EUPL-1.2
#include "biography/dates.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace mobio::biography {

using nlohmann::json;
using text::Calendar;
using text::CalendarDay;
namespace chrono = std::chrono;
using chrono::sys_days;

namespace {

constexpr std::array<std::string_view, 4> precisions{"decade", "year", "month", "day"};

// A number of exactly that many digits.
std::optional<int> digits(std::string_view text, std::size_t count) {
    if (text.size() != count) return {};
    int number = 0;
    const auto end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end || number < 0) return {};
    return number;
}

std::string iso(Date day) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                       static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::optional<PartialDate> parse_single(std::string_view text) {
    if (text.size() == 4 && text.back() == 'X') {
        const auto decade = digits(text.substr(0, 3), 3);
        return decade ? std::optional(make_decade(Calendar::Gregorian, *decade * 10))
                      : std::nullopt;
    }
    const auto year = digits(text.substr(0, 4), 4);
    if (!year) return {};
    if (text.size() == 4) return make_date(Calendar::Gregorian, {*year, 0, 0});
    if (text.size() != 7 && text.size() != 10) return {};
    const auto month = digits(text.substr(5, 2), 2);
    if (text[4] != '-' || !month || *month == 0) return {};
    CalendarDay day{*year, static_cast<unsigned>(*month), 0};
    if (text.size() == 10) {
        const auto number = digits(text.substr(8, 2), 2);
        if (text[7] != '-' || !number || *number == 0) return {};
        day.day = static_cast<unsigned>(*number);
    }
    return make_date(Calendar::Gregorian, day);
}

// How exactly an interval was said follows from its length: a month, a year, or more.
Precision precision_of(Date first, Date last) {
    const auto length = sys_days{last} - sys_days{first} + chrono::days{1};
    if (length == chrono::days{1}) return Precision::Day;
    if (length <= chrono::days{31}) return Precision::Month;
    return length <= chrono::days{366} ? Precision::Year : Precision::Decade;
}

std::string text_of(const json& value, const char* key) {
    const auto found = value.is_object() ? value.find(key) : value.end();
    return found != value.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Each kept from mixing with the other's direction.
std::string beside(std::string_view words, std::string_view other) {
    return fmt::format("{} ({})", text::isolated(words), text::isolated(other));
}

std::string gregorian_month(Date day, const Listener& l) {
    if (l.habits.country.empty()) return l.t.month(day.year() / day.month());
    const auto counted = text::day_in(Calendar::Gregorian, day);
    return in_words(Calendar::Gregorian, {counted.year, counted.month, 0}, l.t, l.habits.country);
}

// What a year or month of another calendar overlaps: "1978/1979", "July 2009/August 2009".
std::string both(std::string_view first, std::string_view last) {
    return first == last ? std::string(first) : fmt::format("{}/{}", first, last);
}

std::string gregorian_words(const PartialDate& date, const Listener& l) {
    const auto year = [](Date day) { return std::to_string(static_cast<int>(day.year())); };
    switch (date.precision) {
        case Precision::Day:
            if (l.habits.country.empty()) return l.t.date(date.first);
            return in_words(Calendar::Gregorian, counted(date, Calendar::Gregorian), l.t,
                            l.habits.country);
        case Precision::Month:
            return both(gregorian_month(date.first, l), gregorian_month(date.last, l));
        case Precision::Year:
            return both(year(date.first), year(date.last));
        case Precision::Decade:
            break;
    }
    if (date == make_decade(Calendar::Gregorian, static_cast<int>(date.first.year())))
        return text::fill(l.t.tr("in the years from {1}"), year(date.first));
    return text::fill(l.t.tr("{1} to {2}"), year(date.first), year(date.last));
}

std::string words_in(Calendar calendar, const PartialDate& date, const Listener& l) {
    const auto words = in_words(calendar, counted(date, calendar), l.t, l.habits.country);
    return date.precision == Precision::Decade ? text::fill(l.t.tr("in the years from {1}"), words)
                                               : words;
}

// A month or year of one calendar is none of another: only a day is said in both.
bool said_in(Calendar calendar, const PartialDate& date) {
    return calendar != Calendar::Gregorian &&
           (date.precision == Precision::Day || date.calendar == calendar);
}

std::string plain_words(const json& value, const Listener& l) {
    const auto date = date_of(value);
    if (!date) return value.is_string() ? value.get<std::string>() : "";
    const auto gregorian = gregorian_words(*date, l);
    if (said_in(l.habits.calendar, *date))
        return beside(words_in(l.habits.calendar, *date, l), gregorian);
    const auto given = text_of(value, "text");
    const bool plain = date->calendar == Calendar::Gregorian || given.empty();
    return plain ? gregorian : beside(gregorian, given);
}

}  // namespace

std::string_view code(Precision precision) {
    return precisions.at(static_cast<std::size_t>(precision));
}

std::string PartialDate::edtf() const {
    if (precision == Precision::Day) return iso(first);
    const int year = static_cast<int>(first.year());
    const auto is = [&](const std::optional<PartialDate>& other) {
        return other && other->first == first && other->last == last;
    };
    if (precision == Precision::Decade && year % 10 == 0 &&
        is(make_decade(Calendar::Gregorian, year)))
        return fmt::format("{:03}X", year / 10);
    if (is(make_date(Calendar::Gregorian, {year, 0, 0}))) return fmt::format("{:04}", year);
    const auto month = static_cast<unsigned>(first.month());
    if (is(make_date(Calendar::Gregorian, {year, month, 0})))
        return fmt::format("{:04}-{:02}", year, month);
    return iso(first) + '/' + iso(last);
}

std::strong_ordering operator<=>(const PartialDate& a, const PartialDate& b) {
    if (const auto by_start = a.first <=> b.first; by_start != 0) return by_start;
    if (const auto by_end = b.last <=> a.last; by_end != 0) return by_end;
    return a.calendar <=> b.calendar;
}

std::optional<PartialDate> make_date(Calendar calendar, const CalendarDay& day) {
    if (day.day) {
        const auto found = text::find_day(calendar, day);
        if (!found) return {};
        return PartialDate{*found, *found, Precision::Day, calendar};
    }
    if (day.month > 12) return {};
    return PartialDate{text::first_day(calendar, day.year, day.month),
                       text::last_day(calendar, day.year, day.month),
                       day.month ? Precision::Month : Precision::Year, calendar};
}

PartialDate make_decade(Calendar calendar, int year) {
    constexpr int ten = 10;
    return {text::first_day(calendar, year), text::last_day(calendar, year + ten - 1),
            Precision::Decade, calendar};
}

CalendarDay counted(const PartialDate& date, Calendar calendar) {
    if (date.precision == Precision::Decade) return {text::day_in(calendar, date.first).year, 0, 0};
    // The middle tells the year or month also where the days around it were noted roughly.
    const auto half = (sys_days{date.last} - sys_days{date.first}) / 2;
    auto day = text::day_in(calendar, sys_days{date.first} + half);
    if (date.precision != Precision::Day) day.day = 0;
    if (date.precision == Precision::Year) day.month = 0;
    return day;
}

std::optional<PartialDate> parse_edtf(std::string_view text) {
    const auto slash = text.find('/');
    const auto from = parse_single(text.substr(0, slash));
    if (!from || slash == text.npos) return from;
    const auto to = parse_single(text.substr(slash + 1));
    if (!to || to->last < from->first) return {};
    return PartialDate{from->first, to->last, precision_of(from->first, to->last),
                       Calendar::Gregorian};
}

std::optional<PartialDate> date_of(const json& value) {
    if (value.is_string()) return parse_edtf(value.get_ref<const std::string&>());
    auto date = parse_edtf(text_of(value, "edtf"));
    if (date)
        date->calendar =
            text::parse_calendar(text_of(value, "calendar")).value_or(Calendar::Gregorian);
    return date;
}

bool estimated(const json& value) {
    if (!value.is_object()) return false;
    const auto mark = value.find("estimated");
    return mark != value.end() && mark->is_boolean() && mark->get<bool>();
}

bool is_first_of_january(const PartialDate& date) {
    return date.precision == Precision::Day && date.first.month() == chrono::January &&
           date.first.day() == chrono::day{1};
}

std::string date_in_words(const json& value, const Listener& listener) {
    auto words = plain_words(value, listener);
    if (!estimated(value)) return words;
    const auto date = date_of(value);
    return date && is_first_of_january(*date)
               ? text::fill(listener.t.tr("{1} (probably estimated)"), words)
               : text::fill(listener.t.tr("{1} (estimated)"), words);
}

std::string period_in_words(const json& from, const json& to, const Listener& listener) {
    const auto& t = listener.t;
    const auto start = date_in_words(from, listener), end = date_in_words(to, listener);
    if (start.empty() && end.empty()) return {};
    if (end.empty()) return text::fill(t.tr("from {1}"), start);
    if (start.empty()) return text::fill(t.tr("until {1}"), end);
    if (start == end) return start;
    return text::fill(t.tr("{1} to {2}"), start, end);
}

}  // namespace mobio::biography
