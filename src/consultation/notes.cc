// SPDX-License-Identifier: EUPL-1.2
#include "consultation/notes.h"

namespace mobio::consultation {

namespace {

constexpr std::string_view columns =
    "SELECT n.id, n.author_id, n.opened_at, n.written_at, n.words FROM working_notes n"
    " WHERE n.consultation_id = $1 AND n.written_at > $2";

// With its author in it: a note that is passed off as another one's does not open.
std::string column_of(Id<Staff> author) { return "words of " + author.text(); }

struct NotePlace {
    std::string column;
    IdBytes row;
    operator vault::Place() const { return {"working_notes", column, row}; }
};
NotePlace place(const IdBytes& row, Id<Staff> author) { return {column_of(author), row}; }

Duration kept_for(const App& app) { return std::chrono::days{app.county.private_note_days}; }

struct Row {
    IdBytes id;
    Id<Staff> author;
    std::optional<Time> opened_at;
    Time written_at;
    sql::Blob words;
};
Row from_row(sql::Row row) {
    return {row.get<IdBytes>(0), row.get<Id<Staff>>(1), row.get<std::optional<Time>>(2),
            row.get<Time>(3), row.get<sql::Blob>(4)};
}

WorkingNote opened(App& app, const vault::PersonKey& key, const Row& row) {
    return {row.author, app.vault.open(key, place(row.id, row.author), row.words),
            row.opened_at.has_value(), row.written_at + kept_for(app)};
}

std::optional<Row> row_of(sql::Connection& db, App& app, Id<Staff> author, ConsultationId beside) {
    return db.first(std::string(columns) + " AND n.author_id = $3", from_row, beside,
                    app.clock.now() - kept_for(app), author);
}

jobs::Outcome delete_old(App& app, const jobs::Job&) {
    app.db->write([&](sql::Transaction& tx) {
        tx.exec("DELETE FROM working_notes WHERE written_at <= $1",
                app.clock.now() - kept_for(app));
    });
    return jobs::Done{};
}

}  // namespace

std::optional<WorkingNote> own_note(sql::Connection& db, App& app, const CaseReader& who,
                                    const Kept& beside) {
    const auto row = row_of(db, app, who.id, beside.id);
    if (!row) return std::nullopt;
    return opened(app, app.vault.key_of(beside.person.bytes), *row);
}

std::vector<WorkingNote> notes_for_cover(sql::Connection& db, App& app, const CaseReader& who,
                                         const Kept& beside) {
    const auto now = app.clock.now();
    const auto rows =
        db.all(std::string(columns) +
                   " AND n.opened_at IS NOT NULL AND n.author_id <> $3 AND EXISTS"
                   " (SELECT 1 FROM assignments s JOIN covers v ON v.id = s.came_of"
                   " WHERE s.person_id = $4 AND s.staff_id = $3 AND v.absent_id = n.author_id"
                   " AND s.from_at <= $5 AND (s.until_at IS NULL OR s.until_at > $5))"
                   " ORDER BY n.id",
               from_row, beside.id, now - kept_for(app), who.id, beside.person, now);
    const auto key = app.vault.key_of(beside.person.bytes);
    std::vector<WorkingNote> notes;
    for (const auto& row : rows) notes.push_back(opened(app, key, row));
    return notes;
}

void write_note(sql::Transaction& tx, App& app, const Caseworker& who, ConsultationId beside,
                const std::string& words, bool opened, Time now) {
    const auto consultation = find(tx, app, who, beside);
    if (!consultation) http::not_found();
    const auto before = row_of(tx, app, who.id, beside);
    if (!before || words.empty())
        tx.exec("DELETE FROM working_notes WHERE consultation_id = $1 AND author_id = $2", beside,
                who.id);
    if (words.empty()) return;
    const auto id = before ? before->id : make_id_bytes(now);
    const auto sealed =
        app.vault.seal(app.vault.key_of(consultation->person.bytes), place(id, who.id), words);
    const auto opened_at = opened ? std::optional(now) : std::nullopt;
    if (before)
        tx.exec("UPDATE working_notes SET opened_at = $2, words = $3 WHERE id = $1", id, opened_at,
                sealed);
    else
        tx.exec(
            "INSERT INTO working_notes (id, consultation_id, author_id, opened_at, written_at,"
            " words) VALUES ($1, $2, $3, $4, $5, $6)",
            id, beside, who.id, opened_at, now, sealed);
}

void seal_notes_anew(sql::Transaction& tx, App& app, ConsultationId beside,
                     const vault::PersonKey& from, const vault::PersonKey& to) {
    // Also those whose time is over and that the job has not deleted yet.
    for (const auto& row : tx.all(columns, from_row, beside, Time{})) {
        const auto own = place(row.id, row.author);
        tx.exec("UPDATE working_notes SET words = $2 WHERE id = $1", row.id,
                app.vault.seal(to, own, app.vault.open(from, own, row.words)));
    }
}

void add_jobs(jobs::Register& jobs) {
    jobs.every("consultation.delete_notes", std::chrono::hours{1}, delete_old);
}

}  // namespace mobio::consultation
