// SPDX-License-Identifier: EUPL-1.2
#include "platform/config_settings.h"

#include <type_traits>

namespace mobio::config {
namespace {

template <auto access>
Number number(long least, long most) {
    return {[](Target& t) { return static_cast<long>(access(t)); },
            [](Target& t, long value) {
                auto& place = access(t);
                place = static_cast<std::remove_reference_t<decltype(place)>>(value);
            },
            least, most};
}

std::vector<Setting> program() {
    return {{"work", Flag{[](Target & t) -> auto& {return t.config.work;
}
}  // namespace
, "Whether `mobio serve` runs the background jobs too. Turn it off where `mobio work` "
  "runs them."
}  // namespace mobio::config
, {"log_level", Text{[](Target & t) -> auto& {return t.config.log_level;
}
, log_level
}
, "What is logged: debug, info, warn, error or off."
}
, {"demo", Flag{[](Target & t) -> auto& {return t.config.demo;
}
}
, "Invented people, caught mail, cookies without TLS. Never with real data."
}
, {"listen.address", Text{[](Target & t) -> auto& {return t.config.listen.address;
}
, [](const std::string& value) { return value.empty() ? "an IP address" : ip_address(value); }
}
, "The address to listen at."
}
, {"listen.port", number < [](Target& t) -> auto& {return t.config.listen.port;
}
> (0, 65535), "The port to listen at; 0 takes any free one."
}
, {"listen.certificate", Text{[](Target & t) -> auto& {return t.config.listen.certificate;
}
}
, "PEM file of the TLS certificate and its chain. Empty: plain HTTP, for a proxy in front."
}
, {"listen.key", Text{[](Target & t) -> auto& {return t.config.listen.key;
}
}
, "PEM file of the certificate's private key."
}
, {"listen.trusted_proxy", Text{[](Target & t) -> auto& {return t.config.listen.trusted_proxy;
}
, ip_address
}
, "The proxy whose X-Forwarded-For and X-Forwarded-Proto are believed. Empty: none."
}
, {"listen.loops", number < [](Target& t) -> auto& {return t.config.listen.loops;
}
> (1, 64), "Threads that read and write connections. One per core is right."
}
, {"listen.workers", number < [](Target& t) -> auto& {return t.config.listen.workers;
}
> (1, 256), "Threads that make pages."
}
,
}
;
}

std::vector<Setting> county() {
    return {{"county.key", Text{[](Target & t) -> auto& {return t.county.key;
}
, county_key
}
, "Short name of the county. All its data is bound to it: never change it.", true
}
, {"county.name", Text{[](Target & t) -> auto& {return t.county.name;
}
, some_text
}
, "Name of the county as people read it, in German.", true
}
, {"county.public_url", Text{[](Target & t) -> auto& {return t.county.public_url;
}
, public_url
}
, "Where people reach it. All links are built from this address.", true
}
, {"county.hosts", List{[](Target & t) -> auto& {return t.county.hosts;
}
, host_name
}
, "Further host names that lead here. Requests for any other host are refused."
}
, {"county.zone", Text{[](Target & t) -> auto& {return t.county.zone;
}
, time_zone
}
, "Time zone of the county's days."
}
, {"county.database", Text{[](Target & t) -> auto& {return t.county.database;
}
, database
}
,
    "The data: sqlite:/path/to/file.db, or how to connect to PostgreSQL. A password comes "
    "from a file: passfile=/path.",
    true
}
, {"county.key_store", Text{[](Target & t) -> auto& {return t.county.key_store;
}
, database
}
,
    "The persons' keys, in a database of their own; with PostgreSQL on a server of its own. "
    "Back it up apart, for seven days at most.",
    true
}
, {"county.master_key_file", File{[](Target & t) -> auto& {return t.county.master_key_file;
}
}
,
    "File of the master key: 32 bytes or 64 hex digits, readable by this user only. A bare "
    "name is a systemd credential. Without it nobody can read the data.",
    true
}
, {"county.contact_phone", Text{[](Target & t) -> auto& {return t.county.contact_phone;
}
}
, "Telephone number shown where people need help."
}
, {"county.contact_email", Text{[](Target & t) -> auto& {return t.county.contact_email;
}
, mail_address
}
, "Mail address shown where people need help."
}
, {"county.contact_office", Text{[](Target & t) -> auto& {return t.county.contact_office;
}
}
, "Name and address of the office to go to."
}
, {"county.exit_url", Text{[](Target & t) -> auto& {return t.county.exit_url;
}
, web_page
}
, "The harmless page that the quick exit leads to."
}
, {"county.session_idle_minutes",
   number < [](Target& t) -> auto& {return t.county.session_idle_minutes;
}
> (2, 120), "Minutes without a click after which a session ends."
}
, {"county.session_hours", number < [](Target& t) -> auto& {return t.county.session_hours;
}
> (1, 24), "Hours after which a session ends in any case."
}
, {"county.recipient_idle_minutes",
   number < [](Target& t) -> auto& {return t.county.recipient_idle_minutes;
}
> (2, 240), "The same for a recipient who has opened a packet."
}
,
}
;
}

std::vector<Setting> mail() {
    return {{"county.mail.url", Text{[](Target & t) -> auto& {return t.county.mail.url;
}
, mail_url
}
, "How mail leaves: smtp://host:587, smtps://host:465, or maildir:/path, which keeps it.", true
}
, {"county.mail.user", Text{[](Target & t) -> auto& {return t.county.mail.user;
}
}
, "User name at the relay. Empty: no sign-in."
}
, {"county.mail.password_file", Secret{[](Target & t) -> auto& {return t.county.mail.password;
}
}
, "File whose first line is the password at the relay."
}
, {"county.mail.ca_file", Text{[](Target & t) -> auto& {return t.county.mail.ca_file;
}
}
, "PEM file of the authorities that may vouch for the relay. Empty: the system's."
}
, {"county.mail.tls", Text{[](Target & t) -> auto& {return t.county.mail.tls;
}
, mail_tls
}
, "required, or none for a relay on this machine."
}
, {"county.mail.from", Text{[](Target & t) -> auto& {return t.county.mail.from;
}
, mail_sender
}
, "The address that mail comes from.", true
}
, {"county.mail.from_name", Text{[](Target & t) -> auto& {return t.county.mail.from_name;
}
}
, "The name that mail comes from. Name no office that says too much."
}
, {"county.mail.connect_seconds",
   number < [](Target& t) -> auto& {return t.county.mail.connect_seconds;
}
> (1, 300), "How long to wait for the relay to answer."
}
, {"county.mail.total_seconds", number < [](Target& t) -> auto& {return t.county.mail.total_seconds;
}
> (1, 3600), "How long sending one mail may take."
}
,
}
;
}

std::vector<Setting> all() {
    auto list = program();
    for (auto&& part : {county(), mail()}) list.insert(list.end(), part.begin(), part.end());
    return list;
}

std::string type_of(const Setting& setting) {
    struct Name {
        std::string operator()(const Text&) const { return "text"; }
        std::string operator()(const File&) const { return "file"; }
        std::string operator()(const Secret&) const { return "file"; }
        std::string operator()(const Flag&) const { return "true or false"; }
        std::string operator()(const List&) const { return "list of texts"; }
        std::string operator()(const Number& n) const {
            return std::to_string(n.least) + " to " + std::to_string(n.most);
        }
    };
    return std::visit(Name{}, setting.slot);
}

std::string fallback_of(const Setting& setting) {
    if (setting.required) return "must be given";
    Config config;
    County one;
    Target target{config, one};
    struct Value {
        Target& target;
        std::string operator()(const Text& s) const { return s.at(target); }
        std::string operator()(const File& s) const { return s.at(target).string(); }
        std::string operator()(const Secret&) const { return {}; }
        std::string operator()(const Flag& s) const { return s.at(target) ? "true" : "false"; }
        std::string operator()(const List&) const { return {}; }
        std::string operator()(const Number& s) const { return std::to_string(s.get(target)); }
    };
    return std::visit(Value{target}, setting.slot);
}

std::vector<Key> described() {
    std::vector<Key> list;
    for (const auto& setting : settings())
        list.push_back({setting.name, type_of(setting), fallback_of(setting), setting.meaning});
    return list;
}

}  // namespace

const std::vector<Setting>& settings() {
    static const auto list = all();
    return list;
}

const std::vector<Key>& keys() {
    static const auto list = described();
    return list;
}

std::string environment_name(std::string_view key, std::size_t county) {
    std::string name = "MOBIO_";
    constexpr std::string_view prefix = "county.";
    if (key.starts_with(prefix)) {
        name += "COUNTY_" + std::to_string(county) + "_";
        key.remove_prefix(prefix.size());
    }
    for (const char c : key)
        name += c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return name;
}

}  // namespace mobio::config
