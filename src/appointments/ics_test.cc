// SPDX-License-Identifier: EUPL-1.2
#include "appointments/ics.h"

#include <doctest/doctest.h>

#include "ics_for_test.h"
#include "pdf_tools.h"
#include "platform/text/texts.h"

using namespace mobio;
using namespace mobio::appointments;
using namespace std::chrono_literals;
using test::Ics;

namespace {

const Zone berlin("Europe/Berlin");

Entry entry(Time start, std::int64_t revision = 1, bool cancelled = false) {
    return {AppointmentId::make(start), start, 45, revision, cancelled};
}

std::string made(const std::vector<Entry>& entries) {
    return calendar(entries, "mobio.example", time_of(1'767'225'600'000));
}

}  // namespace

TEST_CASE("a calendar keeps to RFC 5545, line by line") {
    const auto start = moment_of(berlin, 2026y / 7 / 1, 14h + 30min);
    const Ics ics(made({entry(start, 3), entry(start + 24h, 1, true)}));
    CHECK(ics.of("VCALENDAR").size() == 1);
    CHECK(ics.of("VCALENDAR")[0].get("VERSION") == "2.0");
    CHECK_FALSE(ics.of("VCALENDAR")[0].get("PRODID").empty());
    const auto events = ics.of("VEVENT");
    REQUIRE(events.size() == 2);
    CHECK(events[0].get("DTSTART") == "20260701T123000Z");  // summer time: two hours before
    CHECK(events[0].get("DTEND") == "20260701T131500Z");
    CHECK(events[0].get("DTSTAMP") == "20260101T000000Z");
    CHECK(events[0].get("SEQUENCE") == "2");
    CHECK(events[0].get("STATUS") == "CONFIRMED");
    CHECK(events[1].get("STATUS") == "CANCELLED");
    CHECK(events[0].get("UID") != events[1].get("UID"));
    for (const auto& event : events) {
        CHECK(event.get("SUMMARY") == "Termin");
        for (const auto* name : {"DESCRIPTION", "LOCATION", "ATTENDEE", "ORGANIZER", "COMMENT"})
            CHECK_FALSE(event.has(name));
    }
}

TEST_CASE("winter and summer are told apart, and so are the days on which the clocks change") {
    const auto at = [](Date day, std::chrono::minutes time) {
        return Ics(made({entry(moment_of(berlin, day, time))})).of("VEVENT")[0].get("DTSTART");
    };
    CHECK(at(2026y / 1 / 15, 10h) == "20260115T090000Z");
    CHECK(at(2026y / 3 / 29, 1h) == "20260329T000000Z");          // before they go forward
    CHECK(at(2026y / 3 / 29, 10h) == "20260329T080000Z");         // after
    CHECK(at(2026y / 3 / 29, 2h + 30min) == "20260329T013000Z");  // 2:30 is skipped: it is 3:30
    CHECK(at(2026y / 10 / 25, 10h) == "20261025T090000Z");
    CHECK(at(2026y / 10 / 25, 1h) == "20261024T230000Z");
}

TEST_CASE("a calendar without appointments is still one") {
    const Ics ics(made({}));
    CHECK(ics.of("VEVENT").empty());
    CHECK(ics.of("VFREEBUSY").size() == 1);
}

TEST_CASE("long lines are folded between characters and come together again") {
    for (const auto* word : {"a", "ü", "م", "🗓"}) {
        std::string text = "SUMMARY:";
        for (int i = 0; i < 120; ++i) text += word;
        const auto lines = folded(text);
        for (std::size_t from = 0; from < lines.size();) {
            const auto end = lines.find("\r\n", from);
            REQUIRE(end != std::string::npos);
            CHECK(end - from <= 75);
            CHECK(text::valid_utf8(lines.substr(from, end - from)));
            from = end + 2;
        }
        CHECK(Ics::unfolded(lines) == text + "\r\n");
    }
    CHECK(folded(std::string(75, 'x')) == std::string(75, 'x') + "\r\n");
    CHECK(folded(std::string(76, 'x')) == std::string(75, 'x') + "\r\n x\r\n");
    CHECK(folded("") == "\r\n");
}

TEST_CASE("what has a meaning in a calendar is escaped in a text") {
    CHECK(escaped("a;b,c\\d\r\ne") == "a\\;b\\,c\\\\d\\ne");
    CHECK(escaped("BEGIN:VEVENT\nEND:VEVENT").find('\n') == std::string::npos);
}

TEST_CASE("another program reads the calendar as it was meant") {
    const auto start = moment_of(berlin, 2026y / 1 / 15, 10h);
    const auto said = test::asked(
        "/usr/bin/python3 -c 'import sys, icalendar; "
        "c = icalendar.Calendar.from_ical(open(sys.argv[1], \"rb\").read()); "
        "e = c.walk(\"VEVENT\")[0]; "
        "print(e[\"SUMMARY\"], e[\"DTSTART\"].dt.isoformat(), e[\"DTEND\"].dt.isoformat(), "
        "e.errors)'",
        made({entry(start)}));
    CHECK(said == "Termin 2026-01-15T09:00:00+00:00 2026-01-15T09:45:00+00:00 []\n");
}
