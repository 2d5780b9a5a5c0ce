// SPDX-License-Identifier: EUPL-1.2
// What people type, and how a value is said: phones, names, dates, words.
#include <doctest/doctest.h>

#include <cstdlib>

#include "biography/dates.h"
#include "biography/document.h"
#include "biography/phone.h"
#include "biography/words.h"

namespace mobio::biography {

namespace {

using nlohmann::json;

std::filesystem::path share() { return std::getenv("MOBIO_SHARE"); }
const catalogue::Catalogue& fields() {
    static const catalogue::Catalogue loaded(share() / "catalogue");
    return loaded;
}
const text::Tongue& tongue(text::Language language) {
    static const text::Texts texts(text::Words(share() / "texts"), "Europe/Berlin");
    return texts[language];
}
const text::Tongue& english() { return tongue(text::Language::En); }

std::string said(const char* field, const json& value) {
    return in_words(fields(), *fields().field(field), value, english());
}

}  // namespace

TEST_CASE("a telephone number is understood as people write it") {
    CHECK(parse_phone("0176 04069001") == "+4917604069001");
    CHECK(parse_phone("+49 (0) 176 / 0406-9001") == "+4917604069001");
    CHECK(parse_phone("0049 176 04069001") == "+4917604069001");
    CHECK(parse_phone("٠١٧٦ ٠٤٠٦٩٠٠١") == "+4917604069001");
    CHECK(parse_phone("+93 70 000 0001") == "+93700000001");
    for (const char* wrong : {"", "12345", "call me", "+0 176 04069001", "++49 176 04069001",
                              "+49176040690010000", "+49 00176 0406900", "0176-0406x9001"})
        CHECK_FALSE(parse_phone(wrong));
}

TEST_CASE("a telephone number is shown in groups") {
    CHECK(group_phone("+4917604069001") == "+49 176 0406 9001");
    CHECK(group_phone("+93700000001") == "+93 700 000 001");
    CHECK(group_phone("none") == "none");
}

TEST_CASE("a date may lack its day and month") {
    using text::Calendar;
    CHECK(parse_edtf("2016") == make_date(Calendar::Gregorian, {2016, 0, 0}));
    CHECK(parse_edtf("2016-03") == make_date(Calendar::Gregorian, {2016, 3, 0}));
    CHECK(parse_edtf("2016-03-14")->precision == Precision::Day);
    CHECK(parse_edtf("197X") == make_decade(Calendar::Gregorian, 1970));
    CHECK(parse_edtf("197X")->last == Date{std::chrono::year{1979} / 12 / 31});
    CHECK(parse_edtf("2016-02")->last == Date{std::chrono::year{2016} / 2 / 29});
    for (const char* wrong : {"", "16", "2016-13", "2016-02-30", "2016-3", "abcd", "2016-03-14x",
                              "2016/", "2016/2015", "2016-00"})
        CHECK_FALSE(parse_edtf(wrong));
}

TEST_CASE("a Persian year lies between two days, and stays so when it is stored") {
    const auto year = make_date(text::Calendar::Persian, {1357, 0, 0});
    REQUIRE(year);
    CHECK(year->edtf() == "1978-03-21/1979-03-20");
    const auto back = date_of({{"edtf", year->edtf()}, {"calendar", "persian"}});
    CHECK(back == year);
    CHECK(back->first == Date{std::chrono::year{1978} / 3 / 21});
    CHECK(back->last == Date{std::chrono::year{1979} / 3 / 20});
    CHECK(counted(*back, text::Calendar::Persian) == text::CalendarDay{1357, 0, 0});
    const auto month = make_date(text::Calendar::Persian, {1388, 5, 0});
    CHECK(month->edtf() == "2009-07-23/2009-08-22");
    CHECK(date_of({{"edtf", month->edtf()}, {"calendar", "persian"}}) == month);
    const auto decade = make_decade(text::Calendar::Persian, 1360);
    CHECK(date_of({{"edtf", decade.edtf()}, {"calendar", "persian"}}) == decade);
}

TEST_CASE("what was stored of an Islamic or Persian date comes back for every year") {
    for (const auto calendar : text::calendars)
        for (int year = 1340; year < 1450; ++year)
            for (unsigned month = 0; month <= 12; ++month) {
                const auto date = make_date(calendar, {year, month, 0});
                const json stored{{"edtf", date->edtf()}, {"calendar", text::code(calendar)}};
                CHECK(date_of(stored) == date);
                CHECK(counted(*date, calendar) == text::CalendarDay{year, month, 0});
            }
}

TEST_CASE("a date noted roughly in another calendar is said as its people would") {
    const Listener fa{tongue(text::Language::Fa), {text::Calendar::Persian, "AF"}};
    CHECK(date_in_words({{"edtf", "2015"}, {"calendar", "persian"}, {"text", "۱۳۹۴"}}, fa) ==
          "\u20681394\u2069 (\u20682015\u2069)");
    CHECK(date_in_words({{"edtf", "2021-08"}, {"calendar", "persian"}}, fa).find("اسد 1400") !=
          std::string::npos);
}

TEST_CASE("a person reads their own calendar and the Gregorian, an office the other way round") {
    const json day{{"edtf", "2009-08-03"}, {"calendar", "persian"}, {"text", "۱۲ اسد ۱۳۸۸"}};
    const json year{{"edtf", "1978-03-21/1979-03-20"}, {"calendar", "persian"}, {"text", "۱۳۵۷"}};
    const auto& de = tongue(text::Language::De);
    const Listener afghan{tongue(text::Language::Fa), {text::Calendar::Persian, "AF"}};
    const Listener iranian{tongue(text::Language::Fa), {text::Calendar::Persian, "IR"}};
    CHECK(date_in_words(day, de) == "\u20683. August 2009\u2069 (\u2068۱۲ اسد ۱۳۸۸\u2069)");
    CHECK(date_in_words(year, de) == "\u20681978/1979\u2069 (\u2068۱۳۵۷\u2069)");
    CHECK(date_in_words(day, afghan).starts_with("\u206812 اسد 1388\u2069 (\u20683 "));
    CHECK(date_in_words(day, iranian).starts_with("\u206812 مرداد 1388\u2069 (\u20683 "));
    CHECK(date_in_words(year, iranian) == "\u20681357\u2069 (\u20681978/1979\u2069)");
    CHECK(date_in_words("2009-08-03", iranian).starts_with("\u206812 مرداد 1388\u2069"));
    CHECK(date_in_words("2016", iranian) == "2016");
    const Listener egyptian{tongue(text::Language::Ar), {text::Calendar::Gregorian, "EG"}};
    CHECK(date_in_words("2009-08-03", egyptian) == "3 أغسطس 2009");
    CHECK(date_in_words("2009-08", egyptian) == "أغسطس 2009");
    CHECK(date_in_words("2009-08-03", tongue(text::Language::Ar)) == "3 آب 2009");
}

TEST_CASE("dates are said as precisely as they are known") {
    CHECK(date_in_words(json{{"edtf", "2016"}}, english()) == "2016");
    CHECK(date_in_words("2016-03", english()) == "March 2016");
    CHECK(date_in_words("1996-03-14", tongue(text::Language::De)) == "14. März 1996");
    CHECK(
        date_in_words({{"edtf", "1978-01-01"}, {"estimated", true}}, english()).find("estimated") !=
        std::string::npos);
    CHECK(date_in_words({{"edtf", "2009-01-01"}, {"estimated", true}}, english()) ==
          "1 January 2009 (probably estimated)");
    CHECK(date_in_words({{"edtf", "198X"}}, english()) == "in the years from 1980");
    CHECK(period_in_words("2016", "2019", english()) == "2016 to 2019");
    CHECK(period_in_words("2016", json(), english()) == "from 2016");
    CHECK(period_in_words(json(), json(), english()).empty());
}

TEST_CASE("a card is said in the catalogue's order, its title first") {
    const json tailor{{"country", "AF"},          {"title_original", "Tailor"},
                      {"kind", "family"},         {"from", {{"edtf", "2016"}}},
                      {"to", {{"edtf", "2019"}}}, {"hours_week", 40}};
    const auto words = said("work.entries", tailor);
    CHECK(words.starts_with("Tailor, Afghanistan, 2016 to 2019, "));
    CHECK(words.ends_with("40 hours a week"));
    const auto part_kept = in_words(fields(), *fields().field("work.entries"), tailor, english(),
                                    [](const auto& part) { return part.key == "country"; });
    CHECK(part_kept == "Afghanistan");
    const auto skill = said("language.skills", {{"lang", "prs"}, {"listening", "B1"}});
    CHECK(skill == "Dari, Listening: B1");
}

TEST_CASE("each field is said as people say it, by rules of the catalogue") {
    const auto& de = tongue(text::Language::De);
    const auto german = [&](const char* field, const json& value) {
        return in_words(fields(), *fields().field(field), value, de);
    };
    const json home{
        {"street", "Beispielweg"}, {"no", "3"}, {"plz", "00000"}, {"city", "Musterhausen"}};
    CHECK(german("contact.address", home) == "Beispielweg 3, 00000 Musterhausen");
    CHECK(german("contact.address", {{"city", "Musterhausen"}}) == "Musterhausen");
    CHECK(german("language.skills", {{"lang", "prs"}, {"native", true}}) == "Dari (Erstsprache)");
    CHECK(german("language.skills", {{"lang", "prs"}, {"native", false}}) == "Dari");
    CHECK(german("contact.interpreter",
                 {{"needed", true}, {"lang", "prs"}, {"dialect", "Herati"}, {"no_minors", true}}) ==
          "Ja, Dari (Herati), nur Erwachsene");
    CHECK(german("life.driving", {{"class", "B"}, {"country", "AF"}, {"issued", "2015"}}) ==
          "Klasse B (Afghanistan), ausgestellt: 2015");
    CHECK(german("life.mobility", {{"car", false}, {"bike", true}, {"max_minutes", 45}}) ==
          "kein Auto, Fahrrad, Weg bis zu 45 Minuten");
    CHECK(german("residence.person_numbers", {{"type", "bg"}, {"value", "123"}}) ==
          "BG-Nummer 123");
}

TEST_CASE("a card's heading shows no official number") {
    const auto* field = fields().field("residence.person_numbers");
    CHECK(title_in_words(fields(), *field, {{"type", "bg"}, {"value", "123"}}, english()) ==
          "Jobcenter number (BG-Nummer)");
}

TEST_CASE("words of the other direction keep figures and commas in their place") {
    const json school{{"name_original", "Malalai"}, {"country", "AF"}, {"from", "2003"}};
    const auto own = [](const json& value, text::Language language) {
        return in_words(fields(), *fields().field("school.entries"), value, tongue(language));
    };
    const auto german = own({{"name_original", "ملالی"}, {"from", "2003"}}, text::Language::De);
    CHECK(german == "\u200e\u2068ملالی\u2069, ab 2003");
    CHECK(own(school, text::Language::Fa).starts_with("\u200f\u2068Malalai\u2069، "));
    CHECK(own(school, text::Language::De) == "Malalai, Afghanistan, ab 2003");
    const auto name = in_words(fields(), *fields().field("person.name.native"),
                               {{"text", "امینه"}, {"lang", "prs"}}, tongue(text::Language::De));
    CHECK(name == "\u200e\u2068امینه\u2069 (Dari)");
}

TEST_CASE("no word of ours stands between a person's own words") {
    const json sewing{{"title_original", "خیاط"}, {"tasks", {"پیراهن", "دوخت لباس"}}};
    const auto* field = fields().field("work.entries");
    const auto german = in_words(fields(), *field, sewing, tongue(text::Language::De));
    CHECK(german.find(" und ") == german.npos);
    CHECK(german.find("\u2068پیراهن\u2069, \u2068دوخت لباس\u2069") != german.npos);
}

TEST_CASE("codes, countries, numbers and unknown shapes are said without a stumble") {
    CHECK(said("person.nationalities", {"AF", "XXA"}) == "Afghanistan and Stateless");
    CHECK(said("school.years_total", 7.5) == "7.5");
    CHECK(said("contact.address_protected", true) == "Yes");
    CHECK(said("family.marital_status", "no such code") == "no such code");
    CHECK(said("work.entries", "not an object").empty());
    CHECK(said("contact.phones", {{"e164", "+4917604069001"}}) == "+49 176 0406 9001");
}

TEST_CASE("what a document proves goes before own words, own words before staff's note") {
    Answer answer;
    Claim own, noted, seen;
    own.id = "own";
    noted.id = "noted";
    noted.by = seen.by = By::Staff;
    noted.provenance = Provenance::Staff;
    seen.id = "seen";
    seen.provenance = Provenance::DocumentSeen;
    answer.claims = {own, noted};
    settle(answer);
    CHECK(answer.in_force == "own");
    answer.claims = {own, seen};
    settle(answer);
    CHECK(answer.in_force == "seen");
}

TEST_CASE("a document comes back as it was written") {
    Document document;
    Claim claim;
    claim.id = "c1";
    claim.by = By::Guardian;
    claim.author = "author";
    claim.provenance = Provenance::Uploaded;
    claim.at = time_of(1234567);
    claim.value = {{"title_original", "خیاط"}};
    claim.lang = "fa";
    claim.german_parts["title_original"] = {"Schneiderin", "own"};
    claim.german = German{"\"Maß\"\n\\", "machine"};
    claim.objection = Objection{time_of(5), "b", "نه", "fa", time_of(6)};
    claim.beside = "staff";
    document.repeated["work.entries"].push_back({"e1", {{claim}, "c1"}, true});
    claim.state = State::Declined;
    document.answers["person.sex"] = {{claim}, "c1"};
    document.taken_back["health.care"] = "c0";
    const auto text = write(document);
    CHECK(json::parse(text).dump() == text);
    const auto back = read(text);
    CHECK(write(back) == text);
    CHECK(write(Document{}) == R"({"answers":{},"repeated":{}})");
    CHECK(back.taken_back.at("health.care") == "c0");
    const auto& entry = back.repeated.at("work.entries").front();
    CHECK(entry.removed);
    const auto& told = entry.answer.claims.front();
    CHECK(told.german->text == "\"Maß\"\n\\");
    CHECK(told.objection->words == "نه");
    CHECK(told.beside == "staff");
    CHECK(same_words(entry.answer.claims.front(),
                     document.repeated["work.entries"].front().answer.claims.front()));
    CHECK(entry.answer.claims.front().by == By::Guardian);
    CHECK(millis(entry.answer.claims.front().at) == 1234567);
    CHECK(back.answers.at("person.sex").claim()->state == State::Declined);
}

TEST_CASE("what is no document is refused whole") {
    const auto answer = [](const std::string& by) {
        return R"({"answers":{"person.sex":{"claims":[{"at":1,"author":"","by":")" + by +
               R"(","id":"c","provenance":"own","state":"value","value":[1,-2,2.5,true,null]}],)"
               R"("in_force":"c"}},"repeated":{}})";
    };
    const auto value = read(answer("person")).answers.at("person.sex").claim()->value;
    CHECK(value == json{1, -2, 2.5, true, nullptr});
    for (const auto& text : {std::string(), std::string("{"), std::string("[]"),
                             std::string(R"({"answers":{}})"), answer("nobody"), answer("\xff")}) {
        CAPTURE(text);
        CHECK_THROWS(read(text));
    }
}

TEST_CASE("adult or minor follows the birth date, as far as it is known") {
    const auto adult = [](const json& birth) {
        Document biography;
        Claim claim;
        claim.id = "c";
        claim.value = birth;
        biography.answers["person.birth"] = {{claim}, "c"};
        return is_adult(Biography(biography), Date{std::chrono::year{2026} / 11 / 22});
    };
    CHECK(adult({{"edtf", "2008-11-22"}}) == true);
    CHECK(adult({{"edtf", "2008-11-23"}}) == false);
    CHECK(adult({{"edtf", "2008"}}) == std::nullopt);
    CHECK(adult({{"edtf", "2009"}}) == false);
    CHECK(adult({{"edtf", "1996-03"}}) == true);
    CHECK(adult({{"edtf", "2008-03-20/2009-03-20"}, {"calendar", "persian"}}) == std::nullopt);
    CHECK(adult({{"edtf", "2007-03-21/2008-03-19"}, {"calendar", "persian"}}) == true);
    CHECK(adult({{"edtf", "200X"}}) == std::nullopt);
    CHECK(adult("not a date") == std::nullopt);
    CHECK(is_adult(Biography{}, Date{std::chrono::year{2026} / 11 / 22}) == std::nullopt);
}

}  // namespace mobio::biography
