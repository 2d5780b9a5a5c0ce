// SPDX-License-Identifier: EUPL-1.2
// Several documents as one PDF, and pages without their edges.
#include <cstdlib>

#include "documents/papers_for_test.h"
#include "pdf_tools.h"

namespace mobio::documents {

namespace {

std::string id_in(const std::string& address) { return address.substr(address.rfind('/') + 1); }

Reply bound(Browser& browser, const Values& documents) {
    return browser.submit("/documents/bundle", "/documents/bundle", documents);
}

Reply cut(Browser& browser, const std::string& address, const Values& edges,
          const std::string& page = "1") {
    const auto form = address + "/pages/" + page + "/crop";
    return browser.submit(form, form, edges);
}

}  // namespace

TEST_CASE("several documents become one PDF with a sheet that names them and bookmarks") {
    World world;
    auto amina = world.as(world.person("Amina"));
    CHECK_FALSE(amina.get("/documents").shows("Several as one PDF"));
    const auto first = added(amina, paper("Zeugnis-Seite"), "دیپلم");
    const auto second =
        add(amina, paper("Brief-Seite"), "Brief vom Amt", "b.pdf", {{"kind", "other"}}).location();
    const auto third = added(amina, paper("Drittes"), "Nicht dabei");
    CHECK(amina.get("/documents").shows("Several as one PDF"));
    amina.extra_headers = {{"Accept-Language", "fa"}};
    const auto reply = bound(amina, {{"document", id_in(first)}, {"document", id_in(second)}});
    REQUIRE(reply.status == 200);
    CHECK(reply.header("content-type") == "application/pdf");
    CHECK(reply.header("content-disposition").find("attachment") != std::string::npos);
    const auto& pdf = reply.body;
    const auto text = test::text_of(pdf);
    for (const char* words : {"Dokumente", "Brief vom Amt", "Sonstiges", "Seite 2", "Seite 3",
                              "Zeugnis-Seite", "Brief-Seite"})
        CHECK_MESSAGE(text.find(words) != std::string::npos, words);
    CHECK(text.find("Drittes") == std::string::npos);
    CHECK(text.find("Nicht dabei") == std::string::npos);
    const auto marks = test::asked("qpdf --json --json-key=outlines", pdf);
    CHECK(marks.find("Brief vom Amt") != std::string::npos);
    CHECK(marks.find("دیپلم") != std::string::npos);
    CHECK(marks.find(R"("destpageposfrom1": 3)") != std::string::npos);
    amina.extra_headers.clear();
    CHECK(amina.get("/access-log").shows("downloaded a document"));
    CHECK(third != second);
}

TEST_CASE("a bundle of nothing, of too much, or of another one's documents is not made") {
    World world;
    auto amina = world.as(world.person("Amina"));
    auto bilal = world.as(world.person("Bilal"));
    CHECK(amina.get("/documents/bundle").shows("No document is here yet."));
    const auto hers = added(amina);
    const auto his = added(bilal);
    const auto none = bound(amina, {});
    CHECK(none.status == 422);
    CHECK(none.shows("Choose at least one document."));
    CHECK(bound(bilal, {{"document", id_in(hers)}}).status == 404);
    CHECK(bound(bilal, {{"document", id_in(his)}, {"document", "x"}}).status == 404);
    CHECK_FALSE(bilal.get("/documents/bundle").shows(id_in(hers)));
    CHECK(world.anybody().get("/documents/bundle").status == 303);
    amina.submit(hers, hers + "/removal", {});
    added(amina);
    CHECK(bound(amina, {{"document", id_in(hers)}}).status == 404);  // removed
    world.app().db->write(
        [](sql::Transaction& tx) { tx.exec("UPDATE documents SET pages = 200"); });
    const auto page = amina.get("/documents/bundle");
    const auto at = page.body.find("name=\"document\" value=\"") + 23;
    const auto much = bound(amina, {{"document", page.body.substr(at, 36)}});
    CHECK(much.status == 422);
    CHECK(much.shows("Together they have too many pages."));
}

TEST_CASE("a language chosen in the middle keeps what was ticked") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto id = id_in(added(amina));
    const auto page = bound(amina, {{"document", id}, {"switch_language", "de"}});
    CHECK(page.status == 200);
    CHECK(page.shows("Dokumente"));
    const auto at = page.body.find("value=\"" + id + "\"");
    REQUIRE(at != std::string::npos);
    CHECK(page.body.substr(at, page.body.find('>', at) - at).find("checked") != std::string::npos);
}

