// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "platform/convert/refusal.h"

namespace mobio::convert::child {

// Thrown by whatever finds a reason to take a file no further.
struct Refused {
    Refusal refusal;
};

}  // namespace mobio::convert::child
