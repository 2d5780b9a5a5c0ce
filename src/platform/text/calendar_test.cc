// SPDX-License-Identifier: EUPL-1.2
// Days and years from ICU 78, which a newer ICU must still give.
#include "platform/text/calendar.h"

#include <doctest/doctest.h>

#include <cstdlib>

namespace mobio::text {

namespace {

namespace chrono = std::chrono;

const Tongue& tongue(Language language) {
    static const Texts texts(Words(std::filesystem::path(std::getenv("MOBIO_SHARE")) / "texts"),
                             "Europe/Berlin");
    return texts[language];
}

Date on(int year, unsigned month, unsigned day) {
    return chrono::year{year} / chrono::month{month} / chrono::day{day};
}

struct PersianDay {
    CalendarDay persian;
    Date gregorian;
    const char *iran, *afghanistan, *pashto_month;
};
const std::array persian_days{
    PersianDay{{1388, 5, 12}, on(2009, 8, 3), "۱۲ مرداد ۱۳۸۸", "۱۲ اسد ۱۳۸۸", "زمری"},
    PersianDay{{1364, 11, 22}, on(1986, 2, 11), "۲۲ بهمن ۱۳۶۴", "۲۲ دلو ۱۳۶۴", "سلواغه"},
    PersianDay{{1383, 4, 1}, on(2004, 6, 21), "۱ تیر ۱۳۸۳", "۱ سرطان ۱۳۸۳", "چنگاښ"},
    PersianDay{{1399, 12, 30}, on(2021, 3, 20), "۳۰ اسفند ۱۳۹۹", "۳۰ حوت ۱۳۹۹", "کب"},
    PersianDay{{1400, 1, 1}, on(2021, 3, 21), "۱ فروردین ۱۴۰۰", "۱ حمل ۱۴۰۰", "وری"},
    PersianDay{{1403, 12, 30}, on(2025, 3, 20), "۳۰ اسفند ۱۴۰۳", "۳۰ حوت ۱۴۰۳", "کب"},
    PersianDay{{1357, 1, 1}, on(1978, 3, 21), "۱ فروردین ۱۳۵۷", "۱ حمل ۱۳۵۷", "وری"},
    PersianDay{{1402, 10, 11}, on(2024, 1, 1), "۱۱ دی ۱۴۰۲", "۱۱ جدی ۱۴۰۲", "مرغومی"},
    PersianDay{{1385, 7, 1}, on(2006, 9, 23), "۱ مهر ۱۳۸۵", "۱ میزان ۱۳۸۵", "تله"},
    PersianDay{{1395, 12, 30}, on(2017, 3, 20), "۳۰ اسفند ۱۳۹۵", "۳۰ حوت ۱۳۹۵", "کب"},
};

}  // namespace

TEST_CASE("a Persian day is the Gregorian one that it fell on, named as in Iran or Afghanistan") {
    const auto& fa = tongue(Language::Fa);
    for (const auto& [persian, gregorian, iran, afghanistan, pashto] : persian_days) {
        CAPTURE(iran);
        CHECK(day_in(Calendar::Persian, gregorian) == persian);
        CHECK(find_day(Calendar::Persian, persian) == gregorian);
        CHECK(in_words(Calendar::Persian, persian, fa, "IR") == ascii_digits(iran));
        CHECK(in_words(Calendar::Persian, persian, fa, "AF") == ascii_digits(afghanistan));
        CHECK(find_month(Calendar::Persian, pashto) == persian.month);
    }
}

TEST_CASE("a Persian year begins and ends in spring, a leap year a day later") {
    const auto year = [](int number) {
        return std::pair(first_day(Calendar::Persian, number), last_day(Calendar::Persian, number));
    };
    CHECK(year(1357) == std::pair(on(1978, 3, 21), on(1979, 3, 20)));
    CHECK(year(1388) == std::pair(on(2009, 3, 21), on(2010, 3, 20)));
    CHECK(year(1394) == std::pair(on(2015, 3, 21), on(2016, 3, 19)));
    CHECK(year(1400) == std::pair(on(2021, 3, 21), on(2022, 3, 20)));
    CHECK(days_in_month(Calendar::Persian, 1403, 12) == 30);
    CHECK(days_in_month(Calendar::Persian, 1404, 12) == 29);
    CHECK_FALSE(find_day(Calendar::Persian, {1404, 12, 30}));
    CHECK(last_day(Calendar::Persian, 1388, 5) == on(2009, 8, 22));
}

TEST_CASE("an Islamic day is counted as in Umm al-Qura, and by the rule where one says so") {
    CHECK(day_in(Calendar::Islamic, on(2016, 1, 1)) == CalendarDay{1437, 3, 21});
    CHECK(day_in(Calendar::IslamicCivil, on(2016, 1, 1)) == CalendarDay{1437, 3, 20});
    CHECK(day_in(Calendar::Islamic, on(1986, 7, 14)) == CalendarDay{1406, 11, 7});
    CHECK(day_in(Calendar::IslamicCivil, on(1986, 7, 14)) == CalendarDay{1406, 11, 7});
    CHECK(days_in_month(Calendar::IslamicCivil, 1445, 10) == 29);
    CHECK_FALSE(find_day(Calendar::IslamicCivil, {1445, 10, 30}));
}

TEST_CASE("every day from 1900 to 2100 comes back from every calendar") {
    const chrono::sys_days first{on(1900, 1, 1)}, last{on(2100, 12, 31)};
    for (const auto calendar : calendars) {
        CAPTURE(code(calendar));
        std::size_t lost = 0;
        for (auto day = first; day <= last; day += chrono::days{1})
            lost += find_day(calendar, day_in(calendar, day)) != Date{day};
        CHECK(lost == 0);
    }
}

TEST_CASE("Arabic months are named as in the person's country") {
    const auto& ar = tongue(Language::Ar);
    const auto said = [&](Date day, const char* country) {
        return in_words(Calendar::Gregorian, day_in(Calendar::Gregorian, day), ar, country);
    };
    CHECK(said(on(2009, 8, 3), "SY") == ascii_digits("٣ آب ٢٠٠٩"));
    CHECK(said(on(2009, 8, 3), "EG") == ascii_digits("٣ أغسطس ٢٠٠٩"));
    CHECK(said(on(1986, 7, 14), "SY") == ascii_digits("١٤ تموز ١٩٨٦"));
    CHECK(said(on(1986, 7, 14), "EG") == ascii_digits("١٤ يوليو ١٩٨٦"));
    CHECK(said(on(2009, 8, 3), "TR") == said(on(2009, 8, 3), "SY"));
}

TEST_CASE("Gregorian months have one spelling in Farsi, and are read in Dari's as well") {
    const auto& fa = tongue(Language::Fa);
    for (const char* country : {"AF", "IR", ""})
        for (unsigned month = 1; month <= 12; ++month) {
            const auto& name = month_names(Calendar::Gregorian, Language::Fa, country)[month - 1];
            CHECK(fa.date(on(2009, month, 3)).find(name) != std::string::npos);
        }
    for (const char* december : {"دسامبر", "دسمبر"})
        CHECK(find_month(Calendar::Gregorian, december) == 12);
    for (const char* august : {"اوت", "اگست"}) CHECK(find_month(Calendar::Gregorian, august) == 8);
}

TEST_CASE("a month is known by its name in every language, and by a clear beginning") {
    for (const auto language : languages)
        for (const auto calendar : calendars)
            for (unsigned month = 1; month <= 12; ++month)
                CHECK(find_month(calendar, month_names(calendar, language).at(month - 1)) == month);
    CHECK(find_month(Calendar::Gregorian, "JUILLET") == 7);
    CHECK(find_month(Calendar::Gregorian, "Mai") == 5);
    CHECK(find_month(Calendar::Gregorian, "Okt") == 10);
    CHECK(find_month(Calendar::Gregorian, "اغسطس") == 8);
    CHECK(find_month(Calendar::Persian, "اسد") == 5);
    CHECK(find_month(Calendar::Islamic, "شوال") == 10);
    for (const char* wrong : {"", "jui", "ma", "كانون", "اسد", "5"})
        CHECK(find_month(Calendar::Gregorian, wrong) == 0);
}

TEST_CASE("a calendar is stored by its code") {
    for (const auto calendar : calendars) CHECK(parse_calendar(code(calendar)) == calendar);
    CHECK_FALSE(parse_calendar("julian"));
    CHECK_FALSE(find_day(Calendar::Gregorian, {2026, 4, 31}));
    CHECK_FALSE(find_day(Calendar::Persian, {1404, 13, 1}));
    CHECK_FALSE(find_day(Calendar::Persian, {1404, 1, 0}));
}

}  // namespace mobio::text
