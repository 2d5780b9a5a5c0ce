// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/clock.h"
#include "platform/http/request.h"
#include "platform/id.h"
#include "platform/jobs/jobs.h"
#include "platform/sql/database.h"
#include "platform/vault/vault.h"

namespace mobio {
struct App;
namespace config {
struct County;
}
}  // namespace mobio

namespace mobio::access_log {

enum class Who : std::uint8_t { Person, Guardian, Staff, Recipient, System };

// One line: who did what to whose record. Ids and codes only, never a personal value; `action` is a
// fixed code such as "biography.saved", "packet.opened", "packet.printed", "release.sent",
// "release.withdrawn", "session.started". Kept 12 months.
struct Entry {
    IdBytes person;  // whose record
    Who who = Who::System;
    IdBytes actor{};  // account, staff or release
    std::string action;
    IdBytes object{};    // a release, a section's revision …
    std::string detail;  // a code: section key, answer, count. Not personal
};

// Joins the change's own transaction.
void write(sql::Transaction& tx, const Entry& entry, Time now);

// A read: one entry per session for the person, per viewer × person × kind of page × 15 minutes
// for staff and recipients. Writes in a transaction of its own, only where an entry is due. Where
// it cannot be written (a full disk), persons still read what is theirs; for all others it throws:
// nobody reads unseen.
void read(App& app, const Entry& entry, const http::Visitor& visitor);
// The same for a list: all of them in one transaction.
void read(App& app, std::span<const Entry> entries, const http::Visitor& visitor);

struct Line {
    Entry entry;
    Time at;
    std::int64_t number;
};
// Newest first, before `before` (0: from the end), at most `most`.
std::vector<Line> of_person(sql::Connection& db, const IdBytes& person, std::int64_t before,
                            int most);

// Chains new rows every minute; once a day writes a checkpoint, and deletes what is over 12 months
// old up to a checkpoint.
void add_jobs(jobs::Register& jobs);

// Walks the chain. broken_at: the first place in it whose row is missing or is not the row that was
// sealed there. Places are counted from 1 and never used again.
struct Verdict {
    std::int64_t rows = 0, unsealed = 0;
    std::optional<std::int64_t> broken_at;
};
Verdict verify(sql::Connection& db, const vault::Vault& vault);
// Also holds the chain against the checkpoints in a file outside the database, so that not even
// the end of the log can be cut off unseen.
Verdict verify(sql::Connection& db, const vault::Vault& vault,
               const std::filesystem::path& checkpoints);

// The file of a county's checkpoints: beside its database file, else in $STATE_DIRECTORY; empty
// where there is neither (then checkpoints stand in the program's log alone).
std::filesystem::path checkpoint_file(const config::County& county);

}  // namespace mobio::access_log
