// SPDX-License-Identifier: EUPL-1.2
#include "documents/showing.h"
#include "release/store.h"

namespace mobio::release {

namespace {

jobs::Outcome run_out(App& app, const jobs::Job&) {
    app.db->write([&](sql::Transaction& tx) {
        const auto now = app.clock.now();
        expire_all(tx, now);
        forget_old_links(tx, now);
        documents::forget_ended_showings(tx, now);
    });
    return jobs::Done{};
}

}  // namespace

void add_jobs(jobs::Register& jobs) {
    jobs.every("release.expire", std::chrono::minutes{10}, run_out);
}

}  // namespace mobio::release
