// SPDX-License-Identifier: EUPL-1.2
#include "biography/phone.h"

#include <algorithm>

#include "platform/text/texts.h"

namespace mobio::biography {

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

// Country codes are one to three digits (ITU-T E.164); one and seven stand alone.
std::size_t country_code_length(std::string_view digits) {
    if (digits.starts_with('1') || digits.starts_with('7')) return 1;
    constexpr std::string_view two_digits[] = {
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46",
        "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63",
        "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98"};
    const bool two = std::find(std::begin(two_digits), std::end(two_digits), digits.substr(0, 2)) !=
                     std::end(two_digits);
    return two ? 2 : 3;
}

}  // namespace

std::optional<std::string> parse_phone(std::string_view typed) {
    std::string number;
    for (const char c : text::ascii_digits(typed)) {
        if (digit(c) || (c == '+' && number.empty()))
            number += c;
        else if (std::string_view(" ()-/.").find(c) == std::string_view::npos)
            return {};
    }
    if (number.starts_with("00"))
        number.replace(0, 2, "+");
    else if (number.starts_with('0'))
        number.replace(0, 1, "+49");
    // "+49 (0) 176 …" says the zero twice.
    if (number.starts_with("+490")) number.erase(3, 1);
    const bool fits = number.size() >= 8 && number.size() <= 16 && number[0] == '+' &&
                      number[1] != '0' && !number.starts_with("+490");
    return fits ? std::optional{number} : std::nullopt;
}

std::string group_phone(std::string_view e164) {
    if (e164.size() < 8 || e164[0] != '+') return std::string(e164);
    auto rest = e164.substr(1);
    const auto country = country_code_length(rest);
    std::string out = "+" + std::string(rest.substr(0, country));
    rest.remove_prefix(country);
    // Three digits first, then fours where they come out even, threes where not.
    for (std::size_t length = 3; !rest.empty(); length = rest.size() % 4 == 0 ? 4 : 3) {
        (out += ' ') += rest.substr(0, length);
        rest.remove_prefix(std::min(length, rest.size()));
    }
    return out;
}

}  // namespace mobio::biography
