// SPDX-License-Identifier: EUPL-1.2
// The one office that never receives a packet, recognised however its name is written.
#include <unicode/bytestream.h>
#include <unicode/idna.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <stdexcept>

#include "platform/text/texts.h"
#include "recipients/recipients.h"

namespace mobio::recipients {

namespace {

constexpr const char* names[] = {"Ausländeramt",
                                 "Ausländerstelle",
                                 "Ausländerdienst",
                                 "Ausländerabteilung",
                                 "Ausländerbüro",
                                 "Ausländerwesen",
                                 "Ausländerreferat",
                                 "Ausländerangelegenheiten",
                                 "Ausländerrecht",
                                 "Ausländerbeh",
                                 "Auslbeh",
                                 "Auslamt",
                                 "Fremdenbehörde",
                                 "Fremdenamt",
                                 "Fremdenpolizei",
                                 "Aufenthaltsbehörde",
                                 "Aufenthaltsrecht",
                                 "Behörde für Ausländer",
                                 "Amt für Ausländer",
                                 "Amt für Einwanderung",
                                 "Amt für Zuwanderung",
                                 "Landesamt für Einwanderung",
                                 "Zuwanderungsbehörde",
                                 "Zuwanderungsamt",
                                 "Einwanderungsbehörde",
                                 "Einwanderungsamt",
                                 "Immigrationsbehörde",
                                 "Immigrationsamt",
                                 "Abschiebe",
                                 "Rückkehrmanagement",
                                 "foreigners authority",
                                 "foreigners office",
                                 "foreigners registration",
                                 "foreigner authority",
                                 "foreigner office",
                                 "foreign nationals authority",
                                 "foreign nationals office",
                                 "aliens authority",
                                 "aliens office",
                                 "alien authority",
                                 "alien office",
                                 "aliens registration",
                                 "immigration office",
                                 "immigration authority",
                                 "immigration service",
                                 "office des étrangers",
                                 "service des étrangers",
                                 "bureau des étrangers",
                                 "autorité des étrangers",
                                 "دائرة الأجانب",
                                 "مكتب الأجانب",
                                 "سلطة الأجانب",
                                 "هيئة الأجانب",
                                 "دائرة شؤون الأجانب",
                                 "اداره اتباع",
                                 "اداره خارجیان",
                                 "اداره امور خارجیان",
                                 "اداره مهاجرت"};

std::string utf8(const icu::UnicodeString& text) {
    std::string bytes;
    text.toUTF8String(bytes);
    return bytes;
}

icu::UnicodeString wide(std::string_view text) {
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

// Composed and in plain letters: wide ones and the shapes of Arabic letters are none of their own.
std::string without_invisible(std::string_view text) {
    auto status = U_ZERO_ERROR;
    const auto all = icu::Normalizer2::getNFKCInstance(status)->normalize(wide(text), status);
    if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
    icu::UnicodeString seen;
    for (std::int32_t i = 0; i < all.length(); i = all.moveIndex32(i, 1))
        if (const auto c = all.char32At(i);
            !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
            seen.append(c);
    return utf8(seen);
}

// "xn--auslnderbehrde-…" as a browser shows it; anything else stays as it is.
std::string with_umlauts(std::string_view domain) {
    auto status = U_ZERO_ERROR;
    const std::unique_ptr<icu::IDNA> idna(icu::IDNA::createUTS46Instance(0, status));
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no IDNA data");
    icu::IDNAInfo info;
    std::string out;
    icu::StringByteSink sink(&out);
    idna->nameToUnicodeUTF8({domain.data(), static_cast<std::int32_t>(domain.size())}, sink, info,
                            status);
    return U_FAILURE(status) ? std::string(domain) : out;
}

std::string readable(std::string_view text) {
    const auto at = text.rfind('@');
    if (at == std::string_view::npos) return without_invisible(text);
    return without_invisible(text.substr(0, at + 1)) + with_umlauts(text.substr(at + 1));
}

// Letters that look alike in any script become one (Unicode TS 39).
std::string skeleton(std::string_view text) {
    static const auto* const checker = [] {
        auto status = U_ZERO_ERROR;
        const auto* const opened = uspoof_open(&status);
        if (U_FAILURE(status)) throw std::runtime_error("ICU has no confusables");
        return opened;
    }();
    auto status = U_ZERO_ERROR;
    icu::UnicodeString out;
    uspoof_getSkeletonUnicodeString(checker, 0, wide(text), out, &status);
    if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
    return utf8(out);
}

// Capitals and small letters have different look-alikes, so both are looked at; and a capital I is
// one of l, so i and l are not told apart.
std::string look_of(std::string_view text) {
    auto look = text::fold(skeleton(text::fold(skeleton(text))));
    std::replace(look.begin(), look.end(), 'i', 'l');
    return look;
}

bool is_letter(char c) {
    return static_cast<unsigned char>(c) >= 0x80 || std::isalpha(static_cast<unsigned char>(c));
}

// Letters and digits alone, with ae, oe, ue read as the umlauts they stand for.
std::string letters_of(std::string_view folded) {
    std::string letters;
    for (const char c : folded) {
        const bool vowel = !letters.empty() &&
                           std::string_view("aou").find(letters.back()) != std::string_view::npos;
        if (c == 'e' && vowel) continue;
        if (is_letter(c) || std::isdigit(static_cast<unsigned char>(c))) letters += c;
    }
    return letters;
}

// As a word of its own, also with dots or spaces between: "ABH", "A.B.H.", "abh2".
bool abbreviates(std::string_view folded) {
    constexpr std::string_view short_name = "abh";
    for (std::size_t from = 0; from < folded.size(); ++from) {
        if (from > 0 && is_letter(folded[from - 1])) continue;
        std::size_t at = from, found = 0;
        for (; at < folded.size() && found < short_name.size(); ++at) {
            if (folded[at] == short_name[found])
                ++found;
            else if (found == 0 || is_letter(folded[at]))
                break;
        }
        if (found == short_name.size() && (at == folded.size() || !is_letter(folded[at])))
            return true;
    }
    return false;
}

}  // namespace

bool names_foreigners_authority(std::string_view text) {
    static const auto looks = [] {
        std::vector<std::string> all;
        for (const auto* name : names) all.push_back(letters_of(look_of(name)));
        return all;
    }();
    const auto shown = readable(text);
    const auto look = look_of(shown);
    if (abbreviates(text::fold(shown)) || abbreviates(look)) return true;
    const auto letters = letters_of(look);
    return std::any_of(looks.begin(), looks.end(),
                       [&](const auto& name) { return letters.find(name) != std::string::npos; });
}

}  // namespace mobio::recipients
