// SPDX-License-Identifier: EUPL-1.2
#include "casework/cases.h"

#include <doctest/doctest.h>

#include "account/assignments.h"
#include "account/store.h"
#include "casework/office_for_test.h"

using namespace mobio;
using namespace mobio::casework;
using namespace std::chrono;

namespace {

CounsellingClock begun(Date start) {
    CounsellingClock clock;
    clock.start = start;
    return clock;
}

}  // namespace

TEST_CASE("counselling lasts three years, and four with a written reason") {
    auto clock = begun(2023y / 5 / 10);
    const Date today = 2025y / 1 / 1;
    CHECK(clock.end(today) == Date{2026y / 5 / 10});
    clock.extension_reason = "Training goes on.";
    CHECK(clock.end(today) == Date{2027y / 5 / 10});
    CHECK(begun(2024y / 2 / 29).end(today) == Date{2027y / 2 / 28});
    CHECK_FALSE(CounsellingClock{}.end(today));
}

TEST_CASE("days of a pause do not count, also while it lasts") {
    auto clock = begun(2023y / 5 / 10);
    clock.pauses = {{2024y / 1 / 1, 2024y / 1 / 11, "A birth"}};
    CHECK(clock.end(2024y / 6 / 1) == Date{2026y / 5 / 20});
    CHECK_FALSE(clock.paused(2024y / 1 / 11));
    clock.pauses.push_back({2025y / 1 / 1, {}, "Long illness"});
    CHECK(clock.paused(2025y / 1 / 6));
    CHECK(clock.end(2025y / 1 / 6) == Date{2026y / 5 / 25});
}

TEST_CASE("the end is told six months, three months and four weeks ahead") {
    const auto clock = begun(2023y / 11 / 30);  // to 30 November 2026
    CHECK(nearness(clock, 2026y / 5 / 29) == Nearness::Far);
    CHECK(nearness(clock, 2026y / 5 / 30) == Nearness::SixMonths);
    CHECK(nearness(clock, 2026y / 8 / 29) == Nearness::SixMonths);
    CHECK(nearness(clock, 2026y / 8 / 31) == Nearness::ThreeMonths);
    CHECK(nearness(clock, 2026y / 11 / 1) == Nearness::ThreeMonths);
    CHECK(nearness(clock, 2026y / 11 / 2) == Nearness::FourWeeks);
    CHECK(nearness(clock, 2026y / 11 / 30) == Nearness::FourWeeks);
    CHECK(nearness(clock, 2026y / 12 / 1) == Nearness::Over);
    CHECK(nearness({}, 2026y / 12 / 1) == Nearness::Far);
}

TEST_CASE("a case is kept as it was told") {
    Office office;
    const auto one = office.open_case(office.amina.person);
    const auto kept = office.case_of(office.amina.person);
    REQUIRE(kept);
    CHECK(to_json(*kept) == to_json(one));
    CHECK(kept->revision == 1);
    CHECK(kept->phase() == "VU");
    CHECK_FALSE(office.case_of(office.bilal.person));
}

TEST_CASE("of two who change a case at once, the second one is told") {
    Office office;
    office.open_case(office.amina.person);
    auto mine = *office.case_of(office.amina.person), theirs = mine;
    office.put(mine);
    CHECK_THROWS_AS(office.put(theirs), http::Failure);
    CHECK(office.case_of(office.amina.person)->revision == 2);
}

TEST_CASE("a colleague stands in for a time, for old and new persons, and then no longer") {
    Office office;
    auto& app = office.world.app();
    const auto now = app.clock.now();
    const auto reaches = [&](Id<Person> person) {
        return app.db->read([&](sql::Connection& db) {
            return account::is_assigned(db, office.roth.id, person, app.clock.now());
        });
    };
    CHECK_FALSE(reaches(office.amina.person));
    app.db->write([&](sql::Transaction& tx) {
        account::add_cover(tx,
                           {Id<account::Cover>::make(now), office.keller.id, office.roth.id,
                            now + hours{1}, now + hours{24}, office.keller.id},
                           now);
        account::assign(tx, office.bilal.person, office.keller.id, now, now);
    });
    CHECK_FALSE(reaches(office.amina.person));
    app.clock.advance(hours{2});
    CHECK(reaches(office.amina.person));
    CHECK(reaches(office.bilal.person));
    app.clock.advance(hours{23});
    CHECK_FALSE(reaches(office.amina.person));
    CHECK_FALSE(reaches(office.bilal.person));
}

TEST_CASE("a cover that is ended early reaches nobody any more") {
    Office office;
    auto& app = office.world.app();
    const auto now = app.clock.now();
    const auto cover = Id<account::Cover>::make(now);
    app.db->write([&](sql::Transaction& tx) {
        account::add_cover(
            tx, {cover, office.keller.id, office.roth.id, now, now + hours{24}, office.keller.id},
            now);
    });
    const auto helpers = [&] {
        return app.db->read([&](sql::Connection& db) {
            return account::assigned_to(db, office.amina.person, app.clock.now());
        });
    };
    REQUIRE(helpers().size() == 2);
    CHECK(helpers()[0].part == account::Part::Main);
    CHECK(helpers()[1].staff == office.roth.id);
    app.db->write([&](sql::Transaction& tx) { account::end_cover(tx, cover, app.clock.now()); });
    CHECK(helpers().size() == 1);
    CHECK_THROWS_AS(app.db->write([&](sql::Transaction& tx) {
        account::end_cover(tx, cover, app.clock.now());
    }),
                    http::Failure);
}

TEST_CASE("who is put in charge of a case takes it over, covers included") {
    Office office;
    auto& app = office.world.app();
    const auto now = app.clock.now();
    app.db->write([&](sql::Transaction& tx) {
        account::add_cover(tx,
                           {Id<account::Cover>::make(now), office.keller.id, office.demir.id, now,
                            now + hours{24}, office.keller.id},
                           now);
        account::assign(tx, office.amina.person, office.roth.id, now, now + hours{2});
    });
    const auto reaches = [&](const StaffCast& staff) {
        return app.db->read([&](sql::Connection& db) {
            return account::is_assigned(db, staff.id, office.amina.person, app.clock.now());
        });
    };
    CHECK(reaches(office.keller));
    CHECK(reaches(office.demir));
    CHECK(reaches(office.roth));
    app.clock.advance(hours{3});
    CHECK_FALSE(reaches(office.keller));
    CHECK_FALSE(reaches(office.demir));
    CHECK(reaches(office.roth));
}
