// SPDX-License-Identifier: EUPL-1.2
#include <fmt/core.h>

#include <memory>

#include "command/command.h"
#include "command/service.h"
#include "command/stop.h"
#include "platform/log.h"

namespace mobio::command {

namespace {

constexpr std::chrono::milliseconds stop_time{4700};

struct Asked {
    std::filesystem::path config;
    bool no_work = false;
};

int serve(const Asked& asked) {
    Stop stop;
    const auto config = config::read(asked.config);
    log::start(config.log_level);
    const Stock stock(find_share());
    Service service(config, stock);
    service.listen();
    service.add_counties();
    if (config.work && !asked.no_work) service.work();
    service.open();
    service.keep_trying();
    fmt::print("mobio: ready at {}\n", service.address());
    std::fflush(stdout);
    stop.wait();
    Stop::within(stop_time);
    return 0;
}

int work(const std::filesystem::path& file) {
    Stop stop;
    const auto config = config::read(file);
    log::start(config.log_level);
    const Stock stock(find_share());
    Service service(config, stock);
    service.add_counties();
    service.work();
    service.keep_trying();
    fmt::print("mobio: working\n");
    std::fflush(stdout);
    stop.wait();
    Stop::within(stop_time);
    return 0;
}

}  // namespace

void add_serve(CLI::App& program, Chosen& chosen) {
    auto asked = std::make_shared<Asked>();
    auto* command = program.add_subcommand("serve", "Serve the pages, and do the background work");
    add_config_option(*command, asked->config);
    command->add_flag("--no-work", asked->no_work, "leave the background work to `mobio work`");
    command->callback([&chosen, asked] { chosen = [asked] { return serve(*asked); }; });

    auto file = std::make_shared<std::filesystem::path>();
    auto* worker = program.add_subcommand("work", "Do the background work alone: mail, expiry, …");
    add_config_option(*worker, *file);
    worker->callback([&chosen, file] { chosen = [file] { return work(*file); }; });
}

}  // namespace mobio::command
