// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/front.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>

#include "platform/http/form_owner.h"
#include "platform/http/test_county.h"

namespace mobio::http {

namespace {

Response form(const Request& request, App& app) {
    return {.body = "<input type=\"hidden\" name=\"form_token\" value=\"" +
                    form_token(request, app) + "\">" + std::string(text::code(request.language)) +
                    (request.redraw ? " redraw" : "")};
}
Response plain(const Request&, App&) { return text(200, "plain"); }
Response broken(const Request&, App&) { throw std::logic_error("a person's name"); }
Response full(const Request&, App&) { throw sql::Error(sql::Kind::Full, "13"); }
Response busy(const Request&, App&) { throw sql::Error(sql::Kind::Busy, "5"); }
Response gone(const Request&, App&) { throw Failure{410}; }

struct Site {
    Site() : front(router, {&county.app()}) {
        router.get("/", form);
        router.post("/", form);
        router.get("/plain", plain);
        router.get("/broken", broken);
        router.get("/full", full);
        router.get("/busy", busy);
        router.get("/gone", gone);
        add_pages(router);
        front.stale_form = [](const Request& request, App& app) {
            auto response = form(request, app);
            response.status = 403;
            return response;
        };
    }
    Response ask(Request request) const { return front.respond(request); }

    TestCounty county;
    Router router;
    Front front;
};

Request get(std::string path, std::string host = "mobio.example") {
    Request request;
    request.path = request.target = std::move(path);
    request.host = std::move(host);
    request.id = "abc";
    return request;
}

Request post(std::string path) {
    auto request = get(std::move(path));
    request.method = Method::Post;
    return request;
}

std::string cookie_of(const Response& response, std::string_view name) {
    for (const auto& cookie : response.cookies)
        if (cookie.name == name) return cookie.value;
    return {};
}

std::string token_of(const Response& response) {
    const auto start = response.body.find("value=\"") + 7;
    return response.body.substr(start, response.body.find('"', start) - start);
}

std::string header_of(const Response& response, std::string_view name) {
    for (const auto& [header, value] : response.headers)
        if (header == name) return value;
    return {};
}

// What a browser sends back that was shown the form.
Request filled_in(const Site& site) {
    const auto shown = site.ask(get("/"));
    auto request = post("/");
    request.cookies.add("visit", cookie_of(shown, "visit"));
    request.form.add("form_token", token_of(shown));
    return request;
}

}  // namespace

TEST_CASE("a county is found by its names, and others are misdirected") {
    Site site;
    CHECK(site.ask(get("/")).status == 200);
    CHECK(site.ask(get("/", "WWW.mobio.example:8443")).status == 200);
    CHECK(site.ask(get("/", "evil.example")).status == 421);
    CHECK(site.ask(get("/", "")).status == 421);
    CHECK(site.ask(get("/", "localhost:8080")).status == 421);
    site.front.local_names = true;
    CHECK(site.ask(get("/", "localhost:8080")).status == 200);
    CHECK(site.ask(get("/", "127.0.0.1")).status == 200);
}

TEST_CASE("a visitor gets a visit cookie with the first form, not before and not twice") {
    Site site;
    CHECK(site.ask(get("/plain")).cookies.empty());
    const auto visit = cookie_of(site.ask(get("/")), "visit");
    CHECK(is_visit(visit));
    auto again = get("/");
    again.cookies.add("visit", visit);
    CHECK(site.ask(again).cookies.empty());
    auto forged = get("/");
    forged.cookies.add("visit", "x");
    CHECK(is_visit(cookie_of(site.ask(forged), "visit")));
}

TEST_CASE("a form that was shown is taken, and its token is another each time") {
    Site site;
    auto request = filled_in(site);
    request.id = "another";
    const auto first = site.ask(request);
    CHECK(first.status == 200);
    CHECK(token_of(first) != request.form.get("form_token"));
    request.form.set("form_token", token_of(first));
    CHECK(site.ask(request).status == 200);
}

TEST_CASE("a form without its own token is shown again, and then goes through") {
    Site site;
    const auto right = filled_in(site);
    auto without = right, garbled = right, other_visit = right, no_visit = right;
    without.form.set("form_token", "");
    garbled.form.set("form_token", std::string(86, 'A'));
    other_visit.cookies.set("visit", make_visit());
    no_visit.cookies = {};
    for (const auto& request : {without, garbled, other_visit, no_visit})
        CHECK(site.ask(request).status == 403);
    const auto shown_again = site.ask(no_visit);
    no_visit.cookies.add("visit", cookie_of(shown_again, "visit"));
    no_visit.form.set("form_token", token_of(shown_again));
    CHECK(site.ask(no_visit).status == 200);
}

TEST_CASE("a session's forms are bound to the session") {
    Site site;
    std::uint8_t session = 1;
    site.front.enter = [&](Request& request, App&) { request.visitor.session.fill(session); };
    const auto shown = site.ask(get("/"));
    CHECK(shown.cookies.empty());
    auto request = post("/");
    request.form.add("form_token", token_of(shown));
    CHECK(site.ask(request).status == 200);
    session = 2;
    CHECK(site.ask(request).status == 403);
}

TEST_CASE("a form from another site is refused before anything else") {
    Site site;
    for (const auto& [name, value] :
         {std::pair{"origin", "https://evil.example"}, std::pair{"sec-fetch-site", "cross-site"}}) {
        auto request = filled_in(site);
        request.headers.add(name, value);
        CHECK(site.ask(request).status == 403);
        CHECK(site.ask(request).body == "403 abc\n");
    }
}

TEST_CASE("the language is the chosen one, else the browser's") {
    Site site;
    auto request = get("/");
    CHECK(site.ask(request).body.ends_with("de"));
    request.headers.add("accept-language", "fa-IR, en;q=0.5");
    CHECK(site.ask(request).body.ends_with("fa"));
    request.cookies.add("lang", "ar");
    CHECK(site.ask(request).body.ends_with("ar"));
}

TEST_CASE("a language button inside a form shows the form again in that language") {
    Site site;
    auto request = filled_in(site);
    request.form.add("switch_language", "fa");
    const auto response = site.ask(request);
    CHECK(response.body.ends_with("fa redraw"));
    CHECK(cookie_of(response, "lang") == "fa");
    request.form.set("switch_language", "xx");
    CHECK(site.ask(request).body.ends_with(">de"));
}

TEST_CASE("choosing a language leads back to a page of ours") {
    Site site;
    auto request = filled_in(site);
    request.path = "/language";
    request.form.add("language", "ar");
    request.form.add("return", "/biography?a=b");
    auto response = site.ask(request);
    CHECK(response.status == 303);
    CHECK(header_of(response, "Location") == "/biography?a=b");
    CHECK(cookie_of(response, "lang") == "ar");
    request.form.set("return", "//evil.example");
    CHECK(header_of(site.ask(request), "Location") == "/");
}

TEST_CASE("what goes wrong below becomes a page with its number and no detail") {
    Site site;
    CHECK(site.ask(get("/none")).status == 404);
    CHECK(site.ask(get("/gone")).status == 410);
    CHECK(site.ask(get("/full")).status == 507);
    CHECK(header_of(site.ask(get("/busy")), "Retry-After") == "5");
    CHECK(site.ask(get("/broken")).body == "500 abc\n");
    const auto wrong = site.ask(post("/plain"));
    CHECK(wrong.status == 405);
    CHECK(header_of(wrong, "Allow") == "GET, HEAD");
    site.front.error_page = [](const Request&, App&, unsigned status) -> Response {
        if (status == 404) throw std::logic_error("drawing");
        return text(status, "drawn");
    };
    CHECK(site.ask(get("/broken")).body == "drawn");
    CHECK(site.ask(get("/none")).body == "404 abc\n");
}

TEST_CASE("a script is told in its own language") {
    Site site;
    auto request = post("/");
    request.wants_json = true;
    CHECK(site.ask(request).body == R"({"request":"abc","status":403})");
    CHECK(site.ask(request).type == "application/json");
}

}  // namespace mobio::http
