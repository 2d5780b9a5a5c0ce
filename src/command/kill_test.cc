// SPDX-License-Identifier: EUPL-1.2
// Killed while people save: nothing that was acknowledged is lost, nothing is there twice.
#include <atomic>
#include <optional>
#include <set>
#include <thread>

#include "command/postgres_for_test.h"
#include "patterns.h"

namespace mobio::command {

namespace {

using namespace test;

constexpr const char* jobs = "/biography/work/jobs";
constexpr const char* new_job = "/biography/work/jobs/entries/new";

// One person who writes down one job after the other. What got no answer is sent again, as it was.
class Writer {
public:
    Writer(unsigned short port, const SignIn& who, std::string name)
        : browser_(port), name_(std::move(name)) {
        sign_in(browser_, who);
    }

    // Until that many are acknowledged, or the server is gone.
    void write(std::size_t most, const std::atomic<bool>& stop) {
        try {
            while (!stop && acknowledged_.size() < most) {
                if (!under_way_) begin();
                finish();
            }
        } catch (const std::runtime_error&) {
        }
    }
    bool settle() {
        for (int tenth = 0; under_way_ && tenth < 100; ++tenth) {
            finish();
            if (under_way_) usleep(100'000);
        }
        return !under_way_;
    }
    void go_to(unsigned short port) {
        Browser there(port);
        there.cookies = browser_.cookies;
        browser_ = there;
    }
    const std::set<std::string>& acknowledged() const { return acknowledged_; }

    // Each acknowledged one is there, and there are no more.
    void check() {
        const auto page = browser_.get(jobs);
        for (const auto& title : acknowledged_) CHECK_MESSAGE(page.shows(title), title);
        const auto links = patterns::all(page.body, "/biography/work/jobs/entries/[0-9a-f-]{36}");
        const std::set<std::string> cards(links.begin(), links.end());
        CHECK(cards.size() == acknowledged_.size());
    }

private:
    struct Save {
        Reply form;
        std::string title;
    };
    void begin() {
        const auto form = browser_.get(new_job);
        if (form.status != 200) throw std::runtime_error("no form");
        under_way_ = Save{form, name_ + "-" + std::to_string(acknowledged_.size()) + "-"};
    }
    void finish() {
        const auto reply = browser_.send(under_way_->form, new_job,
                                         {{"work.entries.title_original", under_way_->title}});
        if (reply.status != 303) return;
        acknowledged_.insert(under_way_->title);
        under_way_.reset();
    }

    Browser browser_;
    const std::string name_;
    std::set<std::string> acknowledged_;
    std::optional<Save> under_way_;
};

constexpr std::size_t most = 90;  // a person may have a hundred
constexpr int persons = 4;

struct Load {
    std::vector<Writer> writers;
    std::atomic<bool> stop = false;

    Load(const std::string& config, unsigned short port) {
        for (int i = 0; i < persons; ++i) {
            const auto name = std::string("Writer") + static_cast<char>('A' + i);
            writers.emplace_back(port, add_person(config, name), name);
        }
    }
    // All write at once until `event` has happened in the middle of it.
    template <class Event>
    void write_until(Event event) {
        std::vector<std::jthread> threads;
        for (auto& writer : writers) threads.emplace_back([&] { writer.write(most, stop); });
        std::this_thread::sleep_for(std::chrono::milliseconds{1500});
        event();
        stop = true;
        threads.clear();
        stop = false;
    }
    std::size_t acknowledged() const {
        std::size_t all = 0;
        for (const auto& writer : writers) all += writer.acknowledged().size();
        return all;
    }
    void check() {
        for (auto& writer : writers) {
            CHECK(writer.settle());
            writer.check();
        }
    }
};

}  // namespace

TEST_CASE("killed while people save, a server loses nothing acknowledged and doubles nothing") {
    const Folder folder;
    folder.make_master_key();
    const auto config = folder.county();
    REQUIRE(run("migrate" + config).code == 0);
    auto server = std::make_unique<Running>("serve" + config);
    Load load(config, server->port());
    for (int round = 0; round < 2; ++round) {
        load.write_until([&] { server->stop(SIGKILL); });
        server = std::make_unique<Running>("serve" + config);
        for (auto& writer : load.writers) writer.go_to(server->port());
    }
    CHECK(load.acknowledged() > persons);
    load.check();
}

TEST_CASE("told to stop while people save, a server answers what is under way and ends in time") {
    const Folder folder;
    folder.make_master_key();
    const auto config = folder.county();
    REQUIRE(run("migrate" + config).code == 0);
    auto server = std::make_unique<Running>("serve" + config);
    Load load(config, server->port());
    load.write_until([&] {
        const auto start = std::chrono::steady_clock::now();
        CHECK(server->stop(SIGTERM) == 0);
        CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{5});
    });
    server = std::make_unique<Running>("serve" + config);
    for (auto& writer : load.writers) writer.go_to(server->port());
    load.check();
}

TEST_CASE("PostgreSQL killed while people save loses nothing acknowledged and doubles nothing") {
    if (!with_postgres()) return;
    const PostgresServer postgres;
    const Folder folder;
    folder.make_master_key();
    Settings settings;
    settings.database = postgres.address();
    const auto config = folder.county("", settings);
    REQUIRE(run("migrate" + config).code == 0);
    const Running server("serve" + config);
    Load load(config, server.port());
    load.write_until([&] {
        postgres.stop_at_once();
        postgres.start();
        std::this_thread::sleep_for(std::chrono::seconds{1});
    });
    CHECK(load.acknowledged() > persons);
    load.check();
}

}  // namespace mobio::command
