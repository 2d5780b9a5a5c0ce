// SPDX-License-Identifier: EUPL-1.2
#include <fmt/core.h>

#include <algorithm>
#include <iostream>
#include <memory>

#include "account/passwords.h"
#include "account/store.h"
#include "command/command.h"
#include "command/compose.h"
#include "command/secret.h"

// Persons and staff from the command line: the first accounts of a new county, mostly.
namespace mobio::command {

namespace {

struct Asked {
    std::filesystem::path config;
    std::string county, name, email, new_email, role, language = "de";
    bool from_stdin = false;
};

const std::vector<std::string> languages{"de", "en", "fr", "ar", "fa"};
const std::vector<std::string> roles{"counsellor", "manager", "lead", "officer",
                                     "editor",     "admin",   "dpo"};

// Opens the county that was asked for, as serve does.
struct Opened {
    explicit Opened(const Asked& asked)
        : config(config::read(asked.config)),
          stock(find_share()),
          app(county_of(config, asked.county), stock, config.demo) {
        furnish(app, stock);
    }
    config::Config config;
    Stock stock;
    App app;
};

text::Language language_of(const Asked& asked) {
    return text::parse_language(asked.language).value();
}

// Persons ----------------------------------------------------------------------------------------

int count_persons(const Asked& asked) {
    Opened county(asked);
    const auto count = county.app.db->read([](sql::Connection& db) {
        return *db.first(
            "SELECT COUNT(*) FROM persons WHERE erased_at IS NULL AND merged_into IS NULL",
            [](sql::Row row) { return row.get<std::int64_t>(0); });
    });
    fmt::print("persons: {}\n", count);
    return 0;
}

int add_one_person(const Asked& asked) {
    Opened county(asked);
    const auto name = text::clean(asked.name).text;
    Problems problems;
    account::check_calling_name(problems, "name", name);
    if (!problems.empty())
        throw std::invalid_argument("--name: write a name, up to 200 characters");
    const auto pin = new_pin();
    const auto made = account::register_person(county.app, name, pin, language_of(asked));
    fmt::print("number: {}\nPIN: {}\nShown this once only.\n", made.number, pin);
    return 0;
}

// Staff ------------------------------------------------------------------------------------------

std::string password_from_stdin() {
    std::string password;
    std::getline(std::cin, password);
    if (password.ends_with('\r')) password.pop_back();
    if (password.empty()) throw std::invalid_argument("no password on standard input");
    return password;
}

void tell_password(const Asked& asked, const std::string& email, const std::string& password) {
    if (asked.from_stdin)
        fmt::print("e-mail: {}\n", email);
    else
        fmt::print("e-mail: {}\npassword: {}\nShown this once only.\n", email, password);
}

int add_one_staff(const Asked& asked) {
    Opened county(asked);
    const auto password = asked.from_stdin ? password_from_stdin() : new_password();
    account::add_staff(county.app,
                       {asked.name, asked.email, asked.role, password, language_of(asked)});
    tell_password(asked, asked.email, password);
    return 0;
}

// Who was closed, or came by an import and never had a password.
int open_staff(const Asked& asked) {
    Opened county(asked);
    const auto all = county.app.db->read(
        [&](sql::Connection& db) { return account::all_staff(db, county.app); });
    const auto found = std::ranges::find_if(all, [&](const account::StaffRow& one) {
        return one.email == account::folded_email(asked.email);
    });
    if (found == all.end()) throw std::runtime_error("nobody has that e-mail address");
    const auto password = asked.from_stdin ? password_from_stdin() : new_password();
    const auto email = asked.new_email.empty() ? found->email : asked.new_email;
    account::open_staff(county.app, found->id,
                        {found->name, email, found->role, password, found->language});
    tell_password(asked, account::folded_email(email), password);
    return 0;
}

int list_staff(const Asked& asked) {
    Opened county(asked);
    const auto all = county.app.db->read(
        [&](sql::Connection& db) { return account::all_staff(db, county.app); });
    for (const auto& one : all)
        fmt::print("{:<11} {:<8} {}  {}\n", one.role, one.active ? "active" : "closed", one.name,
                   one.email);
    return 0;
}

int deactivate_staff(const Asked& asked) {
    Opened county(asked);
    county.app.db->write([&](sql::Transaction& tx) {
        const auto found = account::find_staff(tx, county.app, asked.email);
        if (!found) throw std::runtime_error("nobody active has that e-mail address");
        account::set_active(tx, found->id, false);
    });
    return 0;
}

// Commands ---------------------------------------------------------------------------------------

using Act = int (*)(const Asked&);

CLI::App* add(CLI::App& group, const char* name, const char* meaning, Act act, Chosen& chosen,
              const std::shared_ptr<Asked>& asked) {
    auto* command = group.add_subcommand(name, meaning);
    add_config_option(*command, asked->config);
    add_county_option(*command, asked->county);
    command->callback([&chosen, act, asked] { chosen = [act, asked] { return act(*asked); }; });
    return command;
}

void add_language_option(CLI::App& command, Asked& asked) {
    command.add_option("--language", asked.language, "of their pages")
        ->check(CLI::IsMember(languages))
        ->capture_default_str();
}

void add_password_option(CLI::App& command, Asked& asked) {
    command.add_flag("--password-stdin", asked.from_stdin,
                     "read the password from standard input instead of making one");
}

}  // namespace

void add_person(CLI::App& program, Chosen& chosen) {
    auto* group = program.add_subcommand("person", "Persons: list, add");
    group->require_subcommand(1);
    auto asked = std::make_shared<Asked>();
    add(*group, "list", "Say how many persons there are", count_persons, chosen, asked);
    auto* command = add(*group, "add", "Register a person; prints number and PIN once",
                        add_one_person, chosen, asked);
    command->add_option("--name", asked->name, "what they want to be called")->required();
    add_language_option(*command, *asked);
}

void add_staff(CLI::App& program, Chosen& chosen) {
    auto* group = program.add_subcommand("staff", "Staff accounts: add, open, list, deactivate");
    group->require_subcommand(1);
    auto asked = std::make_shared<Asked>();
    auto* command =
        add(*group, "add", "Make an account; prints a password once", add_one_staff, chosen, asked);
    command->add_option("--name", asked->name, "first and last name")->required();
    command->add_option("--email", asked->email, "what they sign in with")->required();
    command->add_option("--role", asked->role, "what they may do")
        ->required()
        ->check(CLI::IsMember(roles));
    add_password_option(*command, *asked);
    add_language_option(*command, *asked);
    command = add(*group, "open", "Give a closed account a new password, and open it", open_staff,
                  chosen, asked);
    command->add_option("--email", asked->email, "whose account")->required();
    command->add_option("--new-email", asked->new_email, "what they sign in with from now on");
    add_password_option(*command, *asked);
    add(*group, "list", "List the accounts", list_staff, chosen, asked);
    command = add(*group, "deactivate", "Close an account and end its sessions", deactivate_staff,
                  chosen, asked);
    command->add_option("--email", asked->email, "whose account")->required();
}

}  // namespace mobio::command
