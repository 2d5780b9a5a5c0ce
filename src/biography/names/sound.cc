// SPDX-License-Identifier: EUPL-1.2
#include "biography/names/sound.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace mobio::biography::names {

namespace {

constexpr std::size_t most_sounds = 4;

// --- Any script to Latin -------------------------------------------------------------------------
// Capitals stand for a class of consonants right away, small letters are read by the rules below.

struct Letters {
    std::u32string_view from;
    std::string_view to;
};

// Arabic, Persian, Pashto, Kurdish, Urdu; Cyrillic; Latin letters that have no decomposition.
constexpr Letters table[] = {
    {U"اعەۆۇ", "a"}, {U"يىیېۍێے", "y"}, {U"و", "w"},      {U"ب", "b"},   {U"پ", "p"},
    {U"تطټٹ", "t"},  {U"ث", "th"},      {U"جچژ", "J"},    {U"حخ", "H"},  {U"ههھہةۃ", "h"},
    {U"دډڈ", "d"},   {U"ذض", "dh"},     {U"رړڕڑ", "r"},   {U"زظځ", "z"}, {U"سشصڅ", "S"},
    {U"ښ", "X"},     {U"ږ", "Y"},       {U"غگګ", "G"},    {U"فڤ", "f"},  {U"ق", "q"},
    {U"كکڪ", "K"},   {U"لڵ", "l"},      {U"م", "m"},      {U"نڼں", "n"}, {U"аеєиіоуыэяюъь", "a"},
    {U"б", "b"},     {U"в", "v"},       {U"гґ", "Z"},     {U"д", "d"},   {U"ж", "J"},
    {U"з", "z"},     {U"к", "K"},       {U"л", "l"},      {U"м", "m"},   {U"н", "n"},
    {U"п", "p"},     {U"р", "r"},       {U"сшщ", "S"},    {U"т", "t"},   {U"ф", "f"},
    {U"х", "H"},     {U"ц", "ts"},      {U"ч", "J"},      {U"ß", "s"},   {U"łḷ", "l"},
    {U"đð", "d"},    {U"þ", "th"},      {U"øæœıəǝ", "a"}, {U"ħ", "h"},   {U"ŋ", "n"},
};

// Ethiopic: each consonant has a row of eight signs, one for each vowel (from U+1200).
constexpr std::string_view ethiopic[] = {"h", "l", "H", "m", "S", "r", "S", "S", "q", "q", "q",
                                         "q", "b", "v", "t", "J", "H", "H", "n", "n", "a", "K",
                                         "K", "H", "H", "w", "a", "z", "J", "y", "d", "d", "J",
                                         "G", "G", "G", "t", "J", "p", "S", "S", "f", "p"};

std::string_view latin_of(UChar32 c) {
    const auto wanted = static_cast<char32_t>(c);
    for (const auto& [from, to] : table)
        if (from.find(wanted) != from.npos) return to;
    const auto row = static_cast<std::size_t>(c - 0x1200) / 8;
    return c >= 0x1200 && row < std::size(ethiopic) ? ethiopic[row] : std::string_view();
}

icu::Transliterator* make_romanizer() {
    auto status = U_ZERO_ERROR;
    auto* const made = icu::Transliterator::createInstance(
        "Any-Latin; NFKD; [:Mn:] Remove; Latin-ASCII; Lower", UTRANS_FORWARD, status);
    if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
    return made;
}

// For scripts without a table here. A transliterator must not be shared between threads.
std::string romanized(const icu::UnicodeString& letters) {
    static const std::unique_ptr<const icu::Transliterator> pattern{make_romanizer()};
    static std::mutex cloning;
    thread_local const std::unique_ptr<const icu::Transliterator> own = [] {
        const std::scoped_lock lock(cloning);
        return std::unique_ptr<const icu::Transliterator>(pattern->clone());
    }();
    auto copy = letters;
    own->transliterate(copy);
    std::string latin;
    copy.toUTF8String(latin);
    std::erase_if(latin, [](char c) { return c < 'a' || c > 'z'; });
    return latin;
}

icu::UnicodeString decomposed(std::string_view text) {
    auto status = U_ZERO_ERROR;
    auto wide = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    auto parts = icu::Normalizer2::getNFKDInstance(status)->normalize(
        wide.toLower(icu::Locale::getRoot()), status);
    if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
    return parts;
}

std::string to_latin(std::string_view word) {
    const auto letters = decomposed(word);
    std::string latin;
    for (std::int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1)) {
        const auto c = letters.char32At(i);
        if (c >= 'a' && c <= 'z')
            latin += static_cast<char>(c);
        else if (const auto known = latin_of(c); !known.empty())
            latin += known;
        else if (u_isalpha(c))
            latin += romanized(icu::UnicodeString(c));
    }
    // A doubled letter is one sound; most scripts write it once.
    latin.erase(std::unique(latin.begin(), latin.end()), latin.end());
    return latin;
}

