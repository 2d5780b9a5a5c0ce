// SPDX-License-Identifier: EUPL-1.2
// What the officer of a municipality sees, and what they never see.
#include "account/store.h"
#include "biography/biography.h"
#include "casework/cases.h"
#include "county/places.h"
#include "world.h"

using namespace mobio;
using nlohmann::json;

namespace {

void tell(App& app, const Cast& who, const std::string& field, json value,
          const std::string& entry = "") {
    biography::Change change;
    change.field = field;
    change.entry = entry;
    change.claim.author = who.account.text();
    change.claim.value = std::move(value);
    change.claim.at = app.clock.now();
    const auto key = app.vault.key_of(who.person.bytes);
    app.db->write([&](sql::Transaction& tx) {
        biography::save(tx, app, who.person, key, {change}, app.clock.now());
    });
}

// Musterhausen with its officer Brandt; Neustadt is elsewhere.
struct Town {
    World world;
    App& app = world.app();
    Time now = app.clock.now();
    county::Municipality here{Id<county::Municipality>::make(now), "08990002", "Musterhausen"};
    county::Municipality elsewhere{Id<county::Municipality>::make(now), "08990003", "Neustadt"};
    county::Accommodation home{
        Id<county::Accommodation>::make(now), here.id, "Beispielweg 3", "au_shared", "AU", 40};
    county::Accommodation shelter{
        Id<county::Accommodation>::make(now), here.id, "Haus am Park", "protected", "AU", 12};
    StaffCast brandt = world.staff("Brandt", "officer");

    Town() {
        app.db->write([&](sql::Transaction& tx) {
            for (const auto& one : {here, elsewhere}) county::put(tx, one, now);
            for (const auto& one : {home, shelter}) county::put(tx, one, now);
            county::set_post(tx, brandt.id, {std::nullopt, here.id});
        });
    }
    Browser officer() { return world.as(brandt); }

    Cast lives(const char* name, const county::Accommodation& in,
               std::optional<casework::PlannedMove> move = {}) {
        auto who = world.person(name);
        tell(app, who, "person.name.given", name);
        tell(app, who, "person.name.family", "Rahimi");
        open_case(who, {"AU", in.id, in.municipality, app.today(), {}}, move);
        return who;
    }
    void open_case(const Cast& who, const casework::Stay& stay,
                   std::optional<casework::PlannedMove> move) {
        casework::Case one;
        one.person = who.person;
        one.opened = app.today();
        one.stays = {stay};
        one.move = move;
        app.db->write([&](sql::Transaction& tx) { casework::put(tx, app, one, now); });
    }
    casework::PlannedMove move_to(const county::Municipality& to, int days) const {
        return {to.id, Date{std::chrono::sys_days{app.today()} + std::chrono::days{days}}};
    }
};

void tell_needs(Town& town, const Cast& amina) {
    auto& app = town.app;
    tell(app, amina, "contact.language", "prs");
    tell(app, amina, "contact.interpreter", {{"needed", true}, {"lang", "prs"}});
    tell(app, amina, "contact.phones", {{"e164", "+4917604069002"}, {"message_ok", true}}, "a");
    tell(app, amina, "contact.phones", {{"e164", "+4917604069009"}, {"message_ok", false}}, "b");
    tell(app, amina, "residence.allocation_needs", json::array({"step_free", "course_place"}));
    tell(app, amina, "family.household", {{"adults", 2}, {"children", 1}});
    tell(app, amina, "family.children",
         {{"name", "CANARY-CHILD"}, {"birth", {{"edtf", "2016"}}}, {"in_household", true}}, "c");
    tell(app, amina, "work.entries", {{"title_original", "CANARY-WORK"}}, "d");
    tell(app, amina, "life.health.notes", "CANARY-HEALTH");
    tell(app, amina, "person.birth", {{"edtf", "1996-03-14"}});
}

}  // namespace

TEST_CASE("the pages of allocation are the officer's, and do not exist for others") {
    Town town;
    auto bilal = town.world.as(town.world.person("Bilal"));
    auto roth = town.world.as(town.world.staff("Roth", "manager"));
    auto admin = town.world.as(town.world.staff("Stein", "admin"));
    for (const auto* path :
         {"/allocation", "/allocation/moves", "/allocation/needs", "/allocation/file"}) {
        CHECK(town.officer().get(path).status == 200);
        for (auto* other : {&bilal, &roth, &admin}) CHECK(other->get(path).status == 404);
        CHECK(town.world.anybody().get(path).status == 303);
    }
    CHECK(town.officer().get("/staff").location() == "/allocation");
}

TEST_CASE("an officer sees name, contact, language, household, home and needs, and nothing else") {
    Town town;
    const auto amina = town.lives("Amina", town.home);
    tell_needs(town, amina);
    const auto page = town.officer().get("/allocation");
    for (const auto* words :
         {"Amina Rahimi", "+4917604069002", "Dari", "Interpreter", "3 persons", "10 to 15 years",
          "Follow-up accommodation", "Beispielweg 3", "Step-free home", "lives here"})
        CHECK_MESSAGE(page.shows(words), words);
    for (const auto* words : {"+4917604069009", "CANARY", "1996"})
        CHECK_MESSAGE(page.body.find(words) == std::string::npos, words);
}

