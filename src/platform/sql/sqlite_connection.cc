// SPDX-License-Identifier: EUPL-1.2
#include "platform/sql/sqlite_connection.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstring>

namespace mobio::sql {
namespace {

constexpr std::size_t most_statements = 256;
constexpr int busy_millis = 5000;

Kind kind_of(int code) {
    switch (code) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID:
            return Kind::Unique;
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            return Kind::ForeignKey;
        case SQLITE_CONSTRAINT_NOTNULL:
            return Kind::NotNull;
        default:
            break;
    }
    switch (code & 0xff) {
        case SQLITE_CONSTRAINT:
            return Kind::Check;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Kind::Busy;
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_READONLY:
            return Kind::Full;
        case SQLITE_CANTOPEN:
            return Kind::Connection;
        default:
            return Kind::Other;
    }
}

// These name tables, columns and constraints, and no value.
bool message_is_harmless(int code) {
    return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
           code == SQLITE_CONSTRAINT_FOREIGNKEY || code == SQLITE_CONSTRAINT_NOTNULL ||
           code == SQLITE_CONSTRAINT_CHECK;
}

// SQLite would make it readable for everybody; its -wal and -shm take over these rights.
void make_private(const std::filesystem::path& file) {
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd >= 0) ::close(fd);
}

}  // namespace

struct SqliteConnection::Statement {
    sqlite3_stmt* handle = nullptr;
    std::vector<int> places;  // of $1, $2 … among SQLite's parameters
    bool busy = false, reads = true;

    ~Statement() { sqlite3_finalize(handle); }
    void rest() {
        sqlite3_reset(handle);
        sqlite3_clear_bindings(handle);
        busy = false;
    }
};

// Rows as they are found. Ends the statement, and with it its hold on the snapshot, when it goes.
class SqliteConnection::Streamed final : public Cursor {
public:
    Streamed(SqliteConnection& connection, Shared statement)
        : connection_(connection), statement_(std::move(statement)) {}
    ~Streamed() override { statement_->rest(); }

    bool next() override { return connection_.step(*statement_); }
    bool null(int column) override { return type(column) == SQLITE_NULL; }
    std::int64_t integer(int column) override {
        if (type(column) != SQLITE_INTEGER) throw Error(Kind::Other, "not an integer");
        return sqlite3_column_int64(statement_->handle, column);
    }
    double real(int column) override {
        if (type(column) != SQLITE_INTEGER && type(column) != SQLITE_FLOAT)
            throw Error(Kind::Other, "not a number");
        return sqlite3_column_double(statement_->handle, column);
    }
    std::string_view text(int column) override {
        if (type(column) == SQLITE_BLOB) throw Error(Kind::Other, "not a text");
        const auto* begin = sqlite3_column_text(statement_->handle, column);
        if (!begin) throw std::bad_alloc();
        return {reinterpret_cast<const char*>(begin), size(column)};
    }
    std::string bytes(int column) override {
        if (type(column) != SQLITE_BLOB) throw Error(Kind::Other, "not bytes");
        const auto* begin = sqlite3_column_blob(statement_->handle, column);
        return begin ? std::string(static_cast<const char*>(begin), size(column)) : std::string();
    }

private:
    int type(int column) const { return sqlite3_column_type(statement_->handle, column); }
    std::size_t size(int column) const {
        return static_cast<std::size_t>(sqlite3_column_bytes(statement_->handle, column));
    }

    SqliteConnection& connection_;
    Shared statement_;
};

// The rows of a RETURNING. The statement has run to its end before the first is looked at, because
// what a half-run change checks last (foreign keys) would go unnoticed.
class SqliteConnection::Kept final : public Cursor {
public:
    Kept(SqliteConnection& connection, Shared statement) {
        Streamed found(connection, statement);
        columns_ = sqlite3_column_count(statement->handle);
        while (found.next())
            for (int column = 0; column < columns_; ++column)
                cells_.emplace_back(
                    sqlite3_value_dup(sqlite3_column_value(statement->handle, column)));
    }

