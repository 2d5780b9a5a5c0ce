// SPDX-License-Identifier: EUPL-1.2
// What a file may say, and what is said of one that is wrong.
#include <algorithm>

#include "households/dates.h"
#include "households/file_for_test.h"
#include "platform/text/day.h"

using namespace mobio;
using namespace mobio::households;
using nlohmann::json;

namespace {

struct Office {
    World world;
    App& app = world.app();
    StaffCast keller = world.staff("Keller", "manager");

    Reading reading(const json& file) { return read(file.dump(), ground_of(app)); }
    Reading of(const json& household) { return reading({{"households", {household}}}); }
};

json amina() {
    return {{"id", "H-1"},
            {"case", {{"phase", "AU"}, {"opened", "2024-02-05"}, {"caseworker", "Keller"}}},
            {"persons", {{{"person", {{"name", {{"given", "Amina"}}}}}}}}};
}

json amina_with(const char* section, const json& told) {
    auto household = amina();
    household["persons"][0][section].update(told);
    return household;
}

// The one thing wrong with it, "/pointer: what".
std::string wrong(const Reading& reading) {
    REQUIRE(reading.wrong.size() == 1);
    return reading.wrong[0].at + ": " + reading.wrong[0].what;
}

std::string left_out(const Reading& reading) {
    for (const auto& one : reading.wrong) FAIL_CHECK(one.at << ": " << one.what);
    REQUIRE(reading.left_out.size() == 1);
    return reading.left_out[0].at + ": " + reading.left_out[0].what;
}

const biography::Claim* told(const Reading& reading, std::string_view field,
                             std::size_t member = 0) {
    const auto& all = reading.households.at(0).members.at(member).told;
    const auto found = std::ranges::find(all, field, &biography::Change::field);
    return found == all.end() ? nullptr : &found->claim;
}

json value(const Reading& reading, std::string_view field) {
    for (const auto& one : reading.wrong) FAIL_CHECK(one.at << ": " << one.what);
    const auto* claim = told(reading, field);
    REQUIRE_MESSAGE(claim, field);
    return claim->value;
}

}  // namespace

TEST_CASE("a file that is no list of households says what is allowed") {
    Office office;
    const auto of = [&](const char* text) { return wrong(read(text, ground_of(office.app))); };
    CHECK(of("{") == ": is no JSON");
    CHECK(of("[]") == ": has no list of households; allowed: {\"households\": […]}");
    CHECK(of(R"({"households": [7]})") == "/households/0: is no household; allowed: an object");
    CHECK(office.reading({{"households", json::array()}}).wrong.empty());
    CHECK(office.reading({{"fixtures", {amina()}}}).wrong.empty());
}

TEST_CASE("what is wrong is named with its place and with what is allowed") {
    Office office;
    const auto of = [&](const char* section, const json& told) {
        return wrong(office.of(amina_with(section, told)));
    };
    const std::string person = "/households/0/persons/0/";
    CHECK(of("residence", {{"status", "visa"}})
              .starts_with(person + "residence/status: is no code of the list residence_status; "
                                    "allowed: ankunftsnachweis, "));
    CHECK(of("person", {{"birth", "14.03.1996"}})
              .starts_with(person + "person/birth: is no date from 1900 on; allowed: 2016, "));
    CHECK(of("person", {{"birth", "2999"}}).starts_with(person + "person/birth: is no date"));
    CHECK(of("person", {{"birth", "2099-01"}}) == person + "person/birth: lies in the future");
    CHECK(of("person", {{"nationalities", {"AF", "XX"}}}) ==
          person + "person/nationalities/1: is no country; allowed: ISO 3166-1, such as AF");
    CHECK(of("contact", {{"language", "fa"}}) ==
          person + "contact/language: is no language; allowed: ISO 639-3, such as prs");
    CHECK(of("contact", {{"email", "amina"}}) ==
          person + "contact/email: is no e-mail address; allowed: name@example.org");
    CHECK(of("contact", {{"phones", {{{"e164", "call me"}}}}})
              .starts_with(person + "contact/phones/0/e164: is no telephone number"));
    CHECK(of("contact", {{"phones", {7}}})
              .starts_with(person + "contact/phones/0: is no object; allowed: an object of e164"));
    CHECK(of("school", {{"years_total", "twelve"}}) == person + "school/years_total: is no number");
    CHECK(of("school", {{"years_total", 99}}).find("is too large; allowed: up to ") !=
          std::string::npos);
    CHECK(of("life", {{"mobility", {{"car", "yes"}}}}) ==
          person + "life/mobility/car: allowed: true, false");
    CHECK(of("work", {{"skills", {{{"skill", std::string(201, 'x')}}}}}) ==
          person + "work/skills/0/skill: is too long; allowed: 200 characters");
    CHECK(of("person", {{"name", {{"given", "FNU"}, {"family", "Rahimi"}}}})
              .starts_with(person + "person/name/given: is no name; allowed: letters"));
}

