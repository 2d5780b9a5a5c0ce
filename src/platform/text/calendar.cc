// SPDX-License-Identifier: EUPL-1.2
#include "platform/text/calendar.h"

#include <fmt/format.h>
#include <unicode/calendar.h>
#include <unicode/dtfmtsym.h>
#include <unicode/smpdtfmt.h>

#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>

namespace mobio::text {
namespace {

namespace chrono = std::chrono;
using chrono::sys_days;

constexpr std::array<std::string_view, 4> codes{"gregorian", "persian", "islamic", "islamic-civil"};
constexpr std::array icu_names{"gregorian", "persian", "islamic-umalqura", "islamic-civil"};

const char* icu_name(Calendar calendar) { return icu_names.at(static_cast<std::size_t>(calendar)); }

void check(UErrorCode status) {
    if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
}

// ICU's calendars keep what they last computed: each thread has its own.
icu::Calendar& counting(Calendar calendar) {
    thread_local std::array<std::unique_ptr<icu::Calendar>, calendars.size()> own;
    auto& found = own.at(static_cast<std::size_t>(calendar));
    if (!found) {
        auto status = U_ZERO_ERROR;
        const icu::Locale locale((std::string("en@calendar=") + icu_name(calendar)).c_str());
        found.reset(
            icu::Calendar::createInstance(icu::TimeZone::createTimeZone("UTC"), locale, status));
        check(status);
        found->setLenient(false);
    }
    return *found;
}

constexpr double day_length = U_MILLIS_PER_DAY;

Date gregorian(Calendar calendar, int year, unsigned month, unsigned day) {
    const auto found = find_day(calendar, {year, month, day});
    if (!found) throw std::out_of_range("no such month");
    return *found;
}

// Whose way of naming months. ICU would take Egypt's for every other country. In Farsi the pages
// spell Gregorian months as Iran does, so they do for everybody: two spellings on a page puzzle.
std::string place_of(Calendar calendar, Language language, std::string_view country) {
    constexpr std::string_view arab =
        "AE BH DJ DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SO SY TN YE";
    switch (language) {
        case Language::Fa:
            return country == "AF" && calendar != Calendar::Gregorian ? "fa_AF" : "fa_IR";
        case Language::Ar:
            return country.size() == 2 && arab.find(country) != arab.npos
                       ? "ar_" + std::string(country)
                       : "ar_SY";
        case Language::En:
            return "en_GB";
        default:
            return std::string(code(language));
    }
}

enum class Form { Within, Alone };

MonthNames load_names(Calendar calendar, const std::string& place, Form form) {
    auto status = U_ZERO_ERROR;
    const icu::Locale locale((place + "@calendar=" + icu_name(calendar)).c_str());
    const icu::SimpleDateFormat format(icu::UnicodeString("LLLL"), locale, status);
    check(status);
    using Symbols = icu::DateFormatSymbols;
    std::int32_t count = 0;
    const auto* found = format.getDateFormatSymbols()->getMonths(
        count, form == Form::Within ? Symbols::FORMAT : Symbols::STANDALONE, Symbols::WIDE);
    MonthNames names;
    for (std::size_t i = 0; i < names.size() && i < static_cast<std::size_t>(count); ++i)
        found[i].toUTF8String(names[i]);
    return names;
}

struct KnownMonth {
    std::string folded;
    unsigned month;
};
using KnownMonths = std::vector<KnownMonth>;

KnownMonths load_known(Calendar calendar) {
    KnownMonths known;
    for (const char* place : {"de", "en_GB", "fr", "ar_SY", "ar_EG", "ar_MA", "ar_DZ", "ar_IQ",
                              "fa_IR", "fa_AF", "ps_AF"})
        for (const auto form : {Form::Within, Form::Alone}) {
            const auto names = load_names(calendar, place, form);
            for (std::size_t i = 0; i < names.size(); ++i)
                known.push_back({fold(names[i]), static_cast<unsigned>(i + 1)});
        }
    return known;
}

const KnownMonths& known_months(Calendar calendar) {
    static const std::array all{load_known(Calendar::Gregorian), load_known(Calendar::Persian),
                                load_known(Calendar::Islamic), load_known(Calendar::IslamicCivil)};
    return all.at(static_cast<std::size_t>(calendar));
}

}  // namespace

std::string_view code(Calendar calendar) { return codes.at(static_cast<std::size_t>(calendar)); }

std::optional<Calendar> parse_calendar(std::string_view code) {
    for (const auto calendar : calendars)
        if (text::code(calendar) == code) return calendar;
    return {};
}

CalendarDay day_in(Calendar calendar, Date day) {
    if (calendar == Calendar::Gregorian)
        return {static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                static_cast<unsigned>(day.day())};
    auto& icu = counting(calendar);
    auto status = U_ZERO_ERROR;
    icu.setTime(static_cast<double>(sys_days{day}.time_since_epoch().count()) * day_length, status);
    const CalendarDay found{icu.get(UCAL_YEAR, status),
                            static_cast<unsigned>(icu.get(UCAL_MONTH, status)) + 1,
                            static_cast<unsigned>(icu.get(UCAL_DATE, status))};
    check(status);
    return found;
}

std::optional<Date> find_day(Calendar calendar, const CalendarDay& day) {
    if (calendar == Calendar::Gregorian) {
        const auto found = chrono::year{day.year} / chrono::month{day.month} / chrono::day{day.day};
        return found.ok() ? std::optional(found) : std::nullopt;
    }
    auto& icu = counting(calendar);
    icu.clear();
    icu.set(day.year, static_cast<int>(day.month) - 1, static_cast<int>(day.day));
    auto status = U_ZERO_ERROR;
    const auto time = icu.getTime(status);
    if (U_FAILURE(status)) return {};
    const chrono::days since{static_cast<chrono::days::rep>(std::floor(time / day_length))};
    return Date{sys_days{since}};
}

Date first_day(Calendar calendar, int year, unsigned month) {
    return gregorian(calendar, year, month ? month : 1, 1);
}

Date last_day(Calendar calendar, int year, unsigned month) {
    const bool year_ends = month == 0 || month == 12;
    const auto next =
        year_ends ? first_day(calendar, year + 1) : first_day(calendar, year, month + 1);
    return sys_days{next} - chrono::days{1};
}

unsigned days_in_month(Calendar calendar, int year, unsigned month) {
    return day_in(calendar, last_day(calendar, year, month)).day;
}

const MonthNames& month_names(Calendar calendar, Language language, std::string_view country) {
    static std::mutex loading;
    static std::map<std::string, MonthNames> loaded;
    const auto place = place_of(calendar, language, country);
    const std::lock_guard lock(loading);
    const auto [found, is_new] = loaded.try_emplace(place + "@" + icu_name(calendar));
    if (is_new) found->second = load_names(calendar, place, Form::Within);
    return found->second;
}

unsigned find_month(Calendar calendar, std::string_view name) {
    constexpr std::size_t enough = 3;
    const auto folded = fold(name);
    if (folded.empty()) return 0;
    std::set<unsigned> begun;
    for (const auto& [known, month] : known_months(calendar)) {
        if (known == folded) return month;
        if (length(folded) >= enough && known.starts_with(folded)) begun.insert(month);
    }
    return begun.size() == 1 ? *begun.begin() : 0;
}

std::string in_words(Calendar calendar, const CalendarDay& day, const Tongue& t,
                     std::string_view country) {
    if (!day.month) return std::to_string(day.year);
    const auto& name = month_names(calendar, t.language(), country).at(day.month - 1);
    if (!day.day) return fmt::format("{} {}", name, day.year);
    return fmt::format("{} {} {}", day.day, name, day.year);
}

}  // namespace mobio::text
