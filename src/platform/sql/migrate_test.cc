// SPDX-License-Identifier: EUPL-1.2
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "platform/sql/database.h"
#include "platform/sql/scratch.h"
#include "platform/sql/script.h"

using namespace mobio;
using namespace mobio::sql;

namespace {

void put(const std::filesystem::path& file, std::string_view text) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

// Three steps, the last with its own text for each engine.
std::filesystem::path steps(const Scratch& scratch, int up_to) {
    const auto folder = scratch.folder / "migrations";
    put(folder / "0001_notes.sql",
        "-- Notes; not more.\nCREATE TABLE notes (id BIGINT PRIMARY KEY);\n"
        "INSERT INTO notes (id) VALUES (1);");
    if (up_to >= 2)
        put(folder / "0002_text.sql",
            "ALTER TABLE notes ADD COLUMN text TEXT NOT NULL DEFAULT ';'");
    if (up_to >= 3)
        put(folder / "0004_lines.sql",
            "CREATE TABLE lines (\n-- sqlite: number INTEGER PRIMARY KEY AUTOINCREMENT,\n"
            "-- postgres: number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n note BIGINT);\n"
            "INSERT INTO lines (note) SELECT id FROM notes;");
    return folder;
}

std::int64_t number(Database& db, std::string_view sql) {
    return *db.read(
        [&](Connection& c) { return c.first(sql, [](Row r) { return r.get<std::int64_t>(0); }); });
}

std::string refusal(Database& db, const std::filesystem::path& folder) {
    try {
        migrate(db, folder);
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("a database comes to the newest version from every earlier one") {
    for (int before = 0; before <= 3; ++before) {
        MOBIO_ON_EACH_ENGINE(scratch) {
            if (before > 0) migrate(*scratch.db, steps(scratch, before));
            const int versions[] = {0, 1, 2, 4};
            CHECK(schema_version(*scratch.db) == versions[before]);
            const auto done = migrate(*scratch.db, steps(scratch, 3));
            CHECK(done.from == versions[before]);
            CHECK(done.to == 4);
            CHECK(schema_version(*scratch.db) == 4);
            CHECK(number(*scratch.db, "SELECT number FROM lines") == 1);
            CHECK(number(*scratch.db, "SELECT COUNT(*) FROM notes WHERE text = ';'") == 1);
        }
    }
}

TEST_CASE("running the migrations again changes nothing") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        const auto folder = steps(scratch, 3);
        migrate(*scratch.db, folder);
        migrate(*scratch.db, folder);
        CHECK(number(*scratch.db, "SELECT COUNT(*) FROM notes") == 1);
        CHECK(number(*scratch.db, "SELECT COUNT(*) FROM schema_versions") == 3);
    }
}

TEST_CASE("a migration that was changed after it ran is refused by name") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        const auto folder = steps(scratch, 3);
        migrate(*scratch.db, folder);
        put(folder / "0002_text.sql", "SELECT 1");
        CHECK(refusal(*scratch.db, folder).find("0002_text.sql") != std::string::npos);
    }
}

TEST_CASE("a database that is newer than the program is refused") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        migrate(*scratch.db, steps(scratch, 3));
        std::filesystem::remove(scratch.folder / "migrations/0004_lines.sql");
        CHECK(refusal(*scratch.db, scratch.folder / "migrations") ==
              "the database has version 4, this program knows 2");
    }
}

TEST_CASE("a migration that comes after later ones is refused, so is a number used twice") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        const auto folder = steps(scratch, 3);
        migrate(*scratch.db, folder);
        put(folder / "0003_late.sql", "SELECT 1");
        CHECK(refusal(*scratch.db, folder).find("0003_late.sql") != std::string::npos);
        put(folder / "0004_twin.sql", "SELECT 1");
        CHECK(refusal(*scratch.db, folder).find("two migrations") != std::string::npos);
    }
}

