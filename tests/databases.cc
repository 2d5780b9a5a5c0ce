// SPDX-License-Identifier: EUPL-1.2
#include "databases.h"

#include <libpq-fe.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <span>
#include <stdexcept>
#include <vector>

#include "platform/sql/database.h"
#include "platform/vault/vault.h"

namespace mobio {

namespace fs = std::filesystem;

namespace {

std::string random_name() {
    const auto token = vault::random_token();
    return "mobio-test-" + vault::hex(std::span(token).first<8>());
}

}  // namespace

fs::path fresh_folder() {
    const auto folder = fs::temp_directory_path() / random_name();
    fs::create_directories(folder);
    return folder;
}

namespace {

const char* postgres() {
    const auto* const address = std::getenv("MOBIO_TEST_POSTGRES");
    return address && *address ? address : nullptr;
}

fs::path records_in(const fs::path& folder) { return folder / "mobio.db"; }
fs::path keys_in(const fs::path& folder) { return folder / "keys" / "keys.db"; }
std::string sqlite(const fs::path& file) { return "sqlite:" + file.string(); }

// Rows come backwards where no order is asked for: what relies on one fails here, not some day on
// another database.
int read_backwards(sqlite3* db, char**, const sqlite3_api_routines*) {
    return sqlite3_exec(db, "PRAGMA reverse_unordered_selects = ON", nullptr, nullptr, nullptr);
}
bool all_read_backwards() {
    return sqlite3_auto_extension(reinterpret_cast<void (*)()>(read_backwards)) == SQLITE_OK;
}

void migrate(const std::string& address, const fs::path& migrations) {
    sql::migrate(*sql::open(address), migrations);
}

// A connection for what no transaction does, as sql::Database has them all.
class Server {
public:
    explicit Server(const std::string& address)
        : connection_(PQconnectdb(address.c_str()), PQfinish) {}

    // The first column of its first row, where it has one.
    std::string run(const std::string& sql) const {
        const std::unique_ptr<PGresult, void (*)(PGresult*)> result(
            PQexec(connection_.get(), sql.c_str()), PQclear);
        const auto status = PQresultStatus(result.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            throw std::runtime_error(sql + ": " + PQerrorMessage(connection_.get()));
        return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
    }

private:
    std::unique_ptr<PGconn, void (*)(PGconn*)> connection_;
};

const Server& server() {
    static const Server one(postgres());
    return one;
}

// Deletes all but what migrating left, whatever refers to it, and counts from the start again.
constexpr auto how_to_empty =
    "SELECT 'SET session_replication_role = replica; '"
    " || (SELECT string_agg('DELETE FROM ' || tablename || '; ', '') FROM pg_tables"
    "     WHERE schemaname = 'public' AND tablename <> 'schema_versions')"
    " || (SELECT string_agg('ALTER SEQUENCE ' || sequencename || ' RESTART; ', '')"
    "     FROM pg_sequences WHERE schemaname = 'public')";

}  // namespace

// A database of its own on the server, migrated.
class OnServer {
public:
    explicit OnServer(const fs::path& migrations) : name_(name()) {
        server().run("CREATE DATABASE " + name_);
        migrate(address(), migrations);
        keeper_.emplace(address());
        emptying_ = keeper_->run(how_to_empty);
    }
    ~OnServer() {
        keeper_.reset();
        try {
            server().run("DROP DATABASE " + name_ + " WITH (FORCE)");
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
        }
    }
    OnServer(const OnServer&) = delete;

    // Of two names in an address the last one counts.
    std::string address() const {
        const std::string any = postgres();
        if (any.find("://") == any.npos) return any + " dbname=" + name_;
        return any + (any.find('?') == any.npos ? "?" : "&") + "dbname=" + name_;
    }
    // Throws where a test took away a table.
    void empty() const { keeper_->run(emptying_); }

private:
    static std::string name() {
        auto name = random_name();
        std::ranges::replace(name, '-', '_');
        return name;
    }

    std::string name_, emptying_;
    std::optional<Server> keeper_;
};

namespace {

// Those that no county has at the moment.
std::vector<std::unique_ptr<OnServer>>& free_ones() {
    static_cast<void>(server());  // outlives them
    static std::vector<std::unique_ptr<OnServer>> all;
    return all;
}

std::unique_ptr<OnServer> one_on_server(const fs::path& migrations) {
    auto& all = free_ones();
    if (all.empty()) return std::make_unique<OnServer>(migrations);
    auto one = std::move(all.back());
    all.pop_back();
    return one;
}

void give_back(std::unique_ptr<OnServer> one) {
    try {
        one->empty();
    } catch (const std::exception&) {
        return;  // dropped
    }
    free_ones().push_back(std::move(one));
}

// Files to copy.
class Original {
public:
    explicit Original(const fs::path& migrations) : folder(fresh_folder()) {
        fs::create_directories(keys_in(folder).parent_path());
        migrate(sqlite(records_in(folder)), migrations);
        migrate(sqlite(keys_in(folder)), migrations / "keys");
    }
    ~Original() {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }
    Original(const Original&) = delete;

    const fs::path folder;
};

}  // namespace

Databases::Databases(const fs::path& folder, const fs::path& migrations)
    : keys(sqlite(keys_in(folder))) {
    static const bool backwards = all_read_backwards();
    if (!backwards) throw std::runtime_error("SQLite takes no extension");
    static const Original original(migrations);
    fs::create_directories(keys_in(folder).parent_path());
    fs::copy_file(keys_in(original.folder), keys_in(folder));
    if (postgres()) {
        on_server_ = one_on_server(migrations);
        records = on_server_->address();
    } else {
        records = sqlite(records_in(folder));
        fs::copy_file(records_in(original.folder), records_in(folder));
    }
}

Databases::~Databases() {
    if (on_server_) give_back(std::move(on_server_));
}

}  // namespace mobio
