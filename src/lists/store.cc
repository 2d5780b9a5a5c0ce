// SPDX-License-Identifier: EUPL-1.2
#include "lists/store.h"

#include "platform/vault/vault.h"

namespace mobio::lists {

namespace {

vault::Place place(Id<Upload> id) { return {"list_uploads", "content", id.bytes}; }

// An expired file is told apart from one that never was, for a day.
constexpr auto kept = std::chrono::hours{24};

}  // namespace

void add(sql::Transaction& tx, const Desk& desk, const Kind& kind, const Upload& upload, Time now) {
    tx.exec("DELETE FROM list_uploads WHERE uploaded_at < $1", now - kept);
    tx.exec("DELETE FROM list_uploads WHERE staff_id = $1 AND kind = $2", desk.who.id, kind.file);
    tx.exec(
        "INSERT INTO list_uploads (id, kind, staff_id, uploaded_at, content)"
        " VALUES ($1, $2, $3, $4, $5)",
        upload.id, kind.file, desk.who.id, now,
        desk.app.vault.seal_for_county(place(upload.id), upload.source + '\n' + upload.bytes));
}

std::optional<Upload> find(sql::Connection& db, const Desk& desk, const Kind& kind, Id<Upload> id,
                           Time now) {
    return db.first(
        "SELECT uploaded_at, content FROM list_uploads"
        " WHERE id = $1 AND kind = $2 AND staff_id = $3",
        [&](sql::Row row) {
            Upload upload{id, {}, {}, row.get<Time>(0) + upload_lifetime <= now};
            const auto content = desk.app.vault.open_for_county(place(id), row.get<sql::Blob>(1));
            const auto end = content.find('\n');
            upload.source = content.substr(0, end);
            upload.bytes = content.substr(end + 1);
            return upload;
        },
        id, kind.file, desk.who.id);
}

void forget(sql::Transaction& tx, Id<Upload> id) {
    tx.exec("DELETE FROM list_uploads WHERE id = $1", id);
}

std::optional<Reading> read_again(const Kind& kind, const Table& table, const Upload& upload,
                                  const App& app) {
    try {
        return read(kind, table, upload.bytes, app.texts);
    } catch (const text::Message&) {
        return std::nullopt;
    }
}

bool import(sql::Transaction& tx, const Desk& desk, const Kind& kind, const Upload& upload,
            const std::string& stand, Time now) {
    const auto table = kind.open(tx, desk);
    const auto reading = read_again(kind, *table, upload, desk.app);
    if (!reading || !reading->may_go() || reading->stand != stand) return false;
    for (const auto& row : reading->rows)
        if (row.fate == Fate::New || row.fate == Fate::Changed)
            table->put(tx, row.before ? std::optional(row.before->id) : std::nullopt, row.cells,
                       now);
    tx.exec(
        "INSERT INTO list_imports (id, kind, staff_id, imported_at, added, changed)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        make_id_bytes(now), kind.file, desk.who.id, now, reading->count(Fate::New),
        reading->count(Fate::Changed));
    forget(tx, upload.id);
    return true;
}

std::vector<Imported> last_imports(sql::Connection& db, const Kind& kind) {
    return db.all(
        "SELECT imported_at, staff_id, added, changed FROM list_imports WHERE kind = $1"
        " ORDER BY id DESC LIMIT 10",
        [](sql::Row row) {
            return Imported{row.get<Time>(0), row.get<Id<Staff>>(1), row.get<std::int64_t>(2),
                            row.get<std::int64_t>(3)};
        },
        kind.file);
}

}  // namespace mobio::lists