TEST_CASE("a name has to be there, in Latin letters where papers have them") {
    Office office;
    auto nameless = amina();
    nameless["persons"][0]["person"] = {{"sex", "w"}, {"name", {{"family", ""}}}};
    CHECK(wrong(office.of(nameless)) ==
          "/households/0/persons/0/person/name: says no name; "
          "allowed: given, family, native or preferred");
    auto native = amina();
    native["persons"][0]["person"]["name"] = {{"native", {{{"text", "امینه"}, {"lang", "prs"}}}}};
    const auto reading = office.of(native);
    CHECK(reading.wrong.empty());
    CHECK(reading.households[0].members[0].calling_name == "امینه");
    native["persons"][0]["person"]["name"]["given"] = "امینه";
    CHECK(wrong(office.of(native))
              .starts_with("/households/0/persons/0/person/name/given: is in "
                           "another script"));
}

TEST_CASE("a household has an id of its own, a case and a caseworker") {
    Office office;
    auto household = amina();
    household.erase("id");
    CHECK(wrong(office.of(household)).starts_with("/households/0/id: is missing"));
    CHECK(wrong(office.reading({{"households", {amina(), amina()}}})) ==
          "/households/1/id: is the id of another household of this file too");
    household = amina();
    household.erase("case");
    CHECK(wrong(office.of(household)).starts_with("/households/0/case: is missing"));
    household = amina();
    household["case"].erase("caseworker");
    CHECK(wrong(office.of(household)) ==
          "/households/0/case/caseworker: is missing; allowed: a name, or {name, email}");
    household = amina();
    household["case"]["opened"] = "2024-02";
    CHECK(office.of(household).wrong.front().at == "/households/0/case/opened");
    household = amina();
    household["case"]["closed"] = "2023-01-01";
    CHECK(wrong(office.of(household)).find("is before the day") != std::string::npos);
    household = amina();
    household["persons"] = json::array();
    CHECK(wrong(office.of(household)).starts_with("/households/0/persons: allowed: "));
    household["persons"] = {"Amina"};
    CHECK(wrong(office.of(household)).starts_with("/households/0/persons/0: is no person"));
}

TEST_CASE("of two caseworkers with one name the file says which by their e-mail") {
    Office office;
    account::add_staff(office.app, {"Keller", "keller@example.org", "counsellor",
                                    "roter schirm im flur", text::Language::De});
    CHECK(wrong(office.of(amina())) ==
          "/households/0/case/caseworker: several have this name; allowed: {name, email}");
    auto household = amina();
    household["case"]["caseworker"] = {{"name", "K."}, {"email", office.keller.email}};
    const auto reading = office.of(household);
    CHECK(reading.wrong.empty());
    CHECK(reading.households[0].caseworker.id == office.keller.id);
}

