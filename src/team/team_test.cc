// SPDX-License-Identifier: EUPL-1.2
#include "team/team.h"

#include <doctest/doctest.h>

#include "casework/office_for_test.h"

using namespace mobio;
using casework::Office;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

std::string one(const Office& office, const char* path = "") {
    return "/staff/team/persons/" + office.amina.person.text() + path;
}

Reply assign(Browser& lead, const Office& office, const StaffCast& to) {
    return lead.submit(one(office), one(office, "/assignment"), {{"staff", to.id.text()}});
}

Reply open(Browser& lead, const Office& office, const char* code, const char* words = "") {
    return lead.submit(one(office), one(office, "/openings"), {{"code", code}, {"words", words}});
}

Reply cover(Browser& desk, Office& office, const StaffCast& by, int from, int until) {
    return desk.submit(
        "/staff/covers", "/staff/covers",
        {{"cover", by.id.text()}, {"from", office.day(from)}, {"until", office.day(until)}});
}

// A talk that Keller wrote down, with an open next step.
std::string talk(Office& office) {
    auto desk = office.world.as(office.keller);
    const auto list = "/staff/persons/" + office.amina.person.text() + "/consultations";
    return desk
        .submit(list + "/new", list,
                {{"kind", "office"},
                 {"day", office.day(0)},
                 {"minutes", "30"},
                 {"topics", "housing"},
                 {"note", "We looked at two flats."},
                 {"step_kind", "papers"},
                 {"waiting_for", "person"},
                 {"due", "2030-01-15"},
                 {"working_note", "CANARY"},
                 {"open_to_cover", "yes"}})
        .location();
}

}  // namespace

TEST_CASE("a lead sees the cases of the team and who is in charge, and no others") {
    Office office;
    office.open_case(office.amina.person);
    office.open_case(office.bilal.person);  // nobody is in charge
    auto lead = office.world.as(office.vogel), elsewhere = office.world.as(office.brandt);
    const auto list = lead.get("/staff/team");
    CHECK(list.shows("Amina"));
    CHECK(list.shows("Keller"));
    CHECK(list.shows("Lindenhof, Musterhausen"));
    CHECK_FALSE(lead.get("/staff/team?staff=none").shows("Amina"));
    CHECK(lead.get("/staff/team?staff=none").shows("Bilal"));
    CHECK(lead.get("/staff/team?staff=" + office.keller.id.text()).shows("Amina"));
    CHECK_FALSE(elsewhere.get("/staff/team").shows("Amina"));
    CHECK(office.world.as(office.amina).get("/access-log").shows("saw your name in a list"));
    CHECK(lead.get("/staff").location() == "/staff/team");
}

TEST_CASE("a lead assigns a case, and the one before is out the same second") {
    Office office;
    office.open_case(office.amina.person);
    auto lead = office.world.as(office.vogel), before = office.world.as(office.keller),
         after = office.world.as(office.demir);
    const auto page_of_before = before.get(office.at(office.amina, "/move"));
    CHECK(assign(lead, office, office.roth).status == 422);  // of another team
    CHECK(assign(lead, office, office.vogel).status == 422);
    CHECK(assign(lead, office, office.demir).status == 303);
    CHECK(lead.get(one(office)).shows("Demir"));
    CHECK(after.get(office.at(office.amina)).status == 200);
    CHECK(before.get(office.at(office.amina)).status == 404);
    CHECK(before
              .send(page_of_before, office.at(office.amina, "/move"),
                    {{"municipality", office.neustadt.text()}, {"day", office.day(9)}})
              .status == 404);
    auto phone = office.world.as(office.amina);
    CHECK(phone.get("/case").shows("Demir"));
    CHECK(phone.get("/access-log").shows("put somebody else in charge of your case"));
}

