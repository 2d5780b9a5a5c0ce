// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/files/bytes.h"

namespace mobio::http {

struct Request;

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
    // In place of the body: sent piece by piece as it is read, never whole in memory.
    std::optional<files::Bytes> stream = {};
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::vector<Cookie> cookies = {};
    // For who reads in two languages a page is drawn twice (front.h). Where a POST answers with a
    // page: its handler changed nothing and may run again; or how to draw the page, and no more.
    bool repeatable = false;
    std::function<Response(const Request&)> again = {};

    // Throws std::invalid_argument on a control character: nothing splits a header here.
    Response& with(std::string_view name, std::string_view value);
    Response& with(Cookie cookie);
};

// A page that comes after something was done or tried: `draw` draws it, in either language.
template <class Draw>
Response drawn(const Request& request, Draw draw) {
    auto response = draw(request);
    response.again = std::move(draw);
    return response;
}

// 303 to a path of our own; throws std::invalid_argument on anything else ("//elsewhere",
// "https:…").
Response see_other(std::string location);
bool is_local(std::string_view location);
Response text(unsigned status, std::string body);
Response json(unsigned status, std::string body);
// Sent as an attachment under that file name (RFC 6266, RFC 8187), never shown inline as HTML.
Response file(std::string type, std::string name, std::string body);
Response file(std::string type, std::string name, files::Bytes stream);

// Thrown by code below a handler to end the request with a plain error page of this status.
struct Failure {
    unsigned status;
};
[[noreturn]] inline void not_found() { throw Failure{404}; }

}  // namespace mobio::http
