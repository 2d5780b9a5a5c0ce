// SPDX-License-Identifier: EUPL-1.2
#include "world.h"

#include <cctype>
#include <stdexcept>

#include "account/passwords.h"
#include "command/compose.h"
#include "platform/log.h"
#include "platform/vault/vault.h"

namespace mobio {

namespace {

namespace fs = std::filesystem;

config::County county_in(const fs::path& folder, const Databases& databases) {
    config::County county;
    county.database = databases.records;
    county.key_store = databases.keys;
    county.files = folder / "files";
    county.master_key_file = folder / "master.key";
    county.mail.url = "maildir:" + (folder / "mail").string();
    county.mail.from = "mobio@landkreis.example";
    county.mail.from_name = "MoBio";
    county.contact_office = "Landratsamt Musterland, Hauptstraße 1";
    county.contact_phone = "+49 6221 0000000";
    county.contact_email = "mobio@landkreis.example";
    return county;
}

std::string email_of(std::string_view name) {
    std::string email;
    for (const char c : name)
        if (std::isalnum(static_cast<unsigned char>(c)))
            email += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return email + "@landkreis.example";
}

// Read once for all worlds of a program: it does not change.
const Stock& once_read() {
    static const Stock once(find_share());
    return once;
}

}  // namespace

World::World() : World(once_read()) {}

// One that could not open leaves nothing behind either.
World::World(const Stock& stock) : folder_(fresh_folder()) {
    log::start("off");
    try {
        open(stock);
    } catch (...) {
        close();
        throw;
    }
}

World::~World() { close(); }

void World::open(const Stock& stock) {
    databases_ = std::make_unique<Databases>(folder_, stock.folder / "migrations");
    const auto county = county_in(folder_, *databases_);
    vault::make_master_key(county.master_key_file);
    app_ = std::make_unique<App>(county, stock, true);
    furnish(*app_, stock);
    app_->passwords->cheap = true;
    router_ = std::make_unique<http::Router>();
    add_all_pages(*router_, true);
    jobs_ = std::make_unique<jobs::Register>();
    add_all_jobs(*jobs_);
    front_ = std::make_unique<http::Front>(*router_, std::vector<App*>{app_.get()});
    furnish(*front_);
    http::Listen listen;
    listen.port = 0;
    http::Limits limits;
    limits.upload_bytes = [this](std::string_view path) { return router_->upload_bytes(path); };
    limits.uploader = [this](const http::Request& head) { return front_->uploader(head); };
    server_ = std::make_unique<http::Server>(
        listen, std::move(limits),
        [this](http::Request& request) { return front_->respond(request); },
        [this](const http::Request& request) { return front_->lane(request); });
    server_->start();
    app_->county.public_url = "http://127.0.0.1:" + std::to_string(server_->port());
}

void World::close() {
    server_.reset();
    app_.reset();
    databases_.reset();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

unsigned short World::port() const { return server_->port(); }

Cast World::person(std::string_view name) {
    const std::string secret = "gelbe tasse am see";
    const auto made = account::register_person(*app_, name, secret, text::Language::En);
    return {std::string(name), made.number, secret, made.account, made.person};
}

StaffCast World::staff(std::string_view name, std::string_view role) {
    const std::string secret = "roter schirm im flur";
    const auto email = email_of(name);
    const auto id = account::add_staff(
        *app_, {std::string(name), email, std::string(role), secret, text::Language::En});
    return {std::string(name), email, secret, id};
}

Browser World::as(const Cast& person) {
    Browser browser(*this);
    const auto reply =
        browser.submit("/", "/sessions", {{"number", person.number}, {"secret", person.secret}});
    if (reply.status != 303) throw std::runtime_error(person.name + " cannot sign in");
    return browser;
}

Browser World::as(const StaffCast& staff) {
    Browser browser(*this);
    const auto reply = browser.submit("/staff/sign-in", "/staff/sign-in",
                                      {{"email", staff.email}, {"secret", staff.secret}});
    if (reply.status != 303) throw std::runtime_error(staff.name + " cannot sign in");
    return browser;
}

int World::run_jobs() {
    int all = 0;
    for (int round = 0; round < 100; ++round) {
        const int ran = jobs::run_due(*app_, *jobs_);
        if (ran == 0) break;
        all += ran;
    }
    return all;
}

std::vector<mail::Caught> World::mails() {
    run_jobs();
    return mail::caught(folder_ / "mail");
}

}  // namespace mobio