TEST_CASE("a page loses its edges, with the numbers of any script") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto address = added(amina, paper("Zeugnis"));
    CHECK(amina.get(address).shows(address + "/pages/1/crop"));
    CHECK(amina.get(address + "/pages/1/crop").shows("What you cut off is gone for good."));
    const auto done = cut(amina, address, {{"top", "۵۰"}, {"left", ""}});
    REQUIRE(done.status == 303);
    CHECK(done.location() == address + "?page=1");
    CHECK(amina.follow(done).shows("Saved"));
    const auto pdf = amina.get(address + "/file").body;
    // It was 200 by 100; its lower half is as wide as a page.
    const auto size = test::size_of(pdf, 1);
    CHECK(size.width == doctest::Approx(841.89));
    CHECK(size.height == doctest::Approx(841.89 / 4).epsilon(0.005));
    CHECK(test::text_of(pdf).find("Zeugnis") == std::string::npos);  // a picture now
    CHECK(test::asked("pdfimages -list", pdf).find("jpeg") != std::string::npos);
}

TEST_CASE("what cannot be cut is said at its field, and nothing changes") {
    World world;
    auto amina = world.as(world.person("Amina"));
    const auto address = added(amina);
    const auto before = amina.get(address + "/file").body;
    for (const char* wrong : {"-1", "91", "1.5", "ten", "1 0", "99999999999999999999"}) {
        const auto reply = cut(amina, address, {{"left", wrong}});
        CHECK(reply.status == 422);
        CHECK(reply.shows("Write a number from 0 to 90."));
    }
    const auto all = cut(amina, address, {{"left", "50"}, {"right", "50"}});
    CHECK(all.status == 422);
    CHECK(all.shows("Something of the page must stay."));
    CHECK(cut(amina, address, {{"left", "5"}, {"switch_language", "de"}}).status == 200);
    CHECK(amina.get(address + "/pages/2/crop").status == 404);
    CHECK(amina.get(address + "/pages/0/crop").status == 404);
    CHECK(amina.get(address + "/file").body == before);
}

TEST_CASE("a page is cut once, as it was seen, and by nobody else") {
    World world;
    auto amina = world.as(world.person("Amina"));
    auto bilal = world.as(world.person("Bilal"));
    const auto address = added(amina);
    const auto action = address + "/pages/1/crop";
    const auto seen = amina.get(action);
    const auto first = amina.send(seen, action, {{"left", "10"}});
    const auto again = amina.send(seen, action, {{"left", "10"}});
    CHECK(first.status == 303);
    CHECK(again.location() == first.location());
    const Values old{{"left", "10"}, {"version", seen.hidden("version", action)}};
    CHECK(amina.submit(action, action, old).status == 409);
    CHECK(bilal.get(action).status == 404);
    const auto own = added(bilal);
    const auto form = bilal.get(own);
    const Values keys{{"form_token", form.hidden("form_token", own + "/removal")},
                      {"form_key", form.hidden("form_key", own + "/removal")},
                      {"left", "10"}};
    CHECK(bilal.post_raw(action, keys).status == 404);
}

namespace {

// A converter that dies of every page to draw while a file says so.
struct Sickly {
    Sickly() {
        const auto real = std::filesystem::read_symlink("/proc/self/exe").parent_path();
        std::ofstream(program) << "#!/bin/sh\n[ \"$1\" = draw ] && [ -e " << sick.string()
                               << " ] && exit 1\nexec " << (real / "mobio-convert").string()
                               << " \"$@\"\n";
        std::filesystem::permissions(program, std::filesystem::perms::owner_all);
        setenv("MOBIO_CONVERT", program.c_str(), 1);
    }
    ~Sickly() { unsetenv("MOBIO_CONVERT"); }
    Sickly(const Sickly&) = delete;
    void fall_ill() const { std::ofstream{sick}; }
    void recover() const { std::filesystem::remove(sick); }

    test::Scratch folder;
    std::filesystem::path program = std::filesystem::path(folder.name) / "convert";
    std::filesystem::path sick = std::filesystem::path(folder.name) / "sick";
};

}  // namespace

TEST_CASE("a page that cannot be drawn is told as our error, and no paper of the kind is kept") {
    const Sickly converter;
    const Stock stock(find_share());
    World world(stock);
    auto amina = world.as(world.person("Amina"));
    const auto address = added(amina);
    CHECK(amina.get(address + "/pages/1").status == 200);
    converter.fall_ill();
    CHECK(amina.get(address + "/pages/1").status == 500);
    const auto refused = add(amina, paper("Anderes"));
    CHECK(refused.status == 422);
    CHECK(refused.shows("scan.pdf\u2069 is broken or not whole."));
    const auto uncut = cut(amina, address, {{"left", "10"}});
    CHECK(uncut.status == 503);  // one may try again
    CHECK(uncut.header("retry-after") == "5");
    CHECK(files_in(world) == 1);
    converter.recover();
    CHECK(amina.get(address + "/pages/1").status == 200);
}

}  // namespace mobio::documents
