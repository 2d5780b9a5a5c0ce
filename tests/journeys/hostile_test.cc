// SPDX-License-Identifier: EUPL-1.2
// Every page meets what no page of ours sends: by everybody, on every route that there is.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <set>

#include "platform/log.h"
#include "world.h"

using namespace mobio;
using http::Method;

namespace {

constexpr const char* canary = "Zitronenfalter";

struct Visitor {
    std::string name;
    std::function<Browser()> come;
};

std::vector<Visitor> everybody(World& world) {
    const auto amina = world.person("Amina");
    std::vector<Visitor> all{{"nobody", [&] { return world.anybody(); }},
                             {"Amina", [&world, amina] { return world.as(amina); }}};
    for (const auto* role :
         {"manager", "counsellor", "lead", "officer", "editor", "admin", "dpo"}) {
        const auto staff = world.staff(std::string("Keller ") + role, role);
        all.push_back({role, [&world, staff] { return world.as(staff); }});
    }
    return all;
}

// "/a/{id}" with that in the place of each parameter; a page of the biography where it may be one.
std::string filled(std::string pattern, std::string_view parameter) {
    for (auto at = pattern.find('{'); at != std::string::npos; at = pattern.find('{')) {
        const auto end = pattern.find('}') + 1;
        const auto name = pattern.substr(at, end - at);
        const bool id = name != "{section}" && name != "{topic}";
        pattern.replace(at, end - at,
                        id                    ? parameter
                        : name == "{section}" ? std::string_view("work")
                                              : std::string_view("jobs"));
    }
    return pattern;
}

std::string every_parameter(std::string pattern, std::string_view parameter) {
    for (auto at = pattern.find('{'); at != std::string::npos; at = pattern.find('{', at + 1))
        pattern.replace(at, pattern.find('}', at) + 1 - at, parameter);
    return pattern;
}

constexpr const char* some_id = "01890000-0000-7000-8000-000000000000";

bool ends_session(std::string_view pattern) {
    return pattern == "/session/end" || pattern == "/sessions/end-all" || pattern == "/exit" ||
           pattern == "/plan/together/end";
}

std::string token_of(Browser& browser) {
    return browser.get("/account").status == 200 ? browser.get("/account").hidden("form_token")
                                                 : browser.get("/").hidden("form_token");
}

// What the pages' forms name, each with what they never hold.
Values hostile_fields() {
    Values fields;
    for (const auto* name : {"kind",
                             "language",
                             "text_language",
                             "shown_in",
                             "revision",
                             "entry",
                             "clash",
                             "asked",
                             "path",
                             "draft",
                             "answer",
                             "item[]",
                             "health[]",
                             "agree",
                             "of_age",
                             "code",
                             "number",
                             "secret",
                             "secret_again",
                             "secret_now",
                             "email",
                             "name",
                             "again",
                             "place",
                             "role",
                             "return",
                             "next",
                             "goes_to",
                             "with.name",
                             "recipient",
                             "message",
                             "after",
                             "page",
                             "work.entries.title_original",
                             "work.entries.from.year",
                             "work.entries.state",
                             "",
                             "a[]"})
        for (const auto* value :
             {canary, "-1", "99999999999999999999999", "../../etc/passwd",
              "<script>alert(1)</script>", "' OR 1=1 --", "\xEF\xBB\xBF\xE2\x80\xAE"})
            fields.emplace_back(name, value);
    fields.emplace_back(canary, canary);
    return fields;
}

// Pages for the other side, people or staff, refuse before they read anything: once is enough.
bool for_others(std::string_view visitor, std::string_view pattern) {
    const bool staff = visitor != "Amina" && visitor != "nobody";
    const bool of_staff = std::ranges::any_of(
        std::array<std::string_view, 8>{"/staff", "/lists", "/figures", "/allocation", "/texts",
                                        "/packet-definitions", "/recipients", "/occupations"},
        [&](std::string_view start) { return pattern.starts_with(start); });
    return staff != of_staff;
}

std::set<unsigned> statuses(std::initializer_list<unsigned> list) { return list; }

// What `body` writes to standard error.
std::string logged(const std::function<void()>& body) {
    std::FILE* file = std::tmpfile();
    const int before = dup(STDERR_FILENO);
    dup2(fileno(file), STDERR_FILENO);
    log::start("debug");
    body();
    log::start("off");
    dup2(before, STDERR_FILENO);
    close(before);
    std::string text(static_cast<std::size_t>(std::ftell(file)), '\0');
    std::rewind(file);
    text.resize(std::fread(text.data(), 1, text.size(), file));
    std::fclose(file);
    return text;
}

}  // namespace

