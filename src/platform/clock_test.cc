// SPDX-License-Identifier: EUPL-1.2
#include "platform/clock.h"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace mobio;
using namespace std::chrono_literals;

namespace {
Time utc(Date day, Duration clock = 0ms) { return Time{std::chrono::sys_days{day}} + clock; }
}  // namespace

TEST_CASE("the clock can be set and moved, and runs on from there") {
    Clock clock;
    const auto start = utc(2026y / 3 / 1);
    clock.set(start);
    CHECK(clock.now() - start < 1s);
    clock.advance(14 * 24h);
    CHECK(clock.now() - start >= 14 * 24h);
    CHECK(clock.now() - start < 14 * 24h + 1s);
}

TEST_CASE("a day begins at the county's midnight, in winter and in summer") {
    const Zone zone{"Europe/Berlin"};
    CHECK(zone.offset(utc(2026y / 1 / 1)) == 1h);
    CHECK(zone.offset(utc(2026y / 7 / 1)) == 2h);
    CHECK(zone.day(utc(2026y / 1 / 1, 22h + 59min)) == 2026y / 1 / 1);
    CHECK(zone.day(utc(2026y / 1 / 1, 23h)) == 2026y / 1 / 2);
    CHECK(zone.start_of(2026y / 1 / 2) == utc(2026y / 1 / 1, 23h));
    CHECK(zone.start_of(2026y / 7 / 2) == utc(2026y / 7 / 1, 22h));
}

TEST_CASE("days around a change of clocks have 23 and 25 hours") {
    const Zone zone{"Europe/Berlin"};
    CHECK(zone.start_of(2026y / 3 / 30) - zone.start_of(2026y / 3 / 29) == 23h);
    CHECK(zone.start_of(2026y / 10 / 26) - zone.start_of(2026y / 10 / 25) == 25h);
}

TEST_CASE("a day whose midnight is skipped begins at its first moment") {
    const Zone zone{"America/Sao_Paulo"};  // 2018-11-04: 00:00 became 01:00
    const auto first = zone.start_of(2018y / 11 / 4);
    CHECK(zone.day(first) == 2018y / 11 / 4);
    CHECK(zone.day(first - 1ms) == 2018y / 11 / 3);
}

TEST_CASE("moments before 1970 have days too") {
    const Zone zone{"Europe/Berlin"};
    CHECK(zone.day(utc(1949y / 5 / 23, 12h)) == 1949y / 5 / 23);
}

TEST_CASE("an unknown time zone is refused by name") {
    CHECK_THROWS_AS(Zone{"Europe/Musterstadt"}, std::invalid_argument);
    CHECK_THROWS_AS(Zone{""}, std::invalid_argument);
}
