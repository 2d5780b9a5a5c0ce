// SPDX-License-Identifier: EUPL-1.2
// The county's lists as files: previewed, taken over whole or not at all, and saved.
#include "account/store.h"
#include "county/places.h"
#include "county/regions.h"
#include "recipients/recipients.h"
#include "world.h"

using namespace mobio;
using namespace mobio::county;

namespace {

const std::string at = "/lists/municipalities";

Reply upload(Browser& browser, const std::string& list, std::string_view content) {
    return browser.upload(browser.get(list + "/files"), list + "/files", {}, "file", "liste.csv",
                          content);
}

Reply import(Browser& browser, const std::string& list, std::string_view content) {
    const auto uploaded = upload(browser, list, content);
    return browser.send(browser.follow(uploaded), uploaded.location() + "/import", {});
}

std::size_t count(World& world) {
    return world.app().db->read([](sql::Connection& db) { return municipalities(db).size(); });
}

const std::string two = "ags;name\n08990001;Musterstadt\n08990002;Musterhausen\n";

}  // namespace

TEST_CASE("a file is shown row by row before anything is done") {
    World world;
    auto admin = world.as(world.staff("Stein", "admin"));
    CHECK(admin.follow(import(admin, at, two)).shows("All rows of the file are taken over."));
    CHECK(count(world) == 2);
    const auto uploaded = upload(admin, at,
                                 "ags;name;what\n08990001;Musterstadt;x\n"
                                 "08990002;Neu-Musterhausen;x\n08990003;Auental;x\n123;;x\n");
    const auto preview = admin.follow(uploaded);
    CHECK(preview.shows("liste.csv"));
    for (const auto* words :
         {"Unchanged", "Changed", "New", "Wrong", "Musterhausen", "Neu-Musterhausen", "Auental",
          "The key has eight digits.", "Write the name.", "they are left out: what",
          "Nothing can be imported while a row is wrong."})
        CHECK_MESSAGE(preview.shows(words), words);
    CHECK_FALSE(preview.shows("Import these rows"));
    CHECK(count(world) == 2);
    CHECK(admin.send(preview, uploaded.location() + "/removal", {}).status == 303);
    CHECK(admin.get(uploaded.location()).status == 404);
}

TEST_CASE("the reason stands in the reader's language") {
    World world;
    auto admin = world.as(world.staff("Stein", "admin"));
    const auto uploaded = upload(admin, at, "ags;name\n123;Auental\n");
    admin.cookies["lang"] = "de";
    CHECK(admin.get(uploaded.location()).shows("Der Schlüssel hat acht Ziffern."));
}

TEST_CASE("nothing is half imported, even where a button is pressed by hand") {
    World world;
    auto admin = world.as(world.staff("Stein", "admin"));
    const auto uploaded = upload(admin, at, "ags;name\n08990001;Musterstadt\n123;x\n");
    const auto preview = admin.follow(uploaded);
    const auto reply = admin.post_raw(uploaded.location() + "/import",
                                      {{"form_token", preview.hidden("form_token")},
                                       {"form_key", "AAAAAAAAAAAAAAAAAAAAAA"},
                                       {"stand", ""}});
    CHECK(reply.location() == uploaded.location() + "?again=1");
    CHECK(count(world) == 0);
}

TEST_CASE("of two imports at once the second one is looked at again") {
    World world;
    auto admin = world.as(world.staff("Stein", "admin"));
    auto other = world.as(world.staff("Roth", "admin"));
    const auto first = upload(admin, at, two);
    const auto second = upload(other, at, "ags;name\n08990001;Andersheim\n");
    const auto first_page = admin.follow(first), second_page = other.follow(second);
    CHECK(second_page.shows("Import these rows"));
    CHECK(admin.send(first_page, first.location() + "/import", {}).location() == at + "/files");
    const auto again = other.send(second_page, second.location() + "/import", {});
    CHECK(again.location() == second.location() + "?again=1");
    const auto looked = other.follow(again);
    CHECK(looked.shows("The list has changed meanwhile."));
    CHECK(looked.shows("Musterstadt"));
    CHECK(other.send(looked, second.location() + "/import", {}).location() == at + "/files");
    CHECK(other.get(at).shows("Andersheim"));
}

TEST_CASE("the same import sent twice is done once") {
    World world;
    auto admin = world.as(world.staff("Stein", "admin"));
    const auto uploaded = upload(admin, at, two);
    const auto preview = admin.follow(uploaded);
    for (int i = 0; i < 2; ++i)
        CHECK(admin.send(preview, uploaded.location() + "/import", {}).location() == at + "/files");
    CHECK(count(world) == 2);
}

