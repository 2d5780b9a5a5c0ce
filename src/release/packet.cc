// SPDX-License-Identifier: EUPL-1.2
#include "release/packet.h"

#include <algorithm>

#include "biography/reader_rules.h"
#include "biography/words.h"
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
    const biography::Listener& listener;
    bool hide_places;
    const text::Tongue& t = listener.t;
};

// The strictest rule wins: a part that needs more consent than its item stays out of it.
bool travels(const Reading& r, const Field& field, const Part& part) {
    if (r.hide_places && part.place) return false;
    const auto level = field.level(r.kind, part);
    return level != Level::Never && level != Level::Derived && level <= field.level(r.kind);
}

using KeepPart = std::function<bool(const Part&)>;

// A text, or a list of texts.
std::string free_words(const nlohmann::json& own, const text::Tongue& t) {
    if (own.is_string()) return own.get<std::string>();
    std::vector<std::string> words;
    if (own.is_array())
        for (const auto& one : own)
            if (one.is_string()) words.push_back(one.get<std::string>());
    return biography::join(words, t);
}

// Offices read the German beside a person's own words, and the own words under it. Only parts that
// travel are said.
void say_in_german(const Reading& r, const Field& field, const Claim& claim, const KeepPart& keep,
                   Item& item, nlohmann::json& value) {
    const auto reader = r.t.language();
    const bool office = reader == text::Language::De || reader == text::Language::En;
    if (!office || claim.lang.empty() || claim.lang == r.t.code()) return;
    const auto& own_tongue = r.app.tongue(text::parse_language(claim.lang).value_or(reader));
    const auto say = [&](nlohmann::json& own, const biography::German& german) {
        const auto words = free_words(own, own_tongue);
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

// An entry may be told apart by its label: "Language: Dari". Then the value need not repeat it.
void say(const Reading& r, const Field& field, const nlohmann::json& value, const KeepPart& keep,
         Item& item) {
    const auto& catalogue = *r.app.catalogue;
    const auto in_words = [&](const KeepPart& keep_part) {
        return biography::in_words(catalogue, field, value, r.listener, keep_part);
    };
    if (field.repeated()) {
        const auto is_title = [&](const Part& part) { return part.key == field.title_part; };
        const auto title = in_words([&](const Part& part) { return is_title(part) && keep(part); });
        item.label = catalogue.entry_label(field, title, r.t);
        item.title = title;
        if (field.title_in_label())
            item.value = in_words([&](const Part& part) { return !is_title(part) && keep(part); });
    }
    if (item.value.empty()) item.value = in_words(keep);
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
    if (!biography::is_kept_for(r.kind, r.biography, field, value)) return;
    biography::replace_for(r.kind, field, value);
    auto item = make_item(r, field, claim, std::move(entry));
    const KeepPart keep = [&](const Part& part) { return travels(r, field, part); };
    say_in_german(r, field, claim, keep, item, value);
    say(r, field, value, keep, item);
    if (!item.value.empty()) out.push_back(std::move(item));
}

// Health data: one item per code, or an item that names its value, never "whatever stands there".
void add_health(const Reading& r, const Field& field, const Claim& claim, std::vector<Item>& out) {
    if (claim.value.is_array()) {
        for (const auto& code : claim.value)
            add_value(r, field, claim, nlohmann::json::array({code}), biography::plain(code), out);
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
                                  const biography::Listener& listener) {
    const Reading reading{app, biography, kind, listener, biography::address_protected(biography)};
    std::vector<PacketSection> sections;
    for (const auto& section : app.catalogue->sections()) {
        PacketSection made{section.key, app.catalogue->label(section, reading.t), section.icon, {}};
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

std::size_t length(const std::vector<PacketSection>& sections) {
    std::size_t length = 0;
    for (const auto* item : items(sections))
        for (const auto* text : {&item->field, &item->entry, &item->label, &item->value,
                                 &item->said, &item->provenance})
            length += text->size();
    return length;
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
