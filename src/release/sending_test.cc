// SPDX-License-Identifier: EUPL-1.2
#include "release/steps_for_test.h"
#include "release/store.h"

using namespace mobio;
using namespace mobio::release;
using namespace mobio::release::test;
using catalogue::Recipient;

namespace {

std::int64_t count(World& world, const std::string& from) {
    return world.app().db->read([&](sql::Connection& db) {
        return *db.first("SELECT COUNT(*) FROM " + from,
                         [](sql::Row row) { return row.get<std::int64_t>(0); });
    });
}

bool mails_show(World& world, const std::string& word) {
    for (const auto& mail : world.mails())
        if ((mail.text + mail.subject).find(word) != std::string::npos) return true;
    return false;
}

}  // namespace

TEST_CASE("a person releases a packet in five pages, and the office gets a neutral mail") {
    World world;
    const auto who = amina(world);
    const auto to = jobcenter(world);
    auto browser = world.as(who);
    CHECK(browser.get("/releases").status == 200);
    CHECK(browser.get("/releases/new").shows("Jobcenter"));
    const auto at = preview(browser, to);
    const auto shown = browser.get(at);
    CHECK(shown.status == 200);
    CHECK(shown.shows("Rahimi"));
    const auto sent = agree(browser, at);
    REQUIRE(sent.status == 303);
    CHECK(browser.follow(sent).shows("Sent. Here you see who opens it."));
    REQUIRE(world.mails().size() == 1);
    const auto mail = world.mails()[0];
    CHECK(mail.to.find("office@example.org") != std::string::npos);
    for (const char* personal : {"Amina", "Rahimi", "1996"})
        CHECK_FALSE(mails_show(world, personal));
    CHECK(count(world, "consents WHERE kind = 'release'") == 1);
    CHECK(count(world, "consent_texts") == 1);
    CHECK(count(world, "release_drafts") == 0);
}

TEST_CASE("nothing goes out without the tick, and refusing sends nothing") {
    World world;
    const auto who = amina(world);
    const auto to = jobcenter(world);
    auto browser = world.as(who);
    const auto at = preview(browser, to);
    CHECK(browser.submit(at, consent_at(at), {{"answer", "accept"}}).status == 422);
    CHECK(count(world, "releases") == 0);
    const auto refused = browser.submit(at, consent_at(at), {{"answer", "refuse"}});
    CHECK(refused.location() == "/releases/refusal");
    CHECK(browser.follow(refused).status == 200);
    CHECK(count(world, "releases") == 0);
    CHECK(count(world, "consents WHERE kind = 'refusal'") == 1);
    CHECK(world.mails().empty());
}

TEST_CASE("a packet that was prepared and left waits on the page of releases") {
    World world;
    const auto who = amina(world);
    const auto to = jobcenter(world);
    auto browser = world.as(who);
    CHECK_FALSE(has(browser.get("/releases"), "/releases/drafts/"));
    const auto at = preview(browser, to);
    CHECK(has(browser.get("/releases"), "href=\"" + at + "\""));
    CHECK_FALSE(has(world.as(world.person("Bilal")).get("/releases"), "/releases/drafts/"));
    REQUIRE(agree(browser, at).status == 303);
    CHECK_FALSE(has(browser.get("/releases"), "/releases/drafts/"));
}

TEST_CASE("a forged kind, language or answer is refused, never guessed") {
    World world;
    const auto who = amina(world);
    const auto to = jobcenter(world);
    auto browser = world.as(who);
    CHECK(browser.get("/releases/new?kind=XX").status == 404);
    CHECK(browser
              .submit("/releases/new?kind=JC", "/releases/drafts",
                      {{"kind", "XX"}, {"recipient", to.id.text()}})
              .status == 422);
    CHECK(count(world, "release_drafts") == 0);
    const auto at = preview(browser, to);
    for (const Values& forged : {Values{{"answer", "accept"}, {"agree", "yes"}, {"shown_in", "xx"}},
                                 Values{{"answer", "yes"}, {"agree", "yes"}},
                                 Values{{"answer", "show"}, {"text_language", "xx"}}})
        CHECK(browser.submit(at, consent_at(at), forged).status == 422);
    CHECK(count(world, "releases") == 0);
}

