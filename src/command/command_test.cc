// SPDX-License-Identifier: EUPL-1.2
// The program as it is run: its own process, its output and its exit codes.
#include <doctest/doctest.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "platform/vault/vault.h"

namespace mobio::command {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::string program() { return (fs::read_symlink("/proc/self/exe").parent_path() / "mobio"); }

struct Ran {
    int code;
    std::string out;  // both outputs
};
Ran run(const std::string& arguments, const std::string& typed = "") {
    const auto line = "printf '%s' '" + typed + "' | " + program() + " " + arguments + " 2>&1";
    auto* pipe = popen(line.c_str(), "r");
    REQUIRE(pipe);
    std::string out;
    for (int c = 0; (c = fgetc(pipe)) != EOF;) out += static_cast<char>(c);
    return {WEXITSTATUS(pclose(pipe)), out};
}

std::string random_name() {
    const auto token = vault::random_token();
    return vault::hex(std::span(token).first<8>());
}

struct Folder {
    fs::path path = fs::temp_directory_path() / ("mobio-test-" + random_name());
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }

    // A configuration of one county in this folder.
    std::string county(const std::string& more = "") const {
        const auto at = [&](const char* name) { return "\"" + (path / name).string() + "\"\n"; };
        const auto sqlite = [&](const char* name) {
            return "\"sqlite:" + (path / name).string() + "\"\n";
        };
        const auto file = path / "mobio.toml";
        std::ofstream(file) << more << "[listen]\nport = 0\n[[county]]\nkey = \"musterland\"\n"
                            << "name = \"Landkreis Musterland\"\n"
                            << "public_url = \"http://127.0.0.1:8080\"\ndatabase = "
                            << sqlite("mobio.db") << "key_store = " << sqlite("keys.db")
                            << "master_key_file = " << at("master.key") << "[county.mail]\nurl = "
                            << "\"maildir:" << (path / "mail").string() << "\"\n"
                            << "from = \"mobio@example.org\"\n";
        return " --config " + file.string();
    }
};

