// SPDX-License-Identifier: EUPL-1.2
#include <filesystem>
#include <fstream>
#include <sstream>

#include "platform/access_log/access_log.h"
#include "platform/log.h"
#include "release/refusing_relay.h"
#include "release/steps_for_test.h"
#include "release/store.h"

using namespace mobio;
using namespace mobio::release;
using namespace mobio::release::test;
using catalogue::Recipient;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

// Amina has released her packet to the Jobcenter; its link is the one of the mail.
struct Released {
    World world;
    Cast amina = test::amina(world);
    recipients::Recipient to = jobcenter(world);
    Browser browser = world.as(amina);
    std::string address, path;

    Released() {
        address = release_to(browser, to).location();
        path = link(world);
        REQUIRE(path.size() > 40);
    }
    unsigned lands() { return world.anybody().get(path).status; }
    Running release() {
        return world.app().db->read([&](sql::Connection& db) {
            return of_person(db, world.app(), Acting{amina.account, amina.person}).at(0);
        });
    }
    std::vector<std::string> log() {
        std::vector<std::string> actions;
        for (const auto& line : world.app().db->read([&](sql::Connection& db) {
                 return access_log::of_person(db, amina.person.bytes, 0, 100);
             }))
            actions.push_back(line.entry.action);
        return actions;
    }
    bool logged(const char* action) {
        const auto all = log();
        return std::find(all.begin(), all.end(), action) != all.end();
    }
};

std::string file_bytes(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return (std::ostringstream() << in.rdbuf()).str();
}

// Every byte that the county's databases hold.
std::string everything_stored(World& world) {
    std::string all;
    world.app().db->read([&](sql::Connection& db) {
        if (db.engine() == sql::Engine::Sqlite) {
            for (const auto& file : std::filesystem::recursive_directory_iterator(world.folder()))
                if (file.is_regular_file() &&
                    file.path().filename().string().find(".db") != std::string::npos)
                    all += file_bytes(file.path());
            return;
        }
        const auto tables =
            db.all("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
                   [](sql::Row row) { return row.get<std::string>(0); });
        for (const auto& table : tables)
            db.each("SELECT CAST(t AS TEXT) FROM " + table + " t",
                    [&](sql::Row row) { all += row.get<std::string>(0); });
    });
    return all;
}

}  // namespace

TEST_CASE("a link is served for 14 days and not a minute longer") {
    Released r;
    auto& clock = r.world.app().clock;
    clock.advance(hours(13 * 24 + 23) + minutes(58));
    CHECK(r.lands() == 200);
    clock.advance(minutes(3));
    CHECK(r.lands() == 410);
    clock.advance(-hours(15 * 24));
    CHECK(r.lands() == 410);
}

TEST_CASE("a job writes down that a link has ended, so that no clock revives it") {
    Released r;
    auto& clock = r.world.app().clock;
    clock.advance(hours(14 * 24) + minutes(1));
    r.world.run_jobs();
    clock.advance(-hours(15 * 24));
    CHECK(r.lands() == 410);
    CHECK(r.release().expired_at);
}

TEST_CASE("a link's hash is forgotten twelve months later, and the link is unknown then") {
    Released r;
    r.world.app().clock.advance(hours(24 * 380));
    r.world.run_jobs();
    CHECK(r.lands() == 404);
}

TEST_CASE("looking at the neutral page is no opening, and it names nobody") {
    Released r;
    for (int i = 0; i < 3; ++i) {
        const auto page = r.world.anybody().get(r.path);
        CHECK(page.status == 200);
        for (const char* personal : {"Amina", "Rahimi", "Jobcenter"})
            CHECK_FALSE(page.shows(personal));
        CHECK(page.header("x-robots-tag").find("noindex") != std::string::npos);
    }
    CHECK(r.release().openings == 0);
    CHECK_FALSE(r.release().first_opened_at);
    CHECK_FALSE(r.logged("packet.opened"));
}

