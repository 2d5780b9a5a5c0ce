// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mobio::convert {

// Why nothing came of a file.
enum class Refusal : std::uint8_t {
    Unknown,    // neither a photo nor a PDF
    Empty,      // no bytes, or no pages
    TooLarge,   // too many bytes
    TooMany,    // too many pages or pixels
    Broken,     // cannot be read, or is cut off
    Locked,     // needs a password
    Form,       // an XFA form: its pages exist in one program only
    TooHard,    // takes too much memory or time
    Malware,    // said by the scanner
    Unchecked,  // the scanner does not answer
};
inline constexpr std::array<std::string_view, 10> refusal_codes{
    "unknown", "empty", "too_large", "too_many", "broken",
    "locked",  "form",  "too_hard",  "malware",  "unchecked"};
inline std::string_view code(Refusal refusal) {
    return refusal_codes[static_cast<std::size_t>(refusal)];
}
inline std::optional<Refusal> parse_refusal(std::string_view text) {
    for (std::size_t i = 0; i < refusal_codes.size(); ++i)
        if (refusal_codes[i] == text) return static_cast<Refusal>(i);
    return {};
}

}  // namespace mobio::convert
