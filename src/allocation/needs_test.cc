// SPDX-License-Identifier: EUPL-1.2
// Which places are needed when: pure rules, without persons or pages.
#include <doctest/doctest.h>

#include "allocation/allocation.h"

using namespace mobio;
using namespace mobio::allocation;
using namespace std::chrono;

namespace {

constexpr Date today = 2026y / 11 / 28;  // in the fourth quarter

int count(const Needs& needs, Service service, Band band, std::size_t quarter) {
    const auto found = needs.find(service);
    if (found == needs.end() || !found->second.contains(band)) return 0;
    return found->second.at(band).at(quarter);
}

Resident family(std::vector<Date> children) {
    Resident one;
    one.children = static_cast<int>(children.size());
    one.of_children = std::move(children);
    return one;
}

Resident coming(Resident one, Date day) {
    one.way = Way::Coming;
    one.moves = day;
    return one;
}

}  // namespace

TEST_CASE("ages fall into the bands of nursery, school and course") {
    const auto band = [](Date birth) { return band_of(birth, today); };
    CHECK(band(2026y / 11 / 28) == Band::Under3);
    CHECK(band(2023y / 11 / 29) == Band::Under3);
    CHECK(band(2023y / 11 / 28) == Band::From3To5);
    CHECK(band(2020y / 11 / 28) == Band::From6To9);
    CHECK(band(2010y / 11 / 28) == Band::From16To17);
    CHECK(band(2008y / 11 / 28) == Band::From18To24);
    CHECK(band(1970y / 1 / 1) == Band::From50);
    CHECK(band_of(std::nullopt, today) == Band::Unknown);
    CHECK(band_of(2024y / 2 / 29, 2027y / 2 / 28) == Band::Under3);
    CHECK(band_of(2024y / 2 / 29, 2027y / 3 / 1) == Band::From3To5);
    CHECK(code(Band::From50) == "50+");
}

TEST_CASE("quarters are counted over the end of the year") {
    CHECK(quarter_of(today) == Quarter{2026, 4});
    CHECK(quarter_of(2026y / 1 / 1) == Quarter{2026, 1});
    CHECK(after({2026, 4}, 1) == Quarter{2027, 1});
    CHECK(after({2026, 2}, 7) == Quarter{2028, 1});
}

TEST_CASE("who moves in with children needs school and nursery when they come") {
    const auto needs = needs_ahead(
        {coming(family({2016y / 5 / 1, 2022y / 5 / 1, 2025y / 5 / 1}), 2027y / 2 / 1)}, today);
    CHECK(count(needs, Service::School, Band::From10To15, 1) == 1);
    CHECK(count(needs, Service::Childcare, Band::From3To5, 1) == 1);
    CHECK(count(needs, Service::Childcare, Band::Under3, 1) == 0);
    auto wanted = coming(family({2025y / 5 / 1}), 2027y / 2 / 1);
    wanted.wanted_under_3 = 1;
    CHECK(count(needs_ahead({wanted}, today), Service::Childcare, Band::Under3, 1) == 1);
}

TEST_CASE("who lives here needs what they asked for, and what comes with age") {
    auto one = family({2016y / 5 / 1, 2020y / 9 / 15, 2024y / 1 / 20});
    auto needs = needs_ahead({one}, today);
    CHECK(count(needs, Service::School, Band::From10To15, 0) == 0);
    CHECK(count(needs, Service::School, Band::From6To9, 3) == 1);     // six by 30 June 2027
    CHECK(count(needs, Service::Childcare, Band::From3To5, 1) == 1);  // three in January
    one.needs = {"school_place", "childcare_place"};
    needs = needs_ahead({one}, today);
    CHECK(count(needs, Service::School, Band::From10To15, 0) == 1);
    CHECK(count(needs, Service::Childcare, Band::Under3, 0) == 1);
    CHECK(count(needs, Service::Childcare, Band::From3To5, 1) == 0);
}

TEST_CASE("who is six after 30 June starts school a year later") {
    const auto needs = needs_ahead({family({2021y / 6 / 30}), family({2021y / 7 / 1})}, today);
    CHECK(count(needs, Service::School, Band::From6To9, 3) == 1);
}

TEST_CASE("who leaves needs nothing here after that day") {
    auto one = family({2024y / 1 / 20});
    one.way = Way::Leaving;
    one.moves = 2026y / 12 / 31;
    CHECK(needs_ahead({one}, today).empty());
    one.needs = {"course_place"};
    one.birth = 1990y / 1 / 1;
    CHECK(count(needs_ahead({one}, today), Service::Course, Band::From25To49, 0) == 1);
}

TEST_CASE("courses are counted by age, and a minor on their own needs school") {
    Resident one;
    one.needs = {"course_place"};
    CHECK(count(needs_ahead({one}, today), Service::Course, Band::Unknown, 0) == 1);
    Resident minor;
    minor.birth = 2010y / 2 / 1;
    CHECK(needs_ahead({minor}, today).empty());
    CHECK(count(needs_ahead({coming(minor, 2027y / 1 / 10)}, today), Service::School,
                Band::From16To17, 1) == 1);
    CHECK(needs_ahead({coming(minor, 2029y / 1 / 10)}, today).empty());
}

TEST_CASE("without births what was stated is counted") {
    Resident one;
    one.wanted_under_3 = 1;
    one.wanted_3_to_5 = 2;
    one.at_school = 3;
    auto needs = needs_ahead({one}, today);
    CHECK(count(needs, Service::Childcare, Band::Under3, 0) == 1);
    CHECK(count(needs, Service::Childcare, Band::From3To5, 0) == 2);
    CHECK(count(needs, Service::School, Band::Unknown, 0) == 0);
    needs = needs_ahead({coming(one, 2027y / 1 / 1)}, today);
    CHECK(count(needs, Service::School, Band::Unknown, 1) == 3);
}

TEST_CASE("a household with a number counts once") {
    auto mother = coming(family({2016y / 5 / 1}), 2027y / 2 / 1);
    mother.household = "H-17";
    auto father = mother;
    CHECK(count(needs_ahead({mother, father}, today), Service::School, Band::From10To15, 1) == 1);
    father.household = "H-18";
    CHECK(count(needs_ahead({mother, father}, today), Service::School, Band::From10To15, 1) == 2);
}

TEST_CASE("free places leave protected shelters and closed houses out") {
    using county::Accommodation;
    const auto now = time_of(1'800'000'000'000);
    const auto home = [&](const char* type, bool closed) {
        return Accommodation{Id<Accommodation>::make(now), {}, "Haus", type, "AU", 10, closed};
    };
    const std::vector all{home("gu", false), home("protected", false), home("gu", true)};
    auto one = family({2016y / 5 / 1, 2018y / 5 / 1});
    one.accommodation = all[0].id;
    auto coming_soon = one;
    coming_soon.way = Way::Coming;
    Resident elsewhere;
    const auto found = rooms(all, {one, coming_soon, elsewhere});
    REQUIRE(found.size() == 1);
    CHECK(found[0].taken == 3);
    CHECK(found[0].free() == 7);
}
