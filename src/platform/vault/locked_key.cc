// SPDX-License-Identifier: EUPL-1.2
#include "platform/vault/locked_key.h"

#include <sodium.h>

#include <mutex>
#include <new>
#include <span>
#include <utility>
#include <vector>

namespace mobio::vault {
namespace {

// Locking works by pages and does not nest: two keys on one page, and the first to go would unlock
// the other. So all keys live in pages that stay locked until the program ends.
class Room {
public:
    LockedKey::Bytes* take() {
        const std::scoped_lock lock(mutex_);
        if (free_.empty()) grow();
        auto* const slot = free_.back();
        free_.pop_back();
        return slot;
    }
    void give_back(LockedKey::Bytes* slot) {
        sodium_memzero(slot->data(), slot->size());
        const std::scoped_lock lock(mutex_);
        free_.push_back(slot);  // never allocates: grow() reserved for every slot
    }

private:
    void grow() {
        constexpr std::size_t more = 512;  // 16 KiB
        if (sodium_init() < 0) throw std::bad_alloc();
        free_.reserve(made_ + more);
        auto* const slots =
            static_cast<LockedKey::Bytes*>(sodium_allocarray(more, sizeof(LockedKey::Bytes)));
        if (!slots) throw std::bad_alloc();
        made_ += more;
        for (auto& slot : std::span(slots, more)) {
            sodium_memzero(slot.data(), slot.size());
            free_.push_back(&slot);
        }
    }

    std::mutex mutex_;
    std::vector<LockedKey::Bytes*> free_;
    std::size_t made_ = 0;
};

// Outlives every key, those of static objects too.
Room& room() {
    static auto& only = *new Room;
    return only;
}

}  // namespace

LockedKey::LockedKey() : slot_(room().take()) {}
LockedKey::LockedKey(const Bytes& bytes) : LockedKey() { *slot_ = bytes; }
LockedKey::~LockedKey() {
    if (slot_) room().give_back(slot_);
}
LockedKey::LockedKey(LockedKey&& other) noexcept : slot_(std::exchange(other.slot_, nullptr)) {}
LockedKey& LockedKey::operator=(LockedKey&& other) noexcept {
    std::swap(slot_, other.slot_);
    return *this;
}

}  // namespace mobio::vault