    bool next() override { return static_cast<std::size_t>(++row_ * columns_) < cells_.size(); }
    bool null(int column) override { return sqlite3_value_type(cell(column)) == SQLITE_NULL; }
    std::int64_t integer(int column) override {
        if (sqlite3_value_type(cell(column)) != SQLITE_INTEGER)
            throw Error(Kind::Other, "not an integer");
        return sqlite3_value_int64(cell(column));
    }
    double real(int column) override { return sqlite3_value_double(cell(column)); }
    std::string_view text(int column) override {
        const auto* begin = sqlite3_value_text(cell(column));
        return {reinterpret_cast<const char*>(begin), size(column)};
    }
    std::string bytes(int column) override {
        if (sqlite3_value_type(cell(column)) != SQLITE_BLOB) throw Error(Kind::Other, "not bytes");
        const auto* begin = sqlite3_value_blob(cell(column));
        return begin ? std::string(static_cast<const char*>(begin), size(column)) : std::string();
    }

private:
    sqlite3_value* cell(int column) const {
        if (column < 0 || column >= columns_) throw Error(Kind::Other, "no such column");
        return cells_[static_cast<std::size_t>(row_ * columns_ + column)].get();
    }
    std::size_t size(int column) const {
        return static_cast<std::size_t>(sqlite3_value_bytes(cell(column)));
    }

    struct Free {
        void operator()(sqlite3_value* cell) const { sqlite3_value_free(cell); }
    };
    std::vector<std::unique_ptr<sqlite3_value, Free>> cells_;
    int columns_ = 0, row_ = -1;
};

SqliteConnection::SqliteConnection(const std::filesystem::path& file, For purpose) {
    make_private(file);
    const auto flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr);
    try {
        if (code != SQLITE_OK)
            throw Error(kind_of(code), file.string() + ": " + sqlite3_errstr(code));
        set_up(purpose);
    } catch (...) {
        sqlite3_close_v2(handle_);
        throw;
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
    pragma(purpose == For::Writing ? "PRAGMA cache_size = -8192" : "PRAGMA cache_size = -1024");
    if (purpose == For::Reading) pragma("PRAGMA query_only = ON");
}

