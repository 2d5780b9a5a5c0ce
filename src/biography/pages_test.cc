// SPDX-License-Identifier: EUPL-1.2
// The biography over HTTP: Amina tells, Bilal must never see it.
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "biography/biography.h"
#include "biography/document.h"
#include "world.h"

namespace mobio::biography {

namespace {

using nlohmann::json;

constexpr const char* name_page = "/biography/person/name";
constexpr const char* jobs = "/biography/work/jobs";
constexpr const char* new_job = "/biography/work/jobs/entries/new";

Biography told_by(World& world, const Cast& person) {
    return world.app().db->read([&](sql::Connection& db) {
        return load(db, world.app(), Acting{person.account, person.person});
    });
}

std::string value_of(World& world, const Cast& person, const char* field) {
    const auto biography = told_by(world, person);
    const auto* claim = biography.claim(field);
    return claim && claim->value.is_string() ? claim->value.get<std::string>() : "";
}

Reply save_name(Browser& browser, const char* given, const char* family) {
    return browser.submit(name_page, name_page,
                          {{"person.name.given", given}, {"person.name.family", family}});
}

// Address of the only card on the page of jobs.
std::string card_address(const Reply& page) {
    const auto at = page.body.find("/biography/work/jobs/entries/0");
    REQUIRE(at != std::string::npos);
    return page.body.substr(at, std::string_view("/biography/work/jobs/entries/").size() + 36);
}

struct Row {
    std::int64_t number, at;
    std::string kind, sealed;
    IdBytes author;
};
std::vector<Row> revisions(World& world, const Cast& person, const char* section) {
    return world.app().db->read([&](sql::Connection& db) {
        return db.all(
            "SELECT number, at, author_kind, sealed, author_id FROM section_revisions "
            "WHERE person_id = $1 AND section = $2 ORDER BY number",
            [](sql::Row row) {
                return Row{row.get<std::int64_t>(0), row.get<std::int64_t>(1),
                           row.get<std::string>(2), row.get<sql::Blob>(3).bytes,
                           row.get<IdBytes>(4)};
            },
            person.person, section);
    });
}

json autosaved(Browser& browser, const Reply& page, const char* action, Values fields) {
    browser.extra_headers = {{"Accept", "application/json"}};
    const auto reply = browser.send(page, action, fields);
    browser.extra_headers.clear();
    CHECK(reply.status == 200);
    return json::parse(reply.body);
}

}  // namespace

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

TEST_CASE("an answer is saved as a revision with author, time and provenance") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto before = millis(world.app().clock.now());
    const auto saved = save_name(browser, "Amina", "Rahimi");
    CHECK(saved.status == 303);
    CHECK(saved.location() == "/biography/person/address_form");
    const auto rows = revisions(world, amina, "person");
    REQUIRE(rows.size() == 2);  // the name to be called by was the first
    CHECK(rows.back().number == 2);
    CHECK(rows.back().kind == "person");
    CHECK(rows.back().author == amina.account.bytes);
    CHECK(rows.back().at >= before);
    const auto biography = told_by(world, amina);
    const auto* claim = biography.claim("person.name.family");
    REQUIRE(claim);
    CHECK(claim->value == "Rahimi");
    CHECK(claim->provenance == Provenance::Own);
    CHECK(claim->author == amina.account.text());
    CHECK(full_name(biography) == "Amina Rahimi");
    CHECK(has_release_name(biography));
    CHECK(browser.follow(saved).shows("Saved"));
}

TEST_CASE("the same answers again make no new revision") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    save_name(browser, "Amina", "Rahimi");
    CHECK(save_name(browser, "Amina", "Rahimi").status == 303);
    CHECK(revisions(world, amina, "person").size() == 2);
}

TEST_CASE("the same form sent twice acts once and answers the same") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto page = browser.get(new_job);
    const Values job{{"work.entries.title_original", "Schneiderin"}};
    const auto first = browser.send(page, new_job, job);
    const auto second = browser.send(page, new_job, job);
    CHECK(first.status == 303);
    CHECK(second.status == 303);
    CHECK(first.location() == second.location());
    CHECK(told_by(world, amina).entries("work.entries").size() == 1);
    CHECK(revisions(world, amina, "work").size() == 1);
}

TEST_CASE("wrong input comes back with 422, the summary on top, and everything typed") {
    World world;
    auto browser = world.as(world.person("Amina"));
    const auto reply = save_name(browser, "FNU", "Rahimi <b>");
    CHECK(reply.status == 422);
    CHECK(reply.shows("Please look at this again"));
    CHECK(reply.body.find("href=\"#person-name-given\"") != std::string::npos);
    CHECK(reply.shows("This is no name. Leave it empty if you have none."));
    CHECK(reply.body.find("value=\"FNU\"") != std::string::npos);
    CHECK(reply.shows("Rahimi <b>"));
    CHECK(reply.body.find("Rahimi <b>") == std::string::npos);
}

