// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "bench.h"
#include "biography/sheet.h"
#include "catalogue/catalogue.h"
#include "platform/http/form_key.h"
#include "raw.h"

// Saving an answer as the pages do it, against bare commits of the same rows and bytes into the
// same database. The two take turns.
namespace mobio::bench {

namespace {

using catalogue::Field;
using catalogue::Topic;
using nlohmann::json;

constexpr auto field_key = "person.birth_place";
constexpr auto there = "/biography";

struct Asked {
    std::filesystem::path config;
    std::vector<int> writers{1, 8, 32};
    int rounds = 9;
    double seconds = 0.4;  // of one turn
};

const Topic& topic_with(const catalogue::Catalogue& catalogue, const Field* field) {
    for (const auto& section : catalogue.sections())
        for (const auto& topic : section.topics)
            if (std::ranges::find(topic.fields, field) != topic.fields.end()) return topic;
    throw std::runtime_error("no topic asks for it");
}

std::array<std::uint8_t, 32> some_hash() { return vault::random_token(); }

// One person who types.
class Typist {
public:
    Typist(App& app, const Acting& who)
        : app_(app),
          who_(who),
          field_(app.catalogue->field(field_key)),
          sheet_{topic_with(*app.catalogue, field_), {field_}, {}, {}} {
        request_.path = "/biography/person/birth";
        request_.visitor.session = some_hash();
    }

    void save() {
        biography::Edit edit{{field_key, "", {}, false, false}, std::nullopt};
        edit.change.claim.value = json{{"latin", fmt::format("Herat {:09}", ++count_)}};
        biography::Answers answers;
        answers.edits.push_back(std::move(edit));
        request_.form.set("form_key", http::make_form_key());
        request_.form.set("person.birth_place.latin", std::to_string(count_));
        biography::save_answers(Teller{who_}, request_, app_, sheet_, answers, there);
    }

private:
    App& app_;
    Acting who_;
    const Field* field_;
    biography::Sheet sheet_;
    http::Request request_;
    int count_ = 0;
};

struct Newest {
    std::int64_t number;
    std::int64_t size;
};
Newest newest(App& app, const Acting& who) {
    const auto found = app.db->read([&](sql::Connection& db) {
        return db.first(
            "SELECT r.number, LENGTH(r.sealed) FROM current_sections c JOIN section_revisions r"
            " ON r.id = c.revision_id WHERE c.person_id = $1 AND c.section = 'person'",
            [](sql::Row row) {
                return Newest{row.get<std::int64_t>(0), row.get<std::int64_t>(1)};
            },
            who.person);
    });
    return found ? *found : throw std::runtime_error("a person without a name");
}

// Writes what a typist leaves behind, for a person of its own: nobody could unseal it.
class Copyist {
public:
    Copyist(App& app, const Acting& who, std::int64_t size) : app_(app), raw_(open_raw(app)) {
        rows_.location = there;
        rows_.section = "person";
        rows_.sealed = std::string(static_cast<std::size_t>(size), 'x');
        rows_.person = who.person.bytes;
        rows_.author = who.account.bytes;
        // Copies of an earlier run stand beyond what the record itself counts.
        rows_.number = *app.db->read([&](sql::Connection& db) {
            return db.first(
                "SELECT MAX(number) FROM section_revisions WHERE person_id = $1"
                " AND section = 'person'",
                [](sql::Row row) { return row.get<std::int64_t>(0); }, who.person);
        });
    }

    void save() {
        const auto now = app_.clock.now();
        rows_.form_key = some_hash();
        rows_.owner = rows_.body = some_hash();
        rows_.revision = make_id_bytes(now);
        rows_.at = millis(now);
        ++rows_.number;
        raw_->commit(rows_);
    }

private:
    App& app_;
    std::unique_ptr<Raw> raw_;
    Rows rows_;
};

// Saves per second of all of them together, for that long.
template <class Writer>
double rate(std::vector<std::unique_ptr<Writer>>& writers, std::size_t count, double seconds) {
    std::atomic<int> saves = 0;
    const auto began = Steady::now();
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < count; ++i)
        threads.emplace_back([&saves, &writer = *writers[i], began, seconds] {
            for (; seconds_since(began) < seconds; ++saves) writer.save();
        });
    threads.clear();
    return saves / seconds_since(began);
}

json saving(const Asked& asked) {
    County county(asked.config);
    auto& app = county.app();
    const auto most = static_cast<std::size_t>(std::ranges::max(asked.writers));
    const auto persons = persons_with_accounts(app, 2 * most, "no secret fits this");
    if (persons.size() < 2 * most) throw std::runtime_error("too few persons");
    std::vector<std::unique_ptr<Typist>> typists;
    std::vector<std::unique_ptr<Copyist>> copyists;
    for (std::size_t i = 0; i < most; ++i) {
        auto& typist = *typists.emplace_back(std::make_unique<Typist>(app, persons[2 * i]));
        typist.save();
        const auto size = newest(app, persons[2 * i]).size;
        copyists.push_back(std::make_unique<Copyist>(app, persons[2 * i + 1], size));
    }
    json out{{"bytes", newest(app, persons[0]).size}, {"turns", json::array()}};
    for (int round = 0; round < asked.rounds; ++round)
        for (const int writers : asked.writers) {
            const auto count = static_cast<std::size_t>(writers);
            const auto store = rate(typists, count, asked.seconds);
            const auto raw = rate(copyists, count, asked.seconds);
            out["turns"].push_back({{"writers", writers}, {"store", store}, {"raw", raw}});
        }
    return out;
}

}  // namespace

std::unique_ptr<Raw> open_raw(const App& app) {
    constexpr std::string_view sqlite = "sqlite:";
    const auto& address = app.county.database;
    return address.starts_with(sqlite) ? open_raw_sqlite(address.substr(sqlite.size()))
                                       : open_raw_postgres(address);
}

void add_saving(CLI::App& program, Chosen& chosen) {
    auto asked = std::make_shared<Asked>();
    auto* command = program.add_subcommand("saving",
                                           "Save answers, by turns through the store "
                                           "and as bare commits of the same rows");
    command->add_option("config", asked->config, "the county's configuration")->required();
    command->add_option("--writers", asked->writers, "how many at once")->delimiter(',');
    command->add_option("--rounds", asked->rounds, "turns of each");
    command->add_option("--seconds", asked->seconds, "of one turn");
    command->callback([&chosen, asked] { chosen = [asked] { return saving(*asked); }; });
}

}  // namespace mobio::bench
