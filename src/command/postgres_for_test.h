// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdlib>
#include <fstream>
#include <string>

#include "command/program_for_test.h"

namespace mobio::command::test {

// Tests with servers of their own run where PostgreSQL is tested at all.
inline bool with_postgres() {
    if (std::getenv("MOBIO_TEST_POSTGRES")) return true;
    MESSAGE("no MOBIO_TEST_POSTGRES: not tested on PostgreSQL");
    return false;
}

// A PostgreSQL server that a test may stop and start.
class PostgresServer {
public:
    PostgresServer() { start(); }
    ~PostgresServer() { shell(tool() + " stop " + folder_); }
    PostgresServer(const PostgresServer&) = delete;

    std::string address() const { return "host=" + folder_ + " user=postgres dbname=postgres"; }
    void start() const {
        const auto ran = shell(tool() + " start " + folder_);
        INFO(ran.out);
        REQUIRE(ran.code == 0);
    }
    // As by a power cut: nothing is written home, nobody is told.
    void stop_at_once() const {
        pid_t pid = 0;
        std::ifstream(folder_ + "/data/postmaster.pid") >> pid;
        REQUIRE(pid > 0);
        kill(pid, SIGQUIT);
        for (int tenth = 0; tenth < 100 && kill(pid, 0) == 0; ++tenth) usleep(100'000);
        REQUIRE(kill(pid, 0) != 0);
    }

private:
    static std::string tool() { return (sources() / "tools" / "postgres").string(); }
    const std::string folder_ = fs::temp_directory_path() / ("mobio-pg-" + random_name());
};

}  // namespace mobio::command::test