TEST_CASE("a wrong answer leaves nothing half saved, and the form can be sent again") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto wrong = save_name(browser, "-", "Rahimi");
    CHECK(value_of(world, amina, "person.name.family").empty());
    const auto right = browser.send(
        wrong, name_page, {{"person.name.given", "Amina"}, {"person.name.family", "Rahimi"}});
    CHECK(right.status == 303);
    CHECK(value_of(world, amina, "person.name.family") == "Rahimi");
}

TEST_CASE("a name typed in Arabic script moves to its own place, and the page says so") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto saved = save_name(browser, "امینه", "رحیمی");
    CHECK(saved.status == 303);
    CHECK(browser.follow(saved).shows("Your name in its own script has its own place now."));
    const auto biography = told_by(world, amina);
    CHECK_FALSE(biography.claim("person.name.given"));
    const auto cards = biography.entries("person.name.native");
    REQUIRE(cards.size() == 1);
    CHECK(cards.front()->answer.claim()->value ==
          json{{"text", "امینه رحیمی"}, {"script", "Arab"}});
}

TEST_CASE("I don't know and I don't want to say are kept and shown again") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const char* birth = "/biography/person/birth";
    CHECK(browser
              .submit(
                  birth, birth,
                  {{"person.birth.state", "?unknown"}, {"person.birth_country.state", "?declined"}})
              .status == 303);
    const auto biography = told_by(world, amina);
    CHECK(biography.claim("person.birth")->state == State::Unknown);
    CHECK(biography.claim("person.birth_country")->state == State::Declined);
    CHECK_FALSE(biography.claim("person.birth_place"));
    CHECK(browser.get(birth).body.find("value=\"?unknown\" checked") != std::string::npos);
}

TEST_CASE("cards are added, changed, removed and brought back") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto added = browser.submit(new_job, new_job,
                                      {{"work.entries.title_original", "Schneiderin"},
                                       {"work.entries.from.year", "2016"},
                                       {"work.entries.to.year", "2019"}});
    CHECK(added.location() == jobs);
    auto page = browser.follow(added);
    CHECK(page.shows("Schneiderin"));
    CHECK(page.shows("2016 to 2019"));
    const auto card = card_address(page);
    CHECK(browser.submit(card, card, {{"work.entries.title_original", "Näherin"}}).status == 303);
    page = browser.get(jobs);
    CHECK(page.shows("Näherin"));
    CHECK(page.shows("2016 to 2019"));

    page = browser.follow(browser.send(page, card + "/removal", {}));
    CHECK(page.shows("is removed."));
    CHECK(told_by(world, amina).entries("work.entries").empty());
    CHECK(browser.get(card).status == 404);
    page = browser.follow(browser.send(page, card + "/restoration", {}));
    CHECK(page.shows("Näherin"));
    CHECK(told_by(world, amina).entries("work.entries").size() == 1);
    CHECK(revisions(world, amina, "work").size() == 4);
}

TEST_CASE("an empty card is not saved, and no cards at all can be said") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    CHECK(browser.submit(new_job, new_job, {{"work.entries.title_original", " "}}).status == 422);
    CHECK(browser.submit(jobs, jobs, {{"work.entries.state", "?none"}}).status == 303);
    CHECK(told_by(world, amina).claim("work.entries")->value == json::array());
    browser.submit(new_job, new_job, {{"work.entries.title_original", "Köchin"}});
    CHECK_FALSE(told_by(world, amina).claim("work.entries"));
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

TEST_CASE("autosave keeps what is right and says what is not") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto page = browser.get(name_page);
    const auto answer = autosaved(browser, page, name_page,
                                  {{"person.name.given", "Amina"}, {"person.name.family", "123"}});
    CHECK(answer["saved"] == true);
    CHECK(answer["revision"] == "2");
    CHECK(answer["form_key"].get<std::string>().size() == 22);
    REQUIRE(answer["problems"].size() == 1);
    CHECK(answer["problems"][0]["field"] == "person.name.family");
    CHECK(value_of(world, amina, "person.name.given") == "Amina");
    const auto next = autosaved(browser, page, name_page,
                                {{"person.name.given", "Amina"},
                                 {"person.name.family", "Rahimi"},
                                 {"form_key", answer["form_key"]},
                                 {"revision", answer["revision"]}});
    CHECK(next["problems"].empty());
    CHECK(next["revision"] == "3");
}

