// SPDX-License-Identifier: EUPL-1.2
#include "documents/documents.h"

#include <filesystem>

#include "documents/papers_for_test.h"
#include "pdf_tools.h"
#include "platform/http/raw_client.h"
#include "platform/scanner/clamd_for_test.h"
#include "world.h"

namespace mobio::documents {

namespace {

using namespace std::string_literals;

}  // namespace

TEST_CASE("a person adds a document, sees its page and downloads it clean") {
    World world;
    auto amina = world.as(world.person("Amina"));
    CHECK(amina.get("/documents").shows("No document is here yet."));
    const auto address = added(amina);
    const auto page = amina.get(address);
    CHECK(page.shows("Zeugnis 2019"));
    CHECK(page.shows("Nobody else sees it."));
    CHECK(amina.get("/documents").shows("Zeugnis 2019"));

    const auto picture = amina.get(address + "/picture"), drawn = amina.get(address + "/pages/1");
    CHECK(picture.header("content-type") == "image/jpeg");
    CHECK(picture.body.starts_with("\xff\xd8"));
    CHECK(drawn.body.starts_with("\xff\xd8"));
    CHECK(amina.get(address + "/pages/2").status == 404);

    const auto file = amina.get(address + "/file");
    CHECK(file.header("content-type") == "application/pdf");
    CHECK(file.header("content-disposition").find("Zeugnis_2019.pdf") != std::string::npos);
    CHECK(file.header("content-length") == std::to_string(file.body.size()));
    CHECK(file.body.starts_with("%PDF-"));
    CHECK(file.body.find("JavaScript") == file.body.npos);
    CHECK(file.body.find("app.alert") == file.body.npos);
}

TEST_CASE("nobody else gets a document, whatever they ask for") {
    World world;
    auto amina = world.as(world.person("Amina"));
    auto bilal = world.as(world.person("Bilal"));
    const auto address = added(amina);
    for (const char* page : {"", "/picture", "/pages/1", "/file", "/details", "/pages/new"}) {
        CHECK(bilal.get(address + page).status == 404);
        CHECK(world.anybody().get(address + page).status == 303);
    }
    CHECK_FALSE(bilal.get("/documents").shows("Zeugnis 2019"));
    const auto own = added(bilal, paper("Bilal"), "Mein Zeugnis");
    const auto own_page = bilal.get(own);
    const Values keys{{"form_token", own_page.hidden("form_token", own + "/removal")},
                      {"form_key", own_page.hidden("form_key", own + "/removal")}};
    for (const char* act : {"/removal", "/restoration", "/arrangement", "/details"})
        CHECK(bilal.post_raw(address + act, keys).status == 404);
    CHECK(amina.get(address).status == 200);
    auto keller = world.as(world.staff("Keller", "manager"));
    CHECK(keller.get(address).status != 200);
}

TEST_CASE("what a person cannot send is refused with a reason, and what they typed stays") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto refused = [&](const std::string& file, const char* reason,
                             const std::string& name = "scan.pdf") {
        const auto reply = add(amina, file, "Mein Zeugnis", name);
        CHECK(reply.status == 422);
        CHECK_MESSAGE(reply.shows(reason), reason);
        CHECK(reply.shows("Mein Zeugnis"));
    };
    refused("GIF89a", "is no photo and no PDF");
    refused(paper().substr(0, 300), "is broken or not whole");
    refused(paper() + "PK\3\4", "is broken or not whole");
    refused("", "is empty");
    refused("MZ\x90", "is no photo and no PDF", "photo.jpg");
    const auto none = amina.submit("/documents/new", "/documents", {{"title", "Mein Zeugnis"}});
    CHECK(none.status == 422);
    CHECK(none.shows("Choose a photo or a PDF."));
    CHECK(files_in(world) == 0);
    CHECK(amina.get("/documents").shows("No document is here yet."));
}

TEST_CASE("a file's name is shown without paths and without what turns it around") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto reply = add(amina, "GIF89a", "", "../../etc/\xE2\x80\xAEgpj.exe");
    CHECK(reply.status == 422);
    CHECK(reply.shows("gpj.exe"));
    CHECK(reply.body.find("\xE2\x80\xAE") == reply.body.npos);
    CHECK_FALSE(reply.shows("etc/"));
}