TEST_CASE("an office opens, reads, and the address no longer holds the token") {
    Released r;
    auto office = r.world.anybody();
    const auto opened = open(office, r.path);
    REQUIRE(opened.status == 303);
    CHECK(opened.location().find(r.path.substr(3)) == std::string::npos);
    const auto page = office.follow(opened);
    CHECK(page.status == 200);
    CHECK(page.shows("Rahimi"));
    CHECK_FALSE(page.shows(r.path.substr(3)));
    CHECK(r.release().openings == 1);
    CHECK(r.logged("packet.opened"));
    CHECK(office.get(opened.location() + "?lang=en").shows("Valid until"));
    open(office, r.path);
    CHECK(r.release().openings == 2);
}

TEST_CASE("withdrawing a release closes its link and its open pages at once") {
    Released r;
    auto office = r.world.anybody();
    const auto page = open(office, r.path).location();
    REQUIRE(office.get(page).status == 200);
    const auto token = office.get(page);
    CHECK(r.browser.submit(r.address + "/withdrawal", r.address + "/withdrawal", {}).status == 303);
    CHECK(r.lands() == 410);
    CHECK(office.get(page).status == 410);
    CHECK(office.get(page + "/pdf").status == 410);
    CHECK(office.send(token, page + "/prints", {}).status == 410);
    CHECK(
        office
            .post_raw(page + "/answers", {{"form_token", token.hidden("form_token")},
                                          {"form_key", token.hidden("form_key", page + "/answers")},
                                          {"answer", "invited"}})
            .status == 410);
    const auto mails = r.world.mails();
    REQUIRE(mails.size() == 2);
    for (const char* word : {"Amina", "Rahimi", "/p/"})
        CHECK(mails[0].text.find(word) == std::string::npos);
    CHECK(r.release().withdrawn_at);
}

TEST_CASE("ended, withdrawn and unknown links show the same page") {
    const auto body = [](World& world, const std::string& path) {
        auto text = world.anybody().get(path).body;
        text = patterns::replaced(text, "/p/[A-Za-z0-9_-]+", "/p/…");
        return patterns::replaced(text, "value=\"[^\"]*\"", "value");
    };
    Released withdrawn, ended;
    withdrawn.browser.submit(withdrawn.address + "/withdrawal", withdrawn.address + "/withdrawal",
                             {});
    ended.world.app().clock.advance(hours(15 * 24));
    const std::string unknown = "/p/" + std::string(43, 'A');
    CHECK(ended.world.anybody().get(unknown).status == 404);
    CHECK(ended.lands() == 410);
    CHECK(body(ended.world, ended.path) == body(ended.world, unknown));
    CHECK(body(withdrawn.world, withdrawn.path) == body(ended.world, unknown));
    for (const auto language : text::languages)
        CHECK(
            body(ended.world, unknown).find("lang=\"" + std::string(text::code(language)) + "\"") !=
            std::string::npos);
}

TEST_CASE("an ended link can be asked for again, and only the person learns of it") {
    Released r;
    r.world.app().clock.advance(hours(14 * 24) + minutes(1));
    const std::string unknown = "/p/" + std::string(43, 'A');
    const auto known = r.world.anybody().submit(r.path, r.path + "/requests", {});
    const auto other = r.world.anybody().submit(unknown, unknown + "/requests", {});
    CHECK(known.status == 303);
    CHECK(known.location() == other.location());
    const auto told = r.world.app().db->read([&](sql::Connection& db) {
        return untold(db, Acting{r.amina.account, r.amina.person});
    });
    REQUIRE(told.size() == 1);
    CHECK(told[0].kind == "asked");
}

TEST_CASE("an answer reaches the person in their words") {
    Released r;
    auto office = r.world.anybody();
    const auto page = open(office, r.path).location();
    const auto sent = office.submit(
        page, page + "/answers", {{"answer", "invited"}, {"message", "Bitte am Montag um 9 Uhr."}});
    CHECK(sent.status == 303);
    const auto shown = r.browser.get(r.address);
    CHECK(shown.shows(r.world.app().tongue(text::Language::En).tr("You are invited.")));
    CHECK(shown.shows("Bitte am Montag um 9 Uhr."));
    CHECK(r.browser.get("/releases").shows(r.world.app().tongue(text::Language::En).tr("News")));
    CHECK(r.browser.submit("/releases", "/releases/notices", {}).status == 303);
    CHECK_FALSE(has(r.browser.get("/releases"), "action=\"/releases/notices\""));
    CHECK(office.submit(page + "?lang=en", page + "/answers", {{"answer", "done"}}).location() ==
          page + "?lang=en#answer");
    CHECK(office.submit(page, page + "/answers", {{"answer", "maybe"}}).status == 422);
    CHECK(office
              .submit(page, page + "/answers",
                      {{"answer", "done"}, {"message", std::string(501, 'x')}})
              .status == 422);
}

