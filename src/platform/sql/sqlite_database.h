// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>

#include "platform/sql/database.h"

namespace mobio::sql {

std::unique_ptr<Database> open_sqlite(const std::filesystem::path& file);

}  // namespace mobio::sql
