// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

namespace mobio {

// A moment, UTC, in whole milliseconds; in the database a BIGINT of milliseconds since 1970.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;
using Duration = std::chrono::milliseconds;
// A day of the county's own calendar.
using Date = std::chrono::year_month_day;

constexpr std::int64_t millis(Time t) { return t.time_since_epoch().count(); }
constexpr Time time_of(std::int64_t millis) { return Time{Duration{millis}}; }

// The machine's clock, with a shift that tests (and only they) turn. Safe for all threads.
class Clock {
public:
    Time now() const;
    void advance(Duration by) { shift_ += by.count(); }
    void set(Time to);

private:
    std::atomic<std::int64_t> shift_{0};
};

// The county's time zone (IANA name, ICU's data). Throws std::invalid_argument on an unknown name.
class Zone {
public:
    explicit Zone(const std::string& name);
    ~Zone();
    Zone(Zone&&) noexcept;
    Date day(Time t) const;
    Duration offset(Time t) const;  // to add to UTC for the wall clock
    Time start_of(Date day) const;  // the first moment of that day

private:
    struct Rules;
    std::unique_ptr<Rules> rules_;
};

}  // namespace mobio