TEST_CASE("a corrected date shows at once, is marked as new, and the person is told who sees it") {
    Released r;
    auto office = r.world.anybody();
    const auto page = open(office, r.path).location();
    const auto fresh = r.world.app().tongue(text::Language::De).tr("value", "new");
    CHECK_FALSE(has(office.get(page), "class=\"new\""));
    r.world.app().clock.advance(minutes(5));
    tell(r.world, r.amina, "person.birth", born("1996-03-15"));
    const auto changed = office.get(page);
    CHECK(changed.shows("15."));
    CHECK(has(changed, "class=\"new\""));
    CHECK(changed.shows(fresh));
    const auto news = text::fill(r.world.app()
                                     .tongue(text::Language::En)
                                     .tr("You changed your data. {1} sees the new value."),
                                 "\u2068Jobcenter Musterland\u2069");
    CHECK(r.browser.get("/releases").shows(news));
}

TEST_CASE("what was not agreed to stays out while the link runs") {
    Released r;
    tell(r.world, r.amina, "work.entries", {{"title_original", "Erste Arbeit"}}, "w0");
    release_to(r.browser, r.to);
    r.path = link(r.world);
    tell(r.world, r.amina, "residence.status", "ae_25_3");
    tell(r.world, r.amina, "work.entries", {{"title_original", "Neue Arbeit"}}, "w1");
    auto office = r.world.anybody();
    const auto page = office.follow(open(office, r.path));
    CHECK(page.shows("Erste Arbeit"));
    CHECK_FALSE(page.shows("Neue Arbeit"));
    CHECK_FALSE(page.shows("25 Abs. 3"));
    const auto told = r.world.app().db->read([&](sql::Connection& db) {
        return untold(db, Acting{r.amina.account, r.amina.person});
    });
    CHECK(told.empty());
}

TEST_CASE("a protected address vanishes from a running link") {
    Released r;
    tell(r.world, r.amina, "contact.address",
         {{"street", "Beispielweg"}, {"city", "Musterhausen"}});
    const auto second = release_to(r.browser, r.to).location();
    auto office = r.world.anybody();
    const auto page = open(office, link(r.world)).location();
    CHECK(office.get(page).shows("Musterhausen"));
    tell(r.world, r.amina, "contact.address_protected", true);
    CHECK_FALSE(office.get(page).shows("Musterhausen"));
}

TEST_CASE("one packet's session opens no other packet") {
    Released r;
    auto office = r.world.anybody();
    open(office, r.path);
    const auto other = release_to(r.browser, r.to).location();
    const auto id = other.substr(std::string("/releases/").size());
    CHECK(office.get("/packets/" + id).status == 403);
    CHECK(r.browser.get("/packets/" + id).status != 200);
    CHECK(r.world.anybody().get("/packets/" + id).status != 200);
}

TEST_CASE("an office reads two packets side by side") {
    Released r;
    auto office = r.world.anybody();
    const auto first = open(office, r.path).location();
    release_to(r.browser, r.to);
    const auto second = open(office, link(r.world)).location();
    REQUIRE(first != second);
    CHECK(office.get(first).status == 200);
    CHECK(office.get(second).status == 200);
    CHECK(office.submit(first, first + "/answers", {{"answer", "invited"}}).status == 303);
}

TEST_CASE("an office that opens hundreds of packets is never told that its cookies are too long") {
    Released r;
    auto office = r.world.anybody();
    for (int i = 0; i < 60; ++i)
        office.cookies["packet-" + Id<Release>::make(r.world.app().clock.now()).text()] =
            std::string(43, 'x');
    const auto packet = open(office, r.path).location();
    CHECK(office.cookies.size() < 50);
    CHECK(office.get(packet).status == 200);
}

TEST_CASE("opening a link signs nobody out") {
    Released r;
    CHECK(r.browser.follow(open(r.browser, r.path)).status == 200);
    CHECK(r.browser.get("/biography").status == 200);
}

