// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <thread>

namespace mobio::release::test {

// An SMTP relay on the loopback interface that knows no mailbox: every recipient gets 550.
class RefusingRelay {
public:
    RefusingRelay() : listening_(socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto* const any = reinterpret_cast<sockaddr*>(&address);
        socklen_t size = sizeof address;
        bind(listening_, any, size);
        listen(listening_, 4);
        getsockname(listening_, any, &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~RefusingRelay() {
        shutdown(listening_, SHUT_RDWR);
        thread_.join();
        close(listening_);
    }
    unsigned short port() const { return port_; }

private:
    void serve() const {
        for (int client = 0; (client = accept(listening_, nullptr, nullptr)) >= 0; close(client))
            converse(client);
    }
    static void say(int client, const std::string& line) {
        const auto bytes = line + "\r\n";
        [[maybe_unused]] const auto sent = send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    static void converse(int client) {
        say(client, "220 relay.example");
        char bytes[1024];
        for (ssize_t got = 0; (got = recv(client, bytes, sizeof bytes, 0)) > 0;) {
            const std::string command(bytes, static_cast<std::size_t>(got));
            if (command.starts_with("RCPT"))
                say(client, "550 5.1.1 mailbox unknown");
            else if (command.starts_with("QUIT"))
                return say(client, "221 bye");
            else
                say(client, "250 relay.example");
        }
    }

    int listening_;
    unsigned short port_ = 0;
    std::thread thread_;
};

}  // namespace mobio::release::test
