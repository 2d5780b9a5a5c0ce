// SPDX-License-Identifier: EUPL-1.2
#include "account/session.h"

#include <algorithm>

#include "account/typed_code.h"
#include "account/who.h"
#include "platform/access_log/access_log.h"
#include "world.h"

using namespace mobio;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

bool signed_in(Browser& browser) { return browser.get("/account").status == 200; }

std::string set_cookie(const Reply& reply, std::string_view name) {
    for (const auto& [key, value] : reply.headers)
        if (key == "set-cookie" && value.starts_with(std::string(name) + "=")) return value;
    return {};
}

}  // namespace

TEST_CASE("each sign-in starts a new session and ends the one before") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina);
    auto before = phone;
    const Values right{{"number", amina.number}, {"secret", amina.secret}};
    auto other = world.anybody();
    const auto page = other.get("/");
    auto fields = right;
    fields.emplace_back("form_token", page.hidden("form_token", "/sessions"));
    phone.cookies["visit"] = other.cookies["visit"];
    phone.submit("/account", "/session/end", {});
    phone.submit("/", "/sessions", right);
    CHECK(phone.cookies["session"] != before.cookies["session"]);
    CHECK(signed_in(phone));
    CHECK_FALSE(signed_in(before));
}

TEST_CASE("a session's cookie cannot be read by scripts and does not come from a link elsewhere") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.anybody();
    const auto in =
        phone.submit("/", "/sessions", {{"number", amina.number}, {"secret", amina.secret}});
    const auto cookie = set_cookie(in, "session");
    CHECK(cookie.find("; HttpOnly") != std::string::npos);
    CHECK(cookie.find("; SameSite=Lax") != std::string::npos);
    CHECK(cookie.find("; Path=/") != std::string::npos);
    CHECK(cookie.find("Max-Age") == std::string::npos);
    CHECK(phone.cookies["session"].size() == 43);
}

TEST_CASE("only the hash of a session's token is kept") {
    World world;
    auto phone = world.as(world.person("Amina"));
    const auto token = phone.cookies["session"];
    const auto kept = world.app().db->read([&](sql::Connection& db) {
        return db.first("SELECT token_hash FROM sessions",
                        [](sql::Row row) { return row.get<sql::Blob>(0).bytes; });
    });
    const auto hash = vault::sha256(token);
    CHECK(kept.value() == std::string(hash.begin(), hash.end()));
}

TEST_CASE("a session ends a quarter of an hour after the last page") {
    World world;
    auto phone = world.as(world.person("Amina"));
    world.app().clock.advance(minutes{14});
    CHECK(signed_in(phone));
    world.app().clock.advance(minutes{14});
    CHECK(signed_in(phone));
    world.app().clock.advance(minutes{15});
    CHECK_FALSE(signed_in(phone));
    CHECK(phone.get("/account").location() == "/?next=/account");
}

TEST_CASE("a session ends after twelve hours whatever one does") {
    World world;
    auto phone = world.as(world.person("Amina"));
    for (int i = 0; i < 71; ++i) {
        world.app().clock.advance(minutes{10});
        REQUIRE(signed_in(phone));
    }
    world.app().clock.advance(minutes{10});
    CHECK_FALSE(signed_in(phone));
}

TEST_CASE("reading pages does not write each time") {
    World world;
    auto phone = world.as(world.person("Amina"));
    const auto seen = [&] {
        return world.app().db->read([](sql::Connection& db) {
            return db.first("SELECT last_seen_at FROM sessions",
                            [](sql::Row row) { return row.get<std::int64_t>(0); });
        });
    };
    const auto first = seen();
    world.app().clock.advance(std::chrono::seconds{50});
    phone.get("/account");
    CHECK(seen() == first);
    world.app().clock.advance(std::chrono::seconds{15});
    phone.get("/account");
    CHECK(seen() > first);
}

TEST_CASE("signing out ends the session on the server and clears the browser") {
    World world;
    auto phone = world.as(world.person("Amina"));
    auto copy = phone;
    const auto out = phone.submit("/account", "/session/end", {});
    CHECK(out.status == 303);
    CHECK(out.header("clear-site-data") == R"("cache", "storage")");
    CHECK(phone.cookies.count("session") == 0);
    CHECK_FALSE(signed_in(copy));
}

