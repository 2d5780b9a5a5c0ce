// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/core/ignore_unused.hpp>
#include <functional>
#include <optional>

#include "platform/http/answer.h"
#include "platform/http/loop.h"
#include "platform/http/parser.h"
#include "platform/http/request_number.h"
#include "platform/log.h"

namespace mobio::http {

// How long, and for how many bytes, a refused client may go on sending while it gets our answer.
constexpr auto linger_time = std::chrono::seconds{2};
constexpr std::size_t linger_bytes = 1024 * 1024;
// Browsers send a form whole before they look at the answer: one that is too large gets longer.
constexpr auto large_linger_time = std::chrono::seconds{30};
constexpr std::size_t large_linger_bytes = 64 * 1024 * 1024;
constexpr std::size_t read_size = 4 * 1024;

// What all connections of a server share.
struct Kernel {
    const Limits limits;
    const std::function<Response(Request&)> respond;
    const std::function<Lane(const Request&)> lane;
    UploadRoom upload_room{limits};
    std::array<std::optional<asio::thread_pool>, lanes> pools = {};

    asio::thread_pool& pool(Lane of) { return *pools[static_cast<std::size_t>(of)]; }
};

// One client, plain or on TLS: reads, has the request answered on a worker, writes, and again.
template <class Stream>
class Connection : Watched {
public:
    Connection(Stream stream, Loop& loop, Kernel& kernel, const Peer& peer);
    ~Connection() override { loop_.watched.erase(place_); }
    Connection(const Connection&) = delete;

    Task<> run();

private:
    enum class Outcome { Answered, Refused, Gone };

    Task<bool> shake_hands();
    Task<> answer_plain();
    Task<Outcome> read(Parser& parser);
    Task<> admit(Parser& parser);
    Task<bool> read_more();
    Task<bool> answer(Parser& parser);
    Task<> refuse(Parser& parser);
    Task<bool> write(const Answer& answer);
    Task<bool> write_stream(const files::Bytes& bytes);
    Task<> write_continue();
    Task<> part();

    void expect(Steady::duration within) { deadline = Steady::now() + within; }
    void expect_nothing() { deadline = Steady::time_point::max(); }
    void close() override {
        error_code ignored;
        stream_.lowest_layer().cancel(ignored);
        stream_.lowest_layer().shutdown(tcp::socket::shutdown_both, ignored);
    }
    Socket& plain_socket() {
        if constexpr (std::is_same_v<Stream, SecureSocket>)
            return stream_.next_layer();
        else
            return stream_;
    }
    std::string_view received() const {
        return {static_cast<const char*>(buffer_.data().data()), buffer_.size()};
    }

