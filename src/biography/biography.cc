// SPDX-License-Identifier: EUPL-1.2
#include "biography/biography.h"

#include <fmt/format.h>

#include "biography/dates.h"

namespace mobio::biography {

namespace chrono = std::chrono;

namespace {

std::string text_of(const Biography& biography, std::string_view field) {
    const auto* claim = biography.claim(field);
    if (!claim || claim->state != State::Value || !claim->value.is_string()) return {};
    return claim->value.get<std::string>();
}

}  // namespace

const Claim* Answer::claim() const {
    for (const auto& one : claims)
        if (one.id == in_force) return &one;
    return nullptr;
}

const Answer* Biography::answer(std::string_view field) const {
    const auto found = answers.find(field);
    return found == answers.end() ? nullptr : &found->second;
}

const Claim* Biography::claim(std::string_view field) const {
    const auto* found = answer(field);
    return found ? found->claim() : nullptr;
}

std::vector<const Entry*> Biography::entries(std::string_view field, bool with_removed) const {
    std::vector<const Entry*> list;
    const auto found = repeated.find(field);
    if (found == repeated.end()) return list;
    for (const auto& entry : found->second)
        if (with_removed || !entry.removed) list.push_back(&entry);
    return list;
}

const Entry* Biography::entry(std::string_view field, std::string_view id) const {
    for (const auto* entry : entries(field, true))
        if (entry->id == id) return entry;
    return nullptr;
}

std::int64_t Biography::revision(std::string_view section) const {
    const auto found = revisions.find(section);
    return found == revisions.end() ? 0 : found->second;
}

std::string full_name(const Biography& biography) {
    const auto given = text_of(biography, "person.name.given");
    const auto family = text_of(biography, "person.name.family");
    if (given.empty() && family.empty()) return calling_name(biography);
    if (given.empty() || family.empty()) return given + family;
    return fmt::format("{} {}", given, family);
}

std::string calling_name(const Biography& biography) {
    for (const auto* field : {"person.name.preferred", "person.name.given", "person.name.family"})
        if (auto name = text_of(biography, field); !name.empty()) return name;
    return {};
}

bool has_release_name(const Biography& biography) {
    return !text_of(biography, "person.name.given").empty() ||
           !text_of(biography, "person.name.family").empty();
}

std::optional<bool> is_adult(const Biography& biography, Date today) {
    const auto* claim = biography.claim("person.birth");
    if (!claim || claim->state != State::Value) return {};
    const auto birth = date_of(claim->value);
    if (!birth) return {};
    // On the birthday itself (§ 187 Abs. 2, § 188 Abs. 2 BGB); 29 February counts from 1 March.
    const auto come_of_age = [](Date day) {
        const auto eighteen = day + chrono::years{18};
        return chrono::sys_days{eighteen.ok() ? eighteen : Date{eighteen.year() / 3 / 1}};
    };
    const auto now = chrono::sys_days{today};
    if (now >= come_of_age(birth->last())) return true;
    if (now < come_of_age(birth->first())) return false;
    return {};
}

bool address_protected(const Biography& biography) {
    const auto* claim = biography.claim("contact.address_protected");
    if (!claim || claim->state != State::Value) return false;
    // A claim of any other shape protects rather than reveals.
    return !claim->value.is_boolean() || claim->value.get<bool>();
}

}  // namespace mobio::biography
