// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>

#include "platform/text/texts.h"

namespace mobio::text {

// As fill in texts.h, for a number of arguments that is known only at run time.
std::string fill(std::string_view pattern, std::span<const std::string_view> arguments);

}  // namespace mobio::text