TEST_CASE("signing out everywhere ends all sessions of the account and no other") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina), laptop = world.as(amina), bilal = world.as(world.person("Bilal"));
    CHECK(phone.get("/account").shows("2"));
    const auto out = phone.submit("/account", "/sessions/end-all", {});
    CHECK(phone.follow(out).shows("You are signed out on all devices."));
    CHECK_FALSE(signed_in(laptop));
    CHECK(signed_in(bilal));
}

TEST_CASE("leaving the page really signs out and shows nothing of us") {
    World world;
    auto phone = world.as(world.person("Amina"));
    auto copy = phone;
    const auto out = phone.submit("/account", "/exit", {});
    CHECK(out.status == 303);
    CHECK(out.header("clear-site-data") == R"("cache", "storage")");
    const auto gone = phone.follow(out);
    CHECK(gone.status == 200);
    CHECK(gone.body.find("MoBio") == std::string::npos);
    CHECK(gone.body.find(world.app().county.exit_url) != std::string::npos);
    CHECK_FALSE(signed_in(copy));
}

TEST_CASE("a changed password signs out all other devices and the old one opens nothing") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina), laptop = world.as(amina);
    const Values change{{"secret_now", amina.secret},
                        {"secret", "neuer blauer hut"},
                        {"secret_again", "neuer blauer hut"}};
    auto wrong = change;
    wrong[0].second = "falsch geraten";
    CHECK(phone.submit("/account", "/account/secret", wrong).status == 422);
    const auto page = phone.get("/account");
    CHECK(phone.send(page, "/account/secret", change).status == 303);
    CHECK(phone.send(page, "/account/secret", change).status == 303);
    CHECK(signed_in(phone));
    CHECK_FALSE(signed_in(laptop));
    const auto enters = [&](const std::string& secret) {
        return world.anybody()
            .submit("/", "/sessions", {{"number", amina.number}, {"secret", secret}})
            .status;
    };
    CHECK(enters(amina.secret) == 422);
    CHECK(enters("neuer blauer hut") == 303);
}

TEST_CASE("Bilal finds nothing of Amina's and no page of the staff") {
    World world;
    const auto amina = world.person("Amina");
    const auto keller = world.staff("Keller", "manager");
    auto phone = world.as(world.person("Bilal"));
    const auto page = phone.get("/account");
    CHECK_FALSE(page.shows(account::grouped_number(amina.number)));
    const Values token{{"form_token", page.hidden("form_token")},
                       {"form_key", page.hidden("form_key")}};
    const auto cards = "/staff/persons/" + amina.person.text() + "/code-card";
    const auto pause = "/staff/accounts/" + keller.id.text() + "/closing";
    for (const auto& path : {cards, pause, std::string("/staff/persons")})
        CHECK_MESSAGE(phone.post_raw(path, token).status == 404, path);
    for (const auto* path : {"/staff", "/staff/persons", "/staff/accounts"})
        CHECK_MESSAGE(phone.get(path).status == 404, path);
}

TEST_CASE("a form without its token changes nothing") {
    World world;
    auto phone = world.as(world.person("Amina"));
    for (const auto* path : {"/session/end", "/sessions/end-all", "/account/secret"})
        CHECK_MESSAGE(phone.post_raw(path, {{"secret", "x"}}).status == 403, path);
    CHECK(signed_in(phone));
}

TEST_CASE("the exit of a page that is older than the session signs out as well") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina);
    const auto old_page = phone.get("/account");
    phone.cookies = world.as(amina).cookies;
    const auto out = phone.send(old_page, "/exit", {});
    CHECK(out.location() == "/gone");
    CHECK(out.header("clear-site-data") == R"("cache", "storage")");
    CHECK_FALSE(signed_in(phone));
}

TEST_CASE("another site's page cannot press the exit") {
    World world;
    auto phone = world.as(world.person("Amina"));
    auto elsewhere = phone;
    elsewhere.extra_headers = {{"Sec-Fetch-Site", "cross-site"}};
    CHECK(elsewhere.post_raw("/exit", {}).status == 403);
    CHECK(signed_in(phone));
}

TEST_CASE("one leaves also where nothing can be written any more") {
    World world;
    auto phone = world.as(world.person("Amina"));
    const auto page = phone.get("/account");
    world.app().db->write(
        [](sql::Transaction& tx) { tx.exec("ALTER TABLE sessions RENAME TO sessions_away"); });
    const auto out = phone.send(page, "/exit", {});
    CHECK(out.location() == "/gone");
    CHECK(out.header("clear-site-data") == R"("cache", "storage")");
    CHECK(phone.follow(out).status == 200);
}