TEST_CASE("documents lie sealed on the disk") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto canary = "CANARY-Krankenpflege"s;
    added(amina, paper("CANARY-Paper"), canary);
    CHECK(files_in(world) == 1);
    CHECK_FALSE(on_disk(world, canary));
    CHECK_FALSE(on_disk(world, "CANARY-Paper"));
    CHECK_FALSE(on_disk(world, "%PDF-"));
}

// The head of a form with files, and as little of its body.
std::string begun(const World& world, const std::string& cookie) {
    const auto host = "127.0.0.1:" + std::to_string(world.port());
    return "POST /documents HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host +
           "\r\nCookie: session=" + cookie +
           "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 30000000\r\n\r\n"
           "--x\r\n";
}

TEST_CASE("whoever is not signed in takes no room from those who upload") {
    World world;
    auto amina = world.as(world.person("Amina"));
    std::vector<std::unique_ptr<http::RawClient>> strangers;
    for (int i = 0; i < 40; ++i) {
        strangers.push_back(std::make_unique<http::RawClient>(world.port()));
        strangers.back()->send(begun(world, "bm9ib2R5"));
    }
    CHECK(add(amina, paper()).status == 303);
}

TEST_CASE("one account cannot take all the room for uploads") {
    World world;
    auto amina = world.as(world.person("Amina"));
    auto bilal = world.as(world.person("Bilal"));
    std::vector<std::unique_ptr<http::RawClient>> begun_ones;
    for (int i = 0; i < 40; ++i) {
        begun_ones.push_back(std::make_unique<http::RawClient>(world.port()));
        begun_ones.back()->send(begun(world, bilal.cookies.at("session")));
    }
    CHECK(add(amina, paper()).status == 303);
    const auto again = add(bilal, paper());
    CHECK(again.status == 503);
    CHECK(again.header("retry-after") == "5");
    begun_ones.clear();
}

TEST_CASE("a form sent twice adds one document") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto form = amina.get("/documents/new");
    const auto send = [&] {
        return amina.upload(form, "/documents", {{"title", "Einmal"}}, "file", "a.pdf", paper());
    };
    const auto first = send(), second = send();
    CHECK(first.status == 303);
    CHECK(second.location() == first.location());
    CHECK(files_in(world) == 1);
}

TEST_CASE("the same file twice is noticed") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto first = added(amina);
    const auto second = amina.get(added(amina, paper(), "Noch einmal"));
    CHECK(second.shows("You have added this file before."));
    CHECK(second.shows(first));
    CHECK_FALSE(amina.get(added(amina, paper("Anderes"))).shows("before."));
}

TEST_CASE("a removed document can be brought back for a day, then its bytes are gone") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto address = added(amina);
    const auto list = amina.follow(amina.submit(address, address + "/removal", {}));
    CHECK(list.shows("Removed."));
    CHECK(amina.get(address).status == 404);
    CHECK(amina.get(address + "/file").status == 404);
    CHECK(amina.send(list, address + "/restoration", {}).status == 303);
    CHECK(amina.get(address).status == 200);

    amina.submit(address, address + "/removal", {});
    world.app().clock.advance(std::chrono::hours{20});
    world.run_jobs();
    CHECK(files_in(world) == 1);
    world.app().clock.advance(std::chrono::hours{6});
    world.run_jobs();
    world.run_jobs();
    CHECK(files_in(world) == 0);
}

TEST_CASE("pages are added, turned, moved and taken out") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto address = added(amina);
    const auto more = amina.upload(amina.get(address + "/pages/new"), address + "/pages", {},
                                   "file", "b.pdf", paper("Seite zwei"));
    REQUIRE(more.status == 303);
    CHECK(more.location() == address + "?page=2");
    CHECK(amina.follow(more).shows("Page 2 of 2"));
    const auto act = [&](const char* what, const std::string& page) {
        return amina.submit(address + "?page=" + page, address + "/arrangement", {{"act", what}});
    };
    CHECK(act("turn_right", "1").location() == address + "?page=1");
    CHECK(act("earlier", "2").location() == address + "?page=1");
    CHECK(act("later", "1").location() == address + "?page=2");
    CHECK(act("earlier", "1").status == 400);
    CHECK(act("nonsense", "1").status == 400);
    CHECK(act("out", "2").location() == address + "?page=1");
    CHECK(act("out", "1").status == 400);
    CHECK(amina.get(address).shows("1 page") == false);
    world.run_jobs();
    CHECK(files_in(world) == 1);
}

