// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace mobio::files {

// Takes bytes piece by piece.
using Sink = std::function<void(std::string_view)>;

// Gives bytes piece by piece: the next one at each call, an empty one at the end.
using Source = std::function<std::string()>;
struct Bytes {
    std::uint64_t size = 0;
    Source next;
};

// The disk is full, or does not take writes.
struct Full : std::runtime_error {
    Full() : std::runtime_error("no room to write") {}
};
// A file that is not there, or not as it was written.
struct Lost : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Of all of them, read to the end.
std::array<std::uint8_t, 32> sha256(const Bytes& bytes);

// The whole of it, for what is known to be small. Throws Lost where it is longer than `most`.
std::string whole(const Bytes& bytes, std::uint64_t most);

}  // namespace mobio::files
