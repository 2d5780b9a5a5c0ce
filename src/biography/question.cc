// SPDX-License-Identifier: EUPL-1.2
#include "biography/question.h"

namespace mobio::biography {

using catalogue::Field;
using catalogue::Part;
using catalogue::Type;

namespace {

template <class T>
Question of(const Field& field, const Part* part, const T& from, std::string name) {
    return {&field,       part,         std::move(name), from.type,  from.list,     from.max,
            from.minimum, from.maximum, from.step,       from.multi, from.free_text};
}

}  // namespace

bool Question::radio(const catalogue::Catalogue& catalogue) const {
    if (type == Type::Boolean) return true;
    return type == Type::Code && catalogue.codes(list).size() <= few;
}

bool Question::numbered() const {
    if (type == Type::Countries || type == Type::Languages) return true;
    return multi && !lines() && type != Type::Codes;
}

bool Question::latin_only() const {
    if (part) return part->key == "latin";
    return name == "person.name.given" || name == "person.name.family";
}

bool Question::birth() const { return name == "person.birth" || (part && part->key == "birth"); }

bool Question::estimable() const { return type == Type::PartialDate && (!part || birth()); }

bool Question::sourced() const { return name == "person.birth"; }

std::vector<Question> questions(const Field& field) {
    if (field.type != Type::Object) return {of(field, nullptr, field, field.key)};
    std::vector<Question> all;
    for (const auto& part : field.parts)
        if (!part.staff_only) all.push_back(of(field, &part, part, field.key + "." + part.key));
    return all;
}

std::vector<std::string> input_names(const Question& question) {
    std::vector<std::string> names;
    if (question.type == Type::Date || question.type == Type::PartialDate)
        for (const char* part : {".day", ".month", ".year", ".decade", ".estimated", ".source"})
            names.push_back(question.name + part);
    else
        names.push_back(question.name);
    if (question.numbered())
        for (std::size_t at = 1; at < most_numbered; ++at)
            names.push_back(numbered_input(question.name, at));
    for (std::size_t at = 0; question.occupation() && at < most_numbered; ++at)
        if (at == 0 || question.numbered()) names.push_back(code_input(question.name, at));
    if (question.free_text) names.push_back(question.name + ".german");
    return names;
}

std::string numbered_input(const std::string& name, std::size_t at) {
    return at == 0 ? name : name + "." + std::to_string(at + 1);
}

std::string code_input(const std::string& name, std::size_t at) {
    return numbered_input(name, at) + ".code";
}

bool is_beside(std::string_view input_name) {
    return input_name.ends_with(".decade") || input_name.ends_with(".estimated") ||
           input_name.ends_with(".code") || input_name == "person.birth.source";
}

std::string state_input(const catalogue::Catalogue& catalogue, const Field& field) {
    const bool inside = field.type != Type::Object && questions(field).front().radio(catalogue);
    return inside ? field.key : field.key + ".state";
}

}  // namespace mobio::biography
