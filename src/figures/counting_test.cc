// SPDX-License-Identifier: EUPL-1.2
#include "figures/counting.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace mobio;
using namespace mobio::figures;
using namespace std::chrono_literals;

namespace {

constexpr Days of_2026{Day(2026y / 1 / 1), Day(2026y / 12 / 31)};
Day on(int month, int day) {
    return Day(2026y / std::chrono::month(static_cast<unsigned>(month)) /
               std::chrono::day(static_cast<unsigned>(day)));
}

// Amina, counselled three times, moved in May.
Telling amina() {
    Telling told;
    told.add(Kind::Birth, always, "1996");
    told.add(Kind::Sex, always, "w");
    told.add(Kind::Nationality, always, "SY");
    told.add(Kind::Status, on(3, 1), "ae_25_2_gfk");
    told.add(Kind::Counselling, on(1, 10), for_ever, "");
    told.add(Kind::Phase, on(1, 10), on(5, 1), "VU");
    told.add(Kind::Phase, on(5, 1), for_ever, "AU");
    told.add(Kind::Consultation, on(2, 1), "office");
    told.add(Kind::Consultation, on(4, 30), "office");
    told.add(Kind::Consultation, on(5, 1), "home");
    told.add(Kind::Course, on(4, 1), "ik_general");
    told.add(Kind::Course, on(9, 1), "bsk_b2");
    told.add(Kind::Wait, on(2, 1), on(3, 1), "jobcenter");
    told.add(Kind::Wait, on(6, 1), for_ever, "bamf");
    return told;
}

Telling bilal() {
    Telling told;
    told.add(Kind::Birth, always, "2009");
    told.add(Kind::Sex, always, "m");
    told.add(Kind::Counselling, on(1, 1), on(6, 30), "");
    told.add(Kind::Consultation, on(6, 1), "phone");
    return told;
}

Table counted(const Definition& definition, const Days& days = of_2026) {
    Count count(definition, days);
    Facts facts;
    for (const auto& telling : {amina(), bilal()}) {
        const auto text = telling.text();
        facts.read(text);
        count.add(facts);
    }
    return count.table();
}

std::int64_t in(const Table& table, std::string_view row, std::string_view column = "") {
    const auto place = [](const std::vector<std::string>& codes, std::string_view code) {
        const auto at = std::ranges::find(codes, code);
        REQUIRE(at != codes.end());
        return static_cast<std::size_t>(at - codes.begin());
    };
    return table
        .at(place(table.rows, row), table.columns.empty() ? 0 : place(table.columns, column))
        .count;
}

}  // namespace

TEST_CASE("facts are written and read as they are, without anything that is no code") {
    Telling told;
    told.add(Kind::Job, on(1, 1), "employee");
    told.add(Kind::Sex, always, "Amina Rahimi");
    told.add(Kind::Level, on(2, 1), "B1\nsex 1 2 w");
    told.add(Kind::Team, always, std::string(41, 'x'));
    const auto text = told.text();
    CHECK(text.find("Amina") == std::string::npos);
    Facts facts;
    facts.read(text);
    REQUIRE(facts.of(Kind::Job).size() == 1);
    CHECK(facts.of(Kind::Job)[0].from == on(1, 1));
    CHECK(facts.of(Kind::Job)[0].until == for_ever);
    CHECK(facts.of(Kind::Sex)[0].code.empty());
    CHECK(facts.of(Kind::Level)[0].code.empty());
    CHECK(facts.of(Kind::Team)[0].code.empty());
    CHECK(facts.of(Kind::Wait).empty());
}

TEST_CASE("a newer program's facts are passed over, and any order is put right") {
    Facts facts;
    facts.read("talk 10  office\nfuture 1 2 x\nsex   w\ntalk x y home\n");
    CHECK(facts.of(Kind::Sex).size() == 1);
    CHECK(facts.of(Kind::Consultation).size() == 2);
    CHECK(facts.of(Kind::Consultation)[1].from == always);
}

TEST_CASE("persons are counted once, events each time, and on the day that counts") {
    using D = Division;
    const auto talks = counted({Measure::Consultations, D::Own, D::Phase, Period::ThisYear, {}});
    CHECK(in(talks, "office", "VU") == 2);
    CHECK(in(talks, "home", "AU") == 1);  // the day of the move is the new home's
    CHECK(in(talks, "phone", "") == 1);   // Bilal lives nowhere that is known
    CHECK(talks.total().count == 4);
    CHECK(talks.total().persons == 2);

    const auto persons = counted({Measure::Counselled, D::Sex, D::Phase, Period::ThisYear, {}});
    CHECK(in(persons, "w", "AU") == 1);
    CHECK(persons.total().count == 2);
}

