// SPDX-License-Identifier: EUPL-1.2
// What only a server has to show: connections that are lost, and an answer that never came.
#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <thread>

#include "platform/sql/database.h"
#include "platform/sql/scratch.h"

using namespace mobio;
using namespace mobio::sql;

namespace {

bool no_server() { return Scratch::server().empty(); }

std::int64_t number(Connection& c, std::string_view sql) {
    return *c.first(sql, [](Row r) { return r.get<std::int64_t>(0); });
}

void make_table(Database& db) {
    db.write([](Transaction& tx) {
        tx.exec("CREATE TABLE notes (id BIGINT PRIMARY KEY, size INTEGER)");
    });
}

// Ends this database's other connections, as a server does that is started again.
void cut_connections(const Scratch& scratch) {
    open(scratch.address)->write([&](Transaction& tx) {
        tx.exec(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            " AND application_name = $1",
            scratch.folder.filename().string());
    });
}

struct Named : Scratch {
    Named() : Scratch(Engine::Postgres) {
        address += " application_name=" + folder.filename().string();
        db = open(address);
    }
};

// A database that holds note 1, of size 0.
struct OneNote : Scratch {
    OneNote() : Scratch{Engine::Postgres} {
        make_table(*db);
        db->write([](Transaction& tx) { tx.exec("INSERT INTO notes (id, size) VALUES (1, 0)"); });
    }
};

}  // namespace

TEST_CASE("connections that died while idle are replaced unseen") {
    if (no_server()) return;
    Named scratch;
    make_table(*scratch.db);
    for (int i = 0; i < 3; ++i) {
        cut_connections(scratch);
        CHECK(scratch.db->read([](Connection& c) { return number(c, "SELECT 1"); }) == 1);
        cut_connections(scratch);
        scratch.db->write(
            [&](Transaction& tx) { tx.exec("INSERT INTO notes (id) VALUES ($1)", i); });
    }
    CHECK(scratch.db->read([](Connection& c) { return number(c, "SELECT COUNT(*) FROM notes"); }) ==
          3);
}

TEST_CASE("a connection lost inside a body is an error of that kind, and the next one works") {
    if (no_server()) return;
    Named scratch;
    make_table(*scratch.db);
    try {
        scratch.db->write([&](Transaction& tx) {
            tx.exec("INSERT INTO notes (id) VALUES (1)");
            cut_connections(scratch);
            tx.exec("INSERT INTO notes (id) VALUES (2)");
        });
        FAIL("written");
    } catch (const Error& error) {
        CHECK(error.kind == Kind::Connection);
    }
    scratch.db->write([](Transaction& tx) { tx.exec("INSERT INTO notes (id) VALUES (1)"); });
}

TEST_CASE("a connection whose server says nothing is given up, and the next one works") {
    if (no_server()) return;
    OneNote scratch;
    const auto backend = static_cast<pid_t>(
        scratch.db->read([](Connection& c) { return number(c, "SELECT pg_backend_pid()"); }));
    REQUIRE(kill(backend, SIGSTOP) == 0);
    CHECK(scratch.db->read([](Connection& c) { return number(c, "SELECT size FROM notes"); }) == 0);
    scratch.db->write([](Transaction& tx) { tx.exec("UPDATE notes SET size = 1"); });
    kill(backend, SIGCONT);
}

TEST_CASE("a row that another holds for long makes a write Busy, before anybody gives up waiting") {
    if (no_server()) return;
    OneNote scratch;
    const auto other = open(scratch.address);
    other->write([&](Transaction& holding) {
        holding.exec("UPDATE notes SET size = 1");
        const auto met = [&]() -> std::optional<Kind> {
            try {
                scratch.db->write([](Transaction& tx) { tx.exec("UPDATE notes SET size = 2"); });
            } catch (const Error& error) {
                return error.kind;
            }
            return {};
        }();
        CHECK(met == Kind::Busy);
    });
}

TEST_CASE("where the answer to COMMIT is lost the outcome is unknown") {
    if (no_server()) return;
    Named scratch;
    make_table(*scratch.db);
    try {
        scratch.db->write([&](Transaction& tx) {
            tx.exec("INSERT INTO notes (id) VALUES (1)");
            cut_connections(scratch);
        });
        FAIL("written");
    } catch (const Error& error) {
        CHECK(error.kind == Kind::Unknown);
    }
}

TEST_CASE("a failure to serialize runs the body again, whatever the body made of the error") {
    if (no_server()) return;
    OneNote scratch;
    const auto other = open(scratch.address);
    int runs = 0;
    scratch.db->write([&](Transaction& tx) {
        const auto size = number(tx, "SELECT size FROM notes");
        if (++runs <= 2)
            other->write(
                [](Transaction& second) { second.exec("UPDATE notes SET size = size + 10"); });
        try {
            tx.exec("UPDATE notes SET size = $1", size + 1);
        } catch (const Error&) {
            throw std::runtime_error("something else");
        }
    });
    CHECK(runs == 3);
    CHECK(scratch.db->read([](Connection& c) { return number(c, "SELECT size FROM notes"); }) ==
          21);
}

TEST_CASE("a body that never gets through is run for five seconds, then gives up") {
    if (no_server()) return;
    OneNote scratch;
    const auto other = open(scratch.address);
    int runs = 0;
    try {
        scratch.db->write([&](Transaction& tx) {
            ++runs;
            const auto size = number(tx, "SELECT size FROM notes");
            other->write(
                [](Transaction& second) { second.exec("UPDATE notes SET size = size + 1"); });
            tx.exec("UPDATE notes SET size = $1", size + 1);
        });
        FAIL("written");
    } catch (const Error& error) {
        CHECK(error.kind == Kind::Serialization);
    }
    CHECK(runs > 20);
}

TEST_CASE("a table that another program changed is read by a new plan") {
    if (no_server()) return;
    Scratch scratch{Engine::Postgres};
    make_table(*scratch.db);
    const auto read = [&] {
        scratch.db->write(
            [](Transaction& tx) { tx.all("SELECT * FROM notes", [](Row) { return 0; }); });
    };
    read();
    open(scratch.address)->write([](Transaction& tx) {
        tx.exec("ALTER TABLE notes ADD COLUMN more TEXT");
    });
    read();
}

TEST_CASE("no more connections are opened than agreed, and all get their turn") {
    if (no_server()) return;
    Scratch scratch{Engine::Postgres};
    std::atomic<int> most{0};
    {
        std::vector<std::jthread> readers;
        for (int i = 0; i < 40; ++i)
            readers.emplace_back([&] {
                scratch.db->read([&](Connection& c) {
                    const auto open = static_cast<int>(number(
                        c,
                        "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'mobio'"));
                    for (auto seen = most.load();
                         seen < open && !most.compare_exchange_weak(seen, open);) {
                    }
                    number(c, "SELECT COUNT(pg_sleep(0.02))");
                });
            });
    }
    CHECK(most > 1);
}

TEST_CASE("a server that is not there is named, a password never") {
    try {
        open("host=/nowhere user=amina password=CANARY dbname=x");
        FAIL("opened");
    } catch (const Error& error) {
        const std::string words = error.what();
        CHECK(error.kind == Kind::Connection);
        CHECK(words.find("/nowhere") != words.npos);
        CHECK(words.find("CANARY") == words.npos);
    }
}
