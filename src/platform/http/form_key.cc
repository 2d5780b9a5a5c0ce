// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/form_key.h"

#include <stdexcept>

#include "platform/app.h"
#include "platform/http/form_owner.h"

namespace mobio::http {

namespace {

using Hash = std::array<std::uint8_t, 32>;
constexpr std::size_t key_bytes = 16;
constexpr auto keep = std::chrono::hours{24};

struct Spending {
    Hash key, owner, body;
};

void append(std::string& to, std::string_view part) {
    to.append(std::to_string(part.size())).append(":").append(part);
}

// What the person sent: where to, and the fields. The token is another in each answer, and the
// language is not part of what is saved.
Hash body_hash(const Request& request) {
    std::string whole;
    append(whole, request.path);
    for (const auto& [name, value] : request.form) {
        if (name == "form_token" || name == "switch_language" || name == "switch_second") continue;
        append(whole, name);
        append(whole, value);
    }
    for (const auto& file : request.files) {
        append(whole, file.field);
        append(whole, file.name);
        const auto& hash = file.content->sha256();
        append(whole, {reinterpret_cast<const char*>(hash.data()), hash.size()});
    }
    return vault::sha256(whole);
}

Spending spending_of(const Request& request) {
    const auto key = vault::from_base64url(request.form.get("form_key"));
    const auto owner = form_owner(request);
    if (!key || key->size() != key_bytes || !owner) throw Failure{403};
    return {vault::sha256(*key), *owner, body_hash(request)};
}

// Nothing where this transaction is the first to use the key.
std::optional<std::string> spent_before(sql::Transaction& tx, const Spending& spending, Time now) {
    const auto added = tx.exec(
        "INSERT INTO form_keys (key_hash, owner, body_hash, location, spent_at) "
        "VALUES ($1, $2, $3, '', $4) ON CONFLICT (key_hash) DO NOTHING",
        spending.key, spending.owner, spending.body, now);
    if (added == 1) return std::nullopt;
    const auto location = tx.first(
        "SELECT location FROM form_keys WHERE key_hash = $1 AND owner = $2 AND body_hash = $3",
        [](sql::Row row) { return row.get<std::string>(0); }, spending.key, spending.owner,
        spending.body);
    if (!location) throw Failure{409};
    return location;
}

// Not an UPDATE, which looks for its row first: where others insert beside it, serializable
// transactions of PostgreSQL fail over such a look.
void note_location(sql::Transaction& tx, const Spending& spending, const std::string& location,
                   Time now) {
    tx.exec(
        "INSERT INTO form_keys (key_hash, owner, body_hash, location, spent_at) "
        "VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (key_hash) DO UPDATE SET location = excluded.location",
        spending.key, spending.owner, spending.body, location, now);
}

jobs::Outcome forget_keys(App& app, const jobs::Job&) {
    const auto oldest = app.clock.now() - keep;
    app.db->write([&](sql::Transaction& tx) {
        tx.exec("DELETE FROM form_keys WHERE spent_at < $1", oldest);
    });
    return jobs::Done{};
}

}  // namespace

std::string make_form_key() {
    const auto token = vault::random_token();
    return vault::base64url(std::span(token).first<key_bytes>());
}

Response once(const Request& request, App& app,
              const std::function<std::string(sql::Transaction&)>& act) {
    return once(request, app, act, see_other);
}

Response once(const Request& request, App& app,
              const std::function<std::string(sql::Transaction&)>& act,
              const std::function<Response(const std::string&)>& answer) {
    if (request.redraw) throw Redraw{};
    const auto spending = spending_of(request);
    const auto now = app.clock.now();
    const auto location = app.db->write([&](sql::Transaction& tx) {
        if (auto before = spent_before(tx, spending, now)) return *before;
        auto target = act(tx);
        if (!is_local(target)) throw std::logic_error("not a path of our own");
        note_location(tx, spending, target, now);
        return target;
    });
    return answer(location);
}

std::optional<Response> answered_before(const Request& request, App& app) {
    const auto spending = spending_of(request);
    const auto spent = app.db->read([&](sql::Connection& db) {
        return db.first(
            "SELECT location, body_hash FROM form_keys WHERE key_hash = $1 AND owner = $2",
            [](sql::Row row) {
                return std::pair{row.get<std::string>(0), row.get<Hash>(1)};
            },
            spending.key, spending.owner);
    });
    if (!spent) return std::nullopt;
    if (spent->second != spending.body) throw Failure{409};
    return see_other(spent->first);
}

std::optional<std::string> led_to(const Request& request, App& app) {
    const auto spending = spending_of(request);
    return app.db->read([&](sql::Connection& db) {
        return db.first(
            "SELECT location FROM form_keys WHERE key_hash = $1 AND owner = $2",
            [](sql::Row row) { return row.get<std::string>(0); }, spending.key, spending.owner);
    });
}

void add_jobs(jobs::Register& jobs) {
    jobs.every("http.form_keys", std::chrono::hours{1}, forget_keys);
}

}  // namespace mobio::http
