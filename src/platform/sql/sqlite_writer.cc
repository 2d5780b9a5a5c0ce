// SPDX-License-Identifier: EUPL-1.2
#include "platform/sql/sqlite_writer.h"

#include "platform/sql/nesting.h"

namespace mobio::sql {

struct SqliteWriter::Order {
    const std::function<void(Transaction&)>& body;
    std::promise<void> answer{};
    std::exception_ptr failure{};
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
    auto order = std::make_unique<Order>(body);
    auto answer = order->answer.get_future();
    {
        const std::lock_guard lock(mutex_);
        queue_.push_back(std::move(order));
    }
    queued_.notify_one();
    answer.get();
}

void SqliteWriter::loop() {
    for (;;) {
        Batch batch;
        {
            std::unique_lock lock(mutex_);
            queued_.wait(lock, [&] { return ending_ || !queue_.empty(); });
            if (queue_.empty()) return;
            batch.swap(queue_);
        }
        commit_together(batch);
        for (const auto& order : batch) {
            if (order->failure)
                order->answer.set_exception(order->failure);
            else
                order->answer.set_value();
        }
    }
}

void SqliteWriter::commit_together(Batch& batch) {
    try {
        // The new one is there before the old one goes: the last to close a file takes its log away,
        // and on a full disk it could not be made again.
        if (worn_out_)
            connection_ = std::make_unique<SqliteConnection>(file_, SqliteConnection::For::Writing);
        worn_out_ = false;
        connection_->control("BEGIN IMMEDIATE");
        for (const auto& order : batch) run(*order);
        connection_->control("COMMIT");
    } catch (...) {
        const auto why = std::current_exception();
        roll_back();
        for (const auto& order : batch)
            if (!order->failure) order->failure = why;
    }
}

void SqliteWriter::run(Order& order) {
    connection_->control("SAVEPOINT body");
    connection_->begin_body();
    try {
        const Nesting nesting(owner_, Nesting::Use::Write, *connection_);
        order.body(*connection_);
        connection_->end_body();
        if (!connection_->in_transaction())
            throw Error(Kind::Other, "the body ended the transaction");
    } catch (...) {
        order.failure = std::current_exception();
        undo(order.failure);
    }
    connection_->control("RELEASE body");
}

// SQLite gives up the whole transaction over some errors, a full disk among them. Then those that
// ran before are gone too, and no one of the batch may hear that all is well.
void SqliteWriter::undo(const std::exception_ptr& why) {
    connection_->forget_failure();
    if (connection_->in_transaction()) return connection_->control("ROLLBACK TO body");
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
