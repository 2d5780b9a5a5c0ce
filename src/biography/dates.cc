// SPDX-License-Identifier: EUPL-1.2
#include "biography/dates.h"

#include <fmt/format.h>

#include <charconv>

namespace mobio::biography {

using nlohmann::json;
namespace chrono = std::chrono;

namespace {

// A number of exactly that many digits.
std::optional<int> digits(std::string_view text, std::size_t count) {
    if (text.size() != count) return {};
    int number = 0;
    const auto end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end || number < 0) return {};
    return number;
}

std::string plain_words(const json& value, const text::Tongue& t) {
    const auto date = date_of(value);
    if (!date) return value.is_string() ? value.get<std::string>() : "";
    if (value.is_object() && value.value("precision", "") == "decade")
        return text::fill(t.tr("in the years from {1}"), std::to_string(date->year));
    if (date->day) return t.date(date->first());
    if (date->month) return t.month(chrono::year{date->year} / chrono::month{date->month});
    return std::to_string(date->year);
}

}  // namespace

Date PartialDate::first() const {
    return chrono::year{year} / chrono::month{month ? month : 1} / chrono::day{day ? day : 1};
}

Date PartialDate::last() const {
    const chrono::year_month end{chrono::year{year}, chrono::month{month ? month : 12}};
    if (day) return end / chrono::day{day};
    return Date{end / chrono::last};
}

std::string PartialDate::edtf() const {
    if (day) return fmt::format("{:04}-{:02}-{:02}", year, month, day);
    if (month) return fmt::format("{:04}-{:02}", year, month);
    return fmt::format("{:04}", year);
}

std::string_view PartialDate::precision() const { return day ? "day" : month ? "month" : "year"; }

std::optional<PartialDate> parse_edtf(std::string_view text) {
    text = text.substr(0, text.find('/'));
    if (text.size() == 4 && text.back() == 'X') {
        const auto decade = digits(text.substr(0, 3), 3);
        return decade ? std::optional<PartialDate>{PartialDate{*decade * 10}} : std::nullopt;
    }
    PartialDate date;
    const auto year = digits(text.substr(0, 4), 4);
    if (!year) return {};
    date.year = *year;
    if (text.size() == 4) return date;
    if (text.size() != 7 && text.size() != 10) return {};
    const auto month = digits(text.substr(5, 2), 2);
    if (text[4] != '-' || !month) return {};
    date.month = static_cast<unsigned>(*month);
    if (text.size() == 10) {
        const auto day = digits(text.substr(8, 2), 2);
        if (text[7] != '-' || !day || *day == 0) return {};
        date.day = static_cast<unsigned>(*day);
    }
    return date.month && date.first().ok() ? std::optional{date} : std::nullopt;
}

std::optional<PartialDate> date_of(const json& value) {
    if (value.is_string()) return parse_edtf(value.get_ref<const std::string&>());
    if (!value.is_object()) return {};
    const auto edtf = value.find("edtf");
    if (edtf == value.end() || !edtf->is_string()) return {};
    return parse_edtf(edtf->get_ref<const std::string&>());
}

bool estimated(const json& value) {
    if (!value.is_object()) return false;
    const auto mark = value.find("estimated");
    return mark != value.end() && mark->is_boolean() && mark->get<bool>();
}

std::string date_in_words(const json& value, const text::Tongue& t) {
    auto words = plain_words(value, t);
    return estimated(value) ? text::fill(t.tr("{1} (estimated)"), words) : words;
}

std::string period_in_words(const json& from, const json& to, const text::Tongue& t) {
    const auto start = date_in_words(from, t), end = date_in_words(to, t);
    if (start.empty() && end.empty()) return {};
    if (end.empty()) return text::fill(t.tr("from {1}"), start);
    if (start.empty()) return text::fill(t.tr("until {1}"), end);
    if (start == end) return start;
    return text::fill(t.tr("{1} to {2}"), start, end);
}

}  // namespace mobio::biography
