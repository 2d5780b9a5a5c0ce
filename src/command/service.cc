// SPDX-License-Identifier: EUPL-1.2
#include "command/service.h"

namespace mobio::command {

namespace {

// Requests under way get this long; the whole process ends within five seconds.
constexpr std::chrono::milliseconds grace{3500};

bool is_loopback(const std::string& address) {
    return address.starts_with("127.") || address == "::1";
}

}  // namespace

Service::Service(const config::Config& config, const Share& share)
    : config_(config), share_(share) {
    add_all_pages(router_, config.demo);
    add_all_jobs(jobs_);
}

Service::~Service() {
    if (server_) server_->stop(grace);
    workers_.clear();
}

void Service::listen() {
    server_ = std::make_unique<http::Server>(
        config_.listen, http::Limits{}, [this](http::Request& request) { return respond(request); },
        [this](const http::Request& request) { return is_slow(request); });
    server_->start();
}

void Service::add_county(const config::County& county) {
    furnish(counties_.emplace_back(county, share_, config_.demo));
}

void Service::work() {
    for (auto& county : counties_) {
        auto& worker = workers_.emplace_back(std::make_unique<jobs::Worker>(county, jobs_));
        county.wake_worker = [worker = worker.get()] { worker->wake(); };
    }
}

void Service::open() {
    std::vector<App*> counties;
    for (auto& county : counties_) counties.push_back(&county);
    front_ = std::make_unique<http::Front>(router_, std::move(counties));
    furnish(*front_);
    front_->local_names |= is_loopback(config_.listen.address);
    open_ = front_.get();
}

std::string Service::address() const {
    const auto& listen = config_.listen;
    const bool v6 = listen.address.find(':') != std::string::npos;
    const auto host = v6 ? "[" + listen.address + "]" : listen.address;
    return (listen.certificate.empty() ? "http://" : "https://") + host + ":" +
           std::to_string(server_->port());
}

http::Response Service::respond(http::Request& request) {
    const auto* front = open_.load();
    if (!front) return http::text(503, "Starting. Please try again.\n");
    return front->respond(request);
}

bool Service::is_slow(const http::Request& request) {
    const auto* front = open_.load();
    return front && front->is_slow(request);
}

}  // namespace mobio::command