    Stream stream_;
    Loop& loop_;
    Kernel& kernel_;
    const Peer& peer_;
    std::list<Watched*>::iterator place_;
    boost::beast::flat_buffer buffer_;
    bool first_ = true;  // no request answered yet
    bool keep_alive_ = true;
    unsigned refusal_ = 0;  // the status that a malformed request is answered with
};

template <class Stream>
Connection<Stream>::Connection(Stream stream, Loop& loop, Kernel& kernel, const Peer& peer)
    : stream_(std::move(stream)), loop_(loop), kernel_(kernel), peer_(peer) {
    loop_.watched.push_front(this);
    place_ = loop_.watched.begin();
}

template <class Stream>
Task<> Connection<Stream>::run() {
    if (!co_await shake_hands()) co_return;
    while (keep_alive_ && !loop_.draining) {
        Parser parser(kernel_.limits, peer_, &kernel_.upload_room);
        const auto outcome = co_await read(parser);
        if (outcome == Outcome::Gone) co_return;
        if (outcome == Outcome::Refused) {
            co_await refuse(parser);
            break;
        }
        if (!co_await answer(parser)) co_return;
        first_ = false;
    }
    co_await part();
}

template <class Stream>
Task<bool> Connection<Stream>::shake_hands() {
    if constexpr (std::is_same_v<Stream, SecureSocket>) {
        idle = false;
        expect(kernel_.limits.header_time);
        const auto [ec] = co_await stream_.async_handshake(ssl::stream_base::server, await);
        if (ec.category() == asio::error::get_ssl_category() &&
            ERR_GET_REASON(static_cast<unsigned long>(ec.value())) == SSL_R_HTTP_REQUEST)
            co_await answer_plain();
        co_return !ec;
    }
    co_return true;
}

// Somebody typed http:// for the port of TLS.
template <class Stream>
Task<> Connection<Stream>::answer_plain() {
    Exchange exchange;
    exchange.keep_alive = false;
    const auto answer = write_answer(text(400, "400 Use https://\n"), exchange);
    const std::array<asio::const_buffer, 2> parts{asio::buffer(answer.head),
                                                  asio::buffer(answer.body)};
    const auto [ec, size] = co_await asio::async_write(plain_socket(), parts, await);
    boost::ignore_unused(ec, size);
}

// Runs `work` on the pool; the coroutine goes on at its own loop.
template <class Work>
Task<> run_on(asio::thread_pool& pool, Work& work) {
    const auto start = [&pool, &work](auto handler) {
        asio::post(pool, [handler = std::move(handler), &work]() mutable {
            work();
            const auto home = asio::get_associated_executor(handler);
            asio::post(home, std::move(handler));
        });
    };
    constexpr asio::use_awaitable_t<Executor> plain{};
    co_await asio::async_initiate<const asio::use_awaitable_t<Executor>&, void()>(start, plain);
}

// Who may send files is known before the first byte of them is read.
template <class Stream>
Task<> Connection<Stream>::admit(Parser& parser) {
    std::string sender;
    const auto ask = [&] { sender = kernel_.limits.uploader(parser.request()); };
    expect_nothing();
    if (kernel_.limits.uploader) co_await run_on(kernel_.pool(Lane::Quick), ask);
    parser.admit(sender);
}

template <class Stream>
Task<typename Connection<Stream>::Outcome> Connection<Stream>::read(Parser& parser) {
    const auto& limits = kernel_.limits;
    auto stage = Parser::Stage::Head;
    Steady::time_point body_began;
    idle = buffer_.size() == 0;
    expect(idle && !first_ ? limits.idle_time : limits.header_time);
    while (true) {
        try {
            buffer_.consume(parser.feed(received()));
        } catch (const Failure& failure) {
            refusal_ = failure.status;
        } catch (const files::Full&) {
            refusal_ = 507;
        } catch (const std::exception&) {
            refusal_ = 500;
        }
        if (refusal_ != 0) co_return Outcome::Refused;
        if (parser.stage() == Parser::Stage::Sender) {
            co_await admit(parser);
            continue;
        }
        if (parser.stage() == Parser::Stage::Complete) co_return Outcome::Answered;
        if (parser.stage() != stage) {
            stage = parser.stage();
            body_began = Steady::now();
            if (parser.expects_continue() && buffer_.size() == 0) co_await write_continue();
        }
        if (stage == Parser::Stage::Body) deadline = body_began + parser.body_time();
        const bool was_idle = idle;
        if (!co_await read_more()) co_return Outcome::Gone;
        if (was_idle && !first_) expect(limits.header_time);
    }
}

template <class Stream>
Task<bool> Connection<Stream>::read_more() {
    const auto [ec, size] = co_await stream_.async_read_some(buffer_.prepare(read_size), await);
    idle = false;
    if (!ec) buffer_.commit(size);
    co_return !ec;
}

template <class Stream>
Task<> Connection<Stream>::write_continue() {
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    const auto bytes = asio::buffer(go_on.data(), go_on.size());
    const auto [ec, size] = co_await asio::async_write(stream_, bytes, await);
    boost::ignore_unused(ec, size);  // a client that is gone shows at the next read
}

template <class Stream>
Task<bool> Connection<Stream>::answer(Parser& parser) {
    auto& request = parser.request();
    keep_alive_ = parser.keep_alive() && !loop_.draining;
    request.id = request_number();
    Answer answer;
    const auto work = [&] {
        const Exchange exchange{request.method == Method::Head, request.secure, parser.http10(),
                                keep_alive_, request.header("accept-encoding")};
        try {
            answer = write_answer(kernel_.respond(request), exchange);
        } catch (const std::exception&) {  // out of memory while compressing
            answer = write_answer(text(500, "500\n"), exchange);
        }
    };
    expect_nothing();  // a handler ends by itself; nothing of the client's is awaited
    co_await run_on(kernel_.pool(kernel_.lane ? kernel_.lane(request) : Lane::Quick), work);
    const bool written = co_await write(answer);
    if (!written || !answer.stream) co_return written;
    co_return co_await write_stream(*answer.stream);
}

// What cannot be read to its end ends the connection: the client sees that something is missing.
template <class Stream>
Task<bool> Connection<Stream>::write_stream(const files::Bytes& bytes) {
    std::string piece;
    bool lost = false;
    const auto next = [&] {
        try {
            piece = bytes.next();
        } catch (const std::exception&) {
            lost = true;
        }
    };
    for (auto left = bytes.size; left > 0; left -= piece.size()) {
        expect_nothing();
        co_await run_on(kernel_.pool(Lane::Quick), next);
        if (lost || piece.empty() || piece.size() > left) {
            log::error("stream.lost", {});
            co_return false;
        }
        expect(kernel_.limits.write_time);
        const auto sent = asio::buffer(piece);
        const auto [ec, size] = co_await asio::async_write(stream_, sent, await);
        boost::ignore_unused(size);
        if (ec) co_return false;
    }
    co_return true;
}

template <class Stream>
Task<> Connection<Stream>::refuse(Parser& parser) {
    const auto number = request_number();
    const auto status = std::to_string(refusal_);
    log::info("refused", {{"status", status}, {"id", number}});
    Exchange exchange;
    exchange.head_only = parser.request().method == Method::Head;
    exchange.secure = peer_.tls;
    exchange.keep_alive = false;
    const auto answer = write_answer(text(refusal_, status + " " + number + "\n"), exchange);
    co_await write(answer);
}

template <class Stream>
Task<bool> Connection<Stream>::write(const Answer& answer) {
    // Time for a slow phone: the more there is to read, the longer.
    constexpr std::size_t per_period = 256 * 1024;
    expect(kernel_.limits.write_time * (1 + static_cast<long>(answer.body.size() / per_period)));
    const std::array<asio::const_buffer, 2> parts{asio::buffer(answer.head),
                                                  asio::buffer(answer.body)};
    const auto [ec, size] = co_await asio::async_write(stream_, parts, await);
    co_return !ec;
}

// Closes so that the client gets to read our last answer: closing with bytes unread would send a
// reset that overtakes it.
template <class Stream>
Task<> Connection<Stream>::part() {
    const bool large = refusal_ == 413;
    expect(large ? large_linger_time : linger_time);
    if constexpr (std::is_same_v<Stream, SecureSocket>) {
        const auto [ec] = co_await stream_.async_shutdown(await);
        boost::ignore_unused(ec);
    }
    if (refusal_ == 0 && buffer_.size() == 0) co_return;  // all was read
    auto& socket = plain_socket();
    error_code ignored;
    socket.shutdown(tcp::socket::shutdown_send, ignored);
    std::array<char, 4096> waste;
    const auto most = large ? large_linger_bytes : linger_bytes;
    for (std::size_t drained = 0; drained < most;) {
        const auto [ec, size] = co_await socket.async_read_some(asio::buffer(waste), await);
        if (ec) break;
        drained += size;
    }
}

}  // namespace mobio::http
