// SPDX-License-Identifier: EUPL-1.2
#include <unicode/coll.h>
#include <unicode/dcfmtsym.h>
#include <unicode/dtfmtsym.h>
#include <unicode/dtptngen.h>
#include <unicode/listformatter.h>
#include <unicode/localpointer.h>
#include <unicode/locdspnm.h>
#include <unicode/region.h>

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>
#include <fstream>
#include <iterator>
#include <locale>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <stdexcept>

#include "platform/text/date_pattern.h"
#include "platform/text/fill.h"
#include "platform/text/texts.h"

namespace mobio::text {
namespace {

namespace bl = boost::locale;
using Messages = bl::message_format<char>;

void check(UErrorCode status) {
    if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
}

std::string utf8(const icu::UnicodeString& text) {
    std::string bytes;
    text.toUTF8String(bytes);
    return bytes;
}
icu::StringPiece piece(std::string_view text) {
    return {text.data(), static_cast<std::int32_t>(text.size())};
}

// Months as Syria, Lebanon and Iraq say them: آذار, not مارس.
icu::Locale locale_of(Language language) {
    constexpr std::array names{"de_DE", "en_GB", "fr_FR", "ar_SY@calendar=gregorian;numbers=latn",
                               "fa_IR@calendar=gregorian;numbers=latn"};
    return icu::Locale(names.at(static_cast<std::size_t>(language)));
}

// An empty answer means to Boost that there is no catalogue in that place.
std::vector<char> read_file(const std::string& name) {
    std::ifstream file(name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

template <std::size_t N>
void take_names(std::array<std::string, N>& names, const icu::UnicodeString* from) {
    for (std::size_t i = 0; i < N; ++i) names[i] = utf8(from[i]);
}

DateNames date_names(Language language, const icu::Locale& locale) {
    using Symbols = icu::DateFormatSymbols;
    auto status = U_ZERO_ERROR;
    const Symbols symbols(locale, status);
    check(status);
    std::int32_t count = 0;
    DateNames names;
    take_names(names.months, symbols.getMonths(count, Symbols::FORMAT, Symbols::WIDE));
    take_names(names.months_alone, symbols.getMonths(count, Symbols::STANDALONE, Symbols::WIDE));
    take_names(names.weekdays, symbols.getWeekdays(count, Symbols::FORMAT, Symbols::WIDE) + 1);
    if (language == Language::Fr) names.first_of_month = "1er";
    return names;
}

// CLDR's pattern for the parts wanted. Marks of direction go: a page isolates each date, left to
// right, and there they would turn it round.
DatePattern pattern(icu::DateTimePatternGenerator& generator, const char* skeleton) {
    auto status = U_ZERO_ERROR;
    auto found = generator.getBestPattern(icu::UnicodeString::fromUTF8(skeleton), status);
    check(status);
    found.findAndReplace(icu::UnicodeString(UChar32{0x200F}), icu::UnicodeString());
    return DatePattern(utf8(found));
}

struct DatePatterns {
    DatePattern date, short_date, month, moment, time_of_day, weekday_date;
};

DatePatterns date_patterns(const icu::Locale& locale) {
    auto status = U_ZERO_ERROR;
    const std::unique_ptr<icu::DateTimePatternGenerator> made{
        icu::DateTimePatternGenerator::createInstance(locale, status)};
    check(status);
    auto& g = *made;
    return {pattern(g, "yMMMMd"),     pattern(g, "yMMdd"), pattern(g, "yMMMM"),
            pattern(g, "yMMMMdHHmm"), pattern(g, "HHmm"),  pattern(g, "MMMMEEEEd")};
}

std::string group_separator(const icu::Locale& locale) {
    auto status = U_ZERO_ERROR;
    const icu::DecimalFormatSymbols symbols(locale, status);
    check(status);
    return utf8(symbols.getConstSymbol(icu::DecimalFormatSymbols::kGroupingSeparatorSymbol));
}

// Collators are costly to make and are not shared: each thread has its own.
const icu::Collator& collator(Language language) {
    thread_local std::array<std::unique_ptr<icu::Collator>, languages.size()> own;
    auto& found = own.at(static_cast<std::size_t>(language));
    if (!found) {
        auto status = U_ZERO_ERROR;
        found.reset(icu::Collator::createInstance(locale_of(language), status));
        check(status);
    }
    return *found;
}

// ISO 639-3 members that CLDR 42 does not lead to their macrolanguage.
std::string_view macrolanguage(std::string_view iso639_3) {
    return iso639_3 == "pbt" || iso639_3 == "pst" ? "ps" : iso639_3;
}

// Plural rules look at the last digits only, and Boost counts in int.
int plural_number(std::int64_t n) {
    constexpr std::int64_t million = 1'000'000;
    const auto last = static_cast<int>(std::abs(n % million));
    return n > -million && n < million ? last : static_cast<int>(million) + last;
}

// Which of a plural's forms a number takes, as the headers of texts/*.po say it.
std::size_t plural_form(Language language, std::int64_t n) {
    const auto count = std::abs(n), last = count % 100;
    if (language == Language::Fr || language == Language::Fa) return count > 1 ? 1 : 0;
    if (language != Language::Ar) return count == 1 ? 0 : 1;
    if (count <= 2) return static_cast<std::size_t>(count);
    if (last >= 3 && last <= 10) return 3;
    return last >= 11 ? 4 : 5;
}

std::string_view form_of(std::string_view forms, std::size_t form) {
    for (; form > 0; --form) {
        const auto end = forms.find('\n');
        if (end == forms.npos) break;
        forms.remove_prefix(end + 1);
    }
    return forms.substr(0, forms.find('\n'));
}

// What a county lays over the catalogue. Strings are kept for good, as views of them were given
// out: as many as were ever written.
class Own {
public:
    void lay(const OwnTexts& texts) {
        std::map<std::string, std::string_view, std::less<>> laid;
        const std::unique_lock lock(guard_);
        for (const auto& [key, text] : texts) laid.emplace(key, *pool_.insert(text).first);
        laid_ = std::move(laid);
        any_ = !laid_.empty();
    }
    std::optional<std::string_view> find(std::string_view key) const {
        const std::shared_lock lock(guard_);
        const auto found = laid_.find(key);
        return found == laid_.end() ? std::nullopt : std::optional(found->second);
    }
    bool any() const { return any_; }

private:
    mutable std::shared_mutex guard_;
    std::set<std::string> pool_;
    std::map<std::string, std::string_view, std::less<>> laid_;
    std::atomic<bool> any_{false};
};

bool letters(std::string_view text, char first, char last) {
    for (const char c : text)
        if (c < first || c > last) return false;
    return true;
}

}  // namespace

Words::Words(const std::filesystem::path& folder) {
    for (const auto language : languages)
        all_[static_cast<std::size_t>(language)] = read(language, folder);
}

// The facet belongs to the locale that carries it.
Words::One Words::read(Language language, const std::filesystem::path& folder) {
    bool found = false;
    bl::gnu_gettext::messages_info info;
    info.language = code(language);
    info.encoding = "UTF-8";
    info.domains = {bl::gnu_gettext::messages_info::domain("mobio")};
    info.paths = {folder.string()};
    info.callback = [&found](const std::string& name, const std::string&) {
        auto bytes = read_file(name);
        found = found || !bytes.empty();
        return bytes;
    };
    auto* const facet = bl::gnu_gettext::create_messages_facet<char>(info);
    return {std::locale(std::locale::classic(), facet), found};
}

struct Tongue::Parts {
    Parts(Language language, const Words& words, const std::string& zone_name)
        : has_texts(words.found(language)),
          icu_locale(locale_of(language)),
          carrier(words.carrier(language)),
          messages(std::use_facet<Messages>(carrier)),
          zone(zone_name),
          names(date_names(language, icu_locale)),
          dates(date_patterns(icu_locale)),
          separator(group_separator(icu_locale)),
          display(icu::LocaleDisplayNames::createInstance(icu_locale, ULDN_DIALECT_NAMES)) {
        auto status = U_ZERO_ERROR;
        lists.reset(icu::ListFormatter::createInstance(icu_locale, status));
        check(status);
    }

    bool has_texts;
    icu::Locale icu_locale;
    std::locale carrier;
    const Messages& messages;
    Zone zone;
    DateNames names;
    DatePatterns dates;
    std::string separator;
    std::unique_ptr<const icu::LocaleDisplayNames> display;
    std::unique_ptr<const icu::ListFormatter> lists;
    Own own;
};

Tongue::Tongue(Language language, const Words& words, const std::string& zone)
    : language_(language), parts_(std::make_unique<Parts>(language, words, zone)) {}
Tongue::~Tongue() = default;

bool Tongue::has_texts() const { return parts_->has_texts; }

void Tongue::lay_over(const OwnTexts& own) const { parts_->own.lay(own); }

std::string Tongue::key(std::string_view context, std::string_view id) {
    std::string key(context);
    if (!context.empty()) key += '\4';
    return key += id;
}

std::string_view Tongue::tr(const char* id) const {
    if (*id == '\0') return {};  // the empty msgid is the catalogue's header
    if (parts_->own.any())
        if (const auto own = parts_->own.find(id)) return *own;
    const char* const found = parts_->messages.get(0, nullptr, id);
    return found ? found : id;
}

std::string_view Tongue::tr(const char* context, const char* id) const {
    if (parts_->own.any())
        if (const auto own = parts_->own.find(key(context, id))) return *own;
    const char* const found = parts_->messages.get(0, context, id);
    return found ? found : id;
}

std::string Tongue::plural(const char* one, const char* many, std::int64_t n) const {
    if (parts_->own.any())
        if (const auto own = parts_->own.find(one))
            return fill(form_of(*own, plural_form(language_, n)), number(n));
    const char* const found = parts_->messages.get(0, nullptr, one, plural_number(n));
    return fill(found ? found : (n == 1 ? one : many), number(n));
}

std::string Tongue::say(const Message& message) const {
    const auto pattern = message.context ? tr(message.context, message.id) : tr(message.id);
    const std::vector<std::string_view> arguments(message.arguments.begin(),
                                                  message.arguments.end());
    return fill(pattern, std::span(arguments));
}

std::string Tongue::number(std::int64_t n) const {
    const auto digits = std::to_string(n);
    const std::size_t sign = n < 0 ? 1 : 0;
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > sign && (digits.size() - i) % 3 == 0) text += parts_->separator;
        text += digits[i];
    }
    return text;
}

std::string Tongue::date(Date day) const { return parts_->dates.date.format(parts_->names, day); }

std::string Tongue::short_date(Date day) const {
    return parts_->dates.short_date.format(parts_->names, day);
}

std::string Tongue::month(std::chrono::year_month month) const {
    return parts_->dates.month.format(parts_->names, month / 1);
}

std::string Tongue::weekday_date(Date day) const {
    return parts_->dates.weekday_date.format(parts_->names, day);
}

std::string Tongue::moment(Time t) const {
    const auto local = t + parts_->zone.offset(t);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    return parts_->dates.moment.format(parts_->names, day, local - day);
}

std::string Tongue::time_of_day(Time t) const {
    const auto local = t + parts_->zone.offset(t);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    return parts_->dates.time_of_day.format(parts_->names, day, local - day);
}

std::string Tongue::month_name(unsigned month) const {
    return parts_->names.months_alone.at(month - 1);
}

std::string Tongue::language_name(std::string_view iso639_3) const {
    if (iso639_3.size() < 2 || iso639_3.size() > 3 || !letters(iso639_3, 'a', 'z')) return {};
    auto status = U_ZERO_ERROR;
    auto locale = icu::Locale::forLanguageTag(piece(macrolanguage(iso639_3)), status);
    locale.canonicalize(status);
    if (U_FAILURE(status) || *locale.getLanguage() == '\0') return {};
    icu::UnicodeString name;
    parts_->display->localeDisplayName(locale, name);
    const auto text = utf8(name);
    // ICU answers with the code where it knows no name.
    return text == locale.getLanguage() ? std::string() : text;
}

std::string Tongue::country_name(std::string_view alpha2) const {
    if (alpha2.size() != 2 || !letters(alpha2, 'A', 'Z')) return {};
    const std::string code(alpha2);
    auto status = U_ZERO_ERROR;
    const auto* const region = icu::Region::getInstance(code.c_str(), status);
    // Former states would come out under the name of the state that followed.
    if (U_FAILURE(status) || region->getType() != URGN_TERRITORY || region->getRegionCode() != code)
        return {};
    icu::UnicodeString name;
    parts_->display->regionDisplayName(code.c_str(), name);
    auto text = utf8(name);
    return text == code ? std::string() : text;
}

std::string Tongue::list(std::span<const std::string> items) const {
    std::vector<icu::UnicodeString> wide;
    for (const auto& item : items) wide.push_back(icu::UnicodeString::fromUTF8(item));
    auto status = U_ZERO_ERROR;
    icu::UnicodeString text;
    parts_->lists->format(wide.data(), static_cast<std::int32_t>(wide.size()), text, status);
    check(status);
    return utf8(text);
}

bool Tongue::sorts_before(std::string_view a, std::string_view b) const {
    auto status = U_ZERO_ERROR;
    const auto order = collator(language_).compareUTF8(piece(a), piece(b), status);
    check(status);
    return order == UCOL_LESS;
}

Texts::Texts(const Words& words, const std::string& zone) {
    for (const auto language : languages)
        tongues_[static_cast<std::size_t>(language)] =
            std::make_unique<Tongue>(language, words, zone);
}

}  // namespace mobio::text
