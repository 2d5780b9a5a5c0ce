// SPDX-License-Identifier: EUPL-1.2
#include "figures/counting.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace mobio::figures {

namespace {

namespace chrono = std::chrono;

// What is counted: on which day, and what it is. It points into the person's facts.
struct Met {
    Day on;
    std::string_view own;
};

// --- What a person was on a day ------------------------------------------------------------------

std::string_view constant(const Facts& person, Kind kind) {
    const auto facts = person.of(kind);
    return facts.empty() ? "" : facts.front().code;
}

// From a day until the next one; the first one holds before it, too.
std::string_view latest(const Facts& person, Kind kind, Day day) {
    std::string_view code = constant(person, kind);
    for (const auto& fact : person.of(kind))
        if (fact.from <= day) code = fact.code;
    return code;
}

std::string_view lasting(const Facts& person, Kind kind, Day day) {
    std::string_view code;
    for (const auto& fact : person.of(kind))
        if (fact.holds_on(day)) code = fact.code;
    return code;
}

constexpr std::array<std::string_view, 6> ages{"u16", "16-17", "18-24", "25-29", "30-49", "50+"};

int year_of(Day day) { return static_cast<int>(Date(day).year()); }

// Of the list age_band, by the year of birth alone.
std::string_view age(const Facts& person, Day day) {
    const auto born = constant(person, Kind::Birth);
    int year = 0;
    const auto [rest, error] = std::from_chars(born.data(), born.data() + born.size(), year);
    if (born.empty() || error != std::errc{}) return "";
    constexpr std::array ends{16, 18, 25, 30, 50};
    const auto band = std::ranges::upper_bound(ends, year_of(day) - year) - ends.begin();
    return ages.at(static_cast<std::size_t>(band));
}

std::string month_code(Day day) {
    const Date date = day;
    return fmt::format("{:04}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()));
}

std::string_view attribute(const Facts& person, Division division, Day day) {
    switch (division) {
        case Division::Age:
            return age(person, day);
        case Division::Sex:
            return constant(person, Kind::Sex);
        case Division::Nationality:
            return constant(person, Kind::Nationality);
        case Division::Status:
            return latest(person, Kind::Status, day);
        case Division::Municipality:
            return lasting(person, Kind::Municipality, day);
        case Division::Housing:
            return lasting(person, Kind::Housing, day);
        case Division::Household:
            return latest(person, Kind::Household, day);
        case Division::Phase:
            return lasting(person, Kind::Phase, day);
        case Division::Team:
            return latest(person, Kind::Team, day);
        default:
            return "";
    }
}

// --- What of a person is counted -----------------------------------------------------------------

std::string_view wait_band(const Facts& person, Day course) {
    const auto cases = person.of(Kind::Counselling);
    if (cases.empty()) return "";
    const auto waited = course - cases.front().from;
    constexpr std::array ends{chrono::days{0}, chrono::days{91}, chrono::days{182},
                              chrono::days{365}, chrono::days{730}};
    const auto band = std::ranges::upper_bound(ends, waited) - ends.begin();
    return wait_bands.at(static_cast<std::size_t>(band));
}

void meet_events(std::vector<Met>& met, const Facts& person, Kind kind, const Days& days) {
    for (const auto& fact : person.of(kind))
        if (days.first <= fact.from && fact.from <= days.last)
            met.push_back({fact.from, fact.code});
}

void meet_lasting(std::vector<Met>& met, const Facts& person, Kind kind, Day day) {
    for (const auto& fact : person.of(kind))
        if (fact.holds_on(day)) met.push_back({day, fact.code});
}

// The person once, however often it happened: the last time counts.
void keep_last(std::vector<Met>& met) {
    if (met.size() > 1) met.erase(met.begin(), met.end() - 1);
}

void meet_first_course(std::vector<Met>& met, const Facts& person, const Days& days) {
    const auto courses = person.of(Kind::Course);
    if (courses.empty()) return;
    const auto first = courses.front().from;
    if (days.first <= first && first <= days.last) met.push_back({first, wait_band(person, first)});
}

void meet(std::vector<Met>& met, const Facts& person, Measure measure, const Days& days) {
    switch (measure) {
        case Measure::InCounselling:
            meet_lasting(met, person, Kind::Counselling, days.last);
            return keep_last(met);
        case Measure::Counselled:
            meet_events(met, person, Kind::Consultation, days);
            return keep_last(met);
        case Measure::Consultations:
            return meet_events(met, person, Kind::Consultation, days);
        case Measure::Plans:
            return meet_events(met, person, Kind::Plan, days);
        case Measure::Goals:
            return meet_events(met, person, Kind::Goal, days);
        case Measure::Courses:
            return meet_events(met, person, Kind::Course, days);
        case Measure::FirstCourses:
            return meet_first_course(met, person, days);
        case Measure::Levels:
            return meet_events(met, person, Kind::Level, days);
        case Measure::Jobs:
            return meet_events(met, person, Kind::Job, days);
        case Measure::Waits:
            return meet_lasting(met, person, Kind::Wait, days.last);
        case Measure::Outcomes:
            return meet_events(met, person, Kind::Outcome, days);
    }
}

// --- The table -----------------------------------------------------------------------------------

std::vector<std::string> all_months(const Days& days) {
    std::vector<std::string> months;
    for (Date day = days.first; Day(day) <= days.last;
         day = (day.year() / day.month() + chrono::months(1)) / 1)
        months.push_back(month_code(day));
    return months;
}

// What a reader expects, also where nobody is; and what was met, by its code. Unknown comes last.
std::vector<std::string> in_order(std::set<std::string> codes, Division division,
                                  const Days& days) {
    if (division == Division::Age) codes.insert(ages.begin(), ages.end());
    if (division == Division::Month)
        for (auto& month : all_months(days)) codes.insert(std::move(month));
    const bool unknown = codes.erase("") > 0;
    std::vector<std::string> order(codes.begin(), codes.end());
    if (unknown) order.emplace_back();
    return order;
}

// Where a code stands in that order; a single column has no codes.
std::size_t place_in(const std::vector<std::string>& order, const std::string& code) {
    const auto at = std::ranges::find(order, code) - order.begin();
    return order.empty() ? 0 : static_cast<std::size_t>(at);
}

}  // namespace

std::size_t Count::Axis::place_of(std::string_view code) {
    const auto found = places_.find(code);
    if (found != places_.end()) return found->second;
    codes_.emplace_back(code);
    return places_.emplace(code, codes_.size() - 1).first->second;
}

Count::Group& Count::group(std::size_t row, std::size_t column) {
    if (groups_.size() <= row) groups_.resize(row + 1);
    if (groups_[row].size() <= column) groups_[row].resize(column + 1);
    return groups_[row][column];
}

bool Count::is_chosen(const Facts& person, Day day) const {
    return std::ranges::all_of(definition_.only, [&](const auto& only) {
        return attribute(person, only.first, day) == only.second;
    });
}

void Count::count_one(std::string_view row, std::string_view column, bool chosen) {
    const auto at_row = rows_.place_of(row), at_column = columns_.place_of(column);
    if (of_rows_.size() <= at_row) of_rows_.resize(at_row + 1);
    if (of_columns_.size() <= at_column) of_columns_.resize(at_column + 1);
    for (auto* one : {&group(at_row, at_column), &of_rows_[at_row], &of_columns_[at_column], &all_})
        one->add(person_, chosen);
}

void Count::add(const Facts& person) {
    ++person_;
    std::vector<Met> met;
    meet(met, person, definition_.measure, days_);
    for (const auto& one : met) {
        if (!team_.empty() && attribute(person, Division::Team, one.on) != team_) continue;
        std::string month;
        const auto code = [&](Division division) -> std::string_view {
            if (division == Division::Own) return one.own;
            if (division == Division::Month) return month = month_code(one.on);
            return attribute(person, division, one.on);
        };
        const auto row = code(definition_.rows);
        count_one(row, code(definition_.columns), is_chosen(person, one.on));
    }
}

void Count::add(const Count& other) {
    const auto& rows = other.rows_.codes();
    const auto& columns = other.columns_.codes();
    for (std::size_t row = 0; row < other.groups_.size(); ++row)
        for (std::size_t column = 0; column < other.groups_[row].size(); ++column)
            group(rows_.place_of(rows[row]), columns_.place_of(columns[column]))
                .add(other.groups_[row][column]);
    of_rows_.resize(rows_.codes().size());
    of_columns_.resize(columns_.codes().size());
    for (std::size_t row = 0; row < rows.size(); ++row)
        of_rows_[rows_.place_of(rows[row])].add(other.of_rows_[row]);
    for (std::size_t column = 0; column < columns.size(); ++column)
        of_columns_[columns_.place_of(columns[column])].add(other.of_columns_[column]);
    all_.add(other.all_);
}

// Codes of which at least one was counted.
std::set<std::string> Count::counted(const Axis& axis, const std::vector<Group>& groups) {
    std::set<std::string> codes;
    for (std::size_t i = 0; i < groups.size(); ++i)
        if (groups[i].count > 0) codes.insert(axis.codes()[i]);
    return codes;
}

Table Count::table() const {
    Table table;
    table.rows = in_order(counted(rows_, of_rows_), definition_.rows, days_);
    if (definition_.columns != Division::None)
        table.columns = in_order(counted(columns_, of_columns_), definition_.columns, days_);
    table.cells.resize(table.height() * table.width());
    const auto last_row = table.rows.size(), last_column = table.columns.size();
    const auto put = [&](std::size_t row, std::size_t column, const Group& group) {
        if (group.count > 0) table.at(row, column) = {group.count, group.persons, group.others};
    };
    const auto row_of = [&](std::size_t row) { return place_in(table.rows, rows_.codes()[row]); };
    const auto column_of = [&](std::size_t column) {
        return place_in(table.columns, columns_.codes()[column]);
    };
    for (std::size_t row = 0; row < groups_.size(); ++row)
        for (std::size_t column = 0; column < groups_[row].size(); ++column)
            put(row_of(row), column_of(column), groups_[row][column]);
    for (std::size_t row = 0; row < of_rows_.size(); ++row)
        put(row_of(row), last_column, of_rows_[row]);
    for (std::size_t column = 0; column < of_columns_.size(); ++column)
        put(last_row, column_of(column), of_columns_[column]);
    put(last_row, last_column, all_);
    return table;
}

}  // namespace mobio::figures
