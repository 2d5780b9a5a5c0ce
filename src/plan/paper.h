// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "plan/agreements.h"
#include "platform/text/texts.h"

namespace mobio::plan {

// A version as PDF, with both signatures: German, and beside it everything once more in the
// person's language. `has_scan`: a sheet signed by hand is kept with it.
std::string paper(const Version& version, bool has_scan, text::Language language, App& app);

}  // namespace mobio::plan
