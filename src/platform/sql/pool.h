// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "platform/sql/database.h"

namespace mobio::sql {

// Connections made when they are needed, at most `most` at once; the last one used goes out first.
// Safe for all threads; leases must end before the pool does.
template <class C>
class Pool {
public:
    Pool(std::size_t most, std::function<std::unique_ptr<C>()> make)
        : most_(most), make_(std::move(make)) {}

    // One connection, back in the pool when the lease ends, unless it was dropped.
    class Lease {
    public:
        Lease(Pool& pool, std::unique_ptr<C> connection)
            : pool_(&pool), connection_(std::move(connection)) {}
        Lease(Lease&& other) noexcept
            : pool_(std::exchange(other.pool_, nullptr)),
              connection_(std::move(other.connection_)) {}
        ~Lease() {
            if (pool_) pool_->give_back(std::move(connection_));
        }
        C& operator*() const { return *connection_; }
        C* operator->() const { return connection_.get(); }
        void drop() { connection_.reset(); }

    private:
        Pool* pool_;
        std::unique_ptr<C> connection_;
    };

    // Waits for a free one; throws Error(Busy) when none comes.
    Lease take() {
        if (auto idle = take_idle()) return {*this, std::move(idle)};
        try {
            return {*this, make_()};
        } catch (...) {
            give_back(nullptr);
            throw;
        }
    }

    // After the server went away: what lies here is dead too.
    void drop_idle() {
        const std::lock_guard lock(mutex_);
        idle_.clear();
    }

private:
    // Null: there is room for a new one, which is counted as out already.
    std::unique_ptr<C> take_idle() {
        std::unique_lock lock(mutex_);
        const auto free = [&] { return out_ < most_; };
        if (!free_.wait_for(lock, std::chrono::seconds{10}, free))
            throw Error(Kind::Busy, "no free connection to the database");
        ++out_;
        if (idle_.empty()) return nullptr;
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
    }

    void give_back(std::unique_ptr<C> connection) {
        {
            const std::lock_guard lock(mutex_);
            --out_;
            if (connection) idle_.push_back(std::move(connection));
        }
        free_.notify_one();
    }

    const std::size_t most_;
    const std::function<std::unique_ptr<C>()> make_;
    std::mutex mutex_;
    std::condition_variable free_;
    std::vector<std::unique_ptr<C>> idle_;
    std::size_t out_ = 0;
};

}  // namespace mobio::sql
