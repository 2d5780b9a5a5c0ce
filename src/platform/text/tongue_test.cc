// SPDX-License-Identifier: EUPL-1.2
#include <doctest/doctest.h>
#include <stdlib.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <thread>
#include <vector>

#include "platform/text/texts.h"

using namespace mobio;
using namespace mobio::text;
using namespace std::chrono_literals;

namespace {

constexpr auto persian = R"(msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"
msgid "{1} day left"
msgid_plural "{1} days left"
msgstr[0] "{1} روز مانده"
msgstr[1] "{1} روز باقی مانده"
)";
constexpr auto arabic = R"(msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
"n%100>=11 ? 4 : 5;\n"
msgid "{1} day left"
msgid_plural "{1} days left"
msgstr[0] "لا أيام"
msgstr[1] "يوم واحد"
msgstr[2] "يومان"
msgstr[3] "{1} أيام"
msgstr[4] "{1} يومًا"
msgstr[5] "{1} يوم"
)";
constexpr auto german = R"(msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
msgctxt "verb"
msgid "Open"
msgstr "Öffnen"
msgctxt "status"
msgid "Open"
msgstr "Offen"
msgid "{1} day left"
msgid_plural "{1} days left"
msgstr[0] "Noch {1} Tag"
msgstr[1] "Noch {1} Tage"
msgid "Hello {1}, here is {2}"
msgstr "{2} grüßt {1}"
)";
constexpr auto french = R"(msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"
msgid "{1} day left"
msgid_plural "{1} days left"
msgstr[0] "{1} jour restant"
msgstr[1] "{1} jours restants"
)";

// A folder of catalogues as the program reads them; English has none.
class Catalogues {
public:
    Catalogues() {
        auto name = (std::filesystem::temp_directory_path() / "mobio-texts-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()));
        folder = name;
        add("de", german);
        add("fr", french);
        add("ar", arabic);
        add("fa", persian);
    }
    ~Catalogues() { std::filesystem::remove_all(folder); }
    std::filesystem::path folder;

private:
    void add(const std::string& code, const char* po) {
        const auto place = folder / code / "LC_MESSAGES";
        std::filesystem::create_directories(place);
        std::ofstream(place / "mobio.po") << po;
        const auto command = "msgfmt --check-format -o " + (place / "mobio.mo").string() + " " +
                             (place / "mobio.po").string();
        REQUIRE(std::system(command.c_str()) == 0);
    }
};

const Texts& texts() {
    static const Catalogues catalogues;
    static const Texts loaded(Words(catalogues.folder), "Europe/Berlin");
    return loaded;
}

std::string left(Language language, std::int64_t n) {
    return texts()[language].plural("{1} day left", "{1} days left", n);
}

Time utc(Date day, Duration clock) { return Time{std::chrono::sys_days{day}} + clock; }

}  // namespace

TEST_CASE("a text is looked up with its context, and falls back to its English") {
    const auto& de = texts()[Language::De];
    CHECK(de.tr("verb", "Open") == "Öffnen");
    CHECK(de.tr("status", "Open") == "Offen");
    CHECK(de.tr("Open") == "Open");
    CHECK(de.tr("noun", "Open") == "Open");
    CHECK(de.tr("") == "");
    CHECK(texts()[Language::En].tr("Open") == "Open");
}

TEST_CASE("a missing catalogue is known, and stops nothing") {
    CHECK(texts()[Language::De].has_texts());
    CHECK_FALSE(texts()[Language::En].has_texts());
    const Tongue fa(Language::Fa, Words("/nowhere"), "Europe/Berlin");
    CHECK_FALSE(fa.has_texts());
    CHECK(fa.tr("Withdraw") == "Withdraw");
    CHECK(fa.plural("{1} day left", "{1} days left", 2) == "2 days left");
}

