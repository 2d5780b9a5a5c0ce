// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/server.h"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "platform/http/connection.h"

namespace mobio::http {

namespace {

constexpr auto sweep_period = std::chrono::milliseconds{500};

void name_error(const std::string& what, const error_code& ec) {
    if (ec) throw std::runtime_error(what + ": " + ec.message());
}

int choose_http11(SSL*, const unsigned char** out, unsigned char* size, const unsigned char* in,
                  unsigned in_size, void*) {
    static constexpr unsigned char ours[] = "\x08http/1.1";
    return SSL_select_next_proto(const_cast<unsigned char**>(out), size, ours, sizeof ours - 1, in,
                                 in_size) == OPENSSL_NPN_NEGOTIATED
               ? SSL_TLSEXT_ERR_OK
               : SSL_TLSEXT_ERR_NOACK;
}

// TLS 1.2 with forward secrecy and authenticated encryption, or 1.3.
std::unique_ptr<ssl::context> make_tls(const Listen& listen) {
    if (listen.certificate.empty() && listen.key.empty()) return nullptr;
    auto tls = std::make_unique<ssl::context>(ssl::context::tls_server);
    auto* handle = tls->native_handle();
    SSL_CTX_set_min_proto_version(handle, TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(handle, "ECDHE+AESGCM:ECDHE+CHACHA20");
    SSL_CTX_set_options(handle, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                    SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_TICKET);
    SSL_CTX_set_mode(handle, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_sess_set_cache_size(handle, 1024);
    SSL_CTX_set_alpn_select_cb(handle, choose_http11, nullptr);
    error_code ec;
    tls->use_certificate_chain_file(listen.certificate, ec);
    name_error(listen.certificate, ec);
    tls->use_private_key_file(listen.key, ssl::context::pem, ec);
    name_error(listen.key, ec);
    return tls;
}

// A thousand slow clients need more descriptors than the usual 1024.
void allow_descriptors(std::size_t connections) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    const rlim_t wanted = connections + 256;
    if (limit.rlim_cur >= wanted) return;
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

struct Server::Core : Kernel {
    Core(Listen l, Limits m, std::function<Response(Request&)> r,
         std::function<Lane(const Request&)> s)
        : Kernel{m, std::move(r), std::move(s)}, listen(std::move(l)) {}
    ~Core() { stop(std::chrono::milliseconds{0}); }

    void start();
    void stop(std::chrono::milliseconds grace);
    void open_port();
    bool trusts(const std::string& address) const { return address == listen.trusted_proxy; }
    Task<> accept();
    Task<> sweep(Loop& loop);
    void welcome(Socket socket, Loop& loop);
    Task<> serve(Socket socket, Loop& loop, Peer peer, Seat seat);

    const Listen listen;
    std::unique_ptr<ssl::context> tls;
    Seats seats{limits};
    std::vector<std::unique_ptr<Loop>> loops;
    std::optional<asio::basic_socket_acceptor<tcp, Executor>> acceptor;
    std::vector<std::thread> threads;
    std::atomic<unsigned short> port{0};
};

Task<> Server::Core::serve(Socket socket, Loop& loop, Peer peer, Seat seat) {
    boost::ignore_unused(seat);
    if (tls) {
        Connection<SecureSocket> connection(SecureSocket(std::move(socket), *tls), loop, *this,
                                            peer);
        co_await connection.run();
    } else {
        Connection<Socket> connection(std::move(socket), loop, *this, peer);
        co_await connection.run();
    }
}

void Server::Core::welcome(Socket socket, Loop& loop) {
    error_code ec;
    socket.set_option(tcp::no_delay(true), ec);
    auto address = socket.remote_endpoint(ec).address();
    if (ec) return;
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    Peer peer{address.to_string(), tls != nullptr, false};
    peer.trusted = trusts(peer.address);
    if (!seats.take(peer.address, peer.trusted)) return;
    Seat seat(seats, peer.address);
    asio::co_spawn(loop.io.get_executor(),
                   serve(std::move(socket), loop, std::move(peer), std::move(seat)),
                   asio::detached);
}

// One listening socket whose connections go round the loops: as fast as a socket per loop, and a
// second process cannot slip in beside us as it could with SO_REUSEPORT.
Task<> Server::Core::accept() {
    for (std::size_t turn = 0; acceptor->is_open(); ++turn) {
        auto& loop = *loops[turn % loops.size()];
        auto [ec, socket] = co_await acceptor->async_accept(loop.io, await);
        if (!ec) {
            try {
                welcome(std::move(socket), loop);
            } catch (const std::exception&) {  // no memory for one more: that one is closed
            }
        } else if (acceptor->is_open()) {  // out of descriptors: wait for some to come back
            Timer pause(loops[0]->io.get_executor(), std::chrono::milliseconds{50});
            const auto [stopped] = co_await pause.async_wait(await);
            boost::ignore_unused(stopped);
        }
    }
}

Task<> Server::Core::sweep(Loop& loop) {
    while (true) {
        loop.sweeper.expires_after(sweep_period);
        const auto [ec] = co_await loop.sweeper.async_wait(await);
        if (ec) co_return;
        loop.sweep();
    }
}

void Server::Core::open_port() {
    const auto where = listen.address + ":" + std::to_string(listen.port);
    error_code ec;
    const tcp::endpoint endpoint(asio::ip::make_address(listen.address, ec), listen.port);
    if (ec) throw std::runtime_error(where + ": no IP address");
    acceptor.emplace(loops[0]->io.get_executor());
    acceptor->open(endpoint.protocol(), ec);
    name_error(where, ec);
    acceptor->set_option(tcp::acceptor::reuse_address(true));
    acceptor->bind(endpoint, ec);
    name_error(where, ec);
    acceptor->listen(1024, ec);
    name_error(where, ec);
    port = acceptor->local_endpoint().port();
}

void Server::Core::start() {
    tls = make_tls(listen);
    allow_descriptors(limits.connections);
    for (unsigned i = 0; i < std::max(1U, listen.loops); ++i)
        loops.push_back(std::make_unique<Loop>());
    open_port();
    for (auto& workers : pools) workers.emplace(std::max(1U, listen.workers));
    asio::co_spawn(loops[0]->io.get_executor(), accept(), asio::detached);
    for (auto& loop : loops) {
        asio::co_spawn(loop->io.get_executor(), sweep(*loop), asio::detached);
        threads.emplace_back([&io = loop->io] { io.run(); });
    }
}

void Server::Core::stop(std::chrono::milliseconds grace) {
    if (threads.empty()) return;
    asio::post(loops[0]->io, [this] {
        error_code ignored;
        acceptor->close(ignored);
    });
    for (auto& loop : loops) asio::post(loop->io, [&loop] { loop->drain(); });
    const auto end = Steady::now() + grace;
    while (!seats.empty() && Steady::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    for (auto& loop : loops) loop->io.stop();
    for (auto& thread : threads) thread.join();
    threads.clear();
    for (auto& workers : pools) workers->stop(), workers->join();
    // What still waits in pools and loops refers to both: first the pools, then the loops.
    for (auto& workers : pools) workers.reset();
    acceptor.reset();
    loops.clear();
}

Server::Server(Listen listen, Limits limits, std::function<Response(Request&)> respond,
               std::function<Lane(const Request&)> lane)
    : core_(
          std::make_unique<Core>(std::move(listen), limits, std::move(respond), std::move(lane))) {}
Server::~Server() = default;
void Server::start() { core_->start(); }
unsigned short Server::port() const { return core_->port; }
void Server::stop(std::chrono::milliseconds grace) { core_->stop(grace); }

}  // namespace mobio::http
