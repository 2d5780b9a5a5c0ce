// SPDX-License-Identifier: EUPL-1.2
#include "documents/uploads.h"

#include "documents/store.h"

namespace mobio::documents {

using nlohmann::json;

namespace {

const std::string columns = "SELECT u.id, u.about, u.bytes, u.received FROM uploads u WHERE";
// $1 the account, $2 the person, $3 now.
const std::string mine = " u.person_id = $2 AND u.account_id = $1 AND" + std::string(acts_on);

vault::Place place(const IdBytes& row) { return {"uploads", "about", row}; }

Upload unsealed(sql::Row row, App& app, const vault::PersonKey& key) {
    Upload found;
    found.id = row.get<UploadId>(0);
    const auto about =
        json::parse(app.vault.open(key, place(found.id.bytes), row.get<sql::Blob>(1)));
    found.file = {about.at("name"), about.at("sha256"), row.get<std::uint64_t>(2)};
    found.received = row.get<std::uint64_t>(3);
    return found;
}

struct Piece {
    std::uint64_t at = 0;
    files::FileId file;
};
std::vector<Piece> pieces(sql::Connection& db, UploadId id) {
    return db.all(
        "SELECT begins_at, file_id FROM upload_pieces WHERE upload_id = $1 ORDER BY begins_at",
        [](sql::Row row) {
            return Piece{row.get<std::uint64_t>(0), row.get<files::FileId>(1)};
        },
        id);
}

void take_away(sql::Transaction& tx, Id<Person> person, UploadId id, Time now) {
    const auto all = pieces(tx, id);
    tx.exec("DELETE FROM upload_pieces WHERE upload_id = $1", id);
    tx.exec("DELETE FROM uploads WHERE id = $1", id);
    for (const auto& piece : all) files::remove(tx, person, piece.file, now);
}

}  // namespace

std::vector<Upload> uploads(sql::Connection& db, App& app, const Acting& who) {
    const auto key = app.vault.key_of(who.person.bytes);
    return db.all(
        columns + mine + " ORDER BY u.id", [&](sql::Row row) { return unsealed(row, app, key); },
        who.account, who.person, app.clock.now());
}

std::optional<Upload> find_upload(sql::Connection& db, App& app, const Acting& who, UploadId id) {
    const auto key = app.vault.key_of(who.person.bytes);
    return db.first(
        columns + mine + " AND u.id = $4", [&](sql::Row row) { return unsealed(row, app, key); },
        who.account, who.person, app.clock.now(), id);
}

Upload begin_upload(sql::Transaction& tx, App& app, const Acting& who, const Announced& file,
                    Time now) {
    for (const auto& there : uploads(tx, app, who))
        if (there.file.sha256 == file.sha256 && there.file.bytes == file.bytes) return there;
    const auto key = app.vault.key_of(who.person.bytes);
    const auto id = UploadId::make(now);
    const auto about = json{{"name", file.name}, {"sha256", file.sha256}}.dump();
    tx.exec(
        "INSERT INTO uploads (id, person_id, account_id, about, bytes, received, touched_at) "
        "VALUES ($1, $2, $3, $4, $5, 0, $6)",
        id, who.person, who.account, app.vault.seal(key, place(id.bytes), about), file.bytes, now);
    return {id, file, 0};
}

bool add_piece(App& app, const Acting& who, const Upload& upload, std::uint64_t at,
               const files::Bytes& piece) {
    if (at != upload.received) return false;
    const auto key = app.vault.key_of(who.person.bytes);
    const auto now = app.clock.now();
    const auto fresh = files::keep(app, [&](const files::Sink& out) {
        for (auto part = piece.next(); !part.empty(); part = piece.next()) out(part);
    });
    const bool kept = app.db->write([&](sql::Transaction& tx) {
        const auto grown = tx.exec(
            "UPDATE uploads SET received = $3, touched_at = $4 WHERE id = $1 AND received = $2",
            upload.id, at, at + fresh.size, now);
        if (grown == 0) return false;
        files::add(tx, app, key, who.person, fresh, now);
        tx.exec("INSERT INTO upload_pieces (upload_id, begins_at, file_id) VALUES ($1, $2, $3)",
                upload.id, at, fresh.id);
        return true;
    });
    // The same piece came twice at once, or the upload is gone.
    if (!kept) app.storage->remove(fresh.id.bytes);
    return kept;
}

std::shared_ptr<files::Spool> put_together(App& app, const Acting& who, const Upload& upload) {
    const auto key = app.vault.key_of(who.person.bytes);
    auto whole = std::make_shared<files::Spool>(files::spool_folder());
    for (const auto& piece :
         app.db->read([&](sql::Connection& db) { return pieces(db, upload.id); })) {
        const auto bytes = app.db->read(
            [&](sql::Connection& db) { return files::open(db, app, key, who.person, piece.file); });
        for (auto part = bytes.next(); !part.empty(); part = bytes.next()) whole->add(part);
    }
    whole->finish();
    return whole;
}

bool remove_upload(sql::Transaction& tx, const Acting& who, UploadId id, Time now) {
    const auto there = tx.first(
        "SELECT 1 FROM uploads u WHERE" + mine + " AND u.id = $4",
        [](sql::Row row) { return row.get<int>(0); }, who.account, who.person, now, id);
    if (there) take_away(tx, who.person, id, now);
    return there.has_value();
}

std::vector<IdBytes> move_uploads(sql::Transaction& tx, App& app, const MovingRecord& moving) {
    const auto rows = tx.all(
        "SELECT id, about FROM uploads WHERE person_id = $1",
        [](sql::Row row) {
            return std::pair{row.get<IdBytes>(0), row.get<sql::Blob>(1)};
        },
        moving.from);
    const auto from = app.vault.key_of(moving.from.bytes), to = app.vault.key_of(moving.to.bytes);
    std::vector<IdBytes> moved;
    for (const auto& [id, about] : rows) {
        if (!moving.takes(id)) continue;
        tx.exec("UPDATE uploads SET person_id = $2, about = $3 WHERE id = $1", id, moving.to,
                app.vault.seal(to, place(id), app.vault.open(from, place(id), about)));
        moved.push_back(id);
    }
    return moved;
}

jobs::Outcome purge_uploads(App& app, const jobs::Job&) {
    const auto now = app.clock.now();
    app.db->write([&](sql::Transaction& tx) {
        const auto old = tx.all(
            "SELECT id, person_id FROM uploads WHERE touched_at < $1",
            [](sql::Row row) {
                return std::pair{row.get<UploadId>(0), row.get<Id<Person>>(1)};
            },
            now - keep_uploads);
        for (const auto& [id, person] : old) take_away(tx, person, id, now);
    });
    return jobs::Done{};
}

}  // namespace mobio::documents
