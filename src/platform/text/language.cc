// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <charconv>

#include "platform/text/texts.h"

namespace mobio::text {
namespace {

struct Facts {
    std::string_view code, own_name;
    bool right_to_left;
};
constexpr std::array<Facts, languages.size()> facts{{{"de", "Deutsch", false},
                                                     {"en", "English", false},
                                                     {"fr", "Français", false},
                                                     {"ar", "العربية", true},
                                                     {"fa", "فارسی", true}}};
const Facts& of(Language language) { return facts.at(static_cast<std::size_t>(language)); }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// Cuts off and returns what stands before `end`.
std::string_view take_until(std::string_view& text, char end) {
    const auto part = text.substr(0, text.find(end));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    return trimmed(part);
}

std::string lower(std::string_view ascii) {
    std::string text(ascii);
    for (auto& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

// The one of ours that serves a reader of this language best. Dari is written as Persian is; most
// readers of Pashto in Germany read Dari.
std::optional<Language> nearest(std::string_view range) {
    const auto primary = lower(range.substr(0, range.find('-')));
    if (primary == "*") return Language::De;
    if (primary == "pes" || primary == "prs" || primary == "ps") return Language::Fa;
    if (primary == "arb" || primary == "apc" || primary == "arz" || primary == "acm")
        return Language::Ar;
    return parse_language(primary);
}

// RFC 9110, 12.4.2: 0 to 1 with at most three decimals, here in thousandths. Anything else: 0.
int quality(std::string_view parameters) {
    if (parameters.empty()) return 1000;
    const auto name = take_until(parameters, '=');
    if (name != "q" && name != "Q") return 0;
    auto digits = std::string(take_until(parameters, ';'));
    if (digits.size() > 5 || digits.empty() || (digits.size() > 1 && digits[1] != '.')) return 0;
    if (digits.size() > 1) digits.erase(1, 1);
    digits.resize(4, '0');
    int thousandths = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + 4, thousandths);
    if (error != std::errc() || end != digits.data() + 4 || thousandths > 1000) return 0;
    return thousandths;
}

}  // namespace

std::string_view code(Language language) { return of(language).code; }
std::string_view own_name(Language language) { return of(language).own_name; }
bool right_to_left(Language language) { return of(language).right_to_left; }

std::optional<Language> parse_language(std::string_view code) {
    for (const auto language : languages)
        if (of(language).code == code) return language;
    return std::nullopt;
}

Language negotiate(std::string_view accept_language) {
    auto best = Language::De;
    int best_quality = 0;
    while (!accept_language.empty()) {
        auto range = take_until(accept_language, ',');
        const auto language = nearest(take_until(range, ';'));
        const int wish = quality(range);
        if (language && wish > best_quality) {
            best = *language;
            best_quality = wish;
        }
    }
    return best;
}

}  // namespace mobio::text
