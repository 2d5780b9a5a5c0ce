// SPDX-License-Identifier: EUPL-1.2
#include "platform/config_settings.h"

#include <type_traits>

namespace mobio::config {
namespace {

using files::Bucket;
using http::Listen;
using mail::Relay;
using translation::Server;

// The member that a path of members leads to.
template <auto first, auto... rest>
auto& member(auto& object) {
    if constexpr (sizeof...(rest) == 0)
        return object.*first;
    else
        return member<rest...>(object.*first);
}
template <auto... path>
auto& program(Target& t) {
    return member<path...>(t.config);
}
template <auto... path>
auto& county(Target& t) {
    return member<path...>(t.county);
}

template <auto access>
Number number(long least, long most) {
    return {[](Target& t) { return static_cast<long>(access(t)); },
            [](Target& t, long value) {
                auto& place = access(t);
                place = static_cast<std::remove_reference_t<decltype(place)>>(value);
            },
            least, most};
}

Allowed given_address(const std::string& value) {
    return value.empty() ? "an IP address" : ip_address(value);
}

std::vector<Setting> of_program() {
    return {
        {"work", Flag{program<&Config::work>},
         "Whether `mobio serve` runs the background jobs too. Turn it off where `mobio work` "
         "runs them."},
        {"log_level", Text{program<&Config::log_level>, log_level},
         "What is logged: debug, info, warn, error or off."},
        {"demo", Flag{program<&Config::demo>},
         "Invented people, caught mail, cookies without TLS. Never with real data."},
        {"listen.address", Text{program<&Config::listen, &Listen::address>, given_address},
         "The address to listen at."},
        {"listen.port", number<program<&Config::listen, &Listen::port>>(0, 65535),
         "The port to listen at; 0 takes any free one."},
        {"listen.certificate", Text{program<&Config::listen, &Listen::certificate>},
         "PEM file of the TLS certificate and its chain. Empty: plain HTTP, for a proxy in front."},
        {"listen.key", Text{program<&Config::listen, &Listen::key>},
         "PEM file of the certificate's private key."},
        {"listen.trusted_proxy", Text{program<&Config::listen, &Listen::trusted_proxy>, ip_address},
         "The proxy whose X-Forwarded-For and X-Forwarded-Proto are believed. Empty: none."},
        {"listen.loops", number<program<&Config::listen, &Listen::loops>>(1, 64),
         "Threads that read and write connections. One per core is right."},
        {"listen.workers", number<program<&Config::listen, &Listen::workers>>(1, 256),
         "Threads that make pages."},
    };
}

std::vector<Setting> of_county() {
    return {
        {"county.key", Text{county<&County::key>, county_key},
         "Short name of the county. All its data is bound to it: never change it.", true},
        {"county.name", Text{county<&County::name>, some_text},
         "Name of the county as people read it, in German.", true},
        {"county.public_url", Text{county<&County::public_url>, public_url},
         "Where people reach it. All links are built from this address.", true},
        {"county.hosts", List{county<&County::hosts>, host_name},
         "Further host names that lead here. Requests for any other host are refused."},
        {"county.zone", Text{county<&County::zone>, time_zone}, "Time zone of the county's days."},
        {"county.database", Text{county<&County::database>, database},
         "The data: sqlite:/path/to/file.db, or how to connect to PostgreSQL. A password comes "
         "from a file: passfile=/path.",
         true},
        {"county.key_store", Text{county<&County::key_store>, database},
         "The persons' keys, in a database of their own; with PostgreSQL on a server of its own. "
         "Back it up apart, for seven days at most.",
         true},
        {"county.files", File{county<&County::files>},
         "The folder of people's documents, sealed; several machines of a county share it. Empty: "
         "files/ beside the SQLite database; with PostgreSQL it must be given."},
        {"county.scanner", File{county<&County::scanner>},
         "Socket of ClamAV's daemon, such as /run/clamav/clamd.ctl: it looks at every upload, and "
         "without its word none is taken. Empty: none looks."},
        {"county.master_key_file", File{county<&County::master_key_file>},
         "File of the master key, readable by this user only: 32 bytes, 64 hex digits, or sealed "
         "with a passphrase, which is asked for at the start. A bare name is a systemd credential. "
         "Without the master key nobody can read the data.",
         true, "county.master_key_command"},
        {"county.master_key_command", List{county<&County::master_key_command>, some_text},
         "In place of that file: a program and its arguments, which prints 32 bytes or 64 hex "
         "digits. No shell reads it."},
        {"county.contact_phone", Text{county<&County::contact_phone>},
         "Telephone number shown where people need help."},
        {"county.contact_email", Text{county<&County::contact_email>, mail_address},
         "Mail address shown where people need help."},
        {"county.contact_office", Text{county<&County::contact_office>},
         "Name and address of the office to go to."},
        {"county.exit_url", Text{county<&County::exit_url>, web_page},
         "The harmless page that the quick exit leads to."},
        {"county.session_idle_minutes", number<county<&County::session_idle_minutes>>(2, 120),
         "Minutes without a click after which a session ends."},
        {"county.session_hours", number<county<&County::session_hours>>(1, 24),
         "Hours after which a session ends in any case."},
        {"county.recipient_idle_minutes", number<county<&County::recipient_idle_minutes>>(2, 240),
         "The same for a recipient who has opened a packet."},
        {"county.private_note_days", number<county<&County::private_note_days>>(1, 730),
         "Days after which a caseworker's working note is deleted."},
    };
}

std::vector<Setting> of_mail() {
    return {
        {"county.mail.url", Text{county<&County::mail, &Relay::url>, mail_url},
         "How mail leaves: smtp://host:587, smtps://host:465, or maildir:/path, which keeps it.",
         true},
        {"county.mail.user", Text{county<&County::mail, &Relay::user>},
         "User name at the relay. Empty: no sign-in."},
        {"county.mail.password_file", Secret{county<&County::mail, &Relay::password>},
         "File whose first line is the password at the relay."},
        {"county.mail.ca_file", Text{county<&County::mail, &Relay::ca_file>},
         "PEM file of the authorities that may vouch for the relay. Empty: the system's."},
        {"county.mail.tls", Text{county<&County::mail, &Relay::tls>, mail_tls},
         "required, or none for a relay on this machine."},
        {"county.mail.from", Text{county<&County::mail, &Relay::from>, mail_sender},
         "The address that mail comes from.", true},
        {"county.mail.from_name", Text{county<&County::mail, &Relay::from_name>},
         "The name that mail comes from. Name no office that says too much."},
        {"county.mail.connect_seconds",
         number<county<&County::mail, &Relay::connect_seconds>>(1, 300),
         "How long to wait for the relay to answer."},
        {"county.mail.total_seconds", number<county<&County::mail, &Relay::total_seconds>>(1, 3600),
         "How long sending one mail may take."},
    };
}

std::vector<Setting> of_s3() {
    return {
        {"county.s3.url", Text{county<&County::s3, &Bucket::url>, own_server},
         "A bucket of any S3-compatible store, in place of the folder of documents: "
         "https://s3.example/bucket, or a path in it. What lies there is sealed. Empty: the "
         "folder."},
        {"county.s3.region", Text{county<&County::s3, &Bucket::region>},
         "The region that requests are signed for."},
        {"county.s3.key", Text{county<&County::s3, &Bucket::key>}, "The access key."},
        {"county.s3.secret_file", Secret{county<&County::s3, &Bucket::secret>},
         "File whose first line is the secret of that key."},
        {"county.s3.ca_file", Text{county<&County::s3, &Bucket::ca_file>},
         "PEM file of the authorities that may vouch for the store. Empty: the system's."},
    };
}

std::vector<Setting> of_translation() {
    return {
        {"county.translation.url", Text{county<&County::translation, &Server::url>, own_server},
         "A LibreTranslate-compatible server that the county runs itself. Empty: no machine "
         "translates."},
        {"county.translation.key_file", Secret{county<&County::translation, &Server::key>},
         "File whose first line is the key of that server."},
        {"county.translation.seconds",
         number<county<&County::translation, &Server::seconds>>(1, 30),
         "How long to wait for a translation."},
    };
}

std::vector<Setting> all() {
    auto list = of_program();
    for (auto&& part : {of_county(), of_mail(), of_s3(), of_translation()})
        list.insert(list.end(), part.begin(), part.end());
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
