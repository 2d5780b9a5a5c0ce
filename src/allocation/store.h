// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "account/who.h"
#include "allocation/allocation.h"

namespace mobio::allocation {

// The officer's municipality and who belongs to it now or soon, by name; nothing where the account
// has none. Whose key is gone is not there.
struct View {
    county::Municipality municipality;
    std::vector<Resident> residents;
    std::vector<county::Accommodation> accommodations;  // of the municipality
    std::vector<county::Municipality> municipalities;

    std::string home_of(const Resident& resident) const;  // the accommodation's name, or ""
};
std::optional<View> view_of(sql::Connection& db, App& app, const Officer& who,
                            const text::Tongue& t);

}  // namespace mobio::allocation