TEST_CASE("keys that nobody knows are named, and the rest is read") {
    Office office;
    CHECK(left_out(office.of(amina_with("person", {{"religion", "x"}}))) ==
          "/households/0/persons/0/person/religion: is no key of the catalogue");
    CHECK(left_out(office.of(
              amina_with("family", {{"abroad", {{{"relation", "parents"}, {"note", "x"}}}}}))) ==
          "/households/0/persons/0/family/abroad/0/note: is no part of family.abroad");
    CHECK(left_out(office.of(amina_with("person", {{"is_adult", true}}))) ==
          "/households/0/persons/0/person/is_adult: MoBio works this out by itself");
    auto household = amina();
    household["title"] = "x";
    CHECK(left_out(office.of(household)) == "/households/0/title: has no place in MoBio");
    household = amina();
    household["persons"][0]["documents"] = {{{"title", "x"}}};
    CHECK(left_out(office.of(household)).starts_with("/households/0/persons/0/documents: papers"));
}

TEST_CASE("codes are known in any case and with spaces; those of lists of our own may be others") {
    Office office;
    const auto abroad =
        office.of(amina_with("family", {{"abroad", {{{"procedure_state", "Not started"}}}}}));
    CHECK(value(abroad, "family.abroad").at("procedure_state") == "not_started");
    const auto scripts =
        office.of(amina_with("literacy", {{"scripts", {{{"script", "Arab"}, {"read", 3}}}}}));
    CHECK(value(scripts, "literacy.scripts").at("read") == "3");
    const auto leisure = office.of(amina_with("life", {{"leisure", {"chess", "embroidery"}}}));
    CHECK(left_out(leisure).starts_with(
        "/households/0/persons/0/life/leisure/1: is no code of the list leisure; allowed: "));
    CHECK(value(leisure, "life.leisure") == json{"chess"});
}

TEST_CASE("days of the week and times of day are read from words, as far as they are known") {
    Office office;
    const auto reading = office.of(amina_with(
        "family", {{"availability", {{"days", "Mo-Mi, Sa"}, {"hours", "morning; evenings"}}}}));
    CHECK(left_out(reading).starts_with("/households/0/persons/0/family/availability/hours: "));
    CHECK(value(reading, "family.availability") ==
          json{{"days", {"mon", "tue", "wed", "sat"}}, {"hours", {"morning"}}});
}

TEST_CASE("one official birth date is in force, other papers' stand beside it") {
    Office office;
    const json births{{{"edtf", "1996-03-14"}, {"source", "passport"}, {"official", true}},
                      {{"edtf", "1995-03-21/1996-03-19"},
                       {"calendar", "persian"},
                       {"precision", "year"},
                       {"source", "tazkira"},
                       {"original", "۱۳۷۴"},
                       {"official", false}}};
    const auto reading = office.of(amina_with("person", {{"birth", births}}));
    CHECK(value(reading, "person.birth").at("edtf") == "1996-03-14");
    CHECK(told(reading, "person.birth")->provenance == biography::Provenance::DocumentSeen);
    const auto other = value(reading, "person.other_births");
    CHECK(other.at("source") == "tazkira");
    CHECK(other.at("birth").at("text") == "۱۳۷۴");
    auto two = births;
    two[1]["official"] = true;
    CHECK(wrong(office.of(amina_with("person", {{"birth", two}}))) ==
          "/households/0/persons/0/person/birth/1: is a second official date of birth; "
          "allowed: one");
}

TEST_CASE("what was told in another calendar says its days exactly") {
    using text::Calendar;
    const auto edtf = [](Calendar calendar, const char* original) {
        const auto told = told_in(calendar, original);
        return told ? told->edtf() : "";
    };
    CHECK(edtf(Calendar::Persian, "۱۳۷۹") == "2000-03-20/2001-03-20");
    CHECK(edtf(Calendar::Persian, "۱۳۸۳/۰۴/۰۱") == "2004-06-21");
    CHECK(edtf(Calendar::Persian, "شهریور ۱۳۸۳") == "2004-08-22/2004-09-21");
    CHECK(edtf(Calendar::Persian, "۱۲ اسد ۱۳۸۸") == "2009-08-03");
    for (const auto* none : {"", "x", "12", "۱۳۸۳/۱۳/۰۱", "32 اسد 1388", "1 2 3 4"})
        CHECK_MESSAGE(edtf(Calendar::Persian, none).empty(), none);
}