TEST_CASE("saving a new card twice on the way makes one card") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto page = browser.get(new_job);
    const auto answer =
        autosaved(browser, page, new_job, {{"work.entries.title_original", "Schneid"}});
    CHECK(browser
              .send(page, new_job,
                    {{"work.entries.title_original", "Schneiderin"},
                     {"form_key", answer["form_key"]},
                     {"revision", answer["revision"]}})
              .status == 303);
    const auto biography = told_by(world, amina);
    REQUIRE(biography.entries("work.entries").size() == 1);
    CHECK(biography.entries("work.entries").front()->answer.claim()->value["title_original"] ==
          "Schneiderin");
}

TEST_CASE("autosave of an empty card says what helps") {
    World world;
    auto browser = world.as(world.person("Amina"));
    const auto page = browser.get(new_job);
    browser.extra_headers = {{"Accept", "application/json"}};
    const auto reply = browser.send(page, new_job, {{"work.entries.title_original", ""}});
    CHECK(reply.status == 422);
    const auto problems = json::parse(reply.body)["problems"];
    REQUIRE(problems.size() == 1);
    CHECK(problems[0]["field"] == "work.entries.title_original");
}

TEST_CASE("two devices changing different answers of a page both count") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina);
    auto laptop = world.as(amina);
    const auto on_phone = phone.get(name_page);
    const auto on_laptop = laptop.get(name_page);
    CHECK(
        phone
            .send(on_phone, name_page, {{"person.name.given", "Amina"}, {"person.name.family", ""}})
            .status == 303);
    CHECK(laptop
              .send(on_laptop, name_page,
                    {{"person.name.given", ""}, {"person.name.family", "Rahimi"}})
              .status == 303);
    CHECK(value_of(world, amina, "person.name.given") == "Amina");
    CHECK(value_of(world, amina, "person.name.family") == "Rahimi");
}

TEST_CASE("two devices changing the same answer: both are shown, the person chooses") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina);
    auto laptop = world.as(amina);
    const auto on_laptop = laptop.get(name_page);
    save_name(phone, "Amina", "Rahimi");
    const Values typed{{"person.name.given", "Amineh"}, {"person.name.family", "Rahimi"}};
    auto conflict = laptop.send(on_laptop, name_page, typed);
    CHECK(conflict.status == 409);
    CHECK(value_of(world, amina, "person.name.given") == "Amina");
    CHECK(conflict.shows("Amineh"));
    CHECK(conflict.shows("What stands there now:"));
    CHECK(laptop.send(conflict, name_page, typed).status == 422);  // nothing chosen yet

    auto theirs = typed;
    theirs.emplace_back("person.name.given.choice", "theirs");
    CHECK(laptop.send(conflict, name_page, theirs).status == 303);
    CHECK(value_of(world, amina, "person.name.given") == "Amina");

    auto mine = typed;
    mine.emplace_back("person.name.given.choice", "mine");
    CHECK(laptop.send(laptop.send(on_laptop, name_page, typed), name_page, mine).status == 303);
    CHECK(value_of(world, amina, "person.name.given") == "Amineh");
}

TEST_CASE("autosave never overwrites what another device saved unseen") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina);
    auto laptop = world.as(amina);
    const auto on_phone = phone.get(name_page);
    save_name(laptop, "", "Rahimi");
    const Values first{{"person.name.given", "Amina"}, {"person.name.family", ""}};
    auto answer = autosaved(phone, on_phone, name_page, first);
    CHECK(answer["revision"].get<std::string>().find("person.name.family") != std::string::npos);
    const Values second{{"person.name.given", "Amineh"},
                        {"person.name.family", ""},
                        {"form_key", answer["form_key"]},
                        {"revision", answer["revision"]}};
    answer = autosaved(phone, on_phone, name_page, second);
    CHECK(value_of(world, amina, "person.name.given") == "Amineh");
    CHECK(value_of(world, amina, "person.name.family") == "Rahimi");
}

TEST_CASE("changing the language inside a form keeps what was typed and saves nothing") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto reply = browser.submit(
        name_page, name_page, {{"person.name.given", "Amina 2"}, {"switch_language", "de"}});
    CHECK(reply.status == 200);
    CHECK(reply.body.find("<html lang=\"de\"") != std::string::npos);
    CHECK(reply.shows("Amina 2"));
    CHECK(value_of(world, amina, "person.name.given").empty());
}

TEST_CASE("staff's own fields are shown and never taken from a form") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const char* page = "/biography/person/official_name";
    CHECK(browser.get(page).shows("Your social worker enters this with you."));
    const auto form = browser.get(name_page);
    browser.post_raw(page, {{"form_token", form.hidden("form_token")},
                            {"form_key", form.hidden("form_key", name_page)},
                            {"person.name.mrz", "RAHIMI<<AMINA"}});
    CHECK(value_of(world, amina, "person.name.mrz").empty());

    Change change;
    change.field = "person.name.mrz";
    change.claim.by = By::Staff;
    change.claim.provenance = Provenance::DocumentSeen;
    change.claim.value = "RAHIMI<<AMINA";
    const auto key = world.app().vault.key_of(amina.person.bytes);
    world.app().db->write([&](sql::Transaction& tx) {
        save(tx, world.app(), amina.person, key, {change}, world.app().clock.now());
    });
    const auto shown = browser.get(page);
    CHECK(shown.shows("RAHIMI<<AMINA"));
    CHECK(shown.shows("document seen by the social worker"));
}

