// SPDX-License-Identifier: EUPL-1.2
// The program as it is run: its own process, its output and its exit codes.
#include <doctest/doctest.h>

#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>

#include "command/program_for_test.h"

namespace mobio::command {

using namespace test;
using nlohmann::json;

TEST_CASE("each command explains itself") {
    for (const char* name :
         {"", "serve", "work", "demo", "routes", "migrate", "check", "person", "person add",
          "staff", "staff add", "staff open", "import", "version", "master-key"}) {
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
        CHECK(std::ranges::count(ran.out, '\n') == 1);
    }
}

TEST_CASE("what cannot be opened is named in one line") {
    const Folder folder;
    folder.make_master_key();
    const auto refused = [&](const Settings& settings) {
        const auto ran = run("serve" + folder.county("", settings));
        CHECK(ran.code == 1);
        CHECK(std::ranges::count(ran.out, '\n') == 1);
        return ran.out;
    };
    Settings settings;
    const auto text = folder.at("text.db");
    std::ofstream(text) << std::string(4096, 'x');
    settings.database = "sqlite:" + text;
    CHECK(refused(settings) == "mobio: " + text + ": file is not a database (26)\n");
    settings.database = "sqlite:/proc/none/mobio.db";
    CHECK(refused(settings) == "mobio: /proc/none: No such file or directory\n");
    settings.database = "host=/nowhere dbname=mobio";
    CHECK(has(refused(settings), "mobio: no connection to PostgreSQL: "));
    CHECK(run("serve --config " + folder.path.string()).out ==
          folder.path.string() + ": cannot be read\n");
    CHECK(run("master-key " + folder.at("none/key")).out ==
          "mobio: master key " + folder.at("none/key") + ": No such file or directory\n");
    CHECK(has(run("serve").out, "configuration: none; name its file with --config"));
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
    CHECK(!fs::exists(folder.path / "musterland.db"));
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
    folder.make_master_key();
    for (const char* command : {"serve", "serve --no-work"}) {
        Running server(command + config);
        REQUIRE(server.line.starts_with("mobio: ready at http://127.0.0.1:"));
        CHECK(Browser(server.port()).get("/").status == 200);
        const auto start = std::chrono::steady_clock::now();
        CHECK(server.stop() == 0);
        CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{5});
    }
    Running worker("work" + config);
    CHECK(worker.line == "mobio: working");
    CHECK(worker.stop(SIGINT) == 0);
}

TEST_CASE("a port that is taken is told at once, in one line") {
    const Folder folder;
    folder.make_master_key();
    const auto config = folder.county();
    const Running server("serve" + config);
    const auto port = std::to_string(server.port());
    const auto ran = run("demo --listen 127.0.0.1:" + port + " --data " + folder.at("demo"));
    CHECK(ran.code == 1);
    CHECK(ran.out == "mobio: 127.0.0.1:" + port + ": Address already in use\n");
}

TEST_CASE("a master key under a passphrase is asked for, and a wrong one is one clear line") {
    const Folder folder;
    const auto file = folder.at("master.key");
    const auto with = [&](const std::string& typed, const std::string& arguments) {
        return shell("printf '" + typed + "' | MOBIO_PASSPHRASE_FD=0 " + program() + " " +
                     arguments);
    };
    CHECK(with("kurz\\n", "master-key --passphrase " + file).out ==
          "mobio: the passphrase is too short; allowed: 12 characters or more\n");
    CHECK(with("gelbe tasse am see\\n", "master-key --passphrase " + file).code == 0);
    const auto config = folder.county();
    CHECK(with("gelbe tasse am see\\n", "migrate" + config).out ==
          "musterland: " + newest_schema() + "\n");
    CHECK(has(with("gelbe tasse am see\\n", "check" + config).out,
              "master key: OK, file " + file + ", sealed with a passphrase"));
    const auto wrong = with("rote tasse am see\\n", "serve" + config);
    CHECK(wrong.code == 1);
    CHECK(wrong.out == "mobio: master key " + file + ": the passphrase is wrong\n");
    // Nobody to ask: no terminal, no descriptor.
    CHECK(has(
        shell("setsid env PATH=/nowhere " + program() + " migrate" + config + " </dev/null").out,
        "needs its passphrase; allowed: a terminal, MOBIO_PASSPHRASE_FD"));
}

TEST_CASE("a passphrase is typed twice at a terminal, which does not show it") {
    const Folder folder;
    const auto make = [&](const std::string& answers) {
        return shell("/usr/bin/python3 " + (sources() / "tests/terminal.py").string() + " '" +
                     answers + "' " + program() + " master-key --passphrase " +
                     folder.at("master.key"));
    };
    const auto nothing = make("[null]");
    CHECK(nothing.code == 1);
    CHECK(has(nothing.out, "mobio: no passphrase was typed\n"));
    const auto differs = make(R"(["gelbe tasse am see", "rote tasse am see"])");
    CHECK(differs.code == 1);
    CHECK(has(differs.out, "mobio: the two passphrases are not the same\n"));
    const auto made = make(R"(["gelbe tasse am see", "gelbe tasse am see"])");
    CHECK(made.code == 0);
    CHECK(has(made.out, "New passphrase: \nThe same once more: \n"));
    for (const auto& shown : {differs.out, made.out}) CHECK_FALSE(has(shown, "tasse"));
    CHECK(fs::exists(folder.at("master.key")));
}

TEST_CASE("a master key from a command, and a wrong key changes nothing") {
    const Folder folder;
    folder.make_master_key();
    REQUIRE(run("master-key " + folder.at("other.key")).code == 0);
    const auto of = [&](const std::string& key) {
        Settings settings;
        settings.master_key = "master_key_command = [\"cat\", \"" + folder.at(key) + "\"]";
        return folder.county("", settings);
    };
    CHECK(run("migrate" + of("master.key")).code == 0);
    CHECK(has(run("check" + of("master.key")).out, "master key: OK, command cat"));
    const auto wrong = run("serve" + of("other.key"));
    CHECK(wrong.code == 1);
    CHECK(wrong.out ==
          "mobio: county musterland: the master key does not belong to this key store\n");
    CHECK(run("serve" + of("none.key")).out.find("mobio: master key cat: ended with 1") !=
          std::string::npos);
}

TEST_CASE("the demo is ready, keeps its people, and makes half a start anew") {
    const Folder folder;
    const auto asked =
        "demo --json --persons 5 --listen 127.0.0.1:0 --data " + (folder.path / "demo").string();
    Running first(asked);
    const auto ready = json::parse(first.line);
    CHECK(ready.at("sign_ins").size() == 10);
    CHECK(ready.at("pid") == first.pid);
    CHECK(fs::exists(ready.at("mail_folder").get<std::string>()));
    const auto address = ready.at("address").get<std::string>();
    const auto port = std::stoi(address.substr(address.rfind(':') + 1));
    CHECK(Browser(static_cast<unsigned short>(port)).get("/mailbox").status == 200);
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
