// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <sodium.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/sql/database.h"

// For tests alone.
namespace mobio::sql {

// An empty database that is gone when the test ends: a file in a folder of its own, or a schema of
// its own on the server that MOBIO_TEST_POSTGRES names (the connection string of a superuser).
class Scratch {
public:
    explicit Scratch(Engine engine)
        : folder(std::filesystem::temp_directory_path() / ("mobio_" + random_name())),
          address("sqlite:" + (folder / "test.db").string()) {
        std::filesystem::create_directory(folder);
        if (engine == Engine::Postgres) {
            schema_ = folder.filename().string();
            on_server("CREATE SCHEMA " + schema_);
            address = with_search_path(server(), schema_);
        }
        db = open(address);
    }
    ~Scratch() {
        db.reset();
        if (!schema_.empty()) on_server("DROP SCHEMA " + schema_ + " CASCADE");
        std::filesystem::remove_all(folder);
    }
    Scratch(const Scratch&) = delete;

    static std::string server() {
        const char* const address = std::getenv("MOBIO_TEST_POSTGRES");
        return address ? address : "";
    }

    const std::filesystem::path folder;
    std::string address;
    std::unique_ptr<Database> db;

private:
    static std::string random_name() {
        char text[17] = "";
        unsigned char bytes[8];
        randombytes_buf(bytes, sizeof bytes);
        return sodium_bin2hex(text, sizeof text, bytes, sizeof bytes);
    }
    static std::string with_search_path(const std::string& address, const std::string& schema) {
        if (address.find("://") == address.npos)
            return address + " options=-csearch_path=" + schema;
        const char joint = address.find('?') == address.npos ? '?' : '&';
        return address + joint + "options=-csearch_path%3D" + schema;
    }
    static void on_server(const std::string& sql) {
        open(server())->write([&](Transaction& tx) { tx.exec(sql); });
    }

    std::string schema_;
};

// The program's own migrations, as gathered beside the test.
inline std::filesystem::path migrations() {
    const char* const share = std::getenv("MOBIO_SHARE");
    const auto beside = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "share";
    return (share ? std::filesystem::path(share) : beside) / "migrations";
}

inline std::vector<Engine> engines() {
    if (Scratch::server().empty()) return {Engine::Sqlite};
    return {Engine::Sqlite, Engine::Postgres};
}

}  // namespace mobio::sql

// Runs what follows on a fresh `scratch` of each engine there is.
#define MOBIO_ON_EACH_ENGINE(scratch)                         \
    for (const auto engine_of_test : ::mobio::sql::engines()) \
        if (::mobio::sql::Scratch scratch{engine_of_test}; true)
