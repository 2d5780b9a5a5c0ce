// SPDX-License-Identifier: EUPL-1.2
// The county words texts its own way: found, checked, shown at once, and taken back.
#include "county/wording.h"

#include "command/compose.h"
#include "form_values.h"
#include "world.h"

using namespace mobio;
using namespace mobio::county;

namespace {

// The address of the text of that English wording.
std::string address_of(World& world, std::string_view id, std::string_view context = "") {
    const Originals originals(world.app().share.folder / "texts");
    for (const auto& one : originals.all())
        if (one.id == id && one.context == context) return "/texts/" + one.mark();
    return "/texts/none";
}

Browser editor_of(World& world) { return world.as(world.staff("Lang", "editor")); }

}  // namespace

TEST_CASE("an editor finds a text by words of any language, and nobody else does") {
    World world;
    auto editor = editor_of(world);
    for (const auto* words : {"own+wording", "eigenem+Wortlaut", "%D9%85%D8%AA%D9%86"})
        CHECK_MESSAGE(editor.get("/texts?q=" + std::string(words)).shows("With our own wording"),
                      words);
    CHECK(editor.get("/texts?q=e").shows("Next 50"));
    CHECK(editor.get("/texts?q=zzzzqq").shows("Nothing here yet."));
    auto bilal = world.as(world.person("Bilal"));
    auto admin = world.as(world.staff("Stein", "admin"));
    const auto at = address_of(world, "Contact");
    for (const auto& path : {std::string("/texts"), at}) {
        CHECK(editor.get(path).status == 200);
        CHECK(bilal.get(path).status == 404);
        CHECK(admin.get(path).status == 404);
    }
    CHECK(editor.get("/texts/none").status == 404);
}

TEST_CASE("the county's own wording is on the pages at once, in its language alone") {
    World world;
    auto editor = editor_of(world);
    const auto at = address_of(world, "We are glad to help you. You may bring somebody along.");
    const auto page = editor.get(at);
    CHECK(page.shows("Original:"));
    CHECK(test::change(editor, page, at, {{"en", "Come to us <b>any</b> time."}}).status == 303);
    auto anybody = world.anybody();
    anybody.extra_headers = {{"Accept-Language", "en"}};
    const auto contact = anybody.get("/contact");
    CHECK(contact.shows("Come to us <b>any</b> time."));
    CHECK(contact.body.find("<b>any</b>") == std::string::npos);
    anybody.extra_headers = {{"Accept-Language", "fr"}};
    CHECK_FALSE(anybody.get("/contact").shows("Come to us"));
    const std::string tag = ">our own wording<";
    CHECK(editor.get("/texts").body.find(tag) != std::string::npos);
    CHECK(editor.get("/texts?own=yes").shows("Come to us"));
    CHECK(editor.get("/texts?q=come+to+us").shows("Come to us"));

    CHECK(editor.submit(at, at + "/original", {}).status == 303);
    anybody.extra_headers = {{"Accept-Language", "en"}};
    CHECK(anybody.get("/contact").shows("You may bring somebody along."));
    CHECK(editor.get("/texts").body.find(tag) == std::string::npos);
}

TEST_CASE("an emptied wording goes back to the original, and the original is none of our own") {
    World world;
    auto editor = editor_of(world);
    const auto at = address_of(world, "Legal notice");
    test::change(editor, at, at, {{"de", "Wer wir sind"}, {"fr", "Qui nous sommes"}});
    CHECK(editor.get(at).shows("Wer wir sind"));
    test::change(editor, at, at, {{"de", ""}});
    CHECK(editor.get(at).body.find("Wer wir sind") == std::string::npos);
    CHECK(editor.get(at).shows("Qui nous sommes"));
    const auto own = world.app().db->read([](sql::Connection& db) { return own_wordings(db); });
    REQUIRE(own.size() == 1);
    CHECK(own.begin()->second.size() == 1);
}

TEST_CASE("placeholders and forms of numbers stay as they are") {
    World world;
    auto editor = editor_of(world);
    const auto filled = address_of(world, "{1}: import and export");
    CHECK(test::change(editor, filled, filled, {{"de", "Einlesen"}})
              .shows("Keep what stands in curly brackets, as in the original."));
    CHECK(test::change(editor, filled, filled, {{"de", "{2}: einlesen"}}).status == 422);
    CHECK(test::change(editor, filled, filled, {{"de", "Einlesen: {1}"}}).status == 303);
    const auto plural = address_of(world, "{1} municipality");
    CHECK(editor.get(plural).shows("each line is the form for other numbers"));
    CHECK(test::change(editor, plural, plural, {{"de", "{1} Ort"}}).shows("Write 2 lines"));
    CHECK(test::change(editor, plural, plural, {{"de", "{1} Ort\n\n{1} Orte"}}).status == 422);
    CHECK(test::change(editor, plural, plural, {{"de", "{1} Ort\r\n{1} Orte"}}).status == 303);
    const auto& de = world.app().tongue(text::Language::De);
    CHECK(de.plural("{1} municipality", "{1} municipalities", 1) == "1 Ort");
    CHECK(de.plural("{1} municipality", "{1} municipalities", 4) == "4 Orte");
    CHECK(test::change(editor, filled, filled, {{"en", std::string(5000, 'x') + "{1}"}}).status ==
          422);
}

TEST_CASE("of two who word a text at once the second sees it") {
    World world;
    auto editor = editor_of(world);
    const auto at = address_of(world, "Legal notice");
    const auto first = editor.get(at), second = editor.get(at);
    CHECK(test::change(editor, first, at, {{"de", "Eins"}}).status == 303);
    CHECK(test::change(editor, first, at, {{"de", "Eins"}}).status == 303);
    const auto overtaken = test::change(editor, second, at, {{"de", "Zwei"}});
    CHECK(overtaken.status == 409);
    CHECK(overtaken.shows("Zwei"));
    CHECK(test::change(editor, overtaken, at, {}).status == 303);
    CHECK(editor.get(at).shows("Zwei"));
}

TEST_CASE("another node shows the county's words at its next look") {
    World world;
    auto editor = editor_of(world);
    const auto at = address_of(world, "Legal notice");
    test::change(editor, at, at, {{"en", "Who we are"}});
    // As a node that has not looked yet.
    auto& app = world.app();
    app.texts[text::Language::En].lay_over({});
    app.texts.stand().version = 0;
    auto anybody = world.anybody();
    anybody.extra_headers = {{"Accept-Language", "en"}};
    app.clock.advance(std::chrono::seconds{3});
    CHECK(anybody.get("/imprint").shows("Who we are"));
}

TEST_CASE("texts are known by their context") {
    World world;
    const auto close = address_of(world, "Close", "row");
    CHECK(close != "/texts/none");
    CHECK(editor_of(world).get(close).shows("Schließen"));
}
