// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <chrono>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "platform/http/server.h"

// For server.cc alone. g++ 12 destroys the captures of a lambda, and the members of an aggregate,
// twice when they are temporaries inside a co_await expression: in coroutines every closure gets a
// name before it is awaited, and captures references only.
namespace mobio::http {

namespace asio = boost::asio;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using boost::system::error_code;
using Steady = std::chrono::steady_clock;
// A concrete executor: half the cost per request of the type-erased one.
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<tcp, Executor>;
using Timer = asio::basic_waitable_timer<Steady, asio::wait_traits<Steady>, Executor>;
using SecureSocket = ssl::stream<Socket>;
template <class T = void>
using Task = asio::awaitable<T, Executor>;
constexpr auto await = asio::as_tuple(asio::use_awaitable_t<Executor>{});

// What the sweeper of a loop sees of a connection.
struct Watched {
    Steady::time_point deadline = Steady::time_point::max();
    bool idle = true;          // between two requests
    virtual void close() = 0;  // wakes the connection's coroutine with an error
    virtual ~Watched() = default;
};

struct Loop {
    std::list<Watched*> watched;  // before io: coroutines that io ends leave it
    asio::io_context io{1};
    asio::executor_work_guard<Executor> work{io.get_executor()};
    Timer sweeper{io.get_executor()};
    bool draining = false;

    void drain() {
        draining = true;
        for (auto* connection : watched)
            if (connection->idle) connection->close();
    }
    void sweep() {
        const auto now = Steady::now();
        for (auto* connection : watched)
            if (connection->deadline < now) connection->close();
    }
};

// Counts connections, in all and per address.
class Seats {
public:
    explicit Seats(const Limits& limits) : limits_(limits) {}
    bool take(const std::string& address, bool unlimited) {
        const std::scoped_lock lock(mutex_);
        if (total_ >= limits_.connections) return false;
        auto& count = by_address_[address];
        if (!unlimited && count >= limits_.connections_per_address) return false;
        ++count;
        ++total_;
        return true;
    }
    void leave(const std::string& address) {
        const std::scoped_lock lock(mutex_);
        --total_;
        const auto entry = by_address_.find(address);
        if (--entry->second == 0) by_address_.erase(entry);
    }
    bool empty() const {
        const std::scoped_lock lock(mutex_);
        return total_ == 0;
    }

private:
    const Limits& limits_;
    mutable std::mutex mutex_;
    std::size_t total_ = 0;
    std::map<std::string, std::size_t> by_address_;
};

// One taken seat; given back when the connection is gone.
class Seat {
public:
    Seat(Seats& seats, std::string address) : seats_(&seats), address_(std::move(address)) {}
    Seat(Seat&& other) noexcept
        : seats_(std::exchange(other.seats_, nullptr)), address_(std::move(other.address_)) {}
    ~Seat() {
        if (seats_) seats_->leave(address_);
    }

private:
    Seats* seats_;
    std::string address_;
};

}  // namespace mobio::http