TEST_CASE("a recipient's session opens no page of a person") {
    World world;
    const auto now = world.app().clock.now();
    const auto release = Id<Release>::make(now);
    const auto session = world.app().db->write([&](sql::Transaction& tx) {
        return account::start_recipient_session(tx, world.app(), release, now);
    });
    auto office = world.anybody();
    office.cookies["session"] = session.token;
    CHECK(office.get("/account").status == 404);
    CHECK(office.get("/staff").status == 404);
    world.app().clock.advance(minutes{29});
    CHECK(office.get("/account").status == 404);
    world.app().clock.advance(minutes{31});
    CHECK(office.get("/account").status == 303);
}

TEST_CASE("what happens to an account stands in its person's access log") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto card = account::make_code_card(world.app(), {keller.id, Role::Manager}, "Amina",
                                              text::Language::En);
    auto phone = world.anybody();
    const auto page = phone.submit("/code-card", "/code-card/redemption", {{"code", card.code}});
    phone.send(page, "/code-card/account",
               {{"secret", "58290417"}, {"secret_again", "58290417"}, {"agree", "yes"}});
    phone.submit("/account", "/sessions/end-all", {});
    std::vector<std::string> actions;
    world.app().db->read([&](sql::Connection& db) {
        for (const auto& line : access_log::of_person(db, card.person.bytes, 0, 50))
            actions.push_back(line.entry.action);
    });
    for (const auto* action : {"code_card.made", "code_card.used", "account.made",
                               "session.started", "session.ended_all"})
        CHECK_MESSAGE(std::ranges::count(actions, action) >= 1, action);
}

TEST_CASE("what ran out is swept") {
    World world;
    world.as(world.person("Amina"));
    world.app().clock.advance(hours{24 * 200});
    world.run_jobs();
    for (const auto* table : {"sessions", "sign_in_attempts", "known_devices"}) {
        const auto left = world.app().db->read([&](sql::Connection& db) {
            return db.first(std::string("SELECT COUNT(*) FROM ") + table,
                            [](sql::Row row) { return row.get<std::int64_t>(0); });
        });
        CHECK_MESSAGE(left == 0, table);
    }
}

TEST_CASE("a cookie that is no session's is nobody's") {
    World world;
    auto phone = world.as(world.person("Amina"));
    phone.cookies["session"] = std::string(100, 'A');
    CHECK_FALSE(signed_in(phone));
    phone.cookies["session"] = "";
    CHECK_FALSE(signed_in(phone));
}

TEST_CASE("pages are shown though it cannot be written down that somebody is still there") {
    World world;
    auto amina = world.as(world.person("Amina")), bilal = world.as(world.person("Bilal"));
    auto& app = world.app();
    const auto later = (app.clock.now() + minutes{1}).time_since_epoch().count();
    app.db->write([&](sql::Transaction& tx) {  // room for one: whoever comes first
        tx.exec("CREATE UNIQUE INDEX one_alone ON sessions (kind) WHERE last_seen_at > " +
                std::to_string(later));
    });
    app.clock.advance(minutes{2});
    CHECK(signed_in(amina));
    CHECK(signed_in(bilal));
    app.clock.advance(minutes{14});
    CHECK(signed_in(amina));
    CHECK_FALSE(signed_in(bilal));
}

TEST_CASE("a session that does not say whose it is lets nobody in") {
    World world;
    auto& app = world.app();
    http::Request request;
    auto& visitor = request.visitor;
    visitor.kind = http::Visitor::Kind::Person;
    CHECK_FALSE(http::Gate<Acting>::admit(request, app));
    visitor.account = world.person("Amina").account;
    CHECK_FALSE(http::Gate<Acting>::admit(request, app));
    visitor.kind = http::Visitor::Kind::Staff;
    CHECK_FALSE(http::Gate<StaffMember>::admit(request, app));
    visitor.staff = world.staff("Keller", "manager").id;
    visitor.role = "no such role";
    CHECK_FALSE(http::Gate<StaffMember>::admit(request, app));
    CHECK_FALSE(http::Gate<SignedIn>::admit(request, app));
    visitor.kind = http::Visitor::Kind::Recipient;
    CHECK_FALSE(http::Gate<Opened>::admit(request, app));
    CHECK(http::Gate<Opened>::refuse(request, app).status == 404);
}
