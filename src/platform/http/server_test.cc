// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/server.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>
#include <stdexcept>
#include <thread>

#include "platform/http/raw_client.h"
#include "platform/log.h"

namespace mobio::http {

namespace {

using namespace std::chrono_literals;
using Statuses = std::vector<unsigned>;

Limits short_limits() {
    Limits limits;
    limits.header_time = limits.body_time = limits.write_time = limits.idle_time = 1s;
    return limits;
}

// A server on a free port whose pages say what was asked.
struct Running {
    explicit Running(Limits limits = {}, Listen listen = {})
        : server(
              at_any_port(listen), limits, [this](Request& request) { return answer(request); },
              [](const Request& request) {
                  return request.path == "/sign-in" ? Lane::Slow : Lane::Quick;
              }) {
        log::start("off");
        server.start();
    }
    static Listen at_any_port(Listen listen) {
        listen.port = 0;
        listen.workers = 2;
        return listen;
    }
    Response answer(Request& request) {
        ++asked;
        if (request.no_room) return text(503, "no room");
        if (request.path == "/slow" || request.path == "/sign-in")
            std::this_thread::sleep_for(500ms);
        if (request.path == "/large") return text(200, std::string(200'000, 'a'));
        if (request.path == "/page") return {.body = std::string(5000, 'a')};
        return text(200, request.path + " " + request.form.get("name"));
    }
    RawClient client() { return RawClient(server.port()); }
    std::string reply(std::string_view bytes) {
        RawClient raw(server.port());
        raw.send(bytes);
        raw.finish_sending();
        return raw.read();
    }
    Statuses statuses(std::string_view bytes) { return statuses_in(reply(bytes)); }

    std::atomic<int> asked{0};
    Server server;
};

std::string get(std::string_view path, std::string_view headers = "") {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n" + std::string(headers) + "\r\n";
}

const std::string form_start =
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n";
const std::string sneaked = "GET /sneaked HTTP/1.1\r\nHost: a\r\n\r\n";

}  // namespace

TEST_CASE("a connection serves one request after the other") {
    Running running;
    RawClient client(running.server.port());
    for (int i = 0; i < 3; ++i) {
        client.send(get("/again"));
        const auto answers = answers_in(client.read_answers(1));
        REQUIRE(answers.size() == 1);
        CHECK(answers[0].status == 200);
        CHECK(answers[0].body == "/again ");
        CHECK(answers[0].header("connection").empty());
    }
}

TEST_CASE("requests sent in one go are answered in order") {
    Running running;
    const auto answers = answers_in(
        running.reply(get("/1") + form_start + "Content-Length: 10\r\n\r\nname=Amina" + get("/3")));
    REQUIRE(answers.size() == 3);
    CHECK(answers[0].body == "/1 ");
    CHECK(answers[1].body == "/ Amina");
    CHECK(answers[2].body == "/3 ");
}

TEST_CASE("HEAD is answered without a body, and the next request still fits") {
    Running running;
    const auto bytes = running.reply("HEAD /page HTTP/1.1\r\nHost: a\r\n\r\n" + get("/next"));
    const auto head = answers_in(bytes, true);
    REQUIRE(head.size() == 2);
    CHECK(head[0].header("content-length") == "5000");
    CHECK(bytes.ends_with("/next "));
    CHECK(bytes.size() < 4000);
}

TEST_CASE("HTTP/1.0 and Connection: close end with the answer") {
    Running running;
    for (const auto& request :
         {std::string("GET /a HTTP/1.0\r\n\r\n"), get("/a", "Connection: close\r\n")}) {
        RawClient client(running.server.port());
        client.send(request);
        const auto answers = answers_in(client.read(1s));
        REQUIRE(answers.size() == 1);
        CHECK(answers[0].header("connection") == "close");
        CHECK(client.closes(1s));
    }
    RawClient old(running.server.port());
    old.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    CHECK(answers_in(old.read_answers(1))[0].header("connection") == "keep-alive");
    CHECK_FALSE(old.closes(200ms));
}

TEST_CASE("a client that waits for 100 Continue gets it, and a refused one does not") {
    Running running;
    RawClient client(running.server.port());
    client.send(form_start + "Content-Length: 10\r\nExpect: 100-continue\r\n\r\n");
    CHECK(client.read(300ms) == "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("name=Amina");
    CHECK(answers_in(client.read_answers(1))[0].body == "/ Amina");
    CHECK(running.statuses(form_start + "Content-Length: 900000\r\nExpect: 100-continue\r\n\r\n") ==
          Statuses{413});
}

TEST_CASE("no request can be hidden in another") {
    Running running;
    const std::string cl_te =
        form_start + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    CHECK(running.statuses(cl_te + sneaked) == Statuses{400});
    CHECK(running.statuses(form_start + "Content-Length: 0\r\nContent-Length: 44\r\n\r\n" +
                           sneaked) == Statuses{400});
    CHECK(running.statuses(form_start + "Transfer-Encoding: xchunked\r\n\r\n" + sneaked) ==
          Statuses{501});
    CHECK(running.statuses(form_start + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + sneaked) ==
          Statuses{400});
    CHECK(running.statuses(form_start + "Transfer-Encoding:\x0b chunked\r\n\r\n0\r\n\r\n" +
                           sneaked) == Statuses{400});
    CHECK(running.asked == 0);
    // A body that a page does not look at is still no request.
    CHECK(running.statuses(form_start + "Content-Length: " + std::to_string(sneaked.size()) +
                           "\r\n\r\n" + sneaked) == Statuses{200});
    CHECK(running.asked == 1);
}

TEST_CASE("malformed requests are answered and their connection is closed") {
    Running running;
    const std::vector<std::pair<std::string, unsigned>> probes{
        {"GET / HTTP/1.1\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        {get("/", "X : a\r\n"), 400},
        {get("/", std::string("X: a\0b\r\n", 8)), 400},
        {get("/", "X: " + std::string(20000, 'a') + "\r\n"), 431},
        {get("/" + std::string(65536, 'a')), 414},
        {get("/..%2fetc"), 400},
        {"BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
        {"GET / HTTP/3.0\r\nHost: a\r\n\r\n", 505},
        {form_start + "Content-Length: 104857600\r\n\r\n", 413},
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}", 415},
        {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n", 400},
    };
    for (const auto& [bytes, status] : probes) {
        RawClient client(running.server.port());
        client.send(bytes);
        const auto answers = answers_in(client.read(4s));
        REQUIRE_MESSAGE(answers.size() == 1, bytes.substr(0, 60));
        CHECK_MESSAGE(answers[0].status == status, bytes.substr(0, 60));
        CHECK(answers[0].header("connection") == "close");
        CHECK(answers[0].header("x-content-type-options") == "nosniff");
        CHECK(client.closes(3s));
    }
    CHECK(running.asked == 0);
}

TEST_CASE("a client that goes on sending still reads why it was refused") {
    Running running;
    RawClient client(running.server.port());
    client.send(form_start + "Content-Length: 900000\r\n\r\n");
    client.send(std::string(900000, 'a'));
    CHECK(statuses_in(client.read(3s)) == Statuses{413});
}

TEST_CASE("a browser that sends a form whole, however large, reads why it was refused") {
    Running running;
    RawClient client(running.server.port());
    client.send(form_start + "Content-Length: 20000000\r\n\r\n");
    CHECK(client.send(std::string(20'000'000, 'a')));
    CHECK(statuses_in(client.read(3s)) == Statuses{413});
}

TEST_CASE("a chunked body is cut off at its limit") {
    Running running;
    RawClient client(running.server.port());
    client.send(form_start + "Transfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "8000\r\n" + std::string(0x8000, 'a') + "\r\n";
    for (int i = 0; i < 12; ++i) client.send(chunk);
    CHECK(statuses_in(client.read(3s)) == Statuses{413});
    CHECK(running.asked == 0);
}

TEST_CASE("clients that drip are closed, wherever they are") {
    Running running(short_limits());
    const auto lives = [&](std::string_view start, std::string_view drip) {
        RawClient client(running.server.port());
        client.send(start);
        client.read_answers(0);
        const auto began = std::chrono::steady_clock::now();
        while (client.send(drip) && !client.closes(100ms))
            if (std::chrono::steady_clock::now() - began > 5s) break;
        return std::chrono::steady_clock::now() - began;
    };
    const std::vector<std::pair<std::string, std::string>> drips{
        {"G", "E"},
        {get("/").substr(0, 30), "x"},
        {form_start + "Content-Length: 100000\r\n\r\n", "a"},
        {form_start + "Transfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n"}};
    std::vector<std::future<std::chrono::steady_clock::duration>> lives_of;
    for (const auto& [start, drip] : drips)
        lives_of.push_back(std::async(std::launch::async, lives, start, drip));
    for (auto& life : lives_of) CHECK(life.get() < 2500ms);
}

TEST_CASE("an upload that drips is given up, and its room is there for the next one") {
    auto limits = short_limits();
    limits.upload_bytes = [](std::string_view) { return std::size_t{900}; };
    limits.upload_room = 900;
    limits.uploader = [](const Request& head) { return head.header("x-sender"); };
    Running running(limits);
    const std::string part =
        "--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nAmina\r\n--x--";
    const auto upload = [&](std::string_view sender, std::string_view length) {
        return "POST /up HTTP/1.1\r\nHost: a\r\nX-Sender: " + std::string(sender) +
               "\r\nContent-Type: multipart/form-data; boundary=x\r\n" + std::string(length) +
               "\r\n\r\n";
    };
    const auto whole = upload("Amina", "Content-Length: " + std::to_string(part.size())) + part;
    for (const char* length : {"Content-Length: 900", "Transfer-Encoding: chunked"}) {
        RawClient drip(running.server.port());
        drip.send(upload("Bilal", length));
        std::this_thread::sleep_for(200ms);
        CHECK(running.reply(whole).find("no room") != std::string::npos);
        CHECK(drip.closes(2500ms));
        CHECK(running.reply(whole).find("/up Amina") != std::string::npos);
    }
    RawClient nobody(running.server.port());
    nobody.send(upload("", "Content-Length: 900"));
    std::this_thread::sleep_for(200ms);
    CHECK(running.reply(whole).find("/up Amina") != std::string::npos);
}

TEST_CASE("silent connections are closed, before a request and after it") {
    Running running(short_limits());
    RawClient fresh(running.server.port()), used(running.server.port());
    used.send(get("/"));
    CHECK(statuses_in(used.read_answers(1)) == Statuses{200});
    CHECK(fresh.closes(2500ms));
    CHECK(used.closes(2500ms));
}

TEST_CASE("a client that does not read its answers is closed") {
    Running running(short_limits());
    RawClient client(running.server.port(), 4096);
    for (int i = 0; i < 60; ++i) client.send(get("/large"));
    const auto began = std::chrono::steady_clock::now();
    while (client.send("G") && std::chrono::steady_clock::now() - began < 10s)
        std::this_thread::sleep_for(100ms);
    CHECK(std::chrono::steady_clock::now() - began < 5s);
    CHECK(running.asked < 60);
}

TEST_CASE("five hundred slow clients do not keep others waiting") {
    Running running;
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 500; ++i) {
        slow.push_back(std::make_unique<RawClient>(running.server.port()));
        slow.back()->send("GET /dri");
    }
    for (int i = 0; i < 15; ++i) {
        const auto began = std::chrono::steady_clock::now();
        CHECK(running.statuses(get("/")) == Statuses{200});
        CHECK(std::chrono::steady_clock::now() - began < 1s);
    }
}

TEST_CASE("pages that wait long leave the others' workers alone") {
    Running running;
    std::vector<std::future<Statuses>> waiting;
    for (int i = 0; i < 6; ++i)
        waiting.push_back(
            std::async(std::launch::async, [&] { return running.statuses(get("/sign-in")); }));
    std::this_thread::sleep_for(100ms);
    const auto began = std::chrono::steady_clock::now();
    CHECK(running.statuses(get("/")) == Statuses{200});
    CHECK(std::chrono::steady_clock::now() - began < 200ms);
    for (auto& one : waiting) CHECK(one.get() == Statuses{200});
}

TEST_CASE("connections are limited, in all and per address") {
    for (const bool per_address : {false, true}) {
        Limits limits;
        (per_address ? limits.connections_per_address : limits.connections) = 3;
        Running running(limits);
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 4; ++i)
            clients.push_back(std::make_unique<RawClient>(running.server.port()));
        CHECK(clients[3]->closes(1s));
        clients[0]->send(get("/"));
        CHECK(statuses_in(clients[0]->read_answers(1)) == Statuses{200});
        clients.clear();
        std::this_thread::sleep_for(100ms);
        CHECK(running.statuses(get("/")) == Statuses{200});
    }
}

TEST_CASE("stopping lets a request under way finish and closes idle connections at once") {
    Running running;
    RawClient idle(running.server.port()), busy(running.server.port());
    idle.send(get("/"));
    idle.read_answers(1);
    busy.send(get("/slow"));
    std::this_thread::sleep_for(100ms);
    const auto began = std::chrono::steady_clock::now();
    auto stopped = std::async(std::launch::async, [&] { running.server.stop(4s); });
    CHECK(idle.closes(300ms));
    const auto answers = answers_in(busy.read_answers(1));
    REQUIRE(answers.size() == 1);
    CHECK(answers[0].status == 200);
    CHECK(busy.closes(1s));
    stopped.get();
    CHECK(std::chrono::steady_clock::now() - began < 1500ms);
    CHECK_THROWS(RawClient(running.server.port()));
}

TEST_CASE("stopping waits no longer than its grace") {
    Running running;
    RawClient drip(running.server.port());
    drip.send("GET / HT");
    std::this_thread::sleep_for(100ms);
    const auto began = std::chrono::steady_clock::now();
    running.server.stop(300ms);
    CHECK(std::chrono::steady_clock::now() - began < 1s);
    CHECK(drip.closes(1s));
}

TEST_CASE("a second server on the same port is told so") {
    Running running;
    Listen listen;
    listen.port = running.server.port();
    Server second(listen, {}, [](Request&) { return Response{}; });
    try {
        second.start();
        FAIL("it started");
    } catch (const std::runtime_error& error) {
        CHECK(std::string(error.what()) ==
              "127.0.0.1:" + std::to_string(listen.port) + ": Address already in use");
    }
}

TEST_CASE("a page is compressed for a browser") {
    Running running;
    const auto answers =
        answers_in(running.reply(get("/page", "Accept-Encoding: gzip, deflate, br\r\n")));
    REQUIRE(answers.size() == 1);
    CHECK(answers[0].header("content-encoding") == "br");
    CHECK(answers[0].body.size() < 200);
}

TEST_CASE("TLS is served where a certificate is given") {
    const auto folder =
        std::filesystem::temp_directory_path() / ("mobio-tls-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    Listen listen;
    listen.certificate = folder / "cert.pem";
    listen.key = folder / "key.pem";
    const auto run = [](const std::string& command) {
        return std::system((command + " 2>/dev/null").c_str());
    };
    REQUIRE(
        run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj "
            "/CN=localhost -keyout " +
            listen.key + " -out " + listen.certificate) == 0);
    Running running({}, listen);
    const auto connect =
        "openssl s_client -quiet -connect 127.0.0.1:" + std::to_string(running.server.port());
    const auto out = (folder / "out").string();
    const auto ask = [&](const std::string& options) {
        run("printf 'GET /x HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n' | timeout "
            "5 " +
            connect + options + " > " + out);
        std::ifstream file(out);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    for (const auto* version : {" -tls1_3", " -tls1_2"}) {
        const auto answers = answers_in(ask(version));
        REQUIRE_MESSAGE(answers.size() == 1, version);
        CHECK(answers[0].body == "/x ");
        CHECK(answers[0].header("strict-transport-security") == "max-age=31536000");
    }
    CHECK(ask(" -tls1_1 -cipher DEFAULT:@SECLEVEL=0").empty());
    CHECK(running.reply(get("/")).starts_with("HTTP/1.1 400 "));
    std::filesystem::remove_all(folder);
}

TEST_CASE("a certificate that cannot be used stops the start, and its file is named") {
    Listen listen;
    listen.port = 0;
    listen.certificate = "/nowhere/cert.pem";
    listen.key = "/nowhere/key.pem";
    Server server(listen, {}, [](Request&) { return Response{}; });
    try {
        server.start();
        FAIL("it started");
    } catch (const std::runtime_error& error) {
        CHECK(std::string(error.what()).starts_with("/nowhere/cert.pem: "));
    }
}

}  // namespace mobio::http
