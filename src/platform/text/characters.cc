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

// What no text of a person needs and no reader can see: byte order marks, interlinear annotations,
// tags, deprecated format characters, noncharacters, and what Unicode keeps invisible for later.
bool hides(UChar32 c) {
    const bool tag = c >= 0xE0000 && c <= 0xE007F;
    const bool annotation = c >= 0xFFF9 && c <= 0xFFFB;
    const bool deprecated = c >= 0x206A && c <= 0x206F;
    const bool reserved =
        u_charType(c) == U_UNASSIGNED && u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
    return c == 0xFEFF || tag || annotation || deprecated || reserved ||
           u_hasBinaryProperty(c, UCHAR_NONCHARACTER_CODE_POINT);
}

bool breaks_line(UChar32 c) { return c == '\n' || c == 0x2028 || c == 0x2029; }

// Similar letters become one, marks and joiners go. Applied after NFKD, which has already taken the
// hamza off its carrier and the dots off a Latin letter.
constexpr auto fold_rules =
    ":: NFKD; "
    "[:Mn:] > ; \\u0640 > ; [\\u061c\\u200b-\\u200f\\u2060\\ufeff] > ; "
    "[يىېێے] > ی; [كڪ] > ک; [ةۀھہە] > ه; [آأإٱ] > ا; [ؤۆۇ] > و; ئ > ی; "
    "[ßẞ] > ss; [øØ] > o; [łŁ] > l; [đĐðÐ] > d; ı > i; [æÆ] > ae; [œŒ] > oe; [þÞ] > th; "
    "[\\u2018\\u2019\\u02bb-\\u02bf\\u0060\\u00b4] > \\'; [\\u2010-\\u2015\\u2212] > \\-; "
    ":: Null; [[:White_Space:]]+ > ' '; "  // anew: joiners between blanks are gone by now
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

// A name of joiners and fillers alone is no name.
bool can_be_seen(const icu::UnicodeString& text) {
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const auto c = text.char32At(i);
        if (!u_isUWhiteSpace(c) && !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
            return true;
    }
    return false;
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
        else if (breaks_line(c))
            kept.append(UChar32{'\n'});
        else if (u_charType(c) != U_CONTROL_CHAR && !hides(c))
            kept.append(c);
    }
    if (can_be_seen(kept)) cleaned.text = utf8(trimmed(normalized(kept)));
    return cleaned;
}

bool runs_against(std::string_view utf8_text, Language reader) {
    const auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(utf8_text.data(), static_cast<std::int32_t>(utf8_text.size())));
    const bool from_right = right_to_left(reader);
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const auto direction = u_charDirection(text.char32At(i));
        const bool rtl = direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
        const bool ltr = direction == U_LEFT_TO_RIGHT || direction == U_EUROPEAN_NUMBER;
        if (from_right ? ltr : rtl) return true;
    }
    return false;
}

bool valid_utf8(std::string_view bytes) {
    if (ascii(bytes)) return true;
    auto status = U_ZERO_ERROR;
    std::int32_t units = 0;
    u_strFromUTF8(nullptr, 0, &units, bytes.data(), static_cast<std::int32_t>(bytes.size()),
                  &status);
    return status == U_BUFFER_OVERFLOW_ERROR;  // counted to the end: well-formed
}

std::string shortened(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return std::string(text);
    const auto inside = [&](std::size_t at) { return (text[at] & 0xC0) == 0x80; };
    while (bytes > 0 && inside(bytes)) --bytes;
    return std::string(text.substr(0, bytes));
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

std::string isolated(std::string_view text) {
    std::string out = "\u2068";
    (out += text) += "\u2069";
    return out;
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
