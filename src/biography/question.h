// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "catalogue/catalogue.h"
#include "platform/http/request.h"

namespace mobio::biography {

// One question of a form with inputs of its own: a simple field, or a part of a composite one.
// Inputs are named by it: "person.birth.year", "work.entries.employer".
struct Question {
    const catalogue::Field* field = nullptr;
    const catalogue::Part* part = nullptr;
    std::string name;
    catalogue::Type type = catalogue::Type::Text;
    std::string list;
    std::size_t max = 200;
    std::optional<double> minimum, maximum, step;
    bool multi = false, free_text = false;

    // Radio buttons with "don't know" among them, since a choice can be taken back by another one.
    bool radio(const catalogue::Catalogue& catalogue) const;
    // Several answers by as many inputs: "contact.email", "contact.email.2" …
    bool numbered() const;
    // Its code, where one was chosen, stands in the parts "kldb" and "esco".
    bool occupation() const { return type == catalogue::Type::Occupation; }
    bool lines() const { return multi && type == catalogue::Type::Text; }  // one text per line
    // In Latin letters, as in papers; another script has a place of its own.
    bool latin_only() const;
    bool birth() const;
    bool estimable() const;  // ticks say that the date is estimated, or the decade alone known
    bool sourced() const;    // a list says which document the date is from
};

// What a person is asked of a field: staff's parts are left out.
std::vector<Question> questions(const catalogue::Field& field);

// Codes of the documents that a date or a name may stand in.
inline constexpr const char* document_list = "name_source";

std::vector<std::string> input_names(const Question& question);
// The input that takes "don't know" or "don't want to say": the radio buttons of the question
// itself, or a choice beside it (of cards always).
std::string state_input(const catalogue::Catalogue& catalogue, const catalogue::Field& field);

// Values of those radio buttons. The mark keeps them apart from a list's codes.
inline constexpr std::string_view unknown_choice = "?unknown", declined_choice = "?declined",
                                  none_choice = "?none", answer_choice = "?answer";

// Of a numbered question: the first is named as the question itself.
std::string numbered_input(const std::string& name, std::size_t at);
inline constexpr std::size_t most_numbered = 20;

// The button that searches the list of occupations for what stands in the input it names. Nothing
// is saved.
inline constexpr const char* look_up = "look_up";

// The input beside an occupation's own words: the code that was chosen for just these words, and
// the words, "28222 Schneiderin". Where the words are others by now, the code says nothing.
std::string code_input(const std::string& name, std::size_t at);
// Inputs that hold nothing of the person's own.
bool is_beside(std::string_view input_name);

// Lists up to this length are shown whole.
inline constexpr std::size_t few = 8;

}  // namespace mobio::biography
