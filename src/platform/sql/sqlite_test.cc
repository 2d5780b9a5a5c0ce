// SPDX-License-Identifier: EUPL-1.2
// What only an embedded database has to show: shared commits, a full disk, a killed process.
#include <doctest/doctest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <latch>
#include <thread>

#include "platform/sql/database.h"
#include "platform/sql/scratch.h"

using namespace mobio;
using namespace mobio::sql;

namespace {

void make_table(Database& db) {
    db.write([](Transaction& tx) {
        tx.exec(
            "CREATE TABLE notes (id BIGINT PRIMARY KEY, bytes BYTEA,"
            " parent BIGINT REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED)");
    });
}

void insert(Database& db, std::int64_t id, std::size_t size = 10) {
    db.write([&](Transaction& tx) {
        tx.exec("INSERT INTO notes (id, bytes) VALUES ($1, $2)", id, Blob{std::string(size, 'x')});
    });
}

std::int64_t count(Database& db) {
    return *db.read([](Connection& c) {
        return c.first("SELECT COUNT(*) FROM notes", [](Row r) { return r.get<std::int64_t>(0); });
    });
}

// Queues all bodies while the writer is held up, so that they end in one batch.
// Returns what each of them met.
std::vector<std::exception_ptr> in_one_batch(
    Database& db, const std::vector<std::function<void(Transaction&)>>& bodies) {
    std::vector<std::exception_ptr> met(bodies.size());
    std::latch held{1}, go{1};
    std::jthread holder([&] {
        db.write([&](Transaction&) {
            held.count_down();
            go.wait();
        });
    });
    held.wait();
    {
        std::vector<std::jthread> writers;
        for (std::size_t i = 0; i < bodies.size(); ++i) {
            writers.emplace_back([&, i] {
                try {
                    db.write(bodies[i]);
                } catch (...) {
                    met[i] = std::current_exception();
                }
            });
            std::this_thread::sleep_for(std::chrono::milliseconds{20});  // in this order
        }
        go.count_down();
    }
    return met;
}

Kind kind_of(const std::exception_ptr& met) {
    try {
        if (met) std::rethrow_exception(met);
    } catch (const Error& error) {
        return error.kind;
    } catch (...) {
    }
    return Kind::Other;
}

std::function<void(Transaction&)> inserting(std::int64_t id) {
    return [id](Transaction& tx) { tx.exec("INSERT INTO notes (id) VALUES ($1)", id); };
}

// No file of this process may grow beyond `bytes` while it lives: a disk that is full.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) {
        signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &before_); }
    FullDisk(const FullDisk&) = delete;

private:
    rlimit before_{};
};

}  // namespace

TEST_CASE("many writers share commits, and each gets its own answer") {
    Scratch scratch{Engine::Sqlite};
    make_table(*scratch.db);
    {
        std::vector<std::jthread> writers;
        for (int w = 0; w < 8; ++w)
            writers.emplace_back([&, w] {
                for (int i = 0; i < 50; ++i) insert(*scratch.db, w * 1000 + i);
            });
    }
    CHECK(count(*scratch.db) == 400);
}

TEST_CASE("one failing body in a batch leaves the others alone") {
    Scratch scratch{Engine::Sqlite};
    make_table(*scratch.db);
    const auto met = in_one_batch(*scratch.db, {inserting(1),
                                                [](Transaction& tx) {
                                                    tx.exec("INSERT INTO notes (id) VALUES (2)");
                                                    throw std::out_of_range("mine");
                                                },
                                                inserting(1), inserting(3)});
    CHECK(!met[0]);
    CHECK_THROWS_AS(std::rethrow_exception(met[1]), std::out_of_range);
    CHECK(kind_of(met[2]) == Kind::Unique);
    CHECK(!met[3]);
    CHECK(count(*scratch.db) == 2);
}

