// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

namespace mobio::test {

// A server in Python beside this file, as a process of its own: it prints its port and ends when
// its standard input does.
class ScriptServer {
public:
    explicit ScriptServer(const std::string& script, std::vector<std::string> arguments = {}) {
        int in[2], out[2];
        REQUIRE(pipe2(in, O_CLOEXEC) == 0);
        REQUIRE(pipe2(out, O_CLOEXEC) == 0);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, in[0], 0);
        posix_spawn_file_actions_adddup2(&actions, out[1], 1);
        std::string python = "/usr/bin/python3", path = place_of(script).string();
        std::vector<char*> command{python.data(), path.data()};
        for (auto& argument : arguments) command.push_back(argument.data());
        command.push_back(nullptr);
        REQUIRE(posix_spawn(&process_, python.c_str(), &actions, nullptr, command.data(),
                            environ) == 0);
        posix_spawn_file_actions_destroy(&actions);
        close(in[0]);
        close(out[1]);
        input_ = in[1];
        port_ = read_line(out[0]);
        close(out[0]);
        REQUIRE_MESSAGE(!port_.empty(), script, " did not start");
    }
    ~ScriptServer() {
        close(input_);
        waitpid(process_, nullptr, 0);
    }
    ScriptServer(const ScriptServer&) = delete;

    const std::string& port() const { return port_; }

private:
    // Tests run from any folder: the scripts stand above the program.
    static std::filesystem::path place_of(const std::string& script) {
        auto folder = std::filesystem::read_symlink("/proc/self/exe").parent_path();
        while (!std::filesystem::exists(folder / "tests" / script)) {
            REQUIRE(folder.has_relative_path());
            folder = folder.parent_path();
        }
        return folder / "tests" / script;
    }
    static std::string read_line(int from) {
        std::string line;
        for (char c = 0; read(from, &c, 1) == 1 && c != '\n';) line += c;
        return line;
    }

    pid_t process_ = 0;
    int input_ = -1;
    std::string port_;
};

}  // namespace mobio::test
