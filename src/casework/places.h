// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/cases.h"
#include "county/places.h"
#include "platform/app.h"
#include "platform/text/texts.h"
#include "platform/view/components.h"

// The county's places, for forms and lists about cases.
namespace mobio::casework {

struct Places {
    std::vector<county::Municipality> municipalities;
    std::vector<county::Accommodation> accommodations;
    std::vector<county::Team> teams;

    const county::Municipality* find(const std::optional<Id<county::Municipality>>& id) const;
    const county::Accommodation* find(const std::optional<Id<county::Accommodation>>& id) const;
    const county::Team* find(const std::optional<Id<county::Team>>& id) const;

    // Empty where there is none of that id.
    std::string name_of(const std::optional<Id<county::Municipality>>& id) const;
    std::string name_of(const std::optional<Id<county::Accommodation>>& id) const;
    std::string name_of(const std::optional<Id<county::Team>>& id) const;

    // To choose from: those that are open, and one that was chosen before it closed.
    std::vector<view::Option> municipality_options(std::string_view chosen) const;
    std::vector<view::Option> accommodation_options(std::string_view chosen) const;
    std::vector<view::Option> team_options(std::string_view chosen) const;
};
Places places_of(sql::Connection& db);

// "Follow-up accommodation (AU)"; empty where there is none.
std::string phase_in_words(App& app, const std::string& phase, const text::Tongue& t);
// "Lindenhof, Musterhausen".
std::string place_in_words(const Stay& stay, const Places& places);

}  // namespace mobio::casework