TEST_CASE("a rough conversion gives way to the original, a false one is named") {
    Office office;
    const auto school = [&](const char* edtf, const char* original) {
        return office.of(amina_with(
            "school",
            {{"entries",
              {{{"from", {{"edtf", edtf}, {"calendar", "persian"}, {"original", original}}}}}}}));
    };
    const auto right = school("2000", "۱۳۷۹");
    CHECK(value(right, "school.entries").at("from").at("edtf") == "2000-03-20/2001-03-20");
    const auto other = school("1990", "۱۳۷۹");
    CHECK(left_out(other).ends_with("from/original: is another day than edtf says: edtf counts"));
    CHECK(value(other, "school.entries").at("from").at("edtf") == "1990");
}

TEST_CASE("dates say what is wrong with them") {
    Office office;
    const auto from = [&](const json& date) {
        return wrong(office.of(amina_with("work", {{"entries", {{{"from", date}}}}})));
    };
    const std::string place = "/households/0/persons/0/work/entries/0/from";
    CHECK(from(true) == place +
                            ": is no date; allowed: {\"edtf\": \"2016-03\"}, or the text "
                            "2016-03");
    CHECK(from({{"edtf", "2016"}, {"calendar", "julian"}}) ==
          place + "/calendar: is no calendar; allowed: gregorian, persian, islamic");
    CHECK(from({{"edtf", "2016"}, {"source", "friend"}})
              .starts_with(place + "/source: is no source of a date; allowed: passport"));
    CHECK(from({{"edtf", "2016"}, {"precision", "day"}}) ==
          place + "/precision: does not fit the date; allowed: year");
    CHECK(from({{"edtf", "2016"}, {"estimated", "yes"}}) == place +
                                                                "/estimated: allowed: true, "
                                                                "false");
    const auto about = office.of(amina_with("work", {{"entries", {{{"from", "2016~"}}}}}));
    CHECK(value(about, "work.entries").at("from").at("estimated") == true);
    CHECK(left_out(office.of(amina_with("residence", {{"valid_until", "2027-03"}})))
              .ends_with("a whole day is asked for; allowed: 2016-03-14"));
    const auto bounds = office.of(amina_with(
        "work",
        {{"entries",
          {{{"from",
             {{"edtf", "2016"}, {"gregorian_to", "2017-01-01"}, {"note", "x"}, {"who", "y"}}}}}}}));
    CHECK(bounds.left_out.size() == 3);
}

TEST_CASE("own words have their German beside them, and a language") {
    Office office;
    auto household = amina_with("work", {{"entries",
                                          {{{"title_original", "خیاط"},
                                            {"title_de", "Schneiderin"},
                                            {"tasks", {"دوختن"}},
                                            {"tasks_de", "Nähen"}}}}});
    household["persons"][0]["contact"] = {{"language", "prs"}};
    household["persons"][0]["life"] = {
        {"strengths",
         {{"text", "من دقیق کار می‌کنم"}, {"de", "Ich arbeite genau."}}}};
    const auto reading = office.of(household);
    const auto* work = told(reading, "work.entries");
    REQUIRE(work);
    CHECK(work->lang == "fa");
    CHECK(work->german_parts.at("title_original").text == "Schneiderin");
    CHECK(work->german_parts.at("tasks").text == "Nähen");
    CHECK(told(reading, "life.strengths")->german->text == "Ich arbeite genau.");
    CHECK(told(reading, "life.strengths")->lang == "fa");
    const auto german_only =
        office.of(amina_with("work", {{"entries", {{{"title_de", "Schneiderin"}}}}}));
    CHECK(value(german_only, "work.entries").at("title_original") == "Schneiderin");
}

