// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <condition_variable>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "platform/sql/sqlite_connection.h"

namespace mobio::sql {

// The one thread that writes to a file. It takes everything that is queued, runs each body in a
// savepoint of its own, if there are several, and commits them together: 32 writers share one wait
// for the disk.
class SqliteWriter {
public:
    SqliteWriter(const Database& owner, std::filesystem::path file);
    ~SqliteWriter();  // after everything queued is done
    SqliteWriter(const SqliteWriter&) = delete;

    // Returns when the body's changes are durable; throws what the body threw, or why the whole
    // batch failed.
    void write(const std::function<void(Transaction&)>& body);

private:
    struct Order;
    using Batch = std::vector<Order*>;

    void loop();
    void commit_together(const Batch& batch);
    void fail_together(const Batch& batch, const Error& why);
    void run_alone(Order& order);
    void run_among_others(Order& order);
    void run(Order& order);
    void undo(const std::exception_ptr& why, const char* statement);
    void roll_back();

    const Database& owner_;
    const std::filesystem::path file_;
    std::unique_ptr<SqliteConnection> connection_;
    bool worn_out_ = false;  // after a batch that failed
    std::mutex mutex_;
    std::condition_variable queued_;
    Batch queue_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace mobio::sql
