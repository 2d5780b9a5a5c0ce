// SPDX-License-Identifier: EUPL-1.2
// The person's own side, and a screen that shows the plan alone.
#include "plan/office_for_test.h"

using namespace mobio;

namespace {

std::string own(const std::string& at_desk, const char* what) {
    return std::string("/plan/") + what + "/" + at_desk.substr(at_desk.size() - 36);
}

}  // namespace

TEST_CASE("a person reads their goals and steps in their own language, and who read them") {
    Office office;
    auto desk = office.world.as(office.keller);
    auto phone = office.world.as(office.amina);
    CHECK(phone.get("/plan").shows("Here you will find the goals"));
    office.write_plan(desk);
    phone.cookies["lang"] = "fa";
    const auto page = phone.get("/plan");
    CHECK(page.shows("رسیدن به سطح B1 آلمانی"));
    CHECK(page.shows("ثبت‌نام در دوره"));
    CHECK(page.shows("می‌خواهم آلمانی یاد بگیرم"));
    phone.cookies["lang"] = "en";
    CHECK(phone.get("/access-log").shows("changed your plan"));
    CHECK(phone.get("/biography").shows("My goals"));
}

TEST_CASE("a person says a goal in their own words, and nothing of it is overwritten unseen") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto goal = Office::link(desk.get(office.plan()), office.plan() + "/goals/");
    const auto words = own(goal, "goals") + "/words";
    auto phone = office.world.as(office.amina);
    auto form = phone.get(words);
    // Keller changes something else meanwhile: no harm.
    CHECK(desk.submit(goal, goal, with(office.a_goal(), "situation", "Neu.")).status == 303);
    CHECK(phone.send(form, words, {{"words", "Ich will Deutsch lernen."}}).status == 303);
    CHECK(phone.get("/plan").shows("Ich will Deutsch lernen."));
    CHECK(desk.get(goal).shows("Neu."));

    form = phone.get(words);
    auto changed = with(with(office.a_goal(), "situation", "Neu."), "words", "So sagt sie es.");
    CHECK(desk.submit(goal, goal, changed).status == 303);
    const auto met = phone.send(form, words, {{"words", "Ich sage es anders."}});
    CHECK(met.status == 409);
    CHECK(met.shows("So sagt sie es."));
    CHECK(met.shows("Ich sage es anders."));
    CHECK(phone.send(met, words, {{"words", "Ich sage es anders."}}).status == 303);
    CHECK(desk.get(goal).shows("Ich sage es anders."));
    CHECK(phone.submit(words, words, {{"words", std::string(2001, 'x')}}).status == 422);
    CHECK(office.world.as(office.bilal).get(words).status == 404);
}

TEST_CASE("a person ticks off their own steps, and only those") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto plan = office.plan(), goal = Office::link(desk.get(plan), plan + "/goals/");
    const auto step = own(Office::link(desk.get(plan), plan + "/measures/"), "measures");
    auto phone = office.world.as(office.amina);
    auto page = phone.get("/plan");
    CHECK(page.shows("Your next steps"));
    page = phone.follow(phone.send(page, step + "/completion", {}));
    CHECK(page.shows("Ticked off."));
    CHECK_FALSE(page.shows("Your next steps"));
    CHECK(desk.get(plan).shows("done on"));
    CHECK(phone.send(page, step + "/reopening", {}).status == 303);
    CHECK(phone.get("/plan").shows("Your next steps"));

    const auto theirs = desk.get(plan);
    const auto at_desk = Office::link(theirs, plan + "/measures/");
    CHECK(desk.submit(at_desk, at_desk, with(office.a_step(), "side", "caseworker")).status == 303);
    page = phone.get("/account");
    CHECK(phone
              .post_raw(step + "/completion", {{"form_token", page.hidden("form_token")},
                                               {"form_key", "AAAAAAAAAAAAAAAAAAAAAA"}})
              .status == 404);
}