TEST_CASE("no token is stored anywhere, in the clear or in hexadecimal") {
    Released r;
    auto office = r.world.anybody();
    office.follow(open(office, r.path));
    r.world.run_jobs();
    const auto token = r.path.substr(3);
    const auto bytes = vault::from_base64url(token);
    REQUIRE(bytes);
    const auto hex =
        vault::hex(std::span(reinterpret_cast<const std::uint8_t*>(bytes->data()), 32));
    const auto stored = everything_stored(r.world);
    REQUIRE(stored.size() > 1000);
    for (const auto& secret : {token, *bytes, hex}) CHECK(stored.find(secret) == std::string::npos);
    for (const char* personal : {"Rahimi", "Jobcenter Musterland\",\"email", "1996-03-14"})
        CHECK(stored.find(personal) == std::string::npos);
}

TEST_CASE("no token reaches the log, a Referer or a cache") {
    const auto file = std::filesystem::temp_directory_path() / "mobio-release-log";
    std::fflush(stderr);
    const int kept = dup(2);
    REQUIRE(std::freopen(file.c_str(), "w", stderr));
    std::string token;
    {
        Released r;
        log::start("debug");
        token = r.path.substr(3);
        const auto page = r.world.anybody().get(r.path);
        CHECK(page.header("referrer-policy") == "no-referrer");
        CHECK(page.header("cache-control").find("no-store") != std::string::npos);
        auto office = r.world.anybody();
        office.follow(open(office, r.path));
        r.world.anybody().get(r.path + "x");
        r.world.run_jobs();
    }
    log::start("off");
    std::fflush(stderr);
    dup2(kept, 2);
    close(kept);
    const auto logged = file_bytes(file);
    CHECK(logged.find("/p/{token}") != std::string::npos);
    CHECK(logged.find(token) == std::string::npos);
    std::filesystem::remove(file);
}

TEST_CASE("a refused e-mail is shown to the person with the words of the relay") {
    World world;
    const RefusingRelay relay;
    world.app().county.mail.url = "smtp://127.0.0.1:" + std::to_string(relay.port());
    world.app().county.mail.tls = "none";
    auto browser = world.as(amina(world));
    const auto address = release_to(browser, jobcenter(world)).location();
    const auto& t = world.app().tongue(text::Language::En);
    CHECK(browser.get(address).shows(t.tr("The e-mail is on its way.")));
    world.run_jobs();
    const auto refused = browser.get(address);
    CHECK(refused.shows("550"));
    CHECK(refused.shows("mailbox unknown"));
    CHECK(refused.shows(t.tr("Send again")));
}

TEST_CASE("while the relay is down a release waits, says so, and goes out when it is back") {
    World world;
    const auto caught = world.app().county.mail.url;
    world.app().county.mail.url = "smtp://127.0.0.1:1";
    world.app().county.mail.tls = "none";
    auto browser = world.as(amina(world));
    const auto address = release_to(browser, jobcenter(world)).location();
    world.run_jobs();
    const auto& t = world.app().tongue(text::Language::En);
    CHECK(browser.get(address).shows(t.tr("The e-mail did not arrive yet. We keep trying.")));
    world.app().county.mail.url = caught;
    world.app().clock.advance(minutes{10});
    CHECK(world.mails().size() == 1);
    CHECK(browser.get(address).shows(t.tr("The e-mail was delivered.")));
}

TEST_CASE("the packet as PDF is a file of its own and on record") {
    Released r;
    auto office = r.world.anybody();
    const auto page = open(office, r.path).location();
    for (const char* lang : {"", "?lang=en"}) {
        const auto pdf = office.get(page + "/pdf" + lang);
        CHECK(pdf.status == 200);
        CHECK(pdf.header("content-type") == "application/pdf");
        CHECK(pdf.body.starts_with("%PDF-"));
    }
    CHECK(r.logged("packet.saved"));
    CHECK(office.submit(page, page + "/prints", {}).status == 303);
    CHECK(r.logged("packet.printed"));
}

