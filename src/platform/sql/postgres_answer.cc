// SPDX-License-Identifier: EUPL-1.2
#include "platform/sql/postgres_answer.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>

namespace mobio::sql {
namespace {

using Moment = std::chrono::steady_clock::time_point;

// False when it is `until`.
bool wait(PGconn* connection, short events, Moment until) {
    pollfd socket{PQsocket(connection), events, 0};
    for (;;) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0) return false;
        const int ready = poll(&socket, 1, static_cast<int>(left.count()));
        if (ready > 0) return true;
        if (ready < 0 && errno != EINTR) return false;
    }
}

bool send_all(PGconn* connection, Moment until) {
    for (;;) {
        const int left = PQflush(connection);
        if (left <= 0) return left == 0;
        // A server that has much to say reads nothing before it has said it.
        if (!wait(connection, POLLIN | POLLOUT, until) || !PQconsumeInput(connection)) return false;
    }
}

}  // namespace

void FreeResult::operator()(pg_result* result) const { PQclear(result); }

Result answer(pg_conn* connection, std::chrono::milliseconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    if (!send_all(connection, until)) return nullptr;
    Result last;
    for (;;) {
        while (PQisBusy(connection))
            if (!wait(connection, POLLIN, until) || !PQconsumeInput(connection)) return nullptr;
        Result next{PQgetResult(connection)};
        if (!next) return last;
        last = std::move(next);
    }
}

}  // namespace mobio::sql
