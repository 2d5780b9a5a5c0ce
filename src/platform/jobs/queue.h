// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string_view>

#include "platform/jobs/jobs.h"

namespace mobio::jobs {

// A claimed job is nobody else's for this long; the longest job must be done well before.
inline constexpr Duration lease = std::chrono::minutes{5};

// How long to wait after the attempt that threw: a minute, doubling up to an hour.
Duration backoff(int attempt);

// The table `jobs` as one worker sees it. Another worker may have the same rows in view; a job
// belongs to the one whose UPDATE came first.
class Queue {
public:
    Queue(sql::Database& db, Time now) : db_(db), worker_(make_id_bytes(now)) {}

    // A job that was due at `due` and has no lease at `now`, or nothing.
    std::optional<Job> claim(Time due, Time now);
    // False where the lease ran out and another worker has the job.
    bool finish(const Job& job);
    bool put_back(const Job& job, Time due, Time now);

    // Queues recurring jobs whose period is over and that are not queued already.
    void repeat(const Register& jobs, Time now);

private:
    bool take(const IdBytes& id, Time due, Time now);

    sql::Database& db_;
    const IdBytes worker_;
};

// Runs what is due when it begins, each job once, until nothing is left or somebody asks to stop.
// Returns how many ran.
int run_due(sql::Database& db, const Clock& clock, const Register& jobs,
            const std::function<Outcome(const Job&)>& run, const std::stop_token& stop);

}  // namespace mobio::jobs
