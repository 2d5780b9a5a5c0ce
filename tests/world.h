// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "account/account.h"
#include "command/compose.h"
#include "databases.h"
#include "platform/http/front.h"
#include "platform/http/server.h"

namespace mobio {

// What came back over HTTP.
struct Reply {
    unsigned status = 0;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string header(std::string_view name) const;
    std::string location() const { return header("location"); }
    bool shows(std::string_view text) const;  // in the body, as escaped HTML would have it
    // Value of a hidden input of the form with that action (or of the first form).
    std::string hidden(std::string_view name, std::string_view action = "") const;
};

using Values = std::vector<std::pair<std::string, std::string>>;

class World;

// One browser: keeps cookies, speaks real HTTP to a server on this machine, follows nothing by
// itself.
class Browser {
public:
    explicit Browser(World& world);
    // `name` is the host name that it asks for.
    explicit Browser(unsigned short port, std::string_view name = "127.0.0.1");
    Reply get(std::string_view path);
    // Sends exactly these fields (no token is added).
    Reply post_raw(std::string_view path, const Values& fields);
    // Any method, with exactly this body and no Content-Type where `type` is empty.
    Reply ask(std::string_view method, std::string_view path, std::string_view type = "",
              std::string_view body = "");
    // Fetches `page`, takes the hidden inputs of its form with that action, lays `fields` over
    // them and posts: what a person does who fills in a form.
    // Throws where the page has no such form.
    Reply submit(std::string_view page, std::string_view action, const Values& fields);
    // The same on a page that is there already.
    Reply send(const Reply& page, std::string_view action, const Values& fields);
    // As `send`, with one file: a form with files.
    Reply upload(const Reply& page, std::string_view action, const Values& fields,
                 std::string_view input, std::string_view file_name, std::string_view content);
    Reply follow(const Reply& reply);  // GET of its location
    std::map<std::string, std::string> cookies;
    Values extra_headers;

private:
    Values filled(const Reply& page, std::string_view action, const Values& fields,
                  std::string& own_action) const;
    std::string head(std::string_view method, std::string_view path) const;
    Reply exchange(const std::string& request);
    unsigned short port_;
    std::string host_;
};

// A person of the standing cast, registered, with what they need to sign in.
struct Cast {
    std::string name, number, secret;
    Id<Account> account;
    Id<Person> person;
};
struct StaffCast {
    std::string name, email, secret;
    Id<Staff> id;
};

// A whole county on a fresh database (SQLite, or PostgreSQL where MOBIO_TEST_POSTGRES holds a
// connection string), served by the real server on a free port of the loopback interface.
// Mail goes to a Maildir. Everything is gone when it ends.
class World {
public:
    World();
    explicit World(const Stock& stock);  // must outlive it
    ~World();
    Cast person(std::string_view name);                             // Amina, Bilal
    StaffCast staff(std::string_view name, std::string_view role);  // Keller, "manager"
    Browser as(const Cast& person);                                 // signed in
    Browser as(const StaffCast& staff);
    Browser anybody() { return Browser(*this); }
    App& app() { return *app_; }
    const http::Router& router() const { return *router_; }
    int run_jobs();                     // until nothing is due
    std::vector<mail::Caught> mails();  // newest first; runs the jobs
    unsigned short port() const;
    std::filesystem::path folder() const { return folder_; }

private:
    void open(const Stock& stock);
    void close();
    std::filesystem::path folder_;
    std::unique_ptr<Databases> databases_;
    std::unique_ptr<App> app_;
    std::unique_ptr<http::Router> router_;
    std::unique_ptr<jobs::Register> jobs_;
    std::unique_ptr<http::Front> front_;
    std::unique_ptr<http::Server> server_;
};

}  // namespace mobio
