// SPDX-License-Identifier: EUPL-1.2
#include "platform/sql/postgres_database.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

#include "platform/sql/nesting.h"
#include "platform/sql/pool.h"
#include "platform/sql/postgres_connection.h"

namespace mobio::sql {
namespace {

constexpr std::size_t most_connections = 16;
// For reruns of one body, from its first run on: among many writers a body may lose many times.
constexpr std::chrono::seconds patience{5};

// SQLite's writes follow one another. This level gives the same code the same results.
constexpr auto begin_write = "BEGIN ISOLATION LEVEL SERIALIZABLE";
constexpr auto begin_read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

// Longer each time and never the same for two that collided.
void pause(int run) {
    thread_local std::minstd_rand random{std::random_device{}()};
    const int longest = 4000 << std::min(run, 5);
    std::this_thread::sleep_for(
        std::chrono::microseconds{std::uniform_int_distribution{500, longest}(random)});
}

class PostgresDatabase final : public Database {
public:
    explicit PostgresDatabase(const std::string& address)
        : connections_(most_connections,
                       [address] { return std::make_unique<PostgresConnection>(address); }) {
        begun(begin_read)->let_go();
    }

    Engine engine() const override { return Engine::Postgres; }

private:
    using Lease = Pool<PostgresConnection>::Lease;

    // A connection inside a transaction. One that died while it lay idle is replaced unseen.
    Lease begun(const char* begin) {
        auto connection = connections_.take();
        try {
            connection->begin(begin);
            return connection;
        } catch (const Error& error) {
            connection.drop();
            if (error.kind != Kind::Connection) throw;
        }
        connections_.drop_idle();
        auto fresh = connections_.take();
        try {
            fresh->begin(begin);
        } catch (...) {
            fresh.drop();
            throw;
        }
        return fresh;
    }

    void run_read(const std::function<void(Connection&)>& body) override {
        if (auto* outer = Nesting::outer_read(*this)) return body(*outer);
        auto connection = begun(begin_read);
        try {
            const Nesting nesting(*this, Nesting::Use::Read, *connection);
            body(*connection);
            connection->end_body();
        } catch (...) {
            leave(connection);
            throw;
        }
        connection->let_go();
    }

    void run_write(const std::function<void(Transaction&)>& body) override {
        Nesting::refuse_write(*this);
        const auto until = std::chrono::steady_clock::now() + patience;
        for (int run = 0;; ++run) {
            auto connection = begun(begin_write);
            try {
                {
                    const Nesting nesting(*this, Nesting::Use::Write, *connection);
                    body(*connection);
                    connection->end_body();
                }
                return connection->commit();
            } catch (...) {
                const auto failure = connection->failure();
                leave(connection);
                if (failure != Kind::Serialization || std::chrono::steady_clock::now() > until)
                    throw;
            }
            pause(run);
        }
    }

    static void leave(Lease& connection) {
        connection->roll_back();
        if (!connection->usable()) connection.drop();
    }

    Pool<PostgresConnection> connections_;
};

}  // namespace

std::unique_ptr<Database> open_postgres(const std::string& address) {
    return std::make_unique<PostgresDatabase>(address);
}

}  // namespace mobio::sql
