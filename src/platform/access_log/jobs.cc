// SPDX-License-Identifier: EUPL-1.2
#include "platform/access_log/chain.h"
#include "platform/app.h"
#include "platform/log.h"

namespace mobio::access_log {
namespace {

using namespace std::chrono_literals;

jobs::Outcome seal_rows(App& app, const jobs::Job&) {
    seal(*app.db, app.vault, app.clock.now());
    return jobs::Done{};
}

jobs::Outcome write_checkpoint(App& app, const jobs::Job&) {
    const auto now = app.clock.now();
    if (const auto mark = checkpoint(*app.db, app.vault, checkpoint_file(app.county), now))
        log::info("access_log.checkpoint", {{"county", app.county.key},
                                            {"position", std::to_string(mark->position)},
                                            {"chain", vault::hex(mark->chain)}});
    return jobs::Done{};
}

// The same day of the year before; the last of February where there is no 29th.
Date year_before(Date day) {
    const auto before = day - std::chrono::years{1};
    return before.ok() ? before : Date{before.year() / before.month() / std::chrono::last};
}

jobs::Outcome delete_old(App& app, const jobs::Job&) {
    const auto now = app.clock.now();
    expire(*app.db, app.vault, app.zone.start_of(year_before(app.zone.day(now))));
    app.db->write([&](sql::Transaction& tx) {
        tx.exec("DELETE FROM access_log_windows WHERE ends_at <= $1", now);
    });
    return jobs::Done{};
}

}  // namespace

void add_jobs(jobs::Register& jobs) {
    jobs.every("access_log.seal", 1min, seal_rows);
    jobs.every("access_log.checkpoint", 24h, write_checkpoint);
    jobs.every("access_log.expire", 24h, delete_old);
}

}  // namespace mobio::access_log
