// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
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

// How much room on the disk the uploads under way of one server take together. Nobody gets more
// than a share, in bytes and in uploads. Thread-safe.
class UploadRoom {
public:
    explicit UploadRoom(const Limits& limits);
    bool take(const std::string& sender, std::size_t bytes);
    void give_back(const std::string& sender, std::size_t bytes);

private:
    struct Held {
        std::size_t bytes = 0, uploads = 0;
    };
    const std::size_t share_, uploads_each_;
    std::mutex mutex_;
    std::size_t left_;
    std::map<std::string, Held> held_;  // by sender; nobody's is not there
};

// Turns the bytes of one request into a Request, stricter than its library: what a proxy in front
// could read differently is refused. No sockets here. Not reused: one parser per request.
class Parser {
public:
    // Without `room` no upload is taken.
    Parser(const Limits& limits, const Peer& peer, UploadRoom* room = nullptr);
    ~Parser();

    // Sender: a form with files has begun, and its body waits for `admit`.
    enum class Stage { Head, Sender, Body, Complete };

    // Takes what it can from the front of `bytes` and returns how many bytes that was; what is left
    // comes again with more behind it. Throws Failure (400, 413, 414, 415, 417, 431, 501, 505): the
    // connection is to be closed after the answer.
    std::size_t feed(std::string_view bytes);
    Stage stage() const;
    // Whose the form is; where it is nobody's ("") or there is no room, nothing of its files is
    // kept.
    void admit(const std::string& sender);

    // Only from Stage::Sender on:
    bool expects_continue() const;
    // How long the body may take from its beginning; it may grow with what has come.
    std::chrono::seconds body_time() const;
    bool keep_alive() const;
    bool http10() const;
    Request& request();  // whole when Stage::Complete

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

}  // namespace mobio::http
