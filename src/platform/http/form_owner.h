// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "platform/http/request.h"

namespace mobio {
struct App;
}

namespace mobio::http {

// The cookie that binds the forms of a visitor without a session: 128 random bits.
inline constexpr std::string_view visit_cookie = "visit";
std::string make_visit();
bool is_visit(std::string_view cookie);

// Whose form this is: the session's hash, or before sign-in a hash of the visit cookie. Nothing
// where there is neither.
std::optional<std::array<std::uint8_t, 32>> form_owner(const Request& request);

// For whom a form was drawn, as a mark that tells nothing: the account, over all its sessions; of
// staff at somebody's biography, that person too.
// Phones are shared: what was typed into one person's form is never offered to the next one. Empty
// where nobody is signed in.
std::string form_for(const Request& request, const App& app);

}  // namespace mobio::http
