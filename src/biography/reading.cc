// SPDX-License-Identifier: EUPL-1.2
#include "biography/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "biography/dates.h"
#include "biography/document.h"
#include "biography/name.h"
#include "biography/phone.h"
#include "platform/mail/mail.h"

namespace mobio::biography {

using catalogue::Field;
using catalogue::Type;
using nlohmann::json;
using text::mark;
using text::Message;

namespace {

json part_of(const json& value, const Question& question) {
    if (!question.part) return value;
    if (!value.is_object()) return {};
    const auto found = value.find(question.part->key);
    return found == value.end() ? json() : *found;
}

bool empty(const json& value) {
    return value.is_null() || (value.is_string() && value.get_ref<const std::string&>().empty()) ||
           (value.is_array() && value.empty());
}

std::optional<German> german_of(const Claim& claim, const Question& question) {
    if (!question.part) return claim.german;
    const auto found = claim.german_parts.find(question.part->key);
    return found == claim.german_parts.end() ? std::nullopt : std::optional(found->second);
}

std::string number_text(double value) {
    return value == std::floor(value) ? fmt::format("{:.0f}", value) : fmt::format("{:g}", value);
}

// Showing
// ------------------------------------------------------------------------------------------

void show_date(http::Fields& form, const Question& question, const json& value) {
    const auto date = date_of(value);
    if (!date) return;
    if (date->day) form.add(question.name + ".day", std::to_string(date->day));
    if (date->month) form.add(question.name + ".month", std::to_string(date->month));
    form.add(question.name + ".year", std::to_string(date->year));
    if (estimated(value)) form.add(question.name + ".estimated", "yes");
}

std::string one_text(const json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number()) return number_text(value.get<double>());
    if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
    return {};
}

void show_value(http::Fields& form, const Question& question, const json& value) {
    if (question.type == Type::Date || question.type == Type::PartialDate)
        return show_date(form, question, value);
    if (!value.is_array()) {
        if (auto text = one_text(value); !text.empty()) form.add(question.name, std::move(text));
        return;
    }
    std::vector<std::string> items;
    for (const auto& item : value) items.push_back(one_text(item));
    if (question.lines()) {
        if (!items.empty()) form.add(question.name, fmt::format("{}", fmt::join(items, "\n")));
        return;
    }
    for (auto& item : items) form.add(question.name, std::move(item));
}

// The input that takes "don't know": the radio buttons of the question itself, or a choice beside.
std::string state_name(const catalogue::Catalogue& catalogue, const Field& field) {
    const auto asked = questions(field);
    const bool inside = field.type != Type::Object && asked.front().radio(catalogue);
    return inside ? field.key : state_input(field);
}

std::optional<State> state_of(std::string_view choice) {
    if (choice == unknown_choice) return State::Unknown;
    if (choice == declined_choice) return State::Declined;
    return {};
}

// Reading
// ------------------------------------------------------------------------------------------

using Values = std::vector<std::string>;

// What was typed over what was shown.
struct Inputs {
    const http::Fields& typed;
    const http::Fields& shown;
    bool asked;  // the form says that it held this field

    static Values tidy(Values values) {
        for (auto& value : values) std::erase(value, '\r');
        std::erase(values, std::string{});
        return values;
    }
    Values before(const std::string& name) const { return tidy(shown.all(name)); }
    Values all(const std::string& name) const {
        return tidy((typed.has(name) ? typed : shown).all(name));
    }
    std::string one(const std::string& name) const {
        const auto values = all(name);
        return values.empty() ? std::string{} : values.front();
    }
    // An unticked box is not sent at all; the form's word tells it from a box that was not there.
    Values boxes(const std::string& name, bool there) const {
        return typed.has(name) || !there ? all(name) : Values{};
    }
    Values now(const Question& question, const std::string& name) const {
        if (question.type == Type::Codes) return boxes(name, asked);
        if (name.ends_with(".estimated"))
            return boxes(name, asked && typed.has(question.name + ".year"));
        return all(name);
    }
    bool touched(const Question& question) const {
        const auto names = input_names(question);
        return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
            return now(question, name) != before(name);
        });
    }
};

