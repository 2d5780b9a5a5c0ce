// SPDX-License-Identifier: EUPL-1.2
#include "figures/report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace mobio::figures {

namespace {

using nlohmann::json;
namespace chrono = std::chrono;

// Kept in the database, in the order of their enumerations: never change one.
constexpr std::array<std::string_view, measure_count> measures{
    "in_counselling", "counselled", "consultations", "plans", "goals",   "courses",
    "first_courses",  "levels",     "jobs",          "waits", "outcomes"};
constexpr std::array<std::string_view, division_count> divisions{
    "none",   "own",          "month",   "age",       "sex",   "nationality",
    "status", "municipality", "housing", "household", "phase", "team"};
constexpr std::array<std::string_view, period_count> periods{
    "this_month",   "this_quarter", "this_year",  "last_month",
    "last_quarter", "last_year",    "three_years"};

template <class Of, std::size_t N>
std::optional<Of> parse(const std::array<std::string_view, N>& codes, std::string_view code) {
    const auto found = std::ranges::find(codes, code);
    if (found == codes.end()) return std::nullopt;
    return static_cast<Of>(found - codes.begin());
}

Day first_of(chrono::year_month month) { return Day(month / 1); }

chrono::year_month quarter_of(Date day) {
    const auto month = (static_cast<unsigned>(day.month()) - 1) / 3 * 3 + 1;
    return day.year() / chrono::month(month);
}

// From the first of a month on, that many months.
Days whole(chrono::year_month from, int months) {
    return {first_of(from), first_of(from + chrono::months(months)) - chrono::days(1)};
}

}  // namespace

std::string_view code(Measure measure) { return measures.at(static_cast<std::size_t>(measure)); }
std::string_view code(Division division) {
    return divisions.at(static_cast<std::size_t>(division));
}
std::string_view code(Period period) { return periods.at(static_cast<std::size_t>(period)); }

std::optional<Measure> parse_measure(std::string_view code) {
    return parse<Measure>(measures, code);
}
std::optional<Division> parse_division(std::string_view code) {
    return parse<Division>(divisions, code);
}
std::optional<Period> parse_period(std::string_view code) { return parse<Period>(periods, code); }

std::string to_json(const Definition& definition) {
    json only = json::object();
    for (const auto& [division, value] : definition.only) only[std::string(code(division))] = value;
    return json{{"measure", code(definition.measure)},
                {"rows", code(definition.rows)},
                {"columns", code(definition.columns)},
                {"period", code(definition.period)},
                {"only", only}}
        .dump();
}

Definition definition_from_json(std::string_view text) {
    const auto in = json::parse(text);
    const auto word = [&](const char* key) { return in.at(key).get<std::string>(); };
    Definition definition{parse_measure(word("measure")).value(),
                          parse_division(word("rows")).value(),
                          parse_division(word("columns")).value(),
                          parse_period(word("period")).value(),
                          {}};
    for (const auto& [division, value] : in.at("only").items())
        definition.only[parse_division(division).value()] = value;
    return definition;
}

bool on_last_day(Measure measure) {
    return measure == Measure::InCounselling || measure == Measure::Waits;
}

bool has_own(Measure measure) {
    return measure != Measure::InCounselling && measure != Measure::Counselled &&
           measure != Measure::Plans;
}

bool fits(Measure measure, Division division) {
    if (division == Division::Own) return has_own(measure);
    return division != Division::Month || !on_last_day(measure);
}

Days days_of(Period period, Date reference) {
    const Day today = reference;
    const auto month = reference.year() / reference.month();
    const auto quarter = quarter_of(reference), year = reference.year() / chrono::January;
    switch (period) {
        case Period::ThisMonth:
            return {first_of(month), today};
        case Period::ThisQuarter:
            return {first_of(quarter), today};
        case Period::ThisYear:
            return {first_of(year), today};
        case Period::LastMonth:
            return whole(month - chrono::months(1), 1);
        case Period::LastQuarter:
            return whole(quarter - chrono::months(3), 3);
        case Period::LastYear:
            return whole(year - chrono::months(12), 12);
        case Period::ThreeYears:
            return {first_of(year - chrono::months(24)), today};
    }
    return {today, today};
}

}  // namespace mobio::figures
