// SPDX-License-Identifier: EUPL-1.2
#include "biography/machine_german.h"

#include <algorithm>

#include "biography/draw.h"
#include "biography/inputs.h"
#include "platform/translation/translation.h"

namespace mobio::biography {

using catalogue::Field;
using nlohmann::json;

namespace {

bool translatable(const Field& field, const Sheet& sheet) {
    const bool form_asks = !field.repeated() || !sheet.entry.empty();
    return form_asks && !field.health && has_free_text(field);
}

void set(Claim& claim, const Question& question, German german) {
    if (question.part)
        claim.german_parts[question.part->key] = std::move(german);
    else
        claim.german = std::move(german);
}

// What stands in the record after this form: its edit, or what was there before.
Claim* claim_for(Answers& answers, const Sheet& sheet, const Biography& biography,
                 const Field& field) {
    const auto at = std::ranges::find_if(answers.edits, [&](const Edit& edit) {
        return edit.change.field == field.key && edit.change.entry == sheet.entry;
    });
    if (at != answers.edits.end()) return at->change.remove ? nullptr : &at->change.claim;
    const auto* entry = sheet.entry.empty() ? nullptr : biography.entry(field.key, sheet.entry);
    const auto* answer = sheet.entry.empty() ? biography.answer(field.key)
                         : entry             ? &entry->answer
                                             : nullptr;
    const auto* own = answer ? claim_of(*answer, By::Person) : nullptr;
    if (!own) return nullptr;
    auto& edit = answers.edits.emplace_back(
        Edit{{field.key, sheet.entry, *own, false, false}, answers.shown[field.key]});
    edit.change.claim.id.clear();
    return &edit.change.claim;
}

// Own words of one question, as one text.
std::string words_of(const Claim& claim, const Question& question) {
    const auto value = part_of(claim.value, question);
    if (value.is_string()) return value.get<std::string>();
    std::string lines;
    if (value.is_array())
        for (const auto& line : value)
            if (line.is_string()) (lines += lines.empty() ? "" : "\n") += line.get<std::string>();
    return lines;
}

bool wanted(const Claim& claim, const Question& question, const Claim* before) {
    const auto german = german_of(claim, question);
    if (!german) return true;
    return german->mark == "machine" && before &&
           part_of(claim.value, question) != part_of(before->value, question);
}

}  // namespace

bool offers_machine(const App& app, const Sheet& sheet, const text::Tongue& t) {
    return app.translator && t.language() != text::Language::De &&
           std::ranges::any_of(sheet.fields,
                               [&](const Field* field) { return translatable(*field, sheet); });
}

bool add_machine_german(App& app, const Sheet& sheet, const Biography& biography,
                        Answers& answers) {
    for (const auto* field : sheet.fields) {
        if (!translatable(*field, sheet)) continue;
        auto* claim = claim_for(answers, sheet, biography, *field);
        if (!claim || claim->state != State::Value) continue;
        const auto from = text::parse_language(claim->lang);
        if (!from || *from == text::Language::De) continue;
        const auto* entry = biography.entry(field->key, sheet.entry);
        const auto* before = entry ? entry->answer.claim() : biography.claim(field->key);
        for (const auto& question : questions(*field)) {
            const auto words = words_of(*claim, question);
            if (!question.free_text || words.empty() || !wanted(*claim, question, before)) continue;
            auto translated = app.translator->translate(words, *from, text::Language::De);
            if (translated.trouble) return false;
            set(*claim, question, {std::move(translated.text), "machine"});
        }
    }
    return true;
}

}  // namespace mobio::biography
