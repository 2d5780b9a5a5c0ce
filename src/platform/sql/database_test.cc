// SPDX-License-Identifier: EUPL-1.2
#include "platform/sql/database.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "platform/sql/scratch.h"

using namespace mobio;
using namespace mobio::sql;

namespace {

void make_table(Database& db) {
    db.write([](Transaction& tx) {
        tx.exec(
            "CREATE TABLE notes (id BIGINT PRIMARY KEY, code TEXT UNIQUE, bytes BYTEA,"
            " weight DOUBLE PRECISION, at BIGINT, size INTEGER CHECK (size < 100),"
            " parent BIGINT REFERENCES notes (id), kind TEXT NOT NULL DEFAULT 'note')");
    });
}

std::int64_t count(Database& db) {
    return *db.read([](Connection& c) {
        return c.first("SELECT COUNT(*) FROM notes", [](Row r) { return r.get<std::int64_t>(0); });
    });
}

// The kind and the words of the error that a write meets.
template <class F>
std::pair<Kind, std::string> error_of(Database& db, F&& body) {
    try {
        db.write(std::forward<F>(body));
    } catch (const Error& error) {
        return {error.kind, error.what()};
    }
    return {Kind::Other, "no error"};
}

}  // namespace

TEST_CASE("values of every type come back as they went in") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        make_table(*scratch.db);
        const Blob bytes{std::string("\0\xff\n x\0", 6)};
        const auto big = std::numeric_limits<std::int64_t>::min();
        const auto now = time_of(1'800'000'000'123);
        const auto id = Id<Person>::make(now);
        scratch.db->write([&](Transaction& tx) {
            tx.exec(
                "INSERT INTO notes (id, code, bytes, weight, at, size) VALUES ($1,$2,$3,$4,$5,$6)",
                big, "زهرا 'O\"Neil' $1", bytes, 0.1, now, true);
            tx.exec("INSERT INTO notes (id, bytes) VALUES ($1, $2)", 9007199254740993, id);
            tx.exec("INSERT INTO notes (id, code, bytes) VALUES ($1, $2, $3)", 3, "", Blob{});
        });
        scratch.db->read([&](Connection& c) {
            c.first(
                "SELECT id, code, bytes, weight, at, size FROM notes WHERE id = $1",
                [&](Row r) {
                    CHECK(r.get<std::int64_t>(0) == big);
                    CHECK(r.get<std::string>(1) == "زهرا 'O\"Neil' $1");
                    CHECK(r.get<Blob>(2).bytes == bytes.bytes);
                    CHECK(r.get<double>(3) == 0.1);
                    CHECK(r.get<Time>(4) == now);
                    CHECK(r.get<bool>(5));
                    return 0;
                },
                big);
            c.first(
                "SELECT id, bytes, code, size FROM notes WHERE id > $1",
                [&](Row r) {
                    CHECK(r.get<std::int64_t>(0) == 9007199254740993);
                    CHECK(r.get<Id<Person>>(1) == id);
                    CHECK(!r.get<std::optional<std::string>>(2));
                    CHECK(!r.get<std::optional<int>>(3));
                    return 0;
                },
                3);
            c.first("SELECT code, bytes FROM notes WHERE id = 3", [&](Row r) {
                CHECK(r.get<std::optional<std::string>>(0) == "");
                CHECK(r.get<std::optional<Blob>>(1)->bytes.empty());
                return 0;
            });
        });
    }
}

TEST_CASE("a value that does not fit its type is refused, not bent") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        make_table(*scratch.db);
        scratch.db->write([](Transaction& tx) {
            tx.exec("INSERT INTO notes (id, code, bytes) VALUES ($1, $2, $3)", 5'000'000'000,
                    "seven", Blob{"abc"});
        });
        const auto get = [&](auto read) {
            scratch.db->read(
                [&](Connection& c) { c.each("SELECT id, code, bytes, at FROM notes", read); });
        };
        CHECK_THROWS_AS(get([](Row r) { r.get<int>(0); }), Error);
        CHECK_THROWS_AS(get([](Row r) { r.get<std::int64_t>(1); }), Error);
        CHECK_THROWS_AS(get([](Row r) { r.get<IdBytes>(2); }), Error);
        CHECK_THROWS_AS(get([](Row r) { r.get<std::string>(2); }), Error);
        CHECK_THROWS_AS(get([](Row r) { r.get<Blob>(1); }), Error);
        CHECK_THROWS_AS(get([](Row r) { r.get<Time>(3); }), Error);
        CHECK_THROWS_AS(get([](Row r) { r.get<std::string>(9); }), Error);
    }
}

