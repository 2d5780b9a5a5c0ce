// SPDX-License-Identifier: EUPL-1.2
#include "biography/reading.h"

#include <algorithm>
#include <array>

#include "biography/dates.h"
#include "biography/document.h"
#include "biography/inputs.h"
#include "biography/question_reader.h"
#include "platform/text/name.h"

namespace mobio::biography {

using catalogue::Field;
using catalogue::Type;
using nlohmann::json;
using text::mark;

namespace {

bool empty(const json& value) {
    return value.is_null() || (value.is_string() && value.get_ref<const std::string&>().empty()) ||
           (value.is_array() && value.empty());
}

std::optional<State> state_of(std::string_view choice) {
    if (choice == unknown_choice) return State::Unknown;
    if (choice == declined_choice) return State::Declined;
    return {};
}

void set_part(json& object, const Question& question, json value) {
    if (!question.part) {
        object = std::move(value);
    } else if (empty(value)) {
        object.erase(question.part->key);
    } else {
        object[question.part->key] = std::move(value);
    }
}

// Of what is chosen in a list of several, the code stands at the place of its words.
void set_codes(json& object, const OccupationCodes& codes) {
    const auto put = [&](const char* part, const json& value) {
        const bool none = std::all_of(value.begin(), value.end(), empty);
        if (none)
            object.erase(part);
        else
            object[part] = value;
    };
    put("kldb", codes.kldb);
    put("esco", codes.esco);
}

// Somebody may write their own language on a page of another one.
std::string language_of(const json& words, text::Language page) {
    const auto text = words.dump();
    const bool arabic_letters = text::foreign_script(text) == "Arab";
    if (!arabic_letters || text::right_to_left(page)) return std::string(text::code(page));
    constexpr std::array persian{"پ", "چ", "ژ", "گ", "ک", "ی"};
    const bool is_persian = std::any_of(persian.begin(), persian.end(), [&](const char* letter) {
        return text.find(letter) != std::string::npos;
    });
    return is_persian ? "fa" : "ar";
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
void check_period(const Reader& reader, const Field& field, const json& value, Problems& problems) {
    if (!value.is_object() || !value.contains("from") || !value.contains("to")) return;
    const auto from = date_of(value["from"]), to = date_of(value["to"]);
    if (!from || !to || to->last >= from->first) return;
    problems.add(field.key + ".to", {mark("The end is before the start ({1})."),
                                     {date_in_words(value["from"], reader.person)}});
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
            auto german = one.german(value, german_of(claim, question), text_changed);
            set_german(claim, question, empty(value) ? std::nullopt : std::move(german));
            if (text_changed && !empty(value))
                claim.lang = language_of(value, reader.person.t.language());
        }
        if (question.occupation()) set_codes(claim.value, one.codes_of(value));
        // A name in another script keeps what stood here; where it goes is settled below.
        if (reading.own_script.empty() || !question.latin_only())
            set_part(claim.value, question, std::move(value));
    }
    move_to_own_script(field, claim.value, problems, reading);
    check_period(reader, field, claim.value, problems);
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
            if (!is_beside(name) && !in.now(question, name).empty()) return true;
    return false;
}

bool says_nothing(const Claim& claim) {
    return empty(claim.value) || (claim.value.is_object() && claim.value.empty());
}

// The form's own word on which fields it held.
bool asked(const http::Fields& typed, const Field& field) {
    const auto list = " " + typed.get("asked") + " ";
    return list.find(" " + field.key + " ") != std::string::npos;
}

// What the person chose instead of an answer.
struct Chosen {
    std::string name;  // of the input
    std::optional<State> state;
    bool newly = false;   // it did not stand there before
    bool inside = false;  // one of the question's own radio buttons
};
Chosen chosen(const Reader& reader, const Field& field, const Inputs& in) {
    Chosen chosen;
    chosen.name = state_input(reader.catalogue, field);
    chosen.inside = chosen.name == field.key;
    chosen.state = state_of(in.one(chosen.name));
    const auto before = in.before(chosen.name);
    chosen.newly = chosen.state && (before.empty() || state_of(before.front()) != chosen.state);
    return chosen;
}

}  // namespace

Reading read(const Reader& reader, const Field& field, const http::Fields& typed,
             const Claim* shown_claim, Problems& problems) {
    http::Fields shown;
    show(shown, reader.catalogue, field, shown_claim);
    const Inputs in{typed, shown, asked(typed, field)};
    const auto instead = chosen(reader, field, in);
    const bool answered = touched(field, in) && !(instead.inside && instead.state);
    Reading reading;
    if (instead.newly && answered && holds_something(field, in)) {
        problems.add(instead.name,
                     {mark("You wrote an answer and chose this too. Which one counts?")});
    } else if (instead.newly) {
        reading.changed = true;
        reading.claim.emplace();
        reading.claim->state = *instead.state;
    } else if (answered) {
        auto claim = read_values(reader, field, in, shown_claim, problems, reading);
        const bool moved = !reading.own_script.empty() && !field.part("latin");
        const bool same = shown_claim && same_words(*shown_claim, claim);
        reading.changed = !moved && !same && (shown_claim || !says_nothing(claim));
        if (reading.changed && !says_nothing(claim)) reading.claim = std::move(claim);
    }
    return reading;
}

}  // namespace mobio::biography
