// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <memory>
#include <string>

#include "platform/app.h"
#include "platform/id.h"

namespace mobio::bench {

// The rows that saving one answer leaves behind, ready to be written.
struct Rows {
    std::array<std::uint8_t, 32> form_key, owner, body;
    std::string location, section, sealed;
    IdBytes revision, person, author;
    std::int64_t number = 0, at = 0;
};

// A bare connection that writes them: prepared statements and one durable commit, nothing else.
// One per thread.
class Raw {
public:
    virtual ~Raw() = default;
    virtual void commit(const Rows& rows) = 0;
};
std::unique_ptr<Raw> open_raw(const App& app);

namespace raw_sql {

inline constexpr const char* form_key =
    "INSERT INTO form_keys (key_hash, owner, body_hash, location, spent_at)"
    " VALUES ($1, $2, $3, $4, $5)";
inline constexpr const char* revision =
    "INSERT INTO section_revisions (id, person_id, section, number, author_kind, author_id, at,"
    " sealed) VALUES ($1, $2, $3, $4, 'person', $5, $6, $7)";
inline constexpr const char* section =
    "UPDATE current_sections SET number = $3, revision_id = $4"
    " WHERE person_id = $1 AND section = $2";
inline constexpr const char* log =
    "INSERT INTO access_log (person, who, actor, action, object, detail, at)"
    " VALUES ($1, 0, $2, 'biography.saved', $3, $4, $5)";

}  // namespace raw_sql

std::unique_ptr<Raw> open_raw_sqlite(const std::string& file);
std::unique_ptr<Raw> open_raw_postgres(const std::string& address);

}  // namespace mobio::bench
