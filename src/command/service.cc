// SPDX-License-Identifier: EUPL-1.2
#include "command/service.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <stdexcept>

#include "platform/log.h"

namespace mobio::command {

namespace {

// Requests under way get this long; the whole process ends within five seconds.
constexpr std::chrono::milliseconds grace{3500};

bool is_loopback(const std::string& address) {
    return address.starts_with("127.") || address == "::1";
}

}  // namespace

Service::Service(const config::Config& config, const Stock& stock)
    : config_(config), stock_(stock) {
    add_all_pages(router_, config.demo);
    add_all_jobs(jobs_);
}

Service::~Service() {
    trying_ = {};
    if (server_) server_->stop(grace);
    workers_.clear();
}

void Service::listen() {
    http::Limits limits;
    limits.upload_bytes = [this](std::string_view path) { return router_.upload_bytes(path); };
    limits.uploader = [this](const http::Request& head) { return uploader(head); };
    server_ = std::make_unique<http::Server>(
        config_.listen, std::move(limits),
        [this](http::Request& request) { return respond(request); },
        [this](const http::Request& request) { return lane(request); });
    server_->start();
}

void Service::add_county(const config::County& county) {
    furnish(counties_.emplace_back(county, stock_, config_.demo), stock_);
}

bool Service::try_county(const config::County& county) {
    // At the start only a database that does not answer may have a second chance: all else is a
    // mistake that somebody must hear of.
    const bool starting = !trying_.joinable();
    const auto forgivable = [&](const std::exception& error) {
        const auto* database = dynamic_cast<const sql::Error*>(&error);
        return database && database->kind == sql::Kind::Connection && config_.counties.size() > 1;
    };
    try {
        add_county(county);
        return true;
    } catch (const std::exception& error) {
        if (starting && !forgivable(error)) throw;
        log::error("county.away", {{"county", county.key}, {"why", error.what()}});
        return false;
    }
}

void Service::add_counties() {
    for (const auto& county : config_.counties)
        if (!try_county(county)) away_.push_back(&county);
    if (counties_.empty()) throw std::runtime_error("no county's database answers");
}

void Service::keep_trying() {
    if (away_.empty()) return;
    trying_ = std::jthread([this](const std::stop_token& stop) { try_again(stop); });
}

void Service::try_again(const std::stop_token& stop) {
    constexpr std::chrono::seconds pause{3};
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    while (!away_.empty()) {
        if (stopped.wait_for(lock, stop, pause, [&] { return stop.stop_requested(); })) return;
        const auto before = counties_.size();
        std::erase_if(away_, [&](const auto* county) { return try_county(*county); });
        if (counties_.size() == before) continue;
        if (works_)
            for (auto i = before; i < counties_.size(); ++i) start_jobs(counties_[i]);
        if (opened_.load()) open();
    }
}

void Service::work() {
    works_ = true;
    for (auto& county : counties_) start_jobs(county);
}

void Service::start_jobs(App& county) {
    auto& worker = workers_.emplace_back(std::make_unique<jobs::Worker>(county, jobs_));
    county.wake_worker = [worker = worker.get()] { worker->wake(); };
}

void Service::open() {
    std::vector<App*> counties;
    for (auto& county : counties_) counties.push_back(&county);
    auto front = std::make_unique<http::Front>(router_, std::move(counties));
    furnish(*front);
    const bool first_is_away = !away_.empty() && away_.front() == &config_.counties.front();
    front->local_names |= is_loopback(config_.listen.address);
    front->local_names &= !first_is_away;
    all_opened_.push_back({std::move(front), away_});
    opened_ = &all_opened_.back();
}

std::string Service::address() const {
    const auto& listen = config_.listen;
    const bool v6 = listen.address.find(':') != std::string::npos;
    const auto host = v6 ? "[" + listen.address + "]" : listen.address;
    return (listen.certificate.empty() ? "http://" : "https://") + host + ":" +
           std::to_string(server_->port());
}

http::Response Service::respond(http::Request& request) {
    const auto* opened = opened_.load();
    if (!opened) return http::text(503, "Starting. Please try again.\n");
    for (const auto* county : opened->away)
        if (http::leads_to(*county, request.host))
            return http::text(503, "503 Service Unavailable\n").with("Retry-After", "5");
    return opened->front->respond(request);
}

http::Lane Service::lane(const http::Request& request) {
    const auto* opened = opened_.load();
    return opened ? opened->front->lane(request) : http::Lane::Quick;
}

std::string Service::uploader(const http::Request& head) {
    const auto* opened = opened_.load();
    return opened ? opened->front->uploader(head) : std::string();
}

}  // namespace mobio::command
