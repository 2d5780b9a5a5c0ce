// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
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
}

namespace mobio::access_log {

enum class Who : std::uint8_t { Person, Guardian, Staff, Recipient, System };

// One line: who did what to whose record. Ids and codes only, never a personal value; `action` is a
// fixed code such as "biography.saved", "packet.opened", "packet.printed", "release.sent",
// "release.withdrawn", "session.started". Kept 12 months.
struct Entry {
    IdBytes person;                       // whose record
    Who who = Who::System;
    IdBytes actor{};                      // account, staff or release
    std::string action;
    IdBytes object{};                     // a release, a section's revision …
    std::string detail;                   // a code: section key, answer, count. Not personal
};

// Joins the change's own transaction.
void write(sql::Transaction& tx, const Entry& entry, Time now);

// A read: one entry per session for the person, per viewer × person × kind of page × 15 minutes
// for staff and recipients. Writes in a transaction of its own, only where an entry is due.
void read(App& app, const Entry& entry, const http::Visitor& visitor);

struct Line {
    Entry entry;
    Time at;
    std::int64_t number;
};
// Newest first, before `before` (0: from the end), at most `most`.
std::vector<Line> of_person(sql::Connection& db, const IdBytes& person, std::int64_t before, int most);

// One leased sealer chains rows in order by HMAC; `verify` walks the chain.
void add_jobs(jobs::Register& jobs);
struct Verdict {
    std::int64_t rows = 0, unsealed = 0;
    std::optional<std::int64_t> broken_at;
};
Verdict verify(sql::Connection& db, const vault::Vault& vault);

}  // namespace mobio::access_log
