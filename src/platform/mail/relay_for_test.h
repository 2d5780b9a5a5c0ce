// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "platform/mail/mail.h"
#include "script_server.h"

namespace mobio::mail::test {

namespace fs = std::filesystem;

inline const Time noon = time_of(1'800'014'400'000);  // 15 January 2027

struct Folder {
    Folder() {
        auto name = (fs::temp_directory_path() / "mobio-mail-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()));
        path = name;
    }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    fs::path path;
};

// tests/smtp_server.py as a process of its own; what recipients make it do stands there.
class RealRelay {
public:
    explicit RealRelay(const std::string& mode = "required")
        : server_("smtp_server.py", {folder_.path.string(), mode}) {}

    std::string port() const { return server_.port(); }
    Relay relay() const {
        Relay relay;
        relay.url = "smtp://localhost:" + port();
        relay.user = "mobio";
        relay.password = "pässwort";
        relay.ca_file = (folder_.path / "ca.pem").string();
        relay.from = "mobio@landkreis.example";
        relay.from_name = "Landkreis Köln";
        relay.connect_seconds = relay.total_seconds = 10;
        return relay;
    }
    // How many messages it has taken, and one of them as Python reads it; numbers from 1.
    int taken() const {
        int count = 0;
        while (fs::exists(file(count + 1, ".json"))) ++count;
        return count;
    }
    nlohmann::json mail(int number) const {
        std::ifstream in(file(number, ".json"));
        return nlohmann::json::parse(in);
    }
    std::string raw(int number) const {
        std::ifstream in(file(number, ".eml"), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

private:
    fs::path file(int number, const char* ending) const {
        return folder_.path / (std::to_string(number) + ending);
    }
    Folder folder_;
    mobio::test::ScriptServer server_;
};

inline std::string header(const nlohmann::json& mail, std::string_view name) {
    for (const auto& pair : mail.at("headers"))
        if (pair[0] == name) return pair[1];
    return {};
}

inline Message letter(std::string to = "office@jobcenter.example") {
    Message message;
    message.to = std::move(to);
    message.subject = "Ein Datenpaket liegt für Sie bereit";
    message.text = "Guten Tag,\nسلام، پروندهٔ شما آماده است.\n.\nGrüße\n";
    message.html = "<p>Guten Tag</p><p dir=\"rtl\" lang=\"fa\">سلام</p>";
    return message;
}

}  // namespace mobio::mail::test
