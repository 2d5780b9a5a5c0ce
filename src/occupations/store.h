// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "occupations/import.h"

// The county's own list in the database, and the files that lie between preview and import.
namespace mobio::occupations {

std::vector<Occupation> of_county(sql::Connection& db);

// A file that was read and waits for its import. Whoever of the editors opens it may import it.
struct Upload {
    Id<Upload> id;
    std::string source;  // the file's name
    Table table;
};
// Forgets those that nobody imported within a day.
void add(sql::Transaction& tx, const Upload& upload, const Id<Staff>& by, Time now);
std::optional<Upload> find_upload(sql::Connection& db, const Id<Upload>& id);
bool forget(sql::Transaction& tx, const Id<Upload>& id);  // false: not there

// All of the upload's rows or none of them; the upload is gone then.
void import(sql::Transaction& tx, const Upload& upload, const Id<Staff>& by, Time now);
// The built-in list alone is there again; what people chose stays as they chose it.
void remove_list(sql::Transaction& tx, const Id<Staff>& by, Time now);

struct Imported {
    std::string source;  // "": the list was removed
    std::int64_t added = 0, changed = 0;
    Time at{};
};
std::vector<Imported> last_imports(sql::Connection& db);  // newest first, ten

}  // namespace mobio::occupations
