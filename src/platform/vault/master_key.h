// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mobio::vault {

// The key that wraps all others. What goes wrong is thrown as std::runtime_error: one line, which
// names the place and holds nothing of the key.
using MasterKey = std::array<std::uint8_t, 32>;

// From a file that only its owner may read: 32 bytes, 64 hex digits, or a key that a passphrase
// seals, which is asked for (passphrase.h). A bare name is a systemd credential (a file in
// $CREDENTIALS_DIRECTORY), where there is one of that name.
MasterKey read_master_key(const std::filesystem::path& file);
// From a program that prints 32 bytes or 64 hex digits: its name and its arguments, no shell.
MasterKey read_master_key(const std::vector<std::string>& command);

// "file /etc/mobio/master.key", "file …, sealed with a passphrase", "systemd credential …"; asks
// for nothing.
std::string place_of_master_key(const std::filesystem::path& file);

// Make a new key in a new file, mode 0600; what is there is never overwritten.
void make_master_key(const std::filesystem::path& file);
void make_master_key(const std::filesystem::path& file, std::string_view passphrase);

}  // namespace mobio::vault
