// SPDX-License-Identifier: EUPL-1.2
#include <doctest/doctest.h>

#include <set>

#include "platform/vault/vault.h"

using namespace mobio;

namespace {
std::string coded(std::string_view bytes) {
    return vault::base64url(
        std::span(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
}
}  // namespace

TEST_CASE("base64url goes there and back for every length") {
    std::string bytes;
    for (int i = 0; i < 70; ++i) {
        const auto text = coded(bytes);
        CHECK(text.find_first_of("+/=\n") == text.npos);
        CHECK(vault::from_base64url(text) == bytes);
        bytes += static_cast<char>(i * 37);
    }
    CHECK(coded("\xfb\xff") == "-_8");
}

TEST_CASE("base64url is read strictly: one text for one value") {
    for (const char* wrong :
         {"A", "AA==", "AAA=", "AB+D", "AB/D", "AA A", "AAAA\n", "AB", "AAB", "Ä",
          "AAEC\xf9"
          "AI"})
        CHECK_FALSE(vault::from_base64url(wrong));
    CHECK(vault::from_base64url("AA") == std::string(1, '\0'));
    CHECK(vault::from_base64url("") == "");
}

TEST_CASE("SHA-256 and hex agree with the standard's example") {
    CHECK(vault::hex(vault::sha256("abc")) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(vault::hex(vault::sha256("")).starts_with("e3b0c442"));
    CHECK(vault::hex({}) == "");
}

TEST_CASE("no two tokens are alike") {
    std::set<std::array<std::uint8_t, 32>> tokens;
    for (int i = 0; i < 1000; ++i) tokens.insert(vault::random_token());
    CHECK(tokens.size() == 1000);
}

TEST_CASE("texts are compared whole") {
    CHECK(vault::same("abc", "abc"));
    CHECK(vault::same("", ""));
    CHECK_FALSE(vault::same("abc", "abd"));
    CHECK_FALSE(vault::same("abc", "ab"));
    CHECK_FALSE(vault::same("", "a"));
}
