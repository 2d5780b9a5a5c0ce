// SPDX-License-Identifier: EUPL-1.2
#include "platform/app.h"

#include <cstdlib>
#include <stdexcept>
#include <string_view>

namespace mobio {
namespace {

namespace fs = std::filesystem;

bool is_share(const fs::path& folder) { return fs::is_directory(folder / "migrations"); }

// Folders the program makes hold sealed data and keys: nobody else may look into them.
void make_private_folder(const fs::path& folder) {
    if (folder.empty() || fs::exists(folder)) return;
    fs::create_directories(folder);
    fs::permissions(folder, fs::perms::owner_all);
}

std::unique_ptr<sql::Database> open_database(const std::string& address) {
    constexpr std::string_view sqlite = "sqlite:";
    if (address.starts_with(sqlite))
        make_private_folder(fs::path(address.substr(sqlite.size())).parent_path());
    return sql::open(address);
}

vault::MasterKey master_key(const config::County& county, bool demo) {
    if (!county.master_key_command.empty())
        return vault::read_master_key(county.master_key_command);
    const auto& file = county.master_key_file;
    if (demo && !fs::exists(file)) {
        make_private_folder(file.parent_path());
        vault::make_master_key(file);
    }
    return vault::read_master_key(file);
}

// Opened and migrated before the database is: once data can be there, their keys' tables are. An
// empty key store beside a database that was in use is the wrong one; new keys would bury the data.
vault::Vault open_vault(const config::County& county, const Share& share, sql::Database& database,
                        bool demo) {
    auto store = open_database(county.key_store);
    if (sql::schema_version(*store) == 0 && sql::schema_version(database) > 0)
        throw std::runtime_error("county " + county.key +
                                 ": the key store is empty and the database is not; "
                                 "restore the key store that belongs to it");
    sql::migrate(*store, share.folder / "migrations" / "keys");
    try {
        return {county.key, std::move(store), master_key(county, demo)};
    } catch (const vault::WrongMasterKey& wrong) {
        throw std::runtime_error("county " + county.key + ": " + wrong.what());
    }
}

std::unique_ptr<files::Storage> open_storage(const config::County& county) {
    return county.s3.url.empty() ? files::open_folder(config::files_folder(county))
                                 : files::open_bucket(county.s3);
}

}  // namespace

Share::Share(const fs::path& from)
    : folder(from), assets(from / "static"), words(from / "texts"), fonts(from) {}

fs::path find_share() {
    if (const char* const named = std::getenv("MOBIO_SHARE")) {
        if (is_share(named)) return named;
        throw std::runtime_error(std::string("MOBIO_SHARE: no program data in ") + named);
    }
    const auto program = fs::read_symlink("/proc/self/exe").parent_path();
    const auto beside = program / "share", installed = program.parent_path() / "share" / "mobio";
    for (const auto& folder : {beside, installed})
        if (is_share(folder)) return folder;
    throw std::runtime_error(std::string("no program data in ") + beside.string() + " or " +
                             installed.string() + "; set MOBIO_SHARE to its folder");
}

App::App(const config::County& settings, const Share& shared, bool is_demo)
    : county(settings),
      share(shared),
      demo(is_demo),
      zone(settings.zone),
      texts(shared.words, settings.zone),
      db(open_database(settings.database)),
      vault(open_vault(settings, shared, *db, is_demo)),
      storage(open_storage(settings)) {
    sql::migrate(*db, shared.folder / "migrations");
    if (!settings.translation.url.empty())
        translator = std::make_unique<translation::Translator>(settings.translation);
}

App::~App() = default;

}  // namespace mobio
