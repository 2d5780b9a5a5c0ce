// SPDX-License-Identifier: EUPL-1.2
#include "release/store.h"

#include "account/account.h"
#include "release/access.h"
#include "release/letters.h"

namespace mobio::release {

namespace {

constexpr auto hash_life = std::chrono::hours{365 * 24};

constexpr auto columns =
    "SELECT r.id, r.person_id, r.kind, r.packet_version, r.recipient, r.items, r.mail_id, "
    "r.sent_at,"
    " r.expires_at, r.withdrawn_at, r.expired_at, r.first_opened_at, r.openings,"
    " (SELECT c.id FROM consents c WHERE c.release_id = r.id AND c.kind = 'release'),"
    " (SELECT w.code FROM release_answers w WHERE w.release_id = r.id ORDER BY w.at DESC, w.id DESC"
    " LIMIT 1) FROM releases r";

vault::Place place(const char* table, const char* column, const IdBytes& row) {
    return {table, column, row};
}

struct Stored {
    Full release;
    sql::Blob recipient, items;
};

Stored from_row(sql::Row row) {
    Stored stored;
    auto& r = stored.release;
    r.id = row.get<Id<Release>>(0);
    r.person = row.get<Id<Person>>(1);
    r.kind = catalogue::parse_recipient(row.get<std::string>(2)).value();
    r.packet_version = row.get<int>(3);
    stored.recipient = row.get<sql::Blob>(4);
    stored.items = row.get<sql::Blob>(5);
    r.mail = row.get<Id<mail::Mail>>(6);
    r.sent_at = row.get<Time>(7);
    r.expires_at = row.get<Time>(8);
    r.withdrawn_at = row.get<std::optional<Time>>(9);
    r.expired_at = row.get<std::optional<Time>>(10);
    r.first_opened_at = row.get<std::optional<Time>>(11);
    r.openings = row.get<int>(12);
    r.consent = row.get<std::optional<Id<Consent>>>(13).value_or(Id<Consent>{});
    r.answer = row.get<std::optional<std::string>>(14).value_or("");
    return stored;
}

void unseal_recipient(App& app, const vault::PersonKey& key, Stored& stored) {
    auto& r = stored.release;
    const auto to = nlohmann::json::parse(
        app.vault.open(key, place("releases", "recipient", r.id.bytes), stored.recipient));
    r.recipient = to.at("name");
    r.email = to.at("email");
}

Full unseal(App& app, const vault::PersonKey& key, Stored stored) {
    unseal_recipient(app, key, stored);
    auto& r = stored.release;
    r.items = nlohmann::json::parse(
                  app.vault.open(key, place("releases", "items", r.id.bytes), stored.items))
                  .get<Names>();
    return std::move(r);
}

// Nothing where the person's key is gone: an erased record has no releases.
std::optional<Full> unseal(App& app, std::optional<Stored> stored) {
    if (!stored) return std::nullopt;
    const auto key = app.vault.find_key_of(stored->release.person.bytes);
    if (!key) return std::nullopt;
    return unseal(app, *key, std::move(*stored));
}

std::vector<Full> unseal(App& app, Id<Person> person, const std::vector<Stored>& rows) {
    std::vector<Full> releases;
    if (rows.empty()) return releases;
    const auto key = app.vault.key_of(person.bytes);
    for (const auto& row : rows) releases.push_back(unseal(app, key, row));
    return releases;
}

// Lists show to whom, not what.
std::vector<Running> list(sql::Connection& db, App& app, const Acting& who,
                          const std::string& where, Time now) {
    std::vector<Running> all;
    const auto rows = db.all(std::string(columns) + " WHERE r.person_id = $1 AND" + has_access +
                                 where + " ORDER BY r.sent_at DESC, r.id DESC",
                             from_row, who.person, who.account, now);
    if (rows.empty()) return all;
    const auto key = app.vault.key_of(who.person.bytes);
    for (auto stored : rows) {
        unseal_recipient(app, key, stored);
        all.push_back(std::move(stored.release));
    }
    return all;
}

// Names of what was agreed to, and of those who are named beside the text.
std::string parameters(const App& app, const Sending& sending, const Names& items) {
    return nlohmann::json{{"items", items},
                          {"recipient", sending.recipient},
                          {"email", sending.email},
                          {"county", app.county.name},
                          {"office", app.county.contact_office},
                          {"telephone", app.county.contact_phone},
                          {"contact", app.county.contact_email}}
        .dump();
}

Record consent_of(const App& app, const Acting& who, const Sending& sending, const char* kind,
                  const Names& items) {
    Record what;
    what.person = who.person.bytes;
    what.kind = kind;
    what.recipient = sending.kind;
    what.packet_version = app.catalogue->version(sending.kind);
    what.detail = parameters(app, sending, items);
    what.language = sending.text_language;
    what.by = who.account;
    what.official = sending.official;
    return what;
}

void insert_release(sql::Transaction& tx, App& app, const Acting& who, const vault::PersonKey& key,
                    const Sending& sending, Id<Release> id, std::string_view token,
                    Id<mail::Mail> mail, Time now) {
    const auto to = nlohmann::json{{"name", sending.recipient}, {"email", sending.email}}.dump();
    tx.exec(
        "INSERT INTO releases (id, person_id, kind, packet_version, recipient_id, recipient, items,"
        " token_hash, mail_id, sent_at, expires_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id, who.person, catalogue::code(sending.kind), app.catalogue->version(sending.kind),
        sending.from_directory, app.vault.seal(key, place("releases", "recipient", id.bytes), to),
        app.vault.seal(key, place("releases", "items", id.bytes),
                       nlohmann::json(sending.items).dump()),
        vault::sha256(token), mail, now, now + link_lifetime);
}

}  // namespace

std::optional<Full> find(sql::Connection& db, App& app, const Acting& who, Id<Release> id) {
    return unseal(app, db.first(std::string(columns) + " WHERE r.person_id = $1 AND r.id = $4 AND" +
                                    has_access,
                                from_row, who.person, who.account, app.clock.now(), id));
}

std::optional<Full> find_for_recipient(sql::Connection& db, App& app, Id<Release> id) {
    return unseal(app, db.first(std::string(columns) + " WHERE r.id = $1", from_row, id));
}

std::optional<Full> find_by_token(sql::Connection& db, App& app, std::string_view token) {
    return unseal(app, db.first(std::string(columns) + " WHERE r.token_hash = $1", from_row,
                                vault::sha256(token)));
}

std::vector<Running> of_person(sql::Connection& db, App& app, const Acting& who) {
    return list(db, app, who, "", app.clock.now());
}

std::vector<Running> running_of(sql::Connection& db, App& app, const Acting& who, Time now) {
    return list(db, app, who,
                " AND r.withdrawn_at IS NULL AND r.expired_at IS NULL AND r.expires_at > $3", now);
}

// Sending --------------------------------------------------------------------------------------

bool sent_enough(sql::Connection& db, const Acting& who, Time now) {
    const auto sent = db.first(
        "SELECT COUNT(*) FROM releases WHERE person_id = $1 AND sent_at > $2",
        [](sql::Row row) { return row.get<std::int64_t>(0); }, who.person,
        now - std::chrono::hours{24});
    return sent.value_or(0) >= most_a_day;
}

bool still_listed(sql::Connection& db, const Draft& draft) {
    if (!draft.from_directory) return true;
    const auto listed = recipients::find(db, *draft.from_directory);
    return listed && listed->kind == draft.kind && listed->name == draft.recipient &&
           listed->email == draft.email;
}

Sent add(sql::Transaction& tx, App& app, const Acting& who, const Sending& sending, Time now) {
    demand_access(tx, who, now);
    if (sending.draft) end_draft(tx, who, *sending.draft);
    if (sending.draft && sent_enough(tx, who, now)) throw http::Failure{429};
    const auto key = app.vault.key_of(who.person.bytes);
    const auto id = Id<Release>::make(now);
    const auto token = vault::base64url(vault::random_token());
    const auto link = "/p/" + token;
    const auto mail = mail::queue(
        tx, app, key, who.person.bytes,
        invitation(app, sending.email, app.county.public_url + link, now + link_lifetime), now);
    insert_release(tx, app, who, key, sending, id, token, mail, now);

    auto without_health = sending.items;
    for (const auto& name : sending.health) without_health.erase(name);
    auto consent = consent_of(app, who, sending, "release", without_health);
    consent.release = id;
    record(tx, app, key, consent, now);
    if (!sending.health.empty()) {
        auto health = consent_of(app, who, sending, "health", sending.health);
        health.release = id;
        record(tx, app, key, health, now);
    }
    access_log::write(
        tx, log_entry(who, "release.sent", id, std::string(catalogue::code(sending.kind))), now);
    return {id, link};
}

void add_refusal(sql::Transaction& tx, App& app, const Acting& who, const Sending& sending,
                 Time now) {
    demand_access(tx, who, now);
    if (sending.draft) end_draft(tx, who, *sending.draft);
    record(tx, app, app.vault.key_of(who.person.bytes),
           consent_of(app, who, sending, "refusal", {}), now);
    access_log::write(
        tx, log_entry(who, "release.refused", {}, std::string(catalogue::code(sending.kind))), now);
}

bool withdraw(sql::Transaction& tx, App& app, const Acting& who, Id<Release> id, Time now) {
    demand_access(tx, who, now);
    const auto release = find(tx, app, who, id);
    if (!release) return false;
    const auto changed = tx.exec(
        "UPDATE releases SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL"
        " AND expired_at IS NULL AND expires_at > $2",
        id, now);
    if (changed != 1) return false;
    const auto key = app.vault.key_of(who.person.bytes);
    Sending sending;
    sending.kind = release->kind;
    sending.recipient = release->recipient;
    sending.email = release->email;
    auto what = consent_of(app, who, sending, "withdrawal", {});
    what.release = id;
    what.language = std::nullopt;
    what.packet_version = release->packet_version;
    what.official = official_words(biography::load_for_packet(tx, app, who.person, key));
    record(tx, app, key, what, now);
    mail::queue(tx, app, key, who.person.bytes, withdrawal_notice(app, release->email), now);
    access_log::write(tx, log_entry(who, "release.withdrawn", id, ""), now);
    return true;
}

// The link -------------------------------------------------------------------------------------

void expire(sql::Transaction& tx, Id<Release> id, Time now) {
    tx.exec(
        "UPDATE releases SET expired_at = $2 WHERE id = $1 AND expires_at <= $2"
        " AND expired_at IS NULL",
        id, now);
}

int expire_all(sql::Transaction& tx, Time now) {
    return static_cast<int>(tx.exec(
        "UPDATE releases SET expired_at = $1 WHERE expires_at <= $1 AND expired_at IS NULL", now));
}

void forget_old_links(sql::Transaction& tx, Time now) {
    tx.exec(
        "UPDATE releases SET token_hash = NULL WHERE expires_at <= $1 AND token_hash IS NOT NULL",
        now - hash_life);
    tx.exec("DELETE FROM release_drafts WHERE changed_at <= $1", now - link_lifetime);
}

void count_opening(sql::Transaction& tx, const Full& release, std::size_t shown, Time now) {
    tx.exec(
        "UPDATE releases SET openings = openings + 1,"
        " first_opened_at = COALESCE(first_opened_at, $2) WHERE id = $1",
        release.id, now);
    access_log::write(tx,
                      {release.person.bytes, access_log::Who::Recipient, release.id.bytes,
                       "packet.opened", release.id.bytes, std::to_string(shown)},
                      now);
}

std::vector<Full> running_of(sql::Connection& db, App& app, Id<Person> person, Time now) {
    return unseal(app, person,
                  db.all(std::string(columns) + " WHERE r.person_id = $1 AND r.withdrawn_at IS NULL"
                                                " AND r.expired_at IS NULL AND r.expires_at > $2",
                         from_row, person, now));
}

}  // namespace mobio::release
