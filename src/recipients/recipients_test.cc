// SPDX-License-Identifier: EUPL-1.2
#include "recipients/recipients.h"

#include "world.h"

using namespace mobio;
using namespace mobio::recipients;

namespace {

Recipient office(std::string name, std::string email = "office@example.org") {
    Recipient office;
    office.kind = catalogue::Recipient::JC;
    office.name = std::move(name);
    office.email = std::move(email);
    return office;
}

void put(World& world, const Recipient& recipient) {
    auto& app = world.app();
    app.db->write([&](sql::Transaction& tx) { add(tx, app, recipient, app.clock.now()); });
}

}  // namespace

TEST_CASE("the foreigners' authority is no recipient, however it is written") {
    for (const char* name :
         {"Ausländerbehörde", "AUSLÄNDERBEHÖRDE Musterland", "Auslaenderbehoerde",
          "Ausländer-Behörde", "Ausländeramt Muster", "Ausländer Amt", "ABH Musterland",
          "Foreigners' Authority", "Foreigners’ Office", "Immigration Office",
          "Office des étrangers", "دائرة الأجانب", "Zentrale Ausländerbehörde (ZAB)",
          "Ausl.-Behörde Musterland", "Ausl. Amt", "Ausländerbeh.", "Fremdenbehörde"})
        CHECK_MESSAGE(names_foreigners_authority(name), name);
    CHECK(names_foreigners_authority("auslaenderbehoerde@kreis.example"));
    CHECK(names_foreigners_authority("abh@kreis.example"));
    for (const char* name : {"Jobcenter Musterland", "Agentur für Arbeit", "Abhol-Service GmbH",
                             "Handwerkskammer", "Zentralstelle für ausländisches Bildungswesen"})
        CHECK_MESSAGE(!names_foreigners_authority(name), name);
}

TEST_CASE("letters that only look the same do not let the foreigners' authority in") {
    for (const char* name : {"Аusländerbehörde",  // Cyrillic А
                             "АUSLÄNDERВЕНÖRDE",  // Cyrillic А В Е Н
                             "Ausländerbehördе",
                             "Ausӏänderbehörde",
                             "Αusländeramt",  // Cyrillic е, palochka; Greek Α
                             "Ausländerbeh0rde",
                             "AusIänderamt",
                             "ΙMMΙGRATΙON OFFICE",
                             "lmmigration Office",
                             "АВН Musterland",
                             "A.B.H. Musterland",
                             "A B H",
                             "ABH2",
                             "Aus\u200Bländer\u00ADbehörde",
                             "Aus\u2060länder\U000E0061amt",
                             "Ａｕｓｌäｎｄｅｒａｍｔ",
                             "A u s l ä n d e r a m t",
                             "Amt für Ausländer und Asyl",
                             "Foreigners\u2019\u200B authority",
                             "Landesamt für Einwanderung",
                             "دائرة\u200Cالأجانب",
                             "داﺋرة الأجانب"})
        CHECK_MESSAGE(names_foreigners_authority(name), name);
    for (const char* address :
         {"info@auslaenderbehoerde.kreis.example", "post@ausländerbehörde.example",
          "post@xn--auslnderbehrde-8hb90a.example", "post@abh.kreis.example", "аbh@kreis.example",
          "info@abh-kreis.example", "a.b.h@kreis.example"})
        CHECK_MESSAGE(names_foreigners_authority(address), address);
    for (const char* name :
         {"Abhängigenhilfe", "Abholmarkt", "Fa. Abha Bau", "Jobcenter Ausland",
          "Zentrale Auslands- und Fachvermittlung", "Integrationsbüro", "Amt für Soziales",
          "A & B Haus GmbH", "Migrationsberatung der Caritas", "Welcome Center",
          "Akademisches Auslandsamt", "Fremdenverkehrsamt", "abholung@firma.de", "مكتب العمل",
          "اداره کار", "Office pour l'emploi"})
        CHECK_MESSAGE(!names_foreigners_authority(name), name);
    CHECK(check(office("Jobcenter", "post@abh.kreis.example")).at("name"));
    auto moved = office("Jobcenter");
    moved.place = "Аusländerbehörde";
    CHECK(check(moved).at("name"));
}

TEST_CASE("an entry needs a name and an address that mail can go to") {
    CHECK(check(office("Jobcenter")).empty());
    CHECK(check(office("")).at("name"));
    CHECK(check(office("Jobcenter", "nowhere")).at("email"));
    CHECK(check(office("Jobcenter", "a@b.example\r\nBcc: c@d.example")).at("email"));
    CHECK(check(office("Ausländeramt")).at("name"));
    CHECK(check(office(std::string(201, 'x'))).at("name"));
    World world;
    CHECK_THROWS_AS(put(world, office("Ausländeramt")), std::invalid_argument);
}

TEST_CASE("a kind that does not exist is refused, never guessed") {
    World world;
    auto editor = world.as(world.staff("Weber", "editor"));
    CHECK(editor.get("/recipients?kind=XX").status == 404);
    CHECK(editor.get("/recipients/new?kind=XX").status == 404);
    CHECK(editor
              .submit("/recipients/new?kind=SPR", "/recipients",
                      {{"kind", "XX"}, {"name", "Schule"}, {"email", "office@example.org"}})
              .status == 422);
}

TEST_CASE("the editor adds, changes and closes an office") {
    World world;
    auto editor = world.as(world.staff("Weber", "editor"));
    const auto added = editor.submit("/recipients/new?kind=SPR", "/recipients",
                                     {{"kind", "SPR"},
                                      {"name", "Sprachschule Lindenhof"},
                                      {"place", "Musterstadt"},
                                      {"email", "office@example.org"}});
    CHECK(added.status == 303);
    CHECK(editor.follow(added).shows("Sprachschule Lindenhof"));
    const auto one = world.app().db->read(
        [](sql::Connection& db) { return of_kind(db, catalogue::Recipient::SPR).at(0); });
    const auto page = "/recipients/" + one.id.text();
    CHECK(editor
              .submit(page, page,
                      {{"kind", "SPR"}, {"name", "Schule am Berg"}, {"email", "berg@example.org"}})
              .status == 303);
    CHECK(editor.get(page).shows("Schule am Berg"));
    CHECK(editor.submit(page, page, {{"kind", "SPR"}, {"name", ""}, {"email", "x"}}).status == 422);
    CHECK(editor.submit(page, page + "/closing", {}).status == 303);
    CHECK(editor.get(page).status == 404);
    CHECK_FALSE(editor.get("/recipients?kind=SPR").shows("Schule am Berg"));
}

TEST_CASE("a list shows 50 offices at a time, in the order of their names") {
    World world;
    for (int i = 0; i < 51; ++i) put(world, office("Stelle " + std::to_string(100 + i)));
    put(world, office("Ämterhaus"));
    auto editor = world.as(world.staff("Weber", "editor"));
    const auto first = editor.get("/recipients?kind=JC");
    CHECK(first.body.find("Ämterhaus") < first.body.find("Stelle 100"));
    CHECK(first.shows("Stelle 148"));
    CHECK_FALSE(first.shows("Stelle 149"));
    CHECK(editor.get("/recipients?kind=JC&page=2").shows("Stelle 150"));
}

TEST_CASE("only an editor comes into the directory") {
    World world;
    CHECK(world.as(world.person("Bilal")).get("/recipients").status == 404);
    CHECK(world.as(world.staff("Keller", "manager")).get("/recipients").status == 404);
    CHECK(world.anybody().get("/recipients").status == 303);
}
