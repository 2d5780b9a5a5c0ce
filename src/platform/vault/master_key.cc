// SPDX-License-Identifier: EUPL-1.2
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "platform/vault/vault.h"

namespace mobio::vault {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t key_size = 32;

[[noreturn]] void refuse(const fs::path& file, const std::string& why) {
    throw std::runtime_error("master key " + file.string() + ": " + why);
}

struct Descriptor {
    int number;
    ~Descriptor() {
        if (number >= 0) close(number);
    }
};

// A bare name is looked up among the credentials that systemd hands over.
fs::path place_of(const fs::path& file) {
    const char* const credentials = std::getenv("CREDENTIALS_DIRECTORY");
    if (credentials && file.is_relative() && !file.has_parent_path()) {
        const auto credential = fs::path(credentials) / file;
        if (fs::exists(credential)) return credential;
    }
    return file;
}

// systemd gives a service its credential by an access list, which stat shows as group-readable; the
// folder around it is the service's own.
bool is_credential(const fs::path& place) {
    const char* const credentials = std::getenv("CREDENTIALS_DIRECTORY");
    return credentials && place.parent_path() == fs::path(credentials);
}

void check_owner(int descriptor, const fs::path& place) {
    struct stat about {};
    if (fstat(descriptor, &about) != 0) refuse(place, std::strerror(errno));
    if (!S_ISREG(about.st_mode)) refuse(place, "is not a regular file");
    if (about.st_uid != geteuid() && about.st_uid != 0) refuse(place, "belongs to somebody else");
    const mode_t open_to_others =
        is_credential(place) ? S_IWGRP | S_IXGRP | S_IRWXO : S_IRWXG | S_IRWXO;
    if (about.st_mode & open_to_others)
        refuse(place, "may be read by its owner only; allowed: chmod 0600");
}

std::array<std::uint8_t, key_size> parse(std::string_view bytes, const fs::path& place) {
    std::array<std::uint8_t, key_size> key;
    if (bytes.size() == key_size) {
        std::memcpy(key.data(), bytes.data(), key_size);
        return key;
    }
    if (bytes.ends_with('\n')) bytes.remove_suffix(1);
    std::size_t size = 0;
    if (bytes.size() != 2 * key_size ||
        sodium_hex2bin(key.data(), key.size(), bytes.data(), bytes.size(), nullptr, &size,
                       nullptr) != 0 ||
        size != key_size)
        refuse(place, "holds no key; allowed: 32 bytes, or 64 hex digits");
    return key;
}

void write_durably(const fs::path& place, std::string_view bytes) {
    const Descriptor file{open(place.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    if (file.number < 0) refuse(place, std::strerror(errno));
    const auto written = write(file.number, bytes.data(), bytes.size());
    if (written != static_cast<ssize_t>(bytes.size()) || fsync(file.number) != 0) {
        unlink(place.c_str());
        refuse(place, "cannot be written");
    }
}

void sync_folder(const fs::path& folder) {
    const Descriptor opened{open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (opened.number < 0 || fsync(opened.number) != 0) refuse(folder, std::strerror(errno));
}

}  // namespace

std::array<std::uint8_t, key_size> read_master_key(const fs::path& file) {
    const auto place = place_of(file);
    // Non-blocking: a pipe in the key's place must not hang the start.
    const Descriptor opened{open(place.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (opened.number < 0) refuse(place, std::strerror(errno));
    check_owner(opened.number, place);

    std::array<char, 2 * key_size + 2> bytes{};
    const auto size = read(opened.number, bytes.data(), bytes.size());
    if (size < 0) refuse(place, std::strerror(errno));
    const auto key = parse({bytes.data(), static_cast<std::size_t>(size)}, place);
    sodium_memzero(bytes.data(), bytes.size());
    return key;
}

void make_master_key(const fs::path& file) {
    std::array<std::uint8_t, key_size> key = random_token();
    auto text = hex(key) + '\n';
    sodium_memzero(key.data(), key.size());

    // Written under another name first: whoever finds the file finds it whole.
    auto draft = file;
    draft += "." + std::to_string(getpid()) + ".new";
    write_durably(draft, text);
    sodium_memzero(text.data(), text.size());
    const auto failed = link(draft.c_str(), file.c_str()) != 0 ? errno : 0;
    unlink(draft.c_str());
    if (failed) refuse(file, std::strerror(failed));
    sync_folder(file.has_parent_path() ? file.parent_path() : fs::path("."));
}

}  // namespace mobio::vault
