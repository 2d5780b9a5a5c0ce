// SPDX-License-Identifier: EUPL-1.2
#include "platform/scanner/scanner.h"

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "platform/files/disk.h"

namespace mobio::scanner {

namespace {

constexpr std::size_t longest_answer = 1024;
constexpr timeval patience{20, 0};

[[noreturn]] void fail() { throw std::system_error(errno, std::generic_category(), "clamd"); }

files::Descriptor connect_to(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto name = path.string();
    if (name.size() >= sizeof address.sun_path) throw std::runtime_error("clamd: a path too long");
    std::ranges::copy(name, address.sun_path);
    files::Descriptor made(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (made.number() < 0) fail();
    for (const int way : {SO_RCVTIMEO, SO_SNDTIMEO})
        if (setsockopt(made.number(), SOL_SOCKET, way, &patience, sizeof patience) != 0) fail();
    if (connect(made.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        fail();
    return made;
}

// False where it takes no more: it may have said why.
bool send_all(const files::Descriptor& to, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = send(to.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0 && errno == EPIPE) return false;
        if (sent < 0) fail();
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

std::string length_of(std::size_t size) {
    std::string length;
    for (int shift = 24; shift >= 0; shift -= 8) length += static_cast<char>(size >> shift & 0xff);
    return length;
}

void send_stream(const files::Descriptor& to, const files::Bytes& bytes) {
    if (!send_all(to, std::string_view("zINSTREAM\0", 10))) return;
    for (auto piece = bytes.next(); !piece.empty(); piece = bytes.next())
        if (!send_all(to, length_of(piece.size()) + piece)) return;
    send_all(to, length_of(0));
}

std::string answer_of(const files::Descriptor& from) {
    std::string answer;
    std::array<char, 256> piece;
    while (answer.size() < longest_answer) {
        const auto got = recv(from.number(), piece.data(), piece.size(), 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail();
        answer.append(piece.data(), static_cast<std::size_t>(got));
        if (const auto end = answer.find('\0'); end != answer.npos) return answer.substr(0, end);
        if (got == 0) return answer;
    }
    return {};
}

}  // namespace

Finding read_answer(std::string_view answer) {
    constexpr std::string_view head = "stream: ", found = " FOUND";
    if (!answer.starts_with(head)) return {};
    answer.remove_prefix(head.size());
    if (answer == "OK") return {Verdict::Clean};
    if (!answer.ends_with(found)) return {};
    answer.remove_suffix(found.size());
    return {Verdict::Malware, std::string(answer)};
}

Finding scan(const std::filesystem::path& socket, const files::Bytes& bytes) try {
    const auto connection = connect_to(socket);
    send_stream(connection, bytes);
    return read_answer(answer_of(connection));
} catch (const std::runtime_error&) {
    return {};
}

std::string version(const std::filesystem::path& socket) {
    const auto connection = connect_to(socket);
    send_all(connection, std::string_view("zVERSION\0", 9));
    auto answer = answer_of(connection);
    if (!answer.starts_with("ClamAV")) throw std::runtime_error("clamd: no answer we know");
    return answer;
}

}  // namespace mobio::scanner
