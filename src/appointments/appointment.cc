// SPDX-License-Identifier: EUPL-1.2
#include "appointments/appointment.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "platform/text/day.h"
#include "platform/text/texts.h"

namespace mobio::appointments {

namespace {

using nlohmann::json;
using text::mark;
namespace chrono = std::chrono;

constexpr int least_minutes = 5, most_minutes = 480;
constexpr auto furthest = chrono::days{2 * 366};
constexpr std::array repeats{"", "weekly", "second_week", "monthly"};

std::optional<int> whole_number(std::string_view digits) {
    int number = 0;
    const auto* end = digits.data() + digits.size();
    const auto [rest, error] = std::from_chars(digits.data(), end, number);
    if (error != std::errc{} || rest != end || digits.empty()) return std::nullopt;
    return number;
}

std::string plain(std::string_view typed) { return text::ascii_digits(text::clean(typed).text); }

Date month_later(Date first, int months) {
    const auto month = first.year() / first.month() + chrono::months(months);
    const Date day = month / first.day();
    return day.ok() ? day : Date(month / chrono::last);
}

Date nth(Date first, Repeat repeat, int n) {
    switch (repeat) {
        case Repeat::Weekly:
            return chrono::sys_days(first) + chrono::weeks(n);
        case Repeat::EverySecondWeek:
            return chrono::sys_days(first) + chrono::weeks(2 * n);
        case Repeat::Monthly:
            return month_later(first, n);
        case Repeat::Never:
            break;
    }
    return first;
}

// A week ahead, on a working day: at the weekend nobody is in the office.
Date proposed_day(Date today) {
    constexpr unsigned friday = 5;
    auto day = chrono::sys_days{today} + chrono::days{7};
    while (chrono::weekday{day}.iso_encoding() > friday) day += chrono::days{1};
    return Date{day};
}

// One form, read field by field.
class Form {
public:
    Form(const http::Fields& typed, const Reading& reading) : typed_(typed), reading_(reading) {}

    Read read() {
        Appointment one;
        one.minutes = minutes();
        one.place = code("place", "appointment_place", mark("Choose where you meet."));
        one.topic = code("topic", "consult_topic", mark("Choose what it is about."));
        one.words = words();
        const auto day = first_day();
        const auto time = parse_time_of_day(typed_.get("time"));
        if (!time) problems_.add("time", {mark("Write the time, such as 14:30.")});
        if (!day || !time) return {{}, problems_};
        check_first(*day, *time);
        return {in_series(one, *day, *time), problems_};
    }

private:
    int minutes() {
        const auto minutes = whole_number(plain(typed_.get("minutes")));
        if (minutes && *minutes >= least_minutes && *minutes <= most_minutes) return *minutes;
        problems_.add("minutes", {mark("Write the minutes as a number from 5 to 480.")});
        return least_minutes;
    }
    std::string code(const char* name, const char* list, const char* missing) {
        const auto& code = typed_.get(name);
        if (!code.empty() && reading_.catalogue.has_code(list, code)) return code;
        problems_.add(name, {missing});
        return {};
    }
    std::vector<std::string> words() const {
        std::vector<std::string> known;
        const auto chosen = typed_.all("words");
        for (const auto& one : reading_.catalogue.codes("appointment_words"))
            if (std::ranges::find(chosen, one.code) != chosen.end()) known.push_back(one.code);
        return known;
    }
    std::optional<Date> first_day() {
        const auto day = text::parse_day(typed_.get("day"));
        if (!day) problems_.add("day", {mark("Write the day, such as 28.11.2026.")});
        return day;
    }
    void check_first(Date day, chrono::minutes time) {
        const auto start = moment_of(reading_.zone, day, time);
        if (start <= reading_.now)
            problems_.add(reading_.zone.day(reading_.now) == day ? "time" : "day",
                          {mark("This is over already.")});
        else if (start > reading_.now + furthest)
            problems_.add("day", {mark("This is more than two years ahead.")});
    }
    std::vector<Appointment> in_series(Appointment one, Date first, chrono::minutes time) {
        const auto repeat = std::ranges::find(repeats, typed_.get("repeat")) - repeats.begin();
        std::vector<Date> days{first};
        if (repeat > 0 && static_cast<std::size_t>(repeat) < repeats.size())
            days = series(first, static_cast<Repeat>(repeat));
        std::vector<Appointment> all;
        for (const auto day : days) {
            one.start = moment_of(reading_.zone, day, time);
            all.push_back(one);
        }
        return all;
    }
    std::vector<Date> series(Date first, Repeat repeat) {
        const auto last = text::parse_day(typed_.get("until"));
        if (!last || *last < first) {
            problems_.add("until", {mark("Write the last day of the series.")});
            return {first};
        }
        auto days = days_of(first, repeat, *last);
        if (days.size() > most_in_series)
            problems_.add("until", {mark("A series has 53 appointments at most.")});
        return days;
    }

