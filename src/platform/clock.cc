// SPDX-License-Identifier: EUPL-1.2
#include "platform/clock.h"

#include <unicode/basictz.h>
#include <unicode/unistr.h>

#include <stdexcept>

namespace mobio {
namespace {

Time machine_now() { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }

void check(UErrorCode status) {
    if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
}

}  // namespace

Time Clock::now() const { return machine_now() + Duration{shift_.load()}; }

void Clock::set(Time to) { shift_ = (to - machine_now()).count(); }

struct Zone::Rules {
    std::unique_ptr<icu::BasicTimeZone> zone;
};

Zone::Zone(const std::string& name) : rules_(std::make_unique<Rules>()) {
    std::unique_ptr<icu::TimeZone> zone{
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name))};
    if (*zone == icu::TimeZone::getUnknown())
        throw std::invalid_argument("unknown time zone: " + name);
    auto* const basic = dynamic_cast<icu::BasicTimeZone*>(zone.get());
    if (!basic) throw std::invalid_argument("unusable time zone: " + name);
    zone.release();
    rules_->zone.reset(basic);
}

Zone::~Zone() = default;
Zone::Zone(Zone&&) noexcept = default;

Date Zone::day(Time t) const { return std::chrono::floor<std::chrono::days>(t + offset(t)); }

Duration Zone::offset(Time t) const {
    std::int32_t standard = 0, summer = 0;
    auto status = U_ZERO_ERROR;
    rules_->zone->getOffset(static_cast<UDate>(millis(t)), false, standard, summer, status);
    check(status);
    return Duration{standard + summer};
}

Time Zone::start_of(Date day) const {
    const Time midnight{std::chrono::sys_days{day}};
    std::int32_t standard = 0, summer = 0;
    auto status = U_ZERO_ERROR;
    // Where the clocks skip midnight or run through it twice, FORMER gives the first moment.
    rules_->zone->getOffsetFromLocal(static_cast<UDate>(millis(midnight)), UCAL_TZ_LOCAL_FORMER,
                                     UCAL_TZ_LOCAL_FORMER, standard, summer, status);
    check(status);
    return midnight - Duration{standard + summer};
}

}  // namespace mobio
