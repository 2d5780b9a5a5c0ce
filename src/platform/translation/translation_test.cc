// SPDX-License-Identifier: EUPL-1.2
#include "platform/translation/translation.h"

#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "platform/translation/server_for_test.h"

namespace mobio::translation {

namespace {

Translated ask(const Server& server) {
    return Translator(server).translate("خیاط", text::Language::Fa, text::Language::De);
}

}  // namespace

TEST_CASE("the server gets text, languages and key, and its answer comes back") {
    const test::LocalServer server;
    const auto translated = ask(server.address());
    CHECK_FALSE(translated.trouble);
    CHECK(translated.text == "[de] خیاط");
    REQUIRE(server.asked().size() == 1);
    const auto asked = server.asked().front();
    CHECK(asked["q"] == "خیاط");
    CHECK(asked["source"] == "fa");
    CHECK(asked["target"] == "de");
    CHECK(asked["format"] == "text");
    CHECK(asked["api_key"] == "a-key");
}

TEST_CASE("a server that is not there, slow, busy, refusing or babbling is told apart") {
    const test::LocalServer server;
    CHECK(ask({"http://127.0.0.1:9", "", 1}).trouble == Trouble::Unreachable);
    CHECK(ask(server.address("slow", 1)).trouble == Trouble::Unreachable);
    CHECK(ask(server.address("busy")).trouble == Trouble::Busy);
    CHECK(ask(server.address("refusing")).trouble == Trouble::Refused);
    for (const auto* mood : {"babbling", "empty", "endless"})
        CHECK(ask(server.address(mood)).trouble == Trouble::Unreadable);
}

TEST_CASE("a third question at once is not asked") {
    const test::LocalServer server;
    Translator translator(server.address("slow", 5));
    const auto ask = [&] {
        return translator.translate("x", text::Language::Fa, text::Language::De);
    };
    std::optional<Trouble> first, second;
    {
        std::jthread one([&] { first = ask().trouble; });
        std::jthread two([&] { second = ask().trouble; });
        for (int tries = 0; server.asked().size() < 2 && tries < 100; ++tries)
            std::this_thread::sleep_for(std::chrono::milliseconds{10});
        CHECK(ask().trouble == Trouble::Busy);
    }
    CHECK_FALSE(first);
    CHECK_FALSE(second);
}

}  // namespace mobio::translation
