// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/response.h"

#include <algorithm>
#include <stdexcept>

namespace mobio::http {

namespace {

bool is_token(std::string_view name) {
    constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    return !name.empty() && std::ranges::all_of(name, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               others.find(c) != others.npos;
    });
}

bool has_control(std::string_view value) {
    return std::ranges::any_of(
        value, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

// RFC 6265, 4.1.1: visible ASCII without quote, comma, semicolon and backslash.
bool is_cookie_value(std::string_view value) {
    return std::ranges::all_of(value, [](char c) {
        return c > 0x20 && c < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\';
    });
}

// RFC 8187, 3.2.1: what may stand unescaped in an extended value.
std::string extended(std::string_view name) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        if (plain)
            text += c;
        else
            (text += '%').append({digits[byte >> 4], digits[byte & 15]});
    }
    return text;
}

std::string ascii_name(std::string_view name) {
    std::string text(name);
    std::ranges::replace_if(
        text, [](char c) { return c <= 0x20 || c >= 0x7f || c == '"' || c == '\\' || c == '%'; },
        '_');
    return text;
}

}  // namespace

Response& Response::with(std::string_view name, std::string_view value) {
    if (!is_token(name) || has_control(value)) throw std::invalid_argument("not a header");
    headers.emplace_back(name, value);
    return *this;
}

Response& Response::with(Cookie cookie) {
    if (!is_token(cookie.name) || !is_cookie_value(cookie.value))
        throw std::invalid_argument("not a cookie");
    cookies.push_back(std::move(cookie));
    return *this;
}

bool is_local(std::string_view location) {
    // Browsers read "/\\host" as "//host".
    return location.starts_with('/') && !location.starts_with("//") &&
           location.find('\\') == location.npos && !has_control(location);
}

Response see_other(std::string location) {
    if (!is_local(location)) throw std::invalid_argument("not a path of our own");
    Response response{.status = 303, .type = {}};
    response.with("Location", location);
    return response;
}

Response text(unsigned status, std::string body) {
    return {.status = status, .type = "text/plain; charset=utf-8", .body = std::move(body)};
}

Response json(unsigned status, std::string body) {
    return {.status = status, .type = "application/json", .body = std::move(body)};
}

Response file(std::string type, std::string name, std::string body) {
    Response response{.type = std::move(type), .body = std::move(body)};
    response.with("Content-Disposition", "attachment; filename=\"" + ascii_name(name) +
                                             "\"; filename*=UTF-8''" + extended(name));
    return response;
}

Response file(std::string type, std::string name, files::Bytes stream) {
    auto response = file(std::move(type), std::move(name), std::string());
    response.stream = std::move(stream);
    return response;
}

}  // namespace mobio::http