TEST_CASE("a person asks for a change, and sees that it was talked about") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto goal = Office::link(desk.get(office.plan()), office.plan() + "/goals/");
    auto phone = office.world.as(office.amina);
    const auto form = "/plan/wishes/new?goal=" + goal.substr(goal.size() - 36);
    CHECK(phone.submit(form, "/plan/wishes", {{"words", " "}}).status == 422);
    auto page =
        phone.follow(phone.submit(form, "/plan/wishes", {{"words", "Lieber am Abend lernen."}}));
    CHECK(page.shows("Your social worker reads it."));
    CHECK(page.shows("not talked about yet"));
    CHECK(phone.submit("/plan/wishes/new", "/plan/wishes", {{"words", "Noch etwas."}}).status ==
          303);

    page = desk.get(office.plan());
    CHECK(page.shows("Lieber am Abend lernen."));
    const auto wish = Office::link(page, office.plan() + "/wishes/");
    CHECK(desk.send(page, wish + "/answer", {}).status == 303);
    CHECK(desk.post_raw(office.plan() + "/wishes/" + office.amina.person.text() + "/answer",
                        {{"form_token", page.hidden("form_token")},
                         {"form_key", "AAAAAAAAAAAAAAAAAAAAAA"}})
              .status == 404);
    CHECK(phone.get("/plan").shows("talked about"));
    auto bilal = office.world.as(office.bilal);
    CHECK(bilal.get(form).status == 404);
    CHECK_FALSE(bilal.get("/plan").shows("Lieber am Abend"));
}

TEST_CASE("a guardian does not read the plan of their child") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto version = own(office.freeze(desk), "versions");
    auto phone = office.world.as(office.amina);
    CHECK(phone.get("/plan").status == 200);
    office.app().db->write([&](sql::Transaction& tx) {
        tx.exec("UPDATE account_access SET relation = 'guardian' WHERE account_id = $1",
                office.amina.account);
    });
    for (const auto& path :
         {std::string("/plan"), version, version + "/paper", std::string("/plan/wishes/new")})
        CHECK(phone.get(path).status == 404);
}

TEST_CASE("a screen shows the plan and nothing else, until it is ended") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    auto phone = office.world.as(office.amina);
    const auto begun = phone.send(phone.get("/plan"), "/plan/together", {});
    REQUIRE(begun.status == 303);
    auto page = phone.follow(begun);
    CHECK(page.shows("A2 ist geschafft."));
    for (const char* way : {"<a href", "class=\"tabs\"", "/session/end", "<footer class=\"foot\""})
        CHECK(page.body.find(way) == std::string::npos);  // no way leads on
    CHECK_FALSE(page.header("refresh").empty());
    for (const char* path : {"/plan", "/biography", "/access-log", "/account", "/documents"})
        CHECK(phone.get(path).status == 303);  // to the sign-in
    const auto ended = phone.send(page, "/plan/together/end", {});
    CHECK(ended.location() == "/plan");
    CHECK(phone.get("/plan/together").location() == "/");
    CHECK(phone.get("/plan").status == 303);
    CHECK(office.count("plan_looks") == 0);

    phone = office.world.as(office.amina);
    CHECK(phone.get("/access-log").shows("showed your goals on this screen"));
}

TEST_CASE("a screen with a plan ends by itself, and for whoever signs in on that device") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto begin = [&](Browser& browser) {
        return browser.follow(
            browser.send(browser.get(office.plan()), office.plan() + "/together", {}));
    };
    CHECK(begin(desk).shows("A2 ist geschafft."));
    CHECK(desk.get(office.plan()).status == 303);
    office.app().clock.advance(std::chrono::minutes{14});
    CHECK(desk.get("/plan/together").status == 200);
    office.app().clock.advance(std::chrono::minutes{2});
    CHECK(desk.get("/plan/together").location() == "/");

    desk = office.world.as(office.keller);
    CHECK(begin(desk).status == 200);
    auto bilal = office.world.as(office.bilal);
    bilal.cookies["looking"] = desk.cookies["looking"];
    CHECK(bilal.get("/plan/together").location() == "/");
    office.app().clock.advance(std::chrono::hours{2});
    office.world.run_jobs();
    CHECK(office.count("plan_looks") == 0);
    CHECK(office.world.as(office.amina).get("/access-log").shows("showed your plan on a screen"));
}

