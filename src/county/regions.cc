// SPDX-License-Identifier: EUPL-1.2
#include "county/regions.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <sstream>

#include "platform/text/texts.h"

namespace mobio::county {

namespace {

constexpr int minutes_of_day = 24 * 60;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Digits and colons alone are left, a space where something else parts them, a '-' from one time to
// the other.
std::string simplified(std::string_view typed) {
    std::string out;
    for (const char c : text::ascii_digits(typed)) {
        const bool after_digit = !out.empty() && is_digit(out.back());
        if (is_digit(c) || c == '-' || c == ':')
            out += c;
        else if (after_digit && (c == '.' || c == 'h'))
            out += ':';
        else
            out += ' ';
    }
    return out;
}

// A dash of any length is one.
std::string with_plain_dashes(std::string_view typed) {
    std::string out(typed);
    for (const std::string_view dash : {"\u2013", "\u2014", "\u2212", "\u2010", "\u2011"})
        for (auto at = out.find(dash); at != out.npos; at = out.find(dash, at))
            out.replace(at, dash.size(), "-");
    return out;
}

bool has_digits(std::string_view text) { return std::ranges::any_of(text, is_digit); }

std::optional<int> number(std::string_view digits) {
    int value = 0;
    const auto* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    return digits.empty() || digits.size() > 2 || error != std::errc() || stop != end
               ? std::nullopt
               : std::optional(value);
}

// "9", "9:30", "24:00".
std::optional<int> minute_of(std::string_view time) {
    while (time.ends_with(':')) time.remove_suffix(1);
    const auto colon = time.find(':');
    const auto hour = number(time.substr(0, colon));
    const auto minute = colon == time.npos ? std::optional(0) : number(time.substr(colon + 1));
    if (!hour || !minute || *minute > 59) return std::nullopt;
    const int all = *hour * 60 + *minute;
    return all <= minutes_of_day ? std::optional(all) : std::nullopt;
}

std::optional<Span> span_of(std::string_view part) {
    const auto dash = part.find('-');
    if (dash == part.npos) return std::nullopt;
    const auto from = minute_of(part.substr(0, dash)), until = minute_of(part.substr(dash + 1));
    if (!from || !until || *from >= *until) return std::nullopt;
    return Span{*from, *until};
}

// "9 - 12" is one part.
std::string without_gaps(const std::string& simplified_text) {
    std::string out;
    std::istringstream in(simplified_text);
    for (std::string word; in >> word;) {
        const bool goes_on = !out.empty() && (out.back() == '-' || word.starts_with('-'));
        if (!out.empty() && !goes_on) out += ' ';
        out += word;
    }
    return out;
}

std::string text_of(const Hours& hours) {
    std::string out;
    for (std::size_t day = 0; day < weekdays.size(); ++day)
        if (!hours[day].empty())
            out += std::string(weekdays[day]) + ' ' + text_of(hours[day]) + '\n';
    return out;
}

Hours hours_of(const std::string& kept) {
    Hours hours;
    std::istringstream in(kept);
    for (std::string line; std::getline(in, line);)
        for (std::size_t day = 0; day < weekdays.size(); ++day)
            if (line.starts_with(weekdays[day]))
                hours[day] = day_of(line.substr(weekdays[day].size())).value_or(Day{});
    return hours;
}

std::string words_of(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += out.empty() ? word : " " + word;
    return out;
}

std::vector<std::string> words_in(const std::string& kept) {
    std::istringstream in(kept);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

}  // namespace

std::optional<Day> day_of(std::string_view typed) {
    const auto cleaned = text::clean(typed).text;
    if (cleaned.empty()) return Day{};
    const auto times = without_gaps(simplified(with_plain_dashes(cleaned)));
    if (!has_digits(times)) return std::nullopt;
    Day day;
    std::istringstream in(times);
    for (std::string part; in >> part;) {
        const auto span = span_of(part);
        if (!span || (!day.empty() && span->from < day.back().until)) return std::nullopt;
        day.push_back(*span);
    }
    return day;
}

std::string text_of(const Day& day) {
    std::string out;
    for (const auto& span : day)
        out += fmt::format("{}{:02}:{:02}-{:02}:{:02}", out.empty() ? "" : ", ", span.from / 60,
                           span.from % 60, span.until / 60, span.until % 60);
    return out;
}

std::vector<Region> regions(sql::Connection& db) {
    return db.all("SELECT id, name, closed_at FROM regions ORDER BY folded, id", [](sql::Row row) {
        return Region{row.get<Id<Region>>(0), row.get<std::string>(1),
                      row.get<std::optional<Time>>(2).has_value()};
    });
}

std::vector<Contact> contacts(sql::Connection& db) {
    return db.all(
        "SELECT id, region_id, name, phone, email, languages, hours, closed_at"
        " FROM region_contacts ORDER BY folded, id",
        [](sql::Row row) {
            return Contact{
                row.get<Id<Contact>>(0),           row.get<Id<Region>>(1),
                row.get<std::string>(2),           row.get<std::string>(3),
                row.get<std::string>(4),           words_in(row.get<std::string>(5)),
                hours_of(row.get<std::string>(6)), row.get<std::optional<Time>>(7).has_value()};
        });
}

void put(sql::Transaction& tx, const Region& one, Time now) {
    tx.exec(
        "INSERT INTO regions (id, name, folded, added_at, changed_at, closed_at)"
        " VALUES ($1, $2, $3, $4, $4, $5) ON CONFLICT (id) DO UPDATE SET name = $2, folded = $3,"
        " changed_at = $4, closed_at = $5",
        one.id, one.name, text::fold(one.name), now,
        one.closed ? std::optional(now) : std::nullopt);
}

void put(sql::Transaction& tx, const Contact& one, Time now) {
    tx.exec(
        "INSERT INTO region_contacts (id, region_id, name, folded, phone, email, languages, hours,"
        " added_at, changed_at, closed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10)"
        " ON CONFLICT (id) DO UPDATE SET region_id = $2, name = $3, folded = $4, phone = $5,"
        " email = $6, languages = $7, hours = $8, changed_at = $9, closed_at = $10",
        one.id, one.region, one.name, text::fold(one.name), one.phone, one.email,
        words_of(one.languages), text_of(one.hours), now,
        one.closed ? std::optional(now) : std::nullopt);
}

void set_municipalities(sql::Transaction& tx, Id<Region> region,
                        const std::vector<Id<Municipality>>& municipalities) {
    tx.exec("UPDATE municipalities SET region_id = NULL WHERE region_id = $1", region);
    for (const auto& one : municipalities)
        tx.exec("UPDATE municipalities SET region_id = $2 WHERE id = $1", one, region);
}

}  // namespace mobio::county
