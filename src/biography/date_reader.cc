// SPDX-License-Identifier: EUPL-1.2
#include "biography/date_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace mobio::biography {

using catalogue::Type;
using nlohmann::json;
using text::Calendar;
using text::mark;
namespace chrono = std::chrono;

namespace {

constexpr Date earliest{chrono::year{1900} / 12 / 31}, latest{chrono::year{2100} / 1 / 1};
constexpr int century = 100;

// A number of at most four digits in any script's digits; nothing where it is none.
std::optional<unsigned> number(std::string_view given) {
    const auto typed = text::ascii_digits(given);
    unsigned number = 0;
    const auto end = typed.data() + typed.size();
    const auto [stop, error] = std::from_chars(typed.data(), end, number);
    const bool fits = error == std::errc{} && stop == end && typed.size() <= 4;
    return fits ? std::optional(number) : std::nullopt;
}

std::string only_digits(std::string_view given) {
    auto digits = text::ascii_digits(given);
    std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
    return digits;
}

// "1980s", "1980er Jahre", "années 1980", "دههٔ ۱۳۶۰": what stands beside the year.
std::string around_digits(std::string_view given) {
    auto rest = text::ascii_digits(given);
    std::erase_if(rest, [](char c) { return c >= '0' && c <= '9'; });
    return text::fold(rest);
}

}  // namespace

DateReader::DateReader(const Reader& reader, const Question& question, const Inputs& in,
                       Problems& problems, Reading& reading)
    : reader_(reader),
      question_(question),
      in_(in),
      problems_(problems),
      reading_(reading),
      calendar_(
          text::parse_calendar(in.one(question.name + ".calendar")).value_or(Calendar::Gregorian)) {
}

json DateReader::value(const json& before) {
    if (!typed(".day") && !typed(".month") && !typed(".year")) return {};
    const auto found = date();
    if (!found) return {};
    if (past_only() && found->first > reader_.today)
        return wrong("", {mark("This day lies in the future. Look at the year again.")}), json();
    if (question_.type == Type::Date) {
        if (found->precision == Precision::Day) return found->edtf();
        return wrong("", {mark("Write day, month and year.")}), json();
    }
    return {{"edtf", found->edtf()},       {"precision", code(found->precision)},
            {"calendar", code(calendar_)}, {"text", as_typed()},
            {"source", source()},          {"estimated", is_estimated(*found, before)}};
}

std::string DateReader::given(const char* part) const {
    auto cleaned = text::clean(in_.one(question_.name + part));
    reading_.directions_removed |= cleaned.directions_removed;
    return std::move(cleaned.text);
}

std::nullopt_t DateReader::wrong(const char* part, text::Message message) {
    problems_.add(question_.name + part, std::move(message));
    return std::nullopt;
}

std::optional<PartialDate> DateReader::date() {
    const auto year = this->year();
    if (!year) return {};
    if (is_decade()) {
        if (!typed(".month") && !typed(".day")) return make_decade(calendar_, *year);
        return wrong(".month", {mark("With a decade, leave day and month empty.")});
    }
    text::CalendarDay counted{*year, 0, 0};
    if (typed(".month")) {
        const auto found = month();
        if (!found) return {};
        counted.month = *found;
    }
    if (typed(".day")) {
        if (!counted.month)
            return wrong(".month", {mark("Write the month too, or leave the day empty.")});
        const auto found = day(*year, counted.month);
        if (!found) return {};
        counted.day = *found;
    }
    return make_date(calendar_, counted);
}

std::optional<int> DateReader::year() {
    const auto typed_year = given(".year");
    if (typed_year.empty())
        return wrong(".year", {mark("Write the year too. The year alone is enough.")});
    if (is_decade()) return in_range(std::stoi(only_digits(typed_year).substr(0, 3)) * 10);
    const auto found = number(typed_year);
    const auto count = only_digits(typed_year).size();
    if (found && count == 2) return ask_for_century(*found);
    if (found && count == 4) return in_range(static_cast<int>(*found));
    const auto example = text::day_in(calendar_, chrono::year{2016} / 7 / 1).year;
    return wrong(".year", {mark("Write the year with four digits, for example {1}."),
                           {std::to_string(example)}});
}

