// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "platform/mail/mail.h"

namespace mobio::mail {

// A message as one string, to be sealed: each field as its length in digits, a colon, its bytes.
std::string pack(const Message& message);
Message unpack(std::string_view packed);  // throws std::runtime_error

}  // namespace mobio::mail
