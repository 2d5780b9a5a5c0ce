// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "command/compose.h"
#include "platform/http/server.h"

namespace mobio::command {

// What serve, work and demo run: counties, their pages and their jobs. `listen` comes first and
// tells early whether the address is free; pages are answered from `open` on, before that with 503.
class Service {
public:
    Service(const config::Config& config, const Share& share);
    ~Service();  // takes no new connections, finishes what is under way

    void listen();
    void add_county(const config::County& county);
    void work();  // starts the jobs of all counties
    void open();  // answers requests

    App& county(std::size_t i) { return counties_[i]; }
    std::string address() const;  // "http://127.0.0.1:8080"

private:
    http::Response respond(http::Request& request);
    bool is_slow(const http::Request& request);

    const config::Config& config_;
    const Share& share_;
    std::deque<App> counties_;
    http::Router router_;
    jobs::Register jobs_;
    std::unique_ptr<http::Front> front_;
    std::atomic<const http::Front*> open_ = nullptr;
    std::vector<std::unique_ptr<jobs::Worker>> workers_;
    std::unique_ptr<http::Server> server_;
};

}  // namespace mobio::command
