// SPDX-License-Identifier: EUPL-1.2
#include "account/store.h"
#include "account/typed_code.h"
#include "world.h"

using namespace mobio;

namespace {

const Values amina{{"name", "Amina"},
                   {"secret", "gelbe tasse am see"},
                   {"secret_again", "gelbe tasse am see"},
                   {"agree", "yes"}};

Values with(Values fields, const std::string& name, const std::string& value) {
    for (auto& [key, old] : fields)
        if (key == name) old = value;
    return fields;
}

// The number as the page shows it, without its spaces.
std::string number_on(const Reply& page) {
    const auto begin = page.body.find(R"(<bdi dir="ltr">)") + 15;
    return account::typed_number(page.body.substr(begin, page.body.find('<', begin) - begin));
}

std::int64_t rows(World& world, const std::string& table) {
    return world.app()
        .db
        ->read([&](sql::Connection& db) {
            return db.first("SELECT COUNT(*) FROM " + table,
                            [](sql::Row row) { return row.get<std::int64_t>(0); });
        })
        .value();
}

}  // namespace

TEST_CASE("a person registers alone with a name and a password and signs in with their number") {
    World world;
    auto phone = world.anybody();
    const auto made = phone.submit("/accounts/new", "/accounts", amina);
    REQUIRE(made.status == 303);
    const auto page = phone.follow(made);
    CHECK(page.status == 200);
    const auto number = number_on(page);
    CHECK(account::check_digit_fits(number));

    auto other = world.anybody();
    const auto in =
        other.submit("/", "/sessions", {{"number", number}, {"secret", "gelbe tasse am see"}});
    CHECK(in.status == 303);
    CHECK(in.location() == "/biography");
    CHECK(number_on(other.get("/account")) == number);
}

TEST_CASE("a PIN of eight digits will do, typed with any digits") {
    World world;
    auto phone = world.anybody();
    const auto made =
        phone.submit("/accounts/new", "/accounts",
                     with(with(amina, "secret", "58290417"), "secret_again", "58290417"));
    REQUIRE(made.status == 303);
    const auto number = number_on(phone.follow(made));
    auto other = world.anybody();
    CHECK(other.submit("/", "/sessions", {{"number", number}, {"secret", "۵۸۲۹۰۴۱۷"}}).status ==
          303);
}

TEST_CASE("a password of more than 64 characters in any script is allowed") {
    World world;
    std::string secret;
    for (int i = 0; i < 20; ++i) secret += "گل سرخ ";
    const auto made = world.anybody().submit(
        "/accounts/new", "/accounts", with(with(amina, "secret", secret), "secret_again", secret));
    CHECK(made.status == 303);
}

TEST_CASE("what is wrong at registering is said at the field and nothing typed is lost") {
    World world;
    const auto tries = [&](const std::string& field, const std::string& value) {
        auto fields = with(amina, field, value);
        if (field == "secret") fields = with(fields, "secret_again", value);
        auto reply = world.anybody().submit("/accounts/new", "/accounts", fields);
        CHECK(reply.status == 422);
        CHECK(reply.shows("href=\"#" + field) == false);
        CHECK(reply.body.find("href=\"#" + field + "\"") != std::string::npos);
        CHECK(reply.body.find("gelbe tasse") == std::string::npos);
        return reply;
    };
    CHECK(tries("secret", "kurz").shows("Amina"));
    tries("secret", "12345678");
    tries("secret", "Passwort1!");
    tries("secret_again", "gelbe tasse am meer");
    tries("agree", "no");
    tries("name", "  ");
    tries("name", std::string(201, 'a'));
    CHECK(rows(world, "accounts") == 0);
}

TEST_CASE("the same registration sent twice makes one account and signs in both times") {
    World world;
    auto phone = world.anybody();
    const auto page = phone.get("/accounts/new");
    auto fields = amina;
    fields.emplace_back("form_key", page.hidden("form_key", "/accounts"));
    fields.emplace_back("form_token", page.hidden("form_token", "/accounts"));
    auto again = phone;
    CHECK(phone.post_raw("/accounts", fields).status == 303);
    CHECK(again.post_raw("/accounts", fields).status == 303);
    CHECK(rows(world, "accounts") == 1);
    CHECK(number_on(again.get("/account")) == number_on(phone.get("/account")));
}

TEST_CASE("a registration sent once more much later signs nobody in") {
    World world;
    auto phone = world.anybody();
    const auto page = phone.get("/accounts/new");
    auto fields = amina;
    fields.emplace_back("form_key", page.hidden("form_key", "/accounts"));
    fields.emplace_back("form_token", page.hidden("form_token", "/accounts"));
    auto later = phone;
    CHECK(phone.post_raw("/accounts", fields).status == 303);
    world.app().clock.advance(std::chrono::minutes{3});
    CHECK(later.post_raw("/accounts", fields).location() == "/");
    CHECK(later.get("/account").status == 303);
}

TEST_CASE("another language while registering keeps what was typed and saves nothing") {
    World world;
    auto phone = world.anybody();
    auto fields = amina;
    fields.emplace_back("switch_language", "ar");
    const auto page = phone.submit("/accounts/new", "/accounts", fields);
    CHECK(page.status == 200);
    CHECK(page.body.find(R"(<html lang="ar" dir="rtl">)") != std::string::npos);
    CHECK(page.body.find(R"(value="Amina")") != std::string::npos);
    CHECK(page.body.find(R"(class="errors)") == std::string::npos);
    CHECK(rows(world, "accounts") == 0);
    CHECK(phone.get("/").body.find(R"(<html lang="ar")") != std::string::npos);
}

TEST_CASE("another language on the first page keeps the code and the number") {
    World world;
    auto phone = world.anybody();
    const auto page = phone.submit(
        "/", "/sessions", {{"code", "ABCD-EF"}, {"number", "123"}, {"switch_language", "fa"}});
    CHECK(page.status == 200);
    CHECK(page.body.find(R"(<html lang="fa" dir="rtl">)") != std::string::npos);
    CHECK(page.body.find(R"(value="ABCD-EF")") != std::string::npos);
    CHECK(page.body.find(R"(value="123")") != std::string::npos);
}

TEST_CASE("the language is remembered with the account for the next device") {
    World world;
    const auto cast = world.person("Amina");
    const Values right{{"number", cast.number}, {"secret", cast.secret}};
    auto phone = world.anybody();
    phone.submit("/", "/sessions", {{"switch_language", "fr"}});
    phone.submit("/", "/sessions", right);
    auto laptop = world.anybody();
    laptop.submit("/", "/sessions", right);
    CHECK(laptop.get("/account").body.find(R"(<html lang="fr")") != std::string::npos);
}

TEST_CASE("a name, a number and a secret stand nowhere in the database as they are") {
    World world;
    const auto cast = world.person("Zarghuna");
    const auto found = world.app().db->read([&](sql::Connection& db) {
        std::string all;
        db.each("SELECT id, number_hash, number, secret FROM accounts", [&](sql::Row row) {
            for (int i = 0; i < 3; ++i) all += row.get<sql::Blob>(i).bytes;
            all += row.get<std::string>(3);
        });
        return all;
    });
    CHECK(found.find(cast.number) == std::string::npos);
    CHECK(found.find(cast.secret) == std::string::npos);
    CHECK(found.find("$argon2id$") != std::string::npos);
}
