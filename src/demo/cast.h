// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "account/who.h"
#include "demo/county.h"

namespace mobio::demo {

// Those that a visitor of the demo signs in as, and that the handbook's pictures show.
// Keller made their records; they took them over, told the rest themselves and sign in with `pin`.
struct Settled {
    Acting who;
    SignIn sign_in;
};
Settled settle_amina(App& app, Id<Staff> keller, const std::string& pin);
Settled settle_bilal(App& app, Id<Staff> keller, const std::string& pin);

}  // namespace mobio::demo