TEST_CASE("a text with NUL is refused on both engines") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        make_table(*scratch.db);
        const auto body = [](Transaction& tx) {
            tx.exec("INSERT INTO notes (id, code) VALUES (1, $1)", std::string("a\0b", 3));
        };
        CHECK(error_of(*scratch.db, body).second == "NUL in a text");
        CHECK(count(*scratch.db) == 0);
    }
}

TEST_CASE("exec tells how many rows changed") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        make_table(*scratch.db);
        scratch.db->write([](Transaction& tx) {
            CHECK(tx.exec("INSERT INTO notes (id) VALUES (1), (2), (3)") == 3);
            CHECK(tx.exec("UPDATE notes SET size = 5 WHERE id > $1", 1) == 2);
            CHECK(tx.exec("UPDATE notes SET size = 5 WHERE id > $1", 3) == 0);
            CHECK(tx.exec("SELECT id FROM notes") == 0);
            CHECK(tx.exec("CREATE TABLE others (id BIGINT)") == 0);
            CHECK(tx.exec("DELETE FROM notes") == 3);
        });
    }
}

TEST_CASE("RETURNING and ON CONFLICT read alike on both engines") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        make_table(*scratch.db);
        scratch.db->write([](Transaction& tx) {
            const auto put =
                "INSERT INTO notes (id, size) VALUES ($1, $2) ON CONFLICT (id)"
                " DO UPDATE SET size = excluded.size RETURNING size, id, code";
            const auto size = [](Row r) {
                CHECK(!r.get<std::optional<std::string>>(2));
                return r.get<int>(0);
            };
            CHECK(tx.first(put, size, 1, 10) == 10);
            CHECK(tx.first(put, size, 1, 20) == 20);
            tx.exec("INSERT INTO notes (id) VALUES (2)");
            CHECK(tx.all("DELETE FROM notes RETURNING id", [](Row r) {
                        return r.get<int>(0);
                    }).size() == 2);
        });
        CHECK(count(*scratch.db) == 0);
    }
}

TEST_CASE("a foreign key that RETURNING would hide is still an error") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        make_table(*scratch.db);
        const auto error = error_of(*scratch.db, [](Transaction& tx) {
            tx.first("INSERT INTO notes (id, parent) VALUES (1, 99) RETURNING id",
                     [](Row r) { return r.get<int>(0); });
        });
        CHECK(error.first == Kind::ForeignKey);
        CHECK(count(*scratch.db) == 0);
    }
}

TEST_CASE("each kind of mistake has its kind of error") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        make_table(*scratch.db);
        scratch.db->write(
            [](Transaction& tx) { tx.exec("INSERT INTO notes (id, code) VALUES (1, 'a')"); });
        const auto kind = [&](const char* sql) {
            return error_of(*scratch.db, [&](Transaction& tx) { tx.exec(sql); }).first;
        };
        CHECK(kind("INSERT INTO notes (id) VALUES (1)") == Kind::Unique);
        CHECK(kind("INSERT INTO notes (id, code) VALUES (2, 'a')") == Kind::Unique);
        CHECK(kind("INSERT INTO notes (id, parent) VALUES (2, 7)") == Kind::ForeignKey);
        CHECK(kind("INSERT INTO notes (id, kind) VALUES (2, NULL)") == Kind::NotNull);
        CHECK(kind("INSERT INTO notes (id, size) VALUES (2, 100)") == Kind::Check);
        CHECK(kind("INSERT INTO nowhere (id) VALUES (2)") == Kind::Other);
        CHECK(count(*scratch.db) == 1);
    }
}

TEST_CASE("no error tells a value that was bound") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        make_table(*scratch.db);
        const std::string canary = "CANARY-7";
        const auto words = [&](const char* sql) {
            return error_of(*scratch.db,
                            [&](Transaction& tx) {
                                tx.exec("INSERT INTO notes (id, code) VALUES (1, $1)", canary);
                                tx.exec(sql, canary);
                            })
                .second;
        };
        for (const auto* sql : {"INSERT INTO notes (id, code) VALUES (2, $1)",
                                "INSERT INTO notes (id, kind, code) VALUES (2, NULL, $1)",
                                "INSERT INTO notes (id, size, code) VALUES (2, 100, 'b' || $1)",
                                "INSERT INTO notes (id, parent, code) VALUES (2, 3, 'b' || $1)",
                                "SELECT nothing FROM notes WHERE code = $1"}) {
            const auto text = words(sql);
            CHECK_MESSAGE(text.find("CANARY") == text.npos, text);
            CHECK(text != "no error");
        }
    }
}

