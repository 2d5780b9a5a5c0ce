// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>
#include <vector>

#include "county/places.h"
#include "platform/app.h"

namespace mobio::demo {

// The county's places and teams, none of which exists: Germany has no municipality with a key that
// begins with 08990.
struct Places {
    std::vector<county::Municipality> municipalities;
    std::vector<county::Accommodation> accommodations;
    std::vector<county::Team> teams;

    // Those of that name; the demo's own code knows them.
    const county::Municipality& municipality(std::string_view name) const;
    const county::Team& team(std::string_view name) const;
    // Open ones of a phase, never none: EA, VU, AU.
    std::vector<county::Accommodation> of_phase(std::string_view phase) const;
};
Places add_places(App& app, int persons);

// Six regions, each with one or two contact persons, of whom none exists.
void add_regions(App& app, const Places& places);

// Where a member of the staff works: "keller" by their mailbox.
county::Post post(const Places& places, std::string_view mailbox);

}  // namespace mobio::demo
