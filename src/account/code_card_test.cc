// SPDX-License-Identifier: EUPL-1.2
#include "account/code_card.h"

#include <algorithm>
#include <cctype>
#include <thread>

#include "account/typed_code.h"
#include "world.h"

using namespace mobio;

namespace {

const Values own_secret{{"secret", "58290417"}, {"secret_again", "58290417"}, {"agree", "yes"}};

account::CodeCard card_of(World& world, const StaffCast& keller) {
    return account::make_code_card(world.app(), {keller.id, Role::Manager}, "Amina",
                                   text::Language::Fa);
}

Reply types(Browser& browser, const std::string& code) {
    return browser.submit("/code-card", "/code-card/redemption", {{"code", code}});
}

Reply redeems(Browser& browser, const std::string& code) {
    const auto page = types(browser, code);
    return browser.send(page, "/code-card/account", own_secret);
}

Id<Person> person_of(World& world, const std::string& code) {
    return world.app().db->read(
        [&](sql::Connection& db) { return account::find_card(db, code).value().person; });
}

std::string sloppily(const std::string& code) {
    std::string out = " ";
    for (const char c : account::grouped_code(code))
        out += c == '0' ? 'o' : c == '1' ? 'l' : static_cast<char>(std::tolower(c));
    std::ranges::replace(out, '-', ' ');
    return out + " ";
}

}  // namespace

TEST_CASE("a code card makes its person an account of their own") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto card = card_of(world, keller);
    CHECK(card.code.size() == account::code_length);
    auto phone = world.anybody();
    const auto in = redeems(phone, card.code);
    REQUIRE(in.status == 303);
    CHECK(phone.follow(in).status == 200);
    const auto person = world.app().db->read([&](sql::Connection& db) {
        return db.first("SELECT person_id FROM account_access",
                        [](sql::Row row) { return row.get<Id<Person>>(0); });
    });
    CHECK(person == card.person);
}

TEST_CASE("a code typed sloppily fits, also on the first page") {
    World world;
    const auto keller = world.staff("Keller", "manager");
    const auto card = card_of(world, keller);
    auto phone = world.anybody();
    CHECK(types(phone, sloppily(card.code)).status == 200);
    const auto page = phone.submit("/", "/sessions", {{"code", sloppily(card.code)}});
    CHECK(page.status == 200);
    CHECK(phone.send(page, "/code-card/account", own_secret).status == 303);
}

TEST_CASE("a code card is used once") {
    World world;
    const auto card = card_of(world, world.staff("Keller", "manager"));
    auto phone = world.anybody(), other = world.anybody();
    const auto early = types(other, card.code);
    CHECK(redeems(phone, card.code).status == 303);
    CHECK(types(other, card.code).status == 422);
    CHECK(other.send(early, "/code-card/account", own_secret).status == 422);
}

TEST_CASE("the same redemption sent twice signs in twice and makes one account") {
    World world;
    const auto card = card_of(world, world.staff("Keller", "manager"));
    auto phone = world.anybody();
    const auto page = types(phone, card.code);
    auto again = phone;
    CHECK(phone.send(page, "/code-card/account", own_secret).status == 303);
    CHECK(again.send(page, "/code-card/account", own_secret).location() == "/account/number");
    CHECK(again.get("/account").status == 200);
}

TEST_CASE("of two who use a card at once one wins") {
    World world;
    const auto card = card_of(world, world.staff("Keller", "manager"));
    std::atomic<int> won = 0, lost = 0;
    std::vector<Browser> browsers;
    std::vector<Reply> pages;
    for (int i = 0; i < 4; ++i) {
        browsers.push_back(world.anybody());
        pages.push_back(types(browsers.back(), card.code));
    }
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < browsers.size(); ++i)
        threads.emplace_back([&, i] {
            const auto status = browsers[i].send(pages[i], "/code-card/account", own_secret).status;
            won += status == 303 ? 1 : 0;
            lost += status == 422 ? 1 : 0;
        });
    for (auto& thread : threads) thread.join();
    CHECK(won == 1);
    CHECK(lost == 3);
}

TEST_CASE("a code card runs out after fourteen days") {
    World world;
    const auto card = card_of(world, world.staff("Keller", "manager"));
    auto phone = world.anybody();
    world.app().clock.advance(account::card_lifetime - std::chrono::minutes{1});
    CHECK(types(phone, card.code).status == 200);
    world.app().clock.advance(std::chrono::minutes{2});
    CHECK(types(phone, card.code).status == 422);
}

TEST_CASE("wrong codes tell nothing and are throttled by card") {
    World world;
    const auto card = card_of(world, world.staff("Keller", "manager"));
    auto wrong = card.code;
    wrong.back() = wrong.back() == 'X' ? 'Y' : 'X';
    auto thief = world.anybody();
    for (int i = 0; i < 10; ++i) CHECK(types(thief, wrong).status == 422);
    CHECK(types(thief, wrong).status == 429);
    CHECK(types(thief, card.code).status == 429);
    CHECK(types(thief, account::random_code()).status == 422);
    CHECK(types(thief, "zu kurz").status == 422);
}

