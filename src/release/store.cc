// SPDX-License-Identifier: EUPL-1.2
#include "release/store.h"

#include "account/account.h"
#include "platform/access_log/access_log.h"
#include "release/letters.h"

namespace mobio::release {

namespace {

constexpr auto hash_life = std::chrono::hours{365 * 24};

// The caller's account may act on the record now: $1 person, $2 account, $3 now.
constexpr auto has_access =
    " EXISTS (SELECT 1 FROM account_access a WHERE a.person_id = $1 AND a.account_id = $2"
    " AND (a.until_at IS NULL OR a.until_at > $3))";

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

Full unseal(App& app, const vault::PersonKey& key, Stored stored) {
    auto& r = stored.release;
    const auto to = nlohmann::json::parse(
        app.vault.open(key, place("releases", "recipient", r.id.bytes), stored.recipient));
    r.recipient = to.at("name");
    r.email = to.at("email");
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

void demand_access(sql::Connection& db, const Acting& who, Time now) {
    const auto found = db.first(
        std::string("SELECT 1 WHERE") + has_access, [](sql::Row row) { return row.get<int>(0); },
        who.person, who.account, now);
    if (!found) http::not_found();
}

access_log::Entry entry(const Acting& who, const char* action, Id<Release> release,
                        std::string detail) {
    return {who.person.bytes, access_log::Who::Person, who.account.bytes,
            action,           release.bytes,           std::move(detail)};
}

void notify(sql::Transaction& tx, Id<Release> id, const char* kind, Time now) {
    tx.exec(
        "INSERT INTO release_notices (release_id, kind, at) VALUES ($1, $2, $3)"
        " ON CONFLICT (release_id, kind) DO UPDATE SET at = $3, told_at = NULL",
        id, kind, now);
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
    what.packet_version = app.catalogue->packet(sending.kind).version;
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
        id, who.person, catalogue::code(sending.kind), app.catalogue->packet(sending.kind).version,
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
    std::vector<Running> all;
    const auto key = app.vault.key_of(who.person.bytes);
    db.each(
        std::string(columns) + " WHERE r.person_id = $1 AND" + has_access +
            " ORDER BY r.sent_at DESC, r.id DESC",
        [&](sql::Row row) { all.push_back(unseal(app, key, from_row(row))); }, who.person,
        who.account, app.clock.now());
    return all;
}

// Drafts ---------------------------------------------------------------------------------------

Id<Draft> add_draft(sql::Transaction& tx, App& app, const Acting& who, const Draft& draft,
                    Time now) {
    demand_access(tx, who, now);
    drop_drafts(tx, who);
    const auto id = Id<Draft>::make(now);
    tx.exec(
        "INSERT INTO release_drafts (id, person_id, account_id, choices, changed_at)"
        " VALUES ($1, $2, $3, $4, $5)",
        id, who.person, who.account,
        app.vault.seal(app.vault.key_of(who.person.bytes),
                       place("release_drafts", "choices", id.bytes), to_json(draft)),
        now);
    return id;
}

std::optional<Draft> find_draft(sql::Connection& db, App& app, const Acting& who, Id<Draft> id) {
    const auto sealed = db.first(
        std::string("SELECT d.choices FROM release_drafts d WHERE d.person_id = $1"
                    " AND d.account_id = $2 AND d.id = $4 AND") +
            has_access,
        [](sql::Row row) { return row.get<sql::Blob>(0); }, who.person, who.account,
        app.clock.now(), id);
    if (!sealed) return std::nullopt;
    return draft_from_json(app.vault.open(app.vault.key_of(who.person.bytes),
                                          place("release_drafts", "choices", id.bytes), *sealed));
}

void change_draft(sql::Transaction& tx, App& app, const Acting& who, Id<Draft> id,
                  const Draft& draft, Time now) {
    tx.exec(
        "UPDATE release_drafts SET choices = $4, changed_at = $5"
        " WHERE id = $1 AND person_id = $2 AND account_id = $3",
        id, who.person, who.account,
        app.vault.seal(app.vault.key_of(who.person.bytes),
                       place("release_drafts", "choices", id.bytes), to_json(draft)),
        now);
}

void drop_drafts(sql::Transaction& tx, const Acting& who) {
    tx.exec("DELETE FROM release_drafts WHERE person_id = $1 AND account_id = $2", who.person,
            who.account);
}

// Sending --------------------------------------------------------------------------------------

Sent add(sql::Transaction& tx, App& app, const Acting& who, const Sending& sending, Time now) {
    demand_access(tx, who, now);
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
    drop_drafts(tx, who);
    access_log::write(
        tx, entry(who, "release.sent", id, std::string(catalogue::code(sending.kind))), now);
    return {id, link};
}

void add_refusal(sql::Transaction& tx, App& app, const Acting& who, const Sending& sending,
                 Time now) {
    demand_access(tx, who, now);
    record(tx, app, app.vault.key_of(who.person.bytes),
           consent_of(app, who, sending, "refusal", {}), now);
    drop_drafts(tx, who);
    access_log::write(
        tx, entry(who, "release.refused", {}, std::string(catalogue::code(sending.kind))), now);
}

bool withdraw(sql::Transaction& tx, App& app, const Acting& who, Id<Release> id, Time now) {
    demand_access(tx, who, now);
    const auto release = find(tx, app, who, id);
    if (!release || !release->open_at(now)) return false;
    const auto changed = tx.exec(
        "UPDATE releases SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL", id, now);
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
    access_log::write(tx, entry(who, "release.withdrawn", id, ""), now);
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

// Answers and notices --------------------------------------------------------------------------

void add_answer(sql::Transaction& tx, App& app, const Full& release, const std::string& code,
                const std::string& message, Time now) {
    struct AnswerRow;
    const auto id = Id<AnswerRow>::make(now);
    std::optional<sql::Blob> sealed;
    if (!message.empty())
        sealed = app.vault.seal(app.vault.key_of(release.person.bytes),
                                place("release_answers", "message", id.bytes), message);
    tx.exec(
        "INSERT INTO release_answers (id, release_id, code, message, at)"
        " VALUES ($1, $2, $3, $4, $5)",
        id, release.id, code, sealed, now);
    notify(tx, release.id, "answered", now);
    access_log::write(tx,
                      {release.person.bytes, access_log::Who::Recipient, release.id.bytes,
                       "packet.answered", release.id.bytes, code},
                      now);
}

std::vector<Answered> answers(sql::Connection& db, App& app, const Full& release) {
    struct AnswerRow;
    const auto key = app.vault.key_of(release.person.bytes);
    return db.all(
        "SELECT id, code, message, at FROM release_answers WHERE release_id = $1"
        " ORDER BY at DESC, id DESC LIMIT 50",
        [&](sql::Row row) {
            Answered answer{row.get<std::string>(1), {}, row.get<Time>(3)};
            if (const auto sealed = row.get<std::optional<sql::Blob>>(2))
                answer.message = app.vault.open(
                    key, place("release_answers", "message", row.get<Id<AnswerRow>>(0).bytes),
                    *sealed);
            return answer;
        },
        release.id);
}

std::vector<Told> untold(sql::Connection& db, const Acting& who) {
    return db.all(
        "SELECT n.release_id, n.kind, n.at FROM release_notices n JOIN releases r"
        " ON r.id = n.release_id JOIN account_access a ON a.person_id = r.person_id"
        " WHERE r.person_id = $1 AND a.account_id = $2 AND a.until_at IS NULL"
        " AND n.told_at IS NULL ORDER BY n.at DESC LIMIT 50",
        [](sql::Row row) {
            return Told{row.get<Id<Release>>(0), row.get<std::string>(1), row.get<Time>(2)};
        },
        who.person, who.account);
}

void mark_told(sql::Transaction& tx, const Acting& who, Time now) {
    demand_access(tx, who, now);
    tx.exec(
        "UPDATE release_notices SET told_at = $2 WHERE told_at IS NULL AND release_id IN"
        " (SELECT id FROM releases WHERE person_id = $1)",
        who.person, now);
}

void ask_again(sql::Transaction& tx, App& app, Id<Release> id, Time now) {
    const auto last = tx.first(
        "SELECT at FROM release_notices WHERE release_id = $1 AND kind = 'asked'",
        [](sql::Row row) { return row.get<Time>(0); }, id);
    if (!last || app.zone.day(*last) != app.zone.day(now)) notify(tx, id, "asked", now);
}

namespace {

// A new entry of a field is no news to an office that may see the older entries only.
bool shows_newer(App& app, const biography::Biography& biography, const Full& release,
                 const std::vector<std::string>& fields, Time now) {
    const auto shown = only(packet(app, biography, release.kind, app.tongue(text::Language::De)),
                            release.items, {});
    const auto all = items(shown);
    return std::any_of(all.begin(), all.end(), [&](const Item* item) {
        return item->at >= now && touches(*app.catalogue, {item->name()}, fields);
    });
}

}  // namespace

void fields_changed(sql::Transaction& tx, App& app, Id<Person> person,
                    const std::vector<std::string>& fields, Time now) {
    const auto rows = tx.all(std::string(columns) +
                                 " WHERE r.person_id = $1 AND r.withdrawn_at IS NULL"
                                 " AND r.expired_at IS NULL AND r.expires_at > $2",
                             from_row, person, now);
    if (rows.empty()) return;
    const auto key = app.vault.key_of(person.bytes);
    std::optional<biography::Biography> biography;
    for (const auto& row : rows) {
        const auto release = unseal(app, key, row);
        if (!touches(*app.catalogue, release.items, fields)) continue;
        if (!biography) biography = biography::load_for_packet(tx, app, person, key);
        if (shows_newer(app, *biography, release, fields, now))
            notify(tx, release.id, "changed", now);
    }
}

}  // namespace mobio::release
