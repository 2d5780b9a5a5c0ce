// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "platform/http/request.h"
#include "platform/http/response.h"

namespace mobio::http {

struct Limits {
    std::size_t header_bytes = 16 * 1024;
    std::size_t header_fields = 100;
    std::size_t target_bytes = 4 * 1024;  // longer: 414
    std::size_t body_bytes = 256 * 1024;  // longer: 413, before it is read
    std::size_t connections = 4000;
    std::size_t connections_per_address = 2000;  // an accommodation shares one address
    std::chrono::seconds header_time{15}, body_time{12}, write_time{25}, idle_time{60};
};

struct Listen {
    std::string address = "127.0.0.1";
    unsigned short port = 8080;    // 0: any free one, see Server::port
    std::string certificate, key;  // PEM files; both empty: plain HTTP
    std::string trusted_proxy;     // whose X-Forwarded-For and -Proto are believed
    unsigned loops = 2, workers = 8;
};

// Parses and limits HTTP/1.1, runs `respond` on a bounded pool of workers, writes the answer,
// compresses (br, gzip) where the client takes it. Malformed or smuggled requests are answered
// (400, 413, 414, 431, 501, 505) and their connection closed; `respond` never sees them.
// `respond` must not throw. Thread-safe.
class Server {
public:
    // Requests for which `slow` holds have as many workers of their own: while sign-ins queue for
    // the hashing of passwords, other pages go on.
    Server(Listen listen, Limits limits, std::function<Response(Request&)> respond,
           std::function<bool(const Request&)> slow = {});
    ~Server();  // stops at once
    // Returns when the port accepts. Throws std::runtime_error, ready to print: address in use,
    // no such address, certificate or key not usable.
    void start();
    unsigned short port() const;
    // Takes no new connections, lets requests under way finish for at most `grace`, then closes.
    void stop(std::chrono::milliseconds grace = std::chrono::seconds{4});

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

}  // namespace mobio::http
