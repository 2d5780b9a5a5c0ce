// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <future>

#include "bench.h"
#include "figures/answer.h"
#include "figures/facts_store.h"
#include "figures/ready.h"

// Counting a county: facts as long ones of three years are, in a row for each person.
namespace mobio::bench {

using figures::Kind;
using nlohmann::json;

namespace {

constexpr std::size_t batch = 500;

struct Asked {
    std::filesystem::path config;
    std::size_t persons = 0;
    int rounds = 5;
};

// The same for the same number: splitmix64.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t below(std::uint64_t end) {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return (z ^ (z >> 31)) % end;
    }
    const char* of(std::initializer_list<const char*> codes) {
        return *(codes.begin() + below(codes.size()));
    }

private:
    std::uint64_t state_;
};

// Three years of counselling: two moves, a talk each month, courses, a job, waits.
std::string invented_facts(Dice& dice, figures::Day today) {
    const auto ago = [&](std::uint64_t most) {
        return today - std::chrono::days{static_cast<int>(dice.below(most))};
    };
    figures::Telling told;
    told.add(Kind::Birth, figures::always, std::to_string(1950 + dice.below(60)));
    told.add(Kind::Sex, figures::always, dice.of({"m", "w", "d"}));
    told.add(Kind::Nationality, figures::always, dice.of({"SY", "AF", "IQ", "UA", "TR", "SO"}));
    told.add(Kind::Status, ago(1000), dice.of({"ae_24", "ae_25_2_gfk", "duldung_60a"}));
    told.add(Kind::Household, ago(1000), dice.of({"single", "family"}));
    told.add(Kind::Counselling, today - std::chrono::days{1000}, figures::for_ever, "");
    const auto moved = ago(700);
    const auto town = std::to_string(8226001 + dice.below(54));
    told.add(Kind::Phase, today - std::chrono::days{1000}, moved, "VU");
    told.add(Kind::Phase, moved, figures::for_ever, "AU");
    told.add(Kind::Municipality, today - std::chrono::days{1000}, figures::for_ever, town);
    told.add(Kind::Housing, moved, figures::for_ever, dice.of({"au_flat", "au_shared", "private"}));
    for (int i = 0; i < 36; ++i)
        told.add(Kind::Consultation, ago(1000), dice.of({"office", "home", "phone", "video"}));
    for (int i = 0; i < 3; ++i)
        told.add(Kind::Wait, ago(200), ago(100), dice.of({"jobcenter", "bamf", "immigration"}));
    told.add(Kind::Course, ago(900), "ik_general");
    told.add(Kind::Level, ago(500), dice.of({"A1", "A2", "B1"}));
    told.add(Kind::Job, ago(400), "employee");
    return told.text();
}

std::vector<Id<mobio::Person>> make_persons(App& app, std::size_t count) {
    std::vector<Id<mobio::Person>> persons;
    for (std::size_t i = 0; i < count; ++i)
        persons.push_back(Id<mobio::Person>::make(app.clock.now()));
    constexpr std::size_t at_once = 32;  // the key store commits together what comes together
    std::vector<std::future<void>> running;
    for (std::size_t first = 0; first < at_once; ++first)
        running.push_back(std::async(std::launch::async, [&, first] {
            for (auto i = first; i < persons.size(); i += at_once)
                app.vault.create_key(persons[i].bytes);
        }));
    for (auto& one : running) one.get();
    return persons;
}

void add_persons(App& app, Dice& dice, std::size_t count) {
    const auto persons = make_persons(app, count);
    const auto now = app.clock.now();
    app.db->write([&](sql::Transaction& tx) {
        for (const auto& person : persons) {
            tx.exec("INSERT INTO persons (id, created_at) VALUES ($1, $2)", person, now);
            tx.exec("INSERT INTO facts (person_id, made_at, told) VALUES ($1, $2, $3)", person, now,
                    app.vault.seal(app.vault.key_of(person.bytes), figures::place_of_facts(person),
                                   invented_facts(dice, app.today())));
        }
    });
}

std::size_t rows(App& app) {
    return app.db->read([](sql::Connection& db) {
        return *db.first("SELECT COUNT(*) FROM facts",
                         [](sql::Row row) { return row.get<std::size_t>(0); });
    });
}

double seconds_for(App& app, const std::vector<figures::Question>& questions, int rounds) {
    std::vector<double> seconds;
    for (int i = 0; i < rounds; ++i) {
        const auto began = Steady::now();
        figures::answer(app, questions, std::nullopt);
        seconds.push_back(seconds_since(began));
    }
    std::ranges::sort(seconds);
    return seconds[seconds.size() / 2];
}

json figures_of(const Asked& asked) {
    County county(asked.config);
    auto& app = county.app();
    Dice dice(1);
    while (figures::gather_some(app)) {
    }
    for (auto there = rows(app); there < asked.persons; there = rows(app))
        add_persons(app, dice, std::min(batch, asked.persons - there));
    std::vector<figures::Question> all;
    for (const auto& ready : figures::ready_reports())
        all.push_back({ready.definition, figures::days_of(ready.definition.period, app.today())});
    return {{"rows", rows(app)},
            {"one", seconds_for(app, {all.front()}, asked.rounds)},
            {"all", seconds_for(app, all, asked.rounds)},
            {"reports", all.size()}};
}

}  // namespace

void add_figures(CLI::App& program, Chosen& chosen) {
    auto* command = program.add_subcommand("figures", "Reports over all persons");
    auto asked = std::make_shared<Asked>();
    command->add_option("config", asked->config, "the county's configuration")->required();
    command->add_option("--persons", asked->persons, "invented ones on top, up to that many");
    command->add_option("--rounds", asked->rounds, "how often each");
    command->callback([&chosen, asked] { chosen = [asked] { return figures_of(*asked); }; });
}

}  // namespace mobio::bench