TEST_CASE("a deferred foreign key fails its own body, not the batch") {
    Scratch scratch{Engine::Sqlite};
    make_table(*scratch.db);
    const auto met =
        in_one_batch(*scratch.db, {inserting(1), [](Transaction& tx) {
                                       tx.exec("INSERT INTO notes (id, parent) VALUES (2, 99)");
                                   }});
    CHECK(!met[0]);
    CHECK(kind_of(met[1]) == Kind::ForeignKey);
    CHECK(count(*scratch.db) == 1);
}

TEST_CASE("when COMMIT fails nobody of the batch is told that all is well") {
    Scratch scratch{Engine::Sqlite};
    make_table(*scratch.db);
    insert(*scratch.db, 100);
    std::vector<std::exception_ptr> met;
    {
        const FullDisk full(std::filesystem::file_size(scratch.folder / "test.db-wal"));
        met = in_one_batch(*scratch.db, {inserting(1), inserting(100), inserting(2)});
        CHECK(count(*scratch.db) == 1);  // reading goes on
    }
    CHECK(kind_of(met[0]) == Kind::Full);
    CHECK(kind_of(met[1]) == Kind::Unique);
    CHECK(kind_of(met[2]) == Kind::Full);
    insert(*scratch.db, 1);
    CHECK(count(*scratch.db) == 2);
}

