// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/sql/database.h"

namespace mobio::sql {

// The statements of a migration for one engine, without comments. Knows '…', "…", $tag$…$tag$, both
// kinds of comments, and the semicolons inside a trigger of SQLite. What follows `-- sqlite:` or
// `-- postgres:` on its line is a part of the text for that engine alone.
std::vector<std::string> statements(std::string_view script, Engine engine);

}  // namespace mobio::sql
