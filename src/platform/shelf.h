// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "platform/clock.h"

namespace mobio {

// What was made lately from sealed rows and never changes under its key, so that the next page of
// the same person need not make it again. Whoever looks has found what the key is made of by an
// access of their own and holds the person's key (docs/decisions/0010-shelf.md). What nobody asked
// for lately goes, and the oldest where room is short. Safe for all threads.
template <class Thing>
class Shelf {
public:
    using Key = std::array<std::uint8_t, 32>;  // the last eight bytes are random, or a hash's
    static constexpr Duration most_idle = std::chrono::minutes{15};

    // Room for that many bytes of text; what lies there takes several times as much.
    explicit Shelf(std::size_t most_bytes) : most_bytes_(most_bytes) {}

    std::shared_ptr<const Thing> find(const Key& key, Time now) {
        const std::lock_guard lock(mutex_);
        tidy(now);
        const auto found = by_key_.find(key);
        if (found == by_key_.end()) return nullptr;
        placed_.splice(placed_.begin(), placed_, found->second);
        found->second->used = now;
        return found->second->thing;
    }

    void put(const Key& key, std::shared_ptr<const Thing> thing, std::size_t bytes, Time now) {
        const std::lock_guard lock(mutex_);
        if (by_key_.contains(key)) return;
        placed_.push_front({key, std::move(thing), bytes, now});
        by_key_[key] = placed_.begin();
        bytes_ += bytes;
        tidy(now);
    }

    void clear() {
        const std::lock_guard lock(mutex_);
        placed_.clear();
        by_key_.clear();
        bytes_ = 0;
    }

private:
    struct Placed {
        Key key;
        std::shared_ptr<const Thing> thing;
        std::size_t bytes;
        Time used;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const {
            std::size_t hash;
            std::memcpy(&hash, key.data() + key.size() - sizeof hash, sizeof hash);
            return hash;
        }
    };

    void tidy(Time now) {
        while (!placed_.empty() &&
               (bytes_ > most_bytes_ || now - placed_.back().used > most_idle)) {
            bytes_ -= placed_.back().bytes;
            by_key_.erase(placed_.back().key);
            placed_.pop_back();
        }
    }

    const std::size_t most_bytes_;
    std::mutex mutex_;
    std::list<Placed> placed_;  // used last first
    std::unordered_map<Key, typename std::list<Placed>::iterator, Hash> by_key_;
    std::size_t bytes_ = 0;
};

}  // namespace mobio
