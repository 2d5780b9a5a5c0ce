// SPDX-License-Identifier: EUPL-1.2
#include "platform/config.h"

#include <doctest/doctest.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

using namespace mobio;
namespace fs = std::filesystem;

namespace {

constexpr auto whole = R"([listen]
port = 8081
[[county]]
key = "musterland"
name = "Landkreis Musterland"
public_url = "https://mobio.example/"
database = "sqlite:/tmp/a.db"
key_store = "sqlite:/tmp/b.db"
master_key_file = "/tmp/master.key"
[county.mail]
url = "smtp://relay.example:587"
from = "mobio@example.org"
)";

// A file of the configuration's own, gone when it ends.
class File {
public:
    explicit File(std::string_view content, const std::string& name = "mobio.toml") {
        auto folder = (fs::temp_directory_path() / "mobio-config-XXXXXX").string();
        REQUIRE(mkdtemp(folder.data()));
        place = fs::path(folder) / name;
        std::ofstream(place) << content;
        fs::permissions(place, fs::perms::owner_read | fs::perms::owner_write);
    }
    ~File() { fs::remove_all(place.parent_path()); }
    File(const File&) = delete;
    fs::path place;
};

// An environment variable, taken back when it ends.
class Variable {
public:
    Variable(const char* name, const std::string& value) : name_(name) {
        setenv(name, value.c_str(), 1);
    }
    ~Variable() { unsetenv(name_); }
    Variable(const Variable&) = delete;

private:
    const char* name_;
};

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    const auto at = text.find(what);
    REQUIRE(at != text.npos);
    return text.replace(at, what.size(), by);
}

config::Config reading(std::string_view content) { return config::read(File(content).place); }

// Why it is refused, without the folder's name; "" where it is taken.
std::string refusal(std::string_view content) {
    const File file(content);
    try {
        config::read(file.place);
        return {};
    } catch (const config::Wrong& wrong) {
        std::string what = wrong.what();
        const auto folder = file.place.parent_path().string() + "/";
        for (auto at = what.find(folder); at != what.npos; at = what.find(folder))
            what.erase(at, folder.size());
        return what;
    }
}
std::string refusal_with(std::string_view line) {
    return refusal(replaced(whole, "port = 8081", line));
}
std::string refusal_of(std::string_view old_line, std::string_view line) {
    return refusal(replaced(whole, old_line, line));
}

// The folder of the sources, above the one of this program.
fs::path sources() {
    auto folder = fs::read_symlink("/proc/self/exe").parent_path();
    while (!fs::exists(folder / "docs" / "configuration.md")) {
        REQUIRE(folder.has_relative_path());
        folder = folder.parent_path();
    }
    return folder;
}

std::string row(const config::Key& key) {
    const auto fallback = key.fallback.empty() || key.fallback == "must be given"
                              ? key.fallback
                              : "`" + key.fallback + "`";
    return "| `" + key.name + "` | `" + config::environment_name(key.name) + "` | " + key.type +
           " | " + (fallback == "must be given" ? "**must be given**" : fallback) + " | " +
           key.meaning + " |";
}

}  // namespace

TEST_CASE("a whole file is read, and what it leaves out has its default") {
    const auto config = reading(whole);
    CHECK(config.listen.port == 8081);
    CHECK(config.listen.address == "127.0.0.1");
    CHECK(config.work);
    CHECK_FALSE(config.demo);
    REQUIRE(config.counties.size() == 1);
    const auto& county = config.counties[0];
    CHECK(county.key == "musterland");
    CHECK(county.public_url == "https://mobio.example");
    CHECK(county.mail.url == "smtp://relay.example:587");
    CHECK(county.mail.tls == "required");
    CHECK(county.zone == "Europe/Berlin");
    CHECK(county.session_idle_minutes == 15);
}

TEST_CASE("a wrong value is named with its line and what is allowed") {
    CHECK(refusal_with("port = 70000") ==
          "mobio.toml:2: listen.port is 70000; allowed: 0 to 65535");
    CHECK(refusal_with("port = -1") == "mobio.toml:2: listen.port is -1; allowed: 0 to 65535");
    CHECK(refusal_with("port = \"80\"") ==
          "mobio.toml:2: listen.port is no whole number; allowed: 0 to 65535");
    CHECK(refusal_with("address = 7") ==
          "mobio.toml:2: listen.address is no text; allowed: a text in quotes");
    CHECK(refusal_with("address = \"here\"") ==
          "mobio.toml:2: listen.address cannot be that; allowed: an IP address");
    CHECK(refusal("work = 1\n" + std::string(whole)) ==
          "mobio.toml:1: work is neither; allowed: true, false");
    CHECK(refusal("log_level = \"loud\"\n" + std::string(whole)) ==
          "mobio.toml:1: log_level cannot be that; allowed: debug, info, warn, error, off");
    CHECK(refusal_of("key = \"musterland\"", "key = \"musterland\"\nhosts = [1]")
              .starts_with("mobio.toml:5: county.hosts is no list"));
}