TEST_CASE("the same form sent twice releases once and mails once") {
    World world;
    const auto who = amina(world);
    const auto to = jobcenter(world);
    auto browser = world.as(who);
    const auto at = preview(browser, to);
    const auto page = browser.get(at);
    const Values form{{"form_token", page.hidden("form_token", consent_at(at))},
                      {"form_key", page.hidden("form_key", consent_at(at))},
                      {"shown_in", page.hidden("shown_in", consent_at(at))},
                      {"shown_text", page.hidden("shown_text", consent_at(at))},
                      {"answer", "accept"},
                      {"agree", "yes"}};
    const auto first = browser.post_raw(consent_at(at), form);
    const auto second = browser.post_raw(consent_at(at), form);
    CHECK(first.status == 303);
    CHECK(second.status == 303);
    CHECK(first.location() == second.location());
    CHECK(count(world, "releases") == 1);
    CHECK(world.mails().size() == 1);
}

TEST_CASE("a draft that is open twice goes out once, and is not refused as well") {
    World world;
    auto phone = world.as(amina(world));
    const auto at = preview(phone, jobcenter(world));
    const auto first = phone.get(at), second = phone.get(at), third = phone.get(at);
    Values fields{{"answer", "accept"}, {"agree", "yes"}};
    for (const auto& item : boxes(first.body, "item", true)) fields.emplace_back("item[]", item);
    CHECK(phone.send(first, consent_at(at), fields).status == 303);
    CHECK(phone.send(second, consent_at(at), fields).status == 404);
    CHECK(phone.send(third, consent_at(at), {{"answer", "refuse"}}).status == 404);
    CHECK(count(world, "releases") == 1);
    CHECK(count(world, "consents") == 1);
}

TEST_CASE("an office that the editor corrected or closed since is chosen anew") {
    World world;
    auto& app = world.app();
    auto phone = world.as(amina(world));
    auto to = jobcenter(world);
    const auto at = preview(phone, to);
    to.email = "neu@example.org";
    app.db->write([&](sql::Transaction& tx) { recipients::change(tx, to, app.clock.now()); });
    CHECK(phone.follow(agree(phone, at)).shows("The office has changed its address."));
    const auto again = preview(phone, to);
    app.db->write([&](sql::Transaction& tx) { recipients::close(tx, to.id, app.clock.now()); });
    CHECK(phone.follow(agree(phone, again)).shows("Nothing was sent."));
    CHECK(count(world, "releases") == 0);
    CHECK(world.mails().empty());
}

TEST_CASE("twenty releases a day are enough, the next day goes on") {
    World world;
    const auto who = amina(world);
    auto phone = world.as(who);
    const auto to = jobcenter(world);
    for (int i = 0; i < most_a_day; ++i) REQUIRE(release_to(phone, to).status == 303);
    CHECK(phone.follow(release_to(phone, to)).shows("Go on tomorrow."));
    CHECK(count(world, "releases") == most_a_day);
    world.app().clock.advance(std::chrono::hours{25});
    auto next_day = world.as(who);
    CHECK(release_to(next_day, to).status == 303);
    CHECK(count(world, "releases") == most_a_day + 1);
}

TEST_CASE("an item added to the form by hand is refused") {
    World world;
    const auto who = amina(world);
    tell(world, who, "residence.status", "ae_25_3");
    tell(world, who, "life.health.functional", nlohmann::json::array({"no_heavy"}));
    const auto employer = office(world, Recipient::AG, "Betrieb Muster");
    auto browser = world.as(who);
    for (const char* forged :
         {"residence.status", "person.birth", "life.health.functional#no_heavy"})
        CHECK(release_to(browser, employer, {{"item[]", forged}}).status == 422);
    CHECK(release_to(browser, employer, {{"health[]", "life.health.functional#no_heavy"}}).status ==
          422);
    const auto chamber = jobcenter(world);
    CHECK(release_to(browser, chamber, {{"item[]", "life.health.functional#no_heavy"}}).status ==
          422);
    CHECK(count(world, "releases") == 0);
}

