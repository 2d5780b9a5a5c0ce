// SPDX-License-Identifier: EUPL-1.2
// The same CV for other programs. Whether it fits their schemas is asked in tests/journeys.
#include "cv/export.h"

#include "cv/steps_for_test.h"
#include "cv/xml.h"
#include "documents/store.h"

using namespace mobio;
using namespace mobio::cv::test;

namespace {

json resume(Browser& browser, const std::string& language = "de") {
    const auto reply = browser.get("/cv/json-resume?language=" + language);
    REQUIRE(reply.status == 200);
    CHECK(has(reply.header("content-disposition"), "attachment"));
    return json::parse(reply.body);
}

std::string europass(Browser& browser) {
    const auto reply = browser.get("/cv/europass");
    REQUIRE(reply.status == 200);
    return reply.body;
}

void tell_place(World& world, const Cast& who) {
    tell(world, who, "contact.address",
         {{"street", "Beispielweg"}, {"no", "3"}, {"plz", "00000"}, {"city", "Musterhausen"}});
    tell(world, who, "training.study",
         {{"subject", "Mathematik"}, {"institution", "Universität Musterhausen"}});
}

}  // namespace

TEST_CASE("a JSON Resume holds the CV with its dates, tasks and levels") {
    World world;
    auto browser = world.as(amina(world));
    const auto all = resume(browser);
    CHECK(all["basics"]["name"] == "Amina Rahimi");
    CHECK(all["basics"]["email"] == "amina@example.org");
    REQUIRE(all["work"].size() == 2);
    CHECK(all["work"][0] ==
          json{{"position", "Verkäuferin"}, {"location", "Iran"}, {"startDate", "2020"}});
    CHECK(all["work"][1]["position"] == "Schneiderin");
    CHECK(all["work"][1]["startDate"] == "2014-03");
    CHECK(all["work"][1]["endDate"] == "2019-07");
    CHECK(all["work"][1]["highlights"].size() == 2);
    CHECK(all["languages"][0]["fluency"] == "Erstsprache");
    CHECK(all["languages"][1]["fluency"] == "A2–B1");
    CHECK_FALSE(has(all.dump(), "CANARY"));
    CHECK_FALSE(has(all.dump(), "1996"));
}

TEST_CASE("a Europass file holds the CV as the European editor reads it") {
    World world;
    auto browser = world.as(amina(world));
    CHECK(press(browser, "in:person.birth").status == 303);
    const auto xml = europass(browser);
    for (const auto* part :
         {"<oa:GivenName>Amina</oa:GivenName>", "<hr:FamilyName>Rahimi</hr:FamilyName>",
          "<hr:BirthDate>1996-03-14</hr:BirthDate>", "<oa:URI>amina@example.org</oa:URI>",
          "<PositionTitle typeCode=\"FREETEXT\">Schneiderin</PositionTitle>",
          "<hr:FormattedDateTime>2019-07</hr:FormattedDateTime>",
          "<hr:CurrentIndicator>true</hr:CurrentIndicator>", "<Country>af</Country>",
          "<CompetencyID schemeName=\"NORMAL\">deu</CompetencyID>",
          "<hr:ScoreText>B1</hr:ScoreText>", "<PrimaryLanguageCode name=\"FREE_TEXT\">Dari"})
        CHECK_MESSAGE(has(xml, part), part);
    CHECK_FALSE(has(xml, "CANARY"));
    CHECK(has(browser.get("/cv/europass?language=fr").body, "languageCode=\"fr\""));
    CHECK(has(browser.get("/cv/europass?language=fa").body, "languageCode=\"de\""));
}

