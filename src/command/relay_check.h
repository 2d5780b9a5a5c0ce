// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "platform/mail/mail.h"

namespace mobio::command {

// Connects to the relay, with TLS where it is demanded, and sends nothing. Returns what is worth
// saying. Throws std::runtime_error with what is wrong.
std::string check_relay(const mail::Relay& relay);

}  // namespace mobio::command
