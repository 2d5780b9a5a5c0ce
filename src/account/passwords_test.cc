// SPDX-License-Identifier: EUPL-1.2
#include "account/passwords.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

using namespace mobio::account;

TEST_CASE("a secret opens what it was hashed to and nothing else does") {
    Passwords passwords;
    passwords.cheap = true;
    const auto kept = passwords.hash("korrektes Pferd");
    CHECK(kept.starts_with("$argon2id$"));
    CHECK(passwords.verify(kept, "korrektes Pferd"));
    CHECK_FALSE(passwords.verify(kept, "korrektes pferd"));
    CHECK_FALSE(passwords.verify("nonsense", "korrektes Pferd"));
}

TEST_CASE("secrets cost 64 MiB and three passes") {
    Passwords passwords;
    CHECK(passwords.hash("korrektes Pferd").starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
}

TEST_CASE("many sign-ins at once all get their answer") {
    Passwords passwords;
    passwords.cheap = true;
    const auto kept = passwords.hash("korrektes Pferd");
    std::atomic<int> right = 0;
    std::vector<std::thread> people;
    for (int i = 0; i < 24; ++i)
        people.emplace_back([&] {
            passwords.pretend("korrektes Pferd");
            right += passwords.verify(kept, "korrektes Pferd") ? 1 : 0;
        });
    for (auto& person : people) person.join();
    CHECK(right == 24);
}

TEST_CASE("a PIN typed with Persian or Arabic digits is the same PIN") {
    CHECK(secret_form("۵۸۲۹۰۴۱۷") == "58290417");
    CHECK(secret_form("٥٨٢٩٠٤١٧") == "58290417");
    CHECK(secret_form("Cafe\u0301 ") == "Caf\u00e9 ");
}

TEST_CASE("secrets that everybody tries first are refused") {
    for (const char* secret :
         {"12345678",   "87654321",     "11111111",   "12121212", "12341234",   "19901990",
          "11112222",   "12344321",     "01011990",   "19900101", "13651201",   "password",
          "Passwort1!", "PASSWORT2024", "qwertzuiop", "1q2w3e4r", "hallohallo", "allahuakbar",
          "mobio2026",  "MeinMobio77",  "abcdefgh",   "سلامسلام", "        "})
        CHECK_MESSAGE(is_common(secret), secret);
    CHECK(is_common("Samira1990", "Samira"));
}

TEST_CASE("secrets that are hard to guess pass without rules on their characters") {
    for (const char* secret : {"58290417", "90417265", "gelbe tasse am see", "xkvjqzpw",
                               "Regen7Haus", "کوه بلند سبز", "مفتاح البيت القديم", "Ährenfeld!"})
        CHECK_FALSE_MESSAGE(is_common(secret, "Amina"), secret);
}
