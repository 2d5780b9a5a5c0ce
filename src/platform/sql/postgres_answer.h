// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <memory>

struct pg_conn;
struct pg_result;

namespace mobio::sql {

struct FreeResult {
    void operator()(pg_result* result) const;
};
using Result = std::unique_ptr<pg_result, FreeResult>;

// Waits for all that the server answers to what libpq took for sending, on a connection that does
// not block; gives the last result, as PQexec does. Null where the connection was lost, or where
// the server was silent for `patience`: then nothing more can be asked of this connection.
Result answer(pg_conn* connection, std::chrono::milliseconds patience);

}  // namespace mobio::sql
