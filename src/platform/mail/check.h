// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "platform/mail/mail.h"

namespace mobio::mail {

// Refuses what could write headers or commands of its own: std::invalid_argument, which names the
// part and never its value.
void check(const Message& message);

}  // namespace mobio::mail
