// SPDX-License-Identifier: EUPL-1.2
#include <doctest/doctest.h>

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include "platform/jobs/queue.h"
#include "platform/sql/scratch.h"

using namespace mobio;
using namespace mobio::jobs;
using namespace std::chrono_literals;

namespace {

// A database with its tables and a clock that tests turn.
struct Bench {
    explicit Bench(sql::Scratch& scratch) : db(*scratch.db) {
        sql::migrate(db, sql::migrations());
        clock.set(time_of(1'800'000'000'000));
    }
    void add(std::string_view name, std::string_view subject = "", Duration in = 0ms) {
        const auto now = clock.now();
        db.write([&](sql::Transaction& tx) { jobs::add(tx, name, subject, now + in, now); });
    }
    int run(const std::function<Outcome(const Job&)>& code, const Register& known = {}) {
        return run_due(db, clock, known, code, {});
    }
    int run() {
        return run([](const Job&) { return Done{}; });
    }
    std::int64_t waiting() {
        return *db.read([](sql::Connection& c) {
            return c.first("SELECT COUNT(*) FROM jobs",
                           [](sql::Row r) { return r.get<std::int64_t>(0); });
        });
    }

    sql::Database& db;
    Clock clock;
};

Outcome nothing(App&, const Job&) { return Done{}; }

}  // namespace

TEST_CASE("a job runs once it is due, and is gone when it is done") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        bench.add("mail.send", "first");
        bench.add("mail.send", "later", 10min);
        std::vector<std::string> ran;
        const auto note = [&](const Job& job) {
            ran.push_back(job.name + " " + job.subject);
            CHECK(job.attempt == 1);
            return Done{};
        };
        CHECK(bench.run(note) == 1);
        CHECK(bench.run(note) == 0);
        bench.clock.advance(10min);
        CHECK(bench.run(note) == 1);
        CHECK(ran == std::vector<std::string>{"mail.send first", "mail.send later"});
        CHECK(bench.waiting() == 0);
    }
}

TEST_CASE("a job that does all of its kind is queued once, until it runs") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        const auto add_once = [&] {
            bench.db.write([&](sql::Transaction& tx) {
                jobs::add_once(tx, "figures.facts", bench.clock.now());
            });
        };
        add_once();
        add_once();
        CHECK(bench.waiting() == 1);
        CHECK(bench.run([&](const Job&) {
            bench.clock.advance(1ms);
            add_once();  // what comes while it runs is for the next one
            return Done{};
        }) == 1);
        CHECK(bench.waiting() == 1);
    }
}

TEST_CASE("jobs run in the order in which they are due") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        for (const auto minutes : {30, 10, 20})
            bench.add("x", std::to_string(minutes), minutes * 1min);
        bench.clock.advance(1h);
        std::string order;
        bench.run([&](const Job& job) {
            order += job.subject;
            return Done{};
        });
        CHECK(order == "102030");
    }
}

TEST_CASE("a job is queued with the change that wants it, or not at all") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        CHECK_THROWS(bench.db.write([&](sql::Transaction& tx) {
            add(tx, "mail.send", "x", bench.clock.now(), bench.clock.now());
            throw std::runtime_error("the change failed");
        }));
        CHECK(bench.run() == 0);
    }
}

TEST_CASE("a job that asks for another time comes again then, not in the same round") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        bench.add("x");
        const auto first_due = bench.clock.now();
        int attempts = 0;
        const auto again = [&](const Job& job) -> Outcome {
            CHECK(job.first_due - first_due < 1s);
            attempts = job.attempt;
            if (attempts == 3) return Done{};
            return Again{attempts == 1 ? bench.clock.now() + 1h : Time{}};
        };
        CHECK(bench.run(again) == 1);
        CHECK(bench.run(again) == 0);
        bench.clock.advance(1h);
        CHECK(bench.run(again) == 1);
        bench.clock.advance(1s);
        CHECK(bench.run(again) == 1);
        CHECK(attempts == 3);
        CHECK(bench.waiting() == 0);
    }
}

