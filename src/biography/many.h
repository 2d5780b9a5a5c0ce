// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>

#include "biography/biography.h"

namespace mobio::biography {

// What lists of staff show of many persons: who they are, how to speak with them, their residence.
// Of those that the member of staff works with now and whose key is among these.
std::map<Id<Person>, Biography> load_for_list(sql::Connection& db, App& app, Id<Staff> staff,
                                              const vault::PersonKeys& keys);

}  // namespace mobio::biography
