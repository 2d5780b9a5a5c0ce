// SPDX-License-Identifier: EUPL-1.2
#include "documents/store.h"

#include <algorithm>

#include "documents/about.h"
#include "documents/reading.h"
#include "documents/rows.h"
#include "documents/showing.h"
#include "documents/uploads.h"
#include "platform/access_log/access_log.h"

namespace mobio::documents {

namespace {

// $1 the account, $2 the person, $3 now.
const std::string mine = " d.person_id = $2 AND" + std::string(acts_on);

std::string columns() {
    return std::string("SELECT ") + document_columns + " FROM documents d WHERE";
}

vault::Place about_place(const IdBytes& row) { return {"documents", "about", row}; }
vault::Place picture_place(const IdBytes& row) { return {"documents", "picture", row}; }

access_log::Who as_whom(sql::Connection& db, const Acting& who, Time now) {
    const auto relation = db.first(
        "SELECT relation FROM account_access WHERE account_id = $1 AND person_id = $2 "
        "AND from_at <= $3 AND (until_at IS NULL OR until_at > $3)",
        [](sql::Row row) { return row.get<std::string>(0); }, who.account, who.person, now);
    if (!relation) http::not_found();
    return *relation == "guardian" ? access_log::Who::Guardian : access_log::Who::Person;
}

void note(sql::Transaction& tx, const Acting& who, const char* action, DocumentId id,
          const std::string& kind, Time now) {
    access_log::write(
        tx, {who.person.bytes, as_whom(tx, who, now), who.account.bytes, action, id.bytes, kind},
        now);
}

jobs::Outcome purge(App& app, const jobs::Job&) {
    const auto now = app.clock.now();
    struct Gone {
        DocumentId id;
        Id<Person> person;
        files::FileId file;
    };
    app.db->write([&](sql::Transaction& tx) {
        const auto gone = tx.all(
            "SELECT id, person_id, file_id FROM documents WHERE removed_at < $1",
            [](sql::Row row) {
                return Gone{row.get<DocumentId>(0), row.get<Id<Person>>(1),
                            row.get<files::FileId>(2)};
            },
            now - keep_removed);
        for (const auto& one : gone) {
            tx.exec("DELETE FROM documents WHERE id = $1", one.id);
            files::remove(tx, one.person, one.file, now);
        }
    });
    return jobs::Done{};
}

}  // namespace

Document unsealed(sql::Row row, App& app, const vault::PersonKey& key) {
    Document found;
    found.id = row.get<DocumentId>(0);
    found.file = row.get<files::FileId>(1);
    found.pages = row.get<int>(2);
    found.about =
        about_of_json(app.vault.open(key, about_place(found.id.bytes), row.get<sql::Blob>(3)));
    found.added_at = row.get<Time>(4);
    found.changed_at = row.get<Time>(5);
    found.removed_at = row.get<std::optional<Time>>(6);
    return found;
}

std::vector<Document> all(sql::Connection& db, App& app, const Acting& who) {
    const auto key = app.vault.key_of(who.person.bytes);
    return db.all(
        columns() + mine + " ORDER BY d.id DESC",
        [&](sql::Row row) { return unsealed(row, app, key); }, who.account, who.person,
        app.clock.now());
}

std::vector<Document> of_person(sql::Connection& db, App& app, Id<Person> person) {
    const auto key = app.vault.key_of(person.bytes);
    return db.all(
        columns() + " d.person_id = $1 AND d.removed_at IS NULL ORDER BY d.id DESC",
        [&](sql::Row row) { return unsealed(row, app, key); }, person);
}

files::Bytes pdf_of(App& app, Id<Person> person, const Document& document) {
    const auto key = app.vault.key_of(person.bytes);
    return app.db->read(
        [&](sql::Connection& db) { return files::open(db, app, key, person, document.file); });
}

std::optional<Document> find(sql::Connection& db, App& app, const Acting& who, DocumentId id) {
    const auto key = app.vault.key_of(who.person.bytes);
    return db.first(
        columns() + mine + " AND d.id = $4", [&](sql::Row row) { return unsealed(row, app, key); },
        who.account, who.person, app.clock.now(), id);
}

std::optional<std::string> picture(sql::Connection& db, App& app, const Acting& who,
                                   DocumentId id) {
    const auto key = app.vault.key_of(who.person.bytes);
    return db.first(
        "SELECT d.picture FROM documents d WHERE" + mine + " AND d.id = $4",
        [&](sql::Row row) {
            return app.vault.open(key, picture_place(id.bytes), row.get<sql::Blob>(0));
        },
        who.account, who.person, app.clock.now(), id);
}

void add(sql::Transaction& tx, App& app, const Actor& who, DocumentId id, const Made& made,
         const About& about, Time now) {
    const auto key = app.vault.key_of(who.person.bytes);
    auto with_sources = about;
    with_sources.sources = made.sources;
    files::add(tx, app, key, who.person, made.file, now);
    tx.exec(
        "INSERT INTO documents (id, person_id, file_id, pages, about, picture, added_at, "
        "changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
        id, who.person, made.file.id, made.pages,
        app.vault.seal(key, about_place(id.bytes), to_json(with_sources)),
        app.vault.seal(key, picture_place(id.bytes), made.picture), now);
    read_later(tx, id, made.pages, now);
    if (who.account)
        return note(tx, {*who.account, who.person}, "document.added", id, about.kind, now);
    account::demand_access(tx, who, now);
    access_log::write(
        tx, {who.person.bytes, who.role(), who.id(), "document.added", id.bytes, about.kind}, now);
}

void change_about(sql::Transaction& tx, App& app, const Acting& who, DocumentId id,
                  const About& about, Time now) {
    const auto key = app.vault.key_of(who.person.bytes);
    tx.exec("UPDATE documents SET about = $3 WHERE id = $1 AND person_id = $2", id, who.person,
            app.vault.seal(key, about_place(id.bytes), to_json(about)));
    note(tx, who, "document.changed", id, about.kind, now);
}

void replace_file(sql::Transaction& tx, App& app, const Acting& who, const Document& before,
                  const Made& made, Time now) {
    const auto key = app.vault.key_of(who.person.bytes);
    auto about = before.about;
    about.sources.insert(about.sources.end(), made.sources.begin(), made.sources.end());
    files::add(tx, app, key, who.person, made.file, now);
    const auto replaced = tx.exec(
        "UPDATE documents SET file_id = $4, pages = $5, about = $6, picture = $7, changed_at = $8 "
        "WHERE id = $1 AND person_id = $2 AND file_id = $3",
        before.id, who.person, before.file, made.file.id, made.pages,
        app.vault.seal(key, about_place(before.id.bytes), to_json(about)),
        app.vault.seal(key, picture_place(before.id.bytes), made.picture), now);
    if (replaced != 1) throw http::Failure{409};
    stop_showing(tx, before.id);
    files::remove(tx, who.person, before.file, now);
    read_later(tx, before.id, made.pages, now);
    note(tx, who, "document.changed", before.id, about.kind, now);
}

void set_removed(sql::Transaction& tx, const Acting& who, DocumentId id, bool removed, Time now) {
    const auto at = removed ? std::optional(now) : std::nullopt;
    const auto changed =
        tx.exec("UPDATE documents SET removed_at = $3 WHERE id = $1 AND person_id = $2", id,
                who.person, at);
    if (removed && changed == 1) stop_showing(tx, id);
    note(tx, who, removed ? "document.removed" : "document.restored", id, "", now);
}

std::vector<IdBytes> move_documents(sql::Transaction& tx, App& app, const MovingRecord& moving) {
    struct Sealed {
        IdBytes id;
        sql::Blob about, picture;
    };
    const auto rows = tx.all(
        "SELECT id, about, picture FROM documents WHERE person_id = $1",
        [](sql::Row row) {
            return Sealed{row.get<IdBytes>(0), row.get<sql::Blob>(1), row.get<sql::Blob>(2)};
        },
        moving.from);
    const auto from = app.vault.key_of(moving.from.bytes), to = app.vault.key_of(moving.to.bytes);
    const auto reseal = [&](const vault::Place& place, const sql::Blob& sealed) {
        return app.vault.seal(to, place, app.vault.open(from, place, sealed));
    };
    std::vector<IdBytes> moved;
    for (const auto& row : rows) {
        if (!moving.takes(row.id)) continue;
        tx.exec("UPDATE documents SET person_id = $2, about = $3, picture = $4 WHERE id = $1",
                row.id, moving.to, reseal(about_place(row.id), row.about),
                reseal(picture_place(row.id), row.picture));
        moved.push_back(row.id);
    }
    return moved;
}

void add_jobs(jobs::Register& jobs) {
    jobs.on(read_words, read_page);
    jobs.every("documents.purge", std::chrono::hours{1}, purge);
    jobs.every("documents.purge_uploads", std::chrono::hours{1}, purge_uploads);
}

}  // namespace mobio::documents
