// SPDX-License-Identifier: EUPL-1.2
#include "release/store.h"

#include "account/store.h"
#include "release/access.h"

namespace mobio::release {

namespace {

constexpr auto hash_life = std::chrono::hours{365 * 24};

constexpr auto columns =
    "SELECT r.id, r.person_id, r.kind, r.packet_version, r.recipient, r.items, r.mail_id, "
    "r.sent_at,"
    " r.expires_at, r.withdrawn_at, r.expired_at, r.first_opened_at, r.openings,"
    " COALESCE(r.consent_id,"
    " (SELECT c.id FROM consents c WHERE c.release_id = r.id AND c.kind = 'release')),"
    " (SELECT w.code FROM release_answers w WHERE w.release_id = r.id ORDER BY w.at DESC, w.id DESC"
    " LIMIT 1), r.papers, r.staff_id FROM releases r";

vault::Place place(const char* table, const char* column, const IdBytes& row) {
    return {table, column, row};
}

struct Stored {
    Full release;
    sql::Blob recipient, items;
    std::optional<sql::Blob> papers;
    std::optional<Id<Staff>> staff;
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
    stored.papers = row.get<std::optional<sql::Blob>>(15);
    stored.staff = row.get<std::optional<Id<Staff>>>(16);
    return stored;
}

void unseal_recipient(App& app, const vault::PersonKey& key, Stored& stored) {
    auto& r = stored.release;
    const auto to = nlohmann::json::parse(
        app.vault.open(key, place("releases", "recipient", r.id.bytes), stored.recipient));
    r.recipient = to.at("name");
    r.email = to.at("email");
}

void read_papers(Full& release, std::string_view text) {
    const auto json = nlohmann::json::parse(text);
    release.no_place = json.at("no_place");
    release.attached = json.at("attached");
    for (const auto& paper : json.at("papers"))
        release.papers.push_back(
            {documents::DocumentId::parse(paper.at("id").get<std::string>()).value(),
             files::FileId::parse(paper.at("file").get<std::string>()).value(), paper.at("kind"),
             paper.at("sha256")});
}

Full unseal(App& app, const vault::PersonKey& key, Stored stored) {
    unseal_recipient(app, key, stored);
    auto& r = stored.release;
    r.items = nlohmann::json::parse(
                  app.vault.open(key, place("releases", "items", r.id.bytes), stored.items))
                  .get<Names>();
    if (stored.papers)
        read_papers(r,
                    app.vault.open(key, place("releases", "papers", r.id.bytes), *stored.papers));
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

void name_sender(sql::Connection& db, const App& app, Stored& stored) {
    if (!stored.staff) return;
    const auto sender = account::find_staff(db, app, *stored.staff);
    if (sender) stored.release.sent_by = sender->name;
}

// Lists show to whom, not what.
std::vector<Running> list(sql::Connection& db, App& app, const Actor& who, const std::string& where,
                          Time now) {
    std::vector<Running> all;
    const auto rows = db.all(std::string(columns) + " WHERE r.person_id = $1 AND" + may_act(who) +
                                 where + " ORDER BY r.sent_at DESC, r.id DESC",
                             from_row, who.person, who.id(), now);
    if (rows.empty()) return all;
    const auto key = app.vault.key_of(who.person.bytes);
    for (auto stored : rows) {
        unseal_recipient(app, key, stored);
        name_sender(db, app, stored);
        all.push_back(std::move(stored.release));
    }
    return all;
}

}  // namespace

std::optional<Full> find(sql::Connection& db, App& app, const Actor& who, Id<Release> id) {
    auto stored =
        db.first(std::string(columns) + " WHERE r.person_id = $1 AND r.id = $4 AND" + may_act(who),
                 from_row, who.person, who.id(), app.clock.now(), id);
    if (stored) name_sender(db, app, *stored);
    return unseal(app, std::move(stored));
}

std::optional<Full> find_for_recipient(sql::Connection& db, App& app, Id<Release> id) {
    return unseal(app, db.first(std::string(columns) + " WHERE r.id = $1", from_row, id));
}

std::optional<Full> find_by_token(sql::Connection& db, App& app, std::string_view token) {
    return unseal(app, db.first(std::string(columns) + " WHERE r.token_hash = $1", from_row,
                                vault::sha256(token)));
}

std::vector<Running> of_person(sql::Connection& db, App& app, const Actor& who) {
    return list(db, app, who, "", app.clock.now());
}

std::vector<Running> running_of(sql::Connection& db, App& app, const Actor& who, Time now) {
    return list(db, app, who,
                " AND r.withdrawn_at IS NULL AND r.expired_at IS NULL AND r.expires_at > $3", now);
}

biography::Biography biography_of(sql::Connection& db, App& app, const Actor& who) {
    if (who.account) return biography::load(db, app, Acting{*who.account, who.person});
    demand_access(db, who, app.clock.now());
    return biography::load_for_packet(db, app, who.person, app.vault.key_of(who.person.bytes));
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
