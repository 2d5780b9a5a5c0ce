// SPDX-License-Identifier: EUPL-1.2
// Two counties in one process: nothing crosses.
#include <thread>

#include "account/account.h"
#include "account/passwords.h"
#include "biography/biography.h"
#include "command/compose.h"
#include "command/program_for_test.h"
#include "patterns.h"
#include "recipients/recipients.h"
#include "release/steps_for_test.h"

namespace mobio::command {

namespace {

using namespace test;
namespace steps = release::test;

// A county of the configuration, opened a second time beside the server that serves it.
struct Beside {
    Beside(const Folder& folder, std::size_t county)
        : config(config::read(folder.file())),
          stock(find_share()),
          app(config.counties.at(county), stock, false) {
        furnish(app, stock);
        app.passwords->cheap = true;
    }
    config::Config config;
    Stock stock;
    App app;

    Cast person(const std::string& name) {
        const std::string secret = "gelbe tasse am see";
        const auto made = account::register_person(app, name, secret, text::Language::En);
        return {name, made.number, secret, made.account, made.person};
    }
};

// North and South, both served; the first on a name of its own and on 127.0.0.1.
struct TwoCounties {
    Folder folder;
    TwoCounties() {
        folder.make_master_key();
        folder.county("", {"north", "http://127.0.0.1:8080", "\"north.example\""});
        folder.add({"south", "https://south.example"});
    }
    Browser north(const Running& server) { return Browser(server.port(), "north.example"); }
    Browser south(const Running& server) { return Browser(server.port(), "south.example"); }
};

void sign_in_as(Browser& browser, const Cast& who) { sign_in(browser, {who.number, who.secret}); }

std::string link_in(const fs::path& mails) {
    for (int tenth = 0; tenth < 100; ++tenth) {
        const auto caught = fs::exists(mails) ? mail::caught(mails) : std::vector<mail::Caught>{};
        if (!caught.empty())
            if (auto path = patterns::first(caught[0].text, "/p/[A-Za-z0-9_-]+"); !path.empty())
                return path;
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
    }
    return {};
}

constexpr const char* new_job = "/biography/work/jobs/entries/new";

}  // namespace

TEST_CASE("a sign-in of one county is nothing in another") {
    TwoCounties counties;
    const Running server("serve" + counties.folder.option());
    const auto amina = Beside(counties.folder, 0).person("Amina");
    const auto bilal = Beside(counties.folder, 1).person("Bilal");
    auto north = counties.north(server), south = counties.south(server);
    sign_in_as(north, amina);
    sign_in_as(south, bilal);
    CHECK(counties.south(server)
              .submit("/", "/sessions", {{"number", amina.number}, {"secret", amina.secret}})
              .status == 422);
    CHECK(Browser(server.port(), "elsewhere.example").get("/").status == 421);

    auto thief = counties.south(server);
    thief.cookies = north.cookies;
    CHECK(north.get("/biography").status == 200);
    CHECK(thief.get("/biography").status == 303);
    CHECK(thief.get("/biography").location() != "/biography");
}

TEST_CASE("an id or a form of one county finds nothing in another") {
    TwoCounties counties;
    const Running server("serve" + counties.folder.option());
    const auto amina = Beside(counties.folder, 0).person("Amina");
    const auto bilal = Beside(counties.folder, 1).person("Bilal");
    auto north = counties.north(server), south = counties.south(server);
    sign_in_as(north, amina);
    sign_in_as(south, bilal);

    const auto form = north.get(new_job);
    const Values job{{"work.entries.title_original", "Schneiderin"}};
    CHECK(south.send(form, new_job, job).status == 403);  // the token is the north's
    REQUIRE(north.send(form, new_job, job).status == 303);
    const auto jobs = north.get("/biography/work/jobs").body;
    const auto card = patterns::first(jobs, "/biography/work/jobs/entries/[0-9a-f-]{36}");
    REQUIRE_FALSE(card.empty());
    CHECK(north.get(card).status == 200);
    CHECK(south.get(card).status == 404);
    CHECK_FALSE(south.get("/biography/work/jobs").shows("Schneiderin"));
}

TEST_CASE("a packet's link opens in its own county alone") {
    TwoCounties counties;
    const Running server("serve" + counties.folder.option());
    Beside beside(counties.folder, 0);
    const auto amina = beside.person("Amina");
    steps::tell(beside.app, amina, "person.name.given", "Amina");
    steps::tell(beside.app, amina, "person.birth", steps::born("1996-03-14"));
    const auto jobcenter =
        steps::office(beside.app, catalogue::Recipient::JC, "Jobcenter Nordland");
    auto north = counties.north(server);
    sign_in_as(north, amina);
    REQUIRE(steps::release_to(north, jobcenter).status == 303);
    const auto link = link_in(counties.folder.path / "north-mail");
    REQUIRE(link.size() > 40);

    auto office = counties.north(server), elsewhere = counties.south(server);
    CHECK(elsewhere.get(link).status == 404);
    const auto opened = steps::open(office, link);
    REQUIRE(opened.status == 303);
    CHECK(office.follow(opened).shows("Amina"));
    elsewhere.cookies = office.cookies;
    const auto seen = elsewhere.get(opened.location());
    CHECK(seen.status == counties.south(server).get(opened.location()).status);
    CHECK(seen.status != 200);
    CHECK_FALSE(seen.shows("Amina"));
}

TEST_CASE("a county whose database is away takes no other down, and comes back by itself") {
    TwoCounties counties;
    fs::create_directory(counties.folder.path / "north.db");  // no file: cannot be opened
    const Running server("serve" + counties.folder.option());
    auto north = counties.north(server), south = counties.south(server);
    CHECK(south.get("/").status == 200);
    const auto away = north.get("/");
    CHECK(away.status == 503);
    CHECK(away.header("retry-after") == "5");
    CHECK(Browser(server.port()).get("/").status == 503);  // and never the south's pages

    fs::remove(counties.folder.path / "north.db");
    for (int tenth = 0; tenth < 100 && north.get("/").status != 200; ++tenth)
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
    CHECK(north.get("/").status == 200);
    CHECK(Browser(server.port()).get("/").status == 200);
    CHECK(south.get("/").status == 200);
}

TEST_CASE("while one county's database is held, another county saves") {
    TwoCounties counties;
    const Running server("serve" + counties.folder.option());
    const auto bilal = Beside(counties.folder, 1).person("Bilal");
    auto south = counties.south(server);
    const auto held = sql::open("sqlite:" + counties.folder.at("north.db"));
    held->write([&](sql::Transaction&) {
        sign_in_as(south, bilal);
        CHECK(south.submit(new_job, new_job, {{"work.entries.title_original", "Koch"}}).status ==
              303);
    });
}

TEST_CASE("several counties want to be named, each with its own key where it asks") {
    TwoCounties counties;
    const auto config = counties.folder.option();
    CHECK(run("person list" + config).out == "mobio: several counties: name one with --county\n");
    CHECK(run("person list --county west" + config).out ==
          "mobio: no county west in the configuration\n");
    CHECK(run("migrate" + config).out ==
          "north: " + newest_schema() + "\nsouth: " + newest_schema() + "\n");
    CHECK(run("person list --county south" + config).out == "persons: 0\n");
    // The key store of one county opens in no other.
    auto text = shell("cat " + counties.folder.file().string()).out;
    text.replace(text.find("north-keys.db"), 13, "south-keys.db");
    text.replace(text.rfind("south-keys.db"), 13, "north-keys.db");
    std::ofstream(counties.folder.file()) << text;
    CHECK(run("migrate" + config).code == 1);
}

}  // namespace mobio::command
