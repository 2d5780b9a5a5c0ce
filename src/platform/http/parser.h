// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "platform/http/request.h"
#include "platform/http/server.h"

namespace mobio::http {

// Who is at the other end of a connection.
struct Peer {
    std::string address;
    bool tls = false;
    bool trusted = false;  // our own proxy: its X-Forwarded-For and -Proto are believed
};

// Turns the bytes of one request into a Request, stricter than its library: what a proxy in front
// could read differently is refused. No sockets here. Not reused: one parser per request.
class Parser {
public:
    Parser(const Limits& limits, const Peer& peer);
    ~Parser();

    enum class Stage { Head, Body, Complete };

    // Takes what it can from the front of `bytes` and returns how many bytes that was; what is left
    // comes again with more behind it. Throws Failure (400, 413, 414, 415, 417, 431, 501, 505): the
    // connection is to be closed after the answer.
    std::size_t feed(std::string_view bytes);
    Stage stage() const;

    // Only from Stage::Body on:
    bool expects_continue() const;
    bool keep_alive() const;
    bool http10() const;
    Request& request();  // whole when Stage::Complete

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

}  // namespace mobio::http
