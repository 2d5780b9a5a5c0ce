// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/cases.h"
#include "consultation/consultation.h"
#include "demo/life.h"
#include "demo/places.h"

// The years of somebody in the county. Pure: the same dice tell the same years, whatever the ids of
// places are.
namespace mobio::demo {

// How far back the county's memory goes.
inline constexpr int years_back = 3;

// The day on which that one of so many came: evenly over the years, one after the other. Ids are
// made of days, and a database writes those that follow each other side by side.
Date came_on(Date today, int number, int of);

struct Course {
    casework::Case told;               // without person and team
    std::optional<Date> in_follow_up;  // the day from which Integrationsmanagement helps
};
// Reception from the day `from` on, preliminary accommodation, follow-up, a home of their own: as
// far as the days until `today` have led. A few cases are closed by now, a few moves are planned.
// Two in five live in the municipality whose officer can sign in.
Course invent_course(Dice& dice, const Places& places, Date from, Date today);

// One talk of these years.
struct PastTalk {
    consultation::Consultation told;
    bool step_done = false;
    std::string working_note;  // of the last months alone
};
// From the day when the case was opened, every other month or so; the newest has a next step.
std::vector<PastTalk> invent_talks(Dice& dice, const Course& course, Date today);

}  // namespace mobio::demo
