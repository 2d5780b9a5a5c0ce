// SPDX-License-Identifier: EUPL-1.2
#include "figures/count_all.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <queue>
#include <thread>

#include "figures/facts_store.h"

namespace mobio::figures {

namespace {

using Batch = std::vector<SealedFacts>;

constexpr std::size_t batch_size = 500, most_waiting = 8;
constexpr unsigned most_threads = 4;

// Batches on their way from the one who reads rows to those who open and count them. After a
// failure nobody waits any more.
class Belt {
public:
    // False: nobody takes it.
    bool put(Batch batch) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return failed_ || batches_.size() < most_waiting; });
        if (failed_) return false;
        batches_.push(std::move(batch));
        changed_.notify_all();
        return true;
    }
    std::optional<Batch> take() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return failed_ || ended_ || !batches_.empty(); });
        if (failed_ || batches_.empty()) return std::nullopt;
        auto batch = std::move(batches_.front());
        batches_.pop();
        changed_.notify_all();
        return batch;
    }
    void end() {
        const std::lock_guard lock(mutex_);
        ended_ = true;
        changed_.notify_all();
    }
    void fail(std::exception_ptr why) {
        const std::lock_guard lock(mutex_);
        if (!failed_) failed_ = std::move(why);
        changed_.notify_all();
    }
    void rethrow() {
        if (failed_) std::rethrow_exception(failed_);
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::queue<Batch> batches_;
    bool ended_ = false;
    std::exception_ptr failed_;
};

// Keys come in the order of ids, as the rows do.
void count_batch(App& app, const Batch& batch, std::vector<Count>& counts) {
    const auto keys = app.vault.keys_between(batch.front().person.bytes, batch.back().person.bytes);
    Facts facts;
    auto key = keys.begin();
    for (const auto& [person, told] : batch) {
        while (key != keys.end() && key->person() < person.bytes) ++key;
        if (key == keys.end() || key->person() != person.bytes) continue;
        const auto text = app.vault.open(*key, place_of_facts(person), told);
        facts.read(text);
        for (auto& count : counts) count.add(facts);
    }
}

void work(App& app, Belt& belt, std::vector<Count>& counts) {
    try {
        while (const auto batch = belt.take()) count_batch(app, *batch, counts);
    } catch (...) {
        belt.fail(std::current_exception());
    }
}

// A few at a time: not even the answer of a server lies in memory whole.
void read_rows(App& app, Belt& belt) {
    app.db->read([&](sql::Connection& db) {
        Id<Person> after;
        while (true) {
            auto batch = db.all(
                "SELECT person_id, told FROM facts WHERE person_id > $1 ORDER BY person_id LIMIT "
                "$2",
                [](sql::Row row) {
                    return SealedFacts{row.get<Id<Person>>(0), row.get<sql::Blob>(1)};
                },
                after, batch_size);
            if (batch.empty()) return;
            after = batch.back().person;
            if (!belt.put(std::move(batch))) return;
        }
    });
}

}  // namespace

void count_all(App& app, std::vector<Count>& counts) {
    const auto threads = std::clamp(std::thread::hardware_concurrency(), 1U, most_threads);
    Belt belt;
    std::vector<std::vector<Count>> counted(threads, counts);
    {
        std::vector<std::jthread> workers;
        for (auto& own : counted)
            workers.emplace_back([&app, &belt, &own] { work(app, belt, own); });
        try {
            read_rows(app, belt);
            belt.end();
        } catch (...) {
            belt.fail(std::current_exception());
        }
    }
    belt.rethrow();
    for (const auto& own : counted)
        for (std::size_t i = 0; i < counts.size(); ++i) counts[i].add(own[i]);
}

}  // namespace mobio::figures
