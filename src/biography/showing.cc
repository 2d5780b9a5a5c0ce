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
    if (date->day) form.add(question.name + ".day", std::to_string(date->day));
    if (date->month) form.add(question.name + ".month", std::to_string(date->month));
    form.add(question.name + ".year", std::to_string(date->year));
    if (question.estimable() && estimated(value)) form.add(question.name + ".estimated", "yes");
}

std::string one_text(const Question& question, const json& value) {
    if (value.is_string() && question.type == Type::Phone)
        return group_phone(value.get<std::string>());
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number()) return number_text(value.get<double>());
    if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
    return {};
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
        const auto german = german_of(*claim, question);
        if (question.free_text && german) form.add(question.name + ".german", german->text);
    }
}

}  // namespace mobio::biography
