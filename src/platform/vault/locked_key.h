// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>

namespace mobio::vault {

// 32 bytes that are never swapped out (as far as the system's limit of locked memory allows), never
// part of a core dump, and wiped when they go. Cheap: slots of a room that is locked once.
class LockedKey {
public:
    using Bytes = std::array<std::uint8_t, 32>;

    LockedKey();                             // all zero
    explicit LockedKey(const Bytes& bytes);  // the caller wipes its own copy
    ~LockedKey();
    LockedKey(LockedKey&& other) noexcept;
    LockedKey& operator=(LockedKey&& other) noexcept;

    std::uint8_t* data() { return slot_->data(); }
    const std::uint8_t* data() const { return slot_->data(); }

private:
    Bytes* slot_;
};

}  // namespace mobio::vault
