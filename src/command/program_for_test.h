// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <doctest/doctest.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <string>

#include "platform/vault/vault.h"
#include "world.h"

// The program as it is run: its own process, its output and its exit codes.
namespace mobio::command::test {

namespace fs = std::filesystem;

inline std::string program() { return fs::read_symlink("/proc/self/exe").parent_path() / "mobio"; }

// The folder of the sources, above the one of this program.
inline fs::path sources() {
    auto folder = fs::read_symlink("/proc/self/exe").parent_path();
    while (!fs::exists(folder / "deploy" / "mobio.toml")) {
        REQUIRE(folder.has_relative_path());
        folder = folder.parent_path();
    }
    return folder;
}

inline bool has(const std::string& text, std::string_view piece) {
    return text.find(piece) != std::string::npos;
}

// "schema 8": the newest migration there is.
inline std::string newest_schema() {
    int newest = 0;
    for (const auto& file : fs::directory_iterator(sources() / "migrations"))
        if (file.path().extension() == ".sql")
            newest = std::max(newest, std::stoi(file.path().filename().string()));
    return "schema " + std::to_string(newest);
}

struct Ran {
    int code;
    std::string out;  // both outputs
};
inline Ran shell(const std::string& line) {
    auto* pipe = popen(("exec 2>&1; " + line).c_str(), "r");
    REQUIRE(pipe);
    std::string out;
    for (int c = 0; (c = fgetc(pipe)) != EOF;) out += static_cast<char>(c);
    return {WEXITSTATUS(pclose(pipe)), out};
}
inline Ran run(const std::string& arguments, const std::string& typed = "") {
    return shell("printf '%s' '" + typed + "' | " + program() + " " + arguments);
}

inline std::string random_name() {
    const auto token = vault::random_token();
    return vault::hex(std::span(token).first<8>());
}

// What a county's configuration says; empty: as it comes, in the folder.
struct Settings {
    std::string key = "musterland", public_url = "http://127.0.0.1:8080";
    std::string hosts = {}, database = {}, key_store = {}, master_key = {};
};

struct Folder {
    fs::path path = fs::temp_directory_path() / ("mobio-test-" + random_name());
    Folder() {
        fs::create_directories(path);
        fs::permissions(path,
                        fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec);
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    Folder(const Folder&) = delete;

    std::string at(const std::string& name) const { return (path / name).string(); }
    fs::path file() const { return path / "mobio.toml"; }
    std::string option() const { return " --config " + file().string(); }

    // A configuration of one county in this folder.
    std::string county(const std::string& more = "", const Settings& settings = {}) const {
        std::ofstream(file()) << more << (has(more, "[listen]") ? "" : "[listen]\n")
                              << "port = 0\n";
        add(settings);
        return option();
    }
    void add(const Settings& settings) const {
        const auto of = [&](const char* name) { return at(settings.key + name); };
        const auto or_else = [](const std::string& given, const std::string& other) {
            return "\"" + (given.empty() ? other : given) + "\"\n";
        };
        std::ofstream(file(), std::ios::app)
            << "[[county]]\nkey = \"" << settings.key << "\"\nname = \"Landkreis " << settings.key
            << "\"\npublic_url = \"" << settings.public_url << "\"\nhosts = [" << settings.hosts
            << "]\ndatabase = " << or_else(settings.database, "sqlite:" + of(".db"))
            << "key_store = " << or_else(settings.key_store, "sqlite:" + of("-keys.db"))
            << "files = \"" << at("files") << "\"\n"
            << (settings.master_key.empty() ? "master_key_file = \"" + at("master.key") + "\"\n"
                                            : settings.master_key + "\n")
            << "[county.mail]\nurl = \"maildir:" << of("-mail")
            << "\"\nfrom = \"mobio@example.org\"\n";
    }
    void make_master_key() const { REQUIRE(run("master-key " + at("master.key")).code == 0); }
};

// A server in a process of its own; `line` is what it says when it is ready.
struct Running {
    explicit Running(const std::string& arguments) {
        const auto line_of = "exec " + program() + " " + arguments + " 2>/dev/null";
        int ends[2];
        REQUIRE(pipe(ends) == 0);
        pid = fork();
        if (pid == 0) {
            dup2(ends[1], 1);
            execl("/bin/sh", "sh", "-c", line_of.c_str(), nullptr);
            _exit(127);
        }
        close(ends[1]);
        for (char c = 0; read(ends[0], &c, 1) == 1 && c != '\n';) line += c;
        close(ends[0]);
    }
    ~Running() {
        if (pid > 0) stop(SIGKILL);
    }
    Running(const Running&) = delete;
    int stop(int how = SIGTERM) {
        kill(pid, how);
        int status = 0;
        waitpid(pid, &status, 0);
        pid = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    std::string address() const { return line.substr(std::min(line.size(), line.find("http"))); }
    unsigned short port() const {
        unsigned short port = 0;
        const auto colon = line.rfind(':');
        REQUIRE(colon != std::string::npos);
        std::from_chars(line.data() + colon + 1, line.data() + line.size(), port);
        return port;
    }
    pid_t pid = 0;
    std::string line;
};

// What `mobio person add` prints.
struct SignIn {
    std::string number, pin;
};
inline SignIn add_person(const std::string& config, const std::string& name) {
    const auto ran = run("person add --name " + name + config);
    INFO(ran.out);
    REQUIRE(ran.code == 0);
    const auto after = [&](const std::string& label) {
        const auto begin = ran.out.find(label) + label.size();
        return ran.out.substr(begin, ran.out.find('\n', begin) - begin);
    };
    return {after("number: "), after("PIN: ")};
}
inline void sign_in(Browser& browser, const SignIn& who) {
    const auto reply =
        browser.submit("/", "/sessions", {{"number", who.number}, {"secret", who.pin}});
    REQUIRE(reply.status == 303);
}

}  // namespace mobio::command::test
