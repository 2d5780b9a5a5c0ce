// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <vector>

#include "platform/access_log/chain.h"

// A file outside the database, a line a day: position, milliseconds since 1970, chain, HMAC.
namespace mobio::access_log {

// Durable when it returns. Throws std::system_error.
void append_checkpoint(const std::filesystem::path& file, const vault::Vault& vault,
                       const Mark& mark);

// Lines that are not ours are passed over; no file is no lines.
std::vector<Mark> read_checkpoints(const std::filesystem::path& file, const vault::Vault& vault);

}  // namespace mobio::access_log
