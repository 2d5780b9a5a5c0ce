// SPDX-License-Identifier: EUPL-1.2
#include "account/sign_in.h"

#include "account/passwords.h"
#include "platform/vault/vault.h"

namespace mobio::account {

namespace {

constexpr auto device_lifetime = std::chrono::hours{24 * 180};
constexpr std::string_view device_cookie = "device";
// Tries at once read the clock in another order than they are written. Later ones than this come
// from a clock that was put back since, and keep nobody out.
constexpr auto at_once = std::chrono::minutes{1};

std::string text_of(const std::array<std::uint8_t, 32>& bytes) {
    return {bytes.begin(), bytes.end()};
}

}  // namespace

Subject subject_of(const App& app, std::string_view kind, std::string_view name) {
    std::string text(kind);
    return app.vault.keyed_hash(vault::Purpose::SignIn, (text += ':') += name);
}

Subject on_device(sql::Connection& db, const http::Request& request, const Subject& subject,
                  Time now) {
    const auto& token = request.cookie(device_cookie);
    if (token.empty()) return subject;
    const auto token_hash = vault::sha256(token);
    const auto known = db.first(
        "SELECT 1 FROM known_devices WHERE token_hash = $1 AND subject_hash = $2 AND ends_at > $3",
        [](sql::Row) { return true; }, token_hash, subject, now);
    return known ? vault::sha256(text_of(subject) + text_of(token_hash)) : subject;
}

std::optional<Duration> must_wait(sql::Connection& db, const Subject& subject, Time now) {
    int count = 0;
    Time oldest = now;
    db.each(
        "SELECT at FROM sign_in_attempts WHERE subject_hash = $1 AND at > $2"
        " AND at <= $4 ORDER BY at DESC LIMIT $3",
        [&](sql::Row row) {
            ++count;
            oldest = row.get<Time>(0);
        },
        subject, now - tries_window, wrong_tries, now + at_once);
    if (count < wrong_tries) return std::nullopt;
    return oldest + tries_window - now;
}

Tried try_secret(App& app, const Subject& subject, const std::optional<std::string>& kept,
                 std::string_view secret) {
    const auto before =
        app.db->read([&](sql::Connection& db) { return must_wait(db, subject, app.clock.now()); });
    if (before) return {Try::TooOften, *before};

    bool right = false;
    if (kept && !kept->empty())
        right = app.passwords->verify(*kept, secret);
    else
        app.passwords->pretend(secret);
    if (right) return {Try::Right};

    const auto now = app.clock.now();
    const auto wait = app.db->write([&](sql::Transaction& tx) {
        const auto late = must_wait(tx, subject, now);
        if (!late)
            tx.exec("INSERT INTO sign_in_attempts (id, subject_hash, at) VALUES ($1, $2, $3)",
                    make_id_bytes(now), subject, now);
        return late;
    });
    return wait ? Tried{Try::TooOften, *wait} : Tried{Try::Wrong};
}

Device remember_device(sql::Transaction& tx, const http::Request& request, const Subject& subject,
                       Time now) {
    Device device{request.cookie(device_cookie)};
    const auto ours = tx.first(
        "SELECT 1 FROM known_devices WHERE token_hash = $1 LIMIT 1", [](sql::Row) { return true; },
        vault::sha256(device.token));
    if (!ours) device.token = vault::base64url(vault::random_token());
    tx.exec(
        "INSERT INTO known_devices (token_hash, subject_hash, ends_at) VALUES ($1, $2, $3)"
        " ON CONFLICT (token_hash, subject_hash) DO UPDATE SET ends_at = $3",
        vault::sha256(device.token), subject, now + device_lifetime);
    return device;
}

void set_device_cookie(http::Response& response, const Device& device) {
    response.with(
        http::Cookie{std::string(device_cookie), device.token,
                     std::chrono::duration_cast<std::chrono::seconds>(device_lifetime).count()});
}

void forget_devices(sql::Transaction& tx, const Subject& subject) {
    tx.exec("DELETE FROM known_devices WHERE subject_hash = $1", subject);
}

}  // namespace mobio::account