class QuestionReader {
public:
    QuestionReader(const Reader& reader, const Question& question, const Inputs& in,
                   Problems& problems, Reading& reading)
        : reader_(reader), question_(question), in_(in), problems_(problems), reading_(reading) {}

    json value(const json& before) {
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

    std::optional<German> german(const std::optional<German>& before, bool text_changed) {
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

private:
    json wrong(Message message) { return wrong_at(question_.name, std::move(message)); }
    json wrong_at(std::string name, Message message) {
        problems_.add(std::move(name), std::move(message));
        return {};
    }

    std::string clean(std::string_view raw) {
        auto cleaned = text::clean(raw);
        reading_.directions_removed |= cleaned.directions_removed;
        return std::move(cleaned.text);
    }

    bool check_length(const std::string& text, const std::string& name, std::size_t max) {
        const auto length = text::length(text);
        if (length <= max) return true;
        wrong_at(name, {mark("Write at most {1} characters. You wrote {2}."),
                        {std::to_string(max), std::to_string(length)}});
        return false;
    }

    // One of the texts of this question, checked.
    bool text_fits(const std::string& text) {
        if (!check_length(text, question_.name, question_.max)) return false;
        if (question_.type == Type::Name) return name_fits(text);
        if (question_.type == Type::Email && !mail::valid_address(text)) {
            wrong({mark("An e-mail address looks like name@example.org.")});
            return false;
        }
        return true;
    }

    bool name_fits(const std::string& name) {
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

    json texts() {
        std::vector<std::string> items;
        for (const auto& raw : in_.all(question_.name)) {
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
        if (postcode() && !items.empty() && !five_digits(items.front()))
            return wrong({mark("A postcode has five digits.")});
        if (question_.multi) return items.empty() ? json() : json(items);
        return items.empty() ? json() : json(items.front());
    }

    static std::vector<std::string> lines(const std::string& text) {
        std::vector<std::string> all;
        for (std::size_t from = 0; from <= text.size();) {
            const auto end = std::min(text.find('\n', from), text.size());
            auto line = text::clean(std::string_view(text).substr(from, end - from)).text;
            if (!line.empty()) all.push_back(std::move(line));
            from = end + 1;
        }
        return all;
    }

    bool postcode() const { return question_.part && question_.part->key == "plz"; }
    static bool five_digits(const std::string& text) {
        return text.size() == 5 && text.find_first_not_of("0123456789") == std::string::npos;
    }

    json phone() {
        const auto typed = clean(in_.one(question_.name));
        if (typed.empty()) return {};
        if (auto number = parse_phone(typed)) return *number;
        return wrong({mark("Write the number with its area code, for example 0176 04069002.")});
    }

    json boolean() {
        const auto choice = in_.one(question_.name);
        if (choice.empty()) return {};
        if (choice == "yes" || choice == "no") return choice == "yes";
        return wrong({mark("Choose one of the answers.")});
    }

    json number() {
        auto typed = text::ascii_digits(clean(in_.one(question_.name)));
        if (typed.empty()) return {};
        for (const std::string_view comma : {",", "٫"})
            if (const auto at = typed.find(comma); at != std::string::npos)
                typed.replace(at, comma.size(), ".");
        double value = 0;
        const auto end = typed.data() + typed.size();
        const auto [stop, error] = std::from_chars(typed.data(), end, value);
        if (error != std::errc{} || stop != end || !std::isfinite(value))
            return wrong({mark("Write a number, for example 12.")});
        return in_range(value);
    }

    json in_range(double value) {
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

    bool known(const std::string& code) const {
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

    bool several() const {
        return question_.type == Type::Codes || question_.type == Type::Countries ||
               question_.type == Type::Languages;
    }

    json codes() {
        auto chosen = in_.now(question_, question_.name);
        Values distinct;
        for (auto& code : chosen) {
            if (!known(code)) return wrong({mark("Choose one of the answers.")});
            if (std::find(distinct.begin(), distinct.end(), code) == distinct.end())
                distinct.push_back(std::move(code));
        }
        if (distinct.empty()) return {};
        return several() ? json(distinct) : json(distinct.front());
    }

    // A number of up to four digits in any script's digits; nothing where it is none.
    std::optional<unsigned> digits(const char* part) {
        const auto typed = text::ascii_digits(clean(in_.one(question_.name + part)));
        unsigned number = 0;
        const auto end = typed.data() + typed.size();
        const auto [stop, error] = std::from_chars(typed.data(), end, number);
        const bool fits = error == std::errc{} && stop == end && typed.size() <= 4;
        return fits ? std::optional(number) : std::nullopt;
    }
    bool typed(const char* part) const { return !in_.one(question_.name + part).empty(); }

    json date(const json& before) {
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

    std::optional<PartialDate> parts_of_date() {
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

    bool month_and_day(PartialDate& date) {
        const auto name = question_.name;
        if (typed(".month")) {
            date.month = digits(".month").value_or(0);
            if (date.month < 1 || date.month > 12)
                return wrong_at(name + ".month", {mark("A month is a number from 1 to 12.")}),
                       false;
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

    bool in_time(const PartialDate& date) {
        const bool past_only = question_.birth() || question_.name == "residence.entry_date";
        if (!past_only || date.first() <= reader_.today) return true;
        wrong({mark("This day lies in the future. Look at the year again.")});
        return false;
    }

    // What people typed, as they typed it.
    std::string as_given() {
        std::vector<std::string> given;
        for (const char* part : {".day", ".month", ".year"})
            if (typed(part)) given.push_back(clean(in_.one(question_.name + part)));
        return fmt::format("{}", fmt::join(given, "."));
    }

    // Offices write 1 January where no day is known: so it is taken as probably estimated, until
    // the person says otherwise.
    bool is_estimated(const PartialDate& date, const json& before) {
        const auto name = question_.name + ".estimated";
        const bool ticked = !in_.now(question_, name).empty();
        const bool new_date = date_of(before) != date;
        if (question_.birth() && date.month == 1 && date.day == 1 && new_date) return true;
        return ticked;
    }

    const Reader& reader_;
    const Question& question_;
    const Inputs& in_;
    Problems& problems_;
    Reading& reading_;
};

void set_part(json& object, const Question& question, json value) {
    if (!question.part) {
        object = std::move(value);
    } else if (empty(value)) {
        object.erase(question.part->key);
    } else {
        object[question.part->key] = std::move(value);
    }
}

void set_german(Claim& claim, const Question& question, std::optional<German> german) {
    if (!question.part)
        claim.german = std::move(german);
    else if (german)
        claim.german_parts[question.part->key] = std::move(*german);
    else
        claim.german_parts.erase(question.part->key);
}

// A place or a father's name that was written in its own script into the Latin part.
void move_to_own_script(const Field& field, json& value, Problems& problems, Reading& reading) {
    if (reading.own_script.empty() || !field.part("latin") || !field.part("native")) return;
    if (value.contains("native") && value["native"] != reading.own_script)
        problems.add(field.key + ".latin",
                     {mark("Use Latin letters here. Your own script has its own place.")});
    else
        value["native"] = reading.own_script;
}

// From before to: a period that runs backwards is a slip.
void check_period(const Field& field, const json& value, Problems& problems) {
    if (!value.is_object() || !value.contains("from") || !value.contains("to")) return;
    const auto from = date_of(value["from"]), to = date_of(value["to"]);
    if (!from || !to || to->last() >= from->first()) return;
    problems.add(field.key + ".to", {mark("The end is before the start ({1})."), {from->edtf()}});
}

// The answer that the inputs hold; each question that was not touched keeps what it had.
Claim read_values(const Reader& reader, const Field& field, const Inputs& in, const Claim* shown,
                  Problems& problems, Reading& reading) {
    Claim claim;
    const bool had_value = shown && shown->state == State::Value;
    if (had_value) claim = *shown;
    claim.id.clear();
    claim.at = {};
    claim.state = State::Value;
    if (field.type == Type::Object && !claim.value.is_object()) claim.value = json::object();
    for (const auto& question : questions(field)) {
        if (!in.touched(question)) continue;
        QuestionReader one(reader, question, in, problems, reading);
        const auto before = part_of(claim.value, question);
        auto value = one.value(before);
        const bool text_changed = value != before;
        if (question.free_text) {
            auto german = one.german(german_of(claim, question), text_changed);
            set_german(claim, question, empty(value) ? std::nullopt : std::move(german));
            if (text_changed && !empty(value)) claim.lang = text::code(reader.language);
        }
        // A name in another script keeps what stood here; where it goes is settled below.
        if (reading.own_script.empty() || !question.latin_only())
            set_part(claim.value, question, std::move(value));
    }
    move_to_own_script(field, claim.value, problems, reading);
    check_period(field, claim.value, problems);
    return claim;
}

bool touched(const Field& field, const Inputs& in) {
    const auto asked = questions(field);
    return std::any_of(asked.begin(), asked.end(),
                       [&](const Question& question) { return in.touched(question); });
}

bool holds_something(const Field& field, const Inputs& in) {
    for (const auto& question : questions(field))
        for (const auto& name : input_names(question))
            if (!name.ends_with(".estimated") && !in.now(question, name).empty()) return true;
    return false;
}

bool says_nothing(const Claim& claim) {
    return empty(claim.value) || (claim.value.is_object() && claim.value.empty());
}

}  // namespace

void show(http::Fields& form, const catalogue::Catalogue& catalogue, const Field& field,
          const Claim* claim) {
    if (!claim) return;
    if (claim->state != State::Value) {
        const auto choice = claim->state == State::Unknown ? unknown_choice : declined_choice;
        form.add(state_name(catalogue, field), std::string(choice));
        return;
    }
    for (const auto& question : questions(field)) {
        show_value(form, question, part_of(claim->value, question));
        const auto german = german_of(*claim, question);
        if (question.free_text && german) form.add(question.name + ".german", german->text);
    }
}

Reading read(const Reader& reader, const Field& field, const http::Fields& typed,
             const Claim* shown_claim, Problems& problems) {
    http::Fields shown;
    show(shown, reader.catalogue, field, shown_claim);
    const auto marks = typed.all("asked");
    const Inputs in{typed, shown, std::find(marks.begin(), marks.end(), field.key) != marks.end()};
    const auto name = state_name(reader.catalogue, field);
    const bool inside = name == field.key;
    const auto state = state_of(in.one(name));
    const bool newly =
        state && (in.before(name).empty() || state_of(in.before(name).front()) != state);
    const bool typed_values = touched(field, in) && !inside;
    Reading reading;
    if (newly && typed_values && holds_something(field, in)) {
        problems.add(name, {mark("You wrote an answer and chose this too. Which one counts?")});
        return reading;
    }
    if (newly) {
        reading.changed = true;
        reading.claim.emplace();
        reading.claim->state = *state;
        return reading;
    }
    if (state && inside) return reading;
    if (!touched(field, in)) return reading;
    auto claim = read_values(reader, field, in, shown_claim, problems, reading);
    if (!reading.own_script.empty() && !field.part("latin")) return reading;
    if (says_nothing(claim))
        reading.changed = shown_claim != nullptr;
    else if (!shown_claim || !same_words(*shown_claim, claim)) {
        reading.changed = true;
        reading.claim = std::move(claim);
    }
    return reading;
}

}  // namespace mobio::biography
