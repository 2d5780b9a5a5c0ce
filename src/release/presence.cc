// SPDX-License-Identifier: EUPL-1.2
#include "release/presence.h"

#include <algorithm>

#include "platform/text/texts.h"

namespace mobio::release {

Problems check(const Presence& presence) {
    Problems problems;
    if (std::ranges::find(ways, presence.explained) == ways.end())
        problems.add("explained", {text::mark("Say how the text was explained.")});
    if (presence.explained == "interpreter" && presence.present.empty())
        problems.add("present", {text::mark("Write who interpreted.")});
    else if (text::length(presence.present) > longest_present)
        problems.add("present", {text::mark("That is too long. 200 characters are enough.")});
    return problems;
}

bool is_valid(const Presence& presence) {
    const bool given =
        presence.given == Presence::Given::Paper ? presence.paper.has_value() : presence.agreed;
    return given && check(presence).empty();
}

}  // namespace mobio::release
