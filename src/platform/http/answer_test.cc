// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/answer.h"

#include <doctest/doctest.h>
#include <unistd.h>
#include <zlib.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "platform/http/compress.h"
#include "platform/http/raw_client.h"

namespace mobio::http {

namespace {

RawAnswer written(Response response, const Exchange& exchange = {}) {
    const auto answer = write_answer(std::move(response), exchange);
    RawAnswer raw;
    raw.status = static_cast<unsigned>(std::stoi(answer.head.substr(9, 3)));
    raw.head = answer.head;
    raw.body = answer.body;
    return raw;
}

// By the command line tool, which the build needs anyway.
std::string unbrotli(const std::string& bytes) {
    const auto file = std::filesystem::temp_directory_path() / ("br-" + std::to_string(getpid()));
    std::ofstream(file, std::ios::binary) << bytes;
    auto* pipe = popen(("brotli -dc " + file.string()).c_str(), "r");
    std::string text;
    for (int c = 0; (c = fgetc(pipe)) != EOF;) text += static_cast<char>(c);
    pclose(pipe);
    std::filesystem::remove(file);
    return text;
}

std::string ungzip(std::string bytes) {
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    std::string text(1 << 20, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    inflate(&stream, Z_FINISH);
    text.resize(stream.total_out);
    inflateEnd(&stream);
    return text;
}

Exchange taking(std::string_view encodings) {
    Exchange exchange;
    exchange.accept_encoding = encodings;
    return exchange;
}

std::string long_page() {
    std::string page;
    for (int i = 0; i < 300; ++i) page += "<li>" + std::to_string(i) + " Amina</li>";
    return page;
}

}  // namespace

TEST_CASE("every answer carries the security headers") {
    const auto answer = written(text(400, "no"));
    CHECK(
        answer.header("content-security-policy") ==
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'");
    CHECK(answer.header("cache-control") == "no-store");
    CHECK(answer.header("x-content-type-options") == "nosniff");
    CHECK(answer.header("referrer-policy") == "no-referrer");
    CHECK(answer.header("x-frame-options") == "DENY");
    CHECK(answer.header("cross-origin-opener-policy") == "same-origin");
    CHECK(answer.header("cross-origin-resource-policy") == "same-origin");
    CHECK(answer.header("permissions-policy").find("camera=(self)") != std::string::npos);
    CHECK(answer.header("strict-transport-security").empty());
    CHECK(answer.header("date").ends_with(" GMT"));
    CHECK(answer.header("content-type") == "text/plain; charset=utf-8");
}

TEST_CASE("on TLS browsers are told to stay there, and cookies cannot leave it") {
    Exchange exchange;
    exchange.secure = true;
    auto response = see_other("/");
    response.with({"session", "abc"}).with({"lang", "fa", 60});
    const auto answer = written(response, exchange);
    CHECK(answer.header("strict-transport-security") == "max-age=31536000");
    CHECK(answer.head.find("Set-Cookie: __Host-session=abc; Path=/; Secure; HttpOnly; "
                           "SameSite=Lax\r\n") != std::string::npos);
    CHECK(answer.head.find("__Host-lang=fa; Path=/; Max-Age=60; Secure;") != std::string::npos);
    CHECK(written(response).head.find(
              "Set-Cookie: session=abc; Path=/; HttpOnly; SameSite=Lax\r\n") != std::string::npos);
}

TEST_CASE("a header that the page sets itself replaces the usual one") {
    auto response = text(200, "x");
    response.with("cache-control", "public, max-age=31536000, immutable");
    const auto answer = written(response);
    CHECK(answer.head.find("no-store") == std::string::npos);
    CHECK(answer.header("cache-control") == "public, max-age=31536000, immutable");
}

TEST_CASE("a long page is compressed as the client takes it") {
    const Response page{.body = long_page()};
    const auto brotlied = written(page, taking("gzip, deflate, br"));
    CHECK(brotlied.header("content-encoding") == "br");
    CHECK(brotlied.header("vary") == "Accept-Encoding");
    CHECK(brotlied.header("content-length") == std::to_string(brotlied.body.size()));
    CHECK(unbrotli(brotlied.body) == page.body);
    const auto gzipped = written(page, taking("gzip"));
    CHECK(gzipped.header("content-encoding") == "gzip");
    CHECK(ungzip(gzipped.body) == page.body);
    CHECK(ungzip(written(page, taking("gzip")).body) == page.body);
    const auto plain = written(page);
    CHECK(plain.header("content-encoding").empty());
    CHECK(plain.header("vary") == "Accept-Encoding");
    CHECK(plain.body == page.body);
}

TEST_CASE("what is short, encoded or no text is sent as it is") {
    CHECK(
        written({.body = std::string(1024, 'a')}, taking("br")).header("content-encoding").empty());
    Response encoded{.body = long_page()};
    encoded.with("Content-Encoding", "gzip");
    const auto answer = written(encoded, taking("br"));
    CHECK(answer.body == encoded.body);
    CHECK(answer.header("content-encoding") == "gzip");
    CHECK(written({.type = "application/pdf", .body = long_page()}, taking("br"))
              .header("content-encoding")
              .empty());
}

TEST_CASE("HEAD gets the head of the whole answer, and 304 has no body") {
    auto exchange = taking("br");
    const auto length = written({.body = long_page()}, exchange).header("content-length");
    exchange.head_only = true;
    const auto head = written({.body = long_page()}, exchange);
    CHECK(head.header("content-length") == length);
    CHECK(head.body.empty());
    const auto unchanged = written({.status = 304, .body = "x"});
    CHECK(unchanged.header("content-length").empty());
    CHECK(unchanged.body.empty());
}

TEST_CASE("the connection's end is announced as its version wants it") {
    Exchange exchange;
    CHECK(written({}, exchange).header("connection").empty());
    exchange.http10 = true;
    CHECK(written({}, exchange).header("connection") == "keep-alive");
    exchange.keep_alive = false;
    CHECK(written({}, exchange).header("connection") == "close");
}

TEST_CASE("nothing splits a header or a cookie") {
    Response response;
    CHECK_THROWS_AS(response.with("X", "a\r\nSet-Cookie: b"), std::invalid_argument);
    CHECK_THROWS_AS(response.with("X\n", "a"), std::invalid_argument);
    CHECK_THROWS_AS(response.with("X", std::string_view("\0", 1)), std::invalid_argument);
    CHECK_THROWS_AS(response.with("", "a"), std::invalid_argument);
    CHECK_THROWS_AS(response.with({"session", "a; Domain=x"}), std::invalid_argument);
    CHECK_THROWS_AS(response.with({"a=b", "c"}), std::invalid_argument);
    CHECK(response.headers.empty());
    CHECK(response.cookies.empty());
}

TEST_CASE("a redirect leads to a path of our own") {
    CHECK(see_other("/releases/1?a=b#c").headers.front().second == "/releases/1?a=b#c");
    for (const auto* elsewhere :
         {"//evil.example", "/\\evil.example", "https://evil.example", "", "a", "/a\nb"})
        CHECK_THROWS_AS(see_other(elsewhere), std::invalid_argument);
}

TEST_CASE("a file is offered for saving under its name in any script") {
    const auto response = file("application/pdf", "Amina أمينة\r\n\".pdf", "%PDF");
    CHECK(response.headers.front().second ==
          "attachment; filename=\"Amina______________.pdf\"; filename*=UTF-8''"
          "Amina%20%D8%A3%D9%85%D9%8A%D9%86%D8%A9%0D%0A%22.pdf");
}

}  // namespace mobio::http
