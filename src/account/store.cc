// SPDX-License-Identifier: EUPL-1.2
#include "account/store.h"

#include "account/assignments.h"
#include "account/passwords.h"
#include "account/typed_code.h"
#include "platform/access_log/access_log.h"
#include "platform/text/name.h"

namespace mobio::account {

namespace {

std::array<std::uint8_t, 32> number_hash(const App& app, std::string_view number) {
    return app.vault.keyed_hash(vault::Purpose::SignIn, "account:" + std::string(number));
}

vault::Place number_place(Id<Account> account) { return {"accounts", "number", account.bytes}; }

// Among a county's few hundred thousand numbers a random one is rarely taken, but sometimes.
std::string free_number(sql::Transaction& tx, const App& app) {
    for (;;) {
        const auto number = random_number();
        const auto taken = tx.first(
            "SELECT 1 FROM accounts WHERE number_hash = $1", [](sql::Row) { return true; },
            number_hash(app, number));
        if (!taken) return number;
    }
}

constexpr std::string_view found_columns =
    "SELECT c.id, a.person_id, c.secret, c.language FROM accounts c"
    " JOIN account_access a ON a.account_id = c.id JOIN persons p ON p.id = a.person_id"
    " WHERE p.erased_at IS NULL AND p.merged_into IS NULL AND a.from_at <= $2 AND (a.until_at IS "
    "NULL OR a.until_at > $2)";
// Their own record before one they are guardian of.
constexpr std::string_view found_order = " ORDER BY a.relation DESC, a.from_at LIMIT 1";

Found found(sql::Row row) {
    return {row.get<Id<Account>>(0), row.get<Id<Person>>(1), row.get<std::string>(2),
            text::parse_language(row.get<std::string>(3)).value()};
}

}  // namespace

void check_secret(Problems& problems, const std::string& field, std::string_view secret,
                  std::string_view calling_name) {
    const auto length = text::length(secret);
    if (length == 0)
        problems.add(field, {text::mark("Choose a password or a PIN.")});
    else if (length < secret_least)
        problems.add(field, {text::mark("Use at least 8 digits or characters.")});
    else if (length > secret_most)
        problems.add(field, {text::mark("That is too long. 200 characters are enough.")});
    else if (is_common(secret, calling_name))
        problems.add(field, {text::mark("Others can guess this easily. Choose something else.")});
}

void check_calling_name(Problems& problems, const std::string& field, std::string_view name) {
    if (name.empty())
        problems.add(field, {text::mark("Write the name we should call you by.")});
    else if (text::length(name) > 200)
        problems.add(field, {text::mark("That is too long. 200 characters are enough.")});
    else if (auto problem = text::name_problem(name))
        problems.add(field, std::move(*problem));
}

Registration prepare(App& app, std::string_view calling_name, std::string_view secret,
                     text::Language language) {
    const auto now = app.clock.now();
    Registration registration{Id<Account>::make(now),
                              Id<Person>::make(now),
                              std::string(calling_name),
                              app.passwords->hash(secret),
                              language,
                              std::nullopt};
    app.vault.create_key(registration.person.bytes);
    return registration;
}

std::string add_person(sql::Transaction& tx, App& app, const Registration& registration,
                       const vault::PersonKey& key, Time now) {
    tx.exec("INSERT INTO persons (id, created_at) VALUES ($1, $2)", registration.person, now);
    auto number = add_account(tx, app,
                              {registration.account, registration.kept_secret,
                               registration.language, registration.agreed_text},
                              registration.person, now);
    app.on_new_person(tx, app, registration.person, key, registration.calling_name,
                      {false, registration.account.bytes});
    return number;
}

void add_record(sql::Transaction& tx, App& app, Id<Person> person, const vault::PersonKey& key,
                std::string_view calling_name, Id<Staff> by, Time now) {
    tx.exec("INSERT INTO persons (id, created_at) VALUES ($1, $2)", person, now);
    assign(tx, person, by, now, now);
    access_log::write(
        tx, {person.bytes, access_log::Who::Staff, by.bytes, "account.made", person.bytes, ""},
        now);
    app.on_new_person(tx, app, person, key, calling_name, {true, by.bytes});
}

std::string add_account(sql::Transaction& tx, App& app, const NewAccount& account,
                        Id<Person> person, Time now) {
    auto number = free_number(tx, app);
    const auto agreed_at = account.agreed_text ? std::optional(now) : std::nullopt;
    tx.exec(
        "INSERT INTO accounts (id, number_hash, number, secret, language, agreed_at, agreed_text,"
        "  created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        account.id, number_hash(app, number),
        app.vault.seal_for_county(number_place(account.id), number), account.kept_secret,
        text::code(account.language), agreed_at, account.agreed_text, now);
    tx.exec(
        "INSERT INTO account_access (account_id, person_id, relation, from_at)"
        " VALUES ($1, $2, 'self', $3)",
        account.id, person, now);
    access_log::write(tx,
                      {person.bytes, access_log::Who::Person, account.id.bytes, "account.made",
                       account.id.bytes, ""},
                      now);
    return number;
}

std::optional<Found> find_account(sql::Connection& db, const App& app, std::string_view number,
                                  Time now) {
    const auto sql =
        std::string(found_columns) + " AND c.number_hash = $1" + std::string(found_order);
    return db.first(sql, found, number_hash(app, number), now);
}

std::optional<Found> find_account(sql::Connection& db, Id<Account> account, Time now) {
    const auto sql = std::string(found_columns) + " AND c.id = $1" + std::string(found_order);
    return db.first(sql, found, account, now);
}

std::string number_of(sql::Connection& db, const App& app, Id<Account> account) {
    const auto sealed = db.first(
        "SELECT number FROM accounts WHERE id = $1",
        [](sql::Row row) { return row.get<sql::Blob>(0); }, account);
    return sealed ? app.vault.open_for_county(number_place(account), *sealed) : std::string();
}

void set_secret(sql::Transaction& tx, Id<Account> account, std::string_view kept) {
    tx.exec("UPDATE accounts SET secret = $1 WHERE id = $2", kept, account);
}

bool is_assigned(sql::Connection& db, Id<Staff> staff, Id<Person> person, Time now) {
    return db
        .first(
            "SELECT 1 FROM assignments s JOIN persons p ON p.id = s.person_id"
            " WHERE s.staff_id = $1 AND s.person_id = $2 AND p.erased_at IS NULL"
            "  AND s.from_at <= $3 AND (s.until_at IS NULL OR s.until_at > $3)",
            [](sql::Row) { return true; }, staff, person, now)
        .has_value();
}

}  // namespace mobio::account
