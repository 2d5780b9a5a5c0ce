// SPDX-License-Identifier: EUPL-1.2
#include "platform/config_rules.h"

#include <arpa/inet.h>

#include <algorithm>
#include <map>
#include <set>

#include "platform/clock.h"

namespace mobio::config {
namespace {

constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view digits = "0123456789";

bool made_of(std::string_view text, std::string_view set) {
    return !text.empty() && text.find_first_not_of(set) == text.npos;
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (auto& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

bool is_host(std::string_view text) {
    const auto set = std::string(letters) + std::string(digits) + "-.";
    return made_of(lower(text), set) && text.size() <= 253 && text.front() != '.' &&
           text.front() != '-' && text.find("..") == text.npos;
}

bool is_ip(const std::string& text) {
    unsigned char bytes[16];
    return inet_pton(AF_INET, text.c_str(), bytes) == 1 ||
           inet_pton(AF_INET6, text.c_str(), bytes) == 1;
}

bool is_port(std::string_view text) {
    return made_of(text, digits) && text.size() <= 5 && std::stoul(std::string(text)) <= 65535;
}

struct Url {
    std::string scheme, host, rest;  // rest: what follows host and port
};

// scheme://host[:port]rest without user or password; nothing where it is anything else.
std::optional<Url> parse_url(std::string_view text) {
    const auto colon = text.find("://");
    if (colon == text.npos) return std::nullopt;
    Url url{lower(text.substr(0, colon)), {}, {}};
    text.remove_prefix(colon + 3);
    const auto end = std::min(text.find_first_of("/?#"), text.size());
    url.rest = text.substr(end);
    auto authority = text.substr(0, end);
    const bool bracketed = authority.starts_with('[');
    const auto host_end = bracketed ? authority.find(']') + 1 : authority.find(':');
    url.host = lower(authority.substr(0, host_end));
    authority.remove_prefix(std::min(url.host.size(), authority.size()));
    if (!authority.empty() && (authority[0] != ':' || !is_port(authority.substr(1))))
        return std::nullopt;
    const bool host_fits =
        bracketed ? is_ip(url.host.substr(1, url.host.size() - 2)) : is_host(url.host);
    return host_fits ? std::optional(url) : std::nullopt;
}

bool is_loopback(std::string_view host) {
    return host == "localhost" || host == "[::1]" ||
           (host.starts_with("127.") && is_ip(std::string(host)));
}

bool is_address(std::string_view text) {
    const auto at = text.rfind('@');
    return at != text.npos && at > 0 && text.find('@') == at && text.size() <= 254 &&
           is_host(text.substr(at + 1)) &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; }) &&
           text.find_first_of("<>()[],;:\\\"") == text.npos;
}

// libpq takes "password=…" and "postgresql://user:password@host".
bool holds_password(std::string_view address) {
    const auto scheme = address.find("://");
    if (scheme == address.npos) return lower(address).find("password") != address.npos;
    const auto authority = address.substr(scheme + 3, address.find('/', scheme + 3) - scheme - 3);
    const auto user =
        authority.substr(0, authority.find('@') == authority.npos ? 0 : authority.rfind('@'));
    return user.find(':') != user.npos || lower(address).find("password=") != address.npos;
}

Allowed unless(bool fits, const char* allowed) { return fits ? std::nullopt : Allowed(allowed); }

}  // namespace

Allowed any_text(const std::string&) { return std::nullopt; }

Allowed some_text(const std::string& value) { return unless(!value.empty(), "any text"); }

Allowed log_level(const std::string& value) {
    constexpr std::array levels{"debug", "info", "warn", "error", "off"};
    return unless(std::find(levels.begin(), levels.end(), value) != levels.end(),
                  "debug, info, warn, error, off");
}

Allowed ip_address(const std::string& value) {
    return unless(value.empty() || is_ip(value), "an IP address");
}

Allowed county_key(const std::string& value) {
    return unless(made_of(value, std::string(letters) + std::string(digits) + "-"),
                  "small letters, digits, hyphen");
}

Allowed host_name(const std::string& value) {
    return unless(is_host(value) || (value.starts_with('[') && parse_url("http://" + value)),
                  "host names without scheme, port or path");
}

Allowed public_url(const std::string& value) {
    const auto url = parse_url(value);
    if (!url || (url->scheme != "https" && url->scheme != "http"))
        return "https://host, with a port if need be";
    if (!url->rest.empty() && url->rest != "/") return "https://host without a path";
    return unless(url->scheme == "https" || is_loopback(url->host),
                  "https://… (http only on this machine: localhost, 127.0.0.1)");
}

Allowed web_page(const std::string& value) {
    const auto url = parse_url(value);
    return unless(url && (url->scheme == "https" || url->scheme == "http"), "https://…");
}

Allowed own_server(const std::string& value) {
    const auto url = parse_url(value);
    const bool whole = url && (url->scheme == "https" || url->scheme == "http");
    return unless(value.empty() || (whole && !value.ends_with('/')),
                  "http://… or https://… without a slash at its end, or nothing");
}

Allowed time_zone(const std::string& value) {
    try {
        const Zone zone(value);
        return std::nullopt;
    } catch (const std::invalid_argument&) {
        return "an IANA name such as Europe/Berlin";
    }
}

Allowed database(const std::string& value) {
    if (value.starts_with("sqlite:")) return unless(value.size() > 7, "sqlite:/path/to/file.db");
    if (holds_password(value))
        return "no password here: put it into a file that only this user may read and name that "
               "file, passfile=/etc/mobio/pgpass";
    return unless(value.starts_with("postgresql://") || value.starts_with("postgres://") ||
                      value.find('=') != value.npos,
                  "sqlite:/path/to/file.db, postgresql://…, or host=… dbname=…");
}

Allowed mail_url(const std::string& value) {
    if (value.starts_with("maildir:")) return unless(value.size() > 8, "maildir:/path/to/folder");
    const auto url = parse_url(value);
    return unless(url && (url->scheme == "smtp" || url->scheme == "smtps") && url->rest.empty(),
                  "smtp://host:587, smtps://host:465, maildir:/path/to/folder");
}

Allowed mail_tls(const std::string& value) {
    return unless(value == "required" || value == "none", "required, none");
}

Allowed mail_address(const std::string& value) {
    return unless(value.empty() || is_address(value), "one address such as mobio@example.org");
}

Allowed mail_sender(const std::string& value) {
    return unless(is_address(value), "one address such as mobio@example.org");
}

std::string host_of(std::string_view url) {
    const auto parsed = parse_url(url);
    return parsed ? parsed->host : std::string();
}

std::vector<Conflict> conflicts(const Config& config) {
    std::vector<Conflict> found;
    if (config.listen.certificate.empty() != config.listen.key.empty())
        found.push_back({"listen.certificate", 0, "needs listen.key, and listen.key needs it"});
    std::set<std::string> county_keys, databases;
    std::map<std::string, std::size_t> hosts;
    const auto twice = [](auto& seen, const std::string& value) {
        return !value.empty() && !seen.insert(value).second;
    };
    const auto elsewhere = [&](const std::string& host, std::size_t county) {
        return hosts.try_emplace(host, county).first->second != county;
    };
    for (std::size_t i = 0; i < config.counties.size(); ++i) {
        const auto& county = config.counties[i];
        if (twice(county_keys, county.key))
            found.push_back({"county.key", i, "is another county's too; each has its own"});
        if (elsewhere(host_of(county.public_url), i))
            found.push_back({"county.public_url", i, "leads to another county already"});
        for (const auto& host : county.hosts)
            if (elsewhere(lower(host), i))
                found.push_back(
                    {"county.hosts", i, "names a host that leads to another county already"});
        if (twice(databases, county.database))
            found.push_back({"county.database", i, "is in use already; each county has its own"});
        if (twice(databases, county.key_store))
            found.push_back({"county.key_store", i,
                             "is in use already; keys need a database of their own, "
                             "never the one that holds the data"});
        if (!county.master_key_file.empty() && !county.master_key_command.empty())
            found.push_back(
                {"county.master_key_file", i, "and county.master_key_command exclude each other"});
        if (county.mail.tls == "none" && county.mail.url.starts_with("smtp") &&
            !is_loopback(host_of(county.mail.url)))
            found.push_back({"county.mail.tls", i,
                             "is none, which is for a relay on this machine; allowed: required"});
    }
    return found;
}

}  // namespace mobio::config
