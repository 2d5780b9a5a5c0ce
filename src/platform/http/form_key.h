// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "platform/http/request.h"
#include "platform/http/response.h"
#include "platform/jobs/jobs.h"
#include "platform/sql/database.h"

namespace mobio {
struct App;
}

namespace mobio::http {

// A fresh key of 128 bits for the hidden field "form_key".
std::string make_form_key();

// Thrown where a language button sent a form that its handler does not draw itself; Front shows the
// form waiting, in that language.
struct Redraw {};

// Runs `act` (which returns where to go, a path of our own) in one transaction together with
// spending the form's key, and answers 303. A key is spent only by success. The same key with the
// same body acts once and answers the same; with another body, or from another session: 409.
// A missing or malformed key: 403. A language button changes nothing: Redraw. The path is stored
// for a day: it may hold ids, nothing personal.
Response once(const Request& request, App& app,
              const std::function<std::string(sql::Transaction&)>& act);

// The same, answered by `answer` with that path instead of 303: for scripts that save in passing.
Response once(const Request& request, App& app,
              const std::function<std::string(sql::Transaction&)>& act,
              const std::function<Response(const std::string& location)>& answer);

// What `once` answered when this very form came before; nothing where it did not. For handlers that
// work long before they act. Its key spent with another body: 409.
std::optional<Response> answered_before(const Request& request, App& app);

// Where this form's key led when this same visitor spent it, with whatever body.
std::optional<std::string> led_to(const Request& request, App& app);

void add_jobs(jobs::Register& jobs);  // spent keys are deleted after 24 hours

}  // namespace mobio::http
