// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/router.h"

#include <doctest/doctest.h>

#include <stdexcept>

namespace mobio {
struct Nobody {};
namespace http {
template <>
struct Gate<Nobody> {
    static constexpr std::string_view name = "nobody";
    static std::optional<Nobody> admit(const Request&, App&) { return std::nullopt; }
    static Response refuse(const Request&, App&) { return text(404, "refused"); }
};
}  // namespace http
}  // namespace mobio

namespace mobio::http {

namespace {

Response page(const Request&, App&) { return text(200, "page"); }
Response secret(const Nobody&, const Request&, App&) { return text(200, "secret"); }

Request asking(std::string path, Method method = Method::Get) {
    Request request;
    request.method = method;
    request.path = std::move(path);
    return request;
}

unsigned status_of(const Router& router, Request request) {
    try {
        router.match(request);
    } catch (const Failure& failure) {
        return failure.status;
    }
    return 200;
}

std::string route_of(const Router& router, const std::string& path) {
    auto request = asking(path);
    router.match(request);
    return request.route;
}

// No route of these tests looks at the county.
App& no_app() {
    static char nothing[1];
    return *reinterpret_cast<App*>(nothing);
}

}  // namespace

TEST_CASE("a route is found by whole segments") {
    Router router;
    router.get("/", page);
    router.get("/releases", page);
    router.get("/releases/{id}", page);
    router.get("/releases/{id}/fields/{key}", page);
    CHECK(route_of(router, "/") == "/");
    CHECK(route_of(router, "/releases") == "/releases");
    auto request = asking("/releases/12/fields/person.name");
    router.match(request);
    CHECK(request.route == "/releases/{id}/fields/{key}");
    CHECK(request.param("id") == "12");
    CHECK(request.param("key") == "person.name");
    for (const auto* path :
         {"/release", "/releases/", "/releases/1/fields", "/releases/1/x/2", "/x"})
        CHECK_MESSAGE(status_of(router, asking(path)) == 404, path);
}

TEST_CASE("a segment that is named wins over one that is taken") {
    Router router;
    router.get("/releases/{id}", page);
    router.get("/releases/new", page);
    router.get("/{a}/new", page);
    CHECK(route_of(router, "/releases/new") == "/releases/new");
    CHECK(route_of(router, "/releases/old") == "/releases/{id}");
    CHECK(route_of(router, "/goals/new") == "/{a}/new");
}

TEST_CASE("two routes of one method and pattern stop the start") {
    Router router;
    router.get("/releases/{id}", page);
    router.post("/releases/{id}", page);
    CHECK_THROWS_AS(router.get("/releases/{id}", page), std::logic_error);
    CHECK_THROWS_AS(router.get("/releases/{other}", page), std::logic_error);
    CHECK_THROWS_AS(router.get("no-slash", page), std::logic_error);
    CHECK_THROWS_AS(router.get("/a/{}", page), std::logic_error);
    CHECK_THROWS_AS(router.get("/a/x{id}", page), std::logic_error);
    CHECK_THROWS_AS(router.get("/a/", page), std::logic_error);
    CHECK_THROWS_AS(router.get("/a/{id", page), std::logic_error);
    CHECK(router.routes().size() == 2);
}

TEST_CASE("a path that exists for another method says so") {
    Router router;
    router.get("/both", page);
    router.post("/both", page);
    router.post("/exit", page);
    CHECK(status_of(router, asking("/both", Method::Head)) == 200);
    CHECK(status_of(router, asking("/both", Method::Other)) == 405);
    CHECK(status_of(router, asking("/exit", Method::Get)) == 405);
    CHECK(status_of(router, asking("/exit", Method::Head)) == 405);
    CHECK(status_of(router, asking("/none", Method::Other)) == 404);
    CHECK(router.allowed("/both") == "GET, HEAD, POST");
    CHECK(router.allowed("/exit") == "POST");
}

TEST_CASE("whom the gate refuses never reaches the handler, nor the check behind it") {
    Router router;
    router.get("/secret", secret);
    router.get("/open", page);
    bool checked = false;
    const Check check = [&](const Request&, App&) -> std::optional<Response> {
        checked = true;
        return text(403, "checked");
    };
    auto request = asking("/secret");
    CHECK(router.match(request).handle(request, no_app(), check).body == "refused");
    CHECK_FALSE(checked);
    CHECK(router.routes()[0].who == "nobody");
    CHECK(router.routes()[1].who == "public");
    request = asking("/open");
    CHECK(router.match(request).handle(request, no_app(), check).body == "checked");
}

TEST_CASE("pages that wait long are known by their pattern") {
    Router router;
    router.post("/sign-in", page);
    router.get("/sign-in", page);
    router.slow("/sign-in");
    CHECK(router.lane(asking("/sign-in", Method::Post)) == Lane::Slow);
    CHECK(router.lane(asking("/")) == Lane::Quick);
    CHECK_THROWS_AS(router.slow("/none"), std::logic_error);
}

TEST_CASE("only a form that is known for it takes uploads") {
    Router router;
    router.get("/documents", page);
    router.post("/documents", page);
    router.uploads("/documents", 1000);
    CHECK(router.upload_bytes("/documents") == 1000);
    CHECK(router.upload_bytes("/none") == 0);
    CHECK_THROWS_AS(router.uploads("/none", 1000), std::logic_error);
}

}  // namespace mobio::http
