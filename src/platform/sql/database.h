// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "platform/clock.h"
#include "platform/id.h"

namespace mobio::sql {

// Bytes for and from a BYTEA column.
struct Blob {
    std::string bytes;
};

enum class Kind {
    Unique,
    ForeignKey,
    NotNull,
    Check,
    Busy,
    Serialization,
    Connection,
    Full,
    Unknown,
    Other
};

// Never holds a value that was bound: SQLSTATE or result code, names of constraint, table, column,
// and what is wrong with the statement's own text.
// Full: the disk is full or does not take writes. Busy: another writer, or all connections, for
// longer than we wait. Unknown: COMMIT was sent and its answer lost; the change may be there or
// not.
struct Error : std::runtime_error {
    Kind kind;
    Error(Kind of, const std::string& what) : std::runtime_error(what), kind(of) {}
};

using Value = std::variant<std::nullptr_t, std::int64_t, double, std::string_view,
                           std::span<const std::byte>>;
inline Value value(std::nullptr_t) { return nullptr; }
template <std::integral T>
Value value(T v) {
    return static_cast<std::int64_t>(v);
}
inline Value value(double v) { return v; }
inline Value value(std::string_view v) { return v; }
inline Value value(const char* v) { return std::string_view(v); }
inline Value value(const std::string& v) { return std::string_view(v); }
inline Value value(const Blob& v) { return std::as_bytes(std::span(v.bytes)); }
inline Value value(Time v) { return millis(v); }
template <std::size_t N>
Value value(const std::array<std::uint8_t, N>& v) {
    return std::as_bytes(std::span(v));
}
template <class T>
Value value(const Id<T>& v) {
    return value(v.bytes);
}
template <class T>
Value value(const std::optional<T>& v) {
    return v ? value(*v) : Value(nullptr);
}

// The columns of the row under the cursor, by place from 0. Views live until the next row.
class Cursor {
public:
    virtual ~Cursor() = default;
    virtual bool next() = 0;
    virtual bool null(int column) = 0;
    virtual std::int64_t integer(int column) = 0;
    virtual double real(int column) = 0;
    virtual std::string_view text(int column) = 0;
    virtual std::string bytes(int column) = 0;
};

class Row {
public:
    explicit Row(Cursor& cursor) : cursor_(cursor) {}
    // T: bool, integers (range-checked), double, std::string, Blob, Time, Id<X>, fixed byte arrays,
    // or std::optional of these. NULL into another type throws.
    template <class T>
    T get(int column) const;

private:
    Cursor& cursor_;
};

enum class Engine { Sqlite, Postgres };

// Plain SQL with $1…$n, one statement a call, the same text for both engines (BYTEA, BIGINT, TEXT,
// RETURNING and ON CONFLICT exist on both). PostgreSQL takes a parameter's type from its first use:
// a column gives it, a bare number makes it an INTEGER, so write CAST($1 AS BIGINT) - 5.
// An Error ends the transaction it comes from, on both engines: what follows in it throws. To go on
// after a double, say ON CONFLICT. Texts with NUL are refused. No deferred constraints.
class Connection {
public:
    virtual ~Connection() = default;
    virtual Engine engine() const = 0;

    // Runs and returns how many rows changed.
    template <class... A>
    std::int64_t exec(std::string_view sql, const A&... arguments) {
        const Value values[sizeof...(A) + 1] = {value(arguments)...};
        return change(sql, {values, sizeof...(A)});
    }
    template <class F, class... A>
    void each(std::string_view sql, F&& row, const A&... arguments) {
        const Value values[sizeof...(A) + 1] = {value(arguments)...};
        const auto cursor = open(sql, {values, sizeof...(A)});
        while (cursor->next()) row(Row(*cursor));
    }
    // The first row through `map`, or nothing.
    template <class F, class... A>
    auto first(std::string_view sql, F&& map, const A&... arguments)
        -> std::optional<std::invoke_result_t<F, Row>> {
        const Value values[sizeof...(A) + 1] = {value(arguments)...};
        const auto cursor = open(sql, {values, sizeof...(A)});
        if (!cursor->next()) return std::nullopt;
        return map(Row(*cursor));
    }
    template <class F, class... A>
    auto all(std::string_view sql, F&& map, const A&... arguments)
        -> std::vector<std::invoke_result_t<F, Row>> {
        std::vector<std::invoke_result_t<F, Row>> rows;
        each(
            sql, [&](Row row) { rows.push_back(map(row)); }, arguments...);
        return rows;
    }

protected:
    virtual std::unique_ptr<Cursor> open(std::string_view sql, std::span<const Value>) = 0;
    virtual std::int64_t change(std::string_view sql, std::span<const Value>) = 0;
};

// A connection inside a transaction that can write. Only Database::write makes one.
class Transaction : public Connection {
public:
    // This one may take its time, as migrations do: until it ends no statement is given up.
    virtual void lift_limits() {}
};

// One county's database. `read` runs on a pooled connection in one snapshot. `write` runs the body
// in one transaction and returns when it is durable; a throw from the body rolls it back and comes
// out here. On SQLite one writer commits what is queued together, each body in its own savepoint;
// the body runs on the writer's thread, so it must be short: no hashing of passwords, no network.
// On PostgreSQL writes are SERIALIZABLE, so that they read what they would on SQLite; a failure to
// serialize runs the body again, for up to five seconds (it must have no effect of its own).
// A read inside a read shares its connection and snapshot. A write inside a read or a write, and a
// read inside a write, of the same database, is a mistake: std::logic_error. Safe for all threads.
class Database {
public:
    virtual ~Database() = default;
    virtual Engine engine() const = 0;

