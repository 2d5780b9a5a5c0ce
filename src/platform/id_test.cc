// SPDX-License-Identifier: EUPL-1.2
#include "platform/id.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <thread>
#include <vector>

using namespace mobio;

TEST_CASE("an id is a UUID of version 7 that carries its moment") {
    const auto id = make_id_bytes(time_of(0x0123456789ab));
    CHECK(id_text(id).substr(0, 15) == "01234567-89ab-7");
    CHECK((id[8] & 0xc0) == 0x80);
}

TEST_CASE("ids made later sort later, also within one millisecond") {
    const auto now = time_of(1'800'000'000'000);
    auto before = make_id_bytes(now);
    for (int i = 0; i < 20'000; ++i) {
        const auto id = make_id_bytes(now);
        REQUIRE(before < id);
        before = id;
    }
    CHECK(before < make_id_bytes(now + std::chrono::seconds{1}));
}

TEST_CASE("threads never make the same id") {
    std::vector<std::vector<IdBytes>> made(4);
    {
        std::vector<std::jthread> threads;
        for (auto& mine : made)
            threads.emplace_back([&mine] {
                for (int i = 0; i < 2000; ++i) mine.push_back(make_id_bytes(time_of(1'700'000)));
            });
    }
    std::vector<IdBytes> all;
    for (const auto& mine : made) {
        CHECK(std::is_sorted(mine.begin(), mine.end()));
        all.insert(all.end(), mine.begin(), mine.end());
    }
    std::sort(all.begin(), all.end());
    CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
}

TEST_CASE("an id survives its text") {
    const auto id = Id<Person>::make(time_of(1'800'000'000'000));
    CHECK(Id<Person>::parse(id.text()) == id);
}

TEST_CASE("only the exact form of an id is read") {
    const std::string good = "0198c1d2-0000-7000-8000-00000000000f";
    CHECK(parse_id_text(good));
    CHECK(!parse_id_text(""));
    CHECK(!parse_id_text("0198C1D2-0000-7000-8000-00000000000f"));
    CHECK(!parse_id_text("0198c1d2x0000-7000-8000-00000000000f"));
    CHECK(!parse_id_text("{198c1d2-0000-7000-8000-00000000000f"));
    CHECK(!parse_id_text(good + " "));
    CHECK(!parse_id_text("0198c1d200007000800000000000000f"));
}
