// SPDX-License-Identifier: EUPL-1.2
#include "households/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "biography/phone.h"
#include "households/dates.h"
#include "platform/mail/mail.h"
#include "platform/text/day.h"
#include "platform/text/name.h"

namespace mobio::households {

using catalogue::Field;
using catalogue::Part;
using catalogue::Type;
using nlohmann::json;

namespace {

constexpr std::size_t most_items = 50;

// Vocabularies of our own making. No other program knows their codes: what is not among them is
// left out and named, while a wrong code of an official list keeps the whole file out.
constexpr std::array own_lists{"sex",
                               "form_of_address",
                               "gender_wish",
                               "contact_channel",
                               "person_number_type",
                               "custody_type",
                               "care_type",
                               "allocation_need",
                               "relation",
                               "reunion_state",
                               "weekday",
                               "day_part",
                               "digital_level",
                               "script",
                               "reading_scale",
                               "skill_basis",
                               "test_result",
                               "leaving_basis",
                               "school_type",
                               "apprenticeship_state",
                               "evidence",
                               "skill_level",
                               "certificate_kind",
                               "work_hours",
                               "shift",
                               "benefit_type",
                               "leisure",
                               "device",
                               "disability_mark",
                               "anabin_status",
                               "consult_step",
                               "consult_waiting",
                               "consult_present",
                               "obligation_area",
                               "consult_interpreter",
                               "residence_obligation"};

bool is_own(const std::string& list) {
    return std::find(own_lists.begin(), own_lists.end(), list) != own_lists.end();
}

bool is_nothing(const json& given) {
    return given.is_null() || (given.is_string() && given.get_ref<const std::string&>().empty());
}

// "Not started" as a code is written; hyphens count as spaces.
std::string as_code(std::string_view words) {
    std::string code;
    for (const char c : words) {
        const bool lower = c >= 'A' && c <= 'Z';
        code += c == ' ' || c == '-' ? '_' : lower ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return code;
}

std::vector<std::string> parted(std::string_view words) {
    std::vector<std::string> all;
    for (std::size_t from = 0; from <= words.size();) {
        const auto end = std::min(words.find_first_of(",;", from), words.size());
        if (auto one = text::clean(words.substr(from, end - from)).text; !one.empty())
            all.push_back(std::move(one));
        from = end + 1;
    }
    return all;
}

constexpr std::array german_days{"mo", "di", "mi", "do", "fr", "sa", "so"};

std::optional<std::size_t> german_day(std::string_view words) {
    const auto found =
        std::find(german_days.begin(), german_days.end(), text::fold(words).substr(0, 2));
    return found == german_days.end() || words.size() > 2
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - german_days.begin()));
}

// "Mo-Fr", as timetables say it; the codes stand in the list in the order of the week.
std::vector<std::string> days_of_week(const std::vector<catalogue::Code>& week,
                                      std::string_view words) {
    const auto dash = std::min(words.find('-'), words.size());
    const auto first = german_day(words.substr(0, dash));
    const auto last = dash < words.size() ? german_day(words.substr(dash + 1)) : first;
    std::vector<std::string> days;
    if (!first || !last || week.size() != german_days.size()) return days;
    for (auto at = *first; at <= *last; ++at) days.push_back(week[at].code);
    return days;
}

bool takes_several(Type type) {
    return type == Type::Codes || type == Type::Countries || type == Type::Languages;
}

std::string in_figures(double value) { return fmt::format("{:g}", value); }

}  // namespace

Kind kind_of(const Field& field) {
    Kind kind{field.type, field.list, field.max, field.minimum, field.maximum, field.step};
    kind.multi = field.multi;
    kind.own_name = field.section == "person";
    kind.latin = field.key == "person.name.given" || field.key == "person.name.family";
    kind.past = field.key == "person.birth" || field.key == "residence.entry_date";
    return kind;
}