TEST_CASE("a preview ends after an hour, and a new file takes the place of the old one") {
    World world;
    auto admin = world.as(world.staff("Stein", "admin"));
    const auto first = upload(admin, at, two);
    const auto second = upload(admin, at, two);
    CHECK(admin.get(first.location()).status == 404);
    const auto preview = admin.follow(second);
    world.app().clock.advance(std::chrono::minutes{30});
    admin.get("/staff");
    world.app().clock.advance(std::chrono::minutes{31});
    admin = world.as(StaffCast{"", "stein@landkreis.example", "roter schirm im flur", {}});
    const auto late = admin.get(second.location());
    CHECK(late.location() == at + "/files");
    CHECK(admin.follow(late).shows("That preview has ended."));
    CHECK(count(world) == 0);
}

TEST_CASE("a preview is its owner's alone, and of its own list") {
    World world;
    auto admin = world.as(world.staff("Stein", "admin"));
    auto other = world.as(world.staff("Roth", "admin"));
    const auto uploaded = upload(admin, at, two);
    CHECK(other.get(uploaded.location()).status == 404);
    const auto id = uploaded.location().substr((at + "/files/").size());
    CHECK(admin.get("/lists/teams/files/" + id).status == 404);
    CHECK(admin.get(at + "/files/none").status == 404);
    auto bilal = world.as(world.person("Bilal"));
    CHECK(bilal.get(uploaded.location()).status == 404);
}

TEST_CASE("files in any encoding, with any separator, are read") {
    World world;
    auto admin = world.as(world.staff("Stein", "admin"));
    for (const auto& content : {std::string("\xEF\xBB\xBF"
                                            "ags,name\r\n08990001,\"Müller, Stadt\"\r\n"),
                                std::string("AGS;Name\n08990001;M\xFCller, Stadt\n"),
                                std::string("Name\tags\nMüller, Stadt\t8990001\n")}) {
        const auto preview = admin.follow(upload(admin, at, content));
        CHECK(preview.shows("Müller, Stadt"));
        CHECK(preview.shows("Import these rows"));
    }
}

TEST_CASE("hostile files do no harm") {
    World world;
    auto admin = world.as(world.staff("Stein", "admin"));
    const auto wrong = [&](std::string_view content, std::string_view words) {
        const auto reply = upload(admin, at, content);
        const auto page = reply.status == 303 ? admin.follow(reply) : reply;
        CHECK_MESSAGE(page.shows(std::string(words)), words);
        CHECK_FALSE(page.shows("Import these rows"));
    };
    wrong("ags;name\n08990001;=HYPERLINK(\"http://evil.example\")\n", "This looks like a formula.");
    wrong("ags;name\n08990001;\"@SUM(A1)\"\n", "This looks like a formula.");
    wrong(std::string("ags;name\n08990001;Mus\0ter\n", 25), "Some letters cannot be read.");
    wrong("ags;name\n08990001;\"Muster\n", "A quotation mark begins here and never ends.");
    wrong("ags;name\n08990001;a\n08990001;b\n", "Row 2 says the same.");
    wrong("name\nMusterstadt\n", "The column “ags” is missing.");
    wrong("", "The file is empty.");
    wrong("\x89PNG\r\n\x1A\n", "The column “ags” is missing.");
    wrong("ags;name\n08990001;<script>alert(1)</script>;x\n", "This row has 3 cells");
    const auto script = admin.follow(upload(admin, at, "ags;name\n1;<script>alert(1)</script>\n"));
    CHECK(script.body.find("<script>alert") == std::string::npos);
    CHECK(admin.submit(at + "/files", at + "/files", {}).shows("Choose a file."));
    CHECK(count(world) == 0);
}

TEST_CASE("a file of more than two megabytes is refused, and the program goes on") {
    World world;
    auto admin = world.as(world.staff("Stein", "admin"));
    std::string large = "ags;name\n";
    while (large.size() < 2200 * 1024) large += "08990001;Musterstadt am langen Namen\n";
    CHECK(upload(admin, at, large).status == 413);
    CHECK(
        upload(admin, at, large.substr(0, 1024 * 1024)).shows("The file has more than 5000 rows."));
    CHECK(admin.get(at).status == 200);
}

