// SPDX-License-Identifier: EUPL-1.2
#include "platform/jobs/queue.h"

#include <algorithm>
#include <typeinfo>

#include "platform/log.h"

namespace mobio::jobs {
namespace {

// Enough that workers who look at the same moment find different ones.
constexpr int candidates = 8;

Job read_job(sql::Row row) {
    return {row.get<IdBytes>(0), row.get<std::string>(1), row.get<std::string>(2),
            row.get<int>(3) + 1, row.get<Time>(4)};
}

// Only errors of the database are known to hold no personal value.
std::string why(const std::exception& error) {
    const auto* sql = dynamic_cast<const sql::Error*>(&error);
    return sql ? sql->what() : typeid(error).name();
}

Outcome run_guarded(const Job& job, const std::function<Outcome(const Job&)>& run,
                    const Clock& clock) {
    try {
        return run(job);
    } catch (const std::exception& error) {
        log::error("job.failed", {{"job", job.name},
                                  {"id", id_text(job.id)},
                                  {"attempt", std::to_string(job.attempt)},
                                  {"why", why(error)}});
        return Again{clock.now() + backoff(job.attempt)};
    }
}

}  // namespace

Duration backoff(int attempt) {
    constexpr Duration first = std::chrono::minutes{1}, longest = std::chrono::hours{1};
    return std::min(longest, first * (1 << std::clamp(attempt - 1, 0, 10)));
}

std::optional<Job> Queue::claim(Time due, Time now) {
    const auto found = db_.read([&](sql::Connection& db) {
        return db.all(
            "SELECT id, name, subject, attempts, first_due_at FROM jobs"
            " WHERE due_at <= $1 AND leased_until <= $2 ORDER BY due_at LIMIT $3",
            read_job, due, now, candidates);
    });
    for (const auto& job : found)
        if (take(job.id, due, now)) return job;
    return std::nullopt;
}

bool Queue::take(const IdBytes& id, Time due, Time now) {
    return db_.write([&](sql::Transaction& tx) {
        return tx.exec(
                   "UPDATE jobs SET attempts = attempts + 1, leased_until = $1, worker = $2"
                   " WHERE id = $3 AND due_at <= $4 AND leased_until <= $5",
                   now + lease, worker_, id, due, now) == 1;
    });
}

bool Queue::finish(const Job& job) {
    return db_.write([&](sql::Transaction& tx) {
        return tx.exec("DELETE FROM jobs WHERE id = $1 AND worker = $2", job.id, worker_) == 1;
    });
}

bool Queue::put_back(const Job& job, Time due, Time now) {
    return db_.write([&](sql::Transaction& tx) {
        return tx.exec(
                   "UPDATE jobs SET due_at = $1, leased_until = 0, worker = NULL, failed_at = $2"
                   " WHERE id = $3 AND worker = $4",
                   due, now, job.id, worker_) == 1;
    });
}

void Queue::repeat(const Register& jobs, Time now) {
    std::map<std::string, Time, std::less<>> queued;
    db_.read([&](sql::Connection& db) {
        db.each("SELECT name, queued_at FROM recurring_jobs",
                [&](sql::Row r) { queued[r.get<std::string>(0)] = r.get<Time>(1); });
    });
    for (const auto& [name, job] : jobs.recurring()) {
        const auto last = queued.find(name);
        const auto over = now - job.period;
        // A moment that is still to come was written before the clock was set back.
        if (last != queued.end() && last->second > over && last->second <= now) continue;
        db_.write([&](sql::Transaction& tx) {
            const auto mine = tx.exec(
                "INSERT INTO recurring_jobs (name, queued_at) VALUES ($1, $2)"
                " ON CONFLICT (name) DO UPDATE SET queued_at = excluded.queued_at"
                " WHERE recurring_jobs.queued_at <= $3"
                " OR recurring_jobs.queued_at > excluded.queued_at",
                name, now, over);
            const auto waiting = tx.first(
                "SELECT 1 FROM jobs WHERE name = $1", [](sql::Row) { return true; }, name);
            if (mine && !waiting) add(tx, name, "", now, now);
        });
    }
}

int run_due(sql::Database& db, const Clock& clock, const Register& jobs,
            const std::function<Outcome(const Job&)>& run, const std::stop_token& stop) {
    const auto start = clock.now();
    Queue queue(db, start);
    queue.repeat(jobs, start);
    int ran = 0;
    while (!stop.stop_requested()) {
        const auto job = queue.claim(start, clock.now());
        if (!job) break;
        ++ran;
        const auto outcome = run_guarded(*job, run, clock);
        const auto* again = std::get_if<Again>(&outcome);
        // Not before this round is over, or it would never end.
        const bool kept =
            again ? queue.put_back(*job, std::max(again->at, start + Duration{1}), clock.now())
                  : queue.finish(*job);
        if (!kept) log::warn("job.overtaken", {{"job", job->name}, {"id", id_text(job->id)}});
    }
    return ran;
}

}  // namespace mobio::jobs
