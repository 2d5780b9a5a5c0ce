// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "account/actor.h"
#include "platform/access_log/access_log.h"

// What the stores of releases share: the line in the log.
namespace mobio::release {

using account::demand_access;
using account::may_act;

inline access_log::Entry log_entry(const Actor& who, const char* action, Id<Release> release,
                                   std::string detail) {
    return {who.person.bytes, who.role(), who.id(), action, release.bytes, std::move(detail)};
}

}  // namespace mobio::release
