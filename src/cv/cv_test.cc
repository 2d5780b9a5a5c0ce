// SPDX-License-Identifier: EUPL-1.2
#include "cv/cv.h"

#include "cv/steps_for_test.h"
#include "cv/store.h"

using namespace mobio;
using namespace mobio::cv::test;

TEST_CASE("a CV tells the biography in German, the latest job first") {
    World world;
    auto browser = world.as(amina(world));
    for (const auto* query : {"layout=one&language=de", "layout=two&language=de"}) {
        const auto text = paper(browser, query);
        CHECK(has(text, "Lebenslauf"));
        CHECK(has(text, "Amina Rahimi"));
        CHECK(has(text, "amina@example.org"));
        CHECK(has(text, "Berufserfahrung"));
        CHECK(has(text, "03/2014 – 07/2019"));
        CHECK(has(text, "seit 2020"));
        CHECK(text.find("Verkäuferin") < text.find("Schneiderin"));
        CHECK(has(text, "A2–B1"));
        CHECK_FALSE(has(text, "CANARY"));
    }
}

TEST_CASE("what was told in another language stands in German where there is German") {
    World world;
    auto browser = world.as(amina(world));
    CHECK(has(paper(browser), "Schneiderin"));
    CHECK_FALSE(has(paper(browser), "خیاط"));
    CHECK(has(paper(browser, "language=fr"), "Schneiderin"));
    // The employer has none, so it stays as it was told; in Farsi all of it does.
    for (const auto* query : {"language=de", "language=fa"})
        CHECK(mobio::test::asked("pdftotext -raw", file(browser, query), "-").size() > 100);
    CHECK_FALSE(has(paper(browser, "language=fa"), "Schneiderin"));
}

TEST_CASE("an occupation that was chosen from the list has its title in the CV's language") {
    World world;
    const auto who = world.person("Amina");
    biography::Change job;
    job.field = "work.entries";
    job.claim.lang = "fa";
    job.claim.value = {{"title_original", "خیاط"}, {"kldb", "28222"}};
    tell(world, who, job);
    auto browser = world.as(who);
    CHECK(has(paper(browser, "language=en"), "ailor"));
    CHECK(has(paper(browser, "language=de"), "Schneider/in"));
}

TEST_CASE("a birth date stands in a CV only once the person puts it in") {
    World world;
    auto browser = world.as(amina(world));
    CHECK_FALSE(has(paper(browser), "1996"));
    CHECK(press(browser, "in:person.birth").status == 303);
    CHECK(has(paper(browser), "14. März 1996"));
    CHECK(press(browser, "out:person.birth").status == 303);
    CHECK_FALSE(has(paper(browser), "1996"));
}

TEST_CASE("headings move, and what is taken out stays out until it is put in again") {
    World world;
    auto browser = world.as(amina(world));
    CHECK(paper(browser).find("Berufserfahrung") < paper(browser).find("Sprachkenntnisse"));
    CHECK(press(browser, "up:languages").location() == "/cv#languages");
    CHECK(paper(browser).find("Berufserfahrung") > paper(browser).find("Sprachkenntnisse"));
    CHECK(press(browser, "down:languages").status == 303);
    CHECK(paper(browser).find("Berufserfahrung") < paper(browser).find("Sprachkenntnisse"));

    const auto first = name_of(browser.get("/cv"), "work.entries");
    CHECK(press(browser, "out:" + first).location() == "/cv#work");
    CHECK_FALSE(has(paper(browser), "Verkäuferin"));
    CHECK(browser.get("/cv").shows("Not in the CV."));
    CHECK(press(browser, "out:work").status == 303);
    CHECK_FALSE(has(paper(browser), "Schneiderin"));
    CHECK(press(browser, "in:work").status == 303);
    CHECK(press(browser, "in:" + first).status == 303);
    CHECK(has(paper(browser), "Verkäuferin"));
    CHECK(has(paper(browser), "Schneiderin"));
}

TEST_CASE("Bilal sees nothing of Amina's CV, and cannot name what is hers") {
    World world;
    auto browser = world.as(amina(world));
    const auto hers = name_of(browser.get("/cv"), "work.entries");
    auto bilal = world.as(world.person("Bilal"));
    tell(world, world.person("Bilal"), "life.leisure", json::array({"music"}));
    CHECK_FALSE(bilal.get("/cv").shows("Rahimi"));
    CHECK_FALSE(has(paper(bilal), "Rahimi"));
    CHECK(bilal.get("/cv").status == 200);
    const auto hers_page = browser.get("/cv");
    CHECK(bilal.send(hers_page, "/cv/changes", {{"change", "out:" + hers}}).status == 403);
    for (const auto* change : {"up:personal", "down:nothing", "sideways:work", "out:", ""})
        CHECK(browser.send(browser.get("/cv"), "/cv/changes", {{"change", change}}).status == 404);
    CHECK(world.anybody().get("/cv").status == 303);
    CHECK(world.as(world.staff("Keller", "manager")).get("/cv").status != 200);
}

