// SPDX-License-Identifier: EUPL-1.2
#include "release/consent.h"

#include <algorithm>
#include <sstream>

#include "release/steps_for_test.h"
#include "release/store.h"
#include "release/views.h"

using namespace mobio;
using namespace mobio::release;
using catalogue::Recipient;

namespace {

double words_per_sentence(const ConsentText& text) {
    std::istringstream words(text.body());
    double count = 0, sentences = 0;
    for (std::string word; words >> word; ++count)
        if (word.back() == '.' || word.back() == '?') ++sentences;
    return count / sentences;
}

}  // namespace

TEST_CASE("a consent text says to whom and what for, in plain words and without names") {
    World world;
    auto& app = world.app();
    for (const auto kind : {Recipient::AA, Recipient::JC, Recipient::HWK, Recipient::IHK,
                            Recipient::IKU, Recipient::AG, Recipient::SPR, Recipient::VWV})
        for (const auto language : text::languages) {
            const auto& t = app.tongue(language);
            const auto text = consent_text(ConsentKind::Release, app, kind, language);
            const auto body = text.body();
            CHECK(body.find(app.catalogue->recipient_name(kind, t)) != std::string::npos);
            CHECK(body.find(app.catalogue->purpose(kind, t)) != std::string::npos);
            CHECK(body.find("14") != std::string::npos);
            CHECK(body.find(app.county.name) == std::string::npos);
            CHECK(text.hash() == vault::sha256(body));
        }
    CHECK(words_per_sentence(
              consent_text(ConsentKind::Release, app, Recipient::JC, text::Language::En)) <= 12);
    CHECK(words_per_sentence(
              consent_text(ConsentKind::Health, app, Recipient::JC, text::Language::En)) <= 12);
}

TEST_CASE("texts for different recipients have different hashes") {
    World world;
    const auto hash = [&](Recipient kind, text::Language language) {
        return shown_hash(world.app(), kind, language);
    };
    CHECK(hash(Recipient::JC, text::Language::De) != hash(Recipient::AG, text::Language::De));
    CHECK(hash(Recipient::JC, text::Language::De) == hash(Recipient::JC, text::Language::De));
}

TEST_CASE("a consent is named by twelve digits on paper") {
    Id<Consent> id;
    id.bytes = {0x4f, 0x2a, 0x91, 0xbc, 0x77, 0xd0, 0xff};
    CHECK(reference(id) == "4F2A-91BC-77D0");
}

TEST_CASE("the last day begun counts as a day left") {
    Running release;
    release.expires_at = time_of(0) + link_lifetime;
    CHECK(days_left(release, time_of(0)) == 14);
    CHECK(days_left(release, time_of(1)) == 14);
    CHECK(days_left(release, release.expires_at - Duration{1}) == 1);
    CHECK(days_left(release, release.expires_at) == 0);
}

TEST_CASE("the record of a consent keeps what was agreed to, sealed") {
    World world;
    const auto who = test::amina(world);
    auto browser = world.as(who);
    REQUIRE(test::release_to(browser, test::jobcenter(world)).status == 303);
    auto& app = world.app();
    const auto key = app.vault.key_of(who.person.bytes);
    const auto detail = app.db->read([&](sql::Connection& db) {
        return *db.first("SELECT id, detail FROM consents", [&](sql::Row row) {
            return app.vault.open(key, {"consents", "detail", row.get<Id<Consent>>(0).bytes},
                                  row.get<sql::Blob>(1));
        });
    });
    const auto json = nlohmann::json::parse(detail);
    CHECK(json["recipient"] == "Jobcenter Musterland");
    CHECK(json["items"] ==
          nlohmann::json::array({"person.birth", "person.name.family", "person.name.given"}));
}

TEST_CASE("a person of the demo sends as everybody does, and the overview shows what runs") {
    World world;
    const auto who = test::amina(world);
    const auto sent = send_for_demo(world.app(), Acting{who.account, who.person},
                                    test::jobcenter(world), text::Language::Fa);
    CHECK(test::link(world) == sent.link);
    CHECK(world.anybody().get(sent.link).status == 200);
    auto browser = world.as(who);
    CHECK(browser.get("/biography").shows("Jobcenter Musterland"));
    CHECK(browser.get("/releases/" + sent.id.text()).status == 200);
}
