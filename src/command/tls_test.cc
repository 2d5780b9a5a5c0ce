// SPDX-License-Identifier: EUPL-1.2
// TLS of our own, and behind the proxies whose configurations stand in deploy/.
#include <netinet/in.h>
#include <sys/socket.h>

#include <memory>

#include "command/program_for_test.h"
#include "patterns.h"

namespace mobio::command {

namespace {

using namespace test;

struct Certificate {
    explicit Certificate(const Folder& folder)
        : file(folder.at("cert.pem")), key(folder.at("key.pem")) {
        const auto made = shell(
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 "
            "-subj /CN=mobio.musterland.example -keyout " +
            key + " -out " + file);
        REQUIRE(made.code == 0);
        REQUIRE(shell("cat " + file + " " + key + " > " + folder.at("mobio.pem")).code == 0);
    }
    std::string listen() const {
        return "[listen]\ncertificate = \"" + file + "\"\nkey = \"" + key + "\"\n";
    }
    std::string file, key;
};

// The head of what curl gets, and the body behind it.
std::string ask(const std::string& options) { return shell("curl -sik -m 10 " + options).out; }

std::string lower(std::string text) {
    for (auto& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

unsigned short free_port() {
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(bind(fd, reinterpret_cast<sockaddr*>(&address), size) == 0);
    getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    close(fd);
    return ntohs(address.sin_port);
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    REQUIRE(has(text, what));
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

std::string content(const fs::path& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

TEST_CASE("on TLS cookies are for this host and TLS alone, and browsers remember it") {
    const Folder folder;
    folder.make_master_key();
    const Certificate certificate(folder);
    const Running server("serve" + folder.county(certificate.listen()));
    REQUIRE(server.address().starts_with("https://127.0.0.1:"));
    const auto page = ask(server.address() + "/accounts/new");
    CHECK(has(page, "HTTP/1.1 200"));
    CHECK(patterns::found(
        page, "Set-Cookie: __Host-visit=[^;]+; Path=/; Secure; HttpOnly; SameSite=Lax"));
    CHECK_FALSE(patterns::found(page, "Set-Cookie: (?!__Host-)"));
    CHECK(has(page, "Strict-Transport-Security: max-age=31536000"));
    CHECK(has(ask("--tls-max 1.2 " + server.address() + "/"), "HTTP/1.1 200"));
    CHECK_FALSE(
        has(ask("--tls-max 1.1 --ciphers DEFAULT:@SECLEVEL=0 " + server.address() + "/"), "HTTP/"));
}

TEST_CASE("a person signs in over TLS, and the cookie without its prefix is nobody's") {
    const Folder folder;
    folder.make_master_key();
    const Certificate certificate(folder);
    const auto config = folder.county(certificate.listen());
    const auto amina = add_person(config, "Amina");
    const Running server("serve" + config);
    const auto jar = " -c " + folder.at("jar") + " -b " + folder.at("jar") + " ";
    const auto form = ask(jar + server.address() + "/");
    const auto token = patterns::first(form, "name=\"form_token\" value=\"([^\"]+)\"", 1);
    const auto signed_in = ask(jar + "-d number=" + amina.number + " -d secret=" + amina.pin +
                               " -d form_token=" + token + " " + server.address() + "/sessions");
    CHECK(has(signed_in, "HTTP/1.1 303"));
    CHECK(has(ask(jar + server.address() + "/biography"), "HTTP/1.1 200"));
    const auto session = patterns::first(signed_in, "__Host-session=([^;]+);", 1);
    REQUIRE_FALSE(session.empty());
    CHECK(has(ask("-H 'Cookie: session=" + session + "' " + server.address() + "/biography"),
              "HTTP/1.1 303"));
}

TEST_CASE("plain HTTP on the TLS port is told to use https") {
    const Folder folder;
    folder.make_master_key();
    const Certificate certificate(folder);
    const Running server("serve" + folder.county(certificate.listen()));
    CHECK(has(ask("http://127.0.0.1:" + std::to_string(server.port()) + "/"), "HTTP/1.1 400"));
    CHECK(has(ask(server.address() + "/"), "HTTP/1.1 200"));
}

TEST_CASE("a certificate or key that cannot be used is one line") {
    const Folder folder;
    folder.make_master_key();
    const auto listen = "[listen]\ncertificate = \"" + folder.at("none.pem") + "\"\nkey = \"" +
                        folder.at("none.pem") + "\"\n";
    const auto ran = run("serve" + folder.county(listen));
    CHECK(ran.code == 1);
    CHECK(ran.out == "mobio: " + folder.at("none.pem") + ": No such file or directory\n");
}

TEST_CASE("a trusted proxy says that the browser came over TLS, and nobody else can") {
    const Folder folder;
    folder.make_master_key();
    const std::string forwarded = "-H 'X-Forwarded-Proto: https' -H 'X-Forwarded-For: 192.0.2.7' ";
    {
        const Running server("serve" + folder.county("[listen]\ntrusted_proxy = \"127.0.0.1\"\n"));
        const auto page = ask(forwarded + server.address() + "/accounts/new");
        CHECK(has(page, "Set-Cookie: __Host-visit="));
        CHECK(has(page, "Strict-Transport-Security"));
    }
    const Running server("serve" + folder.county());
    const auto page = ask(forwarded + server.address() + "/accounts/new");
    CHECK(has(page, "Set-Cookie: visit="));
    CHECK_FALSE(has(page, "Strict-Transport-Security"));
}

namespace {

// A proxy with its configuration of deploy/, on ports and files of this test.
class Proxy {
public:
    Proxy(const Folder& folder, const std::string& program, const std::string& config,
          const std::string& options)
        : folder_(folder) {
        std::ofstream(folder.at("proxy.conf")) << config;
        const auto ran = shell(program + " " + options + " >" + folder.at("proxy.out") +
                               " 2>&1 </dev/null & echo $!");
        pid_ = std::stoi(ran.out);
        REQUIRE(pid_ > 0);
    }
    ~Proxy() { kill(pid_, SIGTERM); }
    Proxy(const Proxy&) = delete;
    void await(unsigned short port) const {
        for (int tenth = 0; tenth < 100; ++tenth) {
            if (shell("curl -sk -o /dev/null https://127.0.0.1:" + std::to_string(port)).code != 7)
                return;
            usleep(100'000);
        }
        FAIL(content(folder_.at("proxy.out")));
    }

private:
    const Folder& folder_;
    pid_t pid_ = 0;
};

bool installed(const std::string& program) {
    if (shell("command -v " + program).code == 0) return true;
    MESSAGE(program, " is not installed: not tested");
    return false;
}

const std::string token(43, 'T');

std::string through(unsigned short port) {
    const auto name = "mobio.musterland.example:" + std::to_string(port);
    return "--resolve " + name + ":127.0.0.1 https://" + name;
}

void visit(unsigned short port) {
    const auto page = lower(ask(through(port) + "/accounts/new"));
    CHECK(has(page, " 200"));
    CHECK(has(page, "set-cookie: __host-visit="));
    CHECK(has(lower(ask(through(port) + "/p/" + token + "?q=" + token)), " 404"));
}

}  // namespace

TEST_CASE("behind nginx as in deploy/ no log knows a packet's link") {
    if (!installed("nginx")) return;
    const Folder folder;
    folder.make_master_key();
    const Certificate certificate(folder);
    Settings settings;
    settings.public_url = "https://mobio.musterland.example";
    const auto config = folder.county("[listen]\ntrusted_proxy = \"127.0.0.1\"\n", settings);
    auto server = std::make_unique<Running>("serve" + config);
    const auto port = free_port(), plain = free_port();
    auto text = content(sources() / "deploy" / "nginx.conf");
    text = replaced(text, "listen 443 ssl", "listen 127.0.0.1:" + std::to_string(port) + " ssl");
    text = replaced(text, "listen 80", "listen 127.0.0.1:" + std::to_string(plain));
    text = replaced(text, "127.0.0.1:8080", "127.0.0.1:" + std::to_string(server->port()));
    text = replaced(text, "/etc/ssl/mobio/fullchain.pem", certificate.file);
    text = replaced(text, "/etc/ssl/mobio/key.pem", certificate.key);
    text = replaced(text, "/var/log/nginx/", folder.at(""));
    std::string whole = "daemon off;\nmaster_process off;\npid " + folder.at("nginx.pid") +
                        ";\nerror_log " + folder.at("main.log") + " info;\nevents {}\nhttp {\n";
    for (const auto* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
        whole += std::string(kind) + "_temp_path " + folder.at(kind) + ";\n";
    const Proxy proxy(folder, "exec nginx", whole + text + "}\n",
                      "-e " + folder.at("start.log") + " -c " + folder.at("proxy.conf"));
    proxy.await(port);
    visit(port);
    server.reset();
    CHECK(has(lower(ask(through(port) + "/p/" + token)), " 502"));
    CHECK(has(content(folder.at("mobio.log")), "GET /p/- 404"));
    for (const auto* log : {"mobio.log", "mobio-error.log", "main.log", "start.log", "proxy.out"}) {
        CAPTURE(log);
        CHECK_FALSE(has(content(folder.at(log)), token));
    }
}

TEST_CASE("behind HAProxy as in deploy/ no log knows a packet's link") {
    if (!installed("haproxy")) return;
    const Folder folder;
    folder.make_master_key();
    const Certificate certificate(folder);
    Settings settings;
    settings.public_url = "https://mobio.musterland.example";
    const auto config = folder.county("[listen]\ntrusted_proxy = \"127.0.0.1\"\n", settings);
    auto server = std::make_unique<Running>("serve" + config);
    const auto port = free_port();
    auto text = content(sources() / "deploy" / "haproxy.cfg");
    text = replaced(text, "bind :443", "bind 127.0.0.1:" + std::to_string(port));
    text = replaced(text, "bind :80\n", "bind 127.0.0.1:" + std::to_string(free_port()) + "\n");
    text = replaced(text, "127.0.0.1:8080", "127.0.0.1:" + std::to_string(server->port()));
    text = replaced(text, "/etc/ssl/mobio/mobio.pem", folder.at("mobio.pem"));
    text = replaced(text, "log /dev/log local0", "log stdout format raw local0");
    text = replaced(text, "    user haproxy\n    group haproxy\n", "");
    const Proxy proxy(folder, "exec haproxy", text, "-db -f " + folder.at("proxy.conf"));
    proxy.await(port);
    visit(port);
    server.reset();
    CHECK(has(lower(ask(through(port) + "/p/" + token)), " 503"));
    usleep(200'000);
    const auto log = content(folder.at("proxy.out"));
    CHECK(has(log, "GET /p/- 404"));
    CHECK(has(log, "GET /p/- 503"));
    CHECK_FALSE(has(log, token));
}

TEST_CASE("the service in deploy/ is closed off to the last point") {
    if (!installed("systemd-analyze")) return;
    const auto unit = (sources() / "deploy" / "mobio.service").string();
    const auto rated = shell("systemd-analyze security --offline=true --threshold=10 " + unit);
    INFO(rated.out);
    CHECK(rated.code == 0);
}

}  // namespace mobio::command
