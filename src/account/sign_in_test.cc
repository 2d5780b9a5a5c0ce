// SPDX-License-Identifier: EUPL-1.2
#include "account/sign_in.h"

#include <thread>

#include "account/typed_code.h"
#include "patterns.h"
#include "world.h"

using namespace mobio;

namespace {

Reply tries(Browser& browser, const std::string& number, const std::string& secret) {
    return browser.submit("/", "/sessions", {{"number", number}, {"secret", secret}});
}

// All of an answer but what differs in each: tokens, keys, cookies, and the name that was typed.
std::string said(const Reply& reply, const std::string& typed) {
    const auto* const fresh = R"re(name="form_(token|key)" value="[^"]*")re";
    auto all = std::to_string(reply.status) + patterns::replaced(reply.body, fresh, "");
    for (const auto& [name, value] : reply.headers)
        all += "\n" + name + (name == "set-cookie" || name == "date" ? "" : ": " + value);
    for (auto at = all.find(typed); at != std::string::npos; at = all.find(typed))
        all.erase(at, typed.size());
    return all;
}

std::string unknown_number(const std::string& known) {
    for (;;)
        if (auto number = account::random_number(); number != known) return number;
}

}  // namespace

TEST_CASE("a wrong password and an unknown number get the same answer") {
    World world;
    const auto amina = world.person("Amina");
    auto a = world.anybody(), b = world.anybody();
    const auto nobody = unknown_number(amina.number);
    const auto wrong = tries(a, amina.number, "falsch geraten");
    const auto unknown = tries(b, nobody, "falsch geraten");
    CHECK(wrong.status == 422);
    CHECK(said(wrong, amina.number) == said(unknown, nobody));
}

TEST_CASE("a slip in the number is noticed by its check digit, and is no wrong try") {
    World world;
    const auto amina = world.person("Amina");
    auto slip = amina.number;
    slip.back() = slip.back() == '0' ? '1' : '0';
    auto browser = world.anybody();
    for (int i = 0; i < account::wrong_tries + 1; ++i) {
        const auto reply = tries(browser, slip, amina.secret);
        CHECK(reply.status == 422);
        CHECK(reply.shows("A digit is wrong here. Compare the number again."));
    }
    CHECK(tries(browser, amina.number, amina.secret).status == 303);
}

TEST_CASE("after ten wrong tries one waits, whether the account exists or not") {
    World world;
    const auto amina = world.person("Amina");
    const auto nobody = unknown_number(amina.number);
    for (const auto& number : {amina.number, nobody}) {
        auto browser = world.anybody();
        for (int i = 0; i < account::wrong_tries; ++i)
            CHECK(tries(browser, number, "falsch geraten").status == 422);
        const auto late = tries(browser, number, "falsch geraten");
        CHECK(late.status == 429);
        CHECK(late.header("retry-after") != "");
        CHECK(tries(browser, number, amina.secret).status == 429);
    }
}

TEST_CASE("nobody is locked out for longer than a quarter of an hour") {
    World world;
    const auto amina = world.person("Amina");
    auto thief = world.anybody();
    for (int i = 0; i < 30; ++i) tries(thief, amina.number, "falsch geraten");
    auto phone = world.anybody();
    CHECK(tries(phone, amina.number, amina.secret).status == 429);
    world.app().clock.advance(account::tries_window + std::chrono::seconds{1});
    CHECK(tries(phone, amina.number, amina.secret).status == 303);
}

TEST_CASE("a device that signed in before is not kept out by others' wrong tries") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina);
    auto thief = world.anybody();
    for (int i = 0; i < 30; ++i) tries(thief, amina.number, "falsch geraten");
    phone.submit("/account", "/session/end", {});
    CHECK(tries(phone, amina.number, amina.secret).status == 303);

    auto stolen = phone;
    stolen.submit("/account", "/session/end", {});
    for (int i = 0; i < account::wrong_tries; ++i) tries(stolen, amina.number, "falsch geraten");
    CHECK(tries(stolen, amina.number, amina.secret).status == 429);
}

