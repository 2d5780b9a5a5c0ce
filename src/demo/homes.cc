// SPDX-License-Identifier: EUPL-1.2
#include "demo/homes.h"

#include <algorithm>

namespace mobio::demo {

using nlohmann::json;

namespace {

constexpr const char* officers_place = "Musterhausen";

Date days_from(Date day, int days) {
    return Date{std::chrono::sys_days{day} + std::chrono::days{days}};
}

casework::Case case_with(const county::Accommodation& home, Id<Person> person,
                         Id<county::Team> team, Date from) {
    casework::Case one;
    one.person = person;
    one.team = team;
    one.opened = from;
    one.stays = {{home.phase, home.id, home.municipality, from, std::nullopt}};
    if (home.phase == "AU") one.clock.start = from;
    return one;
}

// Of that service, in the officer's municipality or elsewhere.
std::vector<county::Accommodation> homes_of(const Places& places, const std::string& phase,
                                            bool at_the_officers) {
    const auto here = places.municipality(officers_place).id;
    auto homes = places.of_phase(phase);
    std::erase_if(homes, [&](const auto& one) {
        return (one.municipality == here) != at_the_officers || one.type == "protected";
    });
    return homes;
}

// First in preliminary accommodation; for a few the counselling time is about to end.
void remember_the_first_home(casework::Case& one, Dice& dice, const Places& places, Date today) {
    const auto from = one.opened;
    const auto homes = places.of_phase("VU");
    const auto& first = dice.one_of(homes);
    one.stays.insert(one.stays.begin(), {first.phase, first.id, first.municipality,
                                         days_from(from, -dice.from_to(100, 400)), from});
    if (dice.one_in(6)) one.clock.start = days_from(today, -dice.from_to(950, 1080));
}

}  // namespace

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

casework::Case invented_case(Dice& dice, const Places& places, Id<Person> person,
                             Id<county::Team> team, Date today) {
    const auto found = std::ranges::find(places.teams, team, &county::Team::id);
    const bool here = dice.from_to(1, 5) <= 2;
    const auto homes = homes_of(places, found->service, here);
    auto one =
        case_with(dice.one_of(homes), person, team, days_from(today, -dice.from_to(20, 700)));
    if (found->service == "AU") remember_the_first_home(one, dice, places, today);
    if (!dice.one_in(4)) return one;
    const auto& to = here ? places.municipality("Auental") : places.municipality(officers_place);
    one.move = {to.id, days_from(today, dice.from_to(5, 200))};
    return one;
}

casework::Case case_in(const Places& places, std::string_view accommodation, Id<Person> person,
                       Id<county::Team> team, Date today) {
    const auto home =
        std::ranges::find(places.accommodations, accommodation, &county::Accommodation::name);
    return case_with(*home, person, team, days_from(today, -180));
}

}  // namespace mobio::demo
