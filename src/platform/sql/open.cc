// SPDX-License-Identifier: EUPL-1.2
#include "platform/sql/postgres_database.h"
#include "platform/sql/sqlite_database.h"

namespace mobio::sql {

std::unique_ptr<Database> open(const std::string& address) {
    constexpr std::string_view sqlite = "sqlite:";
    if (address.starts_with(sqlite)) return open_sqlite(address.substr(sqlite.size()));
    if (address.starts_with("postgresql://") || address.starts_with("postgres://") ||
        address.find('=') != address.npos)
        return open_postgres(address);
    throw Error(Kind::Other, "a database is \"sqlite:/file\" or a connection string of PostgreSQL");
}

}  // namespace mobio::sql
