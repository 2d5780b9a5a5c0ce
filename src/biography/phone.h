// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mobio::biography {

// E.164 ("+4917604069001") from what people type: spaces, brackets and strokes are skipped, 00 is
// the plus, a leading 0 is Germany's. Nothing where it is no telephone number.
std::optional<std::string> parse_phone(std::string_view typed);
// "+49 176 0406 9001": groups for the eye.
std::string group_phone(std::string_view e164);

}  // namespace mobio::biography
