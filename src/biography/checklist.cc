// SPDX-License-Identifier: EUPL-1.2
#include "biography/checklist.h"

#include <algorithm>

#include "biography/dates.h"
#include "biography/progress.h"

namespace mobio::biography {

using catalogue::Field;
using catalogue::Level;
using catalogue::Recipient;

namespace {

bool asked_of_person(const Field& field) {
    return field.form && !field.staff_only && !field.topic.empty();
}

// Of a composite value the estimated date of any part.
bool holds_estimate(const nlohmann::json& value) {
    if (estimated(value)) return true;
    return value.is_object() && !value.contains("edtf") &&
           std::any_of(value.begin(), value.end(),
                       [](const nlohmann::json& part) { return estimated(part); });
}

bool is_own_text(const nlohmann::json& value, const std::string& part) {
    return value.is_object() && value.contains(part) && value[part].is_string();
}

// Own words in another language, and no German beside them.
bool lacks_german(const Field& field, const Claim& claim) {
    if (claim.lang.empty() || claim.lang == "de") return false;
    if (field.free_text && claim.value.is_string()) return !claim.german;
    return std::any_of(field.parts.begin(), field.parts.end(), [&](const catalogue::Part& part) {
        return part.free_text && is_own_text(claim.value, part.key) &&
               !claim.german_parts.contains(part.key);
    });
}

void add_doubts(const Field& field, const std::string& entry, const Claim* claim,
                std::vector<Uncertain>& out) {
    if (!claim) return;
    if (claim->disputed()) out.push_back({&field, entry, Doubt::Disputed});
    if (claim->state == State::Unknown) out.push_back({&field, entry, Doubt::Unknown});
    if (claim->state != State::Value) return;
    if (holds_estimate(claim->value)) out.push_back({&field, entry, Doubt::Estimated});
    if (lacks_german(field, *claim)) out.push_back({&field, entry, Doubt::NotInGerman});
}

}  // namespace

std::array<std::size_t, catalogue::recipient_count> missing_answers(
    const Biography& biography, const catalogue::Catalogue& catalogue) {
    std::array<std::size_t, catalogue::recipient_count> missing{};
    for (const auto& field : catalogue.fields()) {
        if (!asked_of_person(field) || answered(biography, field)) continue;
        for (const auto& [recipient, level] : field.levels)
            missing.at(static_cast<std::size_t>(recipient)) += level == Level::Required;
    }
    return missing;
}

Checklist checklist(const Biography& biography, const catalogue::Catalogue& catalogue,
                    Recipient recipient) {
    Checklist list;
    for (const auto& field : catalogue.fields()) {
        if (field.level(recipient) != Level::Required) continue;
        if (asked_of_person(field)) {
            ++list.of;
            if (answered(biography, field))
                ++list.there;
            else
                list.missing.push_back(&field);
        }
        add_doubts(field, "", biography.claim(field.key), list.uncertain);
        for (const auto* entry : biography.entries(field.key))
            add_doubts(field, entry->id, entry->answer.claim(), list.uncertain);
    }
    return list;
}

}  // namespace mobio::biography
