// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "platform/text/texts.h"

namespace mobio::view {

// A page that says everything in <main> twice: `page`, and after each of its texts what `other`,
// the same page drawn in `language`, says in that place. Texts that are alike in both (a person's
// own words) stay single. Where the two pages are built differently the first one stands alone.
// Both must be pages of ours: well-formed, with no "<" in an attribute.
std::string beside(const std::string& page, std::string_view other, text::Language language);

}  // namespace mobio::view
