// SPDX-License-Identifier: EUPL-1.2
// What people type, and how a value is said: phones, names, dates, words.
#include <doctest/doctest.h>

#include <cstdlib>

#include "biography/dates.h"
#include "biography/document.h"
#include "biography/name.h"
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
    static const text::Texts texts(share() / "texts", "Europe/Berlin");
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
                              "+49176040690010000", "0176-0406x9001"})
        CHECK_FALSE(parse_phone(wrong));
}

TEST_CASE("a telephone number is shown in groups") {
    CHECK(group_phone("+4917604069001") == "+49 176 0406 9001");
    CHECK(group_phone("+93700000001") == "+93 700 000 001");
    CHECK(group_phone("none") == "none");
}

TEST_CASE("names of all scripts are names, stopgaps are not") {
    for (const char* name : {"Amina", "O’Neill", "D'Almeida", "Łukasz-Żółć", "ګل محمد",
                             "Nguyễn Thị", "Ḩasan ʿAlī", "Mehmet Â.", "ኣበበ", "N'Guessan"})
        CHECK_FALSE(name_problem(name));
    for (const char* name : {"-", "+", "FNU", "fnu", "...", "1234", "Ali 2", "<b>Ali</b>", "a@b"})
        CHECK(name_problem(name));
    CHECK(foreign_script("Amina").empty());
    CHECK(foreign_script("امینه") == "Arab");
    CHECK(foreign_script("Амина") == "Cyrl");
}

TEST_CASE("a date may lack its day and month") {
    CHECK(parse_edtf("2016") == PartialDate{2016, 0, 0});
    CHECK(parse_edtf("2016-03") == PartialDate{2016, 3, 0});
    CHECK(parse_edtf("2016-03-14")->precision() == "day");
    CHECK(parse_edtf("1978-03-21/1979-03-20") == PartialDate{1978, 3, 21});
    CHECK(parse_edtf("197X") == PartialDate{1970, 0, 0});
    for (const char* wrong : {"", "16", "2016-13", "2016-02-30", "2016-3", "abcd", "2016-03-14x"})
        CHECK_FALSE(parse_edtf(wrong));
    CHECK(PartialDate{2016, 2, 0}.last() == Date{std::chrono::year{2016} / 2 / 29});
}

TEST_CASE("dates are said as precisely as they are known") {
    CHECK(date_in_words(json{{"edtf", "2016"}}, english()) == "2016");
    CHECK(date_in_words("2016-03", english()) == "March 2016");
    CHECK(date_in_words("1996-03-14", tongue(text::Language::De)) == "14. März 1996");
    CHECK(
        date_in_words({{"edtf", "1978-01-01"}, {"estimated", true}}, english()).find("estimated") !=
        std::string::npos);
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
    CHECK(words.ends_with("Hours per week: 40"));
    const auto part_kept = in_words(fields(), *fields().field("work.entries"), tailor, english(),
                                    [](const auto& part) { return part.key == "country"; });
    CHECK(part_kept == "Afghanistan");
    const auto skill = said("language.skills", {{"lang", "prs"}, {"listening", "B1"}});
    CHECK(skill == "Dari, Listening: B1");
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
    document.repeated["work.entries"].push_back({"e1", {{claim}, "c1"}, true});
    claim.state = State::Declined;
    document.answers["person.sex"] = {{claim}, "c1"};
    const auto back = read(write(document));
    const auto& entry = back.repeated.at("work.entries").front();
    CHECK(entry.removed);
    CHECK(same_words(entry.answer.claims.front(),
                     document.repeated["work.entries"].front().answer.claims.front()));
    CHECK(entry.answer.claims.front().by == By::Guardian);
    CHECK(millis(entry.answer.claims.front().at) == 1234567);
    CHECK(back.answers.at("person.sex").claim()->state == State::Declined);
}

TEST_CASE("adult or minor follows the birth date, as far as it is known") {
    const auto adult = [](const json& birth) {
        Biography biography;
        Claim claim;
        claim.id = "c";
        claim.value = birth;
        biography.answers["person.birth"] = {{claim}, "c"};
        return is_adult(biography, Date{std::chrono::year{2026} / 11 / 22});
    };
    CHECK(adult({{"edtf", "2008-11-22"}}) == true);
    CHECK(adult({{"edtf", "2008-11-23"}}) == false);
    CHECK(adult({{"edtf", "2008"}}) == std::nullopt);
    CHECK(adult({{"edtf", "2009"}}) == false);
    CHECK(adult({{"edtf", "1996-03"}}) == true);
    CHECK(adult("not a date") == std::nullopt);
    CHECK(is_adult(Biography{}, Date{std::chrono::year{2026} / 11 / 22}) == std::nullopt);
}

}  // namespace mobio::biography
