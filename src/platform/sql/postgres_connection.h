// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "platform/sql/database.h"
#include "platform/sql/postgres_answer.h"

namespace mobio::sql {

// One connection to a server, for one thread at a time. A server that is there but says nothing
// (its machine hangs, its disk does not answer) is taken for lost, so that no request waits for
// ever.
class PostgresConnection final : public Transaction {
public:
    explicit PostgresConnection(const std::string& address);  // throws Error(Connection)
    ~PostgresConnection() override;
    PostgresConnection(const PostgresConnection&) = delete;

    Engine engine() const override { return Engine::Postgres; }
    void lift_limits() override;

    void begin(const char* sql);  // one round trip, which also shows whether the server is there
    void end_body();              // throws where the body swallowed an error
    // Durable when it returns. Error(Unknown) where the answer was lost.
    void commit();
    void roll_back();
    // Asks for the end of a read's transaction without waiting for the answer, which the next
    // begin() takes in: a read costs one extra round trip, not two.
    void let_go();
    bool usable() const;  // false once it was lost or given up
    // What ended the transaction, also where the body turned it into something else.
    std::optional<Kind> failure() const { return failure_; }

private:
    class Rows;

    std::unique_ptr<Cursor> open(std::string_view sql, std::span<const Value>) override;
    std::int64_t change(std::string_view sql, std::span<const Value>) override;

    Result ask(const char* sql, std::chrono::milliseconds patience);
    // `sent`: what libpq said to the sending.
    Result answered(int sent, std::chrono::milliseconds patience);
    Result run(std::string_view sql, std::span<const Value> values);
    const std::string& prepared(std::string_view sql);
    [[noreturn]] void fail(const Result& result, bool in_prepare = false);
    void forget_statements();

    pg_conn* handle_ = nullptr;
    std::map<std::string, std::string, std::less<>> statements_;  // text → name on the server
    std::int64_t next_name_ = 0;
    std::optional<Kind> failure_;
    std::chrono::milliseconds patience_;  // for one statement
    bool silent_ = false;
    bool plans_are_stale_ = false;
};

}  // namespace mobio::sql
