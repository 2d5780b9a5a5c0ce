// SPDX-License-Identifier: EUPL-1.2
#include "demo/life.h"

#include "demo/origins.h"
#include "occupations/occupations.h"

namespace mobio::demo {

using biography::Change;
using nlohmann::json;

// Dice --------------------------------------------------------------------------------------------

std::uint64_t Dice::roll() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

int Dice::from_to(int least, int most) {
    return least + static_cast<int>(roll() % static_cast<std::uint64_t>(most - least + 1));
}

// Telling -----------------------------------------------------------------------------------------

Date days_from(Date day, int days) {
    return Date{std::chrono::sys_days{day} + std::chrono::days{days}};
}

int days_between(Date from, Date to) {
    return static_cast<int>((std::chrono::sys_days{to} - std::chrono::sys_days{from}).count());
}

json date(std::string edtf) {
    const char* precision = edtf.size() == 4 ? "year" : edtf.size() == 7 ? "month" : "day";
    return {{"edtf", std::move(edtf)}, {"precision", precision}, {"calendar", "gregorian"}};
}

Change& Telling::add(std::string field, json value) {
    Change change;
    change.field = std::move(field);
    change.claim.by = by_;
    change.claim.author = author_;
    change.claim.provenance = provenance_;
    change.claim.at = at_;
    change.claim.value = std::move(value);
    return changes.emplace_back(std::move(change));
}

Telling& Telling::say(std::string field, json value) {
    add(std::move(field), std::move(value));
    return *this;
}

Telling& Telling::say_in(std::string lang, std::string field, json value, std::string part,
                         std::string german) {
    auto& claim = add(std::move(field), std::move(value)).claim;
    claim.lang = std::move(lang);
    claim.german_parts[std::move(part)] = {std::move(german), "own"};
    return *this;
}

Telling& Telling::choose_in(std::string lang, std::string field, json value, std::string part,
                            std::string german) {
    say_in(std::move(lang), std::move(field), std::move(value), part, std::move(german));
    changes.back().claim.german_parts[part].mark = biography::from_list;
    return *this;
}

// Lives -------------------------------------------------------------------------------------------

namespace {

struct Invention {
    Dice& dice;
    const Origin& origin;
    int year;  // this one
    int born;
    Telling telling;

