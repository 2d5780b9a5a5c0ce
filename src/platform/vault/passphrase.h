// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

namespace mobio::vault {

// Asks for a passphrase; `question` is what a person reads ("Passphrase of …"). One line of the
// file descriptor that MOBIO_PASSPHRASE_FD names, else what is typed at the terminal and not shown,
// else what systemd-ask-password gets. Throws std::runtime_error where there is none of them.
std::string ask_passphrase(const std::string& question);

}  // namespace mobio::vault
