// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "platform/access_log/chain.h"

// The table access_log_marks. Each mark carries an HMAC; one that does not fit throws Tampered.
namespace mobio::access_log {

Hash mac_of(const vault::Vault& vault, std::string_view kind, const Mark& mark);

// The newest sealed row, or the base where nothing is sealed. Without a head no row may be sealed.
Mark find_head(sql::Connection& db, const vault::Vault& vault);
// What the chain begins with: nothing, or the place up to which it was deleted.
Mark find_base(sql::Connection& db, const vault::Vault& vault);
// Checkpoints, oldest first.
std::vector<Mark> find_days(sql::Connection& db, const vault::Vault& vault);

// False where another sealer has moved it already.
bool move_head(sql::Transaction& tx, const vault::Vault& vault, const Mark& from, const Mark& to);
void add_day(sql::Transaction& tx, const vault::Vault& vault, const Mark& mark);
// The checkpoints up to there go with the rows.
void set_base(sql::Transaction& tx, const vault::Vault& vault, const Mark& mark);

}  // namespace mobio::access_log
