// SPDX-License-Identifier: EUPL-1.2
// A JSON Resume that somebody brings along: preview first, then what they tick.
#include "cv/import.h"

#include "cv/steps_for_test.h"

using namespace mobio;
using namespace mobio::cv::test;
using cv::Fate;

namespace {

biography::Biography told_by(World& world, const Cast& who) {
    return world.app().db->read([&](sql::Connection& db) {
        return biography::load(db, world.app(), Acting{who.account, who.person});
    });
}

// Read against a biography that says nothing.
std::vector<cv::Row> rows(World& world, const std::string& file) {
    return cv::read_resume(file, text::Language::En, *world.app().catalogue, world.app().texts, {});
}

std::string refusal(World& world, const std::string& file) {
    try {
        rows(world, file);
    } catch (const text::Message& why) {
        return why.id;
    }
    return "";
}

Reply bring(Browser& browser, const std::string& file) {
    return browser.upload(browser.get("/cv/imports/new"), "/cv/imports", {{"language", "en"}},
                          "file", "resume.json", file);
}

const std::string cook = R"({
    "basics": {"name": "A. Rahimi", "email": "amina@example.org", "phone": "0176 04069001"},
    "work": [{"position": "Cook", "name": "Inn", "location": "Afghanistan", "startDate": "2010-05",
              "endDate": "2012", "highlights": ["Soups", "Bread"], "url": "https://example.org"}],
    "languages": [{"language": "English", "fluency": "B1"}],
    "awards": [{"title": "Best soup"}]})";

}  // namespace

TEST_CASE("a row becomes an answer with its dates, country, tasks and levels") {
    World world;
    const auto all = rows(world, cook);
    const auto job = std::ranges::find(all, "Cook", &cv::Row::title);
    REQUIRE(job != all.end());
    CHECK(job->fate == Fate::New);
    CHECK(job->left_out == std::vector<std::string>{"url"});
    REQUIRE(job->change);
    const auto& value = job->change->claim.value;
    CHECK(job->change->field == "work.entries");
    CHECK(job->change->claim.lang == "en");
    CHECK(value["country"] == "AF");
    CHECK(value["from"]["edtf"] == "2010-05");
    CHECK(value["to"]["precision"] == "year");
    CHECK(value["tasks"] == json{"Soups", "Bread"});
    const auto english = std::ranges::find(all, "languages", &cv::Row::list);
    CHECK(english->change->claim.value["lang"] == "eng");
    CHECK(english->change->claim.value["writing"] == "B1");
    const auto award = std::ranges::find(all, "awards", &cv::Row::list);
    CHECK(award->fate == Fate::Refused);
    CHECK_FALSE(award->change);
}

TEST_CASE("nothing is saved before the person confirms, and then only what is ticked") {
    World world;
    const auto who = world.person("Amina");
    auto browser = world.as(who);
    const auto sent = bring(browser, cook);
    REQUIRE(sent.status == 303);
    const auto preview = browser.follow(sent);
    CHECK(preview.shows("Cook"));
    CHECK(preview.shows("Not taken over: url"));
    CHECK(preview.shows("Your biography has no place for this."));
    CHECK(told_by(world, who).entries("work.entries").empty());

    std::string job, english;
    for (const auto& [title, value] : {std::pair{"Cook", &job}, {"English", &english}}) {
        const auto label = preview.body.find(title);
        const auto at = preview.body.rfind("value=\"", label) + 7;
        *value = preview.body.substr(at, preview.body.find('"', at) - at);
    }
    const auto taken = browser.send(preview, sent.location() + "/acceptance", {{"row[]", job}});
    CHECK(taken.location() == "/cv");
    const auto biography = told_by(world, who);
    REQUIRE(biography.entries("work.entries").size() == 1);
    const auto* claim = biography.entries("work.entries").front()->answer.claim();
    CHECK(claim->by == biography::By::Person);
    CHECK(claim->provenance == biography::Provenance::Own);
    CHECK(claim->author == who.account.text());
    CHECK(biography.entries("language.skills").empty());
    CHECK(browser.get(sent.location()).status == 404);
    CHECK(browser.get("/biography/revisions").shows("Jobs"));
    // The same form sent twice takes it over once.
    CHECK(browser.send(preview, sent.location() + "/acceptance", {{"row[]", job}}).status == 303);
    CHECK(told_by(world, who).entries("work.entries").size() == 1);
}

TEST_CASE("what the biography says already is not taken over again") {
    World world;
    const auto who = amina(world);
    auto browser = world.as(who);
    auto preview = browser.follow(bring(browser, browser.get("/cv/json-resume").body));
    CHECK(preview.shows("Stands in your biography already."));
    preview = browser.follow(bring(browser, cook));
    const auto address = preview.body.find("amina@example.org");
    CHECK(preview.shows("What is not taken over"));
    CHECK(address != std::string::npos);
}