TEST_CASE("neither file tells a place of somebody whose address is protected, nor what is out") {
    World world;
    const auto who = amina(world);
    tell_place(world, who);
    auto browser = world.as(who);
    const auto both = [&] { return resume(browser).dump() + europass(browser); };
    CHECK(has(both(), "Beispielweg"));
    CHECK(has(both(), "Universität Musterhausen"));
    tell(world, who, "contact.address_protected", true);
    CHECK_FALSE(has(both(), "Musterhausen"));
    CHECK_FALSE(has(both(), "کارگاه"));
    CHECK(has(both(), "Mathematik"));
    CHECK(press(browser, "out:training").status == 303);
    CHECK_FALSE(has(both(), "Mathematik"));
}

TEST_CASE("what Bilal saves holds nothing of Amina, and who is not signed in saves nothing") {
    World world;
    amina(world);
    auto bilal = world.as(world.person("Bilal"));
    CHECK_FALSE(has(resume(bilal).dump() + europass(bilal), "Rahimi"));
    auto roth = world.as(world.staff("Roth", "manager"));
    for (const auto* file : {"/cv/pdf", "/cv/json-resume", "/cv/europass"}) {
        CHECK(world.anybody().get(file).status == 303);
        CHECK(roth.get(file).status != 200);
    }
}

TEST_CASE("saving a CV stands in the access log") {
    World world;
    auto browser = world.as(amina(world));
    europass(browser);
    CHECK(browser.get("/access-log").shows("saved your CV"));
}

TEST_CASE("dates of any precision and calendar become ISO dates") {
    CHECK(cv::iso_date({{"edtf", "2014-03-09"}}) == "2014-03-09");
    CHECK(cv::iso_date({{"edtf", "2014-03"}}) == "2014-03");
    CHECK(cv::iso_date({{"edtf", "2014"}}) == "2014");
    CHECK(cv::iso_date({{"edtf", "201X"}}) == "2010");
    CHECK(cv::iso_date({{"edtf", "1978-03-21/1979-03-20"}, {"calendar", "persian"}}) == "1978");
    CHECK(cv::iso_date(json()).empty());
    CHECK(cv::iso_date({{"edtf", "0999"}}).empty());
}

TEST_CASE("XML escapes what it is given, and leaves out what is empty") {
    const cv::Element root{
        "a", {{"b", "\"<&>\""}}, {}, {{"c", {}, "x < y\x01 & z"}, {"d"}, {"e", {}, {}, {{"f"}}}}};
    CHECK(cv::written(root) ==
          "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
          "<a b=\"&quot;&lt;&amp;&gt;&quot;\">\n  <c>x &lt; y &amp; z</c>\n</a>\n");
}

TEST_CASE("a CV is kept among the documents as it is now, once for each press") {
    World world;
    const auto who = amina(world);
    auto browser = world.as(who);
    const auto page = browser.get("/cv");
    const Values wanted{{"layout", "two"}, {"language", "fr"}, {"then", "keep"}};
    const auto kept = browser.send(page, "/cv/pdf", wanted);
    REQUIRE(kept.status == 303);
    CHECK(browser.send(page, "/cv/pdf", wanted).location() == kept.location());
    const auto all = world.app().db->read([&](sql::Connection& db) {
        return documents::all(db, world.app(), Acting{who.account, who.person});
    });
    REQUIRE(all.size() == 1);
    CHECK(all[0].about.kind == "cv");
    CHECK(all[0].about.lang == "fra");
    CHECK(all[0].pages == 1);
    CHECK(browser.get(kept.location()).status == 200);
    CHECK(has(mobio::test::text_of(browser.get(kept.location() + "/file").body), "Amina Rahimi"));
    CHECK(world.as(world.person("Bilal")).get(kept.location()).status == 404);
}

TEST_CASE("saving instead of keeping leads to the file") {
    World world;
    auto browser = world.as(amina(world));
    const auto saved =
        browser.submit("/cv", "/cv/pdf", {{"layout", "two"}, {"language", "ar"}, {"then", "save"}});
    CHECK(saved.location() == "/cv/pdf?layout=two&language=ar");
    CHECK(browser.follow(saved).header("content-type") == "application/pdf");
}
