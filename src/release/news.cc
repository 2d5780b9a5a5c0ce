// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "release/access.h"
#include "release/store.h"

// What comes back to the person: answers, questions for a new link, who sees a changed value.
namespace mobio::release {

namespace {

struct AnswerRow;

vault::Place place(const IdBytes& row) { return {"release_answers", "message", row}; }

void notify(sql::Transaction& tx, Id<Release> id, const char* kind, Time now) {
    tx.exec(
        "INSERT INTO release_notices (release_id, kind, at) VALUES ($1, $2, $3)"
        " ON CONFLICT (release_id, kind) DO UPDATE SET at = $3, told_at = NULL",
        id, kind, now);
}

}  // namespace

void add_answer(sql::Transaction& tx, App& app, const Full& release, const std::string& code,
                const std::string& message, Time now) {
    const auto id = Id<AnswerRow>::make(now);
    std::optional<sql::Blob> sealed;
    if (!message.empty())
        sealed = app.vault.seal(app.vault.key_of(release.person.bytes), place(id.bytes), message);
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
    std::optional<vault::PersonKey> key;
    return db.all(
        "SELECT id, code, message, at FROM release_answers WHERE release_id = $1"
        " ORDER BY at DESC, id DESC LIMIT 50",
        [&](sql::Row row) {
            Answered answer{row.get<std::string>(1), {}, row.get<Time>(3)};
            const auto sealed = row.get<std::optional<sql::Blob>>(2);
            if (!sealed) return answer;
            if (!key) key.emplace(app.vault.key_of(release.person.bytes));
            answer.message = app.vault.open(*key, place(row.get<Id<AnswerRow>>(0).bytes), *sealed);
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
    std::optional<biography::Biography> biography;
    for (const auto& release : running_of(tx, app, person, now)) {
        if (!touches(*app.catalogue, release.items, fields)) continue;
        if (!biography)
            biography = biography::load_for_packet(tx, app, person, app.vault.key_of(person.bytes));
        if (shows_newer(app, *biography, release, fields, now))
            notify(tx, release.id, "changed", now);
    }
}

}  // namespace mobio::release