TEST_CASE("writing goes on by itself when the disk has room again") {
    Scratch scratch{Engine::Sqlite};
    make_table(*scratch.db);
    {
        const FullDisk full(64 * 1024);
        int written = 0;
        try {
            for (; written < 100; ++written) insert(*scratch.db, written, 5000);
        } catch (const Error& error) {
            CHECK(error.kind == Kind::Full);
        }
        CHECK(written < 20);
        CHECK(count(*scratch.db) == written);
        CHECK_THROWS_AS(insert(*scratch.db, 500, 200'000), Error);
    }
    insert(*scratch.db, 1000, 200'000);
    scratch.db = open(scratch.address);
    CHECK(scratch.db->read([](Connection& c) {
        return c.first("PRAGMA integrity_check", [](Row r) { return r.get<std::string>(0); });
    }) == "ok");
}

TEST_CASE("a database at its largest size refuses a body, and takes smaller ones") {
    Scratch scratch{Engine::Sqlite};
    make_table(*scratch.db);
    scratch.db->write(
        [](Transaction& tx) { tx.all("PRAGMA max_page_count = 10", [](Row) { return 0; }); });
    const auto met =
        in_one_batch(*scratch.db, {inserting(1),
                                   [](Transaction& tx) {
                                       tx.exec("INSERT INTO notes (id, bytes) VALUES (2, $1)",
                                               Blob{std::string(100'000, 'x')});
                                   },
                                   inserting(3)});
    CHECK(kind_of(met[1]) == Kind::Full);
    CHECK(count(*scratch.db) == (!met[0] ? 2 : 0));
    insert(*scratch.db, 4);
}

TEST_CASE("another process that holds the file for long makes a write Busy") {
    Scratch scratch{Engine::Sqlite};
    make_table(*scratch.db);
    sqlite3* other = nullptr;
    sqlite3_open((scratch.folder / "test.db").c_str(), &other);
    sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
    std::exception_ptr met;
    try {
        insert(*scratch.db, 1);
    } catch (...) {
        met = std::current_exception();
    }
    CHECK(kind_of(met) == Kind::Busy);
    CHECK(count(*scratch.db) == 0);
    std::jthread release([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
        sqlite3_exec(other, "COMMIT", nullptr, nullptr, nullptr);
    });
    insert(*scratch.db, 1);  // waits its turn
    release.join();
    sqlite3_close(other);
    CHECK(count(*scratch.db) == 1);
}

TEST_CASE("another program that comes and goes takes no log away under this one") {
    Scratch scratch{Engine::Sqlite};
    make_table(*scratch.db);
    insert(*scratch.db, 1);
    CHECK(count(*scratch.db) == 1);  // a reader's connection has been opened beside the writer's
    const auto elsewhere = [&](const std::string& statement) {
        const auto file = (scratch.folder / "test.db").string();
        return std::system(("sqlite3 " + file + " '" + statement + "' >/dev/null").c_str()) == 0;
    };
    REQUIRE(elsewhere("INSERT INTO notes (id) VALUES (2)"));
    CHECK(std::filesystem::exists(scratch.folder / "test.db-wal"));
    insert(*scratch.db, 3);
    CHECK(elsewhere("INSERT INTO notes (id) SELECT 4 FROM notes WHERE id = 3"));
    CHECK(count(*scratch.db) == 4);
}

TEST_CASE("the files of a database are for their owner alone") {
    Scratch scratch{Engine::Sqlite};
    make_table(*scratch.db);
    for (const auto* name : {"test.db", "test.db-wal", "test.db-shm"}) {
        struct stat file {};
        stat((scratch.folder / name).c_str(), &file);
        CHECK((file.st_mode & 0777) == 0600);
    }
}

TEST_CASE("every connection keeps the rules of a safe file") {
    Scratch scratch{Engine::Sqlite};
    const auto pragma = [](Connection& c, const std::string& name) {
        return c.first("PRAGMA " + name, [](Row r) { return r.get<std::string>(0); }).value_or("");
    };
    const auto check = [&](Connection& c) {
        CHECK(pragma(c, "journal_mode") == "wal");
        CHECK(pragma(c, "synchronous") == "2");
        CHECK(pragma(c, "foreign_keys") == "1");
        CHECK(pragma(c, "secure_delete") == "1");
        CHECK(pragma(c, "trusted_schema") == "0");
        CHECK_THROWS_AS(c.all("SELECT \"no such column\"", [](Row) { return 0; }), Error);
    };
    CHECK_THROWS_AS(scratch.db->write(check), Error);
    CHECK_THROWS_AS(scratch.db->read(check), Error);
}

TEST_CASE("a read that ended holds nothing back: the log is written home") {
    Scratch scratch{Engine::Sqlite};
    make_table(*scratch.db);
    for (int i = 0; i < 300; ++i) {
        insert(*scratch.db, i, 20'000);
        scratch.db->read([&](Connection& c) {  // stops at the first of many rows
            return c.first("SELECT id FROM notes", [](Row r) { return r.get<int>(0); });
        });
    }
    CHECK(std::filesystem::file_size(scratch.folder / "test.db-wal") < 8'000'000);
}

TEST_CASE("a killed process loses nothing that it was told is written") {
    Scratch scratch{Engine::Sqlite};
    make_table(*scratch.db);
    scratch.db.reset();
    for (int round = 0; round < 3; ++round) {
        int pipe_ends[2];
        REQUIRE(pipe(pipe_ends) == 0);
        const auto child = fork();
        if (child == 0) {
            const auto db = open(scratch.address);
            std::atomic<std::int64_t> next{round * 1'000'000};
            std::vector<std::thread> writers;
            for (int w = 0; w < 4; ++w)
                writers.emplace_back([&] {
                    for (;;) {
                        const auto id = next++;
                        insert(*db, id, 300);
                        if (write(pipe_ends[1], &id, sizeof id) < 0) _exit(1);
                    }
                });
            for (auto& writer : writers) writer.join();
        }
        close(pipe_ends[1]);
        std::vector<std::int64_t> told(200);
        for (auto& id : told) REQUIRE(read(pipe_ends[0], &id, sizeof id) == sizeof id);
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        for (std::int64_t id; read(pipe_ends[0], &id, sizeof id) == sizeof id;) told.push_back(id);
        close(pipe_ends[0]);
        const auto db = open(scratch.address);
        db->read([&](Connection& c) {
            for (const auto id : told)
                CHECK(c.first(
                    "SELECT 1 FROM notes WHERE id = $1", [](Row r) { return r.get<int>(0); }, id));
        });
    }
}
