// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "platform/mail/mail.h"

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

inline fs::path server_script() {
    auto folder = fs::read_symlink("/proc/self/exe").parent_path();
    while (!fs::exists(folder / "tests" / "smtp_server.py")) {
        REQUIRE(folder.has_relative_path());
        folder = folder.parent_path();
    }
    return folder / "tests" / "smtp_server.py";
}

// tests/smtp_server.py as a process of its own; what recipients make it do stands there.
class RealRelay {
public:
    explicit RealRelay(std::string mode = "required") {
        int in[2], out[2];
        REQUIRE(pipe2(in, O_CLOEXEC) == 0);
        REQUIRE(pipe2(out, O_CLOEXEC) == 0);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, in[0], 0);
        posix_spawn_file_actions_adddup2(&actions, out[1], 1);
        auto script = server_script().string(), place = folder_.path.string();
        std::string python = "/usr/bin/python3";
        char* const command[] = {python.data(), script.data(), place.data(), mode.data(), nullptr};
        REQUIRE(posix_spawn(&process_, python.c_str(), &actions, nullptr, command, environ) == 0);
        posix_spawn_file_actions_destroy(&actions);
        close(in[0]);
        close(out[1]);
        input_ = in[1];
        port_ = read_line(out[0]);
        close(out[0]);
        REQUIRE_MESSAGE(!port_.empty(), "python3-aiosmtpd and openssl are needed");
    }
    ~RealRelay() {
        close(input_);
        waitpid(process_, nullptr, 0);
    }
    RealRelay(const RealRelay&) = delete;

    std::string port() const { return port_; }
    Relay relay() const {
        Relay relay;
        relay.url = "smtp://localhost:" + port_;
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
    static std::string read_line(int from) {
        std::string line;
        for (char c = 0; read(from, &c, 1) == 1 && c != '\n';) line += c;
        return line;
    }
    fs::path file(int number, const char* ending) const {
        return folder_.path / (std::to_string(number) + ending);
    }
    Folder folder_;
    pid_t process_ = 0;
    int input_ = -1;
    std::string port_;
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
