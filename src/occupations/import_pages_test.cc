// SPDX-License-Identifier: EUPL-1.2
#include "occupations/import_pages.h"

#include "world.h"

namespace mobio::occupations {

namespace {

const std::string file =
    "code;de;en\n"
    "28222;Modeschneider/in;tailor\n"
    "7531.8;Hutmacher/in;hat maker\n"
    "12;kurz;short\n";

Reply uploaded(Browser& editor, std::string_view content, std::string_view language = "de") {
    return editor.upload(editor.get("/occupations"), "/occupations/uploads",
                         {{"language", std::string(language)}}, "file", "berufe.csv", content);
}

bool finds(World& world, std::string_view typed, std::string_view key) {
    for (const auto* one : list(world.app())->search(typed, text::Language::De, 8))
        if (one->key == key) return true;
    return false;
}

}  // namespace

TEST_CASE("an editor sees what a file would do before anything is done") {
    World world;
    auto editor = world.as(world.staff("Weber", "editor"));
    const auto reply = uploaded(editor, file);
    REQUIRE(reply.status == 303);
    const auto preview = editor.follow(reply);
    CHECK(preview.shows("berufe.csv"));
    CHECK(preview.shows("Modeschneider/in"));
    CHECK(preview.shows("hat maker"));
    CHECK(preview.shows("This is no code of KldB 2010 or ESCO."));
    CHECK_FALSE(finds(world, "hutmacher", "7531.8"));

    const auto done = editor.send(preview, reply.location() + "/import", {});
    CHECK(done.location() == "/occupations");
    CHECK(finds(world, "hutmacher", "7531.8"));
    CHECK(finds(world, "Modeschneider", "28222"));
    CHECK(finds(world, "Schneiderin", "28222"));
    CHECK(editor.follow(done).shows("berufe.csv"));
    CHECK(editor.get(reply.location()).status == 404);

    const auto again = editor.follow(uploaded(editor, file));
    CHECK_FALSE(again.shows("Import these rows"));
}

TEST_CASE("what is not imported leaves nothing behind") {
    World world;
    auto editor = world.as(world.staff("Weber", "editor"));
    const auto reply = uploaded(editor, file);
    const auto preview = editor.follow(reply);
    CHECK(editor.send(preview, reply.location() + "/removal", {}).location() == "/occupations");
    CHECK(editor.get(reply.location()).status == 404);
    CHECK_FALSE(finds(world, "hutmacher", "7531.8"));
}

TEST_CASE("files of several languages come together under one code") {
    World world;
    auto editor = world.as(world.staff("Weber", "editor"));
    const std::string head = "conceptType,preferredLabel,altLabels,code\n";
    for (const auto& [language, row] :
         {std::pair{"en", "Occupation,hat maker,\"milliner\nhatter\",7531.8\n"},
          std::pair{"ar", "Occupation,صانع قبعات,,7531.8\n"}}) {
        const auto reply = uploaded(editor, head + row, language);
        editor.send(editor.follow(reply), reply.location() + "/import", {});
    }
    const auto all = list(world.app());
    const auto* hats = all->find("7531.8");
    REQUIRE(hats);
    CHECK(hats->in(text::Language::En) == "hat maker");
    CHECK(hats->in(text::Language::Ar) == "صانع قبعات");
    CHECK(finds(world, "milliner", "7531.8"));
    CHECK(finds(world, "قبعات", "7531.8"));
}

TEST_CASE("a file that cannot be read is refused with the reason") {
    World world;
    auto editor = world.as(world.staff("Weber", "editor"));
    auto reply = uploaded(editor, "name;place\nx;y\n", "fa");
    CHECK(reply.status == 422);
    CHECK(reply.shows("The file has no column “code”, or none with titles."));
    CHECK(reply.body.find("value=\"fa\" checked") != std::string::npos);
    reply = editor.submit("/occupations", "/occupations/uploads", {{"language", "de"}});
    CHECK(reply.status == 422);
    CHECK(reply.shows("Choose a file."));
    CHECK(uploaded(editor, file, "xx").status == 422);
}

TEST_CASE("a removed list leaves the built-in one, and what people chose stays") {
    World world;
    auto editor = world.as(world.staff("Weber", "editor"));
    const auto reply = uploaded(editor, file);
    editor.send(editor.follow(reply), reply.location() + "/import", {});
    auto amina = world.as(world.person("Amina"));
    const std::string job = "/biography/work/jobs/entries/new";
    amina.submit(job, job,
                 {{"work.entries.title_original", "hat maker"},
                  {"work.entries.title_original.code", "7531.8 hat maker"}});
    CHECK(editor.submit("/occupations", "/occupations/removal", {}).status == 303);
    CHECK_FALSE(finds(world, "hutmacher", "7531.8"));
    CHECK(finds(world, "Schneider", "28222"));
    CHECK(amina.get("/biography/work/jobs").shows("7531.8"));
}

TEST_CASE("another node sees an import at its next look") {
    World world;
    Occupations other(std::make_shared<const std::vector<Occupation>>());
    const auto before = world.app().db->read([&](sql::Connection& db) { return other.list(db); });
    CHECK(before->all().empty());
    auto editor = world.as(world.staff("Weber", "editor"));
    const auto reply = uploaded(editor, file);
    editor.send(editor.follow(reply), reply.location() + "/import", {});
    const auto after = world.app().db->read([&](sql::Connection& db) { return other.list(db); });
    CHECK(after->find("7531.8"));
}

TEST_CASE("only an editor comes to the import") {
    World world;
    auto editor = world.as(world.staff("Weber", "editor"));
    const auto reply = uploaded(editor, file);
    for (auto browser :
         {world.as(world.person("Bilal")), world.as(world.staff("Keller", "manager"))}) {
        CHECK(browser.get("/occupations").status == 404);
        CHECK(browser.get(reply.location()).status == 404);
        CHECK(browser.post_raw(reply.location() + "/import", {}).status == 404);
        CHECK(browser.post_raw("/occupations/removal", {}).status == 404);
    }
    CHECK(world.anybody().get("/occupations").status == 303);
    CHECK(editor.get("/occupations/uploads/" + std::string(36, '0')).status == 404);
}

}  // namespace mobio::occupations
