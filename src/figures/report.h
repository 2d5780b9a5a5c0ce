// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "figures/facts.h"
#include "platform/text/texts.h"

// A report: what is counted, by what it is divided, of which time and of whom. Stored, and changed
// without programming.
namespace mobio::figures {

enum class Measure : std::uint8_t {
    InCounselling,  // persons on the last day
    Counselled,     // persons in the period
    Consultations,
    Plans,
    Goals,
    Courses,       // that began
    FirstCourses,  // by the time since counselling began
    Levels,
    Jobs,
    Waits,     // on the last day
    Outcomes,  // of goals
};
inline constexpr std::size_t measure_count = 11;

// By what it is divided. Own: by what each counted thing is (the kind of a consultation, the area
// of a goal …). Municipality and the like: as it was on the day that counts.
enum class Division : std::uint8_t {
    None,
    Own,
    Month,
    Age,
    Sex,
    Nationality,
    Status,
    Municipality,
    Housing,
    Household,
    Phase,
    Team
};
inline constexpr std::size_t division_count = 12;

// Counted back from a reference day. Those that are over are whole; the others end on that day.
enum class Period : std::uint8_t {
    ThisMonth,
    ThisQuarter,
    ThisYear,
    LastMonth,
    LastQuarter,
    LastYear,
    ThreeYears
};
inline constexpr std::size_t period_count = 7;

std::string_view code(Measure measure);
std::string_view code(Division division);
std::string_view code(Period period);
std::optional<Measure> parse_measure(std::string_view code);
std::optional<Division> parse_division(std::string_view code);
std::optional<Period> parse_period(std::string_view code);

struct Definition {
    Measure measure = Measure::InCounselling;
    Division rows = Division::Sex, columns = Division::None;
    Period period = Period::ThisYear;
    std::map<Division, std::string> only;  // who is counted: of each division one code

    bool operator==(const Definition&) const = default;
};
std::string to_json(const Definition& definition);
// Throws std::exception where it is none of ours.
Definition definition_from_json(std::string_view json);

// Whether the measure can be divided so: not everything has a kind of its own, or happens on a day.
bool has_own(Measure measure);
bool on_last_day(Measure measure);
bool fits(Measure measure, Division division);

struct Days {
    Day first, last;  // both included
    bool operator==(const Days&) const = default;
};
Days days_of(Period period, Date reference);

}  // namespace mobio::figures
