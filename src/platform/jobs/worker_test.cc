// SPDX-License-Identifier: EUPL-1.2
#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "platform/app.h"
#include "platform/jobs/queue.h"
#include "platform/sql/scratch.h"

using namespace mobio;
using namespace std::chrono_literals;

namespace {

std::atomic<int> ran{0};

jobs::Outcome note(App&, const jobs::Job&) {
    ++ran;
    return jobs::Done{};
}

config::County county_of(const sql::Scratch& scratch) {
    config::County county;
    county.database = scratch.address;
    county.key_store = "sqlite:" + (scratch.folder / "keys.db").string();
    county.files = scratch.folder / "files";
    county.master_key_file = scratch.folder / "master.key";
    return county;
}

void queue(App& app, std::string_view name) {
    const auto now = app.clock.now();
    app.db->write([&](sql::Transaction& tx) { jobs::add(tx, name, "", now, now); });
}

bool soon(const std::function<bool()>& holds) {
    for (int i = 0; i < 500 && !holds(); ++i) std::this_thread::sleep_for(10ms);
    return holds();
}

}  // namespace

TEST_CASE("a worker runs what is queued when it is woken, and by itself a second later") {
    const Share share(find_share());
    MOBIO_ON_EACH_ENGINE(scratch) {
        App app(county_of(scratch), share, true);
        jobs::Register known;
        known.on("note", note);
        ran = 0;
        jobs::Worker worker(app, known);
        queue(app, "note");
        worker.wake();
        CHECK(soon([] { return ran == 1; }));
        queue(app, "note");
        CHECK(soon([] { return ran == 2; }));
    }
}

TEST_CASE("a job that this program does not know is kept for one that does") {
    const Share share(find_share());
    MOBIO_ON_EACH_ENGINE(scratch) {
        App app(county_of(scratch), share, true);
        queue(app, "note");
        app.clock.advance(1s);
        CHECK(jobs::run_due(app, {}) == 1);
        ran = 0;
        jobs::Register known;
        known.on("note", note);
        CHECK(jobs::run_due(app, known) == 0);
        app.clock.advance(2min);
        CHECK(jobs::run_due(app, known) == 1);
        CHECK(ran == 1);
    }
}

TEST_CASE("a worker whose database is away goes on when it is back") {
    const Share share(find_share());
    sql::Scratch scratch{sql::Engine::Sqlite};
    App app(county_of(scratch), share, true);
    jobs::Register known;
    known.on("note", note);
    ran = 0;
    app.db->write([](sql::Transaction& tx) { tx.exec("ALTER TABLE jobs RENAME TO away"); });
    jobs::Worker worker(app, known);
    std::this_thread::sleep_for(100ms);
    app.db->write([](sql::Transaction& tx) { tx.exec("ALTER TABLE away RENAME TO jobs"); });
    queue(app, "note");
    CHECK(soon([] { return ran == 1; }));
}
