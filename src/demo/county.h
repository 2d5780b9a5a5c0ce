// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "platform/app.h"

namespace mobio::demo {

// What one needs to sign in, printed at the start. `number` for persons, `email` for staff.
struct SignIn {
    std::string role, name, number, email, secret;
};

struct Plan {
    int persons = 200;       // invented ones; Amina and Bilal come on top
    std::uint64_t seed = 1;  // the same seed tells the same lives; ids and secrets are random
    std::function<std::string()> new_pin, new_password;
    std::function<void(int done, int of)> progress = [](int, int) {};
};

// Fills an empty county: staff, directory, persons with their biographies, a few releases. Nobody
// in it exists; only those returned can sign in.
std::vector<SignIn> fill(App& app, const Plan& plan);

}  // namespace mobio::demo