TEST_CASE("a lead reads a case for an hour, with a reason that the person reads") {
    Office office;
    office.open_case(office.amina.person);
    const auto written = talk(office);
    office.tell(office.amina, "contact.language", "prs");
    office.tell(office.amina, "contact.interpreter", {{"needed", true}, {"lang", "prs"}});
    const auto list = "/staff/persons/" + office.amina.person.text() + "/consultations";
    auto lead = office.world.as(office.vogel);
    CHECK(lead.get(office.at(office.amina)).status == 404);
    CHECK(lead.get(written).status == 404);
    CHECK(open(lead, office, "").shows("Choose the reason."));
    CHECK(open(lead, office, "other").shows("Write the reason."));
    CHECK(open(lead, office, "check", std::string(501, 'x').c_str()).status == 422);

    const auto opened = open(lead, office, "complaint", "Ein Brief vom Jobcenter.");
    REQUIRE(opened.status == 303);
    const auto page = lead.follow(opened);
    CHECK(page.shows("Lindenhof, Musterhausen"));
    CHECK(page.shows("The person sees the reason and your name."));
    CHECK(page.shows("Dari"));
    CHECK(page.shows("Interpreter needed"));
    CHECK(page.shows("Bring papers"));
    CHECK_FALSE(page.shows("Plan a move"));
    CHECK(lead.get(list).shows("Bring papers"));
    CHECK_FALSE(lead.get(list).shows("New consultation"));
    CHECK(lead.get(written).shows("We looked at two flats."));
    CHECK_FALSE(lead.get(written).shows("CANARY"));
    CHECK_FALSE(lead.get(written).shows("Correct"));
    CHECK(lead.get(one(office)).shows("Open until"));

    const auto log = office.world.as(office.amina).get("/access-log");
    CHECK(log.shows("Vogel"));
    CHECK(log.shows("opened your case to read it for an hour"));
    CHECK(log.shows("Reason: Somebody complained or asked"));
    CHECK(log.shows("Ein Brief vom Jobcenter."));

    office.world.app().clock.advance(minutes{61});
    auto later = office.world.as(office.vogel);
    CHECK(later.get(office.at(office.amina)).status == 404);
    CHECK(later.get(written).status == 404);
    CHECK(later.get(list).status == 404);
}

TEST_CASE("a lead who reads a case changes nothing in it") {
    Office office;
    office.open_case(office.amina.person);
    const auto written = talk(office);
    auto lead = office.world.as(office.vogel);
    open(lead, office, "check");
    const auto token = lead.get("/account").hidden("form_token");
    const Values values{
        {"form_token", token}, {"form_key", "AAAAAAAAAAAAAAAAAAAAAA"}, {"revision", "1"}};
    for (const auto& path : {office.at(office.amina), office.at(office.amina, "/move"),
                             office.at(office.amina, "/closing"), written, written + "/completion"})
        CHECK(lead.post_raw(path, values).status == 404);
    CHECK(lead.get(written + "/correction").status == 404);
    CHECK(office.case_of(office.amina.person)->revision == 1);
}

TEST_CASE("a lead of another team neither assigns nor opens, nor does anybody else") {
    Office office;
    office.open_case(office.amina.person);
    auto lead = office.world.as(office.brandt), desk = office.world.as(office.keller),
         bilal = office.world.as(office.bilal);
    for (auto* browser : {&lead, &desk, &bilal}) {
        CHECK(browser->get(one(office)).status == 404);
        const auto token = browser->get("/account").hidden("form_token");
        for (const auto* path : {"/assignment", "/openings"})
            CHECK(browser
                      ->post_raw(one(office, path), {{"form_token", token},
                                                     {"form_key", "AAAAAAAAAAAAAAAAAAAAAA"},
                                                     {"staff", office.roth.id.text()},
                                                     {"code", "check"}})
                      .status == 404);
    }
    CHECK(lead.get("/staff/team/persons/x").status == 404);
    CHECK(bilal.get("/staff/team").status == 404);
    CHECK(office.world.as(office.keller).get("/staff/team").status == 404);
}

TEST_CASE("a caseworker names a cover for some days, and it ends by itself") {
    Office office;
    office.open_case(office.amina.person);
    auto desk = office.world.as(office.keller);
    const auto sent = cover(desk, office, office.demir, 0, 1);
    REQUIRE(sent.status == 303);
    CHECK(desk.follow(sent).shows("Demir"));
    CHECK(desk.get("/staff/covers").shows("runs now"));
    auto colleague = office.world.as(office.demir);
    CHECK(colleague.get("/staff/covers").shows("Keller"));
    CHECK(colleague.get(office.at(office.amina)).status == 200);
    CHECK(colleague.get("/staff/persons").shows("Amina"));
    CHECK(office.world.as(office.amina).get("/case").shows("Stands in"));
    CHECK(office.world.as(office.amina).get("/access-log").shows("named who stands in"));

    office.world.app().clock.advance(hours{48});
    auto later = office.world.as(office.demir);
    CHECK(later.get(office.at(office.amina)).status == 404);
    CHECK_FALSE(later.get("/staff/persons").shows("Amina"));
}

