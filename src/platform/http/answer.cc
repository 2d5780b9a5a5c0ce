// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/answer.h"

#include <algorithm>
#include <array>
#include <ctime>

#include "platform/http/compress.h"
#include "platform/http/decode.h"

namespace mobio::http {

namespace {

struct Header {
    std::string_view name, value;
};

constexpr std::array security_headers{
    Header{"Content-Security-Policy",
           "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
           "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
           "frame-ancestors 'none'; require-trusted-types-for 'script'"},
    Header{"Cache-Control", "no-store"},
    Header{"X-Content-Type-Options", "nosniff"},
    Header{"Referrer-Policy", "no-referrer"},
    Header{"X-Frame-Options", "DENY"},
    Header{"Cross-Origin-Opener-Policy", "same-origin"},
    Header{"Cross-Origin-Resource-Policy", "same-origin"},
    // Every feature that browsers know by name; others would be reported in their console.
    Header{"Permissions-Policy",
           "accelerometer=(), autoplay=(), camera=(self), clipboard-read=(), "
           "clipboard-write=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), "
           "geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), "
           "magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), "
           "publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), "
           "sync-xhr=(), usb=(), window-management=(), xr-spatial-tracking=()"},
};

std::string_view reason(unsigned status) {
    switch (status) {
        case 200:
            return "OK";
        case 204:
            return "No Content";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 421:
            return "Misdirected Request";
        case 422:
            return "Unprocessable Content";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        case 505:
            return "HTTP Version Not Supported";
        case 507:
            return "Insufficient Storage";
        default:
            return "";  // RFC 9112, 4: the phrase may be empty
    }
}

// RFC 9110, 5.6.7; made once a second and thread. Names are English whatever the locale.
std::string_view date() {
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    thread_local std::time_t made = -1;
    thread_local std::array<char, 32> text;
    thread_local std::size_t size = 0;
    const auto now = std::time(nullptr);
    if (now != made) {
        std::tm utc{};
        gmtime_r(&now, &utc);
        std::array<char, 32> pattern;
        std::snprintf(pattern.data(), pattern.size(), "%s, %%d %s %%Y %%H:%%M:%%S GMT",
                      days[static_cast<std::size_t>(utc.tm_wday)],
                      months[static_cast<std::size_t>(utc.tm_mon)]);
        size = std::strftime(text.data(), text.size(), pattern.data(), &utc);
        made = now;
    }
    return {text.data(), size};
}

bool sets(const Response& response, std::string_view name) {
    return std::ranges::any_of(response.headers,
                               [&](const auto& header) { return equal_fold(header.first, name); });
}

bool is_compressible(std::string_view type) {
    return type.starts_with("text/") || type.starts_with("application/json") ||
           type.starts_with("application/javascript") || type.starts_with("application/manifest") ||
           type.starts_with("image/svg+xml");
}

// Below this the answer fits one packet anyway.
constexpr std::size_t smallest_compressed = 1024;

void compress(Response& response, std::string_view accept_encoding) {
    if (response.body.size() <= smallest_compressed || !is_compressible(response.type) ||
        sets(response, "Content-Encoding"))
        return;
    if (!sets(response, "Vary")) response.with("Vary", "Accept-Encoding");
    const bool takes_brotli = accepts_encoding(accept_encoding, "br");
    if (!takes_brotli && !accepts_encoding(accept_encoding, "gzip")) return;
    response.body = takes_brotli ? brotli(response.body) : gzip(response.body);
    response.with("Content-Encoding", takes_brotli ? "br" : "gzip");
}

class Head {
public:
    explicit Head(unsigned status) {
        text_.reserve(1536);
        text_.append("HTTP/1.1 ").append(std::to_string(status)).append(" ");
        text_.append(reason(status)).append("\r\n");
    }
    void add(std::string_view name, std::string_view value) {
        text_.append(name).append(": ").append(value).append("\r\n");
    }
    void add(const Cookie& cookie, bool secure) {
        text_.append(secure ? "Set-Cookie: __Host-" : "Set-Cookie: ");
        text_.append(cookie.name).append("=").append(cookie.value).append("; Path=/");
        if (cookie.max_age) text_.append("; Max-Age=").append(std::to_string(*cookie.max_age));
        text_.append(secure ? "; Secure; HttpOnly; SameSite=Lax\r\n"
                            : "; HttpOnly; SameSite=Lax\r\n");
    }
    std::string finish() && { return std::move(text_.append("\r\n")); }

private:
    std::string text_;
};

void add_connection(Head& head, const Exchange& exchange) {
    if (!exchange.keep_alive)
        head.add("Connection", "close");
    else if (exchange.http10)
        head.add("Connection", "keep-alive");
}

}  // namespace

Answer write_answer(Response response, const Exchange& exchange) {
    const bool bodiless = response.status == 204 || response.status == 304;
    if (bodiless) response.body.clear();
    compress(response, exchange.accept_encoding);
    Head head(response.status);
    head.add("Date", date());
    if (!bodiless) {
        if (!response.type.empty()) head.add("Content-Type", response.type);
        head.add("Content-Length",
                 std::to_string(response.stream ? response.stream->size : response.body.size()));
    }
    for (const auto& [name, value] : response.headers) head.add(name, value);
    for (const auto& cookie : response.cookies) head.add(cookie, exchange.secure);
    for (const auto& [name, value] : security_headers)
        if (!sets(response, name)) head.add(name, value);
    if (exchange.secure) head.add("Strict-Transport-Security", "max-age=31536000");
    add_connection(head, exchange);
    if (exchange.head_only) {
        response.body.clear();
        response.stream.reset();
    }
    return {std::move(head).finish(), std::move(response.body), std::move(response.stream)};
}

}  // namespace mobio::http
