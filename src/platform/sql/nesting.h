// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "platform/sql/database.h"

namespace mobio::sql {

// What this thread is doing on which database, for the rules that `Database` states: no write
// inside a read or a write, no read inside a write, and a read inside a read shares its snapshot.
class Nesting {
public:
    enum class Use { Read, Write };
    Nesting(const Database& database, Use use, Connection& connection);
    ~Nesting();
    Nesting(const Nesting&) = delete;

    static void refuse_write(const Database& database);  // throws std::logic_error
    // The connection of the read this thread is in, or null. Throws std::logic_error in a write.
    static Connection* outer_read(const Database& database);

private:
    static const Nesting* find(const Database& database);

    const Database& database_;
    Use use_;
    Connection& connection_;
    const Nesting* outer_;
};

}  // namespace mobio::sql