TEST_CASE("health data needs a tick of its own and a consent of its own") {
    World world;
    const auto who = amina(world);
    tell(world, who, "life.health.functional", nlohmann::json::array({"no_heavy"}));
    const auto to = jobcenter(world);
    auto browser = world.as(who);
    const auto words = world.app().catalogue->code_label("functional_need", "no_heavy",
                                                         world.app().tongue(text::Language::De));
    REQUIRE(release_to(browser, to).status == 303);
    auto visitor = world.anybody();
    CHECK_FALSE(visitor.follow(open(visitor, link(world))).shows(words));
    CHECK(count(world, "consents WHERE kind = 'health'") == 0);
    REQUIRE(release_to(browser, to, {{"health[]", "life.health.functional#no_heavy"}}).status ==
            303);
    auto again = world.anybody();
    CHECK(again.follow(open(again, link(world))).shows(words));
    CHECK(count(world, "consents WHERE kind = 'health'") == 1);
}

TEST_CASE("somebody under 18, or without a name, is told why nothing can be sent") {
    World world;
    const auto to = jobcenter(world);
    const auto young = world.person("Bilal");
    tell(world, young, "person.name.given", "Bilal");
    tell(world, young, "person.birth", born("2015-01-05"));
    auto browser = world.as(young);
    const auto at = preview(browser, to);
    CHECK_FALSE(has(browser.get(at), "name=\"agree\""));
    CHECK(agree(browser, at, {{"of_age", "yes"}}).status == 422);

    const auto nameless = world.person("Amina");
    auto other = world.as(nameless);
    CHECK(agree(other, preview(other, to), {{"of_age", "yes"}}).status == 422);
    CHECK(count(world, "releases") == 0);
}

TEST_CASE("where the birth date is not known the page asks whether one is of age") {
    World world;
    const auto who = world.person("Amina");
    tell(world, who, "person.name.given", "Amina");
    const auto to = jobcenter(world);
    auto browser = world.as(who);
    const auto at = preview(browser, to);
    CHECK(has(browser.get(at), "name=\"of_age\""));
    CHECK(agree(browser, at).status == 422);
    CHECK(agree(browser, at, {{"of_age", "no"}}).status == 422);
    CHECK(agree(browser, at, {{"of_age", "yes"}}).status == 303);
}

TEST_CASE("what is taken out is not seen, and the packet says nothing about it") {
    World world;
    const auto who = amina(world);
    const auto to = jobcenter(world);
    auto browser = world.as(who);
    const auto at = preview(browser, to);
    REQUIRE(browser.submit(at, consent_at(at), {{"answer", "accept"}, {"agree", "yes"}}).status ==
            303);
    auto visitor = world.anybody();
    const auto page = visitor.follow(open(visitor, link(world)));
    CHECK(page.shows("Rahimi"));
    CHECK_FALSE(page.shows("1996"));
    CHECK_FALSE(page.shows(world.app().catalogue->label(
        *world.app().catalogue->field("person.birth"), world.app().tongue(text::Language::De))));
}

TEST_CASE("the consent text is read in any language, and that text's hash is on record") {
    World world;
    const auto who = amina(world);
    const auto to = jobcenter(world);
    auto browser = world.as(who);
    const auto at = preview(browser, to);
    const auto shown =
        browser.submit(at, consent_at(at), {{"answer", "show"}, {"text_language", "fa"}});
    REQUIRE(shown.status == 303);
    CHECK(shown.location() == at + "#consent");
    CHECK(has(browser.get(at), "lang=\"fa\" dir=\"rtl\""));
    REQUIRE(agree(browser, at).status == 303);
    const auto text = consent_text(ConsentKind::Release, world.app(), to.kind, text::Language::Fa);
    const auto kept = world.app().db->read([&](sql::Connection& db) {
        return db.first(
            "SELECT t.body FROM consents c JOIN consent_texts t ON t.hash = c.text_hash"
            " WHERE c.kind = 'release' AND c.text_lang = 'fa' AND t.hash = $1",
            [](sql::Row row) { return row.get<std::string>(0); }, text.hash());
    });
    CHECK(kept == text.body());
}

TEST_CASE("choices survive a look at the text in another language") {
    World world;
    const auto who = amina(world);
    const auto to = jobcenter(world);
    auto browser = world.as(who);
    const auto at = preview(browser, to);
    REQUIRE(boxes(browser.get(at).body, "item", true).size() == 1);
    browser.submit(at, consent_at(at), {{"answer", "show"}, {"text_language", "ar"}});
    CHECK(boxes(browser.get(at).body, "item", true).empty());
}

