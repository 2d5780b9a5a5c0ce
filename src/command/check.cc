// SPDX-License-Identifier: EUPL-1.2
#include <fmt/core.h>

#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "command/command.h"
#include "command/compose.h"
#include "command/relay_check.h"
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
    const auto master = vault::read_master_key(county.master_key_file);
    check_database(county.key_store, share.folder / "migrations" / "keys");
    vault::Vault(county.key, sql::open(county.key_store), master);
    return {};
}

std::string check_texts(const config::County& county, const Share& share) {
    const text::Texts texts(share.folder / "texts", county.zone);
    std::string missing;
    for (const auto language : text::languages)
        // English texts are their own keys.
        if (language != text::Language::En && !texts[language].has_texts())
            missing += " " + std::string(text::code(language));
    if (!missing.empty()) wrong("missing:" + missing);
    return "five languages";
}

void check_county(Report& report, const config::County& county, const Share* share) {
    const auto name = [&](const char* what) { return county.key + ": " + what; };
    report.line(name("mail relay"), [&] { return check_relay(county.mail); });
    if (!share) return;
    report.line(name("database"),
                [&] { return check_database(county.database, share->folder / "migrations"); });
    report.line(name("key store"), [&] {
        return check_database(county.key_store, share->folder / "migrations" / "keys");
    });
    report.line(name("master key"), [&] { return check_master_key(county, *share); });
    report.line(name("texts"), [&] { return check_texts(county, *share); });
}

int check(const fs::path& file) {
    const auto config = config::read(file);
    Report report;
    report.line("configuration",
                [&] { return fmt::format("counties: {}", config.counties.size()); });
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