TEST_CASE("a broken cast tells no value of the table") {
    const auto all = engines();
    if (all.size() < 2) return;  // SQLite casts anything
    Scratch scratch{Engine::Postgres};
    make_table(*scratch.db);
    const auto error = error_of(*scratch.db, [](Transaction& tx) {
        tx.exec("INSERT INTO notes (id, code) VALUES (1, $1)", "CANARY");
        tx.exec("SELECT CAST(code AS BIGINT) FROM notes WHERE code > $1", "");
    });
    CHECK(error.second == "SQLSTATE 22P02");
}

TEST_CASE("a second statement in one call is refused") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        make_table(*scratch.db);
        const auto refused = [&](const char* sql) {
            const auto body = [&](Transaction& tx) { tx.exec(sql); };
            CHECK_THROWS_AS(scratch.db->write(body), Error);
        };
        refused("INSERT INTO notes (id) VALUES (1); DROP TABLE notes");
        refused("SELECT 1; /* then */ DROP TABLE notes");
        scratch.db->write(
            [](Transaction& tx) { tx.exec("INSERT INTO notes (id) VALUES (1); -- done"); });
        CHECK(count(*scratch.db) == 1);
    }
}

TEST_CASE("arguments and parameters must agree") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        make_table(*scratch.db);
        CHECK_THROWS_AS(scratch.db->read([](Connection& c) {
            c.all("SELECT id FROM notes WHERE id = $1", [](Row r) { return r.get<int>(0); });
        }),
                        Error);
        CHECK_THROWS_AS(scratch.db->read([](Connection& c) {
            c.all(
                "SELECT id FROM notes WHERE id = $2", [](Row r) { return r.get<int>(0); }, 1);
        }),
                        Error);
        scratch.db->read([](Connection& c) {  // the same parameter may stand twice, in any order
            c.all(
                "SELECT id FROM notes WHERE code = $2 OR (id = $1 AND id = $1)",
                [](Row r) { return r.get<int>(0); }, 1, "a");
        });
    }
}

TEST_CASE("what a body throws undoes all of it and comes out") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        make_table(*scratch.db);
        CHECK_THROWS_AS(scratch.db->write([](Transaction& tx) {
            tx.exec("INSERT INTO notes (id) VALUES (1)");
            throw std::out_of_range("body");
        }),
                        std::out_of_range);
        CHECK(count(*scratch.db) == 0);
        CHECK(scratch.db->write([](Transaction& tx) {
            tx.exec("INSERT INTO notes (id) VALUES (1)");
            return std::string("done");
        }) == "done");
        CHECK(count(*scratch.db) == 1);
    }
}

TEST_CASE("an error that the body swallows still ends its transaction") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        make_table(*scratch.db);
        const auto body = [](Transaction& tx) {
            tx.exec("INSERT INTO notes (id) VALUES (1)");
            try {
                tx.exec("INSERT INTO notes (id) VALUES (1)");
            } catch (const Error&) {
            }
        };
        CHECK_THROWS_AS(scratch.db->write(body), Error);
        CHECK(count(*scratch.db) == 0);
        scratch.db->write([](Transaction& tx) { tx.exec("INSERT INTO notes (id) VALUES (1)"); });
        CHECK(count(*scratch.db) == 1);
    }
}

TEST_CASE("a read sees one moment, whatever is written meanwhile") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        make_table(*scratch.db);
        scratch.db->read([&](Connection& c) {
            const auto seen = [&] {
                return *c.first("SELECT COUNT(*) FROM notes", [](Row r) { return r.get<int>(0); });
            };
            CHECK(seen() == 0);
            std::jthread([&] {
                scratch.db->write(
                    [](Transaction& tx) { tx.exec("INSERT INTO notes (id) VALUES (1)"); });
            }).join();
            CHECK(seen() == 0);
            scratch.db->read([&](Connection& inner) {
                CHECK(inner.first("SELECT COUNT(*) FROM notes",
                                  [](Row r) { return r.get<int>(0); }) == 0);
            });
        });
        CHECK(count(*scratch.db) == 1);
    }
}

