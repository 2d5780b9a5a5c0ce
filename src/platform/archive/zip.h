// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "platform/clock.h"

// ZIP archives, made in memory.
namespace mobio::archive {

struct Member {
    std::string name;  // with "/" between folders
    std::string bytes;
};
// Deflated, in that order, all changed at that moment. The same members give the same bytes.
std::string zip(const std::vector<Member>& members, Time changed);

}  // namespace mobio::archive