TEST_CASE("plurals follow each language's own rules") {
    CHECK(left(Language::De, 0) == "Noch 0 Tage");
    CHECK(left(Language::De, 1) == "Noch 1 Tag");
    CHECK(left(Language::De, 14) == "Noch 14 Tage");
    CHECK(left(Language::En, 1) == "1 day left");
    CHECK(left(Language::En, 0) == "0 days left");
    CHECK(left(Language::Fr, 0) == "0 jour restant");
    CHECK(left(Language::Fr, 2) == "2 jours restants");
    CHECK(left(Language::Fa, 1) == "1 روز مانده");
    CHECK(left(Language::Fa, 5) == "5 روز باقی مانده");
    CHECK(left(Language::Ar, 0) == "لا أيام");
    CHECK(left(Language::Ar, 1) == "يوم واحد");
    CHECK(left(Language::Ar, 2) == "يومان");
    CHECK(left(Language::Ar, 3) == "3 أيام");
    CHECK(left(Language::Ar, 11) == "11 يومًا");
    CHECK(left(Language::Ar, 100) == "100 يوم");
    CHECK(left(Language::Ar, 5'000'000'103) == "5,000,000,103 أيام");
    CHECK(left(Language::De, -1) == "Noch -1 Tag");
    CHECK(left(Language::De, INT64_MIN).starts_with("Noch -9.223.372"));
}

TEST_CASE("a county's own words stand in place of the catalogue's until they are taken away") {
    const Catalogues catalogues;
    const Texts own(Words(catalogues.folder), "Europe/Berlin");
    const auto& fa = own[Language::Fa];
    CHECK(Tongue::key("", "x") == "x");
    fa.lay_over(
        {{"{1} day left", "یک روز\nهنوز {1} روز"}, {Tongue::key("ctx", "Open"), "باز است"}});
    CHECK(fa.plural("{1} day left", "{1} days left", 1) == "یک روز");
    CHECK(fa.plural("{1} day left", "{1} days left", 5) == "هنوز 5 روز");
    CHECK(fa.tr("ctx", "Open") == "باز است");
    CHECK(fa.tr("Open") == "Open");
    const auto kept = fa.tr("ctx", "Open");
    fa.lay_over({{"Open", "گشوده"}});
    CHECK(kept == "باز است");
    CHECK(fa.tr("Open") == "گشوده");
    CHECK(fa.tr("ctx", "Open") == "Open");
    fa.lay_over({});
    CHECK(fa.tr("Open") == "Open");
    CHECK(fa.plural("{1} day left", "{1} days left", 1) == "1 روز مانده");
}

TEST_CASE("own forms of a plural follow the rules of each language") {
    const Catalogues catalogues;
    const Texts own(Words(catalogues.folder), "Europe/Berlin");
    for (const auto language : languages) own[language].lay_over({{"n", "0\n1\n2\n3\n4\n5"}});
    const auto form = [&](Language language, std::int64_t n) {
        return own[language].plural("n", "n", n);
    };
    CHECK(form(Language::De, 1) == "0");
    CHECK(form(Language::De, 0) == "1");
    CHECK(form(Language::Fr, 0) == "0");
    CHECK(form(Language::Fr, 2) == "1");
    for (const auto& [n, wanted] : {std::pair{0, "0"},
                                    {1, "1"},
                                    {2, "2"},
                                    {3, "3"},
                                    {110, "3"},
                                    {11, "4"},
                                    {199, "4"},
                                    {100, "5"},
                                    {102, "5"}})
        CHECK_MESSAGE(form(Language::Ar, n) == wanted, n);
    own[Language::De].lay_over({{"n", "only"}});
    CHECK(form(Language::De, 7) == "only");
}

TEST_CASE("a message kept for later is said in the reader's language") {
    const Message hello{"Hello {1}, here is {2}", {"Amina", "Keller"}};
    CHECK(texts()[Language::De].say(hello) == "Keller grüßt Amina");
    CHECK(texts()[Language::En].say(hello) == "Hello Amina, here is Keller");
    CHECK(texts()[Language::De].say({"Open", {}, "status"}) == "Offen");
}

TEST_CASE("dates are written as each language writes them, with Western digits") {
    const Date day = 1996y / 3 / 14;
    const auto date = [&](Language language) { return texts()[language].date(day); };
    CHECK(date(Language::De) == "14. März 1996");
    CHECK(date(Language::En) == "14 March 1996");
    CHECK(date(Language::Fr) == "14 mars 1996");
    CHECK(date(Language::Ar) == "14 آذار 1996");
    CHECK(date(Language::Fa) == "14 مارس 1996");
    const auto short_date = [&](Language language) { return texts()[language].short_date(day); };
    CHECK(short_date(Language::De) == "14.03.1996");
    CHECK(short_date(Language::En) == "14/03/1996");
    CHECK(short_date(Language::Fr) == "14/03/1996");
    CHECK(short_date(Language::Ar) == "14/03/1996");
    CHECK(short_date(Language::Fa) == "1996/03/14");
    CHECK(texts()[Language::Fr].date(2026y / 5 / 1) == "1er mai 2026");
    CHECK(texts()[Language::De].date(2026y / 5 / 1) == "1. Mai 2026");
}

TEST_CASE("months, weekdays and moments have their own forms") {
    const auto& t = texts();
    CHECK(t[Language::De].month(1996y / 3) == "März 1996");
    CHECK(t[Language::Fa].month_name(1) == "ژانویه");
    CHECK(t[Language::Ar].month_name(12) == "كانون الأول");
    CHECK(t[Language::De].weekday_date(2026y / 11 / 22) == "Sonntag, 22. November");
    CHECK(t[Language::Fa].weekday_date(2026y / 11 / 22) == "یکشنبه 22 نوامبر");
    const auto winter = utc(2026y / 1 / 1, 22h + 5min), summer = utc(2026y / 7 / 1, 22h + 5min);
    CHECK(t[Language::De].moment(winter) == "1. Januar 2026 um 23:05");
    CHECK(t[Language::De].moment(summer) == "2. Juli 2026 um 00:05");
    CHECK(t[Language::Ar].moment(winter) == "1 كانون الثاني 2026 في 23:05");
    CHECK(t[Language::Fr].time_of_day(utc(2026y / 1 / 1, 8h)) == "09:00");
    CHECK(t[Language::De].moment(utc(1949y / 5 / 23, 12h)).starts_with("23. Mai 1949"));
}

TEST_CASE("numbers are grouped, in Western digits") {
    CHECK(texts()[Language::De].number(1234567) == "1.234.567");
    CHECK(texts()[Language::En].number(-1234) == "-1,234");
    CHECK(texts()[Language::Fr].number(1234) == "1\u202F234");
    CHECK(texts()[Language::Ar].number(123456) == "123,456");
    CHECK(texts()[Language::Fa].number(999) == "999");
}

TEST_CASE("languages and countries have names in all five languages") {
    const auto& t = texts();
    CHECK(t[Language::De].language_name("arb") == "Arabisch");
    CHECK(t[Language::De].language_name("pbt") == "Paschtu");
    CHECK(t[Language::De].language_name("prs") == "Dari");
    CHECK(t[Language::Fr].language_name("fra") == "français");
    CHECK(t[Language::Fa].language_name("pes") == "فارسی");
    CHECK(t[Language::Ar].language_name("ckb") == "السورانية الكردية");
    CHECK(t[Language::En].language_name("tir") == "Tigrinya");
    CHECK(t[Language::De].country_name("SY") == "Syrien");
    CHECK(t[Language::Fa].country_name("AF") == "افغانستان");
    CHECK(t[Language::En].country_name("XK") == "Kosovo");
    for (const auto language : languages) {
        CHECK_FALSE(t[language].language_name("deu").empty());
        CHECK_FALSE(t[language].language_name("prs").empty());
        CHECK_FALSE(t[language].country_name("DE").empty());
    }
}

TEST_CASE("a code without a name has none, and a former state is no other state") {
    const auto& de = texts()[Language::De];
    for (const char* code : {"", "apc", "zzz", "x", "DEU", "und", "a-b", "../", "deutsch"})
        CHECK(de.language_name(code) == "");
    for (const char* code : {"", "ZZ", "QQ", "SU", "YU", "de", "D", "EUR", "EU", "\xC3\xA4"})
        CHECK(de.country_name(code) == "");
}

TEST_CASE("lists join as each language joins") {
    const std::vector<std::string> three{"a", "b", "c"}, one{"a"};
    CHECK(texts()[Language::De].list(three) == "a, b und c");
    CHECK(texts()[Language::En].list(three) == "a, b and c");
    CHECK(texts()[Language::Fa].list(three) == "a،\u200F b، و c");
    CHECK(texts()[Language::Ar].list(one) == "a");
    CHECK(texts()[Language::De].list({}) == "");
}

TEST_CASE("names sort as people expect, not by their bytes") {
    const auto sorted = [](Language language, std::vector<std::string> names) {
        std::sort(names.begin(), names.end(), [&](const auto& a, const auto& b) {
            return texts()[language].sorts_before(a, b);
        });
        return names;
    };
    CHECK(sorted(Language::De, {"Zoe", "Ärger", "Anna", "Öz", "Otto"}) ==
          std::vector<std::string>{"Anna", "Ärger", "Otto", "Öz", "Zoe"});
    CHECK(sorted(Language::Fa, {"یاسمن", "پروین", "بهرام", "آرش"}) ==
          std::vector<std::string>{"آرش", "بهرام", "پروین", "یاسمن"});
    CHECK(sorted(Language::Ar, {"يوسف", "أحمد", "بدر", "آمنة"}).back() == "يوسف");
    CHECK_FALSE(texts()[Language::De].sorts_before("Anna", "Anna"));
}

TEST_CASE("eight threads may use the texts at once") {
    const auto& t = texts();
    std::atomic<int> wrong{0};
    const auto work = [&] {
        for (int i = 0; i < 500; ++i) {
            wrong += t[Language::De].date(1996y / 3 / 14) != "14. März 1996";
            wrong += left(Language::Ar, 11) != "11 يومًا";
            wrong +=
                t[Language::De].moment(utc(2026y / 7 / 1, 22h + 5min)) != "2. Juli 2026 um 00:05";
            wrong += t[Language::De].language_name("prs") != "Dari";
            wrong += t[Language::De].country_name("SY") != "Syrien";
            wrong += !t[Language::Ar].sorts_before("أحمد", "يوسف");
            wrong += fold("فاطمة") != fold("فاطمه");
            wrong += length("مُحَمَّد") != 4;
            const std::vector<std::string> two{"a", "b"};
            wrong += t[Language::De].list(two) != "a und b";
        }
    };
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i) threads.emplace_back(work);
    }
    CHECK(wrong == 0);
}