TEST_CASE("no page, PDF or mail for any kind of recipient holds what that kind may never have") {
    World world;
    const auto who = amina(world);
    auto& app = world.app();
    for (const auto& field : app.catalogue->fields()) {
        const auto canary = "CANARY-" + field.key + "-END";
        if (field.type == catalogue::Type::Text || field.type == catalogue::Type::LongText)
            tell(world, who, field.key, canary);
    }
    tell(world, who, "work.entries", {{"title_original", "Work"}, {"end_reason", "CANARY-never"}},
         "w1");
    auto browser = world.as(who);
    for (const auto kind : {Recipient::AA, Recipient::JC, Recipient::HWK, Recipient::IHK,
                            Recipient::IKU, Recipient::AG, Recipient::SPR, Recipient::VWV}) {
        const auto to = office(world, kind, "Stelle " + std::string(catalogue::code(kind)));
        const auto at = preview(browser, to);
        Values all;
        for (const auto& item : boxes(browser.get(at).body, "item", false))
            all.emplace_back("item[]", item);
        REQUIRE(agree(browser, at, all).status == 303);
        auto reader = world.anybody();
        const auto page = reader.follow(open(reader, link(world)));
        CHECK_FALSE(page.shows("CANARY-never"));
        for (const auto& field : app.catalogue->fields())
            if (field.level(kind) == catalogue::Level::Never)
                CHECK_FALSE(page.shows("CANARY-" + field.key + "-END"));
        for (const auto& mail : world.mails())
            CHECK((mail.text + mail.subject).find("CANARY") == std::string::npos);
    }
}

TEST_CASE("an ended link opens nothing, and a release ends once") {
    Released r;
    auto& app = r.world.app();
    auto office = r.world.anybody();
    const auto page = office.get(r.path);
    const Acting who{r.amina.account, r.amina.person};
    const auto id = r.release().id;
    const auto withdrawn = [&](Id<Release> which) {
        return app.db->write(
            [&](sql::Transaction& tx) { return withdraw(tx, app, who, which, app.clock.now()); });
    };
    CHECK_FALSE(withdrawn(Id<Release>::make(app.clock.now())));
    app.clock.advance(hours(14 * 24));
    CHECK_FALSE(withdrawn(id));
    CHECK(office.send(page, r.path, {}).status == 410);
    app.clock.advance(-hours(24));
    CHECK_FALSE(withdrawn(id));  // the first refusal wrote it down
}

TEST_CASE("an account without access to a record can neither send nor withdraw its packet") {
    Released r;
    auto& app = r.world.app();
    const auto bilal = r.world.person("Bilal");
    const Acting who{bilal.account, r.amina.person};
    const auto id = r.release().id;
    const auto tried = [&](auto what) {
        CHECK_THROWS_AS(app.db->write([&](sql::Transaction& tx) { what(tx); }), http::Failure);
    };
    tried([&](sql::Transaction& tx) { withdraw(tx, app, who, id, app.clock.now()); });
    tried([&](sql::Transaction& tx) { add(tx, app, who, {}, app.clock.now()); });
    tried([&](sql::Transaction& tx) { add_refusal(tx, app, who, {}, app.clock.now()); });
    CHECK(r.lands() == 200);
}

TEST_CASE("the link of an erased record opens nothing") {
    Released r;
    r.world.app().vault.destroy_key(r.amina.person.bytes);
    CHECK(r.lands() == 404);
}

TEST_CASE("a packet's session under another packet's name opens nothing") {
    Released r;
    auto office = r.world.anybody();
    const auto first = open(office, r.path).location();
    const auto id_of = [](const std::string& path) { return path.substr(path.rfind('/') + 1); };
    const auto other = id_of(release_to(r.browser, r.to).location());
    office.cookies["packet-" + other] = office.cookies["packet-" + id_of(first)];
    CHECK(office.get("/packets/" + other).status == 404);
    CHECK(office.get(first).status == 200);
}

TEST_CASE("opening with one form twice is one opening, and shows the packet both times") {
    Released r;
    auto office = r.world.anybody();
    const auto page = office.get(r.path);
    CHECK(office.follow(office.send(page, r.path, {})).status == 200);
    CHECK(office.follow(office.send(page, r.path, {})).status == 200);
    CHECK(r.release().openings == 1);
    CHECK(office.send(page, r.path, {{"other", "words"}}).status == 409);
    CHECK(r.release().openings == 1);
}