TEST_CASE("what is saved can be read again and changes nothing, for each list") {
    World world;
    auto admin = world.as(world.staff("Stein", "admin"));
    auto editor = world.as(world.staff("Lang", "editor"));
    import(admin, at, two);
    import(admin, "/lists/accommodations",
           "municipality;name;type;phase;places\n08990002;'=Haus 1;gu;VU;40\n"
           "Musterstadt;\"Haus; \"\"2\"\"\";Shared accommodation of the municipality;au;0\n");
    import(admin, "/lists/teams", "name;service\nTeam Nord;VU\nTeam Süd;Integration management\n");
    import(admin, "/staff/accounts",
           "name;email;role;team;municipality\nKeller;keller@kreis.example;manager;team nord;\n"
           "Brandt;brandt@kreis.example;Municipal officer;;08990002\n");
    import(editor, "/lists/regions", "name;municipalities\nNord;\"Musterstadt, 08990002\"\n");
    import(
        editor, "/lists/contacts",
        "region;name;phone;email;languages;mon\nNord;Frau Albers;+49 6221 1;;Deutsch,arb;9-12\n");
    import(editor, "/recipients",
           "kind;name;place;email;attachments\nJC;Jobcenter Musterland;Musterstadt;"
           "office@example.org;ja\nAG;Bau;;bau@example.org;\n");
    const auto unchanged = [](Browser& browser, const std::string& list) {
        const auto file = browser.get(list + "/files/current");
        CHECK(file.header("content-type").starts_with("text/csv"));
        CHECK(file.header("content-disposition").starts_with("attachment"));
        for (const auto* start : {"\n=", ";=", "\n-", ";-", ";+", "\n@", ";@"})
            CHECK_MESSAGE(file.body.find(start) == std::string::npos, list);
        const auto preview = browser.follow(upload(browser, list, file.body));
        CHECK_MESSAGE(preview.shows("The file changes nothing."), list);
    };
    for (const auto* list :
         {"/lists/municipalities", "/lists/accommodations", "/lists/teams", "/staff/accounts"})
        unchanged(admin, list);
    for (const auto* list : {"/lists/regions", "/lists/contacts", "/recipients"})
        unchanged(editor, list);
    CHECK(admin.get("/lists/accommodations").shows("=Haus 1"));
    CHECK(admin.get("/staff/accounts/files/current").body.find("argon2") == std::string::npos);
    CHECK(world.anybody().get("/contact").shows("Frau Albers"));
}

TEST_CASE("a file adds, changes and closes accounts of the staff, and sets no secret") {
    World world;
    const auto stein = world.staff("Stein", "admin");
    auto admin = world.as(stein);
    const auto keller = world.staff("Keller", "manager");
    CHECK(import(admin, "/staff/accounts",
                 "name;email;role;closed\nSabine Keller;" + keller.email +
                     ";lead;no\nRoth;roth@kreis.example;counsellor;\n")
              .status == 303);
    CHECK_NOTHROW(world.as(keller));
    CHECK_THROWS(world.as(StaffCast{"", "roth@kreis.example", "", {}}));
    auto desk = world.as(keller);
    import(admin, "/staff/accounts",
           "name;email;role;closed\nKeller;" + keller.email + ";lead;yes\n");
    CHECK(desk.get("/account").status == 303);
    const auto own =
        admin.follow(upload(admin, "/staff/accounts",
                            "name;email;role;closed\nStein;" + stein.email + ";editor;yes\n"));
    CHECK(own.shows("Your own role is for a colleague to change."));
    CHECK_FALSE(own.shows("Import these rows"));
}

TEST_CASE("the foreigners' authority comes into the directory by no file") {
    World world;
    auto editor = world.as(world.staff("Lang", "editor"));
    const auto page = editor.follow(upload(editor, "/recipients",
                                           "kind;name;place;email\nJC;Ausländerbehörde;;"
                                           "abh@example.org\nXX;Jobcenter;;none\n"));
    CHECK(page.shows("The foreigners’ authority cannot receive packets."));
    CHECK(page.shows("Choose one of the answers."));
    CHECK_FALSE(page.shows("Import these rows"));
    import(editor, "/recipients", "kind;name;email\nJC;Jobcenter;office@example.org\n");
    import(editor, "/recipients", "kind;name;email;closed\nJC;Jobcenter;office@example.org;x\n");
    CHECK_FALSE(editor.get("/recipients?kind=JC").shows("office@example.org"));
    import(editor, "/recipients", "kind;name;email;closed\nJC;Jobcenter;neu@example.org;nein\n");
    CHECK(editor.get("/recipients?kind=JC").shows("neu@example.org"));
}

TEST_CASE("many rows are shown fifty at a time, what is wrong first") {
    World world;
    auto admin = world.as(world.staff("Stein", "admin"));
    std::string rows = "ags;name\n";
    for (int i = 1000; i < 1120; ++i)
        rows += "0899" + std::to_string(i) + ";Ort " + std::to_string(i) + "\n";
    const auto uploaded = upload(admin, at, rows + "1;Falsch\n");
    const auto first = admin.follow(uploaded);
    CHECK(first.shows("The key has eight digits."));
    CHECK(first.shows("Next 50"));
    CHECK_FALSE(first.shows("Ort 1060"));
    CHECK(admin.get(uploaded.location() + "?page=2").shows("Ort 1060"));
    CHECK(admin.get(uploaded.location() + "?page=99").shows("Ort 1119"));
    import(admin, at, rows);
    CHECK(admin.get(at).shows("Next 50"));
    CHECK(admin.get(at + "?page=3").shows("Ort 1119"));
}

TEST_CASE("what was uploaded lies sealed in the database") {
    World world;
    auto admin = world.as(world.staff("Stein", "admin"));
    upload(admin, "/staff/accounts", "name;email;role\nKeller;keller@kreis.example;manager\n");
    const auto kept = world.app().db->read([](sql::Connection& db) {
        return db.first("SELECT content FROM list_uploads",
                        [](sql::Row row) { return row.get<sql::Blob>(0).bytes; });
    });
    REQUIRE(kept);
    CHECK(kept->find("Keller") == std::string::npos);
}
