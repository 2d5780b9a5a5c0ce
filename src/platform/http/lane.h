// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>

namespace mobio::http {

// Whose workers answer a request. Each lane has its own: while sign-ins queue for the hashing of
// passwords (Slow), or uploads for their conversion (Files), other pages go on.
enum class Lane : std::uint8_t { Quick, Slow, Files };
inline constexpr std::size_t lanes = 3;

}  // namespace mobio::http
