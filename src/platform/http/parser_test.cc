// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/parser.h"

#include <doctest/doctest.h>

#include "platform/http/response.h"

namespace mobio::http {

namespace {

// Feeds `bytes` in pieces of that size. 0: not whole yet; 200: whole; else the refusal.
struct Outcome {
    unsigned status = 0;
    Request request;
    std::size_t used = 0;
};

Outcome parse(std::string_view bytes, std::size_t piece = std::string_view::npos,
              const Peer& peer = {"192.0.2.7", false, false}) {
    const Limits limits;
    Parser parser(limits, peer);
    Outcome outcome;
    std::string buffer;
    try {
        while (!bytes.empty() && parser.stage() != Parser::Stage::Complete) {
            const auto next = bytes.substr(0, piece);
            bytes.remove_prefix(next.size());
            buffer += next;
            const auto used = parser.feed(buffer);
            outcome.used += used;
            buffer.erase(0, used);
        }
    } catch (const Failure& failure) {
        outcome.status = failure.status;
        return outcome;
    }
    if (parser.stage() == Parser::Stage::Complete) {
        outcome.status = 200;
        outcome.request = parser.request();
    }
    return outcome;
}

std::string get(std::string_view target, std::string_view headers = "") {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: mobio.example\r\n" +
           std::string(headers) + "\r\n";
}

std::string post(std::string_view body, std::string_view headers = "") {
    return "POST /form HTTP/1.1\r\nHost: mobio.example\r\n"
           "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n" + std::string(headers) + "\r\n" + std::string(body);
}

const std::string chunked =
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    "Transfer-Encoding: chunked\r\n\r\n";

}  // namespace

TEST_CASE("a request is taken apart, however its bytes are cut") {
    const auto bytes =
        get("/a%20b?x=1&y=%C3%A9", "X-Odd: \tvalue \r\nCookie: lang=fa; session=s\r\n");
    for (const std::size_t piece : {1U, 2U, 3U, 7U, 50U, 1000U}) {
        const auto [status, request, used] = parse(bytes, piece);
        CHECK(status == 200);
        CHECK(used == bytes.size());
        CHECK(request.method == Method::Get);
        CHECK(request.path == "/a b");
        CHECK(request.target == "/a%20b?x=1&y=%C3%A9");
        CHECK(request.query.get("y") == "é");
        CHECK(request.header("x-odd") == "value");
        CHECK(request.cookie("lang") == "fa");
        CHECK(request.host == "mobio.example");
        CHECK(request.remote == "192.0.2.7");
        CHECK_FALSE(request.secure);
    }
}

TEST_CASE("a form is read, and the next request is left alone") {
    const auto bytes = post("name=Amina&x=%2B");
    for (const std::size_t piece : {1U, 4U, 1000U}) {
        const auto [status, request, used] = parse(bytes + "GET /next", piece);
        CHECK(status == 200);
        CHECK(used == bytes.size());
        CHECK(request.form.get("name") == "Amina");
        CHECK(request.form.get("x") == "+");
        CHECK(request.body == "name=Amina&x=%2B");
    }
}

TEST_CASE("a form may come in chunks") {
    const auto bytes = chunked + "5\r\nname=\r\n5\r\nAmina\r\n0\r\n\r\n";
    for (const std::size_t piece : {1U, 3U, 1000U}) {
        const auto outcome = parse(bytes, piece);
        CHECK(outcome.status == 200);
        CHECK(outcome.request.form.get("name") == "Amina");
    }
}

TEST_CASE("requests that a proxy could cut differently are refused") {
    const std::string start =
        "POST / HTTP/1.1\r\nHost: a\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n";
    const auto status = [&](std::string_view rest) {
        return parse(start + std::string(rest)).status;
    };
    CHECK(status("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") == 400);
    CHECK(status("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n") == 400);
    CHECK(status("Content-Length: 3\r\nContent-Length: 4\r\n\r\na=1") == 400);
    CHECK(status("Content-Length: 3\r\nContent-Length: 3\r\n\r\na=1") == 400);
    CHECK(status("Content-Length: 3, 3\r\n\r\na=1") == 400);
    CHECK(status("Content-Length: +3\r\n\r\na=1") == 400);
    CHECK(status("Content-Length: -3\r\n\r\na=1") == 400);
    CHECK(status("Content-Length: 0x3\r\n\r\na=1") == 400);
    CHECK(status("Content-Length:\r\n\r\na=1") == 400);
    CHECK(status("Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n") == 501);
    CHECK(status("Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n") == 501);
    CHECK(status("Transfer-Encoding: identity\r\n\r\n") == 501);
    CHECK(status("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n") == 400);
    CHECK(status("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n") == 400);
    CHECK(parse("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n").status == 400);
}

TEST_CASE("broken chunks are refused") {
    const auto status = [&](std::string_view rest) {
        return parse(chunked + std::string(rest)).status;
    };
    CHECK(status("zz\r\n\r\n") == 400);
    CHECK(status("-1\r\n\r\n") == 400);
    CHECK(status("0x5\r\nname=\r\n0\r\n\r\n") == 400);
    CHECK(status("5\nname=\r\n0\r\n\r\n") == 400);
    CHECK(status("5\r\nname=X\r\n0\r\n\r\n") == 400);
    CHECK(status("5;a=b\r\nname=\r\n0\r\n\r\n") == 400);
    CHECK(status("fffffffffffffffff\r\n") == 400);
    CHECK(status("0\r\nHost: other\r\n\r\n") == 400);
    CHECK(status(std::string(2000, '0')) == 400);
}

TEST_CASE("lines that only some programs take are refused") {
    for (const auto* line :
         {"X : a\r\n", "X: a\r\n b\r\n", "X: a\r\n\tb\r\n", " X: a\r\n", "X: a\nY: b\r\n",
          "X: a\rb\r\n", "X\r\n", ": a\r\n", "X@: a\r\n", "X: \x01\r\n", "X: \xff\r\n"})
        CHECK_MESSAGE(parse(get("/", line)).status == 400, line);
    CHECK(parse(get("/", std::string_view("X: a\0b\r\n", 8))).status == 400);
    CHECK(parse(get("/", std::string_view("X\0: ab\r\n", 8))).status == 400);
    CHECK(parse("\r\n" + get("/")).status == 400);
    CHECK(parse("GET / HTTP/1.1\nHost: a\n\n").status == 400);
    CHECK(parse("GET /\r\n\r\n").status == 400);
    CHECK(parse("GET  / HTTP/1.1\r\nHost: a\r\n\r\n").status == 400);
    CHECK(parse("GET / HTTP/1.1 \r\nHost: a\r\n\r\n").status == 400);
    CHECK(parse("GET /a b HTTP/1.1\r\nHost: a\r\n\r\n").status == 400);
}

TEST_CASE("there is exactly one host, and it looks like one") {
    const auto status = [](std::string_view headers) {
        return parse("GET / HTTP/1.1\r\n" + std::string(headers) + "\r\n").status;
    };
    CHECK(status("") == 400);
    CHECK(status("Host: a\r\nHost: a\r\n") == 400);
    CHECK(status("Host:\r\n") == 400);
    CHECK(status("Host: a/b\r\n") == 400);
    CHECK(status("Host: a b\r\n") == 400);
    CHECK(status("Host: user@a\r\n") == 400);
    CHECK(status("Host: [::1]:8080\r\n") == 200);
    CHECK(parse("GET / HTTP/1.0\r\n\r\n").status == 200);
}

TEST_CASE("a whole address is taken where it is our own") {
    CHECK(parse(get("http://mobio.example/a?b=c")).request.target == "/a?b=c");
    CHECK(parse(get("http://mobio.example/a?b=c")).request.path == "/a");
    CHECK(parse(get("HTTP://MOBIO.example")).request.path == "/");
    CHECK(parse(get("http://mobio.example?b=c")).request.query.get("b") == "c");
    for (const auto* target :
         {"http://evil.example/", "ftp://mobio.example/", "mobio.example/", "a", "*", "http://",
          "://mobio.example/", "http://mobio.example:80/"})
        CHECK_MESSAGE(parse(get(target)).status == 400, target);
}

TEST_CASE("targets hold no fragment and nothing beyond ASCII") {
    for (const auto* target : {"/a#b", "/caf\xc3\xa9", "/a?b=\xff", "/a?b=%00", "/a?%"})
        CHECK_MESSAGE(parse(get(target)).status == 400, target);
}

TEST_CASE("methods that no page has are told apart from unknown ones") {
    const auto outcome = [](std::string_view method) {
        return parse(std::string(method) + " / HTTP/1.1\r\nHost: a\r\n\r\n");
    };
    CHECK(outcome("PUT").request.method == Method::Other);
    CHECK(outcome("TRACE").request.method == Method::Other);
    CHECK(outcome("HEAD").request.method == Method::Head);
    CHECK(outcome("BREW").status == 501);
    CHECK(outcome("get").status == 501);
    CHECK(parse("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").request.method == Method::Other);
    CHECK(parse("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n").request.method == Method::Other);
}

TEST_CASE("other versions of HTTP are refused as such") {
    CHECK(parse("GET / HTTP/2.0\r\nHost: a\r\n\r\n").status == 505);
    CHECK(parse("GET / HTTP/1.2\r\nHost: a\r\n\r\n").status == 505);
    CHECK(parse("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").status == 505);
    CHECK(parse("GET / HTTP/x.y\r\nHost: a\r\n\r\n").status == 400);
    CHECK(parse("GET / http/1.1\r\nHost: a\r\n\r\n").status == 400);
}

TEST_CASE("what is too long is refused by what it is") {
    CHECK(parse(get("/" + std::string(4095, 'a'))).status == 200);
    CHECK(parse(get("/" + std::string(4096, 'a'))).status == 414);
    CHECK(parse("GET /" + std::string(64 * 1024, 'a')).status == 414);
    CHECK(parse(get("/", "X: " + std::string(15 * 1024, 'a') + "\r\n")).status == 200);
    CHECK(parse(get("/", "X: " + std::string(20 * 1024, 'a') + "\r\n")).status == 431);
    CHECK(parse(get("/", "X: " + std::string(20 * 1024, 'a')), 100).status == 431);
    std::string fields;
    for (int i = 0; i < 99; ++i) fields += "X: a\r\n";
    CHECK(parse(get("/", fields)).status == 200);
    CHECK(parse(get("/", fields + "Y: b\r\n")).status == 431);
}

TEST_CASE("a body that is too long is refused before it is read") {
    const std::string start =
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: "
        "application/x-www-form-urlencoded\r\nContent-Length: ";
    CHECK(parse(start + "262144\r\n\r\n").status == 0);
    CHECK(parse(start + "262145\r\n\r\n").status == 413);
    CHECK(parse(start + "104857600\r\n\r\n").status == 413);
    CHECK(parse(start + "18446744073709551615\r\n\r\n").status == 413);
    CHECK(parse(start + "18446744073709551616\r\n\r\n").status == 400);
    CHECK(parse(chunked + "40001\r\n").status == 413);
    const std::string half = "20000\r\n" + std::string(0x20000, 'a') + "\r\n";
    CHECK(parse(chunked + half + half + "0\r\n\r\n", 5000).status == 200);
    CHECK(parse(chunked + half + half + "1\r\na\r\n", 5000).status == 413);
}

TEST_CASE("a body is a form or refused") {
    const auto status = [](std::string_view headers) {
        return parse("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n" + std::string(headers) +
                     "\r\na=1")
            .status;
    };
    CHECK(status("Content-Type: application/x-www-form-urlencoded\r\n") == 200);
    CHECK(status("Content-Type: Application/X-WWW-Form-Urlencoded; charset=UTF-8\r\n") == 200);
    CHECK(status("Content-Type: application/x-www-form-urlencoded; charset=latin1\r\n") == 415);
    CHECK(status("Content-Type: multipart/form-data; boundary=x\r\n") == 415);
    CHECK(status("Content-Type: application/json\r\n") == 415);
    CHECK(status("") == 415);
    CHECK(parse("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n").status == 200);
    CHECK(parse(post("a=%")).status == 400);
}

TEST_CASE("an expectation that we do not know is refused") {
    CHECK(parse(get("/", "Expect: 200-ok\r\n")).status == 417);
    CHECK(parse(post("a=1", "Expect: 100-continue\r\n")).status == 200);
}

TEST_CASE("only our own proxy is believed about the client") {
    const auto bytes =
        get("/",
            "X-Forwarded-For: 203.0.113.9, 198.51.100.4\r\nX-Forwarded-Proto: https\r\n"
            "Cookie: __Host-session=s\r\n");
    const auto stranger = parse(bytes, 9999, {"192.0.2.7", false, false}).request;
    CHECK(stranger.remote == "192.0.2.7");
    CHECK_FALSE(stranger.secure);
    const auto proxy = parse(bytes, 9999, {"127.0.0.1", false, true}).request;
    CHECK(proxy.remote == "198.51.100.4");
    CHECK(proxy.secure);
    CHECK(proxy.cookie("session") == "s");
    CHECK(parse(get("/", "X-Forwarded-For: nonsense\r\n"), 9999, {"127.0.0.1", false, true})
              .request.remote == "127.0.0.1");
}

}  // namespace mobio::http
