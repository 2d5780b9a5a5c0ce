// SPDX-License-Identifier: EUPL-1.2
#include "platform/sql/sqlite_database.h"

#include <algorithm>
#include <thread>

#include "platform/sql/nesting.h"
#include "platform/sql/pool.h"
#include "platform/sql/sqlite_connection.h"
#include "platform/sql/sqlite_writer.h"

namespace mobio::sql {
namespace {

// Readers hardly wait for a disk, so a few more than cores are enough.
std::size_t most_readers() {
    return std::max<std::size_t>(4, 2 * std::thread::hardware_concurrency());
}

// Holds what the first statement sees until the read is over.
class Snapshot {
public:
    explicit Snapshot(Pool<SqliteConnection>::Lease& reader) : reader_(reader) {
        reader_->control("BEGIN");
        reader_->begin_body();
    }
    ~Snapshot() {
        try {
            reader_->control("ROLLBACK");
        } catch (const Error&) {
            reader_.drop();
        }
    }
    Snapshot(const Snapshot&) = delete;

private:
    Pool<SqliteConnection>::Lease& reader_;
};

class SqliteDatabase final : public Database {
public:
    explicit SqliteDatabase(const std::filesystem::path& file)
        : writer_(*this, file), readers_(most_readers(), [file] {
              return std::make_unique<SqliteConnection>(file, SqliteConnection::For::Reading);
          }) {}

    Engine engine() const override { return Engine::Sqlite; }

private:
    void run_write(const std::function<void(Transaction&)>& body) override {
        Nesting::refuse_write(*this);
        writer_.write(body);
    }

    void run_read(const std::function<void(Connection&)>& body) override {
        if (auto* outer = Nesting::outer_read(*this)) return body(*outer);
        auto reader = readers_.take();
        const Snapshot snapshot(reader);
        const Nesting nesting(*this, Nesting::Use::Read, *reader);
        body(*reader);
        reader->end_body();
    }

    SqliteWriter writer_;
    Pool<SqliteConnection> readers_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const std::filesystem::path& file) {
    return std::make_unique<SqliteDatabase>(file);
}

}  // namespace mobio::sql
