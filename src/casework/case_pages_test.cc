// SPDX-License-Identifier: EUPL-1.2
#include <doctest/doctest.h>

#include "casework/consent.h"
#include "casework/office_for_test.h"
#include "pdf_tools.h"

using namespace mobio;
using namespace mobio::casework;

namespace {

std::vector<Given> consents(Office& office) {
    auto& app = office.world.app();
    return app.db->read(
        [&](sql::Connection& db) { return consents_of(db, app, office.amina.person); });
}

Reply open(Browser& desk, Office& office, const Values& values) {
    return desk.submit(office.at(office.amina, "/new"), office.at(office.amina), values);
}

Values with(Values values, const std::string& name, const std::string& value) {
    for (auto& [key, old] : values)
        if (key == name) {
            old = value;
            return values;
        }
    values.emplace_back(name, value);
    return values;
}

Reply send(Browser& desk, Office& office, const char* page, const char* action,
           const Values& values) {
    return desk.submit(office.at(office.amina, page), office.at(office.amina, action), values);
}

// What Keller and the person agreed on in a talk, to be done until that day.
void agree_step(Browser& desk, Office& office, const char* words, const std::string& due) {
    const auto list = "/staff/persons/" + office.amina.person.text() + "/consultations";
    REQUIRE(desk.submit(list + "/new", list,
                        {{"kind", "office"},
                         {"day", office.day(-9)},
                         {"minutes", "30"},
                         {"topics", "housing"},
                         {"step_kind", "papers"},
                         {"step_words", words},
                         {"waiting_for", "person"},
                         {"due", due}})
                .status == 303);
}

bool has(const Reply& page, std::string_view html) {
    return page.body.find(html) != std::string::npos;
}

}  // namespace

TEST_CASE("a case is opened when the person agreed to it in their own language") {
    Office office;
    auto desk = office.world.as(office.keller);
    CHECK(desk.get(office.at(office.amina)).shows("No case is open."));
    const auto form = desk.get(office.at(office.amina, "/new?text=fa"));
    CHECK(form.status == 200);
    CHECK(form.body.find(R"(lang="fa" dir="rtl")") != std::string::npos);
    const auto sent = desk.send(form, office.at(office.amina), agreed(office));
    REQUIRE(sent.status == 303);
    const auto page = desk.follow(sent);
    CHECK(page.shows("Lindenhof, Musterhausen"));
    CHECK(page.shows("Keller"));
    CHECK(page.shows("Team Nord"));
    CHECK(page.shows("Preliminary accommodation (VU)"));
    CHECK(page.shows("read on a screen"));

    REQUIRE(consents(office).size() == 1);
    const auto given = consents(office).front();
    CHECK(given.kind == ConsentKind::Case);
    CHECK(given.language == text::Language::Fa);
    CHECK(given.staff == office.keller.id);
    CHECK(given.words == "With an interpreter");
    const auto one = office.case_of(office.amina.person);
    REQUIRE(one);
    CHECK(one->team == office.nord);
    CHECK(one->now()->municipality == office.musterhausen);
}

TEST_CASE("the German consent says who reads what, and that documents are seen for sending alone") {
    Office office;
    const auto form = office.world.as(office.keller).get(office.at(office.amina, "/new?text=de"));
    CHECK(form.shows("Ihre Beratungsperson liest Ihre Biografie"));
    CHECK(form.shows("sieht Ihre Dokumente nur, wenn sie Daten für Sie sendet."));
    CHECK(form.shows("Ihre Beratungsperson schreibt auf"));
    CHECK_FALSE(form.shows("Sie lesen Ihre Biografie"));
    CHECK_FALSE(form.shows("Sie sehen Ihre Dokumente"));
    CHECK(form.shows("Your social worker sees your documents only when sending data for you."));
}

TEST_CASE("a refusal is kept, and opens nothing") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto sent = open(desk, office, with(agreed(office), "answer", "refuse"));
    CHECK(sent.status == 303);
    CHECK_FALSE(office.case_of(office.amina.person));
    REQUIRE(consents(office).size() == 1);
    CHECK(consents(office).front().kind == ConsentKind::Refusal);
    CHECK_FALSE(standing(consents(office)));
    CHECK(desk.follow(sent).shows("Did not agree"));
    CHECK(office.world.as(office.amina).get("/access-log").shows("you did not agree to a case"));
}

