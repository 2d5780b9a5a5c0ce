// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/s3.h"
#include "platform/http/server.h"
#include "platform/mail/mail.h"
#include "platform/translation/translation.h"

namespace mobio::config {

// One county. Times are in the units their names say.
struct County {
    std::string key = "musterland";             // letters, digits, hyphen: folder and key domain
    std::string name = "Landkreis Musterland";  // as shown, German
    std::string public_url = "http://127.0.0.1:8080";  // links are built from it, never from Host
    std::vector<std::string> hosts;                    // further host names that lead here
    std::string zone = "Europe/Berlin";
    std::string database;  // "sqlite:/…" | libpq connection string
    std::string key_store;
    std::filesystem::path files;    // empty: see files_folder
    std::filesystem::path scanner;  // socket of ClamAV; empty: none
    files::Bucket s3;               // where files lie instead of a folder; no url: the folder
    std::filesystem::path master_key_file;        // or:
    std::vector<std::string> master_key_command;  // program and arguments
    mail::Relay mail;
    translation::Server translation;
    std::string contact_phone, contact_email, contact_office;
    std::string exit_url = "https://www.wetter.de/";
    int session_idle_minutes = 15, session_hours = 12, recipient_idle_minutes = 30;
    int private_note_days = 180;
};

struct Config {
    http::Listen listen;
    bool work = true;  // serve runs the jobs too
    std::string log_level = "info";
    bool demo = false;
    std::vector<County> counties;
};

// A wrong key or value: file, line, what is wrong and what is allowed; what() is ready to print.
struct Wrong : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Where a county's files lie: a folder of its key in the one it names, else in files/ beside its
// SQLite database. Throws Wrong where it must name one.
std::filesystem::path files_folder(const County& county);

// Reads a TOML file; environment overrides every key (MOBIO_LISTEN_PORT, MOBIO_COUNTY_0_MAIL_URL…);
// secrets come from files (keys that end in _file). An empty path: the environment alone. Throws
// Wrong with everything that is wrong, a line each.
Config read(const std::filesystem::path& file);

// Every key with type, default and meaning: drives read, --help and the test of
// docs/configuration.md.
struct Key {
    std::string name, type, fallback, meaning;
};
const std::vector<Key>& keys();
// "MOBIO_COUNTY_0_MAIL_URL" of "county.mail.url".
std::string environment_name(std::string_view key, std::size_t county = 0);

}  // namespace mobio::config
