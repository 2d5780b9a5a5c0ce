// SPDX-License-Identifier: EUPL-1.2
#include "platform/jobs/jobs.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "platform/app.h"
#include "platform/jobs/queue.h"
#include "platform/log.h"

namespace mobio::jobs {
namespace {

using namespace std::chrono_literals;

Outcome run_code(App& app, const Register& jobs, const Job& job) {
    if (const auto known = jobs.codes().find(job.name); known != jobs.codes().end())
        return known->second(app, job);
    if (const auto known = jobs.recurring().find(job.name); known != jobs.recurring().end())
        return known->second.code(app, job);
    // Queued by a newer program that shares the database: a later attempt may be that one's.
    throw std::invalid_argument("no code for this job");
}

int run_due(App& app, const Register& jobs, const std::stop_token& stop) {
    const auto run = [&](const Job& job) { return run_code(app, jobs, job); };
    return run_due(*app.db, app.clock, jobs, run, stop);
}

}  // namespace

void add(sql::Transaction& tx, std::string_view name, std::string_view subject, Time due,
         Time now) {
    tx.exec(
        "INSERT INTO jobs (id, name, subject, due_at, first_due_at, created_at)"
        " VALUES ($1, $2, $3, $4, $4, $5)",
        make_id_bytes(now), name, subject, due, now);
}

void add_once(sql::Transaction& tx, std::string_view name, Time now) {
    const auto waits = tx.first(
        "SELECT 1 FROM jobs WHERE name = $1 AND leased_until = 0 AND failed_at IS NULL",
        [](sql::Row) { return true; }, name);
    if (!waits) add(tx, name, "", now, now);
}

void Register::on(std::string name, Code code) { codes_.emplace(std::move(name), code); }

void Register::every(std::string name, Duration period, Code code) {
    recurring_.emplace(std::move(name), Recurring{period, code});
}

int run_due(App& app, const Register& jobs) { return run_due(app, jobs, {}); }

struct Worker::Loop {
    App& app;
    const Register& jobs;
    std::mutex mutex{};
    std::condition_variable_any changed{};
    bool woken = false;
    std::jthread thread{[this](const std::stop_token& stop) { run(stop); }};

    void run(const std::stop_token& stop) {
        constexpr Duration shortest = 1s, longest = 30s;
        auto pause = shortest;
        while (!stop.stop_requested()) {
            try {
                run_due(app, jobs, stop);
                pause = shortest;
            } catch (const std::exception&) {
                // The database is away or full. Jobs wait in it; look again later and later.
                log::error("jobs.paused", {{"seconds", std::to_string(pause / 1s)}});
                pause = std::min(longest, pause * 2);
            }
            std::unique_lock lock(mutex);
            changed.wait_for(lock, stop, pause, [&] { return woken; });
            woken = false;
        }
    }
};

Worker::Worker(App& app, const Register& jobs) : loop_(new Loop{app, jobs}) {}

Worker::~Worker() = default;

void Worker::wake() {
    {
        const std::lock_guard lock(loop_->mutex);
        loop_->woken = true;
    }
    loop_->changed.notify_one();
}

}  // namespace mobio::jobs
