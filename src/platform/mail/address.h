// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mobio::mail {

// The address as it goes over the wire, its domain in A-labels; nothing where we do not send to it.
std::optional<std::string> ascii_address(std::string_view address);

// Holds a control character (C0, DEL, C1): a way into headers and the SMTP dialogue.
bool has_control(std::string_view text);

}  // namespace mobio::mail
