// SPDX-License-Identifier: EUPL-1.2
#include "biography/inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace mobio::biography {

using catalogue::Type;
using nlohmann::json;

namespace {

Values tidy(Values values) {
    for (auto& value : values) std::erase(value, '\r');
    std::erase(values, std::string{});
    return values;
}

}  // namespace

json part_of(const json& value, const Question& question) {
    if (!question.part) return value;
    if (!value.is_object()) return {};
    const auto found = value.find(question.part->key);
    return found == value.end() ? json() : *found;
}

std::optional<German> german_of(const Claim& claim, const Question& question) {
    if (!question.part) return claim.german;
    const auto found = claim.german_parts.find(question.part->key);
    return found == claim.german_parts.end() ? std::nullopt : std::optional(found->second);
}

std::string number_text(double value) {
    return value == std::floor(value) ? fmt::format("{:.0f}", value) : fmt::format("{:g}", value);
}

Values Inputs::before(const std::string& name) const { return tidy(shown.all(name)); }

Values Inputs::all(const std::string& name) const {
    return tidy((typed.has(name) ? typed : shown).all(name));
}

Values Inputs::all(const Question& question) const {
    auto values = all(question.name);
    for (std::size_t at = 1; question.numbered() && at < most_numbered; ++at)
        for (auto& value : all(numbered_input(question.name, at)))
            values.push_back(std::move(value));
    return values;
}

std::string Inputs::one(const std::string& name) const {
    const auto values = all(name);
    return values.empty() ? std::string{} : values.front();
}

Values Inputs::boxes(const std::string& name, bool there) const {
    return typed.has(name) || !there ? all(name) : Values{};
}

Values Inputs::now(const Question& question, const std::string& name) const {
    if (question.type == Type::Codes) return boxes(name, asked);
    if (name.ends_with(".estimated") || name.ends_with(".decade"))
        return boxes(name, asked && typed.has(question.name + ".year"));
    return all(name);
}

bool Inputs::touched(const Question& question) const {
    // Another calendar means another day, where a date stands already.
    const auto calendar = question.name + ".calendar";
    if (!before(calendar).empty() && all(calendar) != before(calendar)) return true;
    const auto names = input_names(question);
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        return now(question, name) != before(name);
    });
}

}  // namespace mobio::biography
