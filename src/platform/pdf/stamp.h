// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "platform/pdf/document.h"

namespace mobio::pdf {

// What is laid on a copy that is meant for one reader: two pages, the first one with these lines
// all over it, slanting and to be seen through, the second one a strip that holds them once.
std::string stamp(const Fonts& fonts, const std::vector<std::string>& lines, text::Language in);

}  // namespace mobio::pdf
