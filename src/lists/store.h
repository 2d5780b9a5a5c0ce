// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lists/lists.h"

// Files between preview and import, and what was imported.
namespace mobio::lists {

inline constexpr auto upload_lifetime = std::chrono::hours{1};

// Only who brought it finds it.
struct Upload {
    Id<Upload> id;
    std::string source;  // the file's name
    std::string bytes;
    bool expired = false;
};
// Forgets what this member of the staff uploaded of that kind before, and what is long expired.
void add(sql::Transaction& tx, const Desk& desk, const Kind& kind, const Upload& upload, Time now);
std::optional<Upload> find(sql::Connection& db, const Desk& desk, const Kind& kind, Id<Upload> id,
                           Time now);
void forget(sql::Transaction& tx, Id<Upload> id);

// Nothing where the file as a whole is not to be read any more: headings were renamed meanwhile.
std::optional<Reading> read_again(const Kind& kind, const Table& table, const Upload& upload,
                                  const App& app);

// Does all that the file says, or nothing: false where something is wrong with it, or where what
// stands is no longer what `stand` marks.
bool import(sql::Transaction& tx, const Desk& desk, const Kind& kind, const Upload& upload,
            const std::string& stand, Time now);

struct Imported {
    Time at{};
    Id<Staff> by;
    std::int64_t added = 0, changed = 0;
};
std::vector<Imported> last_imports(sql::Connection& db, const Kind& kind);  // newest first, ten

}  // namespace mobio::lists
