// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "platform/app.h"
#include "platform/log.h"
#include "platform/vault/vault.h"

// For tests: a county without any capability, on a fresh database (SQLite, or PostgreSQL where
// MOBIO_TEST_POSTGRES holds a connection string).
namespace mobio::http {

class TestCounty {
public:
    TestCounty() {
        log::start("off");
        std::filesystem::create_directories(folder_);
        config::County county;
        county.public_url = "https://mobio.example";
        county.hosts = {"www.mobio.example"};
        county.database = database();
        county.key_store = "sqlite:" + (folder_ / "keys.db").string();
        county.files = folder_ / "files";
        county.master_key_file = folder_ / "master.key";
        vault::make_master_key(county.master_key_file);
        app_ = std::make_unique<App>(county, share(), false);
    }
    ~TestCounty() {
        app_.reset();
        std::filesystem::remove_all(folder_);
        if (const auto* server = postgres()) on(server, "DROP SCHEMA " + schema_ + " CASCADE");
    }
    TestCounty(const TestCounty&) = delete;

    App& app() { return *app_; }

private:
    static const Share& share() {
        static const Share once(find_share());
        return once;
    }
    static const char* postgres() {
        const auto* address = std::getenv("MOBIO_TEST_POSTGRES");
        return address && *address ? address : nullptr;
    }
    static void on(const char* server, const std::string& sql) {
        sql::open(server)->write([&](sql::Transaction& tx) { tx.exec(sql); });
    }
    std::string database() const {
        const auto* server = postgres();
        if (!server) return "sqlite:" + (folder_ / "mobio.db").string();
        on(server, "CREATE SCHEMA " + schema_);
        const std::string address = server;
        if (address.find("://") == address.npos)
            return address + " options='-csearch_path=" + schema_ + "'";
        return address + (address.find('?') == address.npos ? "?" : "&") +
               "options=-csearch_path%3D" + schema_;
    }

    const std::string schema_ = "http_test_" + vault::hex(vault::random_token()).substr(0, 16);
    const std::filesystem::path folder_ = std::filesystem::temp_directory_path() / schema_;
    std::unique_ptr<App> app_;
};

}  // namespace mobio::http
