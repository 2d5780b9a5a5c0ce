// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "figures/counting.h"
#include "platform/app.h"

namespace mobio::figures {

// Goes over the facts of everybody once, for all these reports, on several threads. A county of
// 100,000 persons takes about a second. Rows whose key is gone are passed over.
void count_all(App& app, std::vector<Count>& counts);

}  // namespace mobio::figures