// --- Latin to classes ----------------------------------------------------------------------------

struct Reading {
    std::string_view letters;
    std::array<std::string_view, 3> as;  // the ways to read them; empty ones do not count
    int ways = 1;
};

// The longest fitting one is taken. "-" reads as nothing, "." as a vowel.
constexpr Reading readings[] = {
    {"schtsch", {"s"}},    {"shch", {"s"}},       {"tsch", {"j"}},      {"dsch", {"j"}},
    {"sch", {"s"}},        {"tch", {"j"}},        {"tsh", {"j"}},       {"dzh", {"j"}},
    {"sh", {"s"}},         {"kh", {"h"}},         {"gh", {"g"}},        {"zh", {"j"}},
    {"dj", {"j"}},         {"ph", {"f"}},         {"ck", {"k"}},        {"ch", {"j", "s", "h"}, 3},
    {"th", {"t", "s"}, 2}, {"dh", {"d", "z"}, 2}, {"q", {"k", "g"}, 2}, {"c", {"k", "j"}, 2},
    {"j", {"j", "."}, 2},  {"x", {"ks"}},         {"p", {"b"}},         {"X", {"s", "h"}, 2},
    {"Y", {"g", "j"}, 2},  {"Z", {"g", "h"}, 2},  {"J", {"j"}},         {"H", {"h"}},
    {"S", {"s"}},          {"G", {"g"}},          {"K", {"k"}},         {"a", {"."}},
    {"e", {"."}},          {"i", {"."}},          {"o", {"."}},         {"u", {"."}},
    {"y", {"."}},
};

const Reading* reading_at(std::string_view rest) {
    const Reading* longest = nullptr;
    for (const auto& reading : readings)
        if (rest.starts_with(reading.letters) &&
            (!longest || reading.letters.size() > longest->letters.size()))
            longest = &reading;
    return longest;
}

bool vowel(std::string_view latin, std::size_t at) {
    return at < latin.size() &&
           std::string_view("aeiouy").find(latin[at]) != std::string_view::npos;
}

// At the end of a word Turkish hardens its consonants, and an h is not heard.
std::string_view at_the_end(char c) { return c == 't' ? "d" : c == 'h' ? "-" : ""; }

struct Step {
    std::array<std::string_view, 3> as;
    int ways = 1;
    std::size_t letters = 1;
};

Step step_at(std::string_view latin, std::size_t at) {
    // The French Ouael, the English Wael and وائل.
    if (at == 0 && latin.starts_with("ou") && vowel(latin, 2)) return {{"v"}, 1, 2};
    const char c = latin[at];
    if (c == 'w' || c == 'v') return {{at == 0 ? "v" : "-"}};
    if (const auto* reading = reading_at(latin.substr(at)))
        return {reading->as, reading->ways, reading->letters.size()};
    if (const auto end = at_the_end(c); at + 1 == latin.size() && !end.empty()) return {{end}};
    return {{latin.substr(at, 1)}};
}

void append(std::string& sound, std::string_view read, bool first) {
    if (read == "-") return;
    if (read != ".")
        sound += read;
    else if (first)
        sound += 'a';
}

void append(std::vector<std::string>& all, const Step& step, bool first) {
    const auto before = std::move(all);
    all.clear();
    for (int way = 0; way < step.ways; ++way)
        for (auto sound : before) {
            if (all.size() == most_sounds) return;
            append(sound, step.as[static_cast<std::size_t>(way)], first);
            all.push_back(std::move(sound));
        }
}

}  // namespace

std::vector<std::string> sounds(std::string_view word) {
    const auto latin = to_latin(word);
    std::vector<std::string> all{""};
    for (std::size_t at = 0; at < latin.size();) {
        const auto step = step_at(latin, at);
        append(all, step, at == 0);
        at += step.letters;
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    std::erase(all, "");
    return all;
}

}  // namespace mobio::biography::names