void SqliteConnection::pragma(const char* sql) {
    if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

void SqliteConnection::control(std::string_view sql) {
    const auto statement = prepared(sql);
    const int code = sqlite3_step(statement->handle);
    if (code != SQLITE_DONE) {
        const int exact = sqlite3_extended_errcode(handle_);
        statement->rest();
        throw Error(kind_of(exact), sqlite3_errstr(exact));
    }
    statement->rest();
}

bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

void SqliteConnection::end_body() {
    if (failed_) throw Error(Kind::Other, "the transaction failed and the body went on");
    int unpaid = 0, unused = 0;
    sqlite3_db_status(handle_, SQLITE_DBSTATUS_DEFERRED_FKS, &unpaid, &unused, 0);
    // COMMIT would find it only when others have joined the batch.
    if (unpaid) throw Error(Kind::ForeignKey, "FOREIGN KEY constraint failed");
}

std::unique_ptr<Cursor> SqliteConnection::open(std::string_view sql,
                                               std::span<const Value> values) {
    auto statement = bound(sql, values);
    if (statement->reads) return std::make_unique<Streamed>(*this, std::move(statement));
    return std::make_unique<Kept>(*this, std::move(statement));
}

std::int64_t SqliteConnection::change(std::string_view sql, std::span<const Value> values) {
    const auto statement = bound(sql, values);
    Streamed run(*this, statement);
    const auto before = sqlite3_total_changes64(handle_);
    while (run.next()) {
    }
    // What sqlite3_changes says stays from the statement before where this one changes no rows.
    const bool changed = !statement->reads && sqlite3_total_changes64(handle_) != before;
    return changed ? sqlite3_changes64(handle_) : 0;
}

SqliteConnection::Shared SqliteConnection::bound(std::string_view sql,
                                                 std::span<const Value> values) {
    if (failed_) throw Error(Kind::Other, "the transaction has failed");
    auto statement = prepared(sql);
    if (values.size() != statement->places.size())
        throw Error(Kind::Other, "wrong number of arguments");
    const auto bind = [&](int place, auto v) {
        using T = decltype(v);
        auto* const handle = statement->handle;
        if constexpr (std::is_same_v<T, std::nullptr_t>) {
            return sqlite3_bind_null(handle, place);
        } else if constexpr (std::is_same_v<T, std::int64_t>) {
            return sqlite3_bind_int64(handle, place, v);
        } else if constexpr (std::is_same_v<T, double>) {
            return sqlite3_bind_double(handle, place, v);
        } else if constexpr (std::is_same_v<T, std::string_view>) {
            // PostgreSQL knows no NUL in a text; it would be cut there without a word.
            if (v.find('\0') != v.npos) throw Error(Kind::Other, "NUL in a text");
            return sqlite3_bind_text64(handle, place, v.data() ? v.data() : "", v.size(),
                                       SQLITE_TRANSIENT, SQLITE_UTF8);
        } else {
            const void* begin = v.data();
            return sqlite3_bind_blob64(handle, place, begin ? begin : "", v.size(),
                                       SQLITE_TRANSIENT);
        }
    };
    for (std::size_t i = 0; i < values.size(); ++i)
        if (std::visit([&](auto v) { return bind(statement->places[i], v); }, values[i]) !=
            SQLITE_OK)
            fail();
    statement->busy = true;
    return statement;
}

SqliteConnection::Shared SqliteConnection::prepared(std::string_view sql) {
    const auto known = statements_.find(sql);
    // A statement whose rows are being read is no use a second time.
    if (known != statements_.end() && !known->second->busy) return known->second;
    auto statement = prepare(sql);
    if (known == statements_.end()) {
        if (statements_.size() >= most_statements) statements_.clear();
        statements_.emplace(sql, statement);
    }
    return statement;
}

SqliteConnection::Shared SqliteConnection::prepare(std::string_view sql) {
    auto statement = std::make_shared<Statement>();
    const char* rest = nullptr;
    const auto compile = [&](std::string_view text, sqlite3_stmt** into) {
        return sqlite3_prepare_v3(handle_, text.data(), static_cast<int>(text.size()),
                                  SQLITE_PREPARE_PERSISTENT, into, &rest);
    };
    if (compile(sql, &statement->handle) != SQLITE_OK) fail(true);
    if (!statement->handle) throw Error(Kind::Other, "no statement");

    const char* const end = sql.data() + sql.size();
    while (rest != end && std::strchr("; \t\r\n", *rest)) ++rest;
    Statement second;
    if (rest != end && (compile({rest, end}, &second.handle) != SQLITE_OK || second.handle))
        throw Error(Kind::Other, "more than one statement");

    const int count = sqlite3_bind_parameter_count(statement->handle);
    for (int i = 1; i <= count; ++i) {
        const auto name = "$" + std::to_string(i);
        const int place = sqlite3_bind_parameter_index(statement->handle, name.c_str());
        if (place == 0) throw Error(Kind::Other, "parameters must be $1 to $n");
        statement->places.push_back(place);
    }
    statement->reads = sqlite3_stmt_readonly(statement->handle) != 0;
    return statement;
}

bool SqliteConnection::step(Statement& statement) {
    const int code = sqlite3_step(statement.handle);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    fail();
}

void SqliteConnection::fail(bool in_prepare) {
    failed_ = true;
    const int code = sqlite3_extended_errcode(handle_);
    // What SQLite says while preparing is about the statement's own text; later it may quote a
    // value.
    const bool harmless = in_prepare || message_is_harmless(code);
    throw Error(kind_of(code),
                std::string(harmless ? sqlite3_errmsg(handle_) : sqlite3_errstr(code)) + " (" +
                    std::to_string(code) + ")");
}

}  // namespace mobio::sql
