// SPDX-License-Identifier: EUPL-1.2
#include "account/session.h"

#include <algorithm>
#include <stdexcept>

#include "platform/log.h"

namespace mobio::account {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using Kind = http::Visitor::Kind;

// Not on each request: a page is read far more often than it is worth a write.
constexpr auto touch_every = minutes{1};

struct Row {
    std::string kind;
    std::optional<Id<Account>> account;
    std::optional<Id<Person>> person;
    std::optional<Id<Staff>> staff;
    std::optional<Id<Release>> release;
    std::string role;
    Time last_seen_at, ends_at;
    Duration idle;

    Time end() const { return std::min(ends_at, last_seen_at + idle); }
};

// Finds a session only while its access or its staff account stands. Of a caseworker's, it names
// the person only while they work with them.
std::optional<Row> find(sql::Connection& db, const std::array<std::uint8_t, 32>& token_hash,
                        Time now) {
    return db.first(
        "SELECT s.kind, s.account_id, CASE WHEN s.staff_id IS NULL OR EXISTS ("
        "    SELECT 1 FROM assignments g JOIN persons p ON p.id = g.person_id"
        "    WHERE g.staff_id = s.staff_id AND g.person_id = s.person_id AND p.erased_at IS NULL"
        "      AND g.from_at <= $2 AND (g.until_at IS NULL OR g.until_at > $2))"
        "  THEN s.person_id END, s.staff_id, s.release_id, t.role,"
        "  s.last_seen_at, s.ends_at, s.idle_ms"
        " FROM sessions s LEFT JOIN staff t ON t.id = s.staff_id AND t.active = 1"
        " WHERE s.token_hash = $1 AND s.ends_at > $2 AND s.last_seen_at + s.idle_ms > $2"
        "  AND (s.staff_id IS NULL OR t.id IS NOT NULL)"
        "  AND (s.kind <> 'person' OR s.staff_id IS NOT NULL OR EXISTS ("
        "    SELECT 1 FROM account_access a JOIN persons p ON p.id = a.person_id"
        "    WHERE a.account_id = s.account_id AND a.person_id = s.person_id"
        "      AND p.erased_at IS NULL AND (a.until_at IS NULL OR a.until_at > $2)))",
        [](sql::Row row) {
            return Row{row.get<std::string>(0),
                       row.get<std::optional<Id<Account>>>(1),
                       row.get<std::optional<Id<Person>>>(2),
                       row.get<std::optional<Id<Staff>>>(3),
                       row.get<std::optional<Id<Release>>>(4),
                       row.get<std::optional<std::string>>(5).value_or(""),
                       row.get<Time>(6),
                       row.get<Time>(7),
                       Duration{row.get<std::int64_t>(8)}};
        },
        token_hash, now);
}

// A page that can be read must not fail because its session's row cannot be written.
bool touch(App& app, const std::array<std::uint8_t, 32>& token_hash, Time now) {
    try {
        app.db->write([&](sql::Transaction& tx) {
            tx.exec("UPDATE sessions SET last_seen_at = $1 WHERE token_hash = $2", now, token_hash);
        });
        return true;
    } catch (const sql::Error&) {
        log::warn("session.touch_failed");
        return false;
    }
}

Kind kind_of(const std::string& kind) {
    if (kind == "person") return Kind::Person;
    if (kind == "staff") return Kind::Staff;
    if (kind == "recipient") return Kind::Recipient;
    throw std::invalid_argument("unknown kind of session");
}

// An office reads several packets side by side, perhaps on a computer where somebody is signed in:
// each packet has a session and a cookie of its own, and signs nobody out.
constexpr std::string_view packet_prefix = "packet-";
constexpr std::ptrdiff_t most_packets = 40;

std::string packet_cookie(std::string_view release) {
    return std::string(packet_prefix) += release;
}

std::string cookie_of(std::string_view path) {
    constexpr std::string_view packets = "/packets/";
    if (!path.starts_with(packets)) return "session";
    return packet_cookie(path.substr(packets.size(), 36));
}

struct Start {
    const char* kind;
    std::optional<Id<Account>> account;
    std::optional<Id<Person>> person;
    std::optional<Id<Staff>> staff;
    std::optional<Id<Release>> release;
    Duration idle;
};

NewSession add(sql::Transaction& tx, const App& app, const Start& start, Time now) {
    NewSession session{vault::base64url(vault::random_token())};
    tx.exec(
        "INSERT INTO sessions (token_hash, kind, account_id, person_id, staff_id, release_id,"
        "  created_at, last_seen_at, idle_ms, ends_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9)",
        vault::sha256(session.token), start.kind, start.account, start.person, start.staff,
        start.release, now, start.idle.count(), now + hours{app.county.session_hours});
    return session;
}

}  // namespace

NewSession start_person_session(sql::Transaction& tx, App& app, const Acting& who, Time now) {
    const minutes idle{app.county.session_idle_minutes};
    return add(tx, app, {"person", who.account, who.person, {}, {}, idle}, now);
}

