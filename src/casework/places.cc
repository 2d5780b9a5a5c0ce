// SPDX-License-Identifier: EUPL-1.2
#include "casework/places.h"

#include <algorithm>

#include "catalogue/catalogue.h"

namespace mobio::casework {

namespace {

template <class Of>
const Of* find_in(const std::vector<Of>& all, const std::optional<Id<Of>>& id) {
    if (!id) return nullptr;
    const auto found = std::ranges::find(all, *id, &Of::id);
    return found == all.end() ? nullptr : &*found;
}

template <class Of>
std::string name_in(const std::vector<Of>& all, const std::optional<Id<Of>>& id) {
    const auto* found = find_in(all, id);
    return found ? found->name : std::string();
}

template <class Of, class Label>
std::vector<view::Option> options(const std::vector<Of>& all, std::string_view chosen,
                                  Label&& label) {
    std::vector<view::Option> out;
    for (const auto& one : all)
        if (!one.closed || one.id.text() == chosen)
            out.push_back({.value = one.id.text(), .label = label(one), .lang = "de"});
    return out;
}

template <class Of>
std::string own_name(const Of& one) {
    return one.name;
}

}  // namespace

const county::Municipality* Places::find(const std::optional<Id<county::Municipality>>& id) const {
    return find_in(municipalities, id);
}
const county::Accommodation* Places::find(
    const std::optional<Id<county::Accommodation>>& id) const {
    return find_in(accommodations, id);
}
const county::Team* Places::find(const std::optional<Id<county::Team>>& id) const {
    return find_in(teams, id);
}

std::string Places::name_of(const std::optional<Id<county::Municipality>>& id) const {
    return name_in(municipalities, id);
}
std::string Places::name_of(const std::optional<Id<county::Accommodation>>& id) const {
    return name_in(accommodations, id);
}
std::string Places::name_of(const std::optional<Id<county::Team>>& id) const {
    return name_in(teams, id);
}

std::vector<view::Option> Places::municipality_options(std::string_view chosen) const {
    return options(municipalities, chosen, own_name<county::Municipality>);
}
std::vector<view::Option> Places::accommodation_options(std::string_view chosen) const {
    return options(accommodations, chosen, [this](const county::Accommodation& one) {
        return one.name + ", " + name_of(std::optional(one.municipality));
    });
}
std::vector<view::Option> Places::team_options(std::string_view chosen) const {
    return options(teams, chosen, own_name<county::Team>);
}

Places places_of(sql::Connection& db) {
    return {county::municipalities(db), county::accommodations(db), county::teams(db)};
}

std::string phase_in_words(App& app, const std::string& phase, const text::Tongue& t) {
    return phase.empty() ? std::string()
                         : app.catalogue->code_label("accommodation_phase", phase, t);
}

std::string place_in_words(const Stay& stay, const Places& places) {
    const auto home = places.name_of(stay.accommodation);
    const auto municipality = places.name_of(stay.municipality);
    return home.empty() || municipality.empty() ? home + municipality : home + ", " + municipality;
}

}  // namespace mobio::casework