TEST_CASE("an unknown key is named with the one that was probably meant") {
    CHECK(refusal_with("prot = 1") ==
          "mobio.toml:2: unknown key listen.prot; did you mean listen.port?");
    CHECK(refusal("port = 1\n" + std::string(whole)) ==
          "mobio.toml:1: unknown key port; did you mean listen.port?");
    CHECK(refusal_with("colour = 1") ==
          "mobio.toml:2: unknown key listen.colour; allowed: address, port, certificate, key, "
          "trusted_proxy, loops, workers");
    CHECK(refusal(std::string(whole) + "[county.post]\nx = 1\n").find("unknown key county.post") !=
          std::string::npos);
}

TEST_CASE("a secret that stands in the file is refused, and not repeated") {
    const auto mail = refusal(std::string(whole) + "password = \"hunter2\"\n");
    CHECK(mail.find("county.mail.password_file") != std::string::npos);
    CHECK(mail.find("hunter2") == std::string::npos);
    for (const auto* address : {"postgresql://mobio:hunter2@db/mobio", "host=db password=hunter2",
                                "postgresql://db/mobio?user=a&password=hunter2"}) {
        const auto database = refusal_of("sqlite:/tmp/a.db", address);
        CHECK(database.find("mobio.toml:7: county.database") != std::string::npos);
        CHECK(database.find("passfile=") != std::string::npos);
        CHECK(database.find("hunter2") == std::string::npos);
    }
    CHECK(refusal_of("sqlite:/tmp/a.db", "postgresql://mobio@db:5432/mobio?passfile=/etc/x") == "");
    CHECK(refusal_of("sqlite:/tmp/a.db", "host=db dbname=mobio") == "");
}

TEST_CASE("a secret is the first line of a file that not everybody may read") {
    const File secret("hunter2\nnot this\n", "password");
    const auto content = std::string(whole) + "password_file = \"" + secret.place.string() + "\"\n";
    CHECK(reading(content).counties[0].mail.password == "hunter2");
    fs::permissions(secret.place, fs::perms::others_read, fs::perm_options::add);
    CHECK(refusal(content).find("mobio.toml:13: county.mail.password_file may be read") == 0);
    fs::remove(secret.place);
    CHECK(refusal(content).find("cannot be read") != std::string::npos);
}

TEST_CASE("the public address is https, or this machine") {
    const auto of = [](const char* url) { return refusal_of("https://mobio.example/", url); };
    for (const auto* fine : {"https://mobio.example", "https://mobio.example:8443",
                             "http://127.0.0.1:8080", "http://localhost", "http://[::1]:80"})
        CHECK(of(fine) == "");
    for (const auto* wrong :
         {"http://mobio.example", "mobio.example", "https://", "https://a/b", "https://a?b",
          "https://user:pw@a", "ftp://a", "https://a:99999", "https://a b", "javascript:alert(1)",
          "http://127.0.0.1.evil.example", "https://a..b", ""})
        CHECK(of(wrong).starts_with(
            "mobio.toml:6: county.public_url cannot be that; allowed: https"));
}

TEST_CASE("zone, hosts, mail and key are checked for what they are") {
    CHECK(refusal_of("key = \"musterland\"", "key = \"Muster Land\"").find("small letters") !=
          std::string::npos);
    const auto more = [](const std::string& line) {
        return refusal_of("key = \"musterland\"", "key = \"musterland\"\n" + line);
    };
    CHECK(more("zone = \"Europe/Musterstadt\"").find("IANA") != std::string::npos);
    CHECK(more("zone = \"Asia/Tehran\"") == "");
    CHECK(more("hosts = [\"a.example\", \"https://b\"]").find("host names") != std::string::npos);
    CHECK(more("contact_email = \"a b@c\"").find("one address") != std::string::npos);
    CHECK(more("exit_url = \"javascript:x\"").find("https://") != std::string::npos);
    CHECK(refusal_of("smtp://relay.example:587", "http://relay").find("maildir:") !=
          std::string::npos);
    CHECK(refusal_of("smtp://relay.example:587", "maildir:/tmp/mail") == "");
    CHECK(refusal_of("mobio@example.org", "A <a@b.c>").find("one address") != std::string::npos);
}

TEST_CASE("keys that exclude one another are found") {
    CHECK(refusal_of("sqlite:/tmp/b.db", "sqlite:/tmp/a.db")
              .starts_with("mobio.toml:8: county.key_store is in use already"));
    CHECK(refusal_with("certificate = \"/a.pem\"").starts_with("mobio.toml:2: listen.certificate"));
    const auto tls = refusal(std::string(whole) + "tls = \"none\"\n");
    CHECK(tls.starts_with("mobio.toml:13: county.mail.tls is none"));
    const std::string twice =
        std::string(whole) + std::string(whole).substr(std::string(whole).find("[[county]]"));
    CHECK(refusal(twice).find("county.key is another county's too") != std::string::npos);
    CHECK(refusal(twice).find("county.public_url leads to another county") != std::string::npos);
}

