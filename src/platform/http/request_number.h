// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

namespace mobio::http {

// Ten characters that a person can read out on the phone (Crockford's base32); tells one request
// from another in the log. No secret.
std::string request_number();

}  // namespace mobio::http
