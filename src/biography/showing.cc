// SPDX-License-Identifier: EUPL-1.2
// From a claim to what the inputs of its field show.
#include <fmt/format.h>

#include "biography/dates.h"
#include "biography/inputs.h"
#include "biography/phone.h"
#include "biography/reading.h"

namespace mobio::biography {

using catalogue::Field;
using catalogue::Type;
using nlohmann::json;

namespace {

void show_date(http::Fields& form, const Question& question, const json& value) {
    const auto date = date_of(value);
    if (!date) return;
    const auto [year, month, day] = counted(*date, date->calendar);
    if (day) form.add(question.name + ".day", std::to_string(day));
    if (month) form.add(question.name + ".month", std::to_string(month));
    const bool decade = date->precision == Precision::Decade;
    const bool written = decade && !question.estimable();
    form.add(question.name + ".year", std::to_string(year) + (written ? "s" : ""));
    if (decade && !written) form.add(question.name + ".decade", "yes");
    if (question.type == Type::PartialDate)
        form.add(question.name + ".calendar", std::string(text::code(date->calendar)));
    if (question.estimable() && estimated(value)) form.add(question.name + ".estimated", "yes");
    if (question.sourced() && value.is_object())
        form.add(question.name + ".source", value.value("source", ""));
}

std::string one_text(const Question& question, const json& value) {
    if (value.is_string() && question.type == Type::Phone)
        return group_phone(value.get<std::string>());
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number()) return number_text(value.get<double>());
    if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
    return {};
}

// Of the part's words, each with its code.
void show_codes(http::Fields& form, const Question& question, const json& object) {
    const auto listed = [](const json& value) {
        return value.is_array() ? value : value.is_string() ? json::array({value}) : json::array();
    };
    const auto words = listed(object.value(question.part->key, json()));
    const auto kldb = listed(object.value("kldb", json()));
    const auto esco = listed(object.value("esco", json()));
    for (std::size_t at = 0; at < words.size(); ++at)
        for (const auto* codes : {&kldb, &esco})
            if (at < codes->size() && (*codes)[at] != "")
                form.add(code_input(question.name, at),
                         (*codes)[at].get<std::string>() + " " + words[at].get<std::string>());
}

void show_value(http::Fields& form, const Question& question, const json& value) {
    if (question.type == Type::Date || question.type == Type::PartialDate)
        return show_date(form, question, value);
    if (!value.is_array()) {
        if (auto text = one_text(question, value); !text.empty())
            form.add(question.name, std::move(text));
        return;
    }
    std::vector<std::string> items;
    for (const auto& item : value) items.push_back(one_text(question, item));
    if (question.lines()) {
        if (!items.empty()) form.add(question.name, fmt::format("{}", fmt::join(items, "\n")));
        return;
    }
    for (std::size_t at = 0; at < items.size(); ++at)
        form.add(question.numbered() ? numbered_input(question.name, at) : question.name,
                 std::move(items[at]));
}

}  // namespace

void show(http::Fields& form, const catalogue::Catalogue& catalogue, const Field& field,
          const Claim* claim) {
    if (!claim) return;
    if (claim->state != State::Value) {
        const auto choice = claim->state == State::Unknown ? unknown_choice : declined_choice;
        form.add(state_input(catalogue, field), std::string(choice));
        return;
    }
    for (const auto& question : questions(field)) {
        show_value(form, question, part_of(claim->value, question));
        if (question.occupation() && claim->value.is_object())
            show_codes(form, question, claim->value);
        const auto german = german_of(*claim, question);
        if (!question.free_text || !german) continue;
        form.add(question.name + ".german", german->text);
        form.add(question.name + ".german.mark", german->mark);
    }
}

}  // namespace mobio::biography