TEST_CASE("a stock is counted on the last day of its time") {
    const Definition definition{
        Measure::InCounselling, Division::Sex, Division::None, Period::ThisYear, {}};
    CHECK(counted(definition, {on(1, 1), on(6, 29)}).total().count == 2);
    CHECK(counted(definition, {on(1, 1), on(6, 30)}).total().count == 1);
    const Definition waits{Measure::Waits, Division::Own, Division::None, Period::ThisYear, {}};
    CHECK(in(counted(waits, {on(1, 1), on(2, 10)}), "jobcenter") == 1);
    CHECK(counted(waits, {on(1, 1), on(3, 1)}).total().count == 0);
    CHECK(in(counted(waits), "bamf") == 1);
}

TEST_CASE("age is counted by year of birth, and months and ages have no gaps") {
    const auto ages =
        counted({Measure::Counselled, Division::Age, Division::None, Period::ThisYear, {}});
    CHECK(ages.rows.size() == 6);
    CHECK(in(ages, "30-49") == 1);  // 2026 − 1996
    CHECK(in(ages, "16-17") == 1);
    CHECK(in(ages, "u16") == 0);
    const auto months =
        counted({Measure::Consultations, Division::Month, Division::None, Period::ThisYear, {}});
    CHECK(months.rows.size() == 12);
    CHECK(in(months, "2026-04") == 1);
    CHECK(in(months, "2026-03") == 0);
}

TEST_CASE("the first course alone tells how long somebody waited for it") {
    const auto table =
        counted({Measure::FirstCourses, Division::Own, Division::None, Period::ThisYear, {}});
    CHECK(in(table, "m03") == 1);
    CHECK(table.total().count == 1);
    const auto all =
        counted({Measure::Courses, Division::Own, Division::None, Period::ThisYear, {}});
    CHECK(all.total().count == 2);
}

TEST_CASE("what was told first holds for the days before as well") {
    const auto table =
        counted({Measure::Consultations, Division::Status, Division::None, Period::ThisYear, {}});
    CHECK(in(table, "ae_25_2_gfk") == 3);
    CHECK(in(table, "") == 1);
    CHECK(table.rows.back().empty());
}

TEST_CASE("who is chosen is counted, who is left out is remembered") {
    const Definition women{Measure::Counselled,
                           Division::Nationality,
                           Division::None,
                           Period::ThisYear,
                           {{Division::Sex, "w"}}};
    const auto table = counted(women);
    CHECK(table.total().count == 1);
    CHECK(table.total().others == 1);
    CHECK(table.rows == std::vector<std::string>{"SY"});
}

TEST_CASE("two halves counted apart make the same table") {
    const Definition definition{
        Measure::Consultations, Division::Own, Division::Sex, Period::ThisYear, {}};
    Count whole(definition, of_2026), first(definition, of_2026), second(definition, of_2026);
    Facts facts;
    int number = 0;
    for (int i = 0; i < 3; ++i)
        for (const auto& telling : {amina(), bilal()}) {
            const auto text = telling.text();
            facts.read(text);
            whole.add(facts);
            (++number % 2 ? first : second).add(facts);
        }
    first.add(second);
    CHECK(first.table() == whole.table());
}

TEST_CASE("nobody at all is an empty table with a total of nothing") {
    const auto table =
        Count({Measure::Jobs, Division::Own, Division::None, Period::ThisYear, {}}, of_2026)
            .table();
    CHECK(table.rows.empty());
    CHECK(table.total().count == 0);
}

TEST_CASE("periods are counted back from the reference day") {
    const Date day = 2026y / 2 / 28;
    const auto is = [&](Period period, Date first, Date last) {
        return days_of(period, day) == Days{Day(first), Day(last)};
    };
    CHECK(is(Period::ThisMonth, 2026y / 2 / 1, day));
    CHECK(is(Period::ThisQuarter, 2026y / 1 / 1, day));
    CHECK(is(Period::ThisYear, 2026y / 1 / 1, day));
    CHECK(is(Period::LastMonth, 2026y / 1 / 1, 2026y / 1 / 31));
    CHECK(is(Period::LastQuarter, 2025y / 10 / 1, 2025y / 12 / 31));
    CHECK(is(Period::LastYear, 2025y / 1 / 1, 2025y / 12 / 31));
    CHECK(is(Period::ThreeYears, 2024y / 1 / 1, day));
}

TEST_CASE("a definition survives being stored, and another program's is refused") {
    const Definition definition{
        Measure::Goals, Division::Own, Division::Sex, Period::LastYear, {{Division::Phase, "AU"}}};
    CHECK(definition_from_json(to_json(definition)) == definition);
    CHECK_THROWS(definition_from_json(R"({"measure":"souls","rows":"sex","columns":"none",)"
                                      R"("period":"this_year","only":{}})"));
    CHECK_THROWS(definition_from_json("{}"));
}