Kind kind_of(const Field& field, const Part& part) {
    Kind kind{part.type, part.list, part.max, part.minimum, part.maximum, part.step};
    kind.multi = part.multi;
    kind.own_name = field.section == "person";
    kind.latin = part.key == "latin";
    kind.past = part.key == "birth";
    return kind;
}

json Values::wrong(const At& at, std::string what) {
    findings_.wrong(at, std::move(what));
    return {};
}

json Values::read(const Kind& kind, const json& given, const At& at) {
    if (is_nothing(given)) return {};
    if (takes_several(kind.type) || kind.multi) return several(kind, given, at);
    return one(kind, given, at);
}

json Values::one(const Kind& kind, const json& given, const At& at) {
    switch (kind.type) {
        case Type::Number:
            return number(kind, given, at);
        case Type::Boolean:
            return yes(given, at) ? given : json();
        case Type::Date:
        case Type::PartialDate:
            return date(kind, given, at);
        case Type::Code:
        case Type::Codes: {
            const auto found = code(kind.list, given, at);
            return found.empty() ? json() : json(found);
        }
        case Type::Country:
        case Type::Countries:
        case Type::Language:
        case Type::Languages:
            return known(kind, given, at);
        default:
            return words(kind, given, at);
    }
}

// One value alone counts as a list of it.
json Values::several(const Kind& kind, const json& given, const At& at) {
    const bool coded = kind.type == Type::Codes;
    json all = json::array();
    if (coded)
        for (const auto& one : codes(kind.list, given, at)) all.push_back(one);
    else if (!given.is_array())
        all.push_back(one(kind, given, at));
    else
        for (std::size_t i = 0; i < given.size(); ++i) all.push_back(one(kind, given[i], at / i));
    json distinct = json::array();
    for (auto& item : all)
        if (!item.is_null() && std::find(distinct.begin(), distinct.end(), item) == distinct.end())
            distinct.push_back(std::move(item));
    if (distinct.size() > most_items)
        return wrong(at, fmt::format("has more than {} items", most_items));
    return distinct.empty() ? json() : distinct;
}

std::string Values::text(const json& given, const At& at, std::size_t max) {
    if (is_nothing(given)) return {};
    if (given.is_number()) return given.dump();
    if (!given.is_string()) return wrong(at, "is no text"), std::string();
    auto clean = text::clean(given.get_ref<const std::string&>()).text;
    if (text::length(clean) <= max) return clean;
    return wrong(at, fmt::format("is too long; allowed: {} characters", max)), std::string();
}

json Values::words(const Kind& kind, const json& given, const At& at) {
    auto clean = text(given, at, kind.max);
    if (clean.empty()) return {};
    if (kind.type == Type::Phone) {
        if (const auto number = biography::parse_phone(clean)) return *number;
        return wrong(at, "is no telephone number; allowed: E.164, such as +4917604069001");
    }
    if (kind.type == Type::Email && !mail::valid_address(clean))
        return wrong(at, "is no e-mail address; allowed: name@example.org");
    if (kind.type == Type::Name && kind.own_name && text::name_problem(clean))
        return wrong(at, "is no name; allowed: letters, spaces, apostrophes, hyphens");
    if (kind.latin && !text::foreign_script(clean).empty())
        return wrong(at,
                     "is in another script; allowed: Latin letters, and the native name in"
                     " its own place");
    return clean;
}

std::string Values::unknown_code(const std::string& list, const At& at) {
    std::string allowed;
    for (const auto& one : catalogue_.codes(list))
        allowed += (allowed.empty() ? "" : ", ") + one.code;
    auto what = fmt::format("is no code of the list {}; allowed: {}", list, allowed);
    if (is_own(list))
        findings_.leave_out(at, std::move(what));
    else
        findings_.wrong(at, std::move(what));
    return {};
}

std::string Values::code(const std::string& list, const json& given, const At& at) {
    if (is_nothing(given)) return {};
    if (!given.is_string() && !given.is_number_integer()) return unknown_code(list, at);
    const auto words = given.is_string() ? text::clean(given.get_ref<const std::string&>()).text
                                         : std::to_string(given.get<std::int64_t>());
    for (const auto& one : catalogue_.codes(list))
        if (one.code == words) return words;
    for (const auto& one : catalogue_.codes(list))
        if (as_code(one.code) == as_code(words)) return one.code;
    return unknown_code(list, at);
}