TEST_CASE("pages that were changed on another device meanwhile are not mixed up") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto address = added(amina);
    const auto seen = amina.get(address);
    CHECK(amina.send(seen, address + "/arrangement", {{"act", "turn_left"}}).status == 303);
    const Values old{{"act", "turn_left"},
                     {"version", seen.hidden("version", address + "/arrangement")}};
    CHECK(amina.submit(address, address + "/arrangement", old).status == 409);
}

TEST_CASE("a person says what a document is and what it proves") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto job = "/biography/work/jobs/entries/new"s;
    REQUIRE(amina.submit(job, job, {{"work.entries.title_original", "Schneiderin"}}).status == 303);
    const auto address = added(amina);
    const auto form = amina.get(address + "/details");
    CHECK(form.shows("Schneiderin"));
    const auto at = form.body.find("work.entries/");
    REQUIRE(at != form.body.npos);
    const auto entry = form.body.substr(at, form.body.find('"', at) - at);
    const Values said{{"title", "Arbeitszeugnis"},
                      {"kind", "work_ref"},
                      {"entry", entry},
                      {"copy", "translation"},
                      {"lang", "deu"},
                      {"date.year", "۱۳۸۸"},
                      {"date.month", "5"},
                      {"date.calendar", "persian"}};
    CHECK(amina.send(form, address + "/details", said).status == 303);
    const auto page = amina.get(address);
    for (const char* words :
         {"Arbeitszeugnis", "Work reference", "Schneiderin", "A translation", "German", "2009"})
        CHECK_MESSAGE(page.shows(words), std::string(words));

    const auto wrong = amina.submit(address + "/details", address + "/details",
                                    {{"kind", "no_such"}, {"date.year", "3000"}, {"title", "Neu"}});
    CHECK(wrong.status == 422);
    CHECK(wrong.shows("This date does not exist, or has not come yet."));
    CHECK(wrong.shows("Neu"));
}

TEST_CASE("a language chosen in the middle of a form loses nothing") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto form = amina.get("/documents/new");
    const auto reply =
        amina.upload(form, "/documents", {{"title", "Mein Zeugnis"}, {"switch_language", "de"}},
                     "file", "a.pdf", paper());
    CHECK(reply.status == 200);
    CHECK(reply.shows("Mein Zeugnis"));
    CHECK(files_in(world) == 0);
}

TEST_CASE("a person reads in their log what was done with their documents") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto address = added(amina);
    amina.get(address + "/file");
    const auto log = amina.get("/access-log");
    CHECK(log.shows("added a document"));
    CHECK(log.shows("downloaded a document"));
}

TEST_CASE("malware is refused, and so is everything while the scanner does not answer") {
    World world;
    auto amina = world.as(world.person("Amina"));
    world.app().county.scanner = world.folder() / "no-such-socket";
    const auto unchecked = add(amina, paper());
    CHECK(unchecked.status == 422);
    CHECK(unchecked.shows("Files cannot be checked at the moment."));
    if (!scanner::Clamd::installed()) return;
    const scanner::Clamd clamd;
    world.app().county.scanner = clamd.socket();
    const auto refused = add(amina, scanner::eicar);
    CHECK(refused.status == 422);
    CHECK(refused.shows("holds malware"));
    CHECK(add(amina, paper()).status == 303);
    CHECK(files_in(world) == 1);
}

TEST_CASE("a photo of words can be searched, where Tesseract is installed") {
    if (!std::filesystem::exists("/usr/bin/tesseract")) return;
    World world;
    auto amina = world.as(world.person("Amina"));
    // Drawn, then photographed: a PDF without text of its own.
    const auto drawn = amina.get(added(amina, paper("Schneiderin")) + "/pages/1").body;
    const auto address = added(amina, drawn, "Foto");
    const auto words = [&] {
        return test::text_of(amina.get(address + "/file").body).find("Schneiderin") !=
               std::string::npos;
    };
    CHECK_FALSE(words());
    world.run_jobs();
    CHECK(words());
    CHECK(files_in(world) == 2);
}

}  // namespace mobio::documents
