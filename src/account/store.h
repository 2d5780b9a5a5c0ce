// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "account/account.h"
#include "platform/app.h"
#include "platform/problems.h"
#include "platform/sql/database.h"

// Rows of persons, accounts, account_access and staff.
namespace mobio::account {

// What is wrong with a secret that somebody chooses; `field` names its input. `secret` in
// secret_form.
void check_secret(Problems& problems, const std::string& field, std::string_view secret,
                  std::string_view calling_name = {});
// The name to be called by, cleaned; up to 200 characters.
void check_calling_name(Problems& problems, const std::string& field, std::string_view name);

// A person about to be made. The key is made and the secret hashed before the transaction.
struct Registration {
    Id<Account> account;
    Id<Person> person;
    std::string calling_name, kept_secret;
    text::Language language;
    std::optional<std::array<std::uint8_t, 32>> agreed_text;
};
Registration prepare(App& app, std::string_view calling_name, std::string_view secret,
                     text::Language language);
// Returns the sign-in number.
std::string add_person(sql::Transaction& tx, App& app, const Registration& registration,
                       const vault::PersonKey& key, Time now);

// A record without account; its caseworker made it. The key was made before.
void add_record(sql::Transaction& tx, App& app, Id<Person> person, const vault::PersonKey& key,
                std::string_view calling_name, Id<Staff> by, Time now);
// An account with access to a record that has none of its own yet. Returns the sign-in number.
struct NewAccount {
    Id<Account> id;
    std::string kept_secret;
    text::Language language;
    std::optional<std::array<std::uint8_t, 32>> agreed_text;
};
std::string add_account(sql::Transaction& tx, App& app, const NewAccount& account,
                        Id<Person> person, Time now);

struct Found {
    Id<Account> account;
    Id<Person> person;
    std::string secret;
    text::Language language;
};
// By the number; nothing where there is none, or where its access ended.
std::optional<Found> find_account(sql::Connection& db, const App& app, std::string_view number,
                                  Time now);
std::optional<Found> find_account(sql::Connection& db, Id<Account> account, Time now);
std::string number_of(sql::Connection& db, const App& app, Id<Account> account);
void set_secret(sql::Transaction& tx, Id<Account> account, std::string_view kept);
void set_secret(sql::Transaction& tx, Id<Staff> staff, std::string_view kept);

struct StaffRow {
    Id<Staff> id;
    std::string name, email, role, secret;
    text::Language language;
    bool active;
};
std::optional<StaffRow> find_staff(sql::Connection& db, const App& app, std::string_view email);
std::optional<StaffRow> find_staff(sql::Connection& db, const App& app, Id<Staff> staff);
std::vector<StaffRow> all_staff(sql::Connection& db, const App& app);  // by name
std::string folded_email(std::string_view typed);
Problems check(const NewStaff& staff);
// Throws sql::Error Unique where the e-mail has an account. `kept` is the hashed secret.
void add_staff(sql::Transaction& tx, App& app, Id<Staff> id, const NewStaff& staff,
               std::string_view kept, Time now);
// Ends the sessions too.
void set_active(sql::Transaction& tx, Id<Staff> staff, bool active);

// Whether the caseworker may work on this person now.
bool is_assigned(sql::Connection& db, Id<Staff> staff, Id<Person> person, Time now);

}  // namespace mobio::account
