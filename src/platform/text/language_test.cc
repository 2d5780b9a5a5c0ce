// SPDX-License-Identifier: EUPL-1.2
#include <doctest/doctest.h>

#include "platform/text/texts.h"

using namespace mobio::text;

TEST_CASE("the five languages name themselves, and two run from right to left") {
    for (const auto language : languages) CHECK(parse_language(code(language)) == language);
    CHECK(own_name(Language::Fa) == "فارسی");
    CHECK(right_to_left(Language::Ar));
    CHECK(right_to_left(Language::Fa));
    CHECK_FALSE(right_to_left(Language::Fr));
    CHECK_FALSE(parse_language("DE"));
    CHECK_FALSE(parse_language("tr"));
    CHECK_FALSE(parse_language(""));
}

TEST_CASE("the browser's wishes choose the language of the first visit") {
    CHECK(negotiate("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5") == Language::Fr);
    CHECK(negotiate("en;q=0.5,ar-SY;q=0.9") == Language::Ar);
    CHECK(negotiate("tr,uk;q=0.9,en;q=0.1") == Language::En);
    CHECK(negotiate("FA-ir") == Language::Fa);
    CHECK(negotiate("prs-AF") == Language::Fa);
    CHECK(negotiate("ps") == Language::Fa);
    CHECK(negotiate("ar-001,de;q=0.3") == Language::Ar);
    CHECK(negotiate("ar ; q=0.2 , \ten;q=0.3") == Language::En);
    CHECK(negotiate("de, fa") == Language::De);
    CHECK(negotiate("fa, de") == Language::Fa);
}

TEST_CASE("German answers where no wish can be met or understood") {
    CHECK(negotiate("") == Language::De);
    CHECK(negotiate("tr, uk;q=0.9") == Language::De);
    CHECK(negotiate("*") == Language::De);
    CHECK(negotiate("en;q=0") == Language::De);
    CHECK(negotiate("en;q=1.5") == Language::De);
    CHECK(negotiate("en;q=abc, fr;q=, ar;q=0.1234, fa;level=1") == Language::De);
    CHECK(negotiate(",,;;=,q=1;,") == Language::De);
    CHECK(negotiate(std::string(20000, ',')) == Language::De);
    CHECK(negotiate("enormous, ar2, farsi") == Language::De);
}
