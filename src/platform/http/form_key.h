// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <string>

#include "platform/http/request.h"
#include "platform/http/response.h"
#include "platform/sql/database.h"

namespace mobio {
struct App;
}

namespace mobio::http {

// A fresh key of 128 bits for the hidden field "form_key".
std::string make_form_key();

// Runs `act` (which returns where to go, a path of our own) in one transaction together with
// spending the form's key, and answers 303. A key is spent only by success. The same key with the
// same body acts once and answers the same; with another body, or from another session: 409.
// A missing or malformed key: 403.
Response once(const Request& request, App& app,
              const std::function<std::string(sql::Transaction&)>& act);

}  // namespace mobio::http
