// SPDX-License-Identifier: EUPL-1.2
#include "platform/sql/sqlite_writer.h"

#include "platform/sql/nesting.h"

namespace mobio::sql {

// One caller's body. It lives on the stack of the caller, who waits for `done` under the mutex.
struct SqliteWriter::Order {
    const std::function<void(Transaction&)>& body;
    std::exception_ptr failure{};
    bool done = false;
    std::condition_variable answered{};
};

SqliteWriter::SqliteWriter(const Database& owner, std::filesystem::path file)
    : owner_(owner),
      file_(std::move(file)),
      connection_(std::make_unique<SqliteConnection>(file_, SqliteConnection::For::Writing)),
      thread_([this] { loop(); }) {}

SqliteWriter::~SqliteWriter() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    queued_.notify_one();
    thread_.join();
}

void SqliteWriter::write(const std::function<void(Transaction&)>& body) {
    Order order{body};
    {
        std::unique_lock lock(mutex_);
        queue_.push_back(&order);
        queued_.notify_one();
        order.answered.wait(lock, [&] { return order.done; });
    }
    if (order.failure) std::rethrow_exception(std::exchange(order.failure, nullptr));
}

void SqliteWriter::loop() {
    std::unique_lock lock(mutex_);
    for (;;) {
        queued_.wait(lock, [&] { return ending_ || !queue_.empty(); });
        if (queue_.empty()) return;
        const auto batch = std::exchange(queue_, {});
        lock.unlock();
        commit_together(batch);
        lock.lock();
        for (auto* order : batch) {
            order->done = true;
            order->answered.notify_one();  // under the lock: the order goes with its caller's wait
        }
    }
}

void SqliteWriter::commit_together(const Batch& batch) {
    try {
        // The new one is there before the old one goes: the last to close a file takes its log
        // away, and on a full disk it could not be made again.
        if (worn_out_)
            connection_ = std::make_unique<SqliteConnection>(file_, SqliteConnection::For::Writing);
        worn_out_ = false;
        connection_->control("BEGIN IMMEDIATE");
        if (batch.size() == 1)
            run_alone(*batch.front());
        else
            for (auto* order : batch) run_among_others(*order);
        if (connection_->in_transaction()) connection_->control("COMMIT");
    } catch (const Error& error) {
        fail_together(batch, error);
    } catch (const std::exception&) {
        fail_together(batch, Error(Kind::Other, "the writer failed"));
    }
}

// Each caller gets an exception of its own: threads do not share one.
void SqliteWriter::fail_together(const Batch& batch, const Error& why) {
    roll_back();
    for (auto* order : batch)
        if (!order->failure) order->failure = std::make_exception_ptr(why);
}

// Without a savepoint, for which SQLite would copy each page before it changes.
void SqliteWriter::run_alone(Order& order) {
    run(order);
    if (order.failure) undo(order.failure, "ROLLBACK");
}

void SqliteWriter::run_among_others(Order& order) {
    connection_->control("SAVEPOINT body");
    run(order);
    if (order.failure) undo(order.failure, "ROLLBACK TO body");
    connection_->control("RELEASE body");
}

void SqliteWriter::run(Order& order) {
    connection_->begin_body();
    try {
        const Nesting nesting(owner_, Nesting::Use::Write, *connection_);
        order.body(*connection_);
        connection_->end_body();
        if (!connection_->in_transaction())
            throw Error(Kind::Other, "the body ended the transaction");
    } catch (...) {
        order.failure = std::current_exception();
    }
}

// SQLite gives up the whole transaction over some errors, a full disk among them. Then those that
// ran before are gone too, and no one of the batch may hear that all is well.
void SqliteWriter::undo(const std::exception_ptr& why, const char* statement) {
    if (connection_->in_transaction()) return connection_->control(statement);
    try {
        std::rethrow_exception(why);
    } catch (const Error&) {
        throw;
    } catch (...) {
        throw Error(Kind::Other, "the transaction was lost");
    }
}

// Nothing of an error of the disk is carried over: the next batch opens the file anew.
void SqliteWriter::roll_back() {
    worn_out_ = true;
    try {
        if (connection_->in_transaction()) connection_->control("ROLLBACK");
    } catch (const Error&) {
    }
}

}  // namespace mobio::sql