TEST_CASE("after a change of the secret only the device it was changed on stays known") {
    World world;
    auto amina = world.person("Amina");
    auto phone = world.as(amina);
    auto stolen = world.anybody();
    REQUIRE(tries(stolen, amina.number, amina.secret).status == 303);
    const auto before = amina.secret;
    amina.secret = "ein ganz neuer blauer hut";
    REQUIRE(
        phone
            .submit(
                "/account", "/account/secret",
                {{"secret_now", before}, {"secret", amina.secret}, {"secret_again", amina.secret}})
            .status == 303);

    auto thief = world.anybody();
    for (int i = 0; i < account::wrong_tries; ++i) tries(thief, amina.number, "falsch geraten");
    CHECK(tries(stolen, amina.number, amina.secret).status == 429);
    phone.submit("/account", "/session/end", {});
    CHECK(tries(phone, amina.number, amina.secret).status == 303);
}

TEST_CASE("wrong tries at one account leave others at the same address alone") {
    World world;
    const auto amina = world.person("Amina"), bilal = world.person("Bilal");
    auto thief = world.anybody();
    for (int i = 0; i < 12; ++i) tries(thief, amina.number, "falsch geraten");
    auto phone = world.anybody();
    CHECK(tries(phone, bilal.number, bilal.secret).status == 303);
}

TEST_CASE("three hundred right sign-ins from one address all pass") {
    World world;
    const auto amina = world.person("Amina");
    for (int i = 0; i < 300; ++i) {
        auto phone = world.anybody();
        REQUIRE(tries(phone, amina.number, amina.secret).status == 303);
    }
}

TEST_CASE("of many wrong tries at once no more than ten are answered") {
    World world;
    const auto amina = world.person("Amina");
    std::atomic<int> answered = 0;
    std::vector<std::thread> thieves;
    for (int i = 0; i < 30; ++i)
        thieves.emplace_back([&] {
            auto browser = world.anybody();
            answered += tries(browser, amina.number, "falsch geraten").status == 422 ? 1 : 0;
        });
    for (auto& thief : thieves) thief.join();
    CHECK(answered == account::wrong_tries);
    auto phone = world.anybody();
    CHECK(tries(phone, amina.number, amina.secret).status == 429);
}

TEST_CASE("wrong tries count whichever of them read the clock first") {
    World world;
    const auto amina = world.person("Amina");
    auto thief = world.anybody();
    for (int i = 0; i < account::wrong_tries; ++i) {
        CHECK(tries(thief, amina.number, "falsch geraten").status == 422);
        world.app().clock.advance(-std::chrono::milliseconds{5});
    }
    CHECK(tries(thief, amina.number, "falsch geraten").status == 429);
}

TEST_CASE("tries from a clock that ran hours ahead keep nobody out") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.anybody();
    world.app().clock.advance(std::chrono::hours{5});
    for (int i = 0; i < account::wrong_tries; ++i) tries(phone, amina.number, "falsch geraten");
    world.app().clock.advance(-std::chrono::hours{5});
    CHECK(tries(phone, amina.number, amina.secret).status == 303);
}

TEST_CASE("after signing in one comes to the page asked for, if it is ours") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.anybody();
    const auto asked = phone.get("/account");
    CHECK(asked.status == 303);
    CHECK(asked.location() == "/?next=/account");
    const auto page = phone.follow(asked);
    const Values right{{"number", amina.number}, {"secret", amina.secret}};
    CHECK(phone.send(page, "/sessions", right).location() == "/account");

    for (const auto* elsewhere : {"//evil.example", "https://evil.example", "/\\evil.example"}) {
        auto other = world.anybody();
        auto fields = right;
        fields.emplace_back("next", elsewhere);
        CHECK(other.submit("/", "/sessions", fields).location() == "/biography");
    }
}

TEST_CASE("a form sent after the session ended goes on after signing in") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina);
    const auto form = phone.get("/account");
    world.app().clock.advance(std::chrono::minutes{16});
    const auto ended = phone.send(form, "/account/secret",
                                  {{"note", "was ich schrieb"}, {"secret", "neuer blauer hut"}});
    CHECK(ended.status == 200);
    CHECK(ended.hidden("with.note", "/sessions") == "was ich schrieb");
    CHECK(ended.body.find("neuer blauer hut") == std::string::npos);
    const auto in =
        phone.send(ended, "/sessions", {{"number", amina.number}, {"secret", amina.secret}});
    CHECK(in.status == 200);
    CHECK(in.hidden("note", "/account/secret") == "was ich schrieb");
    CHECK(phone.send(in, "/account/secret", {}).status == 422);
}