TEST_CASE("an entry that is a text alone is known by it") {
    Office office;
    auto household = amina_with("family", {{"children", {"K"}}, {"partner", "Navid"}});
    household["persons"][0]["life"] = {{"driving", "B"}};
    household["persons"].push_back({{"ref", "K"}, {"person", {{"name", {{"given", "Sara"}}}}}});
    const auto reading = office.of(household);
    CHECK(value(reading, "family.children") == json{{"name", "Sara"}});
    CHECK(value(reading, "family.partner") == json{{"name", "Navid"}});
    CHECK(value(reading, "life.driving") == json{{"class", "B"}});
}

TEST_CASE("not known and not told are answers, absent is none") {
    Office office;
    const auto reading = office.of(amina_with("school", {{"years_total", {{"state", "unknown"}}},
                                                         {"leaving_level", "hs"},
                                                         {"leaving_basis", "zab"},
                                                         {"entries", {{"state", "declined"}}}}));
    CHECK(reading.wrong.empty());
    CHECK(told(reading, "school.years_total")->state == biography::State::Unknown);
    CHECK(told(reading, "school.entries")->state == biography::State::Declined);
    CHECK(value(reading, "school.leaving_level") == json{{"level", "hs"}, {"basis", "zab"}});
    CHECK(told(reading, "school.current") == nullptr);
}

TEST_CASE("members of a household may stand for each other's names") {
    Office office;
    auto household = amina();
    household["persons"][0]["ref"] = "A";
    household["persons"].push_back(
        {{"ref", "K"},
         {"person", {{"name", {{"given", "Sara"}, {"family", "Rahimi"}}}}},
         {"family", {{"custody", {{{"child", "K"}, {"holder", "A"}, {"type", "sole"}}}}}}});
    const auto reading = office.of(household);
    REQUIRE(reading.households[0].members.size() == 2);
    CHECK(told(reading, "family.custody", 1)->value ==
          json{{"child", "Sara Rahimi"}, {"holder", "Amina"}, {"type", "sole"}});
}

TEST_CASE("stays come out of the homes that somebody had, in the phase of the case") {
    Office office;
    const auto now = office.app.clock.now();
    const county::Municipality town{Id<county::Municipality>::make(now), "08226001",
                                    "Musterhausen"};
    const county::Accommodation home{
        Id<county::Accommodation>::make(now), town.id, "Haus am Bach", "gu", "VU", 40};
    office.app.db->write([&](sql::Transaction& tx) {
        county::put(tx, town, now);
        county::put(tx, home, now);
    });
    const json homes{
        {{"type", "au_flat"}, {"from", "2024-02-05"}, {"place", "musterhausen"}},
        {{"type", "gu"}, {"name", "Haus am Bach"}, {"from", "2022-12"}, {"to", "2024-02-04"}},
        {{"type", "lea"}, {"from", "2022-11"}, {"to", "2022-11"}, {"place", "LEA"}},
        {{"type", "youth"}, {"place", "Anderswo"}, {"to", "2022-10-01"}}};
    auto household = amina_with("residence", {{"accommodation", homes}});
    household["case"]["move"] = {{"to", "08226001"}, {"day", "2030-01-01"}};
    const auto reading = office.of(household);
    CHECK(reading.wrong.empty());
    REQUIRE(reading.left_out.size() == 1);
    CHECK(reading.left_out[0].what.starts_with("is no stay of the case"));
    const auto& stays = reading.households[0].members[0].stays;
    REQUIRE(stays.size() == 3);
    CHECK(stays[0].phase == "EA");
    CHECK(stays[1].accommodation == home.id);
    CHECK(stays[1].municipality == town.id);
    CHECK(text::iso(stays[1].from) == "2022-12-01");
    CHECK(stays[2].phase == "AU");
    CHECK(stays[2].municipality == town.id);
    CHECK_FALSE(stays[2].until);
    CHECK(reading.households[0].shared.move->to == town.id);
}

