// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/sql/database.h"

struct sqlite3;
struct sqlite3_stmt;
struct sqlite3_value;

namespace mobio::sql {

Kind sqlite_kind(int code);
// What the connection says about its last call. While preparing SQLite speaks of the statement's
// own text, which may be told; later its words may quote a value.
enum class Moment { Preparing, Running };
Error sqlite_error(sqlite3* handle, Moment moment);

// A prepared statement, rested between its uses.
class SqliteStatement {
public:
    SqliteStatement(sqlite3* handle, std::string_view sql);
    ~SqliteStatement();
    SqliteStatement(const SqliteStatement&) = delete;

    void bind(std::span<const Value> values);
    bool step();  // is there a row? Throws Error
    void rest();  // lets go of rows, snapshot and values
    bool busy() const { return busy_; }
    bool reads() const;  // changes nothing
    sqlite3_stmt* handle() const { return statement_; }

private:
    bool has_more(sqlite3* handle, const char* rest, const char* end) const;
    int bind_one(int place, const Value& value);

    sqlite3_stmt* statement_ = nullptr;
    std::vector<int> places_;  // of $1, $2 … among SQLite's parameters
    bool busy_ = false;
};

// Rows as they are found. `failed` becomes true when a step fails.
class StreamedRows final : public Cursor {
public:
    StreamedRows(std::shared_ptr<SqliteStatement> statement, bool& failed);
    ~StreamedRows() override;
    bool next() override;
    bool null(int column) override;
    std::int64_t integer(int column) override;
    double real(int column) override;
    std::string_view text(int column) override;
    std::string bytes(int column) override;

private:
    int type(int column) const;
    std::size_t size(int column) const;

    std::shared_ptr<SqliteStatement> statement_;
    bool& failed_;
};

// The rows of a RETURNING. The statement has run to its end before the first is looked at, because
// what a half-run change checks last (foreign keys) would go unnoticed.
class KeptRows final : public Cursor {
public:
    KeptRows(const std::shared_ptr<SqliteStatement>& statement, bool& failed);
    bool next() override;
    bool null(int column) override;
    std::int64_t integer(int column) override;
    double real(int column) override;
    std::string_view text(int column) override;
    std::string bytes(int column) override;

private:
    struct Free {
        void operator()(sqlite3_value* cell) const;
    };
    sqlite3_value* cell(int column) const;

    std::vector<std::unique_ptr<sqlite3_value, Free>> cells_;
    int columns_ = 0, row_ = -1;
};

}  // namespace mobio::sql
