// SPDX-License-Identifier: EUPL-1.2
#include "biography/reader_rules.h"

#include <algorithm>

namespace mobio::biography {

using nlohmann::json;

namespace {

template <class Rule>
bool is_for(const Rule& rule, catalogue::Recipient kind) {
    return rule.recipients.empty() ||
           std::find(rule.recipients.begin(), rule.recipients.end(), kind) != rule.recipients.end();
}

bool fulfils(const catalogue::Keep& keep, const json& value) {
    if (!keep.part.empty() && !value.is_object()) return false;
    const auto part = plain(keep.part.empty() ? value : value.value(keep.part, json()));
    const auto among = [&](const std::vector<std::string>& list) {
        return std::find(list.begin(), list.end(), part) != list.end();
    };
    return (keep.values.empty() || among(keep.values)) && !among(keep.excluded);
}

bool some_entry_fulfils(const Biography& biography, const catalogue::Keep& keep) {
    const auto entries = biography.entries(keep.field);
    return std::any_of(entries.begin(), entries.end(), [&](const Entry* entry) {
        const auto* claim = entry->answer.claim();
        return claim && claim->state == State::Value && fulfils(keep, claim->value);
    });
}

// What these recipients read instead, or leave out: a code of a list, or a part of an object.
void replace_code(const catalogue::Replace& rule, json& codes) {
    auto kept = json::array();
    for (auto& code : codes) {
        auto shown = plain(code) == rule.value ? json(rule.with) : std::move(code);
        const bool dropped = shown.is_string() && shown.get_ref<const std::string&>().empty();
        if (!dropped && std::find(kept.begin(), kept.end(), shown) == kept.end())
            kept.push_back(std::move(shown));
    }
    codes = std::move(kept);
}

void replace_part(const catalogue::Replace& rule, json& parts) {
    std::vector<std::string> gone;
    for (auto& [key, part] : parts.items()) {
        if ((!rule.part.empty() && key != rule.part) || plain(part) != rule.value) continue;
        part = rule.with;
        if (rule.with.empty()) gone.push_back(key);
    }
    for (const auto& key : gone) parts.erase(key);
}

}  // namespace

std::string plain(const json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
    return value.is_null() ? std::string() : value.dump();
}

bool is_kept_for(catalogue::Recipient kind, const Biography& biography,
                 const catalogue::Field& field, const json& value) {
    return std::all_of(field.keep.begin(), field.keep.end(), [&](const catalogue::Keep& keep) {
        if (!is_for(keep, kind)) return true;
        return keep.field.empty() ? fulfils(keep, value) : some_entry_fulfils(biography, keep);
    });
}

void replace_for(catalogue::Recipient kind, const catalogue::Field& field, json& value) {
    for (const auto& rule : field.replace) {
        if (!is_for(rule, kind)) continue;
        if (value.is_array()) replace_code(rule, value);
        if (value.is_object()) replace_part(rule, value);
    }
}

}  // namespace mobio::biography