TEST_CASE("no address, however it is written, breaks a page or reaches the log") {
    World world;
    const std::string long_one(3000, 'a');
    const std::vector<std::string> parameters{"x",   some_id,        canary,     "%C3%A4%E2%80%AE",
                                              "%ff", "%00",          "%2e%2e",   "%2F",
                                              "%",   "'%20OR%201=1", "%7Bid%7D", long_one};
    std::string fields = "?";
    for (int i = 0; i < 600; ++i) fields += "a=1&";
    const std::vector<std::string> queries{
        "",
        std::string("?kind=") + canary + "&page=-1&after=x&path=" + canary,
        "?kind=JC&kind=AA&lang=de&lang=fr&page=99999999999999999999&after=" + std::string(some_id),
        "?next=//evil.example&" + std::string(canary) + "&a[]=1&=&&=x&%C3%A4=%20",
        "?a=%zz",
        "?a=%00",
        fields};
    const auto fine = statuses({200, 303, 400, 403, 404, 405, 410, 414, 431});
    const auto log = logged([&] {
        for (const auto& visitor : everybody(world)) {
            auto browser = visitor.come();
            for (const auto& route : world.router().routes()) {
                if (route.method != Method::Get) continue;
                const auto look = [&](const std::string& path) {
                    const auto status = browser.get(path).status;
                    CHECK_MESSAGE(fine.contains(status), visitor.name, " ", path.substr(0, 200),
                                  ": ", status);
                };
                if (for_others(visitor.name, route.pattern)) {
                    look(filled(route.pattern, canary) + queries[1]);
                    continue;
                }
                for (const auto& query : queries) look(filled(route.pattern, some_id) + query);
                if (route.pattern.find('{') == std::string::npos) continue;
                for (const auto& parameter : parameters) {
                    look(filled(route.pattern, parameter));
                    look(every_parameter(route.pattern, parameter));
                }
            }
        }
    });
    CHECK(log.find("\"event\":\"request\"") != std::string::npos);
    CHECK(log.find(canary) == std::string::npos);
}

TEST_CASE("no form, whatever it holds, breaks a page or reaches the log") {
    World world;
    const auto hostile = hostile_fields();
    const auto fine = statuses({200, 303, 400, 403, 404, 409, 410, 422, 429});
    const auto log = logged([&] {
        for (const auto& visitor : everybody(world)) {
            auto browser = visitor.come();
            for (const auto& route : world.router().routes()) {
                if (route.method != Method::Post) continue;
                for (const auto* parameter : {some_id, canary}) {
                    const auto path = filled(route.pattern, parameter);
                    const auto send = [&](const Values& fields) {
                        const auto status = browser.post_raw(path, fields).status;
                        CHECK_MESSAGE(fine.contains(status), visitor.name, " ", path, ": ", status);
                    };
                    send({});
                    send(hostile);
                    if (for_others(visitor.name, route.pattern)) break;
                    auto with_token = hostile;
                    with_token.emplace_back("form_token", token_of(browser));
                    with_token.emplace_back("form_key", "AAAAAAAAAAAAAAAAAAAAAA");
                    send(with_token);
                    if (ends_session(route.pattern)) browser = visitor.come();
                    with_token.back().second = canary;
                    send(with_token);
                    if (ends_session(route.pattern)) browser = visitor.come();
                    std::ranges::reverse(with_token);
                    send(with_token);
                    if (ends_session(route.pattern)) browser = visitor.come();
                }
            }
        }
    });
    CHECK(log.find(canary) == std::string::npos);
}

TEST_CASE("a language button inside a form never acts") {
    World world;
    const auto fine = statuses({200, 400, 403, 404, 422});
    for (const auto& visitor : everybody(world)) {
        auto browser = visitor.come();
        for (const auto& route : world.router().routes()) {
            if (route.method != Method::Post || ends_session(route.pattern)) continue;
            if (route.pattern == "/language") continue;
            const auto reply = browser.post_raw(filled(route.pattern, some_id),
                                                {{"form_token", token_of(browser)},
                                                 {"form_key", "AAAAAAAAAAAAAAAAAAAAAA"},
                                                 {"name", canary},
                                                 {"switch_language", "de"}});
            CHECK_MESSAGE(fine.contains(reply.status), visitor.name, " ", route.pattern, ": ",
                          reply.status);
        }
    }
}

TEST_CASE("too many fields, and bodies that are no form, are refused everywhere") {
    World world;
    auto browser = world.anybody();
    Values many;
    for (int i = 0; i < 501; ++i) many.emplace_back("a", "1");
    for (const auto& route : world.router().routes()) {
        if (route.method != Method::Post) continue;
        const auto path = filled(route.pattern, some_id);
        CHECK_MESSAGE(browser.post_raw(path, many).status == 413, path);
        std::vector<std::string> types{"text/plain", "application/json",
                                       "application/x-www-form-urlencodedx"};
        if (world.router().upload_bytes(path) == 0)
            types.emplace_back("multipart/form-data; boundary=x");
        for (const auto& type : types)
            CHECK_MESSAGE(browser.ask("POST", path, type, "a=1").status == 415, path, " ", type);
    }
}

TEST_CASE("a method that a page does not know is refused and told") {
    World world;
    auto browser = world.anybody();
    for (const auto& route : world.router().routes()) {
        const auto path = filled(route.pattern, some_id);
        const auto allowed = world.router().allowed(path);
        for (const auto* method : {"PUT", "DELETE", "PATCH", "OPTIONS"}) {
            const auto reply = browser.ask(method, path);
            CHECK_MESSAGE(reply.status == 405, method, " ", path);
            CHECK_MESSAGE(reply.header("allow") == allowed, method, " ", path);
        }
        if (allowed.find("GET") == std::string::npos)
            CHECK_MESSAGE(browser.get(path).status == 405, path);
        if (allowed.find("POST") == std::string::npos)
            CHECK_MESSAGE(browser.post_raw(path, {}).status == 405, path);
    }
}

TEST_CASE("HEAD answers as GET does, without a body") {
    World world;
    for (const auto& visitor : everybody(world)) {
        auto browser = visitor.come();
        for (const auto& route : world.router().routes()) {
            if (route.method != Method::Get) continue;
            const auto path = filled(route.pattern, some_id);
            const auto whole = browser.get(path), head = browser.ask("HEAD", path);
            CHECK_MESSAGE(head.status == whole.status, visitor.name, " ", path);
            CHECK_MESSAGE(head.header("content-type") == whole.header("content-type"), path);
            CHECK_MESSAGE(head.body.empty(), path);
        }
    }
}
