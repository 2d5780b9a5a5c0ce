// SPDX-License-Identifier: EUPL-1.2
#include <fmt/chrono.h>
#include <fmt/core.h>
#include <sys/timex.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "command/command.h"
#include "command/compose.h"
#include "command/relay_check.h"
#include "platform/convert/converter.h"
#include "platform/scanner/scanner.h"
#include "platform/vault/vault.h"

// Whether a county can be served, without changing anything.
namespace mobio::command {

namespace {

namespace fs = std::filesystem;

// One line each: what was looked at, and OK or what is wrong with it.
class Report {
public:
    // `look` returns what is worth saying, or throws what is wrong.
    void line(const std::string& what, const std::function<std::string()>& look) {
        try {
            const auto said = look();
            fmt::print("{}: OK{}{}\n", what, said.empty() ? "" : ", ", said);
        } catch (const std::exception& error) {
            wrong_ = true;
            fmt::print("{}: {}\n", what, error.what());
        }
    }
    bool wrong() const { return wrong_; }

private:
    bool wrong_ = false;
};

[[noreturn]] void wrong(const std::string& what) { throw std::runtime_error(what); }

int newest_migration(const fs::path& folder) {
    int newest = 0;
    for (const auto& file : fs::directory_iterator(folder))
        if (file.path().extension() == ".sql")
            newest = std::max(newest, std::stoi(file.path().filename().string()));
    return newest;
}

// Opening an SQLite file that is not there would make it.
void must_exist(const std::string& address) {
    constexpr std::string_view sqlite = "sqlite:";
    if (address.starts_with(sqlite) && !fs::exists(address.substr(sqlite.size())))
        wrong("not there yet; `mobio migrate` makes it");
}

std::string check_database(const std::string& address, const fs::path& migrations) {
    must_exist(address);
    const auto database = sql::open(address);
    const int version = sql::schema_version(*database), newest = newest_migration(migrations);
    if (version > newest) wrong(fmt::format("schema {} is newer than this program", version));
    if (version < newest)
        wrong(
            fmt::format("schema {}, this program needs {}; run `mobio migrate`", version, newest));
    return fmt::format("schema {}", version);
}

// The county's own keys open under the master key, or not.
std::string check_master_key(const config::County& county, const Share& share) {
    const auto& command = county.master_key_command;
    const auto& file = county.master_key_file;
    const auto key =
        command.empty() ? vault::read_master_key(file) : vault::read_master_key(command);
    check_database(county.key_store, share.folder / "migrations" / "keys");
    vault::Vault(county.key, sql::open(county.key_store), key);
    return command.empty() ? vault::place_of_master_key(file) : "command " + command[0];
}

// Written to by the service's own user, who should be the one who asks.
std::string check_files(const config::County& county) {
    if (!county.s3.url.empty()) {
        files::open_bucket(county.s3)->kept_before({});
        return county.s3.url;
    }
    const auto folder = config::files_folder(county);
    if (!fs::exists(folder)) return folder.string() + ", made at the start";
    if (access(folder.c_str(), R_OK | W_OK | X_OK) != 0) wrong(folder.string() + " is not ours");
    return folder.string();
}

std::string check_texts(const Share& share) {
    std::string missing;
    for (const auto language : text::languages)
        // English texts are their own keys.
        if (language != text::Language::En && !share.words.found(language))
            missing += " " + std::string(text::code(language));
    if (!missing.empty()) wrong("missing:" + missing);
    return "five languages";
}

// Links and sessions end by this clock.
std::string check_clock() {
    timex about{};
    const bool set = adjtimex(&about) >= 0 && !(about.status & STA_UNSYNC);
    const auto now = std::chrono::floor<std::chrono::seconds>(Clock().now());
    if (now < std::chrono::sys_days{std::chrono::year{2026} / 1 / 1})
        wrong("shows a day before 2026");
    return fmt::format("{:%Y-%m-%d %H:%M} UTC, {}", now,
                       set ? "kept by a time server" : "kept by no time server");
}

void check_county(Report& report, const config::County& county, const Share* share) {
    const auto name = [&](const char* what) { return county.key + ": " + what; };
    report.line(name("mail relay"), [&] { return check_relay(county.mail); });
    report.line(name("files"), [&] { return check_files(county); });
    if (!county.scanner.empty())
        report.line(name("scanner"), [&] { return scanner::version(county.scanner); });
    if (!share) return;
    report.line(name("database"),
                [&] { return check_database(county.database, share->folder / "migrations"); });
    report.line(name("key store"), [&] {
        return check_database(county.key_store, share->folder / "migrations" / "keys");
    });
    report.line(name("master key"), [&] { return check_master_key(county, *share); });
    report.line(name("texts"), [&] { return check_texts(*share); });
}

int check(const fs::path& file) {
    const auto config = config::read(file);
    Report report;
    report.line("configuration",
                [&] { return fmt::format("counties: {}", config.counties.size()); });
    report.line("clock", check_clock);
    report.line("converter of uploads", [] { return convert::Converter().report(); });
    std::optional<fs::path> folder;
    report.line("program data", [&] { return (folder = find_share())->string(); });
    std::unique_ptr<Share> share;
    report.line("fonts", [&] {
        if (!folder) wrong("no program data");
        share = std::make_unique<Share>(*folder);
        return std::string();
    });
    for (const auto& county : config.counties) check_county(report, county, share.get());
    return report.wrong() ? 1 : 0;
}

}  // namespace

void add_check(CLI::App& program, Chosen& chosen) {
    auto file = std::make_shared<fs::path>();
    auto* command =
        program.add_subcommand("check", "Say of everything that serving needs whether it is there");
    add_config_option(*command, *file);
    command->callback([&chosen, file] { chosen = [file] { return check(*file); }; });
}

}  // namespace mobio::command
