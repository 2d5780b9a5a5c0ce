// SPDX-License-Identifier: EUPL-1.2
#include "documents/showing.h"

#include "documents/rows.h"
#include "platform/http/response.h"

namespace mobio::documents {

void show(sql::Transaction& tx, Id<Person> person, const Showing& showing) {
    const auto written = tx.exec(
        "INSERT INTO document_showings (document_id, shown_to, file_id, until_at)"
        " SELECT d.id, $3, d.file_id, $4 FROM documents d"
        " WHERE d.id = $1 AND d.person_id = $2 AND d.file_id = $5 AND d.removed_at IS NULL",
        showing.document, person, showing.to, showing.until, showing.file);
    if (written != 1) throw http::Failure{409};
}

std::vector<Document> shown(sql::Connection& db, App& app, Id<Person> person, const IdBytes& to,
                            Time now) {
    const auto key = app.vault.find_key_of(person.bytes);
    if (!key) return {};
    return db.all(
        std::string("SELECT ") + document_columns +
            " FROM document_showings s JOIN documents d"
            " ON d.id = s.document_id AND d.file_id = s.file_id"
            " WHERE s.shown_to = $1 AND d.person_id = $2 AND s.until_at > $3"
            " AND d.removed_at IS NULL ORDER BY d.id DESC",
        [&](sql::Row row) { return unsealed(row, app, *key); }, to, person, now);
}

std::optional<std::string> picture_of(sql::Connection& db, App& app, Id<Person> person,
                                      DocumentId id) {
    const auto key = app.vault.find_key_of(person.bytes);
    if (!key) return std::nullopt;
    return db.first(
        "SELECT picture FROM documents WHERE id = $1 AND person_id = $2 AND removed_at IS NULL",
        [&](sql::Row row) {
            return app.vault.open(*key, {"documents", "picture", id.bytes}, row.get<sql::Blob>(0));
        },
        id, person);
}

void stop_showing(sql::Transaction& tx, const IdBytes& to) {
    tx.exec("DELETE FROM document_showings WHERE shown_to = $1", to);
}

void stop_showing(sql::Transaction& tx, DocumentId document) {
    tx.exec("DELETE FROM document_showings WHERE document_id = $1", document);
}

void forget_ended_showings(sql::Transaction& tx, Time now) {
    tx.exec("DELETE FROM document_showings WHERE until_at <= $1", now);
}

std::optional<Time> shown_until(sql::Connection& db, DocumentId document, Time now) {
    return db.first(
        "SELECT until_at FROM document_showings WHERE document_id = $1 AND until_at > $2"
        " ORDER BY until_at DESC LIMIT 1",
        [](sql::Row row) { return row.get<Time>(0); }, document, now);
}

}  // namespace mobio::documents
