// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "command/compose.h"
#include "platform/http/server.h"

namespace mobio::command {

// What serve, work and demo run: counties, their pages and their jobs. `listen` comes first and
// tells early whether the address is free; pages are answered from `open` on, before that with 503.
class Service {
public:
    Service(const config::Config& config, const Stock& stock);
    ~Service();  // takes no new connections, finishes what is under way

    void listen();
    void add_county(const config::County& county);
    // All of the configuration. One of several whose database does not answer takes no other down:
    // it is left out, and answers 503 until `keep_trying`, which comes last, has got through to it.
    void add_counties();
    void work();  // starts the jobs of all counties
    void open();  // answers requests
    void keep_trying();

    App& county(std::size_t i) { return counties_[i]; }
    std::string address() const;  // "http://127.0.0.1:8080"

private:
    using Counties = std::vector<const config::County*>;
    // What requests meet at one moment; never changed, but followed by another.
    struct Opened {
        std::unique_ptr<http::Front> front;
        Counties away;
    };

    http::Response respond(http::Request& request);
    http::Lane lane(const http::Request& request);
    std::string uploader(const http::Request& head);
    bool try_county(const config::County& county);
    void start_jobs(App& county);
    void try_again(const std::stop_token& stop);

    const config::Config& config_;
    const Stock& stock_;
    std::deque<App> counties_;
    Counties away_;
    http::Router router_;
    jobs::Register jobs_;
    bool works_ = false;
    std::deque<Opened> all_opened_;
    std::atomic<const Opened*> opened_ = nullptr;
    std::vector<std::unique_ptr<jobs::Worker>> workers_;
    std::unique_ptr<http::Server> server_;
    std::jthread trying_;  // once it runs, it alone changes what stands above
};

}  // namespace mobio::command
