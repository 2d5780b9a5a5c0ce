// SPDX-License-Identifier: EUPL-1.2
#include "platform/convert/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "platform/files/disk.h"

namespace mobio::convert {

namespace {

using files::Descriptor;
using Steady = std::chrono::steady_clock;

constexpr std::size_t piece_size = 64 * 1024;

[[noreturn]] void fail(const char* what, int error) {
    throw std::system_error(error, std::generic_category(), what);
}

// Both ends of a stream: ours, which does not block, and the child's.
struct Ends {
    Descriptor ours, theirs;
};
Ends make_ends() {
    std::array<int, 2> pair{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0)
        fail("socketpair", errno);
    Ends ends{Descriptor(pair[0]), Descriptor(pair[1])};
    if (fcntl(pair[0], F_SETFL, O_NONBLOCK) != 0) fail("fcntl", errno);
    return ends;
}

class Actions {
public:
    Actions() { posix_spawn_file_actions_init(&actions_); }
    ~Actions() { posix_spawn_file_actions_destroy(&actions_); }
    Actions(const Actions&) = delete;
    posix_spawn_file_actions_t* get() { return &actions_; }

private:
    posix_spawn_file_actions_t actions_{};
};

// A child is waited for whatever happens.
class Child {
public:
    Child(const Run& run, int stream) {
        Actions actions;
        posix_spawn_file_actions_adddup2(actions.get(), stream, STDIN_FILENO);
        posix_spawn_file_actions_adddup2(actions.get(), stream, STDOUT_FILENO);
        posix_spawn_file_actions_addopen(actions.get(), STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addclosefrom_np(actions.get(), STDERR_FILENO + 1);
        std::vector<char*> arguments;
        auto texts = run.arguments;
        auto name = run.program.filename().string();
        arguments.push_back(name.data());
        for (auto& text : texts) arguments.push_back(text.data());
        arguments.push_back(nullptr);
        std::array<char*, 1> environment{nullptr};
        const int error = posix_spawn(&pid_, run.program.c_str(), actions.get(), nullptr,
                                      arguments.data(), environment.data());
        if (error != 0) fail(run.program.c_str(), error);
    }
    ~Child() {
        if (pid_ <= 0) return;
        kill(pid_, SIGKILL);
        wait();
    }
    Child(const Child&) = delete;

    bool ended_well() {
        const int status = wait();
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }

private:
    int wait() {
        int status = -1;
        while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
        }
        pid_ = 0;
        return status;
    }
    pid_t pid_ = 0;
};

// Moves bytes both ways until the child has closed its end. False where time is up first.
class Talk {
public:
    Talk(const Run& run, const Descriptor& stream)
        : run_(run), stream_(stream), end_(Steady::now() + run.time) {}

    bool until_the_end() {
        while (true) {
            const auto left =
                std::chrono::duration_cast<std::chrono::milliseconds>(end_ - Steady::now());
            if (left.count() <= 0) return false;
            const short wanted = writing_ ? POLLIN | POLLOUT : POLLIN;
            pollfd event{stream_.number(), wanted, 0};
            if (poll(&event, 1, static_cast<int>(left.count())) < 0) {
                if (errno == EINTR) continue;
                fail("poll", errno);
            }
            if (event.revents & POLLOUT) write();
            if (event.revents & (POLLIN | POLLHUP | POLLERR) && !read()) return true;
        }
    }

private:
    // A child that takes no more has seen enough: what it says still counts.
    void write() {
        if (held_.empty()) held_ = run_.input();
        if (!held_.empty()) {
            const auto sent = send(stream_.number(), held_.data(), held_.size(), MSG_NOSIGNAL);
            if (sent >= 0) {
                held_.erase(0, static_cast<std::size_t>(sent));
                return;
            }
            if (errno == EAGAIN || errno == EINTR) return;
        }
        shutdown(stream_.number(), SHUT_WR);
        writing_ = false;
    }

    bool read() {
        std::array<char, piece_size> piece;
        const auto got = recv(stream_.number(), piece.data(), piece.size(), 0);
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) return true;
        if (got <= 0) return false;
        run_.output({piece.data(), static_cast<std::size_t>(got)});
        return true;
    }

    const Run& run_;
    const Descriptor& stream_;
    const Steady::time_point end_;
    std::string held_;
    bool writing_ = true;
};

}  // namespace

End run(const Run& run) {
    auto ends = std::make_unique<Ends>(make_ends());
    Child child(run, ends->theirs.number());
    const auto ours = std::move(ends->ours);
    ends.reset();  // the child's end is open in the child alone
    if (!Talk(run, ours).until_the_end()) return End::TooLate;
    return child.ended_well() ? End::Fine : End::Failed;
}

}  // namespace mobio::convert