TEST_CASE("a case is not opened without a place, a day, and how the person agreed") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto nothing =
        open(desk, office,
             {{"phase", ""}, {"municipality", ""}, {"from", "soon"}, {"answer", "accept"}});
    CHECK(nothing.status == 422);
    for (const auto* problem :
         {"Choose the phase.", "Choose the accommodation or the municipality.",
          "Write the day, such as 28.11.2026.", "Choose how the person agrees."})
        CHECK(nothing.shows(problem));
    CHECK(open(desk, office, with(agreed(office), "phase", "AU"))
              .shows("This accommodation serves another phase."));
    CHECK(open(desk, office, with(agreed(office), "phase", "PRIV"))
              .shows("A private home is no accommodation of the county."));
    CHECK(open(desk, office, with(agreed(office), "municipality", office.neustadt.text()))
              .shows("This accommodation is in another municipality."));
    CHECK(open(desk, office, with(agreed(office), "from", office.day(1)))
              .shows("This day is still to come."));
    CHECK(open(desk, office, with(agreed(office), "text_mark", "other"))
              .shows("The text has changed. Please read it again."));
    CHECK(open(desk, office, with(agreed(office), "words", std::string(201, 'x'))).status == 422);
    CHECK(open(desk, office, with(agreed(office), "answer", "perhaps")).status == 422);
    CHECK_FALSE(office.case_of(office.amina.person));
    CHECK(consents(office).empty());
}

TEST_CASE("the consent can be signed on paper, in both languages") {
    Office office;
    auto desk = office.world.as(office.keller);
    const auto paper = desk.get(office.at(office.amina, "/consent/fr"));
    CHECK(paper.status == 200);
    CHECK(paper.header("content-type") == "application/pdf");
    const auto words = test::text_of(paper.body);
    CHECK(words.find("Fallmanagement") != std::string::npos);
    CHECK(desk.get(office.at(office.amina, "/consent/xx")).status == 404);
    CHECK(open(desk, office, with(agreed(office), "manner", "paper")).status == 303);
    CHECK(desk.get(office.at(office.amina)).shows("signed on paper"));
}

TEST_CASE("a case has at hand how to speak with the person") {
    Office office;
    office.tell(office.amina, "contact.language", "apc");
    office.tell(office.amina, "contact.interpreter", {{"needed", true}, {"lang", "apc"}});
    office.tell(office.amina, "person.name.native",
                {{"text", "أمينة رحيمي"}, {"lang", "apc"}, {"script", "Arab"}});
    const auto page = office.world.as(office.keller).get(office.at(office.amina));
    CHECK(page.shows("At a glance"));
    CHECK(page.shows("Levantine Arabic"));
    CHECK(page.shows("Interpreter needed"));
    CHECK(has(page, R"(<bdi lang="apc" dir="auto">أمينة رحيمي</bdi>)"));
    CHECK_FALSE(page.shows("Next appointment"));
    CHECK(office.world.as(office.bilal).get(office.at(office.amina)).status == 404);
}

TEST_CASE("a case has at hand what comes next, what is due first on top") {
    Office office;
    office.open_case(office.amina.person);
    auto desk = office.world.as(office.keller);
    agree_step(desk, office, "school report", office.day(60));
    agree_step(desk, office, "rent contract", office.day(20));
    agree_step(desk, office, "bank letter", office.day(9));
    const auto list = "/staff/persons/" + office.amina.person.text() + "/appointments";
    const auto meeting = desk.submit(list + "/new", list,
                                     {{"day", office.day(3)},
                                      {"time", "10:00"},
                                      {"minutes", "30"},
                                      {"place", "office"},
                                      {"topic", "housing"}});
    REQUIRE(meeting.status == 303);

    const auto page = desk.get(office.at(office.amina));
    REQUIRE(page.shows("school report"));
    CHECK(page.body.find("bank letter") < page.body.find("rent contract"));
    CHECK(page.body.find("rent contract") < page.body.find("school report"));
    CHECK(page.shows("Next appointment"));
    CHECK(has(page, "href=\"" + meeting.location() + "\""));
    CHECK_FALSE(page.shows("All next steps"));
    agree_step(desk, office, "photo", office.day(30));
    const auto more = desk.get(office.at(office.amina));
    CHECK(more.shows("All next steps"));
    CHECK_FALSE(more.shows("school report"));
}

