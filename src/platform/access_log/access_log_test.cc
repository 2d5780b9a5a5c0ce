// SPDX-License-Identifier: EUPL-1.2
#include "platform/access_log/access_log.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "platform/access_log/chain.h"
#include "platform/app.h"
#include "platform/sql/scratch.h"

using namespace mobio;
using namespace mobio::access_log;
using namespace std::chrono_literals;

namespace {

const Share& share() {
    static const Share instance(find_share());
    return instance;
}

config::County county_of(const sql::Scratch& scratch) {
    config::County county;
    county.database = scratch.address;
    county.key_store = "sqlite:" + (scratch.folder / "keys.db").string();
    county.files = scratch.folder / "files";
    county.master_key_file = scratch.folder / "master.key";
    return county;
}

// A county with Amina, Bilal and Keller, and a clock that tests turn.
struct Bench {
    explicit Bench(const sql::Scratch& scratch)
        : app(county_of(scratch), share(), true), file(scratch.folder / "outside") {
        app.clock.set(time_of(1'800'000'000'000));
    }
    void write(const Entry& entry) {
        app.db->write([&](sql::Transaction& tx) { access_log::write(tx, entry, app.clock.now()); });
    }
    void write_some(int count) {
        for (int i = 0; i < count; ++i)
            write({amina, Who::Person, amina, "biography.saved", {}, "person"});
    }
    std::vector<Line> lines(const IdBytes& person, std::int64_t before = 0, int most = 50) {
        return app.db->read(
            [&](sql::Connection& db) { return of_person(db, person, before, most); });
    }
    int seal() { return access_log::seal(*app.db, app.vault, app.clock.now()); }
    void checkpoint() { access_log::checkpoint(*app.db, app.vault, file, app.clock.now()); }
    Verdict verify() {
        return app.db->read(
            [&](sql::Connection& db) { return access_log::verify(db, app.vault, file); });
    }
    void tamper(std::string_view sql) {
        app.db->write([&](sql::Transaction& tx) { tx.exec(sql); });
    }

    App app;
    std::filesystem::path file;
    IdBytes amina{1}, bilal{2}, keller{3};
};

http::Visitor session(std::uint8_t number) {
    http::Visitor visitor;
    visitor.session[0] = number;
    return visitor;
}

}  // namespace

TEST_CASE("a person reads who did what, newest first, and nobody else's lines") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        bench.write({bench.amina, Who::Person, bench.amina, "session.started", {}, ""});
        bench.write({bench.bilal, Who::Person, bench.bilal, "session.started", {}, ""});
        bench.write({bench.amina, Who::Staff, bench.keller, "biography.saved", {9}, "school"});
        const auto lines = bench.lines(bench.amina);
        REQUIRE(lines.size() == 2);
        CHECK(lines[0].entry.who == Who::Staff);
        CHECK(lines[0].entry.actor == bench.keller);
        CHECK(lines[0].entry.action == "biography.saved");
        CHECK(lines[0].entry.object == IdBytes{9});
        CHECK(lines[0].entry.detail == "school");
        CHECK(bench.app.clock.now() - lines[0].at < 1min);
        CHECK(lines[1].entry.action == "session.started");
        CHECK(bench.lines(bench.amina, lines[0].number).size() == 1);
        CHECK(bench.lines(bench.amina, 0, 1).size() == 1);
        CHECK(bench.lines(bench.keller).empty());
    }
}

TEST_CASE(
    "where nothing can be written persons still read their own, and nobody else reads unseen") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        bench.tamper("ALTER TABLE access_log RENAME TO away");
        const auto read = [&](Who who, const IdBytes& actor) {
            access_log::read(bench.app, {bench.amina, who, actor, "biography.read", {}, ""},
                             session(1));
        };
        CHECK_NOTHROW(read(Who::Person, bench.amina));
        CHECK_THROWS_AS(read(Who::Staff, bench.keller), sql::Error);
        CHECK_THROWS_AS(read(Who::Recipient, bench.keller), sql::Error);
    }
}

TEST_CASE("a person's own reads leave one line per session") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        const auto read = [&](const char* page, std::uint8_t number) {
            access_log::read(bench.app, {bench.amina, Who::Person, bench.amina, page, {}, ""},
                             session(number));
        };
        read("biography.read", 1);
        read("release.read", 1);
        bench.app.clock.advance(2h);
        read("biography.read", 1);
        CHECK(bench.lines(bench.amina).size() == 1);
        read("biography.read", 2);
        CHECK(bench.lines(bench.amina).size() == 2);
    }
}

