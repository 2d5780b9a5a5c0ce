// SPDX-License-Identifier: EUPL-1.2
#include "platform/text/name.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>

#include "platform/text/texts.h"

namespace mobio::text {

namespace {

icu::UnicodeString unicode(std::string_view text) {
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

template <class F>
bool any(std::string_view text, F&& holds) {
    const auto all = unicode(text);
    for (std::int32_t i = 0; i < all.length(); i = all.moveIndex32(i, 1))
        if (holds(all.char32At(i))) return true;
    return false;
}

UScriptCode script(UChar32 c) {
    UErrorCode error = U_ZERO_ERROR;
    const auto found = uscript_getScript(c, &error);
    return U_SUCCESS(error) && u_isalpha(c) ? found : USCRIPT_COMMON;
}

bool own_script(UChar32 c) {
    const auto s = script(c);
    return s != USCRIPT_COMMON && s != USCRIPT_INHERITED && s != USCRIPT_LATIN;
}

// Between the letters: space, apostrophes, hyphens, full stop and comma, the middle dot of Catalan,
// the modifier letters of transliteration; joiners and direction marks of the Arabic script.
bool fits_between(UChar32 c) {
    constexpr std::u32string_view signs =
        U" '’‘ʼʻ`´-‐‑–.,·ʹʺʾʿˈˌ()/\u200c\u200d\u200e\u200f\u0640\u00a0";
    return signs.find(static_cast<char32_t>(c)) != std::u32string_view::npos ||
           (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

// What forms and passports write where there is no name.
bool stopgap(std::string_view name) {
    constexpr std::string_view known[] = {"fnu",     "lnu",     "nfn",      "nln",     "n.n.",
                                          "n. n.",   "n/a",     "xxx",      "unknown", "unbekannt",
                                          "inconnu", "نامعلوم", "غير معروف"};
    return std::find(std::begin(known), std::end(known), name) != std::end(known);
}

std::string lower(std::string_view name) {
    std::string text;
    unicode(name).toLower(icu::Locale::getRoot()).toUTF8String(text);
    return text;
}

// "FNU Mohammad": first name unknown.
bool has_stopgap(std::string_view name) {
    for (const auto* known : {"fnu", "lnu", "nfn", "nln"})
        if ((" " + lower(name) + " ").find(std::string(" ") + known + " ") != std::string::npos)
            return true;
    return false;
}

// No script puts more than these on one letter; with more, neighbouring lines become unreadable.
bool heaps_marks(std::string_view name) {
    constexpr int most = 4;
    int marks = 0;
    return any(name, [&](UChar32 c) {
        marks = (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0 ? marks + 1 : 0;
        return marks > most;
    });
}

}  // namespace

std::string foreign_script(std::string_view name) {
    const auto all = unicode(name);
    for (std::int32_t i = 0; i < all.length(); i = all.moveIndex32(i, 1))
        if (own_script(all.char32At(i))) return uscript_getShortName(script(all.char32At(i)));
    return {};
}

bool has_latin(std::string_view name) {
    return any(name, [](UChar32 c) { return script(c) == USCRIPT_LATIN; });
}

std::optional<Message> name_problem(std::string_view name) {
    const auto letter = [](UChar32 c) { return u_isalpha(c) != 0; };
    if (any(name, [](UChar32 c) { return u_isdigit(c) != 0; }))
        return Message{mark("A name has letters only, no digits.")};
    if (!any(name, letter) || stopgap(lower(name)))
        return Message{mark("This is no name. Leave it empty if you have none.")};
    if (has_stopgap(name))
        return Message{mark("FNU and the like are no part of a name. Leave them out.")};
    if (heaps_marks(name) || any(name, [&](UChar32 c) { return !letter(c) && !fits_between(c); }))
        return Message{mark("A name has letters, spaces, hyphens and apostrophes.")};
    return {};
}

}  // namespace mobio::text