TEST_CASE("a move ends the stay before it, and the history stays") {
    Office office;
    office.open_case(office.amina.person);
    auto desk = office.world.as(office.keller);
    const auto sent = send(desk, office, "/stays/new", "/stays",
                           {{"phase", "AU"},
                            {"accommodation", office.ahornweg.text()},
                            {"municipality", ""},
                            {"from", office.day(-2)}});
    REQUIRE(sent.status == 303);
    const auto one = office.case_of(office.amina.person);
    REQUIRE(one->stays.size() == 2);
    CHECK(one->stays[0].until == one->stays[1].from);
    CHECK(one->phase() == "AU");
    const auto page = desk.follow(sent);
    CHECK(page.shows("Where they lived"));
    CHECK(page.shows("Ahornweg, Neustadt"));

    const auto before = send(desk, office, "/stays/new", "/stays",
                             {{"phase", "PRIV"},
                              {"accommodation", ""},
                              {"municipality", office.neustadt.text()},
                              {"from", office.day(-2)}});
    CHECK(before.shows("This is before the move before."));
    const auto correct = [&](int day) {
        return send(desk, office, "/stays/1", "/stays/1",
                    {{"phase", "VU"},
                     {"accommodation", office.lindenhof.text()},
                     {"from", office.day(day)}});
    };
    CHECK(correct(-1).shows("This is after the move after it."));
    CHECK(correct(-90).status == 303);
    CHECK(desk.get(office.at(office.amina, "/stays/3")).status == 404);
    CHECK(desk.get(office.at(office.amina, "/stays/x")).status == 404);
}

TEST_CASE("a planned move says where to and when, and is gone with the move") {
    Office office;
    office.open_case(office.amina.person);
    auto desk = office.world.as(office.keller);
    const auto plan = [&](const std::string& town, const std::string& day) {
        return send(desk, office, "/move", "/move", {{"municipality", town}, {"day", day}});
    };
    CHECK(plan(office.neustadt.text(), "").shows("Write the day, such as 28.11.2026."));
    CHECK(plan("", office.day(9)).shows("Choose the municipality."));
    CHECK(plan(office.neustadt.text(), "soon").status == 422);
    CHECK(plan(office.neustadt.text(), office.day(9)).status == 303);
    CHECK(office.case_of(office.amina.person)->move->to == office.neustadt);
    CHECK(desk.get(office.at(office.amina)).shows("Planned move"));
    CHECK(plan("", "").status == 303);
    CHECK_FALSE(office.case_of(office.amina.person)->move);

    plan(office.neustadt.text(), office.day(-1));
    const auto form = desk.get(office.at(office.amina, "/stays/new"));
    CHECK(has(form, "value=\"" + office.day(-1) + "\""));
    CHECK(has(form, "value=\"" + office.neustadt.text() + "\" selected"));
    CHECK(has(form, "value=\"AU\" selected"));
    desk.send(form, office.at(office.amina, "/stays"),
              {{"phase", "AU"},
               {"accommodation", ""},
               {"municipality", office.neustadt.text()},
               {"from", office.day(-1)}});
    const auto one = office.case_of(office.amina.person);
    CHECK_FALSE(one->move);
    CHECK(one->now()->municipality == office.neustadt);
}

