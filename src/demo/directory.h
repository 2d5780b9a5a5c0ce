// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "recipients/recipients.h"

namespace mobio::demo {

// Offices, chambers, schools and companies of a county that does not exist; all eight kinds.
std::vector<recipients::Recipient> directory();

}  // namespace mobio::demo
