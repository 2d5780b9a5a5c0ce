// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mobio::http {

struct Cookie {
    std::string name = {},
                value = {};            // sent as __Host-name; Secure; HttpOnly; SameSite=Lax on TLS
    std::optional<long> max_age = {};  // seconds; none: until the browser closes; 0: forget it
};

// What a handler answers. Security headers (CSP, no-store, nosniff, referrer policy …) are added
// to every answer in one place; a handler sets only what differs.
struct Response {
    unsigned status = 200;
    std::string type = "text/html; charset=utf-8";
    std::string body = {};
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::vector<Cookie> cookies = {};

    // Throws std::invalid_argument on a control character: nothing splits a header here.
    Response& with(std::string_view name, std::string_view value);
    Response& with(Cookie cookie);
};

// 303 to a path of our own; throws std::invalid_argument on anything else ("//elsewhere",
// "https:…").
Response see_other(std::string location);
bool is_local(std::string_view location);
Response text(unsigned status, std::string body);
Response json(unsigned status, std::string body);
// Sent as an attachment under that file name (RFC 6266, RFC 8187), never shown inline as HTML.
Response file(std::string type, std::string name, std::string body);

// Thrown by code below a handler to end the request with a plain error page of this status.
struct Failure {
    unsigned status;
};
[[noreturn]] inline void not_found() { throw Failure{404}; }

}  // namespace mobio::http