TEST_CASE("what somebody decides against is gone at once, all else after a day") {
    World world;
    auto browser = world.as(world.person("Amina"));
    const auto kept = [&] {
        return world.app().db->read([&](sql::Connection& db) {
            return *db.first("SELECT COUNT(*) FROM cv_imports",
                             [](sql::Row row) { return row.get<std::int64_t>(0); });
        });
    };
    const auto sent = bring(browser, cook);
    CHECK(kept() == 1);
    CHECK(browser.send(browser.follow(sent), sent.location() + "/removal", {}).status == 303);
    CHECK(kept() == 0);
    bring(browser, cook);
    bring(browser, cook);
    CHECK(kept() == 1);
    world.app().clock.advance(std::chrono::hours{25});
    world.run_jobs();
    CHECK(kept() == 0);
}

TEST_CASE("Bilal finds no file that Amina brought, and takes nothing of it over") {
    World world;
    auto browser = world.as(world.person("Amina"));
    const auto hers = bring(browser, cook).location();
    auto bilal = world.as(world.person("Bilal"));
    const auto his = bring(bilal, cook);
    CHECK(bilal.get(hers).status == 404);
    const auto page = bilal.follow(his);
    for (const auto* act : {"/acceptance", "/removal"}) {
        auto form = page;
        for (std::size_t at = 0; (at = form.body.find(his.location(), at)) != std::string::npos;)
            form.body.replace(at, his.location().size(), hers);
        CHECK(bilal.send(form, hers + act, {{"row[]", "0"}}).status == 404);
    }
    CHECK(browser.get(hers).status == 200);
    CHECK(bilal.get("/cv/imports/no-such-id").status == 404);
}

TEST_CASE("a file that is none, too large, too deep or too long is refused with a reason") {
    World world;
    auto browser = world.as(world.person("Amina"));
    const std::string none = "This is no JSON Resume.";
    for (const auto* file :
         {"", "[]", "null", "{", "{\"work\":", "\xff\xfe", "%PDF-1.7", "{\"work\": NaN}"})
        CHECK(refusal(world, file) == none);
    CHECK(refusal(world, std::string(200'000, '[')) == none);
    std::string deep = "1";
    for (int i = 0; i < 20; ++i) deep = "{\"a\":" + deep + "}";
    CHECK(refusal(world, deep) == none);
    CHECK(refusal(world, std::string(cv::longest_file + 1, ' ')) == "This file is too large.");
    std::string flat = R"({"work":[{})";
    while (flat.size() < cv::longest_file - 10) flat += ",{}";
    CHECK(refusal(world, flat + "]}") == "This file has too many rows.");
    CHECK(rows(world, R"({"work":[{"position":"[[[[[[[[[[{{{{ \\\" ]"}]})").size() == 1);
    std::string many = R"({"work":[{"position":"a"})";
    for (int i = 0; i < 300; ++i) many += R"(,{"position":"b"})";
    CHECK(refusal(world, many + "]}") == "This file has too many rows.");
    const auto reply = bring(browser, "{");
    CHECK(reply.status == 422);
    CHECK(reply.shows(none));
    CHECK(browser.submit("/cv/imports/new", "/cv/imports", {{"language", "xx"}}).status == 422);
    CHECK(bring(browser, std::string(2 * cv::longest_file, ' ')).status == 413);
}

TEST_CASE("rows of a strange shape are refused one by one, and spoil no other") {
    World world;
    const auto all = rows(world, R"({"work": [1, null, [], {}, {"position": 5}, {"name": "Inn"},
        {"position": "Cook", "startDate": "soon", "location": {"x": 1}, "highlights": "none"}],
        "languages": [{"language": "Klingon"}], "skills": "sewing", "basics": [],
        "education": [{"area": "Law", "studyType": "Bachelor"}, {"area": "Baker"}]})");
    std::size_t fresh = 0;
    for (const auto& row : all) fresh += row.fate == Fate::New ? 1 : 0;
    CHECK(fresh == 3);
    const auto job = std::ranges::find(all, "Cook", &cv::Row::title);
    CHECK(job->left_out.size() == 3);
    CHECK(job->change->claim.value == json{{"title_original", "Cook"}});
    CHECK(std::ranges::find(all, "Law", &cv::Row::title)->change->field == "training.study");
    CHECK(std::ranges::find(all, "Baker", &cv::Row::title)->change->field == "training.entries");
}

TEST_CASE("texts that are too long stay out, and hidden direction signs go") {
    World world;
    const auto all = rows(world, R"({"work": [{"position": ")" + std::string(5000, 'x') +
                                     R"("}, {"position": "Co\u202eok"}],
        "basics": {"summary": ")" + std::string(5000, 'y') +
                                     "\"}}");
    for (const auto& row : all) {
        const bool long_text = row.title != "Cook";
        CHECK(row.fate == (long_text ? Fate::Refused : Fate::New));
        if (long_text) CHECK(std::string(row.why.id) == "This text is too long.");
    }
    CHECK(all.size() == 3);
}

TEST_CASE("a single answer that says something else is not overwritten") {
    World world;
    const auto who = amina(world);
    const auto biography = told_by(world, who);
    const auto all =
        cv::read_resume(R"({"basics": {"email": "other@example.org", "phone": "no number"}})",
                        text::Language::De, *world.app().catalogue, world.app().texts, biography);
    REQUIRE(all.size() == 2);
    for (const auto& row : all) CHECK(row.fate == Fate::Refused);
    CHECK(std::string(all[0].why.id) == "Your biography says something else. Change it there.");
}
