// SPDX-License-Identifier: EUPL-1.2
// Two tabs, the way back, a phone that goes from hand to hand: nobody's words land elsewhere.
#include <nlohmann/json.hpp>

#include "biography/biography.h"
#include "world.h"

using namespace mobio;

namespace {

constexpr const char* name_page = "/biography/person/name";

std::string given_name(World& world, const Cast& person) {
    const auto told = world.app().db->read([&](sql::Connection& db) {
        return biography::load(db, world.app(), Acting{person.account, person.person});
    });
    const auto* claim = told.claim("person.name.given");
    return claim ? claim->value.get<std::string>() : "";
}

Values given(const char* name) { return {{"person.name.given", name}}; }

Reply signs_in(Browser& phone, const Reply& page, const Cast& who) {
    return phone.send(page, "/sessions", {{"number", who.number}, {"secret", who.secret}});
}

void signs_out(Browser& phone) { phone.submit("/account", "/session/end", {}); }

}  // namespace

TEST_CASE("the same answer sent from two tabs counts once, two answers are asked about once") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina);
    const auto one = phone.get(name_page), other = phone.get(name_page),
               third = phone.get(name_page);
    CHECK(phone.send(one, name_page, given("Amina")).status == 303);
    CHECK(phone.send(other, name_page, given("Amina")).status == 303);
    const auto asked = phone.send(third, name_page, given("Amineh"));
    CHECK(asked.status == 409);
    CHECK(given_name(world, amina) == "Amina");
    auto theirs = given("Amineh");
    theirs.emplace_back("person.name.given.choice", "theirs");
    CHECK(phone.send(asked, name_page, theirs).status == 303);
    CHECK(given_name(world, amina) == "Amina");
}

TEST_CASE("after signing out the way back leads to the sign-in and saves nothing") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina);
    const auto form = phone.get(name_page);
    signs_out(phone);
    CHECK(phone.get(name_page).location() == std::string("/?next=") + name_page);
    const auto late = phone.send(form, name_page, given("Amineh"));
    CHECK(late.status == 200);
    CHECK_FALSE(late.shows("Amineh"));
    CHECK(given_name(world, amina).empty());
}

TEST_CASE("Amina's old tab never writes into Bilal's record on the phone they share") {
    World world;
    const auto amina = world.person("Amina"), bilal = world.person("Bilal");
    auto phone = world.as(amina);
    const auto form = phone.get(name_page);
    signs_out(phone);
    CHECK(signs_in(phone, phone.get("/"), bilal).status == 303);

    const auto late = phone.send(form, name_page, given("Amineh"));
    CHECK(late.status == 403);
    CHECK_FALSE(late.shows("Amineh"));
    CHECK(late.hidden("person.name.given", name_page).empty());
    phone.extra_headers = {{"Accept", "application/json"}};
    CHECK(phone.send(form, name_page, given("Amineh")).status == 403);
    phone.extra_headers.clear();
    CHECK(phone.send(form, name_page, {{"person.name.given", "Amineh"}, {"switch_language", "de"}})
              .status == 403);
    CHECK(given_name(world, bilal).empty());
    CHECK(given_name(world, amina).empty());
}

TEST_CASE("what waited for Amina's sign-in does not go on after Bilal's") {
    World world;
    const auto amina = world.person("Amina"), bilal = world.person("Bilal");
    auto phone = world.as(amina);
    const auto form = phone.get(name_page);
    world.app().clock.advance(std::chrono::minutes{16});
    const auto ended = phone.send(form, name_page, given("Amineh"));
    const auto in = signs_in(phone, ended, bilal);
    CHECK(in.location() == "/biography");
    CHECK_FALSE(phone.follow(in).shows("Amineh"));
    CHECK(given_name(world, bilal).empty());
}

TEST_CASE("Amina's tab of her last session is offered to her again") {
    World world;
    const auto amina = world.person("Amina");
    auto phone = world.as(amina);
    const auto form = phone.get(name_page);
    signs_out(phone);
    signs_in(phone, phone.get("/"), amina);
    const auto late = phone.send(form, name_page, given("Amineh"));
    CHECK(late.status == 403);
    const auto german = phone.send(late, name_page, {{"switch_language", "de"}});
    CHECK(german.body.find("value=\"Amineh\"") != std::string::npos);
    CHECK(phone.send(late, name_page, {}).status == 303);
    CHECK(given_name(world, amina) == "Amineh");
}

TEST_CASE("a form goes on after its session ended, in each language") {
    for (const auto language : text::languages) {
        World world;
        const auto amina = world.person("Amina");
        auto phone = world.as(amina);
        phone.cookies["lang"] = text::code(language);
        const auto html = "<html lang=\"" + std::string(text::code(language)) + "\"";
        CAPTURE(html);
        const auto form = phone.get(name_page);
        world.app().clock.advance(std::chrono::minutes{16});
        const auto ended = phone.send(form, name_page, given("Amineh"));
        CHECK(ended.body.find(html) != std::string::npos);
        const auto in = signs_in(phone, ended, amina);
        CHECK(in.status == 200);
        CHECK(in.body.find(html) != std::string::npos);
        CHECK(in.shows(world.app().tongue(language).tr("You are signed in again")));
        CHECK(phone.send(in, name_page, {}).status == 303);
        CHECK(given_name(world, amina) == "Amineh");
    }
}