TEST_CASE("a cover is ended by who is away or by the lead, and works no more on an open page") {
    Office office;
    office.open_case(office.amina.person);
    auto desk = office.world.as(office.keller), colleague = office.world.as(office.demir),
         lead = office.world.as(office.vogel), elsewhere = office.world.as(office.brandt);
    cover(desk, office, office.demir, 0, 5);
    const auto standing_open = colleague.get(office.at(office.amina, "/clock"));
    REQUIRE(standing_open.status == 200);

    const auto list = desk.get("/staff/covers");
    const auto at = list.body.find("/staff/covers/0");
    REQUIRE(at != std::string::npos);
    const auto end = list.body.substr(at, std::string_view("/staff/covers/").size() + 36) + "/end";
    for (auto* browser : {&colleague, &elsewhere}) {
        const auto token = browser->get("/staff/covers").hidden("form_token");
        CHECK(
            browser->post_raw(end, {{"form_token", token}, {"form_key", "AAAAAAAAAAAAAAAAAAAAAA"}})
                .status == 404);
    }
    CHECK(lead.submit("/staff/covers", end, {}).status == 303);
    CHECK(
        colleague.send(standing_open, office.at(office.amina, "/clock"), {{"start", "2024-03-01"}})
            .status == 404);
    CHECK_FALSE(office.case_of(office.amina.person)->clock.start);
    CHECK(desk.get("/staff/covers").shows("No cover runs or is to come."));
}

TEST_CASE("a lead switches a cover on for who is away") {
    Office office;
    office.open_case(office.amina.person);
    auto lead = office.world.as(office.vogel);
    const Values values{{"absent", office.keller.id.text()},
                        {"cover", office.demir.id.text()},
                        {"from", office.day(1)},
                        {"until", office.day(3)}};
    REQUIRE(lead.submit("/staff/covers", "/staff/covers", values).status == 303);
    CHECK(office.world.as(office.demir).get(office.at(office.amina)).status == 404);
    office.world.app().clock.advance(hours{25});
    CHECK(office.world.as(office.demir).get(office.at(office.amina)).status == 200);
}

TEST_CASE("what is wrong with a cover is said at its field") {
    Office office;
    const auto today = office.world.app().today();
    const auto in = [&](int days) {
        return Date{std::chrono::sys_days{today} + std::chrono::days{days}};
    };
    const std::vector<team::Colleague> all{{office.keller.id, "Keller"},
                                           {office.demir.id, "Demir"}};
    const auto says = [&](const team::TypedCover& typed, const char* field, const char* words) {
        const auto problems = team::check(typed, all, today);
        const auto* problem = problems.at(field);
        return problem && std::string_view(problem->message.id) == words;
    };
    const auto keller = office.keller.id, demir = office.demir.id, roth = office.roth.id;
    CHECK(team::check({keller, demir, in(0), in(0)}, all, today).empty());
    CHECK(says({roth, demir, in(0), in(0)}, "absent", "Choose who is away."));
    CHECK(says({keller, {}, in(0), in(0)}, "cover", "Choose who stands in."));
    CHECK(says({keller, keller, in(0), in(0)}, "cover", "Nobody stands in for themselves."));
    CHECK(says({keller, demir, {}, in(0)}, "from", "Write the day, such as 28.11.2026."));
    CHECK(says({keller, demir, in(-1), in(0)}, "from", "This day is over."));
    CHECK(says({keller, demir, in(0), {}}, "until", "Write the day, such as 28.11.2026."));
    CHECK(says({keller, demir, in(2), in(1)}, "until", "This is before the first day."));
    CHECK(
        says({keller, demir, in(0), in(400)}, "until", "That is too long. One year is the most."));
    auto desk = office.world.as(office.keller);
    CHECK(cover(desk, office, office.keller, 0, 1).status == 422);
}

TEST_CASE("without a team there is no cover") {
    Office office;
    const auto weber = office.world.staff("Weber", "manager");
    auto desk = office.world.as(weber);
    CHECK(desk.get("/staff/covers").shows("You are in no team yet."));
    const auto token = desk.get("/staff/covers").hidden("form_token");
    CHECK(desk.post_raw("/staff/covers",
                        {{"form_token", token}, {"form_key", "AAAAAAAAAAAAAAAAAAAAAA"}})
              .status == 404);
    const auto berg = office.world.staff("Berg", "lead");
    CHECK(office.world.as(berg).get("/staff/team").shows("No case is here."));
}
