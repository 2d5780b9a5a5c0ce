// SPDX-License-Identifier: EUPL-1.2
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "platform/vault/temporary_folder.h"
#include "platform/vault/vault.h"

using namespace mobio;
namespace fs = std::filesystem;

namespace {

struct KeyFile {
    vault::TemporaryFolder folder;
    fs::path place = folder.path / "master.key";

    void write(std::string_view bytes, fs::perms mode = fs::perms::owner_read) {
        fs::remove(place);
        std::ofstream(place, std::ios::binary) << bytes;
        fs::permissions(place, mode);
    }
    // Why the file is refused; empty where it is taken.
    std::string refusal() const {
        try {
            vault::read_master_key(place);
            return {};
        } catch (const std::runtime_error& error) {
            return error.what();
        }
    }
};

}  // namespace

TEST_CASE("a made master key is read back, and is another each time") {
    KeyFile one, two;
    vault::make_master_key(one.place);
    vault::make_master_key(two.place);
    CHECK(vault::read_master_key(one.place) == vault::read_master_key(one.place));
    CHECK(vault::read_master_key(one.place) != vault::read_master_key(two.place));
    CHECK(fs::status(one.place).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(std::distance(fs::directory_iterator(one.folder.path), {}) == 1);
}

TEST_CASE("a master key is never overwritten") {
    KeyFile file;
    vault::make_master_key(file.place);
    const auto key = vault::read_master_key(file.place);
    CHECK_THROWS_AS(vault::make_master_key(file.place), std::runtime_error);
    CHECK(vault::read_master_key(file.place) == key);
    CHECK(std::distance(fs::directory_iterator(file.folder.path), {}) == 1);
    CHECK_THROWS_AS(vault::make_master_key(file.folder.path / "none" / "key"), std::runtime_error);
}

TEST_CASE("a master key is 32 bytes or 64 hex digits") {
    KeyFile file;
    const std::string bytes = "0123456789abcdef0123456789abcdef";
    file.write(bytes);
    const auto raw = vault::read_master_key(file.place);
    CHECK(std::string(raw.begin(), raw.end()) == bytes);
    file.write(vault::hex(raw));
    CHECK(vault::read_master_key(file.place) == raw);
    file.write(vault::hex(raw) + "\n");
    CHECK(vault::read_master_key(file.place) == raw);
    for (const auto& wrong : {std::string(), bytes + "x", bytes.substr(1), std::string(64, 'x'),
                              std::string(63, 'a'), std::string(66, 'a'), std::string(500, 'a')}) {
        file.write(wrong);
        CHECK(file.refusal().find("64 hex digits") != std::string::npos);
    }
}

TEST_CASE("no error repeats what stands in the file") {
    KeyFile file;
    file.write("secret-but-short");
    CHECK(file.refusal().find("secret-but-short") == std::string::npos);
}

TEST_CASE("a master key that others may read is refused") {
    KeyFile file;
    for (const auto mode :
         {fs::perms::group_read, fs::perms::others_read, fs::perms::group_write}) {
        file.write(std::string(64, 'a'), fs::perms::owner_read | mode);
        CHECK(file.refusal().find("chmod 0600") != std::string::npos);
    }
}

TEST_CASE("only a regular file can be a master key, and a pipe does not hang the start") {
    KeyFile file;
    CHECK(file.refusal().find("No such file") != std::string::npos);
    REQUIRE(mkfifo(file.place.c_str(), 0600) == 0);
    CHECK(file.refusal().find("not a regular file") != std::string::npos);
    fs::remove(file.place);
    fs::create_directory(file.place);
    CHECK(file.refusal().find("not a regular file") != std::string::npos);
}

TEST_CASE("a bare name is looked up among the service's credentials") {
    KeyFile file;
    file.write(std::string(64, 'a'), fs::perms::owner_read | fs::perms::group_read);
    setenv("CREDENTIALS_DIRECTORY", file.folder.path.c_str(), 1);
    CHECK(vault::read_master_key("master.key")[0] == 0xaa);
    file.write(std::string(64, 'a'), fs::perms::owner_read | fs::perms::others_read);
    CHECK_THROWS_AS(vault::read_master_key("master.key"), std::runtime_error);
    unsetenv("CREDENTIALS_DIRECTORY");
    CHECK_THROWS_AS(vault::read_master_key("master.key"), std::runtime_error);
}