bool DateReader::is_decade() const {
    const auto typed_year = given(".year");
    const auto digits = only_digits(typed_year), words = around_digits(typed_year);
    if (digits.size() == 3) return words == "x";
    constexpr std::array decade_words{"s", "'s", "’s", "er", "er jahre", "annees", "دهه", "عقد"};
    if (digits.size() != 4) return false;
    if (words.empty()) return !in_.now(question_, question_.name + ".decade").empty();
    return digits.back() == '0' &&
           std::any_of(decade_words.begin(), decade_words.end(),
                       [&](const char* word) { return words == text::fold(word); });
}

// 57 may be 1957 or 2057: the person says which.
std::nullopt_t DateReader::ask_for_century(unsigned two_digits) {
    const int now = text::day_in(calendar_, reader_.today).year;
    const int here = now / century * century + static_cast<int>(two_digits),
              before = here - century;
    const bool too_early = before < text::day_in(calendar_, earliest).year;
    if (here > now && past_only() && !too_early)
        return wrong(".year",
                     {mark("Do you mean {1}? Write all four digits."), {std::to_string(before)}});
    if (too_early)
        return wrong(".year",
                     {mark("Do you mean {1}? Write all four digits."), {std::to_string(here)}});
    return wrong(".year", {mark("Do you mean {1} or {2}? Write all four digits."),
                           {std::to_string(before), std::to_string(here)}});
}

std::optional<int> DateReader::in_range(int year) {
    const int first = text::day_in(calendar_, earliest).year;
    const int last = text::day_in(calendar_, latest).year;
    if (year >= first && year <= last) return year;
    if (question_.type == Type::Date)
        return wrong(".year", {mark("Write the year as in Germany, for example 2016.")});
    return wrong(".year", {mark("Write a year from {1} to {2}, or choose another calendar."),
                           {std::to_string(first), std::to_string(last)}});
}

std::optional<unsigned> DateReader::month() {
    const auto typed_month = given(".month");
    if (const auto found = number(typed_month); found && *found >= 1 && *found <= 12) return found;
    if (const auto found = text::find_month(calendar_, typed_month)) return found;
    const bool elsewhere =
        question_.type != Type::Date &&
        std::any_of(text::calendars.begin(), text::calendars.end(),
                    [&](Calendar other) { return text::find_month(other, typed_month) != 0; });
    if (elsewhere)
        return wrong(".month", {mark("“{1}” is a month of another calendar. Choose that calendar."),
                                {typed_month}});
    return wrong(".month", {mark("A month is a number from 1 to 12, or its name.")});
}

std::optional<unsigned> DateReader::day(int year, unsigned month) {
    const auto found = number(given(".day"));
    const auto days = text::days_in_month(calendar_, year, month);
    if (found && *found >= 1 && *found <= days) return found;
    const auto& [t, habits] = reader_.person;
    return wrong(
        ".day", {mark("{1} has {2} days."),
                 {in_words(calendar_, {year, month, 0}, t, habits.country), std::to_string(days)}});
}

bool DateReader::past_only() const {
    return question_.birth() || question_.name == "residence.entry_date";
}

std::string DateReader::as_typed() const {
    std::vector<std::string> parts;
    for (const char* part : {".day", ".month", ".year"})
        if (typed(part)) parts.push_back(given(part));
    const bool numbers = std::all_of(parts.begin(), parts.end(), [](const std::string& part) {
        return number(part).has_value();
    });
    if (!numbers) return fmt::format("{}", fmt::join(parts, " "));
    if (calendar_ == Calendar::Gregorian) return fmt::format("{}", fmt::join(parts, "."));
    return fmt::format("{}", fmt::join(parts.rbegin(), parts.rend(), "/"));
}

std::string DateReader::source() const {
    const auto chosen = question_.sourced() ? in_.one(question_.name + ".source") : "";
    return reader_.catalogue.has_code(document_list, chosen) ? chosen : "self";
}

bool DateReader::is_estimated(const PartialDate& date, const json& before) const {
    const auto stored = date_of(before);
    const bool new_date = !stored || stored->first != date.first || stored->last != date.last;
    if (!question_.estimable()) return !new_date && estimated(before);
    if (question_.birth() && is_first_of_january(date) && new_date) return true;
    return !in_.now(question_, question_.name + ".estimated").empty();
}

}  // namespace mobio::biography
