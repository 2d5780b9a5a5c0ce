// SPDX-License-Identifier: EUPL-1.2
#include "documents/showing.h"
#include "release/access.h"
#include "release/agreement.h"
#include "release/letters.h"
#include "release/store.h"

// A release begins and ends: each with its consent, its mail and its line in the log.
namespace mobio::release {

namespace {

vault::Place place(const char* column, const IdBytes& row) { return {"releases", column, row}; }

std::string agreed_papers_as_json(const Sending& sending) {
    return nlohmann::json{{"papers", as_json(sending.papers)},
                          {"no_place", sending.no_place},
                          {"attached", !sending.attachments.empty()}}
        .dump();
}

void insert_release(sql::Transaction& tx, App& app, const Actor& who, const vault::PersonKey& key,
                    const Sending& sending, Id<Release> id, std::string_view token,
                    Id<mail::Mail> mail, Time now) {
    const auto to = nlohmann::json{{"name", sending.recipient}, {"email", sending.email}}.dump();
    const auto seal = [&](const char* column, const std::string& text) {
        return app.vault.seal(key, place(column, id.bytes), text);
    };
    tx.exec(
        "INSERT INTO releases (id, person_id, kind, packet_version, recipient_id, recipient, items,"
        " papers, token_hash, mail_id, sent_at, expires_at, staff_id, consent_id)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        id, who.person, catalogue::code(sending.kind), app.catalogue->version(sending.kind),
        sending.from_directory, seal("recipient", to),
        seal("items", nlohmann::json(sending.items).dump()),
        sending.papers.empty() && !sending.attach
            ? std::nullopt
            : std::optional(seal("papers", agreed_papers_as_json(sending))),
        vault::sha256(token), mail, now, now + link_lifetime, who.staff, sending.consent);
}

void show_papers(sql::Transaction& tx, const Actor& who, const Sending& sending, Id<Release> id,
                 Time now) {
    for (const auto& paper : sending.papers)
        documents::show(tx, who.person,
                        {paper.document, paper.file, id.bytes, now + link_lifetime});
}

}  // namespace

bool sent_enough(sql::Connection& db, const Actor& who, Time now) {
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

Full as_sent(const App& app, const Actor& who, const Sending& sending, Time now) {
    Full release;
    release.person = who.person;
    release.kind = sending.kind;
    release.packet_version = app.catalogue->version(sending.kind);
    release.recipient = sending.recipient;
    release.email = sending.email;
    release.sent_at = now;
    release.expires_at = now + link_lifetime;
    release.items = sending.items;
    release.papers = sending.papers;
    release.no_place = sending.no_place;
    release.consent = sending.consent;
    return release;
}

namespace {

// What was agreed to, health data apart from the rest.
void record_consents(sql::Transaction& tx, App& app, const Actor& who, const vault::PersonKey& key,
                     const Sending& sending, Id<Release> id, Time now) {
    auto without_health = sending.items;
    for (const auto& name : sending.health) without_health.erase(name);
    const auto proof = proof_of(tx, app, who, key, sending);
    auto consent = consent_of(app, who, sending, "release", without_health, proof);
    consent.id = sending.consent;
    consent.release = id;
    record(tx, app, key, consent, now);
    if (sending.health.empty()) return;
    auto health = consent_of(app, who, sending, "health", sending.health, proof);
    health.release = id;
    record(tx, app, key, health, now);
}

}  // namespace

Sent add(sql::Transaction& tx, App& app, const Actor& who, const Sending& sending, Time now) {
    demand_access(tx, who, now);
    demand_presence(who, sending);
    demand_attaching(tx, sending);
    if (sending.draft) end_draft(tx, who, *sending.draft);
    if (sending.draft && sent_enough(tx, who, now)) throw http::Failure{429};
    const auto key = app.vault.key_of(who.person.bytes);
    demand_papers(tx, app, who, key, sending);
    const auto id = Id<Release>::make(now);
    const auto token = vault::base64url(vault::random_token());
    const auto link = "/p/" + token;
    auto letter = invitation(app, sending.email, app.county.public_url + link, now + link_lifetime,
                             !sending.attachments.empty());
    letter.attachments = sending.attachments;
    const auto mail = mail::queue(tx, app, key, who.person.bytes, letter, now);
    // First the consent: a release by staff stands on its row.
    record_consents(tx, app, who, key, sending, id, now);
    insert_release(tx, app, who, key, sending, id, token, mail, now);
    show_papers(tx, who, sending, id, now);
    access_log::write(
        tx, log_entry(who, "release.sent", id, std::string(catalogue::code(sending.kind))), now);
    if (!sending.attachments.empty())
        access_log::write(tx, log_entry(who, "release.attached", id, ""), now);
    return {id, link};
}

void add_refusal(sql::Transaction& tx, App& app, const Actor& who, const Sending& sending,
                 Time now) {
    demand_access(tx, who, now);
    if (sending.draft) end_draft(tx, who, *sending.draft);
    record(tx, app, app.vault.key_of(who.person.bytes),
           consent_of(app, who, sending, "refusal", {}, {}), now);
    access_log::write(
        tx, log_entry(who, "release.refused", {}, std::string(catalogue::code(sending.kind))), now);
}

bool withdraw(sql::Transaction& tx, App& app, const Actor& who, Id<Release> id, Time now) {
    demand_access(tx, who, now);
    const auto release = find(tx, app, who, id);
    if (!release) return false;
    const auto changed = tx.exec(
        "UPDATE releases SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL"
        " AND expired_at IS NULL AND expires_at > $2",
        id, now);
    if (changed != 1) return false;
    documents::stop_showing(tx, id.bytes);
    if (release->attached) mail::call_back(tx, release->mail);
    const auto key = app.vault.key_of(who.person.bytes);
    Sending sending;
    sending.kind = release->kind;
    sending.recipient = release->recipient;
    sending.email = release->email;
    auto what = consent_of(app, who, sending, "withdrawal", {}, {});
    what.release = id;
    what.language = std::nullopt;
    what.packet_version = release->packet_version;
    if (who.staff) what.given = "word";
    what.official = official_words(biography::load_for_packet(tx, app, who.person, key));
    record(tx, app, key, what, now);
    mail::queue(tx, app, key, who.person.bytes, withdrawal_notice(app, release->email), now);
    access_log::write(tx, log_entry(who, "release.withdrawn", id, ""), now);
    return true;
}

}  // namespace mobio::release
