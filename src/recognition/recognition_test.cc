// SPDX-License-Identifier: EUPL-1.2
#include "recognition/recognition.h"

#include <cstdlib>
#include <fstream>

#include "cv/steps_for_test.h"
#include "documents/store.h"
#include "documents/taking.h"

using namespace mobio;
using namespace mobio::cv::test;
using recognition::Have;

namespace {

namespace fs = std::filesystem;

fs::path file() { return fs::path(std::getenv("MOBIO_SHARE")) / "catalogue" / "recognition.json"; }

struct Learned {
    World world;
    Cast amina = world.person("Amina");
    recognition::Facts facts = recognition::read_facts(file(), *world.app().catalogue);

    std::string decides(const char* kldb) {
        return recognition::deciding(facts, *world.app().catalogue, kldb).key;
    }
    void learned(json value) { tell(world, amina, "training.entries", std::move(value)); }
    biography::Biography told() {
        return world.app().db->read([&](sql::Connection& db) {
            return biography::load(db, world.app(), Acting{amina.account, amina.person});
        });
    }
    // A paper of that kind among her documents.
    void keeps(const char* kind, const std::string& entry) {
        auto& app = world.app();
        auto browser = world.as(amina);
        const auto made = documents::keep_own(app, browser.get("/cv/pdf").body, 1);
        documents::About about;
        about.kind = kind;
        about.field = entry.empty() ? "" : "training.entries";
        about.entry = entry;
        app.db->write([&](sql::Transaction& tx) {
            documents::add(tx, app, Acting{amina.account, amina.person},
                           documents::DocumentId::make(app.clock.now()), made, about,
                           app.clock.now());
        });
    }
    static int pages(const std::string& pdf) {
        const auto info = mobio::test::asked("pdfinfo", pdf);
        return std::stoi(info.substr(info.find("Pages:") + 6));
    }
    std::string page(const char* language = "en") {
        auto browser = world.as(amina);
        browser.cookies["lang"] = language;
        const auto reply = browser.get("/recognition");
        CHECK(reply.status == 200);
        return reply.body;
    }
};

}  // namespace

TEST_CASE("each occupation has one body that decides, by its code") {
    Learned l;
    CHECK(l.decides("28222") == "hwk");
    CHECK(l.decides("82312") == "hwk");
    CHECK(l.decides("51312") == "ihk_fosa");
    CHECK(l.decides("29302") == "ihk_fosa");
    CHECK(l.decides("81302") == "authority");
    CHECK(l.decides("81404") == "authority");
    CHECK(l.decides("43104") == "zab");
    CHECK(l.decides("54101") == "advice");
    CHECK(l.decides("11102") == "advice");
    for (const char* none : {"", "2", "2822", "no code"}) CHECK(l.decides(none) == "advice");
}

TEST_CASE("the page tells who decides, which papers it wants and what is there") {
    Learned l;
    l.learned({{"title_original", "Tailor"},
               {"country", "AF"},
               {"kldb", "28222"},
               {"proof", "original"}});
    const auto page = l.page();
    CHECK(has(page, "Tailor"));
    CHECK(has(page, "The chamber of crafts (HWK) of your region"));
    CHECK(has(page, "3 months, once all papers are there"));
    CHECK(has(page, "You have it."));
    CHECK(has(page, "href=\"/cv\""));
    CHECK(has(page, "href=\"/releases/new?kind=HWK\""));
    CHECK(has(page, "HwO § 50b"));
    CHECK(has(page, "January 2025"));
    CHECK_FALSE(has(page, "Qualifikationsanalyse"));
}

TEST_CASE("whose papers are lost reads what can be done without them") {
    Learned l;
    l.learned(
        {{"title_original", "Cook"}, {"country", "SY"}, {"kldb", "29302"}, {"proof", "lost"}});
    const auto page = l.page();
    CHECK(has(page, "It is lost."));
    CHECK(has(page, "Qualifikationsanalyse"));
    CHECK(has(page, "BQFG § 14"));
}

TEST_CASE("studies and schools abroad have bodies of their own, what was learned here needs none") {
    Learned l;
    tell(l.world, l.amina, "training.study",
         {{"subject", "Law"}, {"country", "IR"}, {"proof", "photo"}});
    tell(l.world, l.amina, "school.entries", {{"name_original", "Lycée"}, {"country", "TN"}});
    l.learned({{"title_original", "Baker"}, {"country", "DE"}, {"kldb", "29222"}});
    l.learned({{"title_original", "Weaver"}});
    const auto page = l.page();
    CHECK(has(page, "The Central Office for Foreign Education (ZAB)"));
    CHECK(has(page, "You have a copy."));
    CHECK(has(page, "The state’s office for school certificates"));
    CHECK_FALSE(has(page, "Baker"));
    CHECK_FALSE(has(page, "Weaver"));
}

