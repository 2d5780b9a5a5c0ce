// SPDX-License-Identifier: EUPL-1.2
#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <utility>

#include "platform/vault/sealed_key.h"
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

TEST_CASE("a master key that belongs to somebody else is refused") {
    KeyFile file;
    file.write(std::string(64, 'a'));
    // Root alone can give a file away; anybody else finds one of root's.
    if (chown(file.place.c_str(), 65534, 65534) == 0)
        CHECK(file.refusal().find("belongs to somebody else") != std::string::npos);
    else
        CHECK_THROWS_AS(vault::read_master_key("/etc/hostname"), std::runtime_error);
}

TEST_CASE("a bare name is looked up among the service's credentials") {
    KeyFile file;
    file.write(std::string(64, 'a'), fs::perms::owner_read | fs::perms::group_read);
    setenv("CREDENTIALS_DIRECTORY", file.folder.path.c_str(), 1);
    CHECK(vault::read_master_key("master.key")[0] == 0xaa);
    CHECK(vault::place_of_master_key("master.key") == "systemd credential " + file.place.string());
    CHECK(vault::read_master_key(file.place)[0] == 0xaa);
    for (const char* name : {"other.key", "keys/master.key"})
        CHECK_THROWS_AS(vault::read_master_key(name), std::runtime_error);
    const KeyFile elsewhere;
    vault::make_master_key(elsewhere.place);
    CHECK(vault::place_of_master_key(elsewhere.place) == "file " + elsewhere.place.string());
    file.write(std::string(64, 'a'), fs::perms::owner_read | fs::perms::others_read);
    CHECK_THROWS_AS(vault::read_master_key("master.key"), std::runtime_error);
    unsetenv("CREDENTIALS_DIRECTORY");
    CHECK_THROWS_AS(vault::read_master_key("master.key"), std::runtime_error);
}

namespace {

// What a person would type, one line for each question.
class Typed {
public:
    explicit Typed(const std::string& lines) {
        REQUIRE(pipe(ends_) == 0);
        REQUIRE(write(ends_[1], lines.data(), lines.size()) == static_cast<ssize_t>(lines.size()));
        close(ends_[1]);
        setenv("MOBIO_PASSPHRASE_FD", std::to_string(ends_[0]).c_str(), 1);
    }
    ~Typed() {
        unsetenv("MOBIO_PASSPHRASE_FD");
        close(ends_[0]);
    }
    Typed(const Typed&) = delete;

private:
    int ends_[2];
};

std::string refusal_of(const std::vector<std::string>& command) {
    try {
        vault::read_master_key(command);
        return {};
    } catch (const std::runtime_error& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("a key that a passphrase seals opens with it, and with no other") {
    KeyFile file;
    vault::make_master_key(file.place, "gelbe tasse am see");
    CHECK(vault::place_of_master_key(file.place) ==
          "file " + file.place.string() + ", sealed with a passphrase");
    const Typed typed("gelbe tasse am see\r\nrote tasse am see\ngelbe tasse am see\n");
    const auto key = vault::read_master_key(file.place);
    CHECK(file.refusal() == "master key " + file.place.string() + ": the passphrase is wrong");
    CHECK(vault::read_master_key(file.place) == key);
    CHECK(file.refusal().find("no passphrase on file descriptor") != std::string::npos);
}

TEST_CASE("a sealed key that somebody changed does not open") {
    KeyFile file;
    vault::make_master_key(file.place, "gelbe tasse am see");
    std::ifstream stream(file.place);
    std::string line;
    std::getline(stream, line);
    const auto changed = [&](std::size_t at, std::size_t count, const char* with) {
        return std::string(line).replace(at, count, with);
    };
    const auto passes = line.find(":4:");
    REQUIRE(passes != std::string::npos);
    const std::pair<std::string, const char*> lines[] = {
        {changed(passes, 3, ":3:"), "the passphrase is wrong"},
        {changed(passes, 3, ":999999:"), "no sealed master key"},
        {changed(line.size() - 4, 4, "AAAA"), "the passphrase is wrong"},
        {changed(line.size() - 4, 4, ""), "no sealed master key"}};
    for (const auto& [other, why] : lines) {
        file.write(other);
        const Typed typed("gelbe tasse am see\n");
        CHECK(file.refusal().find(why) != std::string::npos);
    }
}

TEST_CASE("a command prints the master key, and its arguments reach no shell") {
    KeyFile file;
    file.write(std::string(64, 'a') + "\n");
    CHECK(vault::read_master_key(std::vector<std::string>{"cat", file.place})[0] == 0xaa);
    CHECK(refusal_of({"printf", "%s", "$HOME;SECRET"}) ==
          "master key printf: holds no key; allowed: 32 bytes, or 64 hex digits");
    CHECK(refusal_of({"sh", "-c", "kill -9 $$"}) == "master key sh: ended by signal 9");
    CHECK(refusal_of({"false"}) == "master key false: ended with 1");
    CHECK(refusal_of({"no-such-program"}).find("No such file") != std::string::npos);
    CHECK(refusal_of({"head", "-c", "9999", "/dev/zero"}).find("prints too much") !=
          std::string::npos);
}

TEST_CASE("a program cannot print a key where no more files can be opened") {
    rlimit before{};
    REQUIRE(getrlimit(RLIMIT_NOFILE, &before) == 0);
    const rlimit none{0, before.rlim_max};
    REQUIRE(setrlimit(RLIMIT_NOFILE, &none) == 0);
    const auto refusal = refusal_of({"true"});
    REQUIRE(setrlimit(RLIMIT_NOFILE, &before) == 0);
    CHECK(refusal == "master key true: Too many open files");
}

TEST_CASE("a passphrase is one line, whole or cut off, and not without end") {
    KeyFile file;
    vault::make_master_key(file.place, "gelbe tasse am see");
    {
        const Typed typed("gelbe tasse am see");
        CHECK(file.refusal().empty());
    }
    const Typed typed(std::string(3000, 'a'));
    CHECK(file.refusal().find("the passphrase is wrong") != std::string::npos);
}

TEST_CASE("what names no file descriptor gives no passphrase") {
    KeyFile file;
    vault::make_master_key(file.place, "gelbe tasse am see");
    for (const char* name : {"", "x", "3x", "-1", "99999999999"}) {
        setenv("MOBIO_PASSPHRASE_FD", name, 1);
        CHECK(file.refusal().find("names no file descriptor") != std::string::npos);
    }
    unsetenv("MOBIO_PASSPHRASE_FD");
}

TEST_CASE("a line that we did not write is no sealed key") {
    const std::string salt(22, 'A'), sealed(96, 'A');
    const auto line = [&](const std::string& head) { return head + ":" + salt + ":" + sealed; };
    CHECK_FALSE(vault::open_key(line("mobio-key:argon2id:1:8192"), "words"));
    for (const auto& wrong :
         {std::string(), std::string("mobio-key:argon2id:1:8192"), line("other:argon2id:1:8192"),
          line("mobio-key:scrypt:1:8192"), line("mobio-key:argon2id:0:8192"),
          line("mobio-key:argon2id:x:8192"), line("mobio-key:argon2id:1x:8192"),
          line("mobio-key:argon2id:99:8192"), line("mobio-key:argon2id:1:1"),
          "mobio-key:argon2id:1:8192:!:" + sealed, "mobio-key:argon2id:1:8192:AAAA:" + sealed,
          "mobio-key:argon2id:1:8192:" + salt + ":!",
          "mobio-key:argon2id:1:8192:" + salt + ":AAAA"})
        CHECK_THROWS_AS(vault::open_key(wrong, "words"), std::runtime_error);
}
