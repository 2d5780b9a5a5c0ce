// SPDX-License-Identifier: EUPL-1.2
#include "allocation/allocation.h"

#include <algorithm>
#include <set>

namespace mobio::allocation {

namespace chrono = std::chrono;

namespace {

constexpr std::array<std::string_view, bands.size()> codes{
    "0-2", "3-5", "6-9", "10-15", "16-17", "18-24", "25-49", "50+", "?"};

// 29 February counts from 1 March where the year has none.
Date birthday(Date birth, int age) {
    const auto day = birth + chrono::years{age};
    return day.ok() ? day : Date{day.year() / 3 / 1};
}

int age_on(Date birth, Date on) {
    int age = static_cast<int>(on.year()) - static_cast<int>(birth.year());
    if (birthday(birth, age) > on) --age;
    return std::max(age, 0);
}

bool minor_at_school(int age) { return age >= 6 && age <= 17; }

// The first day of school, in the September after a sixth birthday that is by 30 June.
Date first_school_day(Date birth) {
    const auto sixth = birthday(birth, 6);
    const bool this_year = sixth <= Date{sixth.year() / 6 / 30};
    return (this_year ? sixth.year() : sixth.year() + chrono::years{1}) / 9 / 1;
}

// Counts the needs of one household into a table.
class Counting {
public:
    Counting(Needs& needs, Date today) : needs_(needs), today_(today) {}

    void count(const Resident& one) {
        from_ = one.way == Way::Coming ? one.moves.value_or(today_) : today_;
        until_ = one.way == Way::Leaving ? one.moves : std::nullopt;
        for (const auto birth : one.of_children) count_child(one, birth);
        if (one.of_children.empty()) count_stated(one);
        count_themselves(one);
    }

private:
    void add(Service service, Band band, Date day, int how_many = 1) {
        if (until_ && day >= *until_) return;
        const auto now = quarter_of(today_), then = quarter_of(std::max(day, today_));
        const int ahead = (then.year - now.year) * 4 + then.number - now.number;
        if (ahead < quarters_ahead)
            needs_[service][band].at(static_cast<std::size_t>(ahead)) += how_many;
    }

    void count_child(const Resident& one, Date birth) {
        const auto band = band_of(birth, from_);
        const int age = age_on(birth, from_);
        const bool comes = one.way == Way::Coming;
        const bool wants_care = one.wants("childcare_place") || one.wanted_under_3 > 0;
        const bool care_now = age < 6 && (one.wants("childcare_place") || (comes && age >= 3) ||
                                          (age < 3 && wants_care));
        if (care_now) add(Service::Childcare, band, from_);
        if (!care_now && birthday(birth, 3) > from_)
            add(Service::Childcare, Band::From3To5, birthday(birth, 3));
        const auto starts = first_school_day(birth);
        if (starts > from_)
            add(Service::School, Band::From6To9, starts);
        else if (minor_at_school(age) && (comes || one.wants("school_place")))
            add(Service::School, band, from_);
    }

    // Where no child's birth is known, what was stated is all there is.
    void count_stated(const Resident& one) {
        if (one.wanted_under_3 > 0)
            add(Service::Childcare, Band::Under3, from_, one.wanted_under_3);
        if (one.wanted_3_to_5 > 0)
            add(Service::Childcare, Band::From3To5, from_, one.wanted_3_to_5);
        const bool comes = one.way == Way::Coming || one.wants("school_place");
        if (comes && one.at_school > 0) add(Service::School, Band::Unknown, from_, one.at_school);
    }

    void count_themselves(const Resident& one) {
        if (one.wants("course_place")) add(Service::Course, band_of(one.birth, from_), from_);
        if (!one.birth || !minor_at_school(age_on(*one.birth, from_))) return;
        if (one.way == Way::Coming || one.wants("school_place"))
            add(Service::School, band_of(one.birth, from_), from_);
    }

    Needs& needs_;
    Date today_, from_{};
    std::optional<Date> until_;
};

// The first of each household that has a number, and everybody else: whose children are counted.
std::vector<Resident> once_each(const std::vector<Resident>& residents) {
    std::set<std::string> seen;
    std::vector<Resident> once = residents;
    for (auto& one : once) {
        if (one.household.empty() || seen.insert(one.household).second) continue;
        one.children = one.wanted_under_3 = one.wanted_3_to_5 = one.at_school = 0;
        one.of_children.clear();
    }
    return once;
}

}  // namespace

Band band_of(std::optional<Date> birth, Date on) {
    if (!birth) return Band::Unknown;
    constexpr std::array ends{3, 6, 10, 16, 18, 25, 50};
    const auto* end = std::ranges::upper_bound(ends, age_on(*birth, on));
    return bands.at(static_cast<std::size_t>(end - ends.begin()));
}

std::string_view code(Band band) { return codes.at(static_cast<std::size_t>(band)); }

bool Resident::wants(std::string_view need) const {
    return std::ranges::find(needs, need) != needs.end();
}

std::map<Band, int> Resident::ages(Date on) const {
    std::map<Band, int> ages;
    if (birth) ++ages[band_of(birth, on)];
    for (const auto child : of_children) ++ages[band_of(child, on)];
    return ages;
}

Quarter quarter_of(Date day) {
    return {static_cast<int>(day.year()),
            static_cast<int>((static_cast<unsigned>(day.month()) + 2) / 3)};
}

Quarter after(Quarter quarter, int n) {
    const int all = quarter.year * 4 + quarter.number - 1 + n;
    return {all / 4, all % 4 + 1};
}

Needs needs_ahead(const std::vector<Resident>& residents, Date today) {
    Needs needs;
    Counting counting(needs, today);
    for (const auto& one : once_each(residents)) counting.count(one);
    return needs;
}

std::vector<Room> rooms(const std::vector<county::Accommodation>& accommodations,
                        const std::vector<Resident>& residents) {
    std::vector<Room> rooms;
    for (const auto& one : accommodations)
        if (!one.closed && one.type != "protected") rooms.push_back({one, 0});
    for (const auto& one : once_each(residents)) {
        if (one.way == Way::Coming || !one.accommodation) continue;
        const auto room = std::ranges::find(rooms, *one.accommodation,
                                            [](const Room& r) { return r.accommodation.id; });
        if (room != rooms.end()) room->taken += 1 + one.children;
    }
    return rooms;
}

}  // namespace mobio::allocation
