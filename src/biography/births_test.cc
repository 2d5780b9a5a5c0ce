// SPDX-License-Identifier: EUPL-1.2
#include "biography/births.h"

#include <doctest/doctest.h>

namespace mobio::biography {

namespace {

using nlohmann::json;

constexpr Date today{std::chrono::year{2026} / 11 / 22};

json day(const char* edtf, const char* calendar = "gregorian", bool estimated = false) {
    return {{"edtf", edtf}, {"calendar", calendar}, {"estimated", estimated}};
}

Claim claim_of(std::string id, json value) {
    Claim claim;
    claim.id = std::move(id);
    claim.value = std::move(value);
    return claim;
}

// Officially born on one day, by another paper on the other.
Document born(const json& official, const json& other) {
    Document biography;
    biography.answers["person.birth"] = {{claim_of("official", official)}, "official"};
    const auto card = claim_of("other", {{"birth", other}, {"source", "tazkira"}});
    biography.repeated["person.other_births"] = {{"entry", {{card}, "other"}, false}};
    return biography;
}
Biography life(const json& official, const json& other) { return Biography(born(official, other)); }

}  // namespace

TEST_CASE("dates of birth that leave a day in common do not conflict") {
    CHECK(birth_conflicts(life(day("1986-02-11"), day("1986")), today).empty());
    const auto year = day("1978-03-21/1979-03-20", "persian");
    CHECK(birth_conflicts(life(day("1978-04-01"), year), today).empty());
    CHECK(birth_conflicts(life(day("1978-01-01", "gregorian", true), year), today).empty());
    CHECK(birth_conflicts(Biography{}, today).empty());
}

TEST_CASE("another day of birth is a conflict, with the claim that says so") {
    const auto year = day("1978-03-21/1979-03-20", "persian");
    const auto biography = life(day("1978-01-01"), year);
    const auto conflicts = birth_conflicts(biography, today);
    REQUIRE(conflicts.size() == 1);
    CHECK(conflicts.front().other->id == "other");
    CHECK(conflicts.front().other_day);
    CHECK_FALSE(conflicts.front().other_age);
}

TEST_CASE("a minor by one paper and of age by another is a conflict of its own") {
    const auto of = [](const json& official, const json& other) {
        return birth_conflicts(life(official, other), today);  // of the list, its flags alone
    };
    const auto conflicts = of(day("2008-01-01", "gregorian", true), day("2008-12-03"));
    REQUIRE(conflicts.size() == 1);
    CHECK_FALSE(conflicts.front().other_day);
    CHECK(conflicts.front().other_age);
    CHECK(of(day("2008-12-03"), day("2008")).empty());
}

TEST_CASE("what staff noted beside the official date counts, removed cards do not") {
    auto biography = born(day("1986-02-11"), day("1987"));
    biography.repeated["person.other_births"].front().removed = true;
    CHECK(birth_conflicts(Biography(biography), today).empty());
    biography.answers["person.birth"].claims.push_back(claim_of("noted", day("1988")));
    CHECK(birth_conflicts(Biography(biography), today).size() == 1);
    biography.answers["person.birth"].claims.back().state = State::Declined;
    CHECK(birth_conflicts(Biography(biography), today).empty());
}

}  // namespace mobio::biography