TEST_CASE("a read cannot write") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        make_table(*scratch.db);
        CHECK_THROWS_AS(
            scratch.db->read([](Connection& c) { c.exec("INSERT INTO notes (id) VALUES (1)"); }),
            Error);
        CHECK(count(*scratch.db) == 0);
    }
}

TEST_CASE("nesting a write into a write or a read is a mistake of the program") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        make_table(*scratch.db);
        auto& db = *scratch.db;
        const auto insert = [](Transaction& tx) { tx.exec("INSERT INTO notes (id) VALUES (1)"); };
        CHECK_THROWS_AS(db.write([&](Transaction&) { db.write(insert); }), std::logic_error);
        CHECK_THROWS_AS(db.read([&](Connection&) { db.write(insert); }), std::logic_error);
        CHECK_THROWS_AS(db.write([&](Transaction&) { count(db); }), std::logic_error);
        CHECK(count(db) == 0);
    }
}

TEST_CASE("inside a write another database can be used") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        Scratch other{Engine::Sqlite};
        make_table(*scratch.db);
        make_table(*other.db);
        scratch.db->write([&](Transaction& tx) {
            tx.exec("INSERT INTO notes (id) VALUES (1)");
            other.db->write(
                [](Transaction& inner) { inner.exec("INSERT INTO notes (id) VALUES (1)"); });
            CHECK(count(*other.db) == 1);
        });
        CHECK(count(*scratch.db) == 1);
    }
}

TEST_CASE("a statement may run again while its rows are read") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        make_table(*scratch.db);
        scratch.db->write([](Transaction& tx) {
            tx.exec("INSERT INTO notes (id, parent) VALUES (1, NULL), (2, 1), (3, 2)");
        });
        std::vector<int> path;
        const std::function<void(Connection&, int)> descend = [&](Connection& c, int id) {
            c.each(
                "SELECT id FROM notes WHERE parent = $1",
                [&](Row r) {
                    path.push_back(r.get<int>(0));
                    descend(c, r.get<int>(0));
                },
                id);
        };
        scratch.db->read([&](Connection& c) { descend(c, 1); });
        CHECK(path == std::vector{2, 3});
    }
}

TEST_CASE("many different statements do not pile up") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        for (int i = 0; i < 600; ++i) {
            const auto sql = "SELECT " + std::to_string(i);
            CHECK(scratch.db->read([&](Connection& c) {
                return c.first(sql, [](Row r) { return r.get<int>(0); });
            }) == i);
        }
    }
}

TEST_CASE("writers that meet at one row lose no change") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        make_table(*scratch.db);
        scratch.db->write(
            [](Transaction& tx) { tx.exec("INSERT INTO notes (id, at) VALUES (1, 0)"); });
        std::atomic<int> done{0};
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 4; ++i)
                threads.emplace_back([&] {
                    for (int k = 0; k < 25; ++k) try {
                            scratch.db->write(
                                [](Transaction& tx) {  // read, then write: no shortcut
                                    const auto at =
                                        *tx.first("SELECT at FROM notes WHERE id = 1",
                                                  [](Row r) { return r.get<std::int64_t>(0); });
                                    tx.exec("UPDATE notes SET at = $1 WHERE id = 1", at + 1);
                                });
                            ++done;
                        } catch (const Error& error) {
                            CHECK(error.kind == Kind::Serialization);
                        }
                });
        }
        CHECK(done > 50);
        CHECK(scratch.db->read([](Connection& c) {
            return c.first("SELECT at FROM notes", [](Row r) { return r.get<int>(0); });
        }) == done.load());
    }
}

TEST_CASE("an address that is none is refused without repeating it") {
    for (const auto* address :
         {"", "mysql://amina:CANARY@host/db", "postgresql://amina:CANARY@host:port:x/db",
          "host=/nowhere user=amina password=CANARY dbname=x", "sqlite:/nowhere/CANAR/x.db"}) {
        try {
            open(address);
            FAIL("opened");
        } catch (const Error& error) {
            CHECK_MESSAGE(std::string(error.what()).find("CANARY") == std::string::npos,
                          error.what());
        }
    }
}