std::vector<std::string> Values::codes(const std::string& list, const json& given, const At& at) {
    std::vector<std::string> all;
    const auto add = [&](std::string code) {
        if (!code.empty() && std::find(all.begin(), all.end(), code) == all.end())
            all.push_back(std::move(code));
    };
    const auto add_words = [&](const json& words, const At& place) {
        const auto days = list == "weekday" && words.is_string()
                              ? days_of_week(catalogue_.codes(list), words.get<std::string>())
                              : std::vector<std::string>();
        for (const auto& day : days) add(day);
        if (days.empty()) add(code(list, words, place));
    };
    if (given.is_array()) {
        for (std::size_t i = 0; i < given.size(); ++i) add_words(given[i], at / i);
    } else if (given.is_string()) {
        for (const auto& one : parted(given.get_ref<const std::string&>())) add_words(one, at);
    } else if (!is_nothing(given)) {
        unknown_code(list, at);
    }
    return all;
}

bool Values::is_code(const Kind& kind, const std::string& code) const {
    const bool country = kind.type == Type::Country || kind.type == Type::Countries;
    return country ? catalogue_.has_country(code) : catalogue_.has_language(code);
}

json Values::known(const Kind& kind, const json& given, const At& at) {
    if (given.is_string() && is_code(kind, given.get<std::string>())) return given;
    const bool country = kind.type == Type::Country || kind.type == Type::Countries;
    return wrong(at, country ? "is no country; allowed: ISO 3166-1, such as AF"
                             : "is no language; allowed: ISO 639-3, such as prs");
}

json Values::number(const Kind& kind, const json& given, const At& at) {
    if (!given.is_number()) return wrong(at, "is no number");
    const auto value = given.get<double>();
    const double step = kind.step.value_or(1);
    if (kind.minimum && value < *kind.minimum)
        return wrong(at, "is too small; allowed: from " + in_figures(*kind.minimum));
    if (kind.maximum && value > *kind.maximum)
        return wrong(at, "is too large; allowed: up to " + in_figures(*kind.maximum));
    if (std::fmod(value, step) != 0)
        return wrong(at, "is between two steps; allowed: steps of " + in_figures(step));
    return value == std::floor(value) ? json(static_cast<std::int64_t>(value)) : given;
}

json Values::date(const Kind& kind, const json& given, const At& at) {
    const auto told = read_date(given, at, catalogue_, findings_);
    if (told.is_null()) return told;
    const auto date = biography::date_of(told);
    if (kind.past && date->first > today_) return wrong(at, "lies in the future");
    if (kind.type == Type::PartialDate) return told;
    if (date->precision == biography::Precision::Day) return told.at("edtf");
    findings_.leave_out(at, "a whole day is asked for; allowed: 2016-03-14");
    return {};
}

std::optional<Date> Values::day(const json& given, const At& at) {
    if (is_nothing(given)) return {};
    const auto told = read_date(given, at, catalogue_, findings_);
    if (told.is_null()) return {};
    const auto date = biography::date_of(told);
    if (date->precision == biography::Precision::Day) return date->first;
    return wrong(at, "a whole day is asked for; allowed: 2016-03-14"), std::nullopt;
}

std::optional<bool> Values::yes(const json& given, const At& at) {
    if (given.is_null()) return {};
    if (given.is_boolean()) return given.get<bool>();
    return wrong(at, "allowed: true, false"), std::nullopt;
}

std::optional<int> Values::whole(const json& given, const At& at, int least, int most) {
    if (given.is_null()) return {};
    if (given.is_number_integer() && given >= least && given <= most) return given.get<int>();
    return wrong(at, fmt::format("allowed: a whole number from {} to {}", least, most)),
           std::nullopt;
}

}  // namespace mobio::households