TEST_CASE("an officer sees their own municipality alone") {
    Town town;
    const auto amina = town.lives("Amina", town.home);
    const auto far = county::Accommodation{
        Id<county::Accommodation>::make(town.now), town.elsewhere.id, "Am Bach 5", "gu", "VU", 20};
    town.app.db->write([&](sql::Transaction& tx) { county::put(tx, far, town.now); });
    town.lives("Bilal", far);
    CHECK(town.officer().get("/allocation").shows("Amina"));
    CHECK_FALSE(town.officer().get("/allocation").shows("Bilal"));
    const auto roth = town.world.staff("Roth", "officer");
    auto without = town.world.as(roth);
    CHECK(without.get("/allocation").shows("no municipality yet"));
    CHECK(without.get("/allocation/file").shows("no municipality yet"));
    town.app.db->write([&](sql::Transaction& tx) {
        county::set_post(tx, roth.id, {std::nullopt, town.elsewhere.id});
    });
    CHECK(without.get("/allocation").shows("Bilal"));
    CHECK_FALSE(without.get("/allocation").shows("Amina"));
}

TEST_CASE("who is searched for, or lives in a shelter, is counted and never shown") {
    Town town;
    const auto amina = town.lives("Amina", town.home);
    tell_needs(town, amina);
    tell(town.app, amina, "contact.address_protected", true);
    town.lives("Bilal", town.shelter, town.move_to(town.elsewhere, 20));
    auto officer = town.officer();
    for (const auto* path : {"/allocation", "/allocation/moves", "/allocation/file"}) {
        const auto page = officer.get(path);
        for (const auto* words : {"Amina", "Bilal", "Beispielweg", "Haus am Park", "4069002"})
            CHECK_MESSAGE(page.body.find(words) == std::string::npos, path, " ", words);
    }
    CHECK(officer.get("/allocation").shows("2 persons more are protected and not shown."));
    const auto needs = officer.get("/allocation/needs");
    CHECK(needs.shows("Language course"));
    CHECK(needs.shows("Beispielweg 3"));
    CHECK_FALSE(needs.shows("Haus am Park"));
    CHECK_FALSE(needs.shows("Amina"));
}

TEST_CASE("filters shorten the list, and unknown ones do nothing") {
    Town town;
    tell_needs(town, town.lives("Amina", town.home));
    town.lives("Bilal", town.home, town.move_to(town.elsewhere, 40));
    auto officer = town.officer();
    const auto names = [&](const std::string& query) {
        const auto page = officer.get("/allocation" + query);
        return std::pair{page.shows("Amina"), page.shows("Bilal")};
    };
    CHECK(names("?way=here") == std::pair{true, false});
    CHECK(names("?way=leaving") == std::pair{false, true});
    CHECK(names("?need=step_free") == std::pair{true, false});
    CHECK(names("?phase=VU") == std::pair{false, false});
    CHECK(names("?way=up&phase=AU") == std::pair{true, true});
    CHECK(officer.get("/allocation?way=coming").shows("Nobody is in this list."));
    const auto page = officer.get("/allocation?need=step_free&phase=%22x");
    CHECK(page.body.find("/allocation/file?need=step_free\"") != std::string::npos);
}

TEST_CASE("planned moves stand month by month, those that come and those that leave") {
    Town town;
    const auto far = county::Accommodation{
        Id<county::Accommodation>::make(town.now), town.elsewhere.id, "Am Bach 5", "gu", "VU", 20};
    town.app.db->write([&](sql::Transaction& tx) { county::put(tx, far, town.now); });
    const auto amina = town.lives("Amina", far, town.move_to(town.here, 40));
    tell_needs(town, amina);
    town.lives("Bilal", town.home, town.move_to(town.elsewhere, 40));
    auto officer = town.officer();
    const auto page = officer.get("/allocation/moves");
    CHECK(page.shows("Amina"));
    CHECK(page.shows("will come"));
    CHECK(page.shows("Bilal"));
    CHECK(page.shows("will leave"));
    CHECK(page.shows("3 come, 1 leave"));
    CHECK(officer.get("/allocation/needs").shows("10 to 15 years"));
}

TEST_CASE("a closed case, and a person whose key is gone, are not there") {
    Town town;
    const auto amina = town.lives("Amina", town.home);
    const auto bilal = town.lives("Bilal", town.home);
    auto told = town.app.db->read(
        [&](sql::Connection& db) { return casework::case_of(db, town.app, amina.person); });
    told->closed = town.app.today();
    town.app.db->write([&](sql::Transaction& tx) { casework::put(tx, town.app, *told, town.now); });
    town.app.vault.destroy_key(bilal.person.bytes);
    const auto page = town.officer().get("/allocation");
    CHECK_FALSE(page.shows("Amina"));
    CHECK_FALSE(page.shows("Bilal"));
    CHECK(town.officer().get("/allocation/moves").shows("No move is planned."));
    CHECK(town.officer().get("/allocation/needs").shows("No need is known."));
}

TEST_CASE("the file has no name, no way to reach anybody and no address") {
    Town town;
    tell_needs(town, town.lives("Amina", town.home));
    const auto file = town.officer().get("/allocation/file");
    CHECK(file.header("content-type").starts_with("text/csv"));
    CHECK(file.body.find("Dari") != std::string::npos);
    CHECK(file.body.find(";2;1;") != std::string::npos);
    for (const auto* words : {"Amina", "Rahimi", "4069002", "Beispielweg"})
        CHECK_MESSAGE(file.body.find(words) == std::string::npos, words);
}

TEST_CASE("the person reads in plain words that the officer saw them") {
    Town town;
    const auto amina = town.lives("Amina", town.home);
    auto officer = town.officer();
    for (const auto* path : {"/allocation", "/allocation/needs", "/allocation/file"})
        officer.get(path);
    const auto log = town.world.as(amina).get("/access-log");
    CHECK(log.shows("Brandt"));
    CHECK(log.shows("in the list of the municipality"));
    CHECK(log.shows("without your name, to plan homes and places"));
    CHECK(log.shows("saved a list of the municipality"));
}
