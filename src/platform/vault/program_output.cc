// SPDX-License-Identifier: EUPL-1.2
#include "platform/vault/program_output.h"

#include <fcntl.h>
#include <signal.h>
#include <sodium.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

extern char** environ;

namespace mobio::vault {
namespace {

constexpr std::size_t longest = 4096;

// We hold back SIGTERM and ignore SIGPIPE; the program must not.
struct Attributes {
    Attributes() {
        posix_spawnattr_init(&value);
        sigset_t none, ignored;
        sigemptyset(&none);
        sigemptyset(&ignored);
        sigaddset(&ignored, SIGPIPE);
        posix_spawnattr_setsigmask(&value, &none);
        posix_spawnattr_setsigdefault(&value, &ignored);
        posix_spawnattr_setflags(&value, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~Attributes() { posix_spawnattr_destroy(&value); }
    Attributes(const Attributes&) = delete;
    posix_spawnattr_t value;
};

struct Actions {
    explicit Actions(int output) {
        posix_spawn_file_actions_init(&value);
        posix_spawn_file_actions_adddup2(&value, output, STDOUT_FILENO);
    }
    ~Actions() { posix_spawn_file_actions_destroy(&value); }
    Actions(const Actions&) = delete;
    posix_spawn_file_actions_t value;
};

pid_t start(const std::vector<std::string>& command, int output) {
    std::vector<char*> arguments;
    for (const auto& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    const Attributes attributes;
    const Actions actions(output);
    pid_t pid = 0;
    const int failed = posix_spawnp(&pid, arguments[0], &actions.value, &attributes.value,
                                    arguments.data(), environ);
    if (failed) throw std::runtime_error(std::strerror(failed));
    return pid;
}

std::string read_all(int pipe) {
    std::string all;
    std::array<char, 256> buffer;
    for (;;) {
        const auto size = read(pipe, buffer.data(), buffer.size());
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) break;
        // Read to the end all the same, so that the program can end.
        if (all.size() <= longest) all.append(buffer.data(), static_cast<std::size_t>(size));
    }
    sodium_memzero(buffer.data(), buffer.size());
    return all;
}

void wait_for(pid_t pid) {
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFSIGNALED(status))
        throw std::runtime_error("ended by signal " + std::to_string(WTERMSIG(status)));
    if (WEXITSTATUS(status) != 0)
        throw std::runtime_error("ended with " + std::to_string(WEXITSTATUS(status)));
}

}  // namespace

std::string output_of(const std::vector<std::string>& command) {
    std::array<int, 2> ends;
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error(std::strerror(errno));
    std::string output;
    try {
        const auto pid = start(command, ends[1]);
        close(ends[1]);
        ends[1] = -1;
        output = read_all(ends[0]);
        wait_for(pid);
    } catch (...) {
        sodium_memzero(output.data(), output.size());
        close(ends[0]);
        if (ends[1] >= 0) close(ends[1]);
        throw;
    }
    close(ends[0]);
    if (output.size() > longest) throw std::runtime_error("prints too much");
    return output;
}

}  // namespace mobio::vault
