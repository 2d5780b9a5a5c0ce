// SPDX-License-Identifier: EUPL-1.2
#include "account/typed_code.h"

#include <doctest/doctest.h>

using namespace mobio::account;

TEST_CASE("a sign-in number ends in its check digit") {
    CHECK(check_digit_fits("1234567897"));
    CHECK_FALSE(check_digit_fits("1234567898"));
    CHECK_FALSE(check_digit_fits("1234576897"));
    CHECK_FALSE(check_digit_fits("123456789"));
    CHECK_FALSE(check_digit_fits("12345678a7"));
    for (int i = 0; i < 200; ++i) {
        const auto number = random_number();
        CHECK(check_digit_fits(number));
        CHECK(number.front() != '0');
    }
}

TEST_CASE("a number may be typed with spaces, hyphens and other digits") {
    CHECK(typed_number(" 123 456-7897 ") == "1234567897");
    CHECK(typed_number("۱۲۳۴۵۶۷۸۹۷") == "1234567897");
    CHECK(grouped_number("1234567897") == "123 456 7897");
}

TEST_CASE("a code may be typed sloppily") {
    CHECK(typed_code("abcd-efgh jkmn.pqrs") == "ABCDEFGHJKMNPQRS");
    CHECK(typed_code("OIL0 oil0 0123 4567") == "0110011001234567");
    CHECK_FALSE(typed_code("ABCD-EFGH-JKMN-PQR"));
    CHECK_FALSE(typed_code("ABCD-EFGH-JKMN-PQRST"));
    CHECK_FALSE(typed_code("ABCD-EFGH-JKMN-PQRU"));
    CHECK(grouped_code("ABCDEFGHJKMNPQRS") == "ABCD-EFGH-JKMN-PQRS");
}

TEST_CASE("codes have sixteen characters that are hard to mix up") {
    const auto code = random_code();
    CHECK(code.size() == 16);
    CHECK(typed_code(code) == code);
    CHECK(random_code() != code);
}
