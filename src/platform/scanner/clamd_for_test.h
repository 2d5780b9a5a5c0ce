// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "platform/scanner/scanner.h"
#include "platform/vault/temporary_folder.h"

namespace mobio::scanner {

// Harmless, and known to every scanner (eicar.org). In two parts, so that none finds this file.
inline const std::string eicar =
    std::string(R"(X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR)") + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

// ClamAV's own daemon, which knows that file and no other. Not there without Debian's package.
class Clamd {
public:
    static bool installed() { return access(program, X_OK) == 0; }
    Clamd() {
        std::ofstream(folder_.path / "test.hdb")
            << "44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature\n";
        const auto settings = folder_.path / "clamd.conf";
        std::ofstream(settings) << "DatabaseDirectory " << folder_.path.string() << "\nLocalSocket "
                                << socket().string() << "\nForeground yes\n"
                                << (getuid() == 0 ? "User root\n" : "");
        std::string name = program, option = "--config-file=" + settings.string();
        char* arguments[] = {name.data(), option.data(), nullptr};
        posix_spawn_file_actions_t quiet;
        posix_spawn_file_actions_init(&quiet);
        posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", 1, 0);
        posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", 1, 0);
        posix_spawn(&pid_, program, &quiet, nullptr, arguments, environ);
        posix_spawn_file_actions_destroy(&quiet);
        for (int i = 0; i < 300 && !answers(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds{100});
    }
    ~Clamd() {
        kill(pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
    }
    Clamd(const Clamd&) = delete;

    std::filesystem::path socket() const { return folder_.path / "clamd.sock"; }

private:
    static constexpr const char* program = "/usr/sbin/clamd";
    bool answers() const try { return !version(socket()).empty(); } catch (const std::exception&) {
        return false;
    }

    const vault::TemporaryFolder folder_;
    pid_t pid_ = 0;
};

}  // namespace mobio::scanner