TEST_CASE("what staff and recipients read is logged per person, page and quarter of an hour") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        const auto read = [&](const IdBytes& person, const char* page) {
            access_log::read(bench.app, {person, Who::Staff, bench.keller, page, {}, ""},
                             session(3));
        };
        read(bench.amina, "biography.read");
        read(bench.amina, "biography.read");
        CHECK(bench.lines(bench.amina).size() == 1);
        read(bench.amina, "packet.opened");
        CHECK(bench.lines(bench.amina).size() == 2);
        read(bench.bilal, "biography.read");
        CHECK(bench.lines(bench.bilal).size() == 1);
        bench.app.clock.advance(14min);
        read(bench.amina, "biography.read");
        CHECK(bench.lines(bench.amina).size() == 2);
        bench.app.clock.advance(1min);
        read(bench.amina, "biography.read");
        CHECK(bench.lines(bench.amina).size() == 3);
    }
}

TEST_CASE("a clock that was set back hides no read") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        const Entry entry{bench.amina, Who::Staff, bench.keller, "biography.read", {}, ""};
        access_log::read(bench.app, entry, session(3));
        bench.app.clock.advance(-15 * 24h);
        access_log::read(bench.app, entry, session(3));
        CHECK(bench.lines(bench.amina).size() == 2);
    }
}

TEST_CASE("an untouched log is whole, and new lines wait for the sealer") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        CHECK(!bench.verify().broken_at);
        bench.write_some(3);
        CHECK(bench.verify().unsealed == 3);
        CHECK(bench.seal() == 3);
        CHECK(bench.seal() == 0);
        bench.write_some(2);
        const auto verdict = bench.verify();
        CHECK(!verdict.broken_at);
        CHECK(verdict.rows == 3);
        CHECK(verdict.unsealed == 2);
        CHECK(bench.seal() == 2);
        CHECK(bench.verify().rows == 5);
    }
}

TEST_CASE("whoever changes, removes, adds or swaps a sealed line is found out") {
    for (const auto& [sql, place] : std::vector<std::pair<const char*, int>>{
             {"UPDATE access_log SET action = 'nothing' WHERE position = 4", 4},
             {"UPDATE access_log SET at = at + 1 WHERE position = 6", 6},
             {"UPDATE access_log SET actor = person, person = actor WHERE position = 2", 2},
             {"UPDATE access_log SET detail = 'personbiography' WHERE position = 3", 3},
             {"DELETE FROM access_log WHERE position = 1", 1},
             {"DELETE FROM access_log WHERE position = 5", 5},
             {"DELETE FROM access_log WHERE position = 6", 6},
             {"DELETE FROM access_log WHERE position > 2", 3},
             {"UPDATE access_log SET position = NULL WHERE position = 6", 6},
             {"UPDATE access_log SET position = 7 WHERE position = 5", 5},
             {"INSERT INTO access_log (person, who, actor, action, object, detail, at, position, "
              "chain)"
              " SELECT person, who, actor, action, object, detail, at, 7, chain FROM access_log"
              " WHERE position = 6",
              7},
             {"DELETE FROM access_log_marks", 1},
             {"UPDATE access_log_marks SET position = 5 WHERE kind = 'head'", 1},
             {"UPDATE access_log_marks SET kind = 'base' WHERE kind = 'day'", 1}}) {
        MOBIO_ON_EACH_ENGINE(scratch) {
            Bench bench(scratch);
            for (int i = 0; i < 6; ++i)
                bench.write(
                    {bench.amina, Who::Staff, bench.keller, "a" + std::to_string(i), {}, "person"});
            bench.seal();
            bench.checkpoint();
            CHECK(!bench.verify().broken_at);
            bench.tamper(sql);
            INFO(sql);
            CHECK(bench.verify().broken_at.value_or(0) == place);
        }
    }
}

TEST_CASE("the sealer does not go on over a log that was tampered with") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        bench.write_some(3);
        bench.seal();
        bench.tamper("DELETE FROM access_log_marks WHERE kind = 'head'");
        bench.write_some(1);
        CHECK_THROWS_AS(bench.seal(), Tampered);
    }
}

TEST_CASE("an end that was cut off with its marks is found by the checkpoint outside") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        bench.write_some(3);
        bench.seal();
        bench.tamper("CREATE TABLE kept AS SELECT * FROM access_log_marks");
        bench.write_some(3);
        bench.seal();
        bench.checkpoint();
        bench.tamper("DELETE FROM access_log WHERE position > 3");
        bench.tamper("DELETE FROM access_log_marks");
        bench.tamper("INSERT INTO access_log_marks SELECT * FROM kept");
        const auto inside = bench.app.db->read(
            [&](sql::Connection& db) { return access_log::verify(db, bench.app.vault); });
        CHECK(!inside.broken_at);
        CHECK(bench.verify().broken_at == 4);
    }
}

