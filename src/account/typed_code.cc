// SPDX-License-Identifier: EUPL-1.2
#include "account/typed_code.h"

#include <sodium.h>

#include "platform/text/texts.h"
#include "platform/vault/vault.h"

namespace mobio::account {

namespace {

constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// Luhn's sum of all digits before the check digit, from the right; every other one counts double.
int luhn_digit(std::string_view digits) {
    int sum = 0;
    bool twice = true;
    for (auto it = digits.rbegin(); it != digits.rend(); ++it, twice = !twice) {
        const int digit = *it - '0';
        sum += twice ? digit * 2 - (digit > 4 ? 9 : 0) : digit;
    }
    return (10 - sum % 10) % 10;
}

bool is_separator(char c) { return c == ' ' || c == '-' || c == '\t' || c == '.' || c == '/'; }

char tolerant(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') return '0';
    if (c == 'I' || c == 'L') return '1';
    return c;
}

std::string grouped(std::string_view text, std::size_t size, char between) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && i % size == 0 && text.size() - i >= size) out += between;
        out += text[i];
    }
    return out;
}

}  // namespace

std::string random_number() {
    std::string digits(1, static_cast<char>('1' + randombytes_uniform(9)));
    while (digits.size() < 9) digits += static_cast<char>('0' + randombytes_uniform(10));
    return digits + static_cast<char>('0' + luhn_digit(digits));
}

bool check_digit_fits(std::string_view number) {
    if (number.size() != 10 || number.find_first_not_of("0123456789") != std::string_view::npos)
        return false;
    return luhn_digit(number.substr(0, 9)) == number[9] - '0';
}

std::string typed_number(std::string_view typed) {
    std::string out;
    for (const char c : text::ascii_digits(text::clean(typed).text))
        if (!is_separator(c)) out += c;
    return out.size() > 40 ? out.substr(0, 40) : out;
}

std::string grouped_number(std::string_view number) { return grouped(number, 3, ' '); }

std::string random_code() { return code_from(vault::random_token()); }

std::string code_from(const std::array<std::uint8_t, 32>& random) {
    std::string out;
    for (const auto byte : std::span(random).first<code_length>()) out += crockford[byte % 32];
    return out;
}

std::optional<std::string> typed_code(std::string_view typed) {
    std::string out;
    for (char c : text::ascii_digits(text::clean(typed).text)) {
        if (is_separator(c)) continue;
        c = tolerant(c);
        if (crockford.find(c) == std::string_view::npos || out.size() == code_length)
            return std::nullopt;
        out += c;
    }
    return out.size() == code_length ? std::optional(out) : std::nullopt;
}

std::string grouped_code(std::string_view code) { return grouped(code, 4, '-'); }

}  // namespace mobio::account