TEST_CASE("a form that waits behind a sign-in changes its language and keeps what was typed") {
    World world;
    const auto amina = world.person("Amina");
    const char* name_page = "/biography/person/name";
    auto phone = world.as(amina);
    const auto form = phone.get(name_page);
    world.app().clock.advance(std::chrono::minutes{16});
    const auto ended = phone.send(form, name_page, {{"person.name.given", "Amineh"}});
    auto in = phone.send(ended, "/sessions", {{"switch_language", "fr"}});
    CHECK(in.body.find("<html lang=\"fr\"") != std::string::npos);
    in = phone.send(in, "/sessions", {{"number", amina.number}, {"secret", amina.secret}});
    REQUIRE(in.status == 200);
    CHECK(in.body.find("name=\"switch_language\"") != std::string::npos);
    CHECK(in.body.find("action=\"/language\"") == std::string::npos);
    const auto german = phone.send(in, name_page, {{"switch_language", "de"}});
    CHECK(german.status == 200);
    CHECK(german.body.find("<html lang=\"de\"") != std::string::npos);
    CHECK(german.body.find("value=\"Amineh\"") != std::string::npos);
    CHECK(phone.send(german, name_page, {}).status == 303);
}

TEST_CASE("a button that waits behind a sign-in is not pressed by a change of language") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina);
    const auto page = phone.get("/account");
    world.app().clock.advance(std::chrono::minutes{16});
    const auto ended = phone.send(page, "/sessions/end-all", {{"note", "was ich schrieb"}});
    const auto in =
        phone.send(ended, "/sessions", {{"number", amina.number}, {"secret", amina.secret}});
    const auto german = phone.send(in, "/sessions/end-all", {{"switch_language", "de"}});
    CHECK(german.status == 200);
    CHECK(german.hidden("note", "/sessions/end-all") == "was ich schrieb");
    CHECK(phone.get("/account").status == 200);
    CHECK(phone.send(german, "/sessions/end-all", {}).status == 303);
    CHECK(phone.get("/account").status == 303);
}

TEST_CASE("what Amina typed never goes on in Bilal's name") {
    World world;
    const auto amina = world.person("Amina"), bilal = world.person("Bilal");
    auto phone = world.as(amina);
    const auto form = phone.get("/account");
    world.app().clock.advance(std::chrono::minutes{16});
    const auto ended = phone.send(form, "/account/secret", {{"note", "was ich schrieb"}});
    const auto in =
        phone.send(ended, "/sessions", {{"number", bilal.number}, {"secret", bilal.secret}});
    CHECK(in.location() == "/biography");
    CHECK_FALSE(in.shows("was ich schrieb"));
}

TEST_CASE("a form sent after signing out is not kept for whoever comes next") {
    World world;
    auto phone = world.as(world.person("Amina"));
    const auto form = phone.get("/account");
    const auto session = phone.cookies["session"];
    phone.send(form, "/session/end", {});
    phone.cookies["session"] = session;
    const auto late = phone.send(form, "/account/secret", {{"note", "was ich schrieb"}});
    CHECK_FALSE(late.shows("was ich schrieb"));
}

TEST_CASE("staff sign in with e-mail and password, find no hint either, and wait as others do") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    auto desk = world.as(keller);
    CHECK(desk.get("/staff").location() == "/staff/persons");
    const auto submit = [&](const std::string& email, const std::string& secret) {
        return world.anybody().submit("/staff/sign-in", "/staff/sign-in",
                                      {{"email", email}, {"secret", secret}});
    };
    const std::string nobody = "nobody@landkreis.example";
    const auto wrong = submit(keller.email, "falsch geraten");
    CHECK(wrong.status == 422);
    CHECK(said(wrong, keller.email) == said(submit(nobody, "falsch geraten"), nobody));
    CHECK(submit("KELLER@landkreis.example", keller.secret).status == 303);
    for (int i = 1; i < account::wrong_tries; ++i)
        for (const auto& email : {keller.email, nobody}) submit(email, "falsch geraten");
    const auto late = submit(keller.email, keller.secret);
    CHECK(late.status == 429);
    CHECK(said(late, keller.email) == said(submit(nobody, keller.secret), nobody));
    desk.submit("/account", "/session/end", {});
    CHECK(desk.submit("/staff/sign-in", "/staff/sign-in",
                      {{"email", keller.email}, {"secret", keller.secret}})
              .status == 303);
    world.app().clock.advance(account::tries_window + std::chrono::seconds{1});
    CHECK(submit(keller.email, keller.secret).status == 303);
}
