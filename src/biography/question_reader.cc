// SPDX-License-Identifier: EUPL-1.2
#include "biography/question_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "biography/date_reader.h"
#include "biography/phone.h"
#include "platform/mail/mail.h"
#include "platform/text/name.h"

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
            return DateReader(reader_, question_, in_, problems_, reading_).value(before);
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

std::optional<German> QuestionReader::german(const json& value, const std::optional<German>& before,
                                             bool text_changed) {
    auto german = typed_german(before, text_changed);
    if (!question_.occupation()) return german;
    const bool of_list = german && german->mark == from_list;
    if (german && !of_list) return german;
    const auto chosen = german_of_codes(value);
    if (!chosen.empty()) return German{chosen, from_list};
    return of_list && !text_changed ? german : std::nullopt;
}

// Words of which none has a code have no German from the list; else the others stay as they are.
std::string QuestionReader::german_of_codes(const json& value) const {
    const auto codes = codes_in_order(value);
    std::vector<std::string> german;
    bool some = false, other = false;
    for (std::size_t at = 0; at < codes.size(); ++at) {
        const auto words =
            value.is_array() ? value[at].get<std::string>() : value.get<std::string>();
        const auto* chosen = reader_.occupations.find(codes[at], words);
        german.push_back(chosen ? chosen->title(text::Language::De) : words);
        some = some || chosen;
        other = other || german.back() != words;
    }
    return some && other ? fmt::format("{}", fmt::join(german, ", ")) : std::string{};
}

// One of the list, or what stood there: a code stays though its list is gone.
std::string QuestionReader::code_of(std::size_t at, const std::string& words) const {
    const auto name = code_input(question_.name, at);
    const auto typed = in_.one(name);
    const auto space = std::min(typed.find(' '), typed.size());
    const auto key = typed.substr(0, space);
    if (text::clean(std::string_view(typed).substr(space)).text != words) return {};
    const bool stood = in_.before(name) == Values{typed};
    return stood || reader_.occupations.find(key) ? key : std::string{};
}

std::vector<std::string> QuestionReader::codes_in_order(const json& value) const {
    if (value.is_string()) return {code_of(0, value.get<std::string>())};
    std::vector<std::string> codes;
    if (!value.is_array()) return codes;
    std::size_t at = 0;
    for (const auto& item : value) {
        const auto words = item.get<std::string>();
        // Inputs that were left empty are no part of the answer.
        while (at < most_numbered &&
               text::clean(in_.one(numbered_input(question_.name, at))).text != words)
            ++at;
        codes.push_back(code_of(at++, words));
    }
    return codes;
}

OccupationCodes QuestionReader::codes_of(const json& value) const {
    OccupationCodes codes;
    for (const auto& key : codes_in_order(value)) {
        codes.kldb.push_back(occupations::kldb(key));
        codes.esco.push_back(occupations::esco(key));
    }
    if (value.is_array() || codes.kldb.empty()) return codes;
    return {codes.kldb.front(), codes.esco.front()};
}

std::optional<German> QuestionReader::typed_german(const std::optional<German>& before,
                                                   bool text_changed) {
    const auto name = question_.name + ".german";
    if (!in_.typed.has(name)) {
        const bool now_german = text_changed && reader_.person.t.language() == text::Language::De;
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
    if (auto problem = text::name_problem(name)) {
        wrong(std::move(*problem));
        return false;
    }
    if (!question_.latin_only() || text::foreign_script(name).empty()) return true;
    if (text::has_latin(name))
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

}  // namespace mobio::biography