TEST_CASE("a lost card is replaced by the caseworker of that person alone") {
    World world;
    const auto keller = world.staff("Keller", "manager"), roth = world.staff("Roth", "manager");
    const auto lost = card_of(world, keller);
    const auto path = "/staff/persons/" + lost.person.text() + "/code-card";
    auto desk = world.as(keller), elsewhere = world.as(roth);
    const auto form = desk.get("/staff/persons/" + lost.person.text() + "/case");
    CHECK(elsewhere
              .post_raw(path,
                        {{"form_token", elsewhere.get("/staff/persons/new").hidden("form_token")},
                         {"form_key", "AAAAAAAAAAAAAAAAAAAAAA"}})
              .status == 404);
    const auto made = desk.send(form, path, {});
    REQUIRE(made.status == 200);
    const auto code = made.hidden("code", "/staff/code-cards/pdf");
    auto phone = world.anybody();
    CHECK(types(phone, lost.code).status == 422);
    CHECK(redeems(phone, code).status == 303);
    // Whoever handed themselves a card for it now could sign in as that person.
    const auto other = desk.get("/staff/persons/new");
    const Values form_again{{"form_token", other.hidden("form_token")},
                            {"form_key", other.hidden("form_key")}};
    CHECK(desk.post_raw(path, form_again).status == 409);
}

TEST_CASE("a double click on a card's form still shows the card") {
    World world;
    auto desk = world.as(world.staff("Keller", "manager"));
    const auto form = desk.get("/staff/persons/new");
    const Values amina{{"name", "Amina"}, {"language", "fa"}};
    const auto first = desk.send(form, "/staff/persons", amina);
    const auto second = desk.send(form, "/staff/persons", amina);
    REQUIRE(second.status == 200);
    const auto code = second.hidden("code", "/staff/code-cards/pdf");
    CHECK(first.hidden("code", "/staff/code-cards/pdf") == code);
    CHECK(second.hidden("language", "/staff/code-cards/pdf") == "fa");

    const auto at = "/staff/persons/" + person_of(world, code).text();
    const auto again = at + "/code-card";
    const auto list = desk.get(at + "/case");
    const auto newer = desk.send(list, again, {});
    CHECK(desk.send(list, again, {}).hidden("code") == newer.hidden("code"));
    CHECK(newer.hidden("code") != code);
    CHECK(desk.send(form, "/staff/persons", amina).location() == "/staff/persons");
    auto phone = world.anybody();
    CHECK(redeems(phone, newer.hidden("code")).status == 303);
    CHECK(desk.send(list, again, {}).location() == "/staff/persons");
}

TEST_CASE("the page of a new card keeps its code in another language") {
    World world;
    auto desk = world.as(world.staff("Keller", "manager"));
    const auto made = desk.submit("/staff/persons/new", "/staff/persons",
                                  {{"name", "Amina"}, {"language", "fa"}});
    const auto code = made.hidden("code");
    CHECK(made.body.find(R"(name="switch_language" value="de" form="form")") != std::string::npos);
    const auto german = desk.send(made, "/staff/code-cards/pdf", {{"switch_language", "de"}});
    CHECK(german.status == 200);
    CHECK(german.shows("Die Codekarte ist fertig"));
    CHECK(german.shows(account::grouped_code(code)));
    CHECK(desk.send(german, "/staff/code-cards/pdf", {}).body.starts_with("%PDF-"));

    auto roth = world.as(world.staff("Roth", "manager"));
    const auto token = roth.get("/staff/persons/new").hidden("form_token");
    CHECK(roth.post_raw("/staff/code-cards/pdf", {{"form_token", token},
                                                  {"code", code},
                                                  {"language", "fa"},
                                                  {"switch_language", "de"}})
              .status == 404);
}

TEST_CASE("the printed card holds the code as a square and typed, in two languages") {
    World world;
    const auto keller = world.staff("Keller", "counsellor");
    auto desk = world.as(keller);
    const auto page = desk.submit("/staff/persons/new", "/staff/persons",
                                  {{"name", "Amina"}, {"language", "fa"}});
    REQUIRE(page.status == 200);
    const auto code = page.hidden("code", "/staff/code-cards/pdf");
    CHECK(page.shows(account::grouped_code(code)));
    const auto pdf = desk.send(page, "/staff/code-cards/pdf", {});
    CHECK(pdf.status == 200);
    CHECK(pdf.header("content-type") == "application/pdf");
    CHECK(pdf.body.starts_with("%PDF-"));
    auto other = world.as(world.staff("Roth", "counsellor"));
    CHECK(other
              .post_raw("/staff/code-cards/pdf",
                        {{"form_token", other.get("/staff/persons/new").hidden("form_token")},
                         {"code", code},
                         {"language", "fa"}})
              .status == 404);
}
