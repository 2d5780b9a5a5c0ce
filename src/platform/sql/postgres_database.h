// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>

#include "platform/sql/database.h"

namespace mobio::sql {

std::unique_ptr<Database> open_postgres(const std::string& address);

}  // namespace mobio::sql