TEST_CASE("a screen with a plan shows it no longer than whoever began it may open it") {
    Office office;
    const auto set = [&](const char* sql, const IdBytes& id) {
        office.app().db->write([&](sql::Transaction& tx) { tx.exec(sql, id); });
    };
    const auto shows = [](Browser& browser) { return browser.get("/plan/together").status == 200; };
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    REQUIRE(desk.send(desk.get(office.plan()), office.plan() + "/together", {}).status == 303);
    struct Step {
        const char *ends, *returns;
    };
    const auto follows = [&](Browser& browser, const Step& step, const IdBytes& id) {
        CAPTURE(step.ends);
        CHECK(shows(browser));
        set(step.ends, id);
        CHECK_FALSE(shows(browser));
        set(step.returns, id);
        CHECK(shows(browser));
    };
    constexpr Step of_staff[] = {
        {"UPDATE assignments SET until_at = 1 WHERE staff_id = $1",
         "UPDATE assignments SET until_at = NULL WHERE staff_id = $1"},
        {"UPDATE staff SET active = 0 WHERE id = $1", "UPDATE staff SET active = 1 WHERE id = $1"},
        {"UPDATE staff SET role = 'lead' WHERE id = $1",
         "UPDATE staff SET role = 'manager' WHERE id = $1"}};
    for (const auto& step : of_staff) follows(desk, step, office.keller.id.bytes);

    auto phone = office.world.as(office.amina);
    REQUIRE(phone.send(phone.get("/plan"), "/plan/together", {}).status == 303);
    constexpr Step of_person[] = {
        {"UPDATE account_access SET until_at = 1 WHERE account_id = $1",
         "UPDATE account_access SET until_at = NULL WHERE account_id = $1"},
        {"UPDATE account_access SET relation = 'guardian' WHERE account_id = $1",
         "UPDATE account_access SET relation = 'self' WHERE account_id = $1"}};
    for (const auto& step : of_person) follows(phone, step, office.amina.account.bytes);
}

TEST_CASE("a plan stands in no packet, no summary and no paper of the person's") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    auto phone = office.world.as(office.amina);
    for (const auto* path : {"/biography", "/biography/summary", "/biography/revisions",
                             "/consultations", "/releases/new?kind=JC"})
        CHECK_FALSE(phone.get(path).shows("A2 ist geschafft."));
    CHECK_FALSE(desk.get("/staff/persons").shows("A2 ist geschafft."));
}

TEST_CASE("a person changes the language in the middle of a form, and nothing is lost or sent") {
    Office office;
    auto desk = office.world.as(office.keller);
    office.write_plan(desk);
    const auto goal = Office::link(desk.get(office.plan()), office.plan() + "/goals/");
    const auto words = own(goal, "goals") + "/words";
    auto phone = office.world.as(office.amina);
    auto page = phone.submit(words, words, {{"words", "Neu 1"}, {"switch_language", "fr"}});
    CHECK(page.status == 200);
    CHECK(page.shows("Neu 1"));
    CHECK(page.shows("Enregistrer"));
    page = phone.submit("/plan/wishes/new", "/plan/wishes",
                        {{"words", "Neu 2"}, {"switch_language", "de"}});
    CHECK(page.status == 200);
    CHECK(page.shows("Neu 2"));
    CHECK(office.count("plan_wishes") == 0);
    CHECK(phone.get("/plan/wishes/new?goal=nonsense").status == 404);
    CHECK_FALSE(desk.get(goal).shows("Neu 1"));
}