    template <class F>
    auto read(F&& body) -> std::invoke_result_t<F, Connection&> {
        return capture<Connection>([this](const auto& run) { run_read(run); },
                                   std::forward<F>(body));
    }
    template <class F>
    auto write(F&& body) -> std::invoke_result_t<F, Transaction&> {
        return capture<Transaction>([this](const auto& run) { run_write(run); },
                                    std::forward<F>(body));
    }

protected:
    virtual void run_read(const std::function<void(Connection&)>& body) = 0;
    virtual void run_write(const std::function<void(Transaction&)>& body) = 0;

private:
    template <class C, class Run, class F>
    static auto capture(Run&& run, F&& body) -> std::invoke_result_t<F, C&> {
        if constexpr (std::is_void_v<std::invoke_result_t<F, C&>>) {
            run([&](C& connection) { body(connection); });
        } else {
            std::optional<std::invoke_result_t<F, C&>> result;
            run([&](C& connection) { result.emplace(body(connection)); });
            return std::move(*result);
        }
    }
};

// "sqlite:/path/mobio.db" or a libpq connection string ("postgresql://…", "host=…").
// The password of a connection string never stands in an error. Throws Error.
std::unique_ptr<Database> open(const std::string& address);

// Runs the numbered files of `folder` (0001_people.sql …) that this database has not seen, each in
// a transaction, in order. A line may hold for one engine:  -- sqlite: …  /  -- postgres: …
// Throws Error where the database is newer than the program, and where a file changed after it ran.
// Safe when two processes start at once, and when it is killed.
struct Migrated {
    int from, to;
};
Migrated migrate(Database& database, const std::filesystem::path& folder);
int schema_version(Database& database);

template <class T>
T Row::get(int column) const {
    if constexpr (requires {
                      typename T::value_type;
                      T{std::nullopt};
                  } &&
                  !std::is_same_v<T, std::string>) {
        return cursor_.null(column) ? T{} : T(get<typename T::value_type>(column));
    } else {
        if (cursor_.null(column))
            throw Error(Kind::Other, "NULL in column " + std::to_string(column));
        if constexpr (std::is_same_v<T, bool>) {
            return cursor_.integer(column) != 0;
        } else if constexpr (std::is_integral_v<T>) {
            const auto v = cursor_.integer(column);
            if (!std::in_range<T>(v)) throw Error(Kind::Other, "integer out of range");
            return static_cast<T>(v);
        } else if constexpr (std::is_floating_point_v<T>) {
            return static_cast<T>(cursor_.real(column));
        } else if constexpr (std::is_same_v<T, Time>) {
            return time_of(cursor_.integer(column));
        } else if constexpr (std::is_same_v<T, Blob>) {
            return Blob{cursor_.bytes(column)};
        } else if constexpr (std::is_same_v<T, std::string>) {
            return std::string(cursor_.text(column));
        } else {
            const auto b = cursor_.bytes(column);
            T v{};
            auto& target = [&]() -> auto& {
                if constexpr (requires { v.bytes; })
                    return v.bytes;
                else
                    return v;
            }
            ();
            if (b.size() != target.size()) throw Error(Kind::Other, "bytes of another length");
            std::copy(b.begin(), b.end(), target.begin());
            return v;
        }
    }
}

}  // namespace mobio::sql
