// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "biography/biography.h"
#include "biography/dates.h"

namespace mobio::biography {

// One dated thing of a life. Only a period covers time; birth, arrival and tests are moments.
struct Event {
    enum class Kind : std::uint8_t { Birth, Arrival, Entry };
    Kind kind = Kind::Entry;
    const catalogue::Field* field = nullptr;
    const Claim* claim = nullptr;
    PartialDate from;
    std::optional<PartialDate> to;  // of a period that has ended
    bool period = false;
};

// More than a year between what is told, where one may tell more.
struct Gap {
    int from_year = 0, to_year = 0;
    std::size_t before = 0;  // the place in the list of events where it stands
};

struct Thread {
    std::vector<Event> events;  // oldest first
    std::vector<Gap> gaps;
};
Thread thread_of(const Biography& biography, const catalogue::Catalogue& catalogue, Date today);

}  // namespace mobio::biography
