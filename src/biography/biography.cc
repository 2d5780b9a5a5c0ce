// SPDX-License-Identifier: EUPL-1.2
#include "biography/biography.h"

#include <fmt/format.h>

#include <algorithm>

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

const Answer* Document::answer(std::string_view field, std::string_view entry) const {
    if (entry.empty()) {
        const auto found = answers.find(field);
        return found == answers.end() ? nullptr : &found->second;
    }
    const auto* card = this->entry(field, entry);
    return card ? &card->answer : nullptr;
}

const Entry* Document::entry(std::string_view field, std::string_view id) const {
    const auto list = repeated.find(field);
    if (list == repeated.end()) return nullptr;
    const auto found = std::ranges::find(list->second, id, &Entry::id);
    return found == list->second.end() ? nullptr : &*found;
}

Biography::Biography(Document document) {
    add({"", 0, std::make_shared<const Document>(std::move(document))});
}

const Document& Biography::document_of(std::string_view field) const {
    static const Document nothing;
    for (const auto& [key, number, document] : sections_) {
        const bool inside = field.size() > key.size() && field[key.size()] == '.';
        if (key.empty() || (inside && field.starts_with(key))) return *document;
    }
    return nothing;
}

const Answer* Biography::answer(std::string_view field) const {
    return document_of(field).answer(field, "");
}

const Claim* Biography::claim(std::string_view field) const {
    const auto* found = answer(field);
    return found ? found->claim() : nullptr;
}

std::vector<const Entry*> Biography::entries(std::string_view field, bool with_removed) const {
    std::vector<const Entry*> list;
    const auto& repeated = document_of(field).repeated;
    const auto found = repeated.find(field);
    if (found == repeated.end()) return list;
    for (const auto& entry : found->second)
        if (with_removed || !entry.removed) list.push_back(&entry);
    return list;
}

const Entry* Biography::entry(std::string_view field, std::string_view id) const {
    return document_of(field).entry(field, id);
}

std::int64_t Biography::revision(std::string_view section) const {
    const auto found = std::ranges::find(sections_, section, &Section::key);
    return found == sections_.end() ? 0 : found->number;
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

std::optional<bool> is_adult(const PartialDate& birth, Date today) {
    // On the birthday itself (§ 187 Abs. 2, § 188 Abs. 2 BGB); 29 February counts from 1 March.
    const auto come_of_age = [](Date day) {
        const auto eighteen = day + chrono::years{18};
        return chrono::sys_days{eighteen.ok() ? eighteen : Date{eighteen.year() / 3 / 1}};
    };
    const auto now = chrono::sys_days{today};
    if (now >= come_of_age(birth.last)) return true;
    if (now < come_of_age(birth.first)) return false;
    return {};
}

std::optional<bool> is_adult(const Biography& biography, Date today) {
    const auto* claim = biography.claim("person.birth");
    if (!claim || claim->state != State::Value) return {};
    const auto birth = date_of(claim->value);
    return birth ? is_adult(*birth, today) : std::nullopt;
}

Listener listener_of(const Biography& biography, const text::Tongue& t) {
    using text::Calendar;
    const bool farsi = t.language() == text::Language::Fa;
    DateHabits habits;
    habits.calendar = biography.calendar.value_or(farsi ? Calendar::Persian : Calendar::Gregorian);
    const auto* nationalities = biography.claim("person.nationalities");
    if (nationalities && nationalities->value.is_array() && !nationalities->value.empty() &&
        nationalities->value.front().is_string())
        habits.country = nationalities->value.front().get<std::string>();
    else
        habits.country = text_of(biography, "person.birth_country");
    return {t, std::move(habits)};
}

bool address_protected(const Biography& biography) {
    const auto* answer = biography.answer("contact.address_protected");
    if (!answer) return false;
    // Whoever answered anything but a plain no protects rather than reveals.
    return !std::ranges::all_of(answer->claims, [](const Claim& claim) {
        return claim.state == State::Value && claim.value.is_boolean() && !claim.value.get<bool>();
    });
}

}  // namespace mobio::biography