TEST_CASE("work papers and passed tests are counted from the biography") {
    Learned l;
    l.learned({{"title_original", "Nurse"}, {"country", "UA"}, {"kldb", "81302"}});
    tell(l.world, l.amina, "work.entries", {{"title_original", "Nurse"}, {"proof", "lost"}});
    tell(l.world, l.amina, "work.entries",
         {{"title_original", "Nurse"}, {"proof", "certified_copy"}});
    tell(l.world, l.amina, "language.tests", {{"test", "dtz"}, {"result", "passed"}});
    const auto biography = l.told();
    const auto all = recognition::paths(biography, *l.world.app().catalogue, l.facts);
    REQUIRE(all.size() == 1);
    CHECK_FALSE(all[0].lost());
    for (const auto& paper : all[0].papers) {
        const bool there =
            paper.code == "cv" || paper.code == "work_proof" || paper.code == "language_proof";
        CHECK_MESSAGE((paper.have == Have::There) == there, paper.code);
    }
}

TEST_CASE("the folder binds sheet, CV and documents for one qualification") {
    Learned l;
    tell(l.world, l.amina, "person.name.family", "Rahimi");
    l.learned({{"title_original", "Schneiderin"}, {"country", "AF"}, {"kldb", "28222"}});
    const auto biography = l.told();
    const auto entry = biography.entries("training.entries").front()->id;
    auto browser = l.world.as(l.amina);
    const auto address = "/recognition/" + entry + "/folder";
    const auto bare = browser.get(address);
    REQUIRE(bare.status == 200);
    const auto text = mobio::test::text_of(bare.body);
    CHECK(has(text, "Unterlagen zur Anerkennung"));
    CHECK(has(text, "Handwerkskammer"));
    CHECK(has(text, "Lebenslauf"));
    CHECK(has(text, "liegt nicht bei"));

    CHECK(l.pages(bare.body) == 2);
    l.keeps("voc_cert", entry);
    l.keeps("voc_cert", "01900000-0000-7000-8000-000000000000");
    l.keeps("id", "");
    CHECK(has(l.page(), "You have it."));
    const auto full = browser.get(address);
    CHECK(l.pages(full.body) == 4);
    auto bilal = l.world.as(l.world.person("Bilal"));
    CHECK(bilal.get(address).status == 404);
    CHECK(browser.get("/recognition/no-such-entry/folder").status == 404);
    CHECK(browser.get("/access-log").shows("saved your papers for recognition"));
}

TEST_CASE("Bilal reads nothing of what Amina learned, and nobody reads it without signing in") {
    Learned l;
    l.learned({{"title_original", "Tailor"}, {"country", "AF"}});
    auto bilal = l.world.as(l.world.person("Bilal"));
    CHECK_FALSE(bilal.get("/recognition").shows("Tailor"));
    CHECK(bilal.get("/recognition").shows("Tell what you learned in another country"));
    CHECK(l.world.anybody().get("/recognition").status == 303);
    CHECK(l.world.as(l.world.staff("Keller", "manager")).get("/recognition").status != 200);
}

TEST_CASE("the page speaks each of the five languages") {
    Learned l;
    l.learned({{"title_original", "خیاط"}, {"country", "AF"}, {"kldb", "28222"}});
    CHECK(has(l.page("de"), "Handwerkskammer"));
    CHECK(has(l.page("fr"), "chambre des métiers"));
    CHECK(has(l.page("ar"), "غرفة الحِرف"));
    CHECK(has(l.page("fa"), "اتاق پیشه‌وران"));
}

TEST_CASE("facts that do not fit the catalogue are refused, naming the file") {
    World world;
    const auto broken = [&](const std::string& from, const std::string& to) -> std::string {
        std::ifstream in(file());
        std::string text((std::istreambuf_iterator<char>(in)), {});
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        const auto copy = world.folder() / "recognition.json";
        std::ofstream(copy) << text.replace(at, from.size(), to);
        try {
            recognition::read_facts(copy, *world.app().catalogue);
            return "";
        } catch (const std::runtime_error& wrong) {
            return wrong.what();
        }
    };
    CHECK(has(broken("\"declaration\"", "\"declamation\""), "recognition.json: no such code"));
    CHECK(has(broken("\"HWK\"", "\"HWX\""), "no such recipient"));
    CHECK(has(broken("\"body\": \"zab\"", "\"body\": \"school\""), "no such body: zab"));
    CHECK(has(broken("2025-01", "lately"), "as_of is no month"));
    CHECK(has(broken("{", ""), "recognition.json"));
    CHECK_THROWS_AS(recognition::read_facts("/no/such/file", *world.app().catalogue),
                    std::runtime_error);
}
