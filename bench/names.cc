// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "account/account.h"
#include "account/passwords.h"
#include "bench.h"
#include "biography/names/search.h"
#include "casework/merge.h"

// Finding persons by name, and joining two records: inside the program, as the pages call it.
namespace mobio::bench {

namespace {

using nlohmann::json;

constexpr int revisions = 5;  // of each section of a record that is joined

struct Asked {
    std::filesystem::path config;
    int rounds = 15;
};

double median(std::vector<double> of) {
    std::ranges::nth_element(of, of.begin() + static_cast<std::ptrdiff_t>(of.size() / 2));
    return of[of.size() / 2];
}

// The one who works with most persons.
Id<Staff> busiest(App& app) {
    return app.db->read([](sql::Connection& db) {
        return *db.first(
            "SELECT staff_id FROM assignments GROUP BY staff_id ORDER BY COUNT(*) DESC LIMIT 1",
            [](sql::Row row) { return row.get<Id<Staff>>(0); });
    });
}

std::vector<Id<Person>> some_persons(App& app, Id<Staff> staff, int most) {
    return app.db->read([&](sql::Connection& db) {
        return db.all(
            "SELECT person_id FROM assignments WHERE staff_id = $1 ORDER BY person_id LIMIT $2",
            [](sql::Row row) { return row.get<Id<Person>>(0); }, staff, most);
    });
}

std::string name_of(App& app, Id<Person> person) {
    return app.db->read([&](sql::Connection& db) {
        return biography::full_name(
            biography::load_sections(db, app, person, app.vault.key_of(person.bytes), {"person"}));
    });
}

json search(App& app, Id<Staff> staff, const std::string& typed, int rounds) {
    const auto& t = app.tongue(text::Language::De);
    std::vector<double> seconds;
    std::size_t found = 0;
    for (int i = 0; i < rounds; ++i) {
        const auto began = Steady::now();
        found = app.db->read([&](sql::Connection& db) {
            return biography::names::find(db, app, staff, typed, t).persons.size();
        });
        seconds.push_back(seconds_since(began));
    }
    return {{"seconds", median(std::move(seconds))}, {"found", found}};
}

Id<Person> record(App& app, Id<Staff> staff) {
    const auto made =
        account::make_code_card(app, {staff, Role::Manager}, "Amina", text::Language::De);
    const auto key = app.vault.key_of(made.person.bytes);
    for (int i = 0; i < revisions; ++i) {
        std::vector<biography::Change> changes;
        for (const auto* field : {"person.name.given", "life.strengths", "contact.email"}) {
            biography::Change change;
            change.field = field;
            change.claim.value = "Amina " + std::string(static_cast<std::size_t>(i + 1), 'a');
            changes.push_back(std::move(change));
        }
        app.db->write([&](sql::Transaction& tx) {
            biography::save(tx, app, made.person, key, changes, app.clock.now());
        });
    }
    return made.person;
}

json merging(App& app, Id<Staff> staff, int rounds) {
    std::vector<double> joined, undone;
    const Caseworker who{{staff, Role::Manager}};
    for (int i = 0; i < rounds; ++i) {
        const auto kept = record(app, staff), other = record(app, staff);
        auto began = Steady::now();
        const auto id = app.db->write([&](sql::Transaction& tx) {
            return casework::merge(tx, app, who, kept, other, app.clock.now());
        });
        joined.push_back(seconds_since(began));
        began = Steady::now();
        app.db->write(
            [&](sql::Transaction& tx) { casework::undo(tx, app, who, id, app.clock.now()); });
        undone.push_back(seconds_since(began));
    }
    return {{"merge", median(std::move(joined))}, {"undo", median(std::move(undone))}};
}

json names(const Asked& asked) {
    County county(asked.config);
    auto& app = county.app();
    app.passwords->cheap = true;
    const auto staff = busiest(app);
    const auto somebody = name_of(app, some_persons(app, staff, 20).back());
    const auto family = somebody.substr(somebody.rfind(' ') + 1);
    json out;
    for (const auto& [kind, typed] : {std::pair<const char*, std::string>{"exact", somebody},
                                      {"prefix", family.substr(0, 4)},
                                      {"sound", "Muhamed"},
                                      {"script", "محمد"},
                                      {"hot name", "Mohammad"},
                                      {"two hot names", "Mohammad Ahmadi"},
                                      {"nobody", "Xaverius Quintilian"}})
        out["search"].push_back({kind, search(app, staff, typed, asked.rounds)});
    out.update(merging(app, staff, asked.rounds));
    return out;
}

}  // namespace

void add_names(CLI::App& program, Chosen& chosen) {
    auto* command = program.add_subcommand("names", "Search by name, merge and undo");
    auto asked = std::make_shared<Asked>();
    command->add_option("config", asked->config, "the county's configuration")->required();
    command->add_option("--rounds", asked->rounds, "how often each");
    command->callback([&chosen, asked] { chosen = [asked] { return names(*asked); }; });
}

}  // namespace mobio::bench