TEST_CASE("the counselling clock has a start, pauses and a reason to go on") {
    Office office;
    auto household = amina();
    household["case"]["clock"] = {
        {"start", "2024-02-05"},
        {"extension_reason", "x"},
        {"pauses",
         {{{"from", "2024-05-01"}, {"until", "2024-06-01"}, {"reason", "y"}},
          {{"from", "2025-05-01"}}}}};
    const auto reading = office.of(household);
    CHECK(reading.wrong.empty());
    const auto& clock = reading.households[0].shared.clock;
    CHECK(text::iso(*clock.start) == "2024-02-05");
    CHECK(clock.pauses.size() == 2);
    household["case"]["clock"]["pauses"] = {{{"from", "2024-05-01"}, {"until", "2024-04-01"}}};
    CHECK(wrong(office.of(household)).starts_with("/households/0/case/clock/pauses/0/until: "));
    household["case"]["clock"]["pauses"] = {{{"until", "2024-04-01"}}};
    CHECK(wrong(office.of(household)).starts_with("/households/0/case/clock/pauses/0/from: "));
    household["case"]["clock"] = 3;
    CHECK(wrong(office.of(household)) == "/households/0/case/clock: is no object");
}

TEST_CASE("consultations are read with their steps; an interpreter's kind is no language") {
    Office office;
    auto household = amina();
    household["consultations"] = {
        {{"date", "2025-02-04"},
         {"kind", "office"},
         {"topics", {"language", "health"}},
         {"minutes", 60},
         {"interpreter", "prs"},
         {"note", "x"},
         {"step", {{"kind", "papers"}, {"waiting_for", "person"}, {"due", "2025-03-01"}}}},
        {{"date", "2025-03-04"}, {"kind", "phone"}, {"interpreter", nullptr}}};
    const auto reading = office.of(household);
    CHECK(
        left_out(reading).starts_with("/households/0/consultations/0/interpreter: is a "
                                      "language; allowed: "));
    const auto& talks = reading.households[0].talks;
    REQUIRE(talks.size() == 2);
    CHECK(talks[0].told.step.kind == "papers");
    CHECK(talks[0].told.interpreter.empty());
    CHECK(talks[1].told.interpreter == "none");
    household["consultations"] = {{{"date", "2099-02-04"}, {"kind", "office"}}};
    CHECK(wrong(office.of(household)) == "/households/0/consultations/0/date: lies in the future");
    household["consultations"] = {{{"kind", "office"}}};
    CHECK(wrong(office.of(household))
              .starts_with("/households/0/consultations/0/date: is "
                           "missing"));
    household["consultations"] = {{{"date", "2025-02-04"}, {"kind", "office"}, {"minutes", 0}}};
    CHECK(wrong(office.of(household)) ==
          "/households/0/consultations/0/minutes: allowed: a whole number from 1 to 600");
    household["consultations"] = "none";
    CHECK(wrong(office.of(household)) == "/households/0/consultations: is no list");
}

