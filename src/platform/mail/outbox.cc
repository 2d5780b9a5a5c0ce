// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <stdexcept>
#include <typeinfo>

#include "platform/app.h"
#include "platform/log.h"
#include "platform/mail/check.h"
#include "platform/mail/packed.h"

namespace mobio::mail {
namespace {

using namespace std::chrono_literals;

constexpr Duration tried_for = 3 * 24h;

constexpr std::array<std::pair<State, std::string_view>, 4> states{{{State::Queued, "queued"},
                                                                    {State::Sent, "sent"},
                                                                    {State::Refused, "refused"},
                                                                    {State::Failed, "failed"}}};

std::string_view code_of(State state) {
    return std::ranges::find(states, state, &std::pair<State, std::string_view>::first)->second;
}

State state_of(std::string_view code) {
    const auto found = std::ranges::find(states, code, &std::pair<State, std::string_view>::second);
    if (found == states.end()) throw std::runtime_error("unknown state of a mail");
    return found->first;
}

vault::Place place_of(Id<Mail> id) { return {"outbox", "sealed", id.bytes}; }

// A mail that still has to leave.
struct Waiting {
    Id<Mail> id;
    IdBytes person;
    sql::Blob sealed;
    int attempts;
    Time created_at;
};

std::optional<Waiting> find_waiting(sql::Connection& db, Id<Mail> id) {
    return db.first(
        "SELECT person_id, sealed, attempts, created_at FROM outbox"
        " WHERE id = $1 AND state = 'queued'",
        [&](sql::Row row) {
            return Waiting{id, row.get<IdBytes>(0), row.get<sql::Blob>(1), row.get<int>(2),
                           row.get<Time>(3)};
        },
        id);
}

// The message goes with the end of trying, whatever the end is.
void end(App& app, Id<Mail> id, State state, const std::string& reply, int attempts) {
    const auto now = app.clock.now();
    const auto sent_at = state == State::Sent ? std::optional(now) : std::nullopt;
    app.db->write([&](sql::Transaction& tx) {
        tx.exec(
            "UPDATE outbox SET state = $1, sealed = NULL, attempts = $2, reply = $3, sent_at = $4,"
            " next_at = NULL WHERE id = $5 AND state = 'queued'",
            code_of(state), attempts, reply, sent_at, id);
    });
    log::info("mail.ended", {{"mail", id.text()}, {"state", std::string(code_of(state))}});
}

void put_off(App& app, const Waiting& mail, const std::string& reply, Time next) {
    app.db->write([&](sql::Transaction& tx) {
        tx.exec(
            "UPDATE outbox SET attempts = $1, reply = $2, next_at = $3"
            " WHERE id = $4 AND state = 'queued'",
            mail.attempts + 1, reply, next, mail.id);
    });
}

// 1, 5, 15 minutes, then twice as long each time up to four hours.
Duration pause_after(int attempt) {
    constexpr std::array<Duration, 7> pauses{1min, 5min, 15min, 30min, 1h, 2h, 4h};
    return pauses[static_cast<std::size_t>(std::clamp(attempt, 1, 7) - 1)];
}

// At the very end of the three days it is tried once more.
jobs::Outcome try_later(App& app, const Waiting& mail, const std::string& reply) {
    const auto now = app.clock.now(), last = mail.created_at + tried_for;
    if (now >= last) {
        end(app, mail.id, State::Failed, reply, mail.attempts + 1);
        return jobs::Done{};
    }
    const auto next = std::min(now + pause_after(mail.attempts + 1), last);
    put_off(app, mail, reply, next);
    return jobs::Again{next};
}

// A sender that is configured wrongly can be put right within the three days; what went wrong may
// speak of the message, so only its kind is told.
Delivery send(const App& app, const Waiting& mail, const vault::PersonKey& key) {
    try {
        const auto message = unpack(app.vault.open(key, place_of(mail.id), mail.sealed));
        const auto& relay = app.county.mail;
        return deliver(relay, message.to, build(message, relay, mail.id, mail.created_at));
    } catch (const std::exception& error) {
        log::error("mail.not_built", {{"mail", mail.id.text()}, {"why", typeid(error).name()}});
        return {Delivery::Result::Later, "the mail could not be built"};
    }
}

jobs::Outcome settle(App& app, const Waiting& mail, const Delivery& delivery) {
    if (delivery.result == Delivery::Result::Later) return try_later(app, mail, delivery.reply);
    const bool taken = delivery.result == Delivery::Result::Taken;
    end(app, mail.id, taken ? State::Sent : State::Refused, delivery.reply, mail.attempts + 1);
    return jobs::Done{};
}

jobs::Outcome run(App& app, const jobs::Job& job) {
    const auto id = Id<Mail>::parse(job.subject);
    if (!id) return jobs::Done{};
    const auto mail = app.db->read([&](sql::Connection& db) { return find_waiting(db, *id); });
    if (!mail) return jobs::Done{};
    const auto key = app.vault.find_key_of(mail->person);
    if (!key) {
        // The person was erased, and the message with them.
        end(app, *id, State::Failed, "", mail->attempts);
        return jobs::Done{};
    }
    return settle(app, *mail, send(app, *mail, *key));
}

}  // namespace

Id<Mail> queue(sql::Transaction& tx, App& app, const vault::PersonKey& key, const IdBytes& person,
               const Message& message, Time now) {
    check(message);
    const auto id = Id<Mail>::make(now);
    tx.exec(
        "INSERT INTO outbox (id, person_id, sealed, state, created_at, next_at)"
        " VALUES ($1, $2, $3, 'queued', $4, $4)",
        id, person, app.vault.seal(key, place_of(id), pack(message)), now);
    jobs::add(tx, "mail.send", id.text(), now, now);
    return id;
}

void call_back(sql::Transaction& tx, Id<Mail> mail) {
    tx.exec(
        "UPDATE outbox SET state = 'failed', sealed = NULL, reply = $2, next_at = NULL"
        " WHERE id = $1 AND state = 'queued'",
        mail, called_back);
}

std::optional<Status> status(sql::Connection& db, Id<Mail> mail) {
    return db.first(
        "SELECT state, attempts, reply, sent_at, next_at FROM outbox WHERE id = $1",
        [](sql::Row row) {
            return Status{state_of(row.get<std::string>(0)), row.get<int>(1),
                          row.get<std::string>(2), row.get<std::optional<Time>>(3),
                          row.get<std::optional<Time>>(4)};
        },
        mail);
}

void add_jobs(jobs::Register& jobs) { jobs.on("mail.send", run); }

}  // namespace mobio::mail