TEST_CASE("of two devices the one that comes late sees what stands now") {
    World world;
    const auto who = amina(world);
    auto phone = world.as(who), library = world.as(who);
    const auto seen = library.get("/cv");
    CHECK(press(phone, "out:work").status == 303);
    const auto late = library.send(seen, "/cv/changes", {{"change", "out:languages"}});
    CHECK(late.status == 409);
    CHECK(late.shows("Your CV was changed on another device."));
    CHECK(has(paper(phone), "Sprachkenntnisse"));
    CHECK(library.send(late, "/cv/changes", {{"change", "out:languages"}}).status == 303);
    CHECK_FALSE(has(paper(phone), "Sprachkenntnisse"));
    CHECK_FALSE(has(paper(phone), "Berufserfahrung"));
}

TEST_CASE("the same press sent twice moves a heading once") {
    World world;
    auto browser = world.as(amina(world));
    const auto page = browser.get("/cv");
    const auto once = browser.send(page, "/cv/changes", {{"change", "up:languages"}});
    const auto twice = browser.send(page, "/cv/changes", {{"change", "up:languages"}});
    CHECK(once.status == 303);
    CHECK(twice.location() == once.location());
    CHECK(paper(browser).find("Berufserfahrung") > paper(browser).find("Sprachkenntnisse"));
}

TEST_CASE("a long life still fits on one page, or on two") {
    World world;
    const auto who = amina(world);
    for (int year = 1990; year < 1998; ++year)
        tell(world, who, "work.entries",
             {{"title_original", "Näherin"},
              {"country", "AF"},
              {"from", in_year(std::to_string(year).c_str())},
              {"to", in_year(std::to_string(year + 1).c_str())},
              {"tasks", {"Stoffe zuschneiden", "Maße nehmen", "Kleider nähen", "Ware prüfen"}}});
    auto browser = world.as(who);
    const auto pages = [&](const char* query) {
        const auto info = mobio::test::asked("pdfinfo", file(browser, query));
        return std::stoul(info.substr(info.find("Pages:") + 6));
    };
    CHECK(pages("layout=one&language=de") == 1);
    CHECK(pages("layout=two&language=de") == 2);
    CHECK(has(paper(browser, "layout=two&language=de"), "Maße nehmen"));
}

TEST_CASE("a CV is tagged, and says its title and language to a screen reader") {
    World world;
    auto browser = world.as(amina(world));
    const auto info = mobio::test::asked("pdfinfo", file(browser, "layout=one&language=de"));
    CHECK(has(info, "Tagged:          yes"));
    CHECK(has(info, "Lebenslauf"));
    const auto tree =
        mobio::test::asked("pdfinfo -struct-text", file(browser, "layout=two&language=de"));
    CHECK(has(tree, "H1"));
    CHECK(has(tree, "H2"));
    CHECK(has(tree, "LBody"));
}

TEST_CASE("levels stay beside their languages where one reads from right to left") {
    World world;
    const auto who = world.person("Amina");
    tell(world, who, "language.skills", {{"lang", "tur"}, {"reading", "B2"}});
    tell(world, who, "language.skills", {{"lang", "rus"}, {"reading", "A1"}});
    auto browser = world.as(who);
    const auto text = paper(browser, "layout=one&language=ar");
    REQUIRE(has(text, "التركية"));
    CHECK(text.find("التركية") < text.find("B2"));
    CHECK(text.find("B2") < text.find("الروسية"));
    CHECK(text.find("الروسية") < text.find("A1"));
}

TEST_CASE("a CV comes in each language that the pages speak") {
    World world;
    auto browser = world.as(amina(world));
    CHECK(has(paper(browser, "language=en&layout=two"), "Work experience"));
    CHECK(has(paper(browser, "language=fr&layout=two"), "Expérience professionnelle"));
    for (const auto* query : {"language=ar", "language=fa&layout=two"})
        CHECK(has(paper(browser, query), "amina@example.org"));
    CHECK(browser.get("/cv/pdf?language=xx&layout=xx").status == 200);
}

TEST_CASE("what a person chose for their CV is nowhere to be read") {
    World world;
    const auto who = amina(world);
    auto browser = world.as(who);
    CHECK(press(browser, "out:work").status == 303);
    world.app().db->read([&](sql::Connection& db) {
        const auto sealed = db.first(
            "SELECT sealed FROM cv_arrangements WHERE person_id = $1",
            [](sql::Row row) { return row.get<sql::Blob>(0).bytes; }, who.person);
        REQUIRE(sealed);
        CHECK(std::string(sealed->begin(), sealed->end()).find("work") == std::string::npos);
    });
}

TEST_CASE("a CV's arrangement goes along with a joined record, unless the other has its own") {
    World world;
    auto& app = world.app();
    const auto who = amina(world), other = world.person("Emina");
    auto browser = world.as(who);
    CHECK(press(browser, "out:work").status == 303);
    const auto move = [&](const Cast& from, const Cast& to) {
        return app.db->write([&](sql::Transaction& tx) {
            return cv::move_arrangements(tx, app, {from.person, to.person, {}}).size();
        });
    };
    const auto kept = [&](const Cast& whose) {
        return app.db->read([&](sql::Connection& db) {
            return cv::load(db, app, Acting{whose.account, whose.person}).arrangement.out;
        });
    };
    CHECK(move(who, other) == 1);
    CHECK(kept(other).contains("work"));
    CHECK(kept(who).empty());
    CHECK(press(browser, "out:languages").status == 303);
    CHECK(move(who, other) == 0);
    CHECK(kept(who).contains("languages"));
}
