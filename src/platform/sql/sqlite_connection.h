// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/sql/sqlite_statement.h"

namespace mobio::sql {

// One connection to one file, for one thread at a time.
class SqliteConnection final : public Transaction {
public:
    enum class For { Reading, Writing };
    SqliteConnection(const std::filesystem::path& file, For purpose);
    ~SqliteConnection() override;
    SqliteConnection(const SqliteConnection&) = delete;

    Engine engine() const override { return Engine::Sqlite; }

    // BEGIN, SAVEPOINT and the like, which no body may say.
    void control(std::string_view sql);
    bool in_transaction() const;

    // As on PostgreSQL an error ends a body's transaction: every further statement is refused.
    void begin_body() { failed_ = false; }
    void end_body() const;  // throws where the body swallowed an error

private:
    std::unique_ptr<Cursor> open(std::string_view sql, std::span<const Value>) override;
    std::int64_t change(std::string_view sql, std::span<const Value>) override;

    std::shared_ptr<SqliteStatement> prepared(std::string_view sql);
    std::shared_ptr<SqliteStatement> bound(std::string_view sql, std::span<const Value>);
    void set_up(For purpose);
    void pragma(const char* sql);

    sqlite3* handle_ = nullptr;
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view sql) const {
            return std::hash<std::string_view>{}(sql);
        }
    };
    std::unordered_map<std::string, std::shared_ptr<SqliteStatement>, Hash, std::equal_to<>>
        statements_;
    bool failed_ = false;
};

}  // namespace mobio::sql
