// SPDX-License-Identifier: EUPL-1.2
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "account/passwords.h"
#include "platform/text/texts.h"

// Which secrets are guessed first. No rule says which characters a secret must have: that only
// makes people write "Passwort1!".
namespace mobio::account {

namespace {

constexpr std::string_view words[] = {
#include "account/common_words.inc"
};

constexpr std::string_view key_rows[] = {"01234567890123456789",
                                         "abcdefghijklmnopqrstuvwxyz",
                                         "qwertzuiopü+asdfghjklöä#yxcvbnm,.-",
                                         "qwertyuiop[]asdfghjkl;'zxcvbnm,./",
                                         "azertyuiopqsdfghjklmwxcvbn",
                                         "1qaz2wsx3edc4rfv5tgb6zhn",
                                         "1q2w3e4r5t6z7u8i9o0p",
                                         "1a2b3c4d5e6f7g8h9i",
                                         "147258369",
                                         "159753",
                                         "741852963"};

bool digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view s) { return std::all_of(s.begin(), s.end(), digit); }

// One piece of up to five characters again and again: 11111111, 12121212, abcabcabc, 19901990.
bool repeats(std::string_view s) {
    for (std::size_t period = 1; period <= 5 && period * 2 <= s.size(); ++period) {
        bool same = true;
        for (std::size_t i = period; same && i < s.size(); ++i) same = s[i] == s[i - period];
        if (same) return true;
    }
    return false;
}

bool in_a_row(std::string_view s) {
    const std::string back(s.rbegin(), s.rend());
    return std::any_of(std::begin(key_rows), std::end(key_rows), [&](std::string_view row) {
        return row.find(s) != std::string_view::npos || row.find(back) != std::string_view::npos;
    });
}

// Two halves of which each is a row or a repetition: 12344321, 11112222, 1234abcd.
bool two_rows(std::string_view s) {
    const auto plain = [](std::string_view half) { return in_a_row(half) || repeats(half); };
    return s.size() <= 12 && plain(s.substr(0, s.size() / 2)) && plain(s.substr(s.size() / 2));
}

unsigned number(std::string_view digits) {
    unsigned n = 0;
    for (const char c : digits) n = n * 10 + static_cast<unsigned>(c - '0');
    return n;
}

bool is_day(unsigned day, unsigned month, unsigned year) {
    namespace c = std::chrono;
    const c::year_month_day date{c::year(static_cast<int>(year)), c::month(month), c::day(day)};
    const bool gregorian = year >= 1900 && year <= 2099 && date.ok();
    // Years of the Persian and the Islamic calendar as people are born in them today.
    const bool other =
        year >= 1300 && year <= 1500 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    return gregorian || other;
}

// Eight digits that are somebody's birthday: the first thing those who know them try.
bool is_birthday(std::string_view s) {
    if (s.size() != 8 || !all_digits(s)) return false;
    const auto at = [&](std::size_t i, std::size_t n) { return number(s.substr(i, n)); };
    return is_day(at(0, 2), at(2, 2), at(4, 4)) || is_day(at(2, 2), at(0, 2), at(4, 4)) ||
           is_day(at(6, 2), at(4, 2), at(0, 4));
}

bool is_added(char c) {
    return digit(c) || std::string_view("!?.,-_*#+$@&=/ ").find(c) != std::string_view::npos;
}

// Without the digits and signs that people put before and after a word.
std::string_view bare(std::string_view s) {
    while (!s.empty() && is_added(s.back())) s.remove_suffix(1);
    while (!s.empty() && is_added(s.front())) s.remove_prefix(1);
    return s;
}

bool is_word(std::string_view s) {
    return std::find(std::begin(words), std::end(words), s) != std::end(words);
}

bool word_again(std::string_view s) {
    if (is_word(s)) return true;
    return s.size() % 2 == 0 && s.substr(0, s.size() / 2) == s.substr(s.size() / 2) &&
           is_word(s.substr(0, s.size() / 2));
}

std::string without_spaces(std::string_view s) {
    std::string out;
    for (const char c : s)
        if (c != ' ') out += c;
    return out;
}

std::string lower(std::string_view utf8) {
    std::string out;
    icu::UnicodeString::fromUTF8({utf8.data(), static_cast<int32_t>(utf8.size())})
        .toLower()
        .toUTF8String(out);
    return out;
}

}  // namespace

std::string secret_form(std::string_view typed) {
    if (!text::valid_utf8(typed)) throw std::invalid_argument("secret");
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfc = icu::Normalizer2::getNFCInstance(status);
    const auto from =
        icu::UnicodeString::fromUTF8({typed.data(), static_cast<int32_t>(typed.size())});
    std::string out;
    nfc->normalize(from, status).toUTF8String(out);
    if (U_FAILURE(status)) throw std::invalid_argument("secret");
    return text::ascii_digits(out);
}

bool is_common(std::string_view secret, std::string_view calling_name) {
    const auto small = without_spaces(lower(secret));
    const auto core = bare(small);
    if (core.empty() && !all_digits(small) && repeats(small)) return true;
    if (small.empty() || repeats(small) || in_a_row(small) || two_rows(small)) return true;
    if (is_birthday(small) || word_again(core) || word_again(small)) return true;
    if (small.find("mobio") != std::string::npos) return true;
    const auto name = without_spaces(lower(calling_name));
    return name.size() >= 3 && (core == name || core == name + name);
}

}  // namespace mobio::account
