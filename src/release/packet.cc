// SPDX-License-Identifier: EUPL-1.2
#include "release/packet.h"

#include <algorithm>

#include "platform/vault/vault.h"

namespace mobio::release {

using biography::Biography;
using biography::Claim;
using catalogue::Field;
using catalogue::Level;
using catalogue::Part;

namespace {

struct Reading {
    App& app;
    const Biography& biography;
    catalogue::Recipient kind;
    const text::Tongue& t;
    bool hide_places;
};

// As filters and replacements of the catalogue name values; booleans are "yes" and "no".
std::string plain(const nlohmann::json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
    return value.is_null() ? std::string() : value.dump();
}

template <class Rule>
bool is_for(const Rule& rule, catalogue::Recipient kind) {
    return rule.recipients.empty() ||
           std::find(rule.recipients.begin(), rule.recipients.end(), kind) != rule.recipients.end();
}

// The strictest rule wins: a part that needs more consent than its item stays out of it.
bool travels(const Reading& r, const Field& field, const Part& part) {
    if (r.hide_places && part.place) return false;
    const auto level = field.level(r.kind, part);
    return level != Level::Never && level != Level::Derived && level <= field.level(r.kind);
}

bool fulfils(const catalogue::Keep& keep, const nlohmann::json& value) {
    if (!keep.part.empty() && !value.is_object()) return false;
    const auto part = plain(keep.part.empty() ? value : value.value(keep.part, nlohmann::json()));
    const auto among = [&](const std::vector<std::string>& list) {
        return std::find(list.begin(), list.end(), part) != list.end();
    };
    return (keep.values.empty() || among(keep.values)) && !among(keep.excluded);
}

bool some_entry_fulfils(const Biography& biography, const catalogue::Keep& keep) {
    const auto entries = biography.entries(keep.field);
    return std::any_of(entries.begin(), entries.end(), [&](const biography::Entry* entry) {
        const auto* claim = entry->answer.claim();
        return claim && claim->state == biography::State::Value && fulfils(keep, claim->value);
    });
}

bool passes_filters(const Reading& r, const Field& field, const nlohmann::json& value) {
    return std::all_of(field.keep.begin(), field.keep.end(), [&](const catalogue::Keep& keep) {
        if (!is_for(keep, r.kind)) return true;
        return keep.field.empty() ? fulfils(keep, value) : some_entry_fulfils(r.biography, keep);
    });
}

// What these recipients read instead, or leave out: a code of a list, or a part of an object.
void replace_code(const catalogue::Replace& rule, nlohmann::json& codes) {
    auto kept = nlohmann::json::array();
    for (auto& code : codes) {
        auto shown = plain(code) == rule.value ? nlohmann::json(rule.with) : std::move(code);
        const bool dropped = shown.is_string() && shown.get_ref<const std::string&>().empty();
        if (!dropped && std::find(kept.begin(), kept.end(), shown) == kept.end())
            kept.push_back(std::move(shown));
    }
    codes = std::move(kept);
}

void replace_part(const catalogue::Replace& rule, nlohmann::json& parts) {
    std::vector<std::string> gone;
    for (auto& [key, part] : parts.items()) {
        if ((!rule.part.empty() && key != rule.part) || plain(part) != rule.value) continue;
        part = rule.with;
        if (rule.with.empty()) gone.push_back(key);
    }
    for (const auto& key : gone) parts.erase(key);
}

void replace(const Reading& r, const Field& field, nlohmann::json& value) {
    for (const auto& rule : field.replace) {
        if (!is_for(rule, r.kind)) continue;
        if (value.is_array()) replace_code(rule, value);
        if (value.is_object()) replace_part(rule, value);
    }
}

using KeepPart = std::function<bool(const Part&)>;

// A text, or a list of texts.
std::string free_words(const nlohmann::json& own) {
    if (own.is_string()) return own.get<std::string>();
    std::string words;
    if (own.is_array())
        for (const auto& one : own)
            if (one.is_string()) (words += words.empty() ? "" : ", ") += one.get<std::string>();
    return words;
}

// Offices read the German beside a person's own words, and the own words under it. Only parts that
// travel are said.
void say_in_german(const Reading& r, const Field& field, const Claim& claim, const KeepPart& keep,
                   Item& item, nlohmann::json& value) {
    const auto reader = r.t.language();
    const bool office = reader == text::Language::De || reader == text::Language::En;
    if (!office || claim.lang.empty() || claim.lang == r.t.code()) return;
    const auto say = [&](nlohmann::json& own, const biography::German& german) {
        const auto words = free_words(own);
        if (words.empty() || german.text.empty()) return;
        if (!item.said.empty()) item.said += " · ";
        item.said += words;
        item.said_lang = claim.lang;
        item.translation = german.mark;
        if (own.is_array())
            own = nlohmann::json::array({german.text});
        else
            own = german.text;
    };
    if (claim.german) say(value, *claim.german);
    if (!value.is_object()) return;
    for (const auto& [key, german] : claim.german_parts) {
        const auto* part = field.part(key);
        if (part && keep(*part) && value.contains(key)) say(value[key], german);
    }
}

Item make_item(const Reading& r, const Field& field, const Claim& claim, std::string entry) {
    Item item;
    item.field = field.key;
    item.entry = std::move(entry);
    item.level = field.level(r.kind);
    item.label = r.app.catalogue->label(field, r.t);
    item.provenance = biography::provenance_in_words(claim, r.t, r.app.zone);
    item.kind = claim.provenance;
    item.at = claim.at;
    return item;
}

void add_value(const Reading& r, const Field& field, const Claim& claim, nlohmann::json value,
               std::string entry, std::vector<Item>& out) {
    if (!passes_filters(r, field, value)) return;
    replace(r, field, value);
    auto item = make_item(r, field, claim, std::move(entry));
    const KeepPart keep = [&](const Part& part) { return travels(r, field, part); };
    say_in_german(r, field, claim, keep, item, value);
    item.value = biography::in_words(*r.app.catalogue, field, value, r.t, keep);
    if (!item.value.empty()) out.push_back(std::move(item));
}

// Health data: one item per code, or an item that names its value, never "whatever stands there".
void add_health(const Reading& r, const Field& field, const Claim& claim, std::vector<Item>& out) {
    if (claim.value.is_array()) {
        for (const auto& code : claim.value)
            add_value(r, field, claim, nlohmann::json::array({code}), plain(code), out);
        return;
    }
    const auto hash = vault::sha256(claim.value.dump());
    add_value(r, field, claim, claim.value, vault::hex(std::span(hash).first(8)), out);
}

void add_claim(const Reading& r, const Field& field, const Claim* claim, const std::string& entry,
               std::vector<Item>& out) {
    if (!claim || claim->state != biography::State::Value) return;
    if (field.level(r.kind) == Level::Explicit)
        add_health(r, field, *claim, out);
    else
        add_value(r, field, *claim, claim->value, entry, out);
}

void add_derived(const Reading& r, const Field& field, std::vector<Item>& out) {
    const auto derived = derive(r.app, r.biography, field, r.t);
    if (!derived || derived->value.empty() || !derived->from) return;
    auto item = make_item(r, field, *derived->from, "");
    item.value = derived->value;
    out.push_back(std::move(item));
}

void add_field(const Reading& r, const Field& field, std::vector<Item>& out) {
    const auto level = field.level(r.kind);
    if (level == Level::Never || (r.hide_places && field.place)) return;
    if (field.type == catalogue::Type::File || field.type == catalogue::Type::None) return;
    if (level == Level::Derived || field.type == catalogue::Type::Derived)
        return add_derived(r, field, out);
    if (!field.repeated()) return add_claim(r, field, r.biography.claim(field.key), "", out);
    for (const auto* entry : r.biography.entries(field.key))
        add_claim(r, field, entry->answer.claim(), entry->id, out);
}

}  // namespace

std::vector<PacketSection> packet(App& app, const Biography& biography, catalogue::Recipient kind,
                                  const text::Tongue& t) {
    const Reading reading{app, biography, kind, t, biography::address_protected(biography)};
    std::vector<PacketSection> sections;
    for (const auto& section : app.catalogue->sections()) {
        PacketSection made{section.key, app.catalogue->label(section, t), section.icon, {}};
        for (const auto& field : app.catalogue->fields())
            if (field.section == section.key) add_field(reading, field, made.items);
        if (!made.items.empty()) sections.push_back(std::move(made));
    }
    return sections;
}

std::string field_of(std::string_view item_name) {
    return std::string(item_name.substr(0, item_name.find('#')));
}

bool is_locked(const Item& item) {
    return item.field == "person.name.family" || item.field == "person.name.given";
}

const Item* find(const std::vector<PacketSection>& sections, std::string_view item_name) {
    for (const auto& section : sections)
        for (const auto& item : section.items)
            if (item.name() == item_name) return &item;
    return nullptr;
}

std::vector<const Item*> items(const std::vector<PacketSection>& sections) {
    std::vector<const Item*> all;
    for (const auto& section : sections)
        for (const auto& item : section.items) all.push_back(&item);
    return all;
}

std::vector<PacketSection> only(std::vector<PacketSection> sections, const Names& agreed,
                                std::optional<Time> since) {
    for (auto& section : sections) {
        std::erase_if(section.items, [&](const Item& i) { return !agreed.contains(i.name()); });
        for (auto& item : section.items) item.changed = since && item.at > *since;
    }
    std::erase_if(sections, [](const PacketSection& section) { return section.items.empty(); });
    return sections;
}

bool touches(const catalogue::Catalogue& catalogue, const Names& agreed,
             const std::vector<std::string>& fields) {
    const auto changed = [&](const std::string& key) {
        return std::find(fields.begin(), fields.end(), key) != fields.end();
    };
    return std::any_of(agreed.begin(), agreed.end(), [&](const std::string& name) {
        const auto* field = catalogue.field(field_of(name));
        if (!field) return false;
        const auto from = sources(*field);
        return changed(field->key) || std::any_of(from.begin(), from.end(), changed);
    });
}

}  // namespace mobio::release
