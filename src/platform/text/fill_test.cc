// SPDX-License-Identifier: EUPL-1.2
#include <doctest/doctest.h>

#include "platform/text/texts.h"

using namespace mobio::text;

TEST_CASE("places are filled by number, in any order and as often as wanted") {
    CHECK(fill("{2} before {1}, {1} again", "a", "b") == "b before a, a again");
    CHECK(fill("no place", "a") == "no place");
    CHECK(fill("") == "");
}

TEST_CASE("an argument is never filled again") {
    CHECK(fill("{1} {2}", "{2}", "{1}") == "{2} {1}");
}

TEST_CASE("what is no place, or has no argument, stays as it is") {
    CHECK(fill("{0} {3} {} {12} {x} {1", "a") == "{0} {3} {} {12} {x} {1");
}