TEST_CASE("a job that throws waits a minute, then twice as long, up to an hour") {
    CHECK(backoff(1) == 1min);
    CHECK(backoff(2) == 2min);
    CHECK(backoff(6) == 32min);
    CHECK(backoff(7) == 1h);
    CHECK(backoff(1000) == 1h);
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        bench.add("x");
        const auto fail = [](const Job&) -> Outcome { throw std::runtime_error("no relay"); };
        CHECK(bench.run(fail) == 1);
        bench.clock.advance(59s);
        CHECK(bench.run(fail) == 0);
        bench.clock.advance(2s);
        CHECK(bench.run(fail) == 1);
        bench.clock.advance(119s);
        CHECK(bench.run(fail) == 0);
        bench.clock.advance(2s);
        CHECK(bench.run() == 1);
        CHECK(bench.waiting() == 0);
    }
}

TEST_CASE("the job of a worker that died is taken up when its lease is over") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        bench.add("x");
        bench.clock.advance(1s);
        Queue dead(bench.db, bench.clock.now()), living(bench.db, bench.clock.now());
        const auto now = bench.clock.now();
        const auto lost = dead.claim(now, now);
        REQUIRE(lost);
        CHECK(!living.claim(now, now + lease - 1ms));
        const auto taken = living.claim(now, now + lease);
        REQUIRE(taken);
        CHECK(taken->id == lost->id);
        CHECK(taken->attempt == 2);
        CHECK(!dead.finish(*lost));  // it only slept, and must not touch what is another's
        CHECK(!dead.put_back(*lost, now, now));
        CHECK(living.finish(*taken));
        CHECK(bench.waiting() == 0);
    }
}

TEST_CASE("workers side by side never run one job twice") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        bench.db.write([&](sql::Transaction& tx) {
            const auto now = bench.clock.now();
            for (int i = 0; i < 60; ++i) add(tx, "x", std::to_string(i), now, now);
        });
        bench.clock.advance(1s);
        std::mutex mutex;
        std::multiset<std::string> ran;
        const auto other = sql::open(scratch.address);
        {
            std::vector<std::jthread> workers;
            for (int w = 0; w < 4; ++w)
                workers.emplace_back([&, w] {
                    auto& db = w % 2 ? bench.db : *other;
                    const auto note = [&](const Job& job) {
                        const std::lock_guard lock(mutex);
                        ran.insert(job.subject);
                        return Done{};
                    };
                    for (int tries = 0; tries < 50 && bench.waiting() > 0; ++tries) try {
                            run_due(db, bench.clock, {}, note, {});
                        } catch (const sql::Error&) {
                        }
                });
        }
        CHECK(ran.size() == 60);
        CHECK(std::set(ran.begin(), ran.end()).size() == 60);
        CHECK(bench.waiting() == 0);
    }
}

TEST_CASE("a recurring job is queued when its period is over, by one process only") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        Register known;
        known.every("log.seal", 1h, nothing);
        int ran = 0;
        const auto tick = [&](const Job& job) {
            CHECK(job.name == "log.seal");
            ++ran;
            return Done{};
        };
        bench.run(tick, known);
        bench.run(tick, known);
        CHECK(ran == 1);
        bench.clock.advance(59min);
        bench.run(tick, known);
        CHECK(ran == 1);
        bench.clock.advance(1min);
        Queue(bench.db, bench.clock.now()).repeat(known, bench.clock.now());
        Queue(bench.db, bench.clock.now()).repeat(known, bench.clock.now());
        bench.clock.advance(1s);
        bench.run(tick, known);
        CHECK(ran == 2);
    }
}

TEST_CASE("a recurring job that fails is not queued a second time") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        Register known;
        known.every("log.seal", 1min, nothing);
        for (int i = 0; i < 5; ++i) {
            bench.run([](const Job&) -> Outcome { throw std::runtime_error("no"); }, known);
            bench.clock.advance(1min);
        }
        CHECK(bench.waiting() == 1);
    }
}

TEST_CASE("a clock that was set back holds up no recurring job") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        Register known;
        known.every("log.seal", 1h, nothing);
        const auto done = [](const Job&) { return Done{}; };
        CHECK(bench.run(done, known) == 1);
        bench.clock.advance(-48h);
        CHECK(bench.run(done, known) == 1);
        CHECK(bench.run(done, known) == 0);
    }
}

TEST_CASE("a worker that is asked to stop takes no further job") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        for (int i = 0; i < 3; ++i) bench.add("x");
        bench.clock.advance(1s);
        std::stop_source stop;
        const auto run = [&](const Job&) {
            stop.request_stop();
            return Done{};
        };
        CHECK(run_due(bench.db, bench.clock, {}, run, stop.get_token()) == 1);
        CHECK(bench.waiting() == 2);
    }
}
