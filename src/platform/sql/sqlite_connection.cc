// SPDX-License-Identifier: EUPL-1.2
#include "platform/sql/sqlite_connection.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace mobio::sql {
namespace {

constexpr std::size_t most_statements = 256;
constexpr int busy_millis = 5000;

// SQLite would make it readable for everybody; its -wal and -shm take over these rights. A file
// that is there already is never opened here: closing it would take away all locks that SQLite
// holds on it in this process, and another process that leaves would then remove the log under us.
void make_private(const std::filesystem::path& file) {
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0) ::close(fd);
}

}  // namespace

SqliteConnection::SqliteConnection(const std::filesystem::path& file, For purpose) {
    make_private(file);
    const auto flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr);
    try {
        if (code != SQLITE_OK)
            throw Error(sqlite_kind(code), file.string() + ": " + sqlite3_errstr(code));
        set_up(purpose);
    } catch (const Error& error) {
        statements_.clear();
        sqlite3_close_v2(handle_);
        const std::string what = error.what();
        throw Error(error.kind,
                    what.starts_with(file.string()) ? what : file.string() + ": " + what);
    }
}

SqliteConnection::~SqliteConnection() {
    statements_.clear();
    sqlite3_close_v2(handle_);
}

void SqliteConnection::set_up(For purpose) {
    // Before anything that may find the file locked, above all the change to WAL.
    sqlite3_busy_timeout(handle_, busy_millis);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    for (const int setting : {SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_DQS_DML,
                              SQLITE_DBCONFIG_DQS_DDL, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION})
        sqlite3_db_config(handle_, setting, 0, nullptr);
    const auto mode =
        first("PRAGMA journal_mode = WAL", [](Row r) { return r.get<std::string>(0); });
    if (mode != "wal") throw Error(Kind::Other, "the database's file system allows no WAL");
    // With NORMAL a power cut takes back what was acknowledged.
    pragma("PRAGMA synchronous = FULL");
    pragma("PRAGMA foreign_keys = ON");
    pragma("PRAGMA secure_delete = ON");
    pragma("PRAGMA cell_size_check = ON");
    pragma("PRAGMA temp_store = MEMORY");
    pragma("PRAGMA journal_size_limit = 67108864");
    pragma(purpose == For::Writing ? "PRAGMA cache_size = -4096" : "PRAGMA cache_size = -1024");
    if (purpose == For::Reading) pragma("PRAGMA query_only = ON");
}

void SqliteConnection::pragma(const char* sql) {
    if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        throw sqlite_error(handle_, Moment::Running);
}

void SqliteConnection::control(std::string_view sql) {
    StreamedRows(prepared(sql), failed_).next();
}

bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

void SqliteConnection::end_body() const {
    if (failed_) throw Error(Kind::Other, "the transaction failed and the body went on");
    int unpaid = 0, unused = 0;
    sqlite3_db_status(handle_, SQLITE_DBSTATUS_DEFERRED_FKS, &unpaid, &unused, 0);
    // COMMIT would find it only when others have joined the batch.
    if (unpaid) throw Error(Kind::ForeignKey, "FOREIGN KEY constraint failed");
}

std::unique_ptr<Cursor> SqliteConnection::open(std::string_view sql,
                                               std::span<const Value> values) {
    auto statement = bound(sql, values);
    if (statement->reads()) return std::make_unique<StreamedRows>(std::move(statement), failed_);
    return std::make_unique<KeptRows>(statement, failed_);
}

std::int64_t SqliteConnection::change(std::string_view sql, std::span<const Value> values) {
    const auto statement = bound(sql, values);
    StreamedRows run(statement, failed_);
    const auto before = sqlite3_total_changes64(handle_);
    while (run.next()) {
    }
    // What sqlite3_changes says stays from the statement before where this one changes no rows.
    const bool changed = !statement->reads() && sqlite3_total_changes64(handle_) != before;
    return changed ? sqlite3_changes64(handle_) : 0;
}

std::shared_ptr<SqliteStatement> SqliteConnection::bound(std::string_view sql,
                                                         std::span<const Value> values) {
    if (failed_) throw Error(Kind::Other, "the transaction has failed");
    try {
        auto statement = prepared(sql);
        statement->bind(values);
        return statement;
    } catch (...) {
        failed_ = true;
        throw;
    }
}

std::shared_ptr<SqliteStatement> SqliteConnection::prepared(std::string_view sql) {
    const auto known = statements_.find(sql);
    // A statement whose rows are being read is no use a second time.
    if (known != statements_.end() && !known->second->busy()) return known->second;
    auto statement = std::make_shared<SqliteStatement>(handle_, sql);
    if (known == statements_.end()) {
        if (statements_.size() >= most_statements) statements_.clear();
        statements_.emplace(sql, statement);
    }
    return statement;
}

}  // namespace mobio::sql
