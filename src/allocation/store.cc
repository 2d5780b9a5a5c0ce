// SPDX-License-Identifier: EUPL-1.2
#include "allocation/store.h"

#include <algorithm>

#include "biography/biography.h"

namespace mobio::allocation {

using biography::Biography;
using nlohmann::json;

namespace {

const json* value_of(const Biography& biography, std::string_view field) {
    const auto* claim = biography.claim(field);
    return claim && claim->state == biography::State::Value ? &claim->value : nullptr;
}

std::string text_at(const json& object, const char* key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

int number_at(const json& object, const char* key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_number() ? found->get<int>() : 0;
}

bool is_no(const json& object, const char* key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_boolean() && !found->get<bool>();
}

bool is_yes(const json& object, const char* key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_boolean() && found->get<bool>();
}

// One text or a list of them.
std::vector<std::string> texts_of(const json* value) {
    std::vector<std::string> texts;
    if (value && value->is_string()) texts.push_back(value->get<std::string>());
    if (value && value->is_array())
        for (const auto& one : *value)
            if (one.is_string()) texts.push_back(one.get<std::string>());
    return texts;
}

std::optional<Date> middle_of(const json& value) {
    const auto date = biography::date_of(value);
    if (!date) return std::nullopt;
    const auto first = std::chrono::sys_days{date->first};
    return Date{first + (std::chrono::sys_days{date->last} - first) / 2};
}

template <class Visit>
void each(const Biography& biography, const char* field, const Visit& visit) {
    for (const auto* entry : biography.entries(field)) {
        const auto* claim = entry->answer.claim();
        if (claim && claim->state == biography::State::Value) visit(claim->value);
    }
}

void read_contact(const Biography& biography, Resident& one) {
    each(biography, "contact.phones", [&](const json& phone) {
        if (!is_no(phone, "message_ok") && !text_at(phone, "e164").empty())
            one.phones.push_back(text_at(phone, "e164"));
    });
    one.emails = texts_of(value_of(biography, "contact.email"));
    one.channels = texts_of(value_of(biography, "contact.channel"));
    if (const auto* language = value_of(biography, "contact.language"))
        one.language = language->is_string() ? language->get<std::string>() : "";
    if (const auto* wish = value_of(biography, "contact.interpreter");
        wish && is_yes(*wish, "needed"))
        one.interpreter = text_at(*wish, "lang").empty() ? one.language : text_at(*wish, "lang");
}

void read_household(const Biography& biography, Resident& one) {
    if (const auto* household = value_of(biography, "family.household")) {
        one.adults = std::max(1, number_at(*household, "adults"));
        one.children = number_at(*household, "children");
        one.household = text_at(*household, "link");
    }
    int at_home = 0;
    each(biography, "family.children", [&](const json& child) {
        if (is_no(child, "in_household")) return;
        ++at_home;
        if (const auto found = child.find("birth"); found != child.end())
            if (const auto birth = middle_of(*found)) one.of_children.push_back(*birth);
    });
    one.children = std::max(one.children, at_home);
    if (const auto* wanted = value_of(biography, "family.childcare_need")) {
        one.wanted_under_3 = number_at(*wanted, "n_u3");
        one.wanted_3_to_5 = number_at(*wanted, "n_3_6");
        one.at_school = number_at(*wanted, "n_school");
    }
}

struct Homes {
    std::vector<county::Accommodation> all;
    const county::Accommodation* find(const std::optional<Id<county::Accommodation>>& id) const {
        const auto found = id ? std::ranges::find(all, *id, &county::Accommodation::id) : all.end();
        return found == all.end() ? nullptr : &*found;
    }
};

void read_case(const casework::Case& told, Id<county::Municipality> here, const Homes& homes,
               Resident& one) {
    const auto* stay = told.now();
    const bool lives_here = stay && stay->municipality == here;
    if (stay) {
        one.phase = stay->phase;
        one.accommodation = stay->accommodation;
    }
    if (told.move) one.moves = told.move->day;
    if (!lives_here)
        one.way = Way::Coming;
    else if (told.move && told.move->to != here)
        one.way = Way::Leaving;
    const auto* home = homes.find(one.accommodation);
    if (home && home->type == "protected") one.hidden = true;
}

std::optional<Resident> resident(sql::Connection& db, App& app, Id<Person> person,
                                 Id<county::Municipality> here, const Homes& homes) {
    const auto told = casework::case_of(db, app, person);
    const auto key = app.vault.find_key_of(person.bytes);
    if (!told || !key || told->closed) return std::nullopt;
    const auto biography = biography::load_sections(db, app, person, *key,
                                                    {"person", "contact", "residence", "family"});
    Resident one;
    one.person = person;
    one.hidden = biography::address_protected(biography);
    one.name = biography::full_name(biography);
    if (const auto* birth = value_of(biography, "person.birth")) one.birth = middle_of(*birth);
    one.needs = texts_of(value_of(biography, "residence.allocation_needs"));
    read_contact(biography, one);
    read_household(biography, one);
    read_case(*told, here, homes, one);
    return one;
}

std::vector<Id<Person>> persons_of(sql::Connection& db, Id<county::Municipality> here) {
    return db.all(
        "SELECT c.person_id FROM cases c JOIN persons p ON p.id = c.person_id"
        " WHERE (c.municipality_id = $1 OR c.next_municipality_id = $1) AND c.closed_at IS NULL"
        "  AND p.erased_at IS NULL AND p.merged_into IS NULL",
        [](sql::Row row) { return row.get<Id<Person>>(0); }, here);
}

}  // namespace

std::string View::home_of(const Resident& resident) const {
    const auto found =
        resident.accommodation
            ? std::ranges::find(accommodations, *resident.accommodation, &county::Accommodation::id)
            : accommodations.end();
    return found == accommodations.end() ? "" : found->name;
}

std::optional<View> view_of(sql::Connection& db, App& app, const Officer& who,
                            const text::Tongue& t) {
    const auto post = county::post_of(db, who.id);
    const auto here = post.municipality ? county::find(db, *post.municipality) : std::nullopt;
    if (!here) return std::nullopt;
    const Homes homes{county::accommodations(db)};
    View view{*here, {}, homes.all, county::municipalities(db)};
    for (const auto& person : persons_of(db, here->id))
        if (auto one = resident(db, app, person, here->id, homes))
            view.residents.push_back(std::move(*one));
    std::ranges::sort(view.residents, [&](const Resident& a, const Resident& b) {
        return t.sorts_before(a.name, b.name);
    });
    return view;
}

}  // namespace mobio::allocation
