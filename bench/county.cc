// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "account/passwords.h"
#include "account/session.h"
#include "account/store.h"
#include "bench.h"
#include "command/compose.h"
#include "demo/county.h"
#include "recipients/recipients.h"
#include "release/release.h"

namespace mobio::bench {

namespace {

using nlohmann::json;

constexpr auto secret = "correct horse battery";

config::County first_county(const std::filesystem::path& file) {
    const auto config = config::read(file);
    if (config.counties.empty()) throw std::runtime_error("no county in " + file.string());
    return config.counties.front();
}

// The demo's county at the size that was asked for. Its own sign-ins are of no use here.
json fill(const std::filesystem::path& config, int persons) {
    County county(config);
    county.app().passwords->cheap = true;
    demo::Plan plan;
    plan.persons = persons;
    plan.new_pin = plan.new_password = [] { return std::string(secret); };
    const auto began = Steady::now();
    demo::fill(county.app(), plan);
    return {{"persons", persons}, {"seconds", seconds_since(began)}};
}

struct Person {
    Id<mobio::Person> id;
    std::optional<Id<Account>> account;
};

// Those with an account come first, and of them Amina, whose life is the fullest.
std::vector<Person> all_persons(App& app) {
    return app.db->read([](sql::Connection& db) {
        return db.all(
            "SELECT p.id, a.account_id FROM persons p LEFT JOIN account_access a"
            " ON a.person_id = p.id AND a.relation = 'self'"
            " ORDER BY a.account_id IS NULL, a.account_id, p.id",
            [](sql::Row row) {
                return Person{row.get<Id<mobio::Person>>(0),
                              row.get<std::optional<Id<Account>>>(1)};
            });
    });
}

Acting with_account(sql::Transaction& tx, App& app, const Person& person, const std::string& kept,
                    Time now) {
    if (person.account) return {*person.account, person.id};
    const account::NewAccount made{Id<Account>::make(now), kept, text::Language::De, std::nullopt};
    account::add_account(tx, app, made, person.id, now);
    return {made.id, person.id};
}

// Sessions as a sign-in leaves them, without the hashing of a secret: a cookie each.
json visitors(const std::filesystem::path& config, std::size_t sessions, std::size_t packets) {
    County county(config);
    auto& app = county.app();
    const auto persons = persons_with_accounts(app, sessions, "no secret fits this");
    const auto now = app.clock.now();
    json out{{"persons", json::array()}, {"packets", json::array()}};
    app.db->write([&](sql::Transaction& tx) {
        for (std::size_t i = 0; i < sessions; ++i)
            out["persons"].push_back(
                account::start_person_session(tx, app, persons[i % persons.size()], now).token);
    });
    const auto offices = app.db->read(
        [](sql::Connection& db) { return recipients::of_kind(db, catalogue::Recipient::JC); });
    for (std::size_t i = 0; i < std::min(packets, persons.size()); ++i) {
        const auto& who = persons[i * persons.size() / packets];
        const auto sent = release::send_for_demo(app, who, offices.front(), text::Language::De);
        const auto session = app.db->write([&](sql::Transaction& tx) {
            return account::start_recipient_session(tx, app, sent.id, now);
        });
        out["packets"].push_back({{"id", sent.id.text()}, {"token", session.token}});
    }
    return out;
}

// Accounts that sign in with the real cost of their secret.
json accounts(const std::filesystem::path& config, std::size_t count) {
    County county(config);
    auto& app = county.app();
    const auto kept = app.passwords->hash(account::secret_form(secret));
    json numbers = json::array();
    for (const auto& who : persons_with_accounts(app, count, kept)) {
        app.db->write([&](sql::Transaction& tx) { account::set_secret(tx, who.account, kept); });
        numbers.push_back(app.db->read(
            [&](sql::Connection& db) { return account::number_of(db, app, who.account); }));
    }
    return {{"numbers", std::move(numbers)}, {"secret", secret}};
}

struct Asked {
    std::filesystem::path config;
    std::size_t count = 0, packets = 0;
};

std::shared_ptr<Asked> asked_by(CLI::App& command) {
    auto asked = std::make_shared<Asked>();
    command.add_option("config", asked->config, "the county's configuration")->required();
    return asked;
}

}  // namespace

double seconds_since(Steady::time_point began) {
    return std::chrono::duration<double>(Steady::now() - began).count();
}

County::County(const std::filesystem::path& config)
    : stock_(std::make_unique<Stock>(find_share())),
      app_(std::make_unique<App>(first_county(config), *stock_, false)) {
    furnish(*app_, *stock_);
}

std::vector<Acting> persons_with_accounts(App& app, std::size_t most, const std::string& kept) {
    const auto all = all_persons(app);
    const auto count = std::min(most, all.size());
    std::vector<Acting> chosen;
    app.db->write([&](sql::Transaction& tx) {
        for (std::size_t i = 0; i < count; ++i)
            chosen.push_back(
                with_account(tx, app, all[i * all.size() / count], kept, app.clock.now()));
    });
    return chosen;
}

void add_fill(CLI::App& program, Chosen& chosen) {
    auto* command = program.add_subcommand("fill", "Make a county's data, as the demo does");
    auto asked = asked_by(*command);
    command->add_option("--persons", asked->count, "how many")->required();
    command->callback([&chosen, asked] {
        chosen = [asked] { return fill(asked->config, static_cast<int>(asked->count)); };
    });
}

void add_visitors(CLI::App& program, Chosen& chosen) {
    auto* command = program.add_subcommand("visitors", "Start sessions and print their cookies");
    auto asked = asked_by(*command);
    command->add_option("--sessions", asked->count, "of persons")->required();
    command->add_option("--packets", asked->packets, "releases that a recipient reads");
    command->callback([&chosen, asked] {
        chosen = [asked] { return visitors(asked->config, asked->count, asked->packets); };
    });
}

void add_accounts(CLI::App& program, Chosen& chosen) {
    auto* command = program.add_subcommand("accounts", "Make accounts that can sign in");
    auto asked = asked_by(*command);
    command->add_option("--count", asked->count, "how many")->required();
    command->callback(
        [&chosen, asked] { chosen = [asked] { return accounts(asked->config, asked->count); }; });
}

}  // namespace mobio::bench
