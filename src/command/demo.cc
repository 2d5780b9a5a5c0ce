// SPDX-License-Identifier: EUPL-1.2
#include <fmt/core.h>

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <memory>

#include "command/command.h"
#include "command/demo_folder.h"
#include "command/secret.h"
#include "command/service.h"
#include "command/stop.h"
#include "demo/county.h"
#include "platform/log.h"

namespace mobio::command {

namespace {

namespace fs = std::filesystem;

struct Asked {
    fs::path data;
    std::string at = "127.0.0.1:8080", public_url;
    http::Listen listen;
    demo::Plan plan;
    bool json = false;
};

fs::path data_home() {
    if (const char* const data = std::getenv("XDG_DATA_HOME"); data && *data == '/') return data;
    if (const char* const home = std::getenv("HOME"); home && *home == '/')
        return fs::path(home) / ".local" / "share";
    return fs::current_path();
}

http::Listen listen_at(const std::string& text) {
    const auto colon = text.rfind(':');
    const auto* const end = text.data() + text.size();
    http::Listen listen;
    if (colon == std::string::npos || colon == 0)
        throw CLI::ValidationError("--listen", "allowed: ADDR:PORT, as in 127.0.0.1:8080");
    const auto [rest, error] = std::from_chars(text.data() + colon + 1, end, listen.port);
    if (error != std::errc() || rest != end)
        throw CLI::ValidationError("--listen", "allowed: ADDR:PORT, as in 127.0.0.1:8080");
    listen.address = text.substr(0, colon);
    if (listen.address.starts_with('[') && listen.address.ends_with(']'))
        listen.address = listen.address.substr(1, listen.address.size() - 2);
    return listen;
}

config::County musterland(const DemoFolder& folder) {
    config::County county;
    county.database = "sqlite:" + folder.database().string();
    county.key_store = "sqlite:" + folder.key_store().string();
    county.master_key_file = folder.master_key();
    county.mail.url = "maildir:" + folder.mail().string();
    county.mail.from = "mobio@example.org";
    county.mail.from_name = "MoBio";
    county.contact_office = "Landratsamt Musterland, Integrationsmanagement";
    county.contact_phone = "+49 600 0000 100";
    county.contact_email = "integration@example.org";
    return county;
}

// Tells how far it is, once it takes longer than one waits without a word.
class Progress {
public:
    explicit Progress(const Stop& stop) : stop_(stop) {}
    void operator()(int done, int of) {
        if (stop_.asked()) throw std::runtime_error("stopped; the next start makes the data anew");
        const auto now = std::chrono::steady_clock::now();
        if (now - told_ < std::chrono::seconds{2}) return;
        told_ = now;
        fmt::print(stderr, "mobio: {} of {} persons\n", done, of);
    }

private:
    const Stop& stop_;
    std::chrono::steady_clock::time_point told_ = std::chrono::steady_clock::now();
};

void tell(const Ready& ready) {
    fmt::print("MoBio demo at {}\nMail it caught: {}/mailbox\n\n", ready.address, ready.address);
    for (const auto& who : ready.sign_ins)
        fmt::print("  {:<11} {:<14} {:<30} {}\n", who.role, who.name,
                   who.number.empty() ? who.email : who.number, who.secret);
    fmt::print("\nPersons sign in at {}, staff at {}/staff/sign-in. Stop with Ctrl+C.\n",
               ready.address, ready.address);
}

int run_demo(Asked& asked) {
    Stop stop;
    asked.plan.progress = Progress(stop);
    log::start("error");
    config::Config config;
    config.demo = true;
    config.listen = asked.listen;
    const Stock stock(find_share());
    Service service(config, stock);
    service.listen();

    DemoFolder folder(asked.data);
    auto county = musterland(folder);
    county.public_url = asked.public_url.empty() ? service.address() : asked.public_url;
    folder.prepare();
    service.add_county(county);
    if (folder.sign_ins().empty()) folder.filled(demo::fill(service.county(0), asked.plan));
    service.work();
    service.open();

    const Ready ready{service.address(), folder.mail(), folder.sign_ins()};
    asked.json ? fmt::print("{}\n", json_line(ready)) : tell(ready);
    std::fflush(stdout);
    stop.wait();
    Stop::within(std::chrono::milliseconds{4700});
    return 0;
}

}  // namespace

void add_demo(CLI::App& program, Chosen& chosen) {
    auto asked = std::make_shared<Asked>();
    asked->data = data_home() / "mobio-demo";
    asked->plan.new_pin = new_pin;
    asked->plan.new_password = new_password;
    auto* command = program.add_subcommand(
        "demo", "Serve an invented county; its data are made at the first start and kept");
    command->add_option("--data", asked->data, "folder of its data")->capture_default_str();
    command->add_option("--listen", asked->at, "ADDR:PORT; port 0 takes any free one")
        ->capture_default_str();
    command->add_option("--public-url", asked->public_url, "where browsers reach it, if elsewhere");
    command->add_option("--persons", asked->plan.persons, "how many invented persons")
        ->check(CLI::Range(0, 200000))
        ->capture_default_str();
    command->add_option("--seed", asked->plan.seed, "which lives are invented")
        ->capture_default_str();
    command->add_flag("--json", asked->json, "say in one line of JSON when it is ready");
    command->callback([&chosen, asked] {
        asked->listen = listen_at(asked->at);
        chosen = [asked] { return run_demo(*asked); };
    });
}

}  // namespace mobio::command
