// SPDX-License-Identifier: EUPL-1.2
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <optional>

#include "platform/vault/passphrase.h"
#include "platform/vault/program_output.h"
#include "platform/vault/sealed_key.h"
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

MasterKey parse(std::string_view bytes, const fs::path& place) {
    MasterKey key;
    if (bytes.size() == key_size) {
        std::memcpy(key.data(), bytes.data(), key_size);
        return key;
    }
    if (bytes.ends_with('\n')) bytes.remove_suffix(1);
    if (bytes.size() != 2 * key_size ||
        sodium_hex2bin(key.data(), key.size(), bytes.data(), bytes.size(), nullptr, nullptr,
                       nullptr) != 0)
        refuse(place, "holds no key; allowed: 32 bytes, or 64 hex digits");
    return key;
}

// The whole of a file that is as short as a key's.
class Content {
public:
    explicit Content(const fs::path& place) {
        // Non-blocking: a pipe in the key's place must not hang the start.
        const Descriptor opened{::open(place.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
        if (opened.number < 0 && errno == ENOENT && !place.has_parent_path())
            refuse(place,
                   "no credential of that name was handed over; a file's path begins with /");
        if (opened.number < 0) refuse(place, std::strerror(errno));
        check_owner(opened.number, place);
        const auto size = read(opened.number, bytes_.data(), bytes_.size());
        if (size < 0) refuse(place, std::strerror(errno));
        size_ = static_cast<std::size_t>(size);
    }
    ~Content() { sodium_memzero(bytes_.data(), bytes_.size()); }
    Content(const Content&) = delete;
    std::string_view bytes() const { return {bytes_.data(), size_}; }
    bool is_sealed() const { return bytes().starts_with(sealed_key_mark); }

private:
    std::array<char, 512> bytes_{};
    std::size_t size_ = 0;
};

MasterKey unseal(std::string_view line, const fs::path& place) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    std::optional<MasterKey> key;
    try {
        auto passphrase = ask_passphrase("Passphrase of the master key " + place.string());
        key = open_key(line, passphrase);
        sodium_memzero(passphrase.data(), passphrase.size());
    } catch (const std::runtime_error& error) {
        refuse(place, error.what());
    }
    if (!key) refuse(place, "the passphrase is wrong");
    return *key;
}

void write_durably(const fs::path& draft, std::string_view bytes, const fs::path& place) {
    const Descriptor file{open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    if (file.number < 0) refuse(place, std::strerror(errno));
    const auto written = write(file.number, bytes.data(), bytes.size());
    if (written != static_cast<ssize_t>(bytes.size()) || fsync(file.number) != 0) {
        unlink(draft.c_str());
        refuse(place, "cannot be written");
    }
}

void sync_folder(const fs::path& folder) {
    const Descriptor opened{open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (opened.number < 0 || fsync(opened.number) != 0) refuse(folder, std::strerror(errno));
}

// Written under another name first: whoever finds the file finds it whole.
void make(const fs::path& file, const std::function<std::string(const MasterKey&)>& line_of) {
    MasterKey key = random_token();
    auto line = line_of(key) + '\n';
    sodium_memzero(key.data(), key.size());
    auto draft = file;
    draft += "." + std::to_string(getpid()) + ".new";
    write_durably(draft, line, file);
    sodium_memzero(line.data(), line.size());
    const auto failed = link(draft.c_str(), file.c_str()) != 0 ? errno : 0;
    unlink(draft.c_str());
    if (failed) refuse(file, std::strerror(failed));
    sync_folder(file.has_parent_path() ? file.parent_path() : fs::path("."));
}

}  // namespace

MasterKey read_master_key(const fs::path& file) {
    const auto place = place_of(file);
    const Content content(place);
    return content.is_sealed() ? unseal(content.bytes(), place) : parse(content.bytes(), place);
}

MasterKey read_master_key(const std::vector<std::string>& command) {
    std::string output;
    try {
        output = output_of(command);
    } catch (const std::runtime_error& error) {
        refuse(command[0], error.what());
    }
    const auto key = parse(output, command[0]);
    sodium_memzero(output.data(), output.size());
    return key;
}

std::string place_of_master_key(const fs::path& file) {
    const auto place = place_of(file);
    const auto kind = std::string(is_credential(place) ? "systemd credential " : "file ");
    return kind + place.string() + (Content(place).is_sealed() ? ", sealed with a passphrase" : "");
}

void make_master_key(const fs::path& file) {
    make(file, [](const MasterKey& key) { return hex(key); });
}

void make_master_key(const fs::path& file, std::string_view passphrase) {
    make(file, [&](const MasterKey& key) { return seal_key(key, passphrase); });
}

}  // namespace mobio::vault
