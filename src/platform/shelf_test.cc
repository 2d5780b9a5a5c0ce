// SPDX-License-Identifier: EUPL-1.2
#include "platform/shelf.h"

#include <doctest/doctest.h>

#include <string>

namespace mobio {

namespace {

using Texts = Shelf<std::string>;

Texts::Key key(std::uint8_t last) {
    Texts::Key key{};
    key.back() = last;
    return key;
}

const auto amina = std::make_shared<const std::string>("Amina");
constexpr auto start = time_of(1'800'000'000'000);

}  // namespace

TEST_CASE("what lies on a shelf is found for as long as somebody asks for it") {
    Texts shelf(1000);
    shelf.put(key(1), amina, 5, start);
    CHECK(shelf.find(key(1), start) == amina);
    CHECK(shelf.find(key(2), start) == nullptr);
    const auto later = start + Texts::most_idle;
    CHECK(shelf.find(key(1), later) == amina);
    CHECK(shelf.find(key(1), later + Texts::most_idle) == amina);
    CHECK(shelf.find(key(1), later + 2 * Texts::most_idle + Duration{1}) == nullptr);
}

TEST_CASE("where a shelf has no room, what was not asked for longest goes") {
    Texts shelf(10);
    shelf.put(key(1), amina, 5, start);
    shelf.put(key(2), amina, 5, start);
    CHECK(shelf.find(key(1), start));
    shelf.put(key(3), amina, 5, start);
    CHECK(shelf.find(key(1), start));
    CHECK_FALSE(shelf.find(key(2), start));
    CHECK(shelf.find(key(3), start));
    shelf.put(key(4), amina, 11, start);  // more than there is room for
    CHECK_FALSE(shelf.find(key(4), start));
}

}  // namespace mobio
