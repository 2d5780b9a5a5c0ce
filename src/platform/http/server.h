// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "platform/files/spool.h"
#include "platform/http/lane.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace mobio::http {

struct Limits {
    std::size_t header_bytes = 16 * 1024;
    std::size_t header_fields = 100;
    std::size_t target_bytes = 4 * 1024;  // longer: 414
    std::size_t body_bytes = 256 * 1024;  // longer: 413, before it is read
    // How long a form with files may be on that path; 0 or none: such a form is refused (415).
    std::function<std::size_t(std::string_view path)> upload_bytes = {};
    // Whose such a form is, asked on a worker with the head alone; empty: nobody's, who may not
    // send it. Then nothing of its files is kept, and they take no room. Must not throw.
    std::function<std::string(const Request& head)> uploader = {};
    // Together they take that much of the disk at most, in that folder, and those of one sender no
    // more than their share; more at once: Request::no_room.
    std::size_t upload_room = 1024 * 1024 * 1024;
    std::size_t upload_share = 128 * 1024 * 1024;
    std::size_t uploads_each = 3;
    std::filesystem::path upload_folder = files::spool_folder();
    std::size_t connections = 4000;
    std::size_t connections_per_address = 2000;  // an accommodation shares one address
    // A body has its time, and again for each MiB that it says it has, or else that has come.
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
    // Every lane has as many workers; without `lane` all requests take the quick one.
    Server(Listen listen, Limits limits, std::function<Response(Request&)> respond,
           std::function<Lane(const Request&)> lane = {});
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
