// SPDX-License-Identifier: EUPL-1.2
#include "platform/access_log/access_log.h"
#include "release/steps_for_test.h"

using namespace mobio;
using namespace mobio::release::test;

TEST_CASE("a person reads in plain words who saw their data") {
    World world;
    const auto who = amina(world);
    auto browser = world.as(who);
    REQUIRE(release_to(browser, jobcenter(world)).status == 303);
    auto office = world.anybody();
    const auto page = open(office, link(world)).location();
    office.get(page);
    office.submit(page, page + "/answers", {{"answer", "invited"}});
    const auto& t = world.app().tongue(text::Language::En);
    const auto shown = browser.get("/access-log");
    CHECK(shown.status == 200);
    CHECK(shown.shows("Jobcenter Musterland"));
    CHECK(shown.shows(t.tr("office", "answered: you are invited")));
    CHECK(shown.shows(t.tr("office", "read your packet")));
    CHECK(shown.shows("/withdrawal"));
}

TEST_CASE("the list goes on where the last page ended") {
    World world;
    const auto who = amina(world);
    for (int i = 0; i < 30; ++i) {
        tell(world, who, "person.name.given", "Amina " + std::to_string(i));
        tell(world, who, "contact.language", i % 2 == 0 ? "prs" : "pbt");
    }
    auto browser = world.as(who);
    const auto first = browser.get("/access-log").body;
    const auto at = first.find("/access-log?before=");
    REQUIRE(at != std::string::npos);
    const auto href = first.substr(at, first.find('"', at) - at);
    const auto older = browser.get(href);
    CHECK(older.status == 200);
    CHECK_FALSE(older.shows(world.app().tongue(text::Language::En).tr("Show older entries")));
    CHECK(browser.get("/access-log?before=nonsense").status == 200);
}

TEST_CASE("what a person saved many times in a row is one line") {
    World world;
    const auto who = amina(world);
    for (int i = 0; i < 60; ++i)  // and four that made her Amina
        tell(world, who, "person.name.given", "Amina " + std::to_string(i));
    auto browser = world.as(who);
    const auto page = browser.get("/access-log");
    CHECK(page.shows("64\u00a0×"));
    CHECK_FALSE(page.shows("/access-log?before="));
    world.app().clock.advance(std::chrono::hours{24});
    tell(world, who, "person.name.given", "Amina");
    browser = world.as(who);
    CHECK(browser.get("/access-log").shows("64\u00a0×"));
}

TEST_CASE("what one of the staff did many times in a row on one day is one line") {
    World world;
    const auto who = world.person("Amina");
    const auto keller = world.staff("Keller", "manager"), roth = world.staff("Roth", "manager");
    auto& app = world.app();
    const auto morning = app.zone.start_of(app.today()) + std::chrono::hours{9};
    const auto looks = [&](const StaffCast& staff, std::chrono::minutes later) {
        app.db->write([&](sql::Transaction& tx) {
            access_log::write(
                tx,
                {who.person.bytes, access_log::Who::Staff, staff.id.bytes, "person.listed", {}, ""},
                morning + later);
        });
    };
    for (int i = 0; i < 15; ++i) looks(keller, std::chrono::minutes{20 * i});
    looks(roth, std::chrono::minutes{300});
    looks(keller, std::chrono::minutes{320});
    const auto page = world.as(who).get("/access-log");
    CHECK(page.shows("15\u00a0×"));
    CHECK_FALSE(page.shows("16\u00a0×"));
    CHECK(page.shows("Roth"));
    const auto& t = app.tongue(text::Language::En);
    CHECK(page.shows(t.time_of_day(morning) + "–" +
                     t.time_of_day(morning + std::chrono::minutes{280})));
}

TEST_CASE("Bilal reads his own list and nothing of Amina's") {
    World world;
    const auto who = amina(world);
    auto browser = world.as(who);
    REQUIRE(release_to(browser, jobcenter(world)).status == 303);
    const auto bilal = world.as(world.person("Bilal")).get("/access-log");
    CHECK(bilal.status == 200);
    CHECK_FALSE(bilal.shows("Jobcenter Musterland"));
    CHECK(world.anybody().get("/access-log").status == 303);
}
