// SPDX-License-Identifier: EUPL-1.2
#include "figures/answer.h"
#include "figures/facts_store.h"
#include "figures/pages.h"
#include "figures/ready.h"
#include "figures/years.h"

namespace mobio::figures {

namespace {

// Some at a time, so that nobody waits behind it.
jobs::Outcome gather(App& app, const jobs::Job&) {
    if (!gather_some(app)) return jobs::Done{};
    return jobs::Again{app.clock.now()};
}

// What no change told of: a code list or a place that was renamed, a new way to count.
jobs::Outcome gather_everybody(App& app, const jobs::Job&) {
    app.db->write([&](sql::Transaction& tx) { gather_all_later(tx, app.clock.now()); });
    return jobs::Done{};
}

jobs::Outcome freeze(App& app, const jobs::Job&) {
    freeze_last_year(app);
    return jobs::Done{};
}

}  // namespace

void add_jobs(jobs::Register& jobs) {
    jobs.every("figures.gather", std::chrono::minutes{5}, gather);
    jobs.every("figures.gather_all", std::chrono::hours{24}, gather_everybody);
    jobs.every("figures.freeze", std::chrono::hours{24}, freeze);
}

}  // namespace mobio::figures