TEST_CASE("a migration that fails leaves nothing of itself, and the ones before it stay") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        const auto folder = steps(scratch, 2);
        put(folder / "0005_wrong.sql",
            "CREATE TABLE half (id BIGINT); INSERT INTO nowhere VALUES (1);");
        CHECK(refusal(*scratch.db, folder).starts_with("0005_wrong.sql: "));
        CHECK(schema_version(*scratch.db) == 2);
        put(folder / "0005_wrong.sql", "CREATE TABLE half (id BIGINT)");
        CHECK(migrate(*scratch.db, folder).to == 5);
    }
}

TEST_CASE("processes that start at once migrate once") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        const auto folder = steps(scratch, 3);
        scratch.db.reset();
        std::vector<pid_t> children;
        for (int i = 0; i < 4; ++i) {
            children.push_back(fork());
            if (children.back() != 0) continue;
            try {
                const auto db = open(scratch.address);
                migrate(*db, folder);
                _exit(0);
            } catch (const std::exception& error) {
                (void)!write(2, error.what(), std::string_view(error.what()).size());
                _exit(1);
            }
        }
        for (const auto child : children) {
            int status = 0;
            waitpid(child, &status, 0);
            CHECK(status == 0);
        }
        scratch.db = open(scratch.address);
        CHECK(schema_version(*scratch.db) == 4);
        CHECK(number(*scratch.db, "SELECT COUNT(*) FROM lines") == 1);
    }
}

TEST_CASE("a script falls into statements at its own semicolons only") {
    using All = std::vector<std::string>;
    const auto lite = [](std::string_view script) { return statements(script, Engine::Sqlite); };
    const auto post = [](std::string_view script) { return statements(script, Engine::Postgres); };
    CHECK(lite("") == All{});
    CHECK(lite(" ;; -- nothing; here\n /* nor; here */ ;") == All{});
    CHECK(lite("A; B") == All{"A", "B"});
    CHECK(lite("\r\n\tA\t\r\n;\tB") == All{"A", "B"});
    CHECK(lite("A $1 + 1; B $x") == All{"A $1 + 1", "B $x"});
    CHECK(lite("A 'x;''y;' B;C \"q;\"") == All{"A 'x;''y;' B", "C \"q;\""});
    CHECK(lite("A -- don't; stop\nB;C") == All{"A  \nB", "C"});
    CHECK(lite("A '-- sqlite: x'") == All{"A '-- sqlite: x'"});
    CHECK(post("A $$x;'y$$ B; C $t$;$$;$t$; D $1") == All{"A $$x;'y$$ B", "C $t$;$$;$t$", "D $1"});
    const auto marked = "A (\n-- sqlite: L;\n-- postgres: P);\n";
    CHECK(lite(marked) == All{"A (\n  L"});
    CHECK(post(marked) == All{"A (\n \n  P)"});
    CHECK(lite("CREATE TRIGGER t BEFORE UPDATE ON x BEGIN SELECT 1; SELECT 2; END; A") ==
          All{"CREATE TRIGGER t BEFORE UPDATE ON x BEGIN SELECT 1; SELECT 2; END", "A"});
    CHECK(lite("A 'never ends; B") == All{"A 'never ends; B"});
}

TEST_CASE("a migration has four digits and _ before its name, and can be read") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        for (const char* name :
             {"notes.sql", "12_notes.sql", "00001_notes.sql", "0001-notes.sql"}) {
            const auto folder = scratch.folder / "wrong" / name;
            put(folder / name, "SELECT 1");
            CHECK(refusal(*scratch.db, folder).find("four digits") != std::string::npos);
        }
        const auto folder = steps(scratch, 3);
        std::filesystem::create_symlink("nowhere", folder / "0005_gone.sql");
        CHECK(refusal(*scratch.db, folder) == "0005_gone.sql cannot be read");
    }
}

TEST_CASE("without migrations a database has no version") {
    MOBIO_ON_EACH_ENGINE(scratch) {
        std::filesystem::create_directory(scratch.folder / "none");
        CHECK(migrate(*scratch.db, scratch.folder / "none").to == 0);
        CHECK(schema_version(*scratch.db) == 0);
    }
}
