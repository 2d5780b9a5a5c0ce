// SPDX-License-Identifier: EUPL-1.2
#include "demo/history.h"

#include <algorithm>

#include "demo/homes.h"
#include "demo/talks.h"

namespace mobio::demo {

namespace {

constexpr int days_of_a_year = 365;

// Moves from home to home while time lasts.
class Way {
public:
    Way(Dice& dice, const Places& places, Date from, Date today)
        : dice_(dice), places_(places), day_(from), today_(today) {
        at_the_officers_ = dice.from_to(1, 5) <= 2;
    }

    // Lives there for that many days; false where they live there still.
    bool live(const char* phase, int days) {
        stay(phase);
        const auto until = days_from(day_, days);
        if (until > today_) return false;
        stays_.back().until = until;
        day_ = until;
        return true;
    }
    void stay(const char* phase) { stays_.push_back(home(phase)); }
    Date day() const { return day_; }
    bool at_the_officers() const { return at_the_officers_; }
    std::vector<casework::Stay> stays() && { return std::move(stays_); }

private:
    casework::Stay home(const std::string& phase) {
        if (phase == "PRIV") {
            const auto& town = at_the_officers_ ? places_.municipality(officers_place)
                                                : dice_.one_of(places_.municipalities);
            return {phase, {}, town.id, day_, {}};
        }
        const auto homes = homes_of(places_, phase, at_the_officers_ && phase != "EA");
        const auto& chosen = one_by_places(dice_, homes);
        return {phase, chosen.id, chosen.municipality, day_, {}};
    }

    Dice& dice_;
    const Places& places_;
    Date day_, today_;
    bool at_the_officers_;
    std::vector<casework::Stay> stays_;
};

void run_clock(Dice& dice, Course& course, Date today) {
    auto& clock = course.told.clock;
    clock.start = course.in_follow_up;
    const int since = days_between(*course.in_follow_up, today);
    if (since > 200 && dice.one_in(20)) {
        const auto from = days_from(*course.in_follow_up, dice.from_to(60, 110));
        clock.pauses.push_back({from, days_from(from, dice.from_to(30, 90)), "Elternzeit"});
    }
    if (since > 2 * days_of_a_year && dice.one_in(4))
        clock.extension_reason = "Die Ausbildung beginnt erst im Herbst.";
}

void end_case(Dice& dice, Course& course, Date today) {
    const int since = days_between(*course.in_follow_up, today);
    if (since > days_of_a_year && dice.one_in(8))
        course.told.closed = days_from(today, -dice.from_to(1, since - days_of_a_year / 2));
}

void plan_move(Dice& dice, Course& course, const Places& places, bool here, Date today) {
    if (days_between(course.told.opened, today) < 150 || !dice.one_in(4)) return;
    const auto& to = here ? places.municipality("Auental") : places.municipality(officers_place);
    course.told.move = {to.id, days_from(today, dice.from_to(5, 200))};
}

}  // namespace

Date came_on(Date today, int number, int of) {
    constexpr std::int64_t first = years_back * days_of_a_year + 150, last = 30;
    return days_from(today, -static_cast<int>(first - (first - last) * number / of));
}

Course invent_course(Dice& dice, const Places& places, Date from, Date today) {
    Course course;
    Way way(dice, places, from, today);
    course.told.opened = way.day();
    if (way.live("EA", dice.from_to(10, 70))) {
        course.told.opened = way.day();
        if (way.live("VU", dice.from_to(90, 500))) {
            course.in_follow_up = way.day();
            if (way.live("AU", dice.from_to(200, 900))) way.stay("PRIV");
        }
    }
    const bool here = way.at_the_officers();
    course.told.stays = std::move(way).stays();
    if (course.in_follow_up) {
        run_clock(dice, course, today);
        end_case(dice, course, today);
    }
    if (!course.told.closed) plan_move(dice, course, places, here, today);
    return course;
}

std::vector<PastTalk> invent_talks(Dice& dice, const Course& course, Date today) {
    std::vector<PastTalk> all;
    const auto last = course.told.closed.value_or(today);
    for (auto day = days_from(course.told.opened, dice.from_to(5, 40)); day <= last;
         day = days_from(day, dice.from_to(25, 150))) {
        PastTalk one{invent_talk(dice, day), true, ""};
        if (!dice.one_in(3)) one.told.step = {};
        if (day > days_from(today, -150) && dice.one_in(6))
            one.working_note = "Beim nächsten Mal mehr Zeit nehmen.";
        all.push_back(std::move(one));
    }
    // What was agreed last is still to be done, now and then for too long.
    if (!all.empty() && !course.told.closed) all.back().step_done = dice.one_in(3);
    return all;
}

}  // namespace mobio::demo
