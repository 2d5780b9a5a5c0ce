// SPDX-License-Identifier: EUPL-1.2
#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <mutex>
#include <stdexcept>

#include "platform/text/texts.h"

namespace mobio::text {
namespace {

void check(UErrorCode status) {
    if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
}

bool ascii(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

std::string utf8(const icu::UnicodeString& text) {
    std::string bytes;
    text.toUTF8String(bytes);
    return bytes;
}

bool overrides_direction(UChar32 c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// Similar letters become one, marks and joiners go. Applied after NFKD, which has already taken the
// hamza off its carrier and the dots off a Latin letter.
constexpr auto fold_rules =
    ":: NFKD; "
    "[:Mn:] > ; \\u0640 > ; [\\u061c\\u200b-\\u200f\\u2060\\ufeff] > ; "
    "[يىېێے] > ی; [كڪ] > ک; [ةۀھہە] > ه; [آأإٱ] > ا; [ؤۆۇ] > و; ئ > ی; "
    "[ßẞ] > ss; [øØ] > o; [łŁ] > l; [đĐðÐ] > d; ı > i; [æÆ] > ae; [œŒ] > oe; [þÞ] > th; "
    "[\\u2018\\u2019\\u02bb-\\u02bf\\u0060\\u00b4] > \\'; [\\u2010-\\u2015\\u2212] > \\-; "
    "[[:White_Space:]]+ > ' '; "
    ":: Lower; :: NFC;";

icu::Transliterator* make_folder() {
    auto status = U_ZERO_ERROR;
    UParseError where;
    auto* const made = icu::Transliterator::createFromRules(
        "fold", icu::UnicodeString::fromUTF8(fold_rules), UTRANS_FORWARD, where, status);
    check(status);
    return made;
}

// Neither transliterators nor break iterators may be shared between threads.
const icu::Transliterator& folder() {
    static const std::unique_ptr<const icu::Transliterator> pattern{make_folder()};
    static std::mutex cloning;
    thread_local const std::unique_ptr<const icu::Transliterator> own = [] {
        const std::scoped_lock lock(cloning);
        return std::unique_ptr<const icu::Transliterator>(pattern->clone());
    }();
    return *own;
}

icu::BreakIterator& graphemes() {
    thread_local const std::unique_ptr<icu::BreakIterator> own = [] {
        auto status = U_ZERO_ERROR;
        std::unique_ptr<icu::BreakIterator> made{
            icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status)};
        check(status);
        return made;
    }();
    return *own;
}

icu::UnicodeString normalized(const icu::UnicodeString& text) {
    auto status = U_ZERO_ERROR;
    auto result = icu::Normalizer2::getNFCInstance(status)->normalize(text, status);
    check(status);
    return result;
}

icu::UnicodeString trimmed(const icu::UnicodeString& text) {
    std::int32_t begin = 0, end = text.length();
    while (begin < end && u_isUWhiteSpace(text.char32At(begin))) ++begin;
    while (end > begin && u_isUWhiteSpace(text.char32At(end - 1))) --end;
    return text.tempSubStringBetween(begin, end);
}

}  // namespace

Cleaned clean(std::string_view raw) {
    const auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(raw.data(), static_cast<std::int32_t>(raw.size())));
    Cleaned cleaned;
    icu::UnicodeString kept;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const auto c = text.char32At(i);
        if (overrides_direction(c))
            cleaned.directions_removed = true;
        else if (c == '\t')
            kept.append(UChar32{' '});  // two columns of a paste must not become one word
        else if (c == '\n' || u_charType(c) != U_CONTROL_CHAR)
            kept.append(c);
    }
    cleaned.text = utf8(trimmed(normalized(kept)));
    return cleaned;
}

bool valid_utf8(std::string_view bytes) {
    if (ascii(bytes)) return true;
    auto status = U_ZERO_ERROR;
    std::int32_t units = 0;
    u_strFromUTF8(nullptr, 0, &units, bytes.data(), static_cast<std::int32_t>(bytes.size()),
                  &status);
    return status == U_BUFFER_OVERFLOW_ERROR;  // counted to the end: well-formed
}

std::size_t length(std::string_view text) {
    if (ascii(text) && text.find('\r') == text.npos) return text.size();
    auto& iterator = graphemes();
    const auto wide = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    iterator.setText(wide);
    std::size_t count = 0;
    while (iterator.next() != icu::BreakIterator::DONE) ++count;
    return count;
}

std::string ascii_digits(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto at = [&](std::size_t k) {
            return k < text.size() ? static_cast<unsigned char>(text[k]) : 0U;
        };
        const unsigned lead = at(i), next = at(i + 1);
        if (lead == 0xD9 && next >= 0xA0 && next <= 0xA9) {  // U+0660–0669
            result += static_cast<char>('0' + (next - 0xA0));
            ++i;
        } else if (lead == 0xDB && next >= 0xB0 && next <= 0xB9) {  // U+06F0–06F9
            result += static_cast<char>('0' + (next - 0xB0));
            ++i;
        } else {
            result += text[i];
        }
    }
    return result;
}

std::string fold(std::string_view text) {
    const auto digits = ascii_digits(text);
    auto wide = icu::UnicodeString::fromUTF8(digits);
    folder().transliterate(wide);
    return utf8(trimmed(wide));
}

}  // namespace mobio::text