TEST_CASE("a checkpoint is a line outside, once for each day on which something happened") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        const auto lines = [&] {
            std::ifstream in(bench.file);
            return std::count(std::istreambuf_iterator<char>(in), {}, '\n');
        };
        bench.checkpoint();
        CHECK(lines() == 0);
        bench.write_some(2);
        bench.seal();
        bench.checkpoint();
        bench.checkpoint();
        CHECK(lines() == 1);
        bench.write_some(1);
        bench.seal();
        bench.checkpoint();
        CHECK(lines() == 2);
        CHECK(!bench.verify().broken_at);
        std::ofstream(bench.file, std::ios::app) << "9 9 not ours\n\nx";
        CHECK(!bench.verify().broken_at);
    }
}

TEST_CASE("checkpoints lie beside an SQLite file, else in the first folder of the service") {
    config::County county;
    county.key = "north";
    county.database = "sqlite:/data/mobio.db";
    CHECK(checkpoint_file(county) == "/data/access-log-north.checkpoints");
    county.database = "host=/run/postgresql";
    CHECK(checkpoint_file(county).empty());
    setenv("STATE_DIRECTORY", "/var/lib/mobio:/var/lib/mobio-keys", 1);
    CHECK(checkpoint_file(county) == "/var/lib/mobio/access-log-north.checkpoints");
    unsetenv("STATE_DIRECTORY");
}

TEST_CASE("lines older than their time go up to a checkpoint, and the rest stays whole") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        const auto expire = [&] {
            return access_log::expire(*bench.app.db, bench.app.vault,
                                      bench.app.clock.now() - 365 * 24h);
        };
        bench.write_some(4);
        bench.seal();
        bench.checkpoint();
        bench.app.clock.advance(200 * 24h);
        bench.write_some(3);
        bench.seal();
        bench.checkpoint();
        CHECK(expire() == 0);
        bench.app.clock.advance(200 * 24h);
        bench.write_some(1);
        CHECK(expire() == 4);
        CHECK(bench.lines(bench.amina).size() == 4);
        auto verdict = bench.verify();
        CHECK(!verdict.broken_at);
        CHECK(verdict.rows == 3);
        bench.app.clock.advance(400 * 24h);
        CHECK(expire() == 3);
        CHECK(!bench.verify().broken_at);
        CHECK(bench.seal() == 1);
        CHECK(!bench.verify().broken_at);
        bench.tamper("DELETE FROM access_log");
        CHECK(bench.verify().broken_at == 8);
    }
}

TEST_CASE("deleting old lines by hand before their time is found out") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        bench.write_some(2);
        bench.seal();
        bench.checkpoint();
        bench.write_some(2);
        bench.seal();
        bench.tamper("DELETE FROM access_log WHERE position <= 2");
        CHECK(bench.verify().broken_at == 1);
    }
}

TEST_CASE("sealers side by side make one chain") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        bench.write_some(20);
        {
            std::vector<std::jthread> sealers;
            for (int i = 0; i < 3; ++i) sealers.emplace_back([&] { bench.seal(); });
        }
        bench.seal();
        const auto verdict = bench.verify();
        CHECK(!verdict.broken_at);
        CHECK(verdict.rows == 20);
    }
}

TEST_CASE("more lines than fit one step are sealed in order") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Bench bench(scratch);
        bench.app.db->write([&](sql::Transaction& tx) {
            for (int i = 0; i < 1100; ++i)
                access_log::write(tx, {bench.amina, Who::System, {}, "x", {}, ""},
                                  bench.app.clock.now());
        });
        CHECK(bench.seal() == 1100);
        CHECK(bench.verify().rows == 1100);
        CHECK(bench.app.db->read([](sql::Connection& db) {
            return db.first("SELECT COUNT(*) FROM access_log WHERE position = number",
                            [](sql::Row r) { return r.get<int>(0); });
        }) == 1100);
    }
}

TEST_CASE("the jobs seal, write checkpoints beside the database and delete what is old") {
    sql::Scratch scratch{sql::Engine::Sqlite};
    Bench bench(scratch);
    jobs::Register known;
    add_jobs(known);
    bench.write_some(2);
    jobs::run_due(bench.app, known);
    bench.app.clock.advance(24h);
    jobs::run_due(bench.app, known);
    CHECK(bench.verify().rows == 2);
    CHECK(std::filesystem::exists(scratch.folder / "access-log-musterland.checkpoints"));
    bench.app.clock.advance(365 * 24h);
    jobs::run_due(bench.app, known);
    CHECK(bench.lines(bench.amina).size() == 2);
    bench.app.clock.advance(48h);
    jobs::run_due(bench.app, known);
    CHECK(bench.lines(bench.amina).empty());
    CHECK(!bench.verify().broken_at);
}
