// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"
#include "platform/clock.h"
#include "platform/http/request.h"
#include "platform/id.h"
#include "platform/problems.h"

// When a person is expected, where and about what: codes alone, so that everybody reads it in their
// own language.
namespace mobio::appointments {

struct Appointment {
    Time start{};
    int minutes = 30;
    std::string place;               // of the list appointment_place
    std::string topic;               // of the list consult_topic
    std::vector<std::string> words;  // of the list appointment_words

    Time end() const { return start + std::chrono::minutes{minutes}; }
    bool operator==(const Appointment&) const = default;
};
using AppointmentId = Id<Appointment>;

std::string to_json(const Appointment& appointment);
Appointment from_json(std::string_view json);

// A moment of the county's own clock. What the clocks skip in spring is an hour later.
Time moment_of(const Zone& zone, Date day, std::chrono::minutes time_of_day);
// "14:30", "14.30", "9", in any of our digits; nothing where it is no time of day.
std::optional<std::chrono::minutes> parse_time_of_day(std::string_view typed);
std::string time_text(const Zone& zone, Time moment);  // "14:30", as inputs carry it

enum class Repeat : std::uint8_t { Never, Weekly, EverySecondWeek, Monthly };
// The days of a series, its first included. A month that is too short has it on its last day.
std::vector<Date> days_of(Date first, Repeat repeat, Date last);
inline constexpr std::size_t most_in_series = 53;

// What a form says, and what in it has to be put right: one appointment for each day of a series.
struct Read {
    std::vector<Appointment> appointments;
    Problems problems;
};
struct Reading {
    const catalogue::Catalogue& catalogue;
    const Zone& zone;
    Time now;
};
Read read(const http::Fields& typed, const Reading& reading);
http::Fields fields_of(const Appointment& appointment, const Zone& zone);
http::Fields fresh_fields(Date today);  // proposes a working day, a week ahead

}  // namespace mobio::appointments
