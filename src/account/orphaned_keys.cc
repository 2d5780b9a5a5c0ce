// SPDX-License-Identifier: EUPL-1.2
#include "account/orphaned_keys.h"

#include <set>

#include "platform/app.h"
#include "platform/log.h"

namespace mobio::account {

namespace {

using std::chrono::hours;

constexpr auto young = hours{7 * 24}, second_look = hours{24};

// Broken-off registrations are rare: this many and one for ten persons.
bool too_many(std::size_t orphans, std::size_t persons) { return orphans > 20 + persons / 10; }

std::set<IdBytes> all_persons(App& app) {
    std::set<IdBytes> persons;
    app.db->read([&](sql::Connection& db) {
        db.each("SELECT id FROM persons",
                [&](sql::Row row) { persons.insert(row.get<IdBytes>(0)); });
    });
    return persons;
}

}  // namespace

jobs::Outcome sweep_orphaned_keys(App& app, const jobs::Job&) {
    const auto now = app.clock.now();
    // Keys first: a person whose key is in the list has had seven days for their row.
    const auto keys = app.vault.keys_made_before(now - young);
    const auto persons = all_persons(app);
    std::vector<IdBytes> found, missed, orphans;
    for (const auto& key : keys) {
        if (persons.contains(key.person)) {
            if (key.missed_at) found.push_back(key.person);
        } else if (!key.missed_at || *key.missed_at > now) {  // or the clock was set back
            missed.push_back(key.person);
        } else if (now - *key.missed_at >= second_look) {
            orphans.push_back(key.person);
        }
    }
    app.vault.note_missed(found, std::nullopt);
    app.vault.note_missed(missed, now);
    if (too_many(orphans.size(), persons.size())) {
        log::error("account.orphaned_keys_kept", {{"keys", std::to_string(orphans.size())}});
        return jobs::Done{};
    }
    for (const auto& person : orphans) app.vault.destroy_key(person);
    if (!orphans.empty())
        log::info("account.orphaned_keys", {{"destroyed", std::to_string(orphans.size())}});
    return jobs::Done{};
}

}  // namespace mobio::account
