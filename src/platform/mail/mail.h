// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/clock.h"
#include "platform/id.h"
#include "platform/jobs/jobs.h"
#include "platform/sql/database.h"
#include "platform/vault/vault.h"

namespace mobio {
struct App;
}

namespace mobio::mail {

struct Mail;  // tag of Id<Mail>, a row of the outbox

struct Attachment {
    std::string name, type, bytes;
};

struct Message {
    std::string to;  // one addr-spec, checked by `valid_address`
    std::string subject;
    std::string text, html;  // both are sent as multipart/alternative
    std::vector<Attachment> attachments;
};

// RFC 5321 addr-spec that we send to: ASCII local part and domain (or IDN, turned to A-labels),
// at most 254 bytes, no control character, no quoting.
bool valid_address(std::string_view address);

// How mail leaves. url: "smtp://host:587" (STARTTLS demanded unless tls = "none"),
// "smtps://host:465", or "maildir:/path" (demo and tests: real RFC 5322 messages as files, nothing
// leaves the machine).
struct Relay {
    std::string url;
    std::string user, password;
    std::string ca_file;           // empty: the system's
    std::string tls = "required";  // "required" | "none" (loopback only)
    std::string from, from_name;   // sender
    long connect_seconds = 10, total_seconds = 60;
};

enum class State { Queued, Sent, Refused, Failed };  // Failed: three days of trying are over

// Queues the message in the transaction of the change it belongs to, sealed under the person's
// key; the message is deleted when the relay has taken it. Message-ID derives from the id, so a
// repeat after a lost answer is recognisable.
Id<Mail> queue(sql::Transaction& tx, App& app, const vault::PersonKey& key, const IdBytes& person,
               const Message& message, Time now);

// A mail that is still waiting is not sent any more, and its message is gone.
void call_back(sql::Transaction& tx, Id<Mail> mail);
inline constexpr const char* called_back = "called back";  // its Status::reply

struct Status {
    State state;
    int attempts;
    std::string reply;  // what the relay said: code and text, without addresses
    std::optional<Time> sent_at, next_at;
};
std::optional<Status> status(sql::Connection& db, Id<Mail> mail);

// The job "mail.send": temporary failures are retried with backoff (1, 5, 15 minutes, then growing
// to 4 hours) for three days; a permanent refusal (5xx) ends it at once.
void add_jobs(jobs::Register& jobs);

// Builds the RFC 5322 message (GMime): CRLF, 7-bit, no header injection.
std::string build(const Message& message, const Relay& relay, Id<Mail> id, Time date);

struct Delivery {
    enum class Result { Taken, Later, Refused } result;
    std::string reply;
};
Delivery deliver(const Relay& relay, const std::string& to, const std::string& rfc5322);

// The mailbox of the demo: messages caught in a Maildir, newest first.
struct Caught {
    std::string file, to, subject, text;
    Time date;
};
std::vector<Caught> caught(const std::filesystem::path& maildir);

}  // namespace mobio::mail
