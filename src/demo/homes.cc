// SPDX-License-Identifier: EUPL-1.2
#include "demo/homes.h"

#include <algorithm>

namespace mobio::demo {

using nlohmann::json;

std::vector<county::Accommodation> homes_of(const Places& places, const std::string& phase,
                                            bool at_the_officers) {
    const auto here = places.municipality(officers_place).id;
    auto homes = places.of_phase(phase);
    const auto elsewhere = [&](const auto& one) {
        return (one.municipality == here) != at_the_officers || one.type == "protected";
    };
    if (std::ranges::all_of(homes, elsewhere)) return homes;
    std::erase_if(homes, elsewhere);
    return homes;
}

const county::Accommodation& one_by_places(Dice& dice,
                                           const std::vector<county::Accommodation>& homes) {
    int all = 0;
    for (const auto& home : homes) all += home.places;
    int place = dice.from_to(1, all);
    for (const auto& home : homes)
        if ((place -= home.places) <= 0) return home;
    return homes.back();
}

void tell_household(Dice& dice, Telling& telling, Date today) {
    constexpr const char* needs[] = {"school_place", "childcare_place", "course_place",
                                     "course_place", "step_free",       "near_relatives"};
    const int children = dice.one_in(2) ? 0 : dice.from_to(1, 4);
    telling.say("family.household", {{"adults", dice.one_in(2) ? 1 : 2}, {"children", children}});
    for (int i = 0; i < children; ++i) {
        const auto born = days_from(today, -dice.from_to(60, 17 * 365));
        telling.say("family.children",
                    {{"birth", date(std::to_string(static_cast<int>(born.year())))},
                     {"in_household", true}});
    }
    if (dice.one_in(2))
        telling.say("residence.allocation_needs", json::array({dice.one_of(needs)}));
    if (dice.one_in(2)) telling.say("contact.interpreter", {{"needed", true}});
}

casework::Case case_in(const Places& places, std::string_view accommodation, Id<Person> person,
                       Id<county::Team> team, Date today) {
    const auto home =
        std::ranges::find(places.accommodations, accommodation, &county::Accommodation::name);
    casework::Case one;
    one.person = person;
    one.team = team;
    one.opened = days_from(today, -180);
    one.stays = {{home->phase, home->id, home->municipality, one.opened, std::nullopt}};
    if (home->phase == "AU") one.clock.start = one.opened;
    return one;
}

}  // namespace mobio::demo
