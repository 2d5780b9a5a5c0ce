// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

#include "platform/http/decode.h"

namespace mobio::http {

using Steady = std::chrono::steady_clock;

RawClient::RawClient(unsigned short port, int receive_buffer)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (receive_buffer > 0)
        setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("no server");
}

RawClient::~RawClient() { ::close(socket_); }

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void RawClient::finish_sending() { ::shutdown(socket_, SHUT_WR); }

bool RawClient::receive(std::string& into, Steady::time_point end) {
    if (closed_) return false;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Steady::now());
    pollfd readable{socket_, POLLIN, 0};
    if (left.count() <= 0 || ::poll(&readable, 1, static_cast<int>(left.count())) <= 0)
        return false;
    char bytes[16 * 1024];
    const auto size = ::recv(socket_, bytes, sizeof bytes, 0);
    closed_ = size <= 0;
    if (!closed_) into.append(bytes, static_cast<std::size_t>(size));
    return !closed_;
}

std::string RawClient::read(std::chrono::milliseconds within) {
    std::string bytes;
    const auto end = Steady::now() + within;
    while (receive(bytes, end)) {
    }
    return bytes;
}

std::string RawClient::read_answers(std::size_t count) {
    std::string bytes;
    const auto end = Steady::now() + std::chrono::seconds{5};
    while (answers_in(bytes).size() < count && receive(bytes, end)) {
    }
    return bytes;
}

bool RawClient::closes(std::chrono::milliseconds within) {
    read(within);
    return closed_;
}

std::string RawAnswer::header(std::string_view lower_case_name) const {
    std::string_view rest = head;
    while (!rest.empty()) {
        const auto end = std::min(rest.find("\r\n"), rest.size());
        const auto line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 2, rest.size()));
        const auto colon = line.find(':');
        if (colon != line.npos && equal_fold(line.substr(0, colon), lower_case_name))
            return std::string(trimmed(line.substr(colon + 1)));
    }
    return {};
}

std::vector<RawAnswer> answers_in(std::string_view bytes, bool to_head) {
    std::vector<RawAnswer> answers;
    while (bytes.starts_with("HTTP/1.1 ")) {
        const auto end = bytes.find("\r\n\r\n");
        if (end == bytes.npos) break;
        RawAnswer answer;
        answer.status = static_cast<unsigned>(std::stoi(std::string(bytes.substr(9, 3))));
        answer.head = bytes.substr(0, end + 2);
        bytes.remove_prefix(end + 4);
        const auto length = to_head ? "" : answer.header("content-length");
        const auto size = length.empty() ? 0 : std::stoul(length);
        if (size > bytes.size()) break;
        answer.body = bytes.substr(0, size);
        bytes.remove_prefix(size);
        answers.push_back(std::move(answer));
    }
    return answers;
}

std::vector<unsigned> statuses_in(std::string_view bytes) {
    std::vector<unsigned> statuses;
    for (const auto& answer : answers_in(bytes)) statuses.push_back(answer.status);
    return statuses;
}

}  // namespace mobio::http
