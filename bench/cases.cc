// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "account/account.h"
#include "account/assignments.h"
#include "account/passwords.h"
#include "bench.h"
#include "casework/my_cases.h"
#include "casework/persons_views.h"
#include "consultation/store.h"

// A caseworker's list: everything that the page needs, from the database to its HTML.
namespace mobio::bench {

namespace {

using nlohmann::json;

struct Asked {
    std::filesystem::path config;
    int cases = 200, rounds = 15;
};

double median(std::vector<double> of) {
    std::ranges::nth_element(of, of.begin() + static_cast<std::ptrdiff_t>(of.size() / 2));
    return of[of.size() / 2];
}

Date days_from(App& app, int days) {
    return Date{std::chrono::sys_days{app.today()} + std::chrono::days{days}};
}

// Each of the first persons of the county gets a case with the caseworker; every second one a next
// step.
void give_cases(App& app, const Caseworker& who, int most) {
    const auto persons = app.db->read([&](sql::Connection& db) {
        return db.all(
            "SELECT id FROM persons WHERE erased_at IS NULL ORDER BY id LIMIT $1",
            [](sql::Row row) { return row.get<Id<Person>>(0); }, most);
    });
    const auto now = app.clock.now();
    for (std::size_t i = 0; i < persons.size(); ++i)
        app.db->write([&](sql::Transaction& tx) {
            account::assign(tx, persons[i], who.id, now, now);
            auto one = casework::case_of(tx, app, persons[i]).value_or(casework::Case{});
            one.person = persons[i];
            if (one.revision == 0) one.opened = app.today();
            if (one.stays.empty()) one.stays = {{"AU", {}, {}, days_from(app, -200), {}}};
            one.clock.start = days_from(app, -static_cast<int>(5 * i));
            casework::put(tx, app, one, now);
            if (i % 2) return;
            consultation::Consultation told;
            told.day = app.today();
            told.kind = "office";
            told.topics = {"housing"};
            told.minutes = 30;
            told.step = {"papers", "Mietangebot", "person",
                         days_from(app, static_cast<int>(i) - 50)};
            consultation::add(tx, app, who, persons[i], consultation::ConsultationId::make(now),
                              told, now);
        });
}

std::size_t draw(App& app, const Caseworker& who) {
    const auto& t = app.tongue(text::Language::De);
    auto cases =
        app.db->read([&](sql::Connection& db) { return casework::my_cases(db, app, who, t); });
    const auto today = casework::due_today(cases.all, app.today());
    auto html = casework::today_cards(today, today.size(), app.today(), t);
    casework::choose(cases.all, {}, app.today(), t);
    html += view::table(casework::cases_table(cases, 0, 50, app, t));
    return std::move(html).take().size();
}

json cases(const Asked& asked) {
    County county(asked.config);
    auto& app = county.app();
    app.passwords->cheap = true;
    const auto staff = account::add_staff(
        app, {"Keller", "liste" + std::to_string(millis(app.clock.now())) + "@example.org",
              "manager", "eine lange tasse tee", text::Language::De});
    const Caseworker who{{{staff, Role::Manager}}};
    give_cases(app, who, asked.cases);
    std::vector<double> cold, warm;
    std::size_t bytes = 0;
    for (int i = 0; i < asked.rounds; ++i) {
        app.documents.clear();
        auto began = Steady::now();
        bytes = draw(app, who);
        cold.push_back(seconds_since(began));
        began = Steady::now();
        draw(app, who);
        warm.push_back(seconds_since(began));
    }
    return {{"cold", median(std::move(cold))}, {"warm", median(std::move(warm))}, {"bytes", bytes}};
}

}  // namespace

void add_cases(CLI::App& program, Chosen& chosen) {
    auto* command = program.add_subcommand("cases", "A caseworker's list");
    auto asked = std::make_shared<Asked>();
    command->add_option("config", asked->config, "the county's configuration")->required();
    command->add_option("--cases", asked->cases, "how many");
    command->add_option("--rounds", asked->rounds, "how often");
    command->callback([&chosen, asked] { chosen = [asked] { return cases(*asked); }; });
}

}  // namespace mobio::bench
