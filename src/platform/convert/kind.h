// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mobio::convert {

// What a file is, by its bytes alone. Its name and what the client calls it count for nothing.
enum class Kind : std::uint8_t { Jpeg, Png, WebP, Heic, Pdf };

// By the first bytes; nothing where it is none of these. A PDF begins at its very first byte.
std::optional<Kind> kind_of(std::string_view head);
inline constexpr std::size_t head_size = 32;

struct Size {
    std::uint32_t width = 0, height = 0;
    std::uint64_t pixels() const { return std::uint64_t{width} * height; }
};

// What a picture says of its own size, read without a decoder; of several the largest. Nothing
// where its structure is broken.
std::optional<Size> size_of(Kind kind, std::string_view picture);

}  // namespace mobio::convert