TEST_CASE("a person's words never overwrite staff's: both stand") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    Change change;
    change.field = "person.name.family";
    change.claim.by = By::Staff;
    change.claim.provenance = Provenance::DocumentSeen;
    change.claim.value = "RAHIMY";
    const auto key = world.app().vault.key_of(amina.person.bytes);
    world.app().db->write([&](sql::Transaction& tx) {
        save(tx, world.app(), amina.person, key, {change}, world.app().clock.now());
    });
    save_name(browser, "Amina", "Rahimi");
    const auto biography = told_by(world, amina);
    const auto* answer = biography.answer("person.name.family");
    REQUIRE(answer->claims.size() == 2);
    CHECK(answer->claim()->value == "RAHIMY");
    CHECK(claim_of(*answer, By::Person)->value == "Rahimi");
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

TEST_CASE("health is kept only with a consent of its own, which the log remembers") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const char* health = "/biography/life/health";
    const auto refused = browser.submit(health, health, {{"life.health.functional", "no_heavy"}});
    CHECK(refused.status == 422);
    CHECK(refused.body.find("href=\"#health_consent\"") != std::string::npos);
    CHECK_FALSE(told_by(world, amina).claim("life.health.functional"));
    CHECK(browser
              .send(refused, health,
                    {{"life.health.functional", "no_heavy"}, {"health_consent", "yes"}})
              .status == 303);
    CHECK(told_by(world, amina).claim("life.health.functional")->value == json{"no_heavy"});
    CHECK_FALSE(browser.get(health).shows("I agree that MoBio keeps"));
    const auto agreed = world.app().db->read([](sql::Connection& db) {
        return db.all("SELECT detail FROM access_log WHERE action = 'health.agreed'",
                      [](sql::Row row) { return row.get<std::string>(0); });
    });
    CHECK(agreed == std::vector<std::string>{"en"});
}

TEST_CASE("the number of cards has an end") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    const auto key = world.app().vault.key_of(amina.person.bytes);
    Change change;
    change.field = "work.entries";
    change.claim.author = amina.account.text();
    change.claim.value = {{"title_original", "Tagelöhner"}};
    world.app().db->write([&](sql::Transaction& tx) {
        save(tx, world.app(), amina.person, key, std::vector<Change>(100, change),
             world.app().clock.now());
    });
    CHECK(told_by(world, amina).entries("work.entries").size() == 100);
    const auto reply =
        browser.submit(new_job, new_job, {{"work.entries.title_original", "Köchin"}});
    CHECK(reply.status == 422);
    CHECK(reply.shows("100 entries are enough."));
}

TEST_CASE("pages that do not exist are not found") {
    World world;
    auto browser = world.as(world.person("Amina"));
    for (const char* path :
         {"/biography/nothing", "/biography/person/nothing", "/biography/person/name/entries/new",
          "/biography/work/jobs/entries/x", "/biography/residence/homes/entries/new"})
        CHECK(browser.get(path).status == 404);
}

TEST_CASE("every save is in the access log, with its section and without a word of it") {
    World world;
    const auto amina = world.person("Amina");
    auto browser = world.as(amina);
    save_name(browser, "Amina", "Rahimi");
    const auto lines = world.app().db->read([&](sql::Connection& db) {
        return db.all("SELECT detail FROM access_log WHERE action = 'biography.saved'",
                      [](sql::Row row) { return row.get<std::string>(0); });
    });
    REQUIRE(lines.size() == 2);
    CHECK(lines.back() == "person");
}

TEST_CASE("nothing that a person typed lies in the database in the clear") {
    World world;
    auto browser = world.as(world.person("Amina"));
    save_name(browser, "Zuleikhachen", "Quendelbach");
    browser.submit(new_job, new_job, {{"work.entries.title_original", "Wolkenschieberin"}});
    REQUIRE(browser.get(jobs).shows("Wolkenschieberin"));
    for (const auto& file : std::filesystem::recursive_directory_iterator(world.folder())) {
        if (!file.is_regular_file()) continue;
        std::ifstream in(file.path(), std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(in)), {});
        for (const char* word : {"Zuleikhachen", "Quendelbach", "Wolkenschieberin"}) {
            CAPTURE(file.path().string());
            CHECK(bytes.find(word) == std::string::npos);
        }
    }
}

}  // namespace mobio::biography
