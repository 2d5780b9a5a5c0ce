// SPDX-License-Identifier: EUPL-1.2
#include "biography/question_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "biography/dates.h"
#include "biography/name.h"
#include "biography/phone.h"
#include "platform/mail/mail.h"

namespace mobio::biography {

using catalogue::Type;
using nlohmann::json;
using text::mark;
using text::Message;

namespace {

constexpr std::size_t most_lines = 50;

}  // namespace

json QuestionReader::value(const json& before) {
    switch (question_.type) {
        case Type::Number:
            return number();
        case Type::Boolean:
            return boolean();
        case Type::Date:
        case Type::PartialDate:
            return date(before);
        case Type::Phone:
            return phone();
        case Type::Code:
        case Type::Codes:
        case Type::Country:
        case Type::Countries:
        case Type::Language:
        case Type::Languages:
            return codes();
        default:
            return texts();
    }
}

std::optional<German> QuestionReader::german(const std::optional<German>& before,
                                             bool text_changed) {
    const auto name = question_.name + ".german";
    if (!in_.typed.has(name)) {
        const bool now_german = text_changed && reader_.language == text::Language::De;
        return now_german ? std::nullopt : before;
    }
    const auto typed = clean(in_.one(name));
    if (typed.empty()) return {};
    if (before && before->text == typed) return before;
    check_length(typed, name, question_.lines() ? question_.max * 20 : question_.max);
    return German{typed, "own"};
}

json QuestionReader::wrong(Message message) { return wrong_at(question_.name, std::move(message)); }

json QuestionReader::wrong_at(std::string name, Message message) {
    problems_.add(std::move(name), std::move(message));
    return {};
}

std::string QuestionReader::clean(std::string_view raw) {
    auto cleaned = text::clean(raw);
    reading_.directions_removed |= cleaned.directions_removed;
    return std::move(cleaned.text);
}

bool QuestionReader::check_length(const std::string& text, const std::string& name,
                                  std::size_t max) {
    const auto length = text::length(text);
    if (length <= max) return true;
    wrong_at(name, {mark("Write at most {1} characters. You wrote {2}."),
                    {std::to_string(max), std::to_string(length)}});
    return false;
}

bool QuestionReader::text_fits(const std::string& text) {
    if (!check_length(text, question_.name, question_.max)) return false;
    if (question_.type == Type::Name) return name_fits(text);
    if (question_.type == Type::Email && !mail::valid_address(text)) {
        wrong({mark("An e-mail address looks like name@example.org.")});
        return false;
    }
    return true;
}

bool QuestionReader::name_fits(const std::string& name) {
    if (auto problem = name_problem(name)) {
        wrong(std::move(*problem));
        return false;
    }
    if (!question_.latin_only() || foreign_script(name).empty()) return true;
    if (has_latin(name))
        wrong({mark("Use Latin letters here. Your own script has its own place.")});
    else
        reading_.own_script = name;
    return false;
}

json QuestionReader::texts() {
    std::vector<std::string> items;
    for (const auto& raw : in_.all(question_)) {
        auto text = clean(raw);
        if (question_.type != Type::LongText && !question_.lines())
            std::replace(text.begin(), text.end(), '\n', ' ');
        for (auto& item : question_.lines() ? lines(text) : std::vector{text})
            if (!item.empty()) items.push_back(std::move(item));
    }
    for (auto& item : items) {
        if (postcode()) item = text::ascii_digits(item);
        if (!text_fits(item)) return {};
    }
    if (items.size() > most_lines)
        return wrong({mark("Write at most {1} lines."), {std::to_string(most_lines)}});
    if (postcode() && !items.empty() && !five_digits(items.front()))
        return wrong({mark("A postcode has five digits.")});
    if (question_.multi) return items.empty() ? json() : json(items);
    return items.empty() ? json() : json(items.front());
}

std::vector<std::string> QuestionReader::lines(const std::string& text) {
    std::vector<std::string> all;
    for (std::size_t from = 0; from <= text.size();) {
        const auto end = std::min(text.find('\n', from), text.size());
        auto line = text::clean(std::string_view(text).substr(from, end - from)).text;
        if (!line.empty()) all.push_back(std::move(line));
        from = end + 1;
    }
    return all;
}

bool QuestionReader::postcode() const { return question_.part && question_.part->key == "plz"; }

bool QuestionReader::five_digits(const std::string& text) {
    return text.size() == 5 && text.find_first_not_of("0123456789") == std::string::npos;
}

json QuestionReader::phone() {
    const auto typed = clean(in_.one(question_.name));
    if (typed.empty()) return {};
    if (auto number = parse_phone(typed)) return *number;
    return wrong({mark("Write the number with its area code, for example 0176 04069002.")});
}

json QuestionReader::boolean() {
    const auto choice = in_.one(question_.name);
    if (choice.empty()) return {};
    if (choice == "yes" || choice == "no") return choice == "yes";
    return wrong({mark("Choose one of the answers.")});
}

json QuestionReader::number() {
    auto typed = text::ascii_digits(clean(in_.one(question_.name)));
    if (typed.empty()) return {};
    for (const std::string_view comma : {",", "٫"})
        if (const auto at = typed.find(comma); at != std::string::npos)
            typed.erase(at, comma.size() - 1)[at] = '.';
    double value = 0;
    const auto end = typed.data() + typed.size();
    const auto [stop, error] = std::from_chars(typed.data(), end, value);
    if (error != std::errc{} || stop != end || !std::isfinite(value))
        return wrong({mark("Write a number, for example 12.")});
    return in_range(value);
}

json QuestionReader::in_range(double value) {
    if (question_.minimum && value < *question_.minimum)
        return wrong({mark("Write {1} or more."), {number_text(*question_.minimum)}});
    if (question_.maximum && value > *question_.maximum)
        return wrong({mark("Write {1} or less."), {number_text(*question_.maximum)}});
    const double step = question_.step.value_or(1);
    if (std::fmod(value, step) != 0) {
        if (step == 1) return wrong({mark("Write a whole number.")});
        return wrong({mark("Use steps of {1}."), {number_text(step)}});
    }
    if (value == std::floor(value)) return static_cast<std::int64_t>(value);
    return value;
}

bool QuestionReader::known(const std::string& code) const {
    switch (question_.type) {
        case Type::Code:
        case Type::Codes:
            return reader_.catalogue.has_code(question_.list, code);
        case Type::Country:
        case Type::Countries:
            return reader_.catalogue.has_country(code);
        default:
            return reader_.catalogue.has_language(code);
    }
}

bool QuestionReader::several() const {
    return question_.type == Type::Codes || question_.type == Type::Countries ||
           question_.type == Type::Languages;
}

json QuestionReader::codes() {
    auto chosen = question_.numbered() ? in_.all(question_) : in_.now(question_, question_.name);
    Values distinct;
    for (auto& code : chosen) {
        if (!known(code)) return wrong({mark("Choose one of the answers.")});
        if (std::find(distinct.begin(), distinct.end(), code) == distinct.end())
            distinct.push_back(std::move(code));
    }
    if (distinct.empty()) return {};
    return several() ? json(distinct) : json(distinct.front());
}

std::optional<unsigned> QuestionReader::digits(const char* part) {
    const auto typed = text::ascii_digits(clean(in_.one(question_.name + part)));
    unsigned number = 0;
    const auto end = typed.data() + typed.size();
    const auto [stop, error] = std::from_chars(typed.data(), end, number);
    const bool fits = error == std::errc{} && stop == end && typed.size() <= 4;
    return fits ? std::optional(number) : std::nullopt;
}

bool QuestionReader::typed(const char* part) const {
    return !in_.one(question_.name + part).empty();
}

json QuestionReader::date(const json& before) {
    if (!typed(".day") && !typed(".month") && !typed(".year")) return {};
    const auto date = parts_of_date();
    if (!date) return {};
    if (question_.type == Type::Date) {
        if (date->day) return date->edtf();
        return wrong({mark("Write day, month and year.")});
    }
    return {{"edtf", date->edtf()},    {"precision", date->precision()},
            {"calendar", "gregorian"}, {"text", as_given()},
            {"source", "self"},        {"estimated", is_estimated(*date, before)}};
}

std::optional<PartialDate> QuestionReader::parts_of_date() {
    const auto name = question_.name;
    if (!typed(".year")) {
        wrong_at(name + ".year", {mark("Write the year too. The year alone is enough.")});
        return {};
    }
    const auto year = digits(".year");
    if (!year || in_.one(name + ".year").empty() || *year < 1000) {
        wrong_at(name + ".year", {mark("Write the year with four digits, for example 2016.")});
        return {};
    }
    if (*year < 1900 || *year > 2100) {
        wrong_at(name + ".year", {mark("Write the year as in Germany, for example 2016.")});
        return {};
    }
    PartialDate date{static_cast<int>(*year), 0, 0};
    if (!month_and_day(date)) return {};
    return in_time(date) ? std::optional(date) : std::nullopt;
}

bool QuestionReader::month_and_day(PartialDate& date) {
    const auto name = question_.name;
    if (typed(".month")) {
        date.month = digits(".month").value_or(0);
        if (date.month < 1 || date.month > 12)
            return wrong_at(name + ".month", {mark("A month is a number from 1 to 12.")}), false;
    }
    if (!typed(".day")) return true;
    if (!date.month)
        return wrong_at(name + ".month", {mark("Choose the month, or leave the day empty.")}),
               false;
    date.day = digits(".day").value_or(0);
    if (date.day < 1 || !date.first().ok())
        return wrong_at(name + ".day", {mark("This month does not have such a day.")}), false;
    return true;
}

bool QuestionReader::in_time(const PartialDate& date) {
    const bool past_only = question_.birth() || question_.name == "residence.entry_date";
    if (!past_only || date.first() <= reader_.today) return true;
    wrong({mark("This day lies in the future. Look at the year again.")});
    return false;
}

std::string QuestionReader::as_given() {
    std::vector<std::string> given;
    for (const char* part : {".day", ".month", ".year"})
        if (typed(part)) given.push_back(clean(in_.one(question_.name + part)));
    return fmt::format("{}", fmt::join(given, "."));
}

bool QuestionReader::is_estimated(const PartialDate& date, const json& before) {
    const bool new_date = date_of(before) != date;
    if (!question_.estimable()) return !new_date && estimated(before);
    if (question_.birth() && date.month == 1 && date.day == 1 && new_date) return true;
    return !in_.now(question_, question_.name + ".estimated").empty();
}

}  // namespace mobio::biography
