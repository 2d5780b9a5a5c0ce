// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/clock.h"

namespace mobio {

// Whom or what an Id names. The platform knows these only by name.
struct Account;
struct Person;
struct Staff;
struct Release;

// Sixteen bytes, UUIDv7 (RFC 9562): ids made later sort later. Made by the program, never by the
// database. An Id of one thing never passes for an Id of another.
using IdBytes = std::array<std::uint8_t, 16>;
IdBytes make_id_bytes(Time now);
std::string id_text(const IdBytes& bytes);                    // 8-4-4-4-12, lower case
std::optional<IdBytes> parse_id_text(std::string_view text);  // strict: that form only

template <class Of>
struct Id {
    IdBytes bytes{};

    static Id make(Time now) { return {make_id_bytes(now)}; }
    static std::optional<Id> parse(std::string_view text) {
        const auto bytes = parse_id_text(text);
        return bytes ? std::optional<Id>{Id{*bytes}} : std::nullopt;
    }
    std::string text() const { return id_text(bytes); }
    friend auto operator<=>(const Id&, const Id&) = default;
};

}  // namespace mobio
