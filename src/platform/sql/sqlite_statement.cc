// SPDX-License-Identifier: EUPL-1.2
#include "platform/sql/sqlite_statement.h"

#include <sqlite3.h>

#include <cstring>

namespace mobio::sql {
namespace {

// These name tables, columns and constraints, and no value.
bool message_is_harmless(int code) {
    return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
           code == SQLITE_CONSTRAINT_FOREIGNKEY || code == SQLITE_CONSTRAINT_NOTNULL ||
           code == SQLITE_CONSTRAINT_CHECK;
}

void expect(bool right, const char* what) {
    if (!right) throw Error(Kind::Other, what);
}

std::string_view view(const void* begin, int size) {
    return {static_cast<const char*>(begin), begin ? static_cast<std::size_t>(size) : 0};
}

}  // namespace

Kind sqlite_kind(int code) {
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

Error sqlite_error(sqlite3* handle, Moment moment) {
    const int code = sqlite3_extended_errcode(handle);
    const bool harmless = moment == Moment::Preparing || message_is_harmless(code);
    const std::string words = harmless ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    return {sqlite_kind(code), words + " (" + std::to_string(code) + ")"};
}

SqliteStatement::SqliteStatement(sqlite3* handle, std::string_view sql) {
    const char* rest = nullptr;
    if (sqlite3_prepare_v3(handle, sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &statement_, &rest) != SQLITE_OK)
        throw sqlite_error(handle, Moment::Preparing);
    try {
        expect(statement_, "no statement");
        expect(!has_more(handle, rest, sql.data() + sql.size()), "more than one statement");
        for (int i = 1; i <= sqlite3_bind_parameter_count(statement_); ++i) {
            const auto name = "$" + std::to_string(i);
            places_.push_back(sqlite3_bind_parameter_index(statement_, name.c_str()));
            expect(places_.back() > 0, "parameters must be $1 to $n");
        }
    } catch (...) {
        sqlite3_finalize(statement_);
        throw;
    }
}

SqliteStatement::~SqliteStatement() { sqlite3_finalize(statement_); }

// A comment may follow; SQLite makes no statement of it.
bool SqliteStatement::has_more(sqlite3* handle, const char* rest, const char* end) const {
    while (rest != end && std::strchr("; \t\r\n", *rest)) ++rest;
    if (rest == end) return false;
    sqlite3_stmt* second = nullptr;
    const int code =
        sqlite3_prepare_v3(handle, rest, static_cast<int>(end - rest), 0, &second, nullptr);
    sqlite3_finalize(second);
    return code != SQLITE_OK || second;
}

void SqliteStatement::bind(std::span<const Value> values) {
    expect(values.size() == places_.size(), "wrong number of arguments");
    for (std::size_t i = 0; i < values.size(); ++i)
        if (bind_one(places_[i], values[i]) != SQLITE_OK)
            throw sqlite_error(sqlite3_db_handle(statement_), Moment::Running);
    busy_ = true;
}

int SqliteStatement::bind_one(int place, const Value& value) {
    const auto bind = [&](auto v) {
        using T = decltype(v);
        if constexpr (std::is_same_v<T, std::nullptr_t>) {
            return sqlite3_bind_null(statement_, place);
        } else if constexpr (std::is_same_v<T, std::int64_t>) {
            return sqlite3_bind_int64(statement_, place, v);
        } else if constexpr (std::is_same_v<T, double>) {
            return sqlite3_bind_double(statement_, place, v);
        } else if constexpr (std::is_same_v<T, std::string_view>) {
            // PostgreSQL knows no NUL in a text; it would be cut there without a word.
            expect(v.find('\0') == v.npos, "NUL in a text");
            return sqlite3_bind_text64(statement_, place, v.data() ? v.data() : "", v.size(),
                                       SQLITE_TRANSIENT, SQLITE_UTF8);
        } else {
            const void* const begin = v.data();
            return sqlite3_bind_blob64(statement_, place, begin ? begin : "", v.size(),
                                       SQLITE_TRANSIENT);
        }
    };
    return std::visit(bind, value);
}

bool SqliteStatement::step() {
    const int code = sqlite3_step(statement_);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        throw sqlite_error(sqlite3_db_handle(statement_), Moment::Running);
    return code == SQLITE_ROW;
}

void SqliteStatement::rest() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    busy_ = false;
}

bool SqliteStatement::reads() const { return sqlite3_stmt_readonly(statement_) != 0; }

StreamedRows::StreamedRows(std::shared_ptr<SqliteStatement> statement, bool& failed)
    : statement_(std::move(statement)), failed_(failed) {}

StreamedRows::~StreamedRows() { statement_->rest(); }

bool StreamedRows::next() {
    try {
        return statement_->step();
    } catch (const Error&) {
        failed_ = true;
        throw;
    }
}

int StreamedRows::type(int column) const {
    return sqlite3_column_type(statement_->handle(), column);
}

bool StreamedRows::null(int column) { return type(column) == SQLITE_NULL; }

std::int64_t StreamedRows::integer(int column) {
    expect(type(column) == SQLITE_INTEGER, "not an integer");
    return sqlite3_column_int64(statement_->handle(), column);
}

double StreamedRows::real(int column) {
    expect(type(column) == SQLITE_FLOAT || type(column) == SQLITE_INTEGER, "not a number");
    return sqlite3_column_double(statement_->handle(), column);
}

std::string_view StreamedRows::text(int column) {
    expect(type(column) != SQLITE_BLOB, "not a text");
    const auto* const begin = sqlite3_column_text(statement_->handle(), column);
    return view(begin, sqlite3_column_bytes(statement_->handle(), column));
}

std::string StreamedRows::bytes(int column) {
    expect(type(column) == SQLITE_BLOB, "not bytes");
    const auto* const begin = sqlite3_column_blob(statement_->handle(), column);
    return std::string(view(begin, sqlite3_column_bytes(statement_->handle(), column)));
}

KeptRows::KeptRows(const std::shared_ptr<SqliteStatement>& statement, bool& failed)
    : columns_(sqlite3_column_count(statement->handle())) {
    StreamedRows found(statement, failed);
    while (found.next())
        for (int column = 0; column < columns_; ++column)
            cells_.emplace_back(
                sqlite3_value_dup(sqlite3_column_value(statement->handle(), column)));
}

void KeptRows::Free::operator()(sqlite3_value* cell) const { sqlite3_value_free(cell); }

sqlite3_value* KeptRows::cell(int column) const {
    expect(column >= 0 && column < columns_, "no such column");
    return cells_[static_cast<std::size_t>(row_ * columns_ + column)].get();
}

bool KeptRows::next() { return static_cast<std::size_t>(++row_ * columns_) < cells_.size(); }

bool KeptRows::null(int column) { return sqlite3_value_type(cell(column)) == SQLITE_NULL; }

std::int64_t KeptRows::integer(int column) {
    expect(sqlite3_value_type(cell(column)) == SQLITE_INTEGER, "not an integer");
    return sqlite3_value_int64(cell(column));
}

double KeptRows::real(int column) {
    const int type = sqlite3_value_type(cell(column));
    expect(type == SQLITE_FLOAT || type == SQLITE_INTEGER, "not a number");
    return sqlite3_value_double(cell(column));
}

std::string_view KeptRows::text(int column) {
    expect(sqlite3_value_type(cell(column)) != SQLITE_BLOB, "not a text");
    const auto* const begin = sqlite3_value_text(cell(column));
    return view(begin, sqlite3_value_bytes(cell(column)));
}

std::string KeptRows::bytes(int column) {
    expect(sqlite3_value_type(cell(column)) == SQLITE_BLOB, "not bytes");
    const auto* const begin = sqlite3_value_blob(cell(column));
    return std::string(view(begin, sqlite3_value_bytes(cell(column))));
}

}  // namespace mobio::sql
