// SPDX-License-Identifier: EUPL-1.2
// The biography over HTTP: Amina tells, Bilal must never see it.
#include "biography/told_for_test.h"

namespace mobio::biography {

using namespace test;

TEST_CASE("the overview greets by name and leads to the next question") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto page = browser.get("/biography");
    CHECK(page.status == 200);
    CHECK(page.body.find("<bdi>Amina</bdi>") != std::string::npos);
    CHECK(page.shows("/biography/person/name?path=first"));
    CHECK(page.shows("No answer is required."));
    CHECK(world.anybody().get("/biography").status == 303);
}

TEST_CASE("Bilal sees and changes nothing of Amina's") {
    World world;
    const auto amina = world.person("Amina");
    const auto bilal = world.person("Bilal");
    auto hers = world.as(amina);
    auto his = world.as(bilal);
    hers.submit(new_job, new_job, {{"work.entries.title_original", "Schneiderin"}});
    const auto card = card_address(hers.get(jobs));
    CHECK(his.get(card).status == 404);
    CHECK_FALSE(his.get(jobs).shows("Schneiderin"));
    const auto page = his.get(new_job);
    CHECK(his.post_raw(card, {{"form_token", page.hidden("form_token")},
                              {"form_key", page.hidden("form_key", new_job)},
                              {"work.entries.title_original", "Dieb"}})
              .status == 404);
    CHECK(world.anybody().get(card).status == 303);
    const Acting thief{bilal.account, amina.person};
    CHECK_THROWS_AS(
        world.app().db->read([&](sql::Connection& db) { return load(db, world.app(), thief); }),
        http::Failure);
}

TEST_CASE("an access that has ended opens nothing any more") {
    World world;
    const auto amina = world.person("Amina");
    world.app().db->write([&](sql::Transaction& tx) {
        tx.exec("UPDATE account_access SET until_at = $1 WHERE person_id = $2",
                world.app().clock.now() - std::chrono::hours{1}, amina.person);
    });
    CHECK_THROWS_AS(told_by(world, amina), http::Failure);
}

TEST_CASE("the first visit leads through its own questions to the overview") {
    World world;
    auto browser = world.as(world.person("Amina"));
    std::string at = "/biography/person/name?path=first";
    int pages = 0;
    while (at != "/biography" && pages < 30) {
        const auto page = browser.get(at);
        REQUIRE(page.status == 200);
        const auto reply = browser.send(page, at.substr(0, at.find('?')), {});
        REQUIRE(reply.status == 303);
        at = reply.location();
        ++pages;
    }
    CHECK(pages > 5);
    CHECK(pages < 20);
}

TEST_CASE("continue later leads to the section, with the answers saved") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto reply =
        browser.submit(name_page, name_page, {{"person.name.given", "Amina"}, {"later", "1"}});
    CHECK(reply.location() == "/biography/person");
    const auto section = browser.follow(reply);
    CHECK(section.shows("What is your name?"));
    CHECK(section.shows("Complete"));
}

TEST_CASE("the overview tells a life in time, with its gaps and its progress") {
    World world;
    auto browser = world.as(world.person("Amina"));
    browser.submit("/biography/person/birth", "/biography/person/birth",
                   {{"person.birth.year", "1996"}, {"person.birth_place.latin", "Herat"}});
    browser.submit("/biography/residence/arrival", "/biography/residence/arrival",
                   {{"residence.entry_date.month", "11"}, {"residence.entry_date.year", "2022"}});
    browser.submit(new_job, new_job,
                   {{"work.entries.title_original", "Schneiderin"},
                    {"work.entries.from.year", "2016"},
                    {"work.entries.to.year", "2019"}});
    const auto page = browser.get("/biography");
    CHECK(page.body.find("Born in <bdi>Herat</bdi>") != std::string::npos);
    CHECK(page.shows("Arrived in Germany"));
    CHECK(page.shows("November 2022"));
    CHECK(page.body.find("<li class=\"gap\"><span class=\"when\">2019 to 2022") !=
          std::string::npos);
    CHECK(page.body.find("Schneiderin") < page.body.find("Arrived in Germany"));
    CHECK(page.shows("3 of "));
}

TEST_CASE("pages that do not exist are not found") {
    World world;
    auto browser = world.as(world.person("Amina"));
    for (const char* path :
         {"/biography/nothing", "/biography/person/nothing", "/biography/person/name/entries/new",
          "/biography/work/jobs/entries/x", "/biography/residence/homes/entries/new"})
        CHECK(browser.get(path).status == 404);
}

}  // namespace mobio::biography