TEST_CASE("the page changes its language and keeps what was unticked") {
    World world;
    const auto who = amina(world);
    const auto to = jobcenter(world);
    auto browser = world.as(who);
    const auto at = preview(browser, to);
    const auto french = browser.submit(at, consent_at(at), {{"switch_language", "fr"}});
    CHECK(french.status == 200);
    CHECK(has(french, "<html lang=\"fr\""));
    CHECK(boxes(french.body, "item", true).empty());
    CHECK(count(world, "releases") == 0);
}

TEST_CASE("Bilal sees nothing of Amina's releases") {
    World world;
    const auto who = amina(world);
    const auto bilal = world.person("Bilal");
    const auto to = jobcenter(world);
    auto browser = world.as(who);
    const auto draft = preview(browser, to);
    auto stranger = world.as(bilal);
    CHECK(stranger.get(draft).status == 404);
    const auto address = agree(browser, draft).location();
    CHECK(stranger.get(address).status == 404);
    CHECK(stranger.get(address + "/withdrawal").status == 404);
    const auto form = stranger.get("/releases/new?kind=JC");
    CHECK(stranger
              .post_raw(address + "/withdrawal",
                        {{"form_token", form.hidden("form_token")},
                         {"form_key", form.hidden("form_key", "/releases/drafts")}})
              .status == 404);
    CHECK_FALSE(stranger.get("/releases").shows("Jobcenter Musterland"));
    auto visitor = world.anybody();
    CHECK(open(visitor, link(world)).status == 303);
}

TEST_CASE("a chamber is warned of for occupations that it does not recognise") {
    World world;
    const auto who = amina(world);
    const auto chamber = office(world, Recipient::HWK, "Handwerkskammer Muster");
    auto browser = world.as(who);
    const auto warning = world.app()
                             .tongue(text::Language::En)
                             .tr("Your occupation is recognised by another authority, not by a "
                                 "chamber. Ask your social "
                                 "worker first.");
    CHECK_FALSE(browser.get(preview(browser, chamber)).shows(warning));
    tell(world, who, "work.entries", {{"title_original", "Krankenschwester"}}, "w1");
    CHECK(browser.get(preview(browser, chamber)).shows(warning));
}

TEST_CASE("a private mailbox is confirmed first, the foreigners' authority never reached") {
    World world;
    auto browser = world.as(amina(world));
    const auto typed = [&](const char* name, const char* email, Values more = {}) {
        Values fields{{"recipient", "other"}, {"name", name}, {"email", email}, {"again", email}};
        fields.insert(fields.end(), more.begin(), more.end());
        return browser.submit("/releases/new?kind=AG", "/releases/drafts", fields);
    };
    const auto warned = typed("Betrieb Muster", "chef@gmail.com");
    CHECK(warned.status == 422);
    CHECK(warned.shows("private_ok"));
    CHECK(typed("Betrieb Muster", "chef@gmail.com", {{"private_ok", "yes"}}).status == 303);
    CHECK(typed("Auslaender-Amt", "office@example.org").status == 422);
}

TEST_CASE("consents and their texts can only be added to") {
    World world;
    REQUIRE(
        release_to(*std::make_unique<Browser>(world.as(amina(world))), jobcenter(world)).status ==
        303);
    for (const char* change : {"UPDATE consents SET kind = 'refusal'", "DELETE FROM consents",
                               "UPDATE consent_texts SET body = ''", "DELETE FROM consent_texts"})
        CHECK_THROWS_AS(world.app().db->write([&](sql::Transaction& tx) { tx.exec(change); }),
                        sql::Error);
}

TEST_CASE("the text of consent is a PDF in each of the five languages") {
    World world;
    auto browser = world.as(amina(world));
    for (const auto language : text::languages) {
        const auto pdf = browser.get("/releases/consent-text.pdf?kind=SPR&lang=" +
                                     std::string(text::code(language)));
        CHECK(pdf.status == 200);
        CHECK(pdf.body.starts_with("%PDF-"));
    }
    CHECK(browser.get("/releases/consent-text.pdf?kind=XX&lang=de").status == 404);
}