TEST_CASE("the counselling clock: a first day, a fourth year with its reason, pauses") {
    Office office;
    office.open_case(office.amina.person);
    auto desk = office.world.as(office.keller);
    const auto pause = [&](const Values& values) {
        return send(desk, office, "/pauses/new", "/pauses", values);
    };
    CHECK(pause({{"from", "2025-01-01"}, {"until", ""}, {"reason", "A birth"}})
              .shows("Counselling has no first day yet."));
    CHECK(send(desk, office, "/clock", "/clock", {{"start", office.day(1)}}).status == 422);
    CHECK(send(desk, office, "/clock", "/clock", {{"start", "2024-03-01"}, {"extended", "yes"}})
              .shows("Write why it lasts a fourth year."));
    CHECK(send(desk, office, "/clock", "/clock", {{"start", "2024-03-01"}}).status == 303);
    CHECK(desk.get(office.at(office.amina)).shows("Counselling ends on"));

    CHECK(pause({{"from", "2025-01-01"}, {"until", "2025-02-01"}, {"reason", ""}}).status == 422);
    CHECK(pause({{"from", "2025-01-01"}, {"until", "2024-02-01"}, {"reason", "x"}})
              .shows("This is before the pause begins."));
    CHECK(pause({{"from", "2025-01-01"}, {"until", "2025-02-01"}, {"reason", "A birth"}}).status ==
          303);
    CHECK(pause({{"from", "2025-01-15"}, {"until", ""}, {"reason", "Illness"}})
              .shows("There is a pause at that time already."));
    CHECK(send(desk, office, "/pauses/1", "/pauses/1",
               {{"from", "2025-01-01"}, {"until", "2025-03-01"}, {"reason", "A birth"}})
              .status == 303);
    const auto clock = office.case_of(office.amina.person)->clock;
    REQUIRE(clock.pauses.size() == 1);
    CHECK(text::iso(*clock.pauses[0].until) == "2025-03-01");
    CHECK(desk.get(office.at(office.amina)).shows("A birth"));

    const auto longer = send(desk, office, "/clock", "/clock",
                             {{"start", "2024-03-01"},
                              {"extended", "yes"},
                              {"extension_reason", "The training goes on."}});
    CHECK(longer.status == 303);
    CHECK(office.world.as(office.amina).get("/case").shows("The training goes on."));
}

TEST_CASE("a caseworker is warned when counselling ends soon") {
    Office office;
    auto one = office.open_case(office.amina.person);
    one.revision = 1;
    const auto ends_in = [&](int days) {
        const std::chrono::sys_days end{std::chrono::sys_days{office.world.app().today()} +
                                        std::chrono::days{days}};
        one.clock.start = Date{end} - std::chrono::years{3};
        office.put(one);
        ++one.revision;
        return office.world.as(office.keller).get(office.at(office.amina));
    };
    CHECK(ends_in(150).shows("Counselling ends within 6 months"));
    CHECK(ends_in(80).shows("Counselling ends within 3 months"));
    CHECK(ends_in(20).shows("Counselling ends within 4 weeks"));
    CHECK(ends_in(-2).shows("Counselling time is over"));
}

TEST_CASE("of two who change a case at once, the second one sees it and loses nothing") {
    Office office;
    office.open_case(office.amina.person);
    auto desk = office.world.as(office.keller), other = office.world.as(office.keller);
    const auto old = desk.get(office.at(office.amina, "/clock"));
    CHECK(send(other, office, "/move", "/move",
               {{"municipality", office.neustadt.text()}, {"day", office.day(9)}})
              .status == 303);
    const auto met = desk.send(old, office.at(office.amina, "/clock"), {{"start", "2024-03-01"}});
    CHECK(met.status == 409);
    CHECK(met.shows("Somebody changed this meanwhile."));
    CHECK(met.shows("2024-03-01"));
    CHECK(desk.send(met, office.at(office.amina, "/clock"), {{"start", "2024-03-01"}}).status ==
          303);
    CHECK(office.case_of(office.amina.person)->clock.start == text::parse_day("2024-03-01"));
    CHECK(office.case_of(office.amina.person)->move);
}

TEST_CASE("the same form sent twice acts once and answers the same") {
    Office office;
    office.open_case(office.amina.person);
    auto desk = office.world.as(office.keller);
    const auto form = desk.get(office.at(office.amina, "/stays/new"));
    const Values values{
        {"phase", "AU"}, {"accommodation", office.ahornweg.text()}, {"from", office.day(-2)}};
    const auto first = desk.send(form, office.at(office.amina, "/stays"), values);
    const auto second = desk.send(form, office.at(office.amina, "/stays"), values);
    CHECK(first.status == 303);
    CHECK(second.status == 303);
    CHECK(second.location() == first.location());
    CHECK(office.case_of(office.amina.person)->stays.size() == 2);
    const auto other = desk.send(
        form, office.at(office.amina, "/stays"),
        {{"phase", "PRIV"}, {"municipality", office.neustadt.text()}, {"from", office.day(-2)}});
    CHECK(other.status == 409);
}