NewSession start_staff_session(sql::Transaction& tx, App& app, Id<Staff> staff, Time now) {
    const minutes idle{app.county.session_idle_minutes};
    return add(tx, app, {"staff", {}, {}, staff, {}, idle}, now);
}

NewSession start_entry_session(sql::Transaction& tx, App& app, Id<Staff> staff, Id<Person> person,
                               Entry entry, Time now) {
    const minutes idle{app.county.session_idle_minutes};
    const char* kind = entry == Entry::HandedOver ? "person" : "staff";
    return add(tx, app, {kind, {}, person, staff, {}, idle}, now);
}

NewSession start_recipient_session(sql::Transaction& tx, App& app, Id<Release> release, Time now) {
    const minutes idle{app.county.recipient_idle_minutes};
    return add(tx, app, {"recipient", {}, {}, {}, release, idle}, now);
}

void end_session(sql::Transaction& tx, const http::Visitor& visitor) {
    tx.exec("DELETE FROM sessions WHERE token_hash = $1", visitor.session);
}

void end_sessions_of(sql::Transaction& tx, Id<Account> account, const http::Visitor& keep) {
    tx.exec("DELETE FROM sessions WHERE account_id = $1 AND token_hash <> $2", account,
            keep.session);
}

void end_sessions_of(sql::Transaction& tx, Id<Staff> staff, const http::Visitor& keep) {
    tx.exec("DELETE FROM sessions WHERE staff_id = $1 AND token_hash <> $2", staff, keep.session);
}

std::int64_t count_sessions(sql::Connection& db, const SignedIn& who, Time now) {
    const auto account = who.person ? std::optional(who.person->account) : std::nullopt;
    const auto staff = who.staff ? std::optional(who.staff->id) : std::nullopt;
    return db
        .first(
            "SELECT COUNT(*) FROM sessions WHERE (account_id = $1 OR staff_id = $2)"
            " AND ends_at > $3 AND last_seen_at + idle_ms > $3",
            [](sql::Row row) { return row.get<std::int64_t>(0); }, account, staff, now)
        .value_or(0);
}

std::string owner_mark(App& app, const std::array<std::uint8_t, 32>& session) {
    const auto owner = app.db->read([&](sql::Connection& db) {
        return db.first(
            "SELECT COALESCE(account_id, staff_id),"
            " CASE WHEN account_id IS NULL THEN person_id END FROM sessions"
            " WHERE token_hash = $1 AND kind <> 'recipient'",
            [](sql::Row row) {
                // At the biography of one person a caseworker is somebody else than at another's.
                const auto of = row.get<std::optional<Id<Person>>>(1);
                return row.get<Id<Account>>(0).text() + (of ? of->text() : "");
            },
            session);
    });
    if (!owner) return {};
    return vault::base64url(
        app.vault.keyed_hash(vault::Purpose::FormToken, "carried over a sign-in\n" + *owner));
}

http::Visitor visitor_of(const NewSession& session) {
    http::Visitor visitor;
    visitor.session = vault::sha256(session.token);
    return visitor;
}

void set_session_cookie(http::Response& response, const NewSession& session) {
    response.with(http::Cookie{"session", session.token, std::nullopt});
}

void set_packet_cookie(http::Response& response, const http::Request& request, Id<Release> release,
                       const NewSession& session) {
    const auto name = packet_cookie(release.text());
    const auto older = [&](const auto& cookie) {
        return cookie.first.starts_with(packet_prefix) && cookie.first != name &&
               Id<Release>::parse(cookie.first.substr(packet_prefix.size()));
    };
    // Browsers send the oldest first (RFC 6265, 5.4).
    auto too_many = std::ranges::count_if(request.cookies, older) - (most_packets - 1);
    for (const auto& cookie : request.cookies)
        if (older(cookie) && too_many-- > 0) response.with(http::Cookie{cookie.first, "", 0});
    response.with(http::Cookie{name, session.token, std::nullopt});
}

void forget_session(http::Response& response) {
    response.with(http::Cookie{"session", "", 0});
    response.with("Clear-Site-Data", R"("cache", "storage")");
}

void enter(http::Request& request, App& app) {
    const auto& token = request.cookie(cookie_of(request.path));
    if (token.empty() || token.size() > 64) return;
    const auto token_hash = vault::sha256(token);
    const auto now = app.clock.now();
    auto& visitor = request.visitor;
    // Before we look: the page that says that the database is away has forms of this session.
    visitor.session = token_hash;
    std::optional<Row> row;
    try {
        row = app.db->read([&](sql::Connection& db) { return find(db, token_hash, now); });
    } catch (const sql::Error&) {
        if (request.path == "/exit" || request.path == "/gone") return;  // open without a database
        throw;
    }
    if (!row) {
        visitor.session = {};
        return;
    }
    if (now - row->last_seen_at >= touch_every && touch(app, token_hash, now))
        row->last_seen_at = now;

    visitor.kind = kind_of(row->kind);
    visitor.account = row->account;
    visitor.person = row->person;
    visitor.staff = row->staff;
    visitor.release = row->release;
    visitor.role = row->role;
    visitor.idle_ends = row->end();
}

}  // namespace mobio::account