    std::string month_of(int in_year) { return std::to_string(in_year) + two(dice.from_to(1, 12)); }
    static std::string two(int n) { return (n < 10 ? "-0" : "-") + std::to_string(n); }
};

void tell_person(Invention& life, const GivenName& given, const Name& family) {
    const auto& origin = life.origin;
    life.telling.say("person.name.given", given.latin)
        .say("person.name.family", family.latin)
        .say("person.form_of_address", given.address)
        .say("person.sex", std::string_view(given.address) == "Frau" ? "w" : "m")
        .say("person.birth",
             date(life.month_of(life.born) + Invention::two(life.dice.from_to(1, 28))))
        .say("person.birth_country", origin.country)
        .say("person.nationalities", json::array({origin.country}))
        .say("residence.entry_date", date(life.month_of(life.year - life.dice.from_to(1, 5))));
    if (*given.native)
        life.telling.say("person.name.native",
                         {{"text", std::string(given.native) + " " + family.native},
                          {"lang", origin.language},
                          {"script", origin.script}});
}

void tell_residence(Invention& life) {
    constexpr const char* others[] = {"aufenthaltsgestattung", "ae_25_2_gfk", "ae_25_2_gfk",
                                      "ae_25_2_sub", "ae_25_3"};
    const char* status = life.dice.one_of(others);
    const int year = life.year + life.dice.from_to(0, 2);
    life.telling
        .say("residence.status", life.origin.country == std::string_view("UA") ? "ae_24" : status)
        .say("residence.valid_until",
             date(life.month_of(year) + Invention::two(life.dice.from_to(1, 28))));
}

void tell_contact(Invention& life) {
    constexpr const char* streets[] = {"Beispielweg", "Musterstraße", "Lindenallee", "Am Bach",
                                       "Schulgasse"};
    constexpr const char* places[] = {"Musterstadt", "Musterhausen", "Beispielheim", "Auental"};
    life.telling.say("contact.language", life.origin.language)
        .say("contact.address", {{"street", life.dice.one_of(streets)},
                                 {"no", std::to_string(life.dice.from_to(1, 60))},
                                 {"plz", "00000"},
                                 {"city", life.dice.one_of(places)}})
        .say("family.marital_status", life.dice.one_in(2) ? "VH" : "LD");
    // From the range that is set aside for stories.
    if (!life.dice.one_in(6))
        life.telling.say("contact.phones",
                         {{"e164", "+49176040690" + std::to_string(life.dice.from_to(10, 99))},
                          {"sms_ok", true},
                          {"message_ok", true}});
}

void tell_languages(Invention& life) {
    constexpr const char* levels[] = {"A1", "A1", "A2", "A2", "B1", "B1", "B2"};
    constexpr const char* schools[] = {"Volkshochschule Musterstadt", "Sprachschule Brücke",
                                       "Bildungswerk Musterland"};
    const char* level = life.dice.one_of(levels);
    life.telling.say("language.skills", {{"lang", life.origin.language}, {"native", true}})
        .say("language.skills", {{"lang", "deu"},
                                 {"native", false},
                                 {"listening", level},
                                 {"reading", level},
                                 {"spoken_interaction", level},
                                 {"writing", level},
                                 {"basis", "self"}});
    if (life.dice.one_in(3)) return;
    const bool over = life.dice.one_in(2);
    life.telling.say("language.courses", {{"type", life.dice.one_in(5) ? "bsk_b2" : "ik_general"},
                                          {"provider", life.dice.one_of(schools)},
                                          {"from", date(life.month_of(life.year - 1))},
                                          {"status", over ? "completed" : "running"}});
}

void tell_school(Invention& life) {
    const int years = life.dice.from_to(5, 12);
    const int start = life.born + 6;
    life.telling.say("school.years_total", years)
        .say("school.entries", {{"country", life.origin.country},
                                {"type", years > 9 ? "upper_secondary" : "lower_secondary"},
                                {"from", date(std::to_string(start))},
                                {"to", date(std::to_string(start + years))},
                                {"completed", years > 8}});
}

void tell_work(Invention& life) {
    const int of_age = life.born + 18;
    const int start = life.dice.from_to(of_age, of_age + 4);
    if (start + 2 >= life.year) return;
    const auto& job = life.dice.one_of(life.origin.jobs);
    const int end = std::min(life.year - 1, start + life.dice.from_to(1, 9));
    const auto code = occupations::kldb(job.key);
    life.telling.choose_in(life.origin.iso_639_1, "work.entries",
                           {{"title_original", job.title},
                            {"kldb", code},
                            {"country", life.origin.country},
                            {"from", date(std::to_string(start))},
                            {"to", date(std::to_string(end))},
                            {"kind", life.dice.one_in(3) ? "self_employed" : "employee"},
                            {"hours_week", life.dice.one_in(4) ? 20 : 40}},
                           "title_original", job.german);
    life.telling.choose_in(life.origin.iso_639_1, "work.goal",
                           {{"kind", life.dice.one_in(2) ? "job_skilled" : "apprenticeship"},
                            {"occupations", json::array({job.title})},
                            {"kldb", json::array({code})},
                            {"hours", life.dice.one_in(3) ? "part" : "full"}},
                           "occupations", job.german);
}

void tell_rest(Invention& life) {
    constexpr const char* leisure[] = {"football", "cooking", "reading", "music",  "walking",
                                       "sewing",   "chess",   "running", "cycling"};
    constexpr const char* states[] = {"seeking", "course", "employed_pt", "employed_ft"};
    life.telling.say("work.status", life.dice.one_of(states))
        .say("life.leisure", json::array({life.dice.one_of(leisure)}));
    if (life.dice.one_in(3))
        life.telling.say("life.driving", {{"class", "B"}, {"country", life.origin.country}});
}

}  // namespace

Life invent(Dice& dice, const std::string& staff, Time told_at, Date today) {
    const auto& origin = dice.one_of(origins());
    const int year = static_cast<int>(today.year());
    Invention life{dice, origin, year, year - dice.from_to(19, 58),
                   Telling{biography::By::Staff, staff, biography::Provenance::Staff, told_at}};
    const auto& given = dice.one_of(origin.given);
    tell_person(life, given, dice.one_of(origin.families));
    tell_residence(life);
    tell_contact(life);
    tell_languages(life);
    tell_school(life);
    tell_work(life);
    tell_rest(life);
    return {given.latin, origin.reads, std::move(life.telling.changes)};
}

}  // namespace mobio::demo