TEST_CASE("a plan is read with its goals, steps and reviews") {
    Office office;
    auto household = amina();
    household["plan"] = {{"agreed", "2024-03-12"},
                         {"confirmed_by", {"person:signature", "guardian:A", "IM"}},
                         {"goals",
                          {{{"area", "language"},
                            {"goal_own_words", {{"lang", "pbt"}, {"text", "غواړم لوستل زده کړم"}}},
                            {"status", "in_progress"},
                            {"deadline", "2026-06-30"},
                            {"measures",
                             {{{"responsible", "IM"}, {"what", "asks"}, {"status", "partly"}},
                              {{"responsible", "third_party:Jobcenter"}, {"what", "checks"}},
                              {{"responsible", "cousin"},
                               {"kind", "advice"},
                               {"status", "reached"},
                               {"proof", "certificate"}}}},
                            {"reviews", {{{"date", "2025-05-12"}, {"result", "course stopped"}}}}},
                           {{"area", "work"}, {"goal_de", "Arbeit"}, {"status", "waiting"}}}}};
    const auto reading = office.of(household);
    CHECK(left_out(reading).starts_with("/households/0/plan/confirmed_by/1: "));
    const auto& plan = reading.households[0].plan.value();
    CHECK(plan.by_person);
    CHECK(plan.by_caseworker);
    REQUIRE(plan.goals.size() == 2);
    const auto& goal = plan.goals[0];
    CHECK(goal.told.kind == "own");
    CHECK(goal.told.words_lang == "pbt");
    CHECK(goal.told.german == goal.told.words);
    CHECK(goal.told.priority == 1);
    CHECK(goal.reviews.at(0).words == "course stopped");
    CHECK(goal.measures.at(0).side == "caseworker");
    CHECK(goal.measures.at(0).status == "running");
    CHECK(goal.measures.at(1).side_name == "Jobcenter");
    CHECK(goal.measures.at(2).side == "other");
    CHECK(goal.measures.at(2).status == "done");
    CHECK(goal.measures.at(2).proof == "certificate");
    CHECK(plan.goals[1].told.waiting_for == "other");
}

TEST_CASE("what is wrong in a plan is named with its place") {
    Office office;
    const auto of = [&](const json& plan) {
        auto household = amina();
        household["plan"] = plan;
        return office.of(household);
    };
    const auto of_goal = [&](const json& goal) { return wrong(of({{"goals", {goal}}})); };
    CHECK(wrong(of("x")) == "/households/0/plan: is no object");
    CHECK(wrong(of({{"goals", "x"}})) == "/households/0/plan/goals: is no list");
    CHECK(wrong(of({{"agreed", "2099-01-01"}})) == "/households/0/plan/agreed: lies in the future");
    CHECK(of_goal({{"goal_de", "x"}}).starts_with("/households/0/plan/goals/0/area: is missing"));
    CHECK(of_goal({{"area", "work"}}).starts_with("/households/0/plan/goals/0/goal_de: is "));
    const json goal{{"area", "work"}, {"goal_de", "x"}};
    auto with = [&](const char* key, const json& value) {
        auto one = goal;
        one[key] = value;
        return of_goal(one);
    };
    CHECK(with("measures", {{{"what", "x"}}}).find("/measures/0/responsible: is missing") !=
          std::string::npos);
    CHECK(with("measures", {{{"responsible", "person"}}}).find("/measures/0/what: is missing") !=
          std::string::npos);
    CHECK(with("measures", {7}).find("/measures/0: is no object") != std::string::npos);
    CHECK(with("reviews", {7}).find("/reviews/0: is no object") != std::string::npos);
    CHECK(with("reviews", {{{"result", "x"}}}).find("/reviews/0/date: is missing") !=
          std::string::npos);
    CHECK_FALSE(of({{"goals", json::array()}}).households[0].plan);
}

TEST_CASE("no finding repeats what a file says") {
    Office office;
    for (const auto* told : {"CANARY-1", "CANARY 2"}) {
        auto household = amina();
        auto& person = household["persons"][0];
        person["person"]["sex"] = person["person"]["birth"] = person["person"]["birth_country"] =
            told;
        person["contact"] = {{"language", told}, {"email", told}, {"channel", told}};
        person["work"] = {{"status", told}, {"goal", told}};
        household["case"]["phase"] = household["case"]["opened"] = told;
        household["consultations"] = {{{"date", told}, {"kind", told}, {"topics", told}}};
        const auto reading = office.of(household);
        CHECK(reading.wrong.size() > 5);
        for (const auto* list : {&reading.wrong, &reading.left_out})
            for (const auto& one : *list) CHECK(one.what.find("CANARY") == std::string::npos);
    }
}
