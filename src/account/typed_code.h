// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Numbers and codes that people copy from paper.
namespace mobio::account {

// Ten digits, the first not 0, the last by Luhn (ISO/IEC 7812-1 annex B): one wrong digit or two
// neighbours swapped are noticed.
std::string random_number();
bool check_digit_fits(std::string_view number);
// Digits of any of our scripts without spaces and hyphens: what was typed, ready to be looked up.
std::string typed_number(std::string_view typed);
std::string grouped_number(std::string_view number);  // "123 456 7897"

// Sixteen characters of Crockford's base32 (no I, L, O, U): four look the card up, twelve are
// secret.
inline constexpr std::size_t lookup_length = 4, code_length = 16;
std::string random_code();
std::string code_from(const std::array<std::uint8_t, 32>& random);
// Upper case, without spaces and hyphens, O as 0, I and L as 1; nothing where it is no code.
std::optional<std::string> typed_code(std::string_view typed);
std::string grouped_code(std::string_view code);  // "ABCD-EFGH-JKMN-PQRS"

}  // namespace mobio::account
