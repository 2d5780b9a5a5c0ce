// SPDX-License-Identifier: EUPL-1.2
#include "platform/id.h"

#include <sodium.h>

#include <atomic>

namespace mobio {
namespace {

constexpr std::int64_t counter_bits = 12;
constexpr std::int64_t borrowed_millis = 16;  // how far a burst may run ahead of the clock

// Time and counter in one number, so that ids of one millisecond still sort in the order they were
// made, on all threads. A clock that is set back starts a new line.
std::int64_t next_tick(std::int64_t now) {
    static std::atomic<std::int64_t> last{0};
    auto before = last.load();
    for (;;) {
        const auto ahead = (before >> counter_bits) - now;
        const auto tick = ahead >= 0 && ahead <= borrowed_millis
                              ? before + 1
                              : (now << counter_bits) + randombytes_uniform(1 << 10);
        if (last.compare_exchange_weak(before, tick)) return tick;
    }
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

bool hyphen_at(std::size_t place) {
    return place == 8 || place == 13 || place == 18 || place == 23;
}

}  // namespace

IdBytes make_id_bytes(Time now) {
    const auto tick = next_tick(millis(now));
    IdBytes bytes;
    randombytes_buf(bytes.data(), bytes.size());
    for (std::size_t i = 0; i < 6; ++i)
        bytes[i] =
            static_cast<std::uint8_t>(tick >> (counter_bits + 8 * (5 - static_cast<int>(i))));
    bytes[6] = static_cast<std::uint8_t>(0x70 | ((tick >> 8) & 0x0f));  // version 7
    bytes[7] = static_cast<std::uint8_t>(tick);
    bytes[8] = static_cast<std::uint8_t>(0x80 | (bytes[8] & 0x3f));  // variant of RFC 9562
    return bytes;
}

std::string id_text(const IdBytes& bytes) {
    constexpr auto digits = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (const auto byte : bytes) {
        if (hyphen_at(text.size())) text += '-';
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::optional<IdBytes> parse_id_text(std::string_view text) {
    if (text.size() != 36) return std::nullopt;
    IdBytes bytes;
    std::size_t place = 0;
    for (auto& byte : bytes) {
        if (hyphen_at(place) && text[place++] != '-') return std::nullopt;
        const int high = hex_digit(text[place]), low = hex_digit(text[place + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        byte = static_cast<std::uint8_t>(high << 4 | low);
        place += 2;
    }
    return bytes;
}

}  // namespace mobio