// A server in a process of its own; `line` is what it says when it is ready.
struct Running {
    explicit Running(const std::string& arguments) {
        const auto line_of = "exec " + program() + " " + arguments;
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
    int stop(int how = SIGTERM) {
        kill(pid, how);
        int status = 0;
        waitpid(pid, &status, 0);
        pid = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    pid_t pid = 0;
    std::string line;
};

std::string fetch(const std::string& url) {
    auto* pipe = popen(("curl -s -o /dev/null -w '%{http_code}' " + url).c_str(), "r");
    REQUIRE(pipe);
    char buffer[16] = {};
    const auto length = fread(buffer, 1, sizeof buffer - 1, pipe);
    pclose(pipe);
    return {buffer, length};
}

bool has(const std::string& text, std::string_view piece) {
    return text.find(piece) != std::string::npos;
}

}  // namespace

TEST_CASE("each command explains itself") {
    for (const char* name : {"", "serve", "work", "demo", "routes", "migrate", "check", "person",
                             "person add", "staff", "staff add", "version", "master-key"}) {
        CAPTURE(name);
        const auto ran = run(std::string(name) + " --help");
        CHECK(ran.code == 0);
        CHECK(has(ran.out, "--help"));
    }
    CHECK(run("version").out == "mobio 0.1.0\n");
}

TEST_CASE("wrong use ends with 2 and says so") {
    for (const char* wrong : {"", "sing", "serve --loud", "staff add --name Roth",
                              "demo --listen 8080", "demo --listen 127.0.0.1:99999"}) {
        CAPTURE(wrong);
        const auto ran = run(wrong);
        CHECK(ran.code == 2);
        CHECK(ran.out.starts_with("mobio: "));
    }
}

TEST_CASE("a wrong configuration is told with its line") {
    const Folder folder;
    const auto ran = run("serve" + folder.county("log_level = \"loud\"\n"));
    CHECK(ran.code == 2);
    CHECK(has(ran.out, "mobio.toml:1: log_level "));
    CHECK(run("serve --config /nowhere.toml").code == 2);
}

TEST_CASE("every page says for whom it is") {
    const auto ran = run("routes --json --demo");
    REQUIRE(ran.code == 0);
    const auto routes = json::parse(ran.out);
    CHECK(routes.size() > 40);
    for (const auto& route : routes) CHECK(!route.at("who").get<std::string>().empty());
    CHECK(has(ran.out, "/mailbox"));
    CHECK(!has(run("routes").out, "/mailbox"));
}

TEST_CASE("a county is set up, checked and staffed from the command line") {
    const Folder folder;
    const auto config = folder.county();
    CHECK(run("check" + config).code == 1);
    CHECK(run("master-key " + (folder.path / "master.key").string()).code == 0);
    CHECK(run("master-key " + (folder.path / "master.key").string()).code == 1);
    const auto before = run("check" + config);
    CHECK(before.code == 1);
    CHECK(has(before.out, "database: not there yet"));
    CHECK(!fs::exists(folder.path / "mobio.db"));
    CHECK(run("migrate" + config).code == 0);
    const auto after = run("check" + config);
    INFO(after.out);
    CHECK(has(after.out, "database: OK"));
    CHECK(has(after.out, "master key: OK"));

    const std::string roth = "staff add --name Roth --email roth@example.org --role admin";
    CHECK(has(run(roth + config).out, "password: "));
    CHECK(run(roth + config).code == 1);
    CHECK(has(run("staff list" + config).out, "roth@example.org"));
    CHECK(run("staff deactivate --email roth@example.org" + config).code == 0);
    CHECK(has(run("staff list" + config).out, "closed"));
    const auto keller =
        run("staff add --name Keller --email keller@example.org --role manager "
            "--password-stdin" +
                config,
            "roter schirm im flur\n");
    CHECK(keller.code == 0);
    CHECK(!has(keller.out, "schirm"));

    const auto amina = run("person add --name Amina --language fa" + config);
    CHECK(has(amina.out, "number: "));
    CHECK(has(amina.out, "PIN: "));
    CHECK(run("person list" + config).out == "persons: 1\n");
}

TEST_CASE("a server answers, and stops when it is told to") {
    const Folder folder;
    const auto config = folder.county();
    run("master-key " + (folder.path / "master.key").string());
    for (const char* command : {"serve", "serve --no-work"}) {
        Running server(command + config);
        REQUIRE(server.line.starts_with("mobio: ready at http://127.0.0.1:"));
        CHECK(fetch(server.line.substr(16)) == "200");
        const auto start = std::chrono::steady_clock::now();
        CHECK(server.stop() == 0);
        CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{5});
    }
    Running worker("work" + config);
    CHECK(worker.line == "mobio: working");
    CHECK(worker.stop(SIGINT) == 0);
}

TEST_CASE("the demo is ready, keeps its people, and makes half a start anew") {
    const Folder folder;
    const auto asked =
        "demo --json --persons 5 --listen 127.0.0.1:0 --data " + (folder.path / "demo").string();
    Running first(asked);
    const auto ready = json::parse(first.line);
    CHECK(ready.at("sign_ins").size() == 9);
    CHECK(ready.at("pid") == first.pid);
    CHECK(fs::exists(ready.at("mail_folder").get<std::string>()));
    CHECK(fetch(ready.at("address").get<std::string>() + "/mailbox") == "200");
    CHECK(has(run(asked).out, "in use by another demo"));
    CHECK(first.stop() == 0);

    Running second(asked);
    CHECK(json::parse(second.line).at("sign_ins") == ready.at("sign_ins"));
    second.stop(SIGKILL);

    std::ofstream(folder.path / "demo" / "demo.json") << "{";
    Running third(asked);
    CHECK(json::parse(third.line).at("sign_ins") != ready.at("sign_ins"));
    CHECK(third.stop() == 0);
}

TEST_CASE("a demo leaves alone what is not its own") {
    const Folder folder;
    folder.county();
    const auto ran = run("demo --json --listen 127.0.0.1:0 --data " + folder.path.string());
    CHECK(ran.code == 1);
    CHECK(has(ran.out, "holds something else"));
    CHECK(fs::exists(folder.path / "mobio.toml"));
}

}  // namespace mobio::command