TEST_CASE("what must be given is missed, with all other mistakes at once") {
    const auto missing = refusal(replaced(whole, "name = \"Landkreis Musterland\"", ""));
    CHECK(missing ==
          "mobio.toml:3: county.name is missing; allowed: a line here, or MOBIO_COUNTY_0_NAME");
    const auto both = refusal("works = 1\n[listen]\nport = 70000\n");
    CHECK(both ==
          "mobio.toml:1: unknown key works; did you mean work?\n"
          "mobio.toml:3: listen.port is 70000; allowed: 0 to 65535\n"
          "mobio.toml: no county; allowed: [[county]], one for each");
}

TEST_CASE("what is no TOML is refused with its line") {
    CHECK(refusal("a = \n").starts_with("mobio.toml:1: no TOML: "));
    CHECK(refusal("[*a]\n").starts_with("mobio.toml:1: no TOML: "));
    CHECK(refusal("[listen]\nport = 1\nport = 2\n").starts_with("mobio.toml:3: no TOML: "));
    CHECK(refusal("[county]\nkey = \"a\"\n").find("county is no list; allowed: [[county]]") !=
          std::string::npos);
    CHECK(refusal("listen = 3\n").find("mobio.toml:1: unknown key listen") == 0);
    CHECK_THROWS_AS(config::read("/nowhere/mobio.toml"), config::Wrong);
}

TEST_CASE("the environment goes before the file") {
    const Variable port("MOBIO_LISTEN_PORT", "9000"),
        url("MOBIO_COUNTY_0_MAIL_URL", "maildir:/tmp/m"),
        hosts("MOBIO_COUNTY_0_HOSTS", "a.example, b.example"), work("MOBIO_WORK", "false");
    const auto config = reading(whole);
    CHECK(config.listen.port == 9000);
    CHECK_FALSE(config.work);
    CHECK(config.counties[0].mail.url == "maildir:/tmp/m");
    CHECK(config.counties[0].hosts == std::vector<std::string>{"a.example", "b.example"});
}

TEST_CASE("a wrong variable is named itself") {
    {
        const Variable port("MOBIO_LISTEN_PORT", "90000");
        CHECK(refusal(whole) == "MOBIO_LISTEN_PORT: listen.port is 90000; allowed: 0 to 65535");
    }
    {
        const Variable work("MOBIO_WORK", "yes");
        CHECK(refusal(whole) == "MOBIO_WORK: work is neither; allowed: true, false");
    }
    const Variable typo("MOBIO_LISTEN_PROT", "1"), gap("MOBIO_COUNTY_5_NAME", "x");
    CHECK(refusal(whole).find("MOBIO_LISTEN_PROT: unknown key") != std::string::npos);
    CHECK(refusal(whole).find("MOBIO_COUNTY_5_NAME: unknown key") != std::string::npos);
}

TEST_CASE("the environment alone will do, for several counties") {
    std::vector<std::unique_ptr<Variable>> variables;
    std::vector<std::string> names;
    for (const std::string n : {"0", "1"})
        for (const auto& [key, value] : std::vector<std::pair<std::string, std::string>>{
                 {"KEY", "county-" + n},
                 {"NAME", "Landkreis " + n},
                 {"PUBLIC_URL", "https://county" + n + ".example"},
                 {"DATABASE", "sqlite:/tmp/" + n},
                 {"KEY_STORE", "sqlite:/tmp/keys" + n},
                 {"MASTER_KEY_FILE", "key" + n},
                 {"MAIL_URL", "maildir:/tmp/m"},
                 {"MAIL_FROM", "a@b.example"}})
            setenv(names.emplace_back("MOBIO_COUNTY_" + n + "_" + key).c_str(), value.c_str(), 1);
    const auto config = config::read({});
    REQUIRE(config.counties.size() == 2);
    CHECK(config.counties[1].name == "Landkreis 1");
    for (const auto& name : names) unsetenv(name.c_str());
}

TEST_CASE("the master key comes from a file or from a command, not from both") {
    constexpr std::string_view file = "master_key_file = \"/tmp/master.key\"";
    const auto config = reading(replaced(whole, file, "master_key_command = [\"cat\", \"a b\"]"));
    CHECK(config.counties[0].master_key_command == std::vector<std::string>{"cat", "a b"});
    CHECK(refusal_of(file, "").find("county.master_key_file is missing") != std::string::npos);
    CHECK(refusal_of(file, std::string(file) + "\nmaster_key_command = [\"cat\"]")
              .find("exclude each other") != std::string::npos);
    CHECK(refusal_of(file, "master_key_command = \"cat\"").find("list of texts") !=
          std::string::npos);
}

TEST_CASE("the documentation and the program know the same keys") {
    std::ifstream file(sources() / "docs" / "configuration.md");
    std::set<std::string> documented, known;
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("| `")) documented.insert(line);
    for (const auto& key : config::keys()) known.insert(row(key));
    for (const auto& line : known) CHECK_MESSAGE(documented.contains(line), "undocumented: ", line);
    for (const auto& line : documented) CHECK_MESSAGE(known.contains(line), "out of date: ", line);
}

TEST_CASE("the example file is read") {
    const auto config = config::read(sources() / "deploy" / "mobio.toml");
    CHECK(config.counties.size() == 1);
    CHECK(config.listen.trusted_proxy == "127.0.0.1");
}
