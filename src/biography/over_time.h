// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>
#include <vector>

#include "biography/biography.h"

namespace mobio::biography {

// What was in force in a single field (no cards), and since when: each change once, the oldest
// first. A null value: nothing was. Reads all revisions of the field's section.
struct Spell {
    Time since;
    nlohmann::json value;
};
std::vector<Spell> over_time(sql::Connection& db, App& app, Id<Person> person,
                             const vault::PersonKey& key, std::string_view field);

}  // namespace mobio::biography
