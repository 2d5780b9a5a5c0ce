// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/origin.h"

#include <doctest/doctest.h>

namespace mobio::http {

namespace {

constexpr auto public_url = "https://mobio.example/";

bool allowed(std::string_view header, std::string_view value, bool secure = false) {
    Request request;
    request.secure = secure;
    request.host = "127.0.0.1:8080";
    request.headers.add(std::string(header), std::string(value));
    return comes_from_us(request, public_url);
}

}  // namespace

TEST_CASE("hosts are compared by name") {
    CHECK(host_name("Mobio.Example:8443") == "mobio.example");
    CHECK(host_name("mobio.example.") == "mobio.example");
    CHECK(host_name("[::1]:8080") == "[::1]");
    CHECK(host_of_url("https://mobio.example:8443/a") == "mobio.example");
    CHECK(origin_of_url("HTTPS://mobio.example:8443/a?b") == "https://mobio.example:8443");
    CHECK(origin_of_url("mobio.example").empty());
    CHECK(host_of_url("mobio.example").empty());
    CHECK(is_loopback_name("localhost"));
    CHECK(is_loopback_name("[::1]"));
    CHECK_FALSE(is_loopback_name("localhost.evil.example"));
}

TEST_CASE("a form from elsewhere is known as such") {
    CHECK(allowed("origin", "https://mobio.example"));
    CHECK(allowed("origin", "http://127.0.0.1:8080"));
    CHECK(allowed("origin", "https://127.0.0.1:8080", true));
    CHECK_FALSE(allowed("origin", "http://127.0.0.1:8080", true));
    CHECK(allowed("origin", "null"));
    CHECK(allowed("sec-fetch-site", "same-origin"));
    CHECK(allowed("sec-fetch-site", "none"));
    CHECK(allowed("x", "y"));
    CHECK_FALSE(allowed("origin", "https://mobio.example.evil.example"));
    CHECK_FALSE(allowed("origin", "http://mobio.example"));
    CHECK_FALSE(allowed("origin", "https://127.0.0.1:8080"));
    CHECK_FALSE(allowed("sec-fetch-site", "cross-site"));
    CHECK_FALSE(allowed("sec-fetch-site", "same-site"));
}

}  // namespace mobio::http
