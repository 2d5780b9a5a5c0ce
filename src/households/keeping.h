// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "households/household.h"

namespace mobio::households {

// What became of a file's households.
struct Kept {
    struct One {
        std::string id;
        std::vector<Id<Person>> persons;
        std::size_t talks = 0;
        bool there_before = false;  // nothing of it was changed
    };
    std::vector<One> households;
    std::vector<std::string> new_staff, new_teams;  // names
};

// All of them, or none. A household is known again by its id, also where its record was erased or
// joined to another one since: then nothing of it is touched. Staff who are not there yet are made
// without a secret, closed; teams that are not there are made too.
Kept keep(App& app, const std::vector<Household>& households);

}  // namespace mobio::households