TEST_CASE("a case is closed with a reason, and opened again on the same consent") {
    Office office;
    auto desk = office.world.as(office.keller);
    open(desk, office, agreed(office));
    CHECK(send(desk, office, "/closing", "/closing", {{"closed", ""}, {"closing_reason", ""}})
              .status == 422);
    CHECK(send(desk, office, "/closing", "/closing",
               {{"closed", office.day(3)}, {"closing_reason", "reached"}})
              .status == 422);
    CHECK(send(desk, office, "/closing", "/closing",
               {{"closed", office.day(-3)}, {"closing_reason", "reached"}})
              .shows("This is before the case was opened."));
    CHECK(send(desk, office, "/closing", "/closing",
               {{"closed", office.day(0)}, {"closing_reason", "reached"}})
              .status == 303);
    const auto page = desk.get(office.at(office.amina));
    CHECK(page.shows("No more help is needed"));
    CHECK(desk.get(office.at(office.amina, "/move")).status == 404);
    const auto again = desk.send(page, office.at(office.amina, "/reopening"), {});
    CHECK(again.status == 303);
    CHECK_FALSE(office.case_of(office.amina.person)->closed);
    CHECK(desk.get(office.at(office.amina, "/move")).status == 200);
}

TEST_CASE("a person takes their consent back, and the same second nobody sees them any more") {
    Office office;
    auto desk = office.world.as(office.keller);
    open(desk, office, agreed(office));
    const auto standing_open = desk.get(office.at(office.amina, "/move"));
    auto phone = office.world.as(office.amina);
    CHECK(phone.get("/case").shows("Keller"));
    const auto taken = phone.submit("/case/withdrawal", "/case/withdrawal", {});
    REQUIRE(taken.status == 303);
    CHECK(phone.follow(taken).shows("Nobody of the county works with your record."));
    CHECK(phone.get("/case/withdrawal").status == 303);
    CHECK(phone.get("/access-log").shows("took back your consent"));

    CHECK(desk.get(office.at(office.amina)).status == 404);
    CHECK(desk.send(standing_open, office.at(office.amina, "/move"),
                    {{"municipality", office.neustadt.text()}, {"day", office.day(9)}})
              .status == 404);
    const auto one = office.case_of(office.amina.person);
    CHECK(one->closed);
    CHECK_FALSE(one->move);
    CHECK(consents(office).front().kind == ConsentKind::Withdrawal);
    CHECK(consents(office).front().account == office.amina.account);
}

TEST_CASE("a wish to end that is told to the caseworker counts as taking the consent back") {
    Office office;
    auto desk = office.world.as(office.keller);
    open(desk, office, agreed(office));
    const auto form = desk.get(office.at(office.amina, "/closing"));
    const Values wish{{"closed", office.day(0)}, {"closing_reason", "wish"}};
    CHECK(desk.send(form, office.at(office.amina, "/closing"), wish).location() ==
          "/staff/persons");
    CHECK(desk.send(form, office.at(office.amina, "/closing"), wish).status == 303);
    CHECK(desk.get(office.at(office.amina)).status == 404);
    CHECK_FALSE(standing(consents(office)));
}

TEST_CASE("a case is nobody's but its caseworker's, whoever asks") {
    Office office;
    auto desk = office.world.as(office.keller);
    open(desk, office, agreed(office));
    auto bilal = office.world.as(office.bilal), roth = office.world.as(office.roth),
         lead = office.world.as(office.vogel);
    for (auto* browser : {&bilal, &roth, &lead}) {
        const auto token = browser->get("/account").hidden("form_token");
        for (const auto* path : {"", "/new", "/stays/new", "/stays/1", "/move", "/clock",
                                 "/pauses/new", "/closing", "/consent/de"})
            CHECK(browser->get(office.at(office.amina, path)).status == 404);
        for (const auto* path :
             {"", "/stays", "/stays/1", "/move", "/clock", "/pauses", "/closing", "/reopening"})
            CHECK(browser
                      ->post_raw(office.at(office.amina, path),
                                 {{"form_token", token},
                                  {"form_key", "AAAAAAAAAAAAAAAAAAAAAA"},
                                  {"revision", "1"}})
                      .status == 404);
    }
    CHECK_FALSE(office.world.as(office.bilal).get("/case").shows("Keller"));
    CHECK(office.case_of(office.amina.person)->revision == 1);
    CHECK(consents(office).size() == 1);
}
