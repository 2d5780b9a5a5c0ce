// SPDX-License-Identifier: EUPL-1.2
// Dates as people type them, in their own calendar, digits and names of months.
#include <doctest/doctest.h>

#include <cstdlib>

#include "biography/reading.h"

namespace mobio::biography {

namespace {

using nlohmann::json;
using text::Calendar;
namespace fs = std::filesystem;

fs::path share() { return std::getenv("MOBIO_SHARE"); }
const catalogue::Catalogue& fields() {
    static const catalogue::Catalogue loaded(share() / "catalogue");
    return loaded;
}
const occupations::List& occupation_list() {
    static const occupations::List loaded(
        occupations::read_built_in(share() / "catalogue" / "occupations.csv"));
    return loaded;
}
const text::Tongue& farsi() {
    static const text::Texts texts(text::Words(share() / "texts"), "Europe/Berlin");
    return texts[text::Language::Fa];
}

// Day, month, year and calendar of a date of birth, typed on 22 November 2026 by somebody from
// Iran.
struct Typed {
    std::string day, month, year, calendar = "persian", decade = {};
};
struct Result {
    Reading reading;
    Problems problems;
    json value() const { return reading.claim ? reading.claim->value : json(); }
    std::string wrong(const char* part) const {
        const auto* problem = problems.at(std::string("person.birth") + part);
        return problem ? farsi().say(problem->message) : "";
    }
};
Result born(const Typed& typed, const Claim* shown = nullptr) {
    http::Fields form;
    form.add("asked", "person.birth");
    form.add("person.birth.calendar", typed.calendar);
    form.add("person.birth.day", typed.day);
    form.add("person.birth.month", typed.month);
    form.add("person.birth.year", typed.year);
    if (!typed.decade.empty()) form.add("person.birth.decade", typed.decade);
    const Reader reader{fields(),
                        occupation_list(),
                        {farsi(), {Calendar::Persian, "IR"}},
                        Date{std::chrono::year{2026} / 11 / 22}};
    Result result;
    result.reading = read(reader, *fields().field("person.birth"), form, shown, result.problems);
    return result;
}

bool says(const std::string& words, const std::string& part) {
    return words.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a Persian year alone is kept as the two Gregorian years that it lies in") {
    const auto value = born({"", "", "۱۳۵۷"}).value();
    CHECK(value["edtf"] == "1978-03-21/1979-03-20");
    CHECK(value["precision"] == "year");
    CHECK(value["calendar"] == "persian");
    CHECK(value["text"] == "۱۳۵۷");
    CHECK(value["estimated"] == false);
    CHECK(born({"", "۵", "۱۳۸۸"}).value()["edtf"] == "2009-07-23/2009-08-22");
}

TEST_CASE("a month is typed as a number or by its name in any of the languages") {
    for (const char* month : {"۵", "5", "05", "مرداد", "اسد", "Mordad"}) {
        CAPTURE(month);
        CHECK(born({"۱۲", month, "۱۳۸۸"}).value()["edtf"] == "2009-08-03");
    }
    for (const char* month : {"آب", "أغسطس", "août", "August", "8", "اوت"}) {
        CAPTURE(month);
        CHECK(born({"3", month, "2009", "gregorian"}).value()["edtf"] == "2009-08-03");
    }
    CHECK(born({"", "شوال", "1406", "islamic"}).value()["precision"] == "month");
    CHECK(born({"۱۲", "مرداد", "۱۳۸۸"}).value()["text"] == "۱۲ مرداد ۱۳۸۸");
    CHECK(born({"22", "11", "1364"}).value()["text"] == "1364/11/22");
    CHECK(born({"3", "8", "2009", "gregorian"}).value()["text"] == "3.8.2009");
}

TEST_CASE("the day that falls on 1 January is probably estimated, 1 Farvardin is not") {
    CHECK(born({"11", "10", "1356"}).value()["edtf"] == "1978-01-01");
    CHECK(born({"11", "10", "1356"}).value()["estimated"] == true);
    CHECK(born({"1", "1", "1357"}).value()["estimated"] == false);
}

TEST_CASE("only the decade is a date too") {
    for (const char* year : {"1980s", "1980er", "198x", "années 1980"}) {
        CAPTURE(year);
        const auto value = born({"", "", year, "gregorian"}).value();
        CHECK(value["edtf"] == "198X");
        CHECK(value["precision"] == "decade");
    }
    const auto persian = born({"", "", "دههٔ ۱۳۶۰"});
    CHECK(persian.value()["edtf"] == "1981-03-21/1991-03-20");
    CHECK(persian.value()["text"] == "دههٔ ۱۳۶۰");
    http::Fields again;
    show(again, fields(), *fields().field("person.birth"), &*persian.reading.claim);
    CHECK(again.get("person.birth.year") == "1360");
    CHECK(again.get("person.birth.decade") == "yes");
    CHECK(born({"", "", "1364", "persian", "yes"}).value()["edtf"] == "1981-03-21/1991-03-20");
    CHECK_FALSE(born({"", "5", "1980s", "gregorian"}).wrong(".month").empty());
    CHECK_FALSE(born({"", "", "1985 abc", "gregorian"}).wrong(".year").empty());
}

TEST_CASE("a day that a month does not have is explained in the calendar it was typed in") {
    CHECK(says(born({"30", "12", "1404"}).wrong(".day"), "اسفند 1404"));
    CHECK(says(born({"30", "12", "1404"}).wrong(".day"), "29"));
    CHECK(born({"30", "12", "1403"}).value()["edtf"] == "2025-03-20");
    CHECK(says(born({"31", "4", "2000", "gregorian"}).wrong(".day"), "30"));
    for (int year = 1420; year < 1440; ++year) {
        const auto days = text::days_in_month(Calendar::Islamic, year, 10);
        const auto message = born({"30", "10", std::to_string(year), "islamic"}).wrong(".day");
        CHECK(message.empty() == (days == 30));
        if (days == 29) CHECK(says(message, "شوال"));
    }
    CHECK_FALSE(born({"", "13", "1388"}).wrong(".month").empty());
    CHECK_FALSE(born({"", "0", "1388"}).wrong(".month").empty());
    CHECK_FALSE(born({"3", "", "1388"}).wrong(".month").empty());
    CHECK(says(born({"", "مرداد", "2009", "gregorian"}).wrong(".month"), "مرداد"));
}

TEST_CASE("a year of another calendar, of two digits or of no living person is asked about") {
    CHECK(says(born({"", "", "۱۳۵۷", "gregorian"}).wrong(".year"), "1900"));
    CHECK(says(born({"", "", "1978"}).wrong(".year"), "1279"));
    CHECK_FALSE(born({"", "", "1899", "gregorian"}).wrong(".year").empty());
    CHECK(says(born({"", "", "57"}).wrong(".year"), "1357"));
    CHECK_FALSE(says(born({"", "", "57"}).wrong(".year"), "1457"));
    CHECK(says(born({"", "", "78", "gregorian"}).wrong(".year"), "1978"));
    CHECK(says(born({"", "", "05", "gregorian"}).wrong(".year"), "1905"));
    CHECK(says(born({"", "", "05", "gregorian"}).wrong(".year"), "2005"));
    CHECK(says(born({"", "", "abc"}).wrong(".year"), "1395"));
    CHECK_FALSE(born({"2", "9", "1405"}).wrong("").empty());
    CHECK(born({"1", "9", "1405"}).value()["edtf"] == "2026-11-22");
}

TEST_CASE("the end of a period is after its start, whatever calendars they are typed in") {
    const auto problem = [](const char* from, const char* to) {
        http::Fields form;
        form.add("work.entries.from.calendar", "persian");
        form.add("work.entries.from.year", from);
        form.add("work.entries.to.calendar", "gregorian");
        form.add("work.entries.to.year", to);
        const Reader reader{fields(), occupation_list(), {farsi(), {Calendar::Persian, ""}}, {}};
        Problems problems;
        read(reader, *fields().field("work.entries"), form, nullptr, problems);
        const auto* found = problems.at("work.entries.to");
        return found ? farsi().say(found->message) : "";
    };
    CHECK(problem("1395", "2017").empty());
    CHECK(problem("1395", "2016").empty());
    CHECK(says(problem("1395", "2015"), "1395"));
}

TEST_CASE("what was not touched stays as it was told, and an untouched calendar is no answer") {
    const auto told = born({"", "", "۱۳۵۷"});
    const auto& stored = *told.reading.claim;
    CHECK_FALSE(born({"", "", "1357"}, &stored).reading.changed);
    CHECK_FALSE(born({"", "", "1357", "gregorian"}, &stored).wrong(".year").empty());
    Claim unknown;
    unknown.state = State::Unknown;
    CHECK_FALSE(born({"", "", "", "islamic"}, &unknown).reading.changed);
    Claim old;
    old.value = {{"edtf", "1996-03-14"}, {"precision", "day"}, {"calendar", "gregorian"}};
    CHECK_FALSE(born({"14", "3", "1996", "gregorian"}, &old).reading.changed);
    CHECK(born({"14", "3", "1997", "gregorian"}, &old).value()["edtf"] == "1997-03-14");
}

}  // namespace mobio::biography
