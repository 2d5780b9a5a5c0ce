// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/decode.h"

#include <doctest/doctest.h>

#include "platform/http/response.h"

namespace mobio::http {

namespace {

unsigned status_of_path(std::string_view raw) {
    try {
        decode_path(raw);
    } catch (const Failure& failure) {
        return failure.status;
    }
    return 200;
}

unsigned status_of_form(std::string_view raw) {
    try {
        Fields fields;
        decode_form(raw, fields);
    } catch (const Failure& failure) {
        return failure.status;
    }
    return 200;
}

}  // namespace

TEST_CASE("a path is decoded and keeps its segments") {
    CHECK(decode_path("/") == "/");
    CHECK(decode_path("/releases/12/withdrawal") == "/releases/12/withdrawal");
    CHECK(decode_path("/caf%C3%A9/a+b") == "/café/a+b");
    CHECK(decode_path("/a/") == "/a/");
    CHECK(decode_path("/...") == "/...");
}

TEST_CASE("a path that two programs could read in two ways is refused") {
    for (const auto* path :
         {"",        "a",      "//",      "//evil.example", "/a//b",     "/..",    "/a/..",
          "/a/../b", "/.",     "/a/./b",  "/%2e%2e/b",      "/a/%2E%2E", "/a%2Fb", "/a%2fb",
          "/a\\b",   "/a%5Cb", "/a%00",   "/a%0d%0ab",      "/a%7f",     "/%",     "/%4",
          "/%zz",    "/%C3",   "/%C0%AF", "/%ED%A0%80"})
        CHECK_MESSAGE(status_of_path(path) == 400, path);
}

TEST_CASE("a form's names and values are decoded in the order they came") {
    Fields fields;
    decode_form("name=Amina+K&name=%D8%A3%D9%85%D9%8A%D9%86%D8%A9&empty=&bare&&a%3Db=c%26d",
                fields);
    CHECK(fields.get("name") == "Amina K");
    CHECK(fields.all("name") == std::vector<std::string>{"Amina K", "أمينة"});
    CHECK(fields.has("empty"));
    CHECK(fields.has("bare"));
    CHECK(fields.get("bare").empty());
    CHECK(fields.get("a=b") == "c&d");
    CHECK(std::distance(fields.begin(), fields.end()) == 5);
}

TEST_CASE("a form with broken escapes, NUL or bytes that are no UTF-8 is refused") {
    for (const auto* form : {"a=%", "a=%4", "a=%4g", "%zz=1", "a=%00", "a=%FF", "a=\xff", "%C3=1"})
        CHECK_MESSAGE(status_of_form(form) == 400, form);
    CHECK(status_of_form(std::string_view("a=\0", 3)) == 400);
}

TEST_CASE("a form may have 500 fields and no more") {
    std::string form;
    for (int i = 0; i < 500; ++i) form += "a=1&";
    CHECK(status_of_form(form) == 200);
    CHECK(status_of_form(form + "b=1") == 413);
}

TEST_CASE("cookies on TLS count only with the __Host- prefix") {
    Fields plain, secure;
    decode_cookies("lang=fa; session=abc;x", false, plain);
    decode_cookies("lang=fa; __Host-session=abc; session=forged", true, secure);
    CHECK(plain.get("lang") == "fa");
    CHECK(plain.get("session") == "abc");
    CHECK_FALSE(plain.has("x"));
    CHECK_FALSE(secure.has("lang"));
    CHECK(secure.all("session") == std::vector<std::string>{"abc"});
}

TEST_CASE("an encoding is used only where the client takes it") {
    CHECK(accepts_encoding("gzip, deflate, br", "br"));
    CHECK(accepts_encoding("br;q=0.5", "br"));
    CHECK(accepts_encoding("*", "gzip"));
    CHECK(accepts_encoding("BR", "br"));
    CHECK_FALSE(accepts_encoding("", "br"));
    CHECK_FALSE(accepts_encoding("gzip", "br"));
    CHECK_FALSE(accepts_encoding("br;q=0, *", "br"));
    CHECK_FALSE(accepts_encoding("br; q=0.000", "br"));
    CHECK_FALSE(accepts_encoding("*;q=0", "gzip"));
    CHECK_FALSE(accepts_encoding("brotli", "br"));
}

}  // namespace mobio::http
