// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <locale>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "platform/clock.h"
#include "platform/text/message.h"

namespace mobio::text {

enum class Language : std::uint8_t { De, En, Fr, Ar, Fa };
inline constexpr std::array languages{Language::De, Language::En, Language::Fr, Language::Ar,
                                      Language::Fa};

std::string_view code(Language language);      // "de"
std::string_view own_name(Language language);  // "فارسی"
bool right_to_left(Language language);
std::optional<Language> parse_language(std::string_view code);
// The best of the five for an Accept-Language header (RFC 9110, q-values); German if none fits.
Language negotiate(std::string_view accept_language);

// Replaces {1}…{9}. Arguments are inserted as they are; escaping is the page's matter.
std::string fill(std::string_view pattern, std::initializer_list<std::string_view> arguments);
template <class... A>
std::string fill(std::string_view pattern, const A&... arguments) {
    return fill(pattern, std::initializer_list<std::string_view>{arguments...});
}

// A county's own words in one language: by Tongue::key, a plural's forms with '\n' between.
using OwnTexts = std::map<std::string, std::string, std::less<>>;

// The program's own texts in all five languages, read once from a folder that holds
// <code>/LC_MESSAGES/mobio.mo. Copies share what was read.
class Words {
public:
    explicit Words(const std::filesystem::path& folder);
    // Carries the catalogue as a facet of Boost.Locale.
    const std::locale& carrier(Language language) const { return of(language).carrier; }
    // Whether a catalogue was found. Without one every text is its English msgid.
    bool found(Language language) const { return of(language).found; }

private:
    struct One {
        std::locale carrier;
        bool found = false;
    };
    static One read(Language language, const std::filesystem::path& folder);
    const One& of(Language language) const { return all_[static_cast<std::size_t>(language)]; }
    std::array<One, languages.size()> all_;
};

// One language's texts, dates, names and sort order. Safe for all threads; immutable, but for the
// county's own words that are laid over it. A text that is missing falls back to its English msgid
// (a guard keeps that from happening).
class Tongue {
public:
    Tongue(Language language, const Words& words, const std::string& zone);
    ~Tongue();
    Tongue(const Tongue&) = delete;

    Language language() const { return language_; }
    std::string_view code() const { return text::code(language_); }
    std::string_view dir() const { return right_to_left(language_) ? "rtl" : "ltr"; }

    bool has_texts() const;  // as Words::found

    // From now on these stand in the place of the catalogue's texts, and of own ones laid over them
    // before. Views that were given out stay good.
    void lay_over(const OwnTexts& own) const;
    static std::string key(std::string_view context, std::string_view id);

    // The view lives as long as the Tongue, or, where the text is missing, as long as `id`.
    std::string_view tr(const char* id) const;
    std::string_view tr(const char* context, const char* id) const;
    // Chooses by the language's plural rules and fills {1} with the number, in Western digits
    // (as everywhere on pages: typed and shown digits are the same ones).
    std::string plural(const char* one, const char* many, std::int64_t n) const;
    std::string say(const Message& message) const;

    std::string number(std::int64_t n) const;
    std::string date(Date day) const;                  // "14. März 1996"
    std::string short_date(Date day) const;            // "14.03.1996"
    std::string month(std::chrono::year_month) const;  // "März 1996"
    std::string moment(Time t) const;                  // date and time of day, county's zone
    std::string time_of_day(Time t) const;
    std::string weekday_date(Date day) const;      // "Sonntag, 22. November"
    std::string month_name(unsigned month) const;  // 1…12, Gregorian

    // Names from CLDR (ICU) with the project's own short list laid over them; empty if unknown.
    std::string language_name(std::string_view iso639_3) const;
    std::string country_name(std::string_view alpha2) const;
    std::string list(std::span<const std::string> items) const;  // "a, b und c"
    bool sorts_before(std::string_view a, std::string_view b) const;

private:
    struct Parts;
    Language language_;
    std::unique_ptr<Parts> parts_;
};

// One county's: all five.
class Texts {
public:
    Texts(const Words& words, const std::string& zone);
    const Tongue& operator[](Language language) const {
        return *tongues_[static_cast<std::size_t>(language)];
    }
    // For who lays own texts over them: which version stands, and when it was looked for last.
    struct Stand {
        std::atomic<std::int64_t> version{0}, looked_at{0};
    };
    Stand& stand() const { return *stand_; }

private:
    std::array<std::unique_ptr<Tongue>, languages.size()> tongues_;
    std::unique_ptr<Stand> stand_ = std::make_unique<Stand>();
};

// Text from outside made safe to keep (decisions: characters): NFC, U+202A–202E and U+2066–2069
// removed, control characters except newline removed, outer white space trimmed.
struct Cleaned {
    std::string text;
    bool directions_removed = false;  // tell the person
};
Cleaned clean(std::string_view raw);
bool valid_utf8(std::string_view bytes);
// Whether it has letters, or to a reader from right to left figures, that run the other way.
bool runs_against(std::string_view utf8, Language reader);
// At most that many bytes of it, whole characters.
std::string shortened(std::string_view utf8, std::size_t bytes);
std::size_t length(std::string_view utf8);  // in characters as people count them (graphemes)
// Kept from mixing with the direction of the text around it (FSI … PDI).
std::string isolated(std::string_view utf8);
std::string ascii_digits(std::string_view utf8);  // ٠-٩ and ۰-۹ become 0-9
std::string fold(std::string_view utf8);          // key for search and comparison of names

}  // namespace mobio::text
