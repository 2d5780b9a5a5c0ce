// SPDX-License-Identifier: EUPL-1.2
#include "biography/reading.h"

#include <doctest/doctest.h>

#include <cstdlib>

namespace mobio::biography {

namespace {

using nlohmann::json;

const catalogue::Catalogue& fields() {
    static const catalogue::Catalogue loaded(std::filesystem::path(std::getenv("MOBIO_SHARE")) /
                                             "catalogue");
    return loaded;
}

const occupations::List& occupation_list() {
    static const occupations::List loaded(occupations::read_built_in(
        std::filesystem::path(std::getenv("MOBIO_SHARE")) / "catalogue" / "occupations.csv"));
    return loaded;
}

using Typed = std::vector<std::pair<std::string, std::string>>;

// What a form makes of a field on 22 November 2026, in Farsi.
struct Result {
    Reading reading;
    Problems problems;
    bool wrong_at(const char* input) const { return problems.at(input) != nullptr; }
    json value() const { return reading.claim ? reading.claim->value : json(); }
};
Result result_of(const char* key, const Typed& typed, const Claim* shown = nullptr,
                 text::Language language = text::Language::Fa) {
    http::Fields form;
    for (const auto& [name, value] : typed) form.add(name, value);
    static const text::Texts texts(
        text::Words(std::filesystem::path(std::getenv("MOBIO_SHARE")) / "texts"), "Europe/Berlin");
    const Reader reader{fields(), occupation_list(), texts[language],
                        Date{std::chrono::year{2026} / 11 / 22}};
    Result result;
    result.reading = read(reader, *fields().field(key), form, shown, result.problems);
    return result;
}

Claim claim_with(json value) {
    Claim claim;
    claim.id = "shown";
    claim.value = std::move(value);
    return claim;
}

}  // namespace

TEST_CASE("a name keeps its letters and refuses what is none") {
    CHECK(result_of("person.name.family", {{"person.name.family", "  Ḩaqq-O’Dür "}}).value() ==
          "Ḩaqq-O’Dür");
    CHECK(result_of("person.name.family", {{"person.name.family", "FNU"}})
              .wrong_at("person.name.family"));
    const std::string long_name(201, 'a');
    CHECK(result_of("person.name.family", {{"person.name.family", long_name}})
              .wrong_at("person.name.family"));
    CHECK_FALSE(result_of("person.name.family", {{"person.name.family", long_name.substr(1)}})
                    .wrong_at("person.name.family"));
}

TEST_CASE("a name in another script is kept for its own place") {
    const auto moved = result_of("person.name.given", {{"person.name.given", "امینه"}});
    CHECK(moved.reading.own_script == "امینه");
    CHECK_FALSE(moved.reading.changed);
    CHECK(moved.problems.empty());
    CHECK(result_of("person.name.given", {{"person.name.given", "Amina امینه"}})
              .wrong_at("person.name.given"));
    CHECK(result_of("person.birth_place", {{"person.birth_place.latin", "هرات"}}).value() ==
          json{{"native", "هرات"}});
}

TEST_CASE("a birth date may be a year, is never in the future, and 1 January is estimated") {
    const auto year = result_of("person.birth", {{"person.birth.year", "۱۹۹۶"}}).value();
    CHECK(year["edtf"] == "1996");
    CHECK(year["precision"] == "year");
    CHECK(year["calendar"] == "gregorian");
    CHECK(year["text"] == "۱۹۹۶");
    CHECK(year["estimated"] == false);
    const auto january = result_of(
        "person.birth",
        {{"person.birth.day", "1"}, {"person.birth.month", "1"}, {"person.birth.year", "1978"}});
    CHECK(january.value()["estimated"] == true);
    const auto& stored = *january.reading.claim;
    CHECK(result_of("person.birth",
                    {{"asked", "person.birth"},
                     {"person.birth.day", "1"},
                     {"person.birth.month", "1"},
                     {"person.birth.year", "1978"}},
                    &stored)
              .value()["estimated"] == false);
    CHECK(result_of("person.birth", {{"person.birth.year", "2027"}}).wrong_at("person.birth"));
}

TEST_CASE("a date that cannot be says which part is wrong") {
    const auto wrong = [](const char* day, const char* month, const char* year, const char* part) {
        return result_of("residence.entry_date", {{"residence.entry_date.day", day},
                                                  {"residence.entry_date.month", month},
                                                  {"residence.entry_date.year", year}})
            .wrong_at((std::string("residence.entry_date") + part).c_str());
    };
    CHECK(wrong("30", "2", "2020", ".day"));
    CHECK(wrong("0", "2", "2020", ".day"));
    CHECK(wrong("3", "", "2020", ".month"));
    CHECK(wrong("", "13", "2020", ".month"));
    CHECK(wrong("", "3", "", ".year"));
    CHECK(wrong("", "3", "20", ".year"));
    CHECK(wrong("", "", "1401", ".year"));
    CHECK(wrong("", "", "twenty", ".year"));
    CHECK(result_of("residence.valid_until", {{"residence.valid_until.year", "2027"}})
              .wrong_at("residence.valid_until"));
}

TEST_CASE("numbers have a range and a step") {
    const auto years = [](const char* typed) {
        return result_of("school.years_total", {{"school.years_total", typed}});
    };
    CHECK(years("7,5").value() == 7.5);
    CHECK(years("١٢").value() == 12);
    CHECK(years("7.3").wrong_at("school.years_total"));
    CHECK(years("-1").wrong_at("school.years_total"));
    CHECK(years("400").wrong_at("school.years_total"));
    CHECK(years("many").wrong_at("school.years_total"));
    CHECK(years("1e3").wrong_at("school.years_total"));
    CHECK(years("nan").wrong_at("school.years_total"));
}

TEST_CASE("only offered codes, countries and languages are taken") {
    CHECK(result_of("person.birth_country", {{"person.birth_country", "AF"}}).value() == "AF");
    CHECK(result_of("person.birth_country", {{"person.birth_country", "ZZ"}})
              .wrong_at("person.birth_country"));
    CHECK(result_of("contact.language", {{"contact.language", "prs"}}).value() == "prs");
    CHECK(result_of("family.marital_status", {{"family.marital_status", "nope"}})
              .wrong_at("family.marital_status"));
    CHECK(result_of("person.nationalities", {{"person.nationalities", "AF"},
                                             {"person.nationalities", ""},
                                             {"person.nationalities", "XXA"},
                                             {"person.nationalities", "AF"}})
              .value() == json{"AF", "XXA"});
}

TEST_CASE("don't know and don't want to say are answers of their own") {
    const auto unknown = result_of("person.birth", {{"person.birth.state", "?unknown"}});
    CHECK(unknown.reading.claim->state == State::Unknown);
    const auto declined = result_of("person.sex", {{"person.sex", "?declined"}});
    CHECK(declined.reading.claim->state == State::Declined);
    // An answer given later goes before the choice that still stands in the form.
    const auto later = result_of(
        "person.birth", {{"person.birth.state", "?unknown"}, {"person.birth.year", "1996"}},
        &*unknown.reading.claim);
    CHECK(later.value()["edtf"] == "1996");
    // Both at once: the person says which counts.
    const Typed both{{"person.birth.state", "?unknown"}, {"person.birth.year", "1996"}};
    CHECK(result_of("person.birth", both).wrong_at("person.birth.state"));
    CHECK(result_of("person.birth",
                    {{"person.birth.state", "?answer"}, {"person.birth.year", "1996"}})
              .value()["edtf"] == "1996");
}

TEST_CASE("what was not touched keeps what no input shows") {
    const auto persian =
        claim_with({{"edtf", "1978-03-21/1979-03-20"}, {"calendar", "persian"}, {"text", "۱۳۵۷"}});
    const Typed as_shown{{"person.birth.calendar", "persian"}, {"person.birth.year", "1357"}};
    CHECK_FALSE(result_of("person.birth", as_shown, &persian).reading.changed);
    CHECK_FALSE(result_of("person.birth", {}, &persian).reading.changed);
    const auto job = claim_with({{"title_original", "Tailor"}, {"hours_week", 40}});
    const auto renamed =
        result_of("work.entries", {{"work.entries.title_original", "Cook"}}, &job).value();
    CHECK(renamed == json{{"title_original", "Cook"}, {"hours_week", 40}});
}

TEST_CASE("an occupation chosen from the list keeps the person's words, its code and its German") {
    const auto job =
        result_of("work.entries", {{"work.entries.title_original", "خیاط زنانه"},
                                   {"work.entries.title_original.code", "28222 خیاط زنانه"}});
    CHECK(job.value() == json{{"title_original", "خیاط زنانه"}, {"kldb", "28222"}});
    CHECK(job.reading.claim->lang == "fa");
    const auto& german = job.reading.claim->german_parts.at("title_original");
    CHECK(german.text == "Schneider/in");
    CHECK(german.mark == from_list);
}

TEST_CASE("a code belongs to the words it was chosen for") {
    const Typed other_words{{"work.entries.title_original", "آشپز"},
                            {"work.entries.title_original.code", "28222 خیاط"}};
    CHECK(result_of("work.entries", other_words).value() == json{{"title_original", "آشپز"}});
    const Typed no_code{{"work.entries.title_original", "x"},
                        {"work.entries.title_original.code", "<b> x"}};
    CHECK(result_of("work.entries", no_code).value() == json{{"title_original", "x"}});

    const Typed of_no_list{{"work.entries.title_original", "x"},
                           {"work.entries.title_original.code", "99999 x"}};
    CHECK(result_of("work.entries", of_no_list).value() == json{{"title_original", "x"}});

    auto job = claim_with({{"title_original", "خیاط"}, {"kldb", "28222"}});
    job.german_parts["title_original"] = {"Schneider/in", from_list};
    const auto renamed = result_of("work.entries", other_words, &job);
    CHECK(renamed.value() == json{{"title_original", "آشپز"}});
    CHECK(renamed.reading.claim->german_parts.empty());
    // As the form shows it, nothing changes.
    const Typed as_shown{{"work.entries.title_original", "خیاط"},
                         {"work.entries.title_original.code", "28222 خیاط"},
                         {"work.entries.title_original.german", "Schneider/in"}};
    CHECK_FALSE(result_of("work.entries", as_shown, &job).reading.changed);
}

TEST_CASE("a code stays though the list that had it is gone") {
    const auto job = claim_with({{"title_original", "hat maker"}, {"esco", "7531.8"}});
    const auto told = result_of("work.entries",
                                {{"work.entries.title_original", "hat maker"},
                                 {"work.entries.title_original.code", "7531.8 hat maker"},
                                 {"work.entries.title_original.german", "Hutmacherin"}},
                                &job);
    CHECK(told.value()["esco"] == "7531.8");
    CHECK(told.reading.claim->german_parts.at("title_original").text == "Hutmacherin");
}

TEST_CASE("the person's own German stands over that of the list") {
    const auto job =
        result_of("work.entries", {{"work.entries.title_original", "خیاط"},
                                   {"work.entries.title_original.code", "28222 خیاط"},
                                   {"work.entries.title_original.german", "Damenschneiderin"}});
    CHECK(job.reading.claim->german_parts.at("title_original").text == "Damenschneiderin");
    CHECK(job.reading.claim->german_parts.at("title_original").mark == "own");
}

TEST_CASE("of several occupations each has its own code") {
    const auto goal = result_of("work.goal", {{"work.goal.occupations", "قناد"},
                                              {"work.goal.occupations.code", "29222b قناد"},
                                              {"work.goal.occupations.2", ""},
                                              {"work.goal.occupations.2.code", ""},
                                              {"work.goal.occupations.3", "هر کاری"},
                                              {"work.goal.occupations.3.code", ""}});
    CHECK(goal.value() == json{{"occupations", {"قناد", "هر کاری"}}, {"kldb", {"29222", ""}}});
    CHECK(goal.reading.claim->german_parts.at("occupations").text == "Konditor/in, هر کاری");
    // One more is added: the pastry cook stays one, though bakers have the same code.
    auto shown = *goal.reading.claim;
    const auto more = result_of(
        "work.goal",
        {{"work.goal.occupations.3", "نانوا"}, {"work.goal.occupations.3.code", "29222 نانوا"}},
        &shown);
    CHECK(more.reading.claim->german_parts.at("occupations").text ==
          "Konditor/in, هر کاری, Bäcker/in");
}

TEST_CASE("words in Arabic letters on a German page keep their own language") {
    const auto told = [](const char* words) {
        return result_of("work.entries", {{"work.entries.title_original", words}}, nullptr,
                         text::Language::De)
            .reading.claim->lang;
    };
    CHECK(told("خیاط") == "fa");
    CHECK(told("خياط") == "ar");
    CHECK(told("Schneiderin") == "de");
}

TEST_CASE("emptied inputs take an answer back, unticked boxes too") {
    const auto name = claim_with("Rahimi");
    const auto emptied = result_of("person.name.family", {{"person.name.family", " "}}, &name);
    CHECK(emptied.reading.changed);
    CHECK_FALSE(emptied.reading.claim);
    const auto channels = claim_with(json{"letter"});
    CHECK_FALSE(result_of("contact.channel", {}, &channels).reading.changed);
    CHECK(result_of("contact.channel", {{"asked", "contact.channel"}}, &channels).reading.changed);
}

TEST_CASE("free text keeps its language and the German beside it") {
    const auto told = result_of("life.strengths",
                                {{"life.strengths", "صبر"}, {"life.strengths.german", "Geduld"}});
    CHECK(told.reading.claim->lang == "fa");
    CHECK(told.reading.claim->german->text == "Geduld");
    CHECK(told.reading.claim->german->mark == "own");
    // Written anew in German, the German beside it no longer fits.
    const auto anew = result_of("life.strengths", {{"life.strengths", "Mut"}}, &*told.reading.claim,
                                text::Language::De);
    CHECK(anew.reading.claim->lang == "de");
    CHECK_FALSE(anew.reading.claim->german);
}

TEST_CASE("a text too long is refused with its length, never cut") {
    const auto told = result_of("life.strengths", {{"life.strengths", std::string(4001, 'x')}});
    REQUIRE(told.wrong_at("life.strengths"));
    CHECK(told.problems.at("life.strengths")->message.arguments ==
          std::vector<std::string>{"4000", "4001"});
}

TEST_CASE("direction signs are taken out, joiners stay") {
    const auto told = result_of("life.strengths", {{"life.strengths", "\u202eabc می\u200cخوانم"}});
    CHECK(told.reading.directions_removed);
    CHECK(told.value() == "abc می\u200cخوانم");
}

TEST_CASE("a card is checked part by part, and its end is not before its start") {
    const auto job = result_of("work.entries", {{"work.entries.title_original", "Schneiderin"},
                                                {"work.entries.from.year", "2019"},
                                                {"work.entries.to.year", "2016"},
                                                {"work.entries.tasks", "Hosen\n\nKleider\r\n"}});
    CHECK(job.wrong_at("work.entries.to"));
    CHECK(job.value()["tasks"] == json{"Hosen", "Kleider"});
    CHECK(result_of("contact.address", {{"contact.address.plz", "6912"}})
              .wrong_at("contact.address.plz"));
    CHECK(result_of("contact.address", {{"contact.address.plz", "۶۹۱۲۳"}}).value() ==
          json{{"plz", "69123"}});
    CHECK(result_of("contact.phones", {{"contact.phones.e164", "0176 04069001"}}).value() ==
          json{{"e164", "+4917604069001"}});
    CHECK(result_of("contact.email", {{"contact.email", "amina@"}}).wrong_at("contact.email"));
    CHECK(result_of("contact.email", {{"contact.email", "amina@example.org"}}).value() ==
          json{"amina@example.org"});
}

}  // namespace mobio::biography