    const http::Fields& typed_;
    const Reading& reading_;
    Problems problems_;
};

}  // namespace

std::string to_json(const Appointment& appointment) {
    return json{{"start", millis(appointment.start)},
                {"minutes", appointment.minutes},
                {"place", appointment.place},
                {"topic", appointment.topic},
                {"words", appointment.words}}
        .dump();
}

Appointment from_json(std::string_view text) {
    const auto in = json::parse(text);
    return {time_of(in.at("start").get<std::int64_t>()), in.at("minutes"), in.at("place"),
            in.at("topic"), in.at("words")};
}

Time moment_of(const Zone& zone, Date day, chrono::minutes time_of_day) {
    const Time local{chrono::sys_days{day} + time_of_day};
    const auto near = local - zone.offset(zone.start_of(day));
    const auto moment = local - zone.offset(near);
    const bool skipped = zone.offset(moment) != zone.offset(near);
    return skipped ? near : moment;
}

std::optional<chrono::minutes> parse_time_of_day(std::string_view typed) {
    const auto text = plain(typed);
    const auto end = text.find_first_of(":.");
    const auto hour = whole_number(std::string_view(text).substr(0, end));
    const auto minute =
        end == text.npos ? std::optional(0) : whole_number(std::string_view(text).substr(end + 1));
    if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59)
        return std::nullopt;
    return chrono::hours(*hour) + chrono::minutes(*minute);
}

std::string time_text(const Zone& zone, Time moment) {
    const auto local = moment + zone.offset(moment);
    const auto minutes = chrono::floor<chrono::minutes>(local - chrono::floor<chrono::days>(local));
    return fmt::format("{:02}:{:02}", minutes.count() / 60, minutes.count() % 60);
}

std::vector<Date> days_of(Date first, Repeat repeat, Date last) {
    std::vector<Date> days{first};
    if (repeat == Repeat::Never) return days;
    for (int n = 1; nth(first, repeat, n) <= last && days.size() <= most_in_series; ++n)
        days.push_back(nth(first, repeat, n));
    return days;
}

Read read(const http::Fields& typed, const Reading& reading) { return Form(typed, reading).read(); }

http::Fields fields_of(const Appointment& appointment, const Zone& zone) {
    http::Fields fields;
    fields.add("day", text::iso(zone.day(appointment.start)));
    fields.add("time", time_text(zone, appointment.start));
    fields.add("minutes", std::to_string(appointment.minutes));
    fields.add("place", appointment.place);
    fields.add("topic", appointment.topic);
    for (const auto& word : appointment.words) fields.add("words", word);
    return fields;
}

http::Fields fresh_fields(Date today) {
    http::Fields fields;
    fields.add("day", text::iso(proposed_day(today)));
    fields.add("time", "10:00");
    fields.add("minutes", "30");
    fields.add("place", "office");
    return fields;
}

}  // namespace mobio::appointments
