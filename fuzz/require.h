// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace mobio {

// What must hold whatever the bytes are.
inline void require(bool holds) {
    if (!holds) std::abort();
}

inline std::string_view view_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

}  // namespace mobio
