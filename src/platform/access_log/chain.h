// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>

#include "platform/access_log/access_log.h"

namespace mobio::access_log {

using Hash = std::array<std::uint8_t, 32>;

// A place in the chain: everything up to `position` gives `chain`.
struct Mark {
    std::int64_t position = 0;
    Hash chain{};
    Time at{};
};

// Gives every unsealed row its place. Two sealers at once do no harm: one of them gives way.
// Returns how many rows were sealed. Throws Tampered where the head is not ours; the log is then
// left as it is.
struct Tampered : std::runtime_error {
    Tampered() : std::runtime_error("the access log was changed from outside") {}
};
int seal(sql::Database& db, const vault::Vault& vault, Time now);

// Remembers the head in the database and as a line of `file` (unless that is empty). Nothing, where
// the log has not grown since the last checkpoint.
std::optional<Mark> checkpoint(sql::Database& db, const vault::Vault& vault,
                               const std::filesystem::path& file, Time now);

// Deletes what was sealed up to the newest checkpoint before `before`. Returns how many rows.
std::int64_t expire(sql::Database& db, const vault::Vault& vault, Time before);

}  // namespace mobio::access_log
