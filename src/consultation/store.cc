// SPDX-License-Identifier: EUPL-1.2
#include "consultation/store.h"

#include <algorithm>

#include "account/assignments.h"
#include "account/openings.h"
#include "account/store.h"
#include "consultation/notes.h"
#include "platform/access_log/access_log.h"

namespace mobio::consultation {

namespace {

constexpr std::string_view columns =
    "SELECT c.id, c.person_id, c.author_id, c.revision, c.done_at, c.told FROM consultations c";

// $1 a caseworker, $2 now: in charge of the person, or their cover.
const std::string is_theirs = " WHERE c.person_id IN " + std::string(account::their_persons);

// The same of a case that is open to them to read (account/openings.h). A lead works on none.
const std::string is_open_to_them =
    "c.person_id IN (SELECT person_id FROM case_openings WHERE staff_id = $1"
    " AND from_at <= $2 AND until_at > $2)";
std::string is_read_by(const CaseReader& who) {
    if (who.role == Role::Lead) return " WHERE " + is_open_to_them;
    return " WHERE (c.person_id IN " + std::string(account::their_persons) + " OR " +
           is_open_to_them + ")";
}

vault::Place place(const IdBytes& row) { return {"consultations", "told", row}; }

struct Sealed {
    Kept kept;
    sql::Blob told;
};

Sealed from_row(sql::Row row) {
    Kept kept;
    kept.id = row.get<ConsultationId>(0);
    kept.person = row.get<Id<Person>>(1);
    kept.author = row.get<Id<Staff>>(2);
    kept.revision = row.get<std::int64_t>(3);
    kept.done_at = row.get<std::optional<Time>>(4);
    return {kept, row.get<sql::Blob>(5)};
}

// Without those of a person whose key was destroyed.
std::vector<Kept> opened(App& app, std::vector<Sealed> rows) {
    std::vector<IdBytes> persons;
    for (const auto& row : rows) persons.push_back(row.kept.person.bytes);
    const auto keys = app.vault.keys_of(std::move(persons));
    std::vector<Kept> all;
    for (auto& row : rows) {
        const auto key = keys.find(row.kept.person.bytes);
        if (key == keys.end()) continue;
        row.kept.told = from_json(app.vault.open(key->second, place(row.kept.id.bytes), row.told));
        all.push_back(std::move(row.kept));
    }
    return all;
}

void newest_first(std::vector<Kept>& all) {
    std::ranges::stable_sort(all, [](const Kept& a, const Kept& b) {
        return a.told.day != b.told.day ? a.told.day > b.told.day : a.id.bytes > b.id.bytes;
    });
}

std::string sql_of(std::string_view first, std::string_view second, std::string_view third) {
    return std::string(first) + std::string(second) + std::string(third);
}

// $3: the person. Throws Failure{404} where they are not theirs to read.
std::vector<Kept> of_person(sql::Connection& db, App& app, const CaseReader& who, Id<Person> person,
                            std::string_view which) {
    const auto now = app.clock.now();
    if (!account::may_read(db, who, person, now)) http::not_found();
    auto all =
        opened(app, db.all(sql_of(columns, is_read_by(who), which), from_row, who.id, now, person));
    newest_first(all);
    return all;
}

std::optional<Kept> find(sql::Connection& db, App& app, const std::string& reach, Id<Staff> staff,
                         ConsultationId id) {
    auto found = opened(app, db.all(sql_of(columns, reach, " AND c.id = $3"), from_row, staff,
                                    app.clock.now(), id));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

void note(sql::Transaction& tx, App& app, const Caseworker& who, Id<Person> person,
          const char* action, ConsultationId id, Time now) {
    access_log::write(
        tx, {person.bytes, access_log::Who::Staff, who.id.bytes, action, id.bytes, ""}, now);
    app.fields_changed(tx, app, person, {"consultations"}, now);
}

}  // namespace

std::vector<Kept> of_person(sql::Connection& db, App& app, const CaseReader& who,
                            Id<Person> person) {
    return of_person(db, app, who, person, " AND c.person_id = $3");
}

std::vector<Kept> to_do_of(sql::Connection& db, App& app, const CaseReader& who,
                           Id<Person> person) {
    return of_person(db, app, who, person,
                     " AND c.person_id = $3 AND c.has_step = 1 AND c.done_at IS NULL");
}

std::optional<Kept> find(sql::Connection& db, App& app, const CaseReader& who, ConsultationId id) {
    return find(db, app, is_read_by(who), who.id, id);
}

std::optional<Kept> find(sql::Connection& db, App& app, const Caseworker& who, ConsultationId id) {
    return find(db, app, is_theirs, who.id, id);
}

std::vector<Kept> to_do(sql::Connection& db, App& app, const Caseworker& who) {
    auto all = opened(app, db.all(sql_of(columns, is_theirs,
                                         " AND c.has_step = 1 AND c.done_at IS NULL"
                                         " ORDER BY c.person_id"),
                                  from_row, who.id, app.clock.now()));
    std::ranges::stable_sort(all, {}, [](const Kept& one) { return one.told.step.due; });
    return all;
}

std::vector<Kept> own(sql::Connection& db, App& app, const Acting& who) {
    const auto now = app.clock.now();
    const auto self = db.first(
        "SELECT 1 FROM account_access WHERE account_id = $1 AND person_id = $2"
        " AND relation = 'self' AND from_at <= $3 AND (until_at IS NULL OR until_at > $3)",
        [](sql::Row) { return true; }, who.account, who.person, now);
    if (!self) http::not_found();
    auto all =
        opened(app, db.all(sql_of(columns, " WHERE c.person_id = $1", ""), from_row, who.person));
    newest_first(all);
    return all;
}

std::vector<Kept> for_figures(sql::Connection& db, App& app, Id<Person> person) {
    return opened(app, db.all(sql_of(columns, " WHERE c.person_id = $1", ""), from_row, person));
}

void add(sql::Transaction& tx, App& app, const Caseworker& who, Id<Person> person,
         ConsultationId id, const Consultation& told, Time now) {
    if (!account::is_assigned(tx, who.id, person, now)) http::not_found();
    const auto key = app.vault.key_of(person.bytes);
    tx.exec(
        "INSERT INTO consultations (id, person_id, author_id, revision, written_at, has_step, told)"
        " VALUES ($1, $2, $3, 1, $4, $5, $6)",
        id, person, who.id, now, told.step.agreed() ? 1 : 0,
        app.vault.seal(key, place(id.bytes), to_json(told)));
    note(tx, app, who, person, "consultation.written", id, now);
}

void change(sql::Transaction& tx, App& app, const Caseworker& who, const Kept& before,
            const Consultation& told, Time now) {
    const auto stands = find(tx, app, who, before.id);
    if (!stands) http::not_found();
    if (stands->revision != before.revision) throw http::Failure{409};
    const auto key = app.vault.key_of(stands->person.bytes);
    const bool same_step = told.step == stands->told.step;
    tx.exec(
        "UPDATE consultations SET revision = revision + 1, has_step = $2, done_at = $3, told = $4"
        " WHERE id = $1",
        before.id, told.step.agreed() ? 1 : 0, same_step ? stands->done_at : std::nullopt,
        app.vault.seal(key, place(before.id.bytes), to_json(told)));
    note(tx, app, who, stands->person, "consultation.changed", before.id, now);
}

void set_done(sql::Transaction& tx, App& app, const Caseworker& who, ConsultationId id, bool done,
              Time now) {
    struct Stands {
        Id<Person> person;
        bool done;
    };
    const auto stands = tx.first(
        "SELECT c.person_id, c.done_at FROM consultations c" + is_theirs +
            " AND c.id = $3 AND c.has_step = 1",
        [](sql::Row row) {
            return Stands{row.get<Id<Person>>(0), row.get<std::optional<Time>>(1).has_value()};
        },
        who.id, app.clock.now(), id);
    if (!stands || !app.vault.find_key_of(stands->person.bytes)) http::not_found();
    if (done == stands->done) return;
    tx.exec("UPDATE consultations SET done_at = $2, done_by = $3 WHERE id = $1", id,
            done ? std::optional(now) : std::nullopt, done ? std::optional(who.id) : std::nullopt);
    note(tx, app, who, stands->person, done ? "step.done" : "step.reopened", id, now);
}

std::vector<IdBytes> move_consultations(sql::Transaction& tx, App& app,
                                        const MovingRecord& moving) {
    const auto rows = tx.all(sql_of(columns, " WHERE c.person_id = $1", ""), from_row, moving.from);
    const auto from = app.vault.key_of(moving.from.bytes), to = app.vault.key_of(moving.to.bytes);
    std::vector<IdBytes> moved;
    for (const auto& [kept, told] : rows) {
        const auto& id = kept.id.bytes;
        if (!moving.takes(id)) continue;
        tx.exec("UPDATE consultations SET person_id = $2, told = $3 WHERE id = $1", id, moving.to,
                app.vault.seal(to, place(id), app.vault.open(from, place(id), told)));
        seal_notes_anew(tx, app, kept.id, from, to);
        moved.push_back(id);
    }
    return moved;
}

}  // namespace mobio::consultation
