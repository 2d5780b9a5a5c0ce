// SPDX-License-Identifier: EUPL-1.2
#include "casework/joining.h"

#include <atomic>
#include <thread>

#include "account/typed_code.h"
#include "world.h"

using namespace mobio;

namespace {

account::CodeCard card_of(World& world, const StaffCast& keller, const char* name = "Amina R.") {
    return account::make_code_card(world.app(), {keller.id, Role::Manager}, name,
                                   text::Language::En);
}

Reply types(Browser& phone, const std::string& code) {
    return phone.submit("/account/code-card", "/account/code-card", {{"code", code}});
}

Reply joins(Browser& phone, const std::string& code) {
    return phone.send(types(phone, code), "/account/record", {});
}

}  // namespace

TEST_CASE("a person with an account joins the record that staff made of them, with its card") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto amina = world.person("Amina");
    const auto card = card_of(world, keller);
    auto phone = world.as(amina);
    CHECK(phone.get("/account").shows("Use a code card"));
    CHECK(phone.get("/code-card").location() == "/account/code-card");

    const auto page = types(phone, card.code);
    CHECK(page.status == 200);
    for (const auto* words : {"Amina R.", "Two records become one.",
                              "Your social worker sees this record from then on."})
        CHECK(page.shows(words));
    auto desk = world.as(keller);
    CHECK(desk.get("/staff/persons").shows("no account yet"));  // nothing happened yet

    CHECK(phone.send(page, "/account/record", {}).location() == "/account/record");
    CHECK(phone.get("/account/record").status == 200);
    CHECK(desk.get("/staff/persons").shows("All of them"));
    CHECK_FALSE(desk.get("/staff/persons").shows("no account yet"));
    const auto log = phone.get("/access-log");
    const std::string joined = "joined two records of yours into one";
    CHECK(log.shows(joined));
    CHECK(log.body.find(joined) == log.body.rfind(joined));  // told once, though in both logs
    CHECK(log.shows("made a code card for you"));            // of the record that was joined
}

TEST_CASE("wrong, used, expired cards and one's own card join nothing") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto amina = world.person("Amina");
    auto phone = world.as(amina);
    const auto card = card_of(world, keller);
    CHECK(types(phone, account::random_code()).status == 422);
    CHECK(types(phone, "zu kurz").status == 422);
    CHECK(joins(phone, card.code).status == 303);
    CHECK(types(phone, card.code).status == 422);  // used: also by herself

    const auto late = card_of(world, keller);
    const auto page = types(phone, late.code);
    world.app().clock.advance(account::card_lifetime + std::chrono::minutes{1});
    auto again = world.as(amina);
    CHECK(types(again, late.code).status == 422);
}

TEST_CASE("a card that ran out between looking and joining joins nothing") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    auto phone = world.as(world.person("Amina"));
    const auto card = card_of(world, keller);
    world.app().clock.advance(account::card_lifetime - std::chrono::minutes{1});
    auto again = world.as(world.person("Zahra"));
    const auto page = types(again, card.code);
    CHECK(page.status == 200);
    world.app().clock.advance(std::chrono::minutes{2});
    CHECK(again.send(page, "/account/record", {}).status == 422);
    CHECK(world.as(keller).get("/staff/persons").shows("no account yet"));
}

TEST_CASE("the card of a record that Bilal uses already opens nothing for Amina") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto card = card_of(world, keller, "Bilal");
    auto bilal = world.anybody();
    const auto his = bilal.submit("/code-card", "/code-card/redemption", {{"code", card.code}});
    CHECK(bilal
              .send(his, "/code-card/account",
                    {{"secret", "58290417"}, {"secret_again", "58290417"}, {"agree", "yes"}})
              .status == 303);
    auto phone = world.as(world.person("Amina"));
    const auto page = types(phone, card.code);
    CHECK(page.status == 422);
    CHECK_FALSE(page.shows("Bilal"));
}

TEST_CASE("a card given to the wrong person shows whose it is before anything happens") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto card = card_of(world, keller, "Bilal");
    auto phone = world.as(world.person("Amina"));
    const auto page = types(phone, card.code);
    CHECK(page.shows("Bilal"));
    CHECK(page.shows("Is this not you?"));
    // Nothing happened: he can still use it.
    auto bilal = world.anybody();
    CHECK(bilal.submit("/code-card", "/code-card/redemption", {{"code", card.code}}).status == 200);
}

TEST_CASE("of two who join with one card at once one wins, and a form sent twice joins once") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto card = card_of(world, keller);
    std::vector<Browser> phones{world.as(world.person("Amina")), world.as(world.person("Zahra"))};
    std::vector<Reply> pages;
    for (auto& phone : phones) pages.push_back(types(phone, card.code));
    std::atomic<int> won = 0, lost = 0;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < phones.size(); ++i)
        threads.emplace_back([&, i] {
            const auto status = phones[i].send(pages[i], "/account/record", {}).status;
            won += status == 303 ? 1 : 0;
            lost += status == 422 ? 1 : 0;
        });
    for (auto& thread : threads) thread.join();
    CHECK(won == 1);
    CHECK(lost == 1);

    auto phone = world.as(world.person("Amina"));
    const auto page = types(phone, card_of(world, keller).code);
    CHECK(phone.send(page, "/account/record", {}).status == 303);
    CHECK(phone.send(page, "/account/record", {}).status == 303);
}

TEST_CASE("nobody joins records who is not signed in as a person") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto card = card_of(world, keller);
    auto stranger = world.anybody(), desk = world.as(keller);
    CHECK(stranger.get("/account/code-card").status != 200);
    CHECK(desk.get("/account/code-card").status != 200);
    CHECK(stranger.post_raw("/account/record", {{"code", card.code}}).status != 303);
    CHECK(world.as(keller).get("/staff/persons").shows("no account yet"));
}
