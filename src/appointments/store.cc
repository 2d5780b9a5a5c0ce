// SPDX-License-Identifier: EUPL-1.2
#include "appointments/store.h"

#include <algorithm>

#include "account/assignments.h"
#include "account/store.h"
#include "platform/access_log/access_log.h"

namespace mobio::appointments {

namespace {

constexpr std::string_view columns =
    "SELECT a.id, a.person_id, a.staff_id, a.series_id, a.revision, a.made_at, a.cancelled_at,"
    " a.told FROM appointments a";

// $1 a caseworker, $2 now: in charge of the person, or their cover.
const std::string is_theirs = " WHERE a.person_id IN " + std::string(account::their_persons);

vault::Place place(const IdBytes& row) { return {"appointments", "told", row}; }

std::int64_t month_of(const App& app, Time moment) {
    const auto day = app.zone.day(moment);
    return static_cast<int>(day.year()) * 12 + static_cast<int>(static_cast<unsigned>(day.month()));
}

struct Sealed {
    Kept kept;
    sql::Blob told;
};

Sealed from_row(sql::Row row) {
    return {{row.get<AppointmentId>(0),
             row.get<Id<Person>>(1),
             row.get<Id<Staff>>(2),
             row.get<std::optional<AppointmentId>>(3),
             row.get<std::int64_t>(4),
             row.get<Time>(5),
             row.get<std::optional<Time>>(6),
             {}},
            row.get<sql::Blob>(7)};
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

void earliest_first(std::vector<Kept>& all) {
    std::ranges::stable_sort(all, {}, [](const Kept& one) { return one.told.start; });
}

void keep_span(std::vector<Kept>& all, Time from, Time until) {
    std::erase_if(all, [&](const Kept& one) {
        return !one.stands() || one.told.start < from || one.told.start >= until;
    });
    earliest_first(all);
}

std::string sql_of(std::string_view first, std::string_view second, std::string_view third = "") {
    return std::string(first) + std::string(second) + std::string(third);
}

void note(sql::Transaction& tx, const Caseworker& who, Id<Person> person, const char* action,
          AppointmentId id, Time now) {
    access_log::write(
        tx, {person.bytes, access_log::Who::Staff, who.id.bytes, action, id.bytes, ""}, now);
}

}  // namespace

std::vector<Kept> of_person(sql::Connection& db, App& app, const Caseworker& who,
                            Id<Person> person) {
    const auto now = app.clock.now();
    if (!account::is_assigned(db, who.id, person, now)) http::not_found();
    auto all = opened(app, db.all(sql_of(columns, is_theirs, " AND a.person_id = $3"), from_row,
                                  who.id, now, person));
    earliest_first(all);
    return all;
}

std::optional<Kept> find(sql::Connection& db, App& app, const Caseworker& who, AppointmentId id) {
    auto found = opened(app, db.all(sql_of(columns, is_theirs, " AND a.id = $3"), from_row, who.id,
                                    app.clock.now(), id));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Kept> between(sql::Connection& db, App& app, const Caseworker& who, Time from,
                          Time until) {
    auto all = opened(
        app, db.all(sql_of(columns, is_theirs,
                           " AND a.month BETWEEN $3 AND $4"
                           " AND a.cancelled_at IS NULL ORDER BY a.person_id"),
                    from_row, who.id, app.clock.now(), month_of(app, from), month_of(app, until)));
    keep_span(all, from, until);
    return all;
}

std::vector<Kept> own(sql::Connection& db, App& app, const Acting& who) {
    const auto now = app.clock.now();
    const auto may = db.first(
        "SELECT 1 FROM account_access WHERE account_id = $1 AND person_id = $2"
        " AND from_at <= $3 AND (until_at IS NULL OR until_at > $3)",
        [](sql::Row) { return true; }, who.account, who.person, now);
    if (!may) http::not_found();
    auto all = opened(app, db.all(sql_of(columns, " WHERE a.person_id = $1 AND a.month >= $2"),
                                  from_row, who.person, month_of(app, now)));
    earliest_first(all);
    return all;
}

AppointmentId add(sql::Transaction& tx, App& app, const Caseworker& who, Id<Person> person,
                  const std::vector<Appointment>& all, Time now) {
    if (!account::is_assigned(tx, who.id, person, now)) http::not_found();
    const auto key = app.vault.key_of(person.bytes);
    const auto first = AppointmentId::make(now);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto id = i == 0 ? first : AppointmentId::make(now);
        tx.exec(
            "INSERT INTO appointments (id, person_id, staff_id, series_id, month, revision,"
            " made_at, told) VALUES ($1, $2, $3, $4, $5, 1, $6, $7)",
            id, person, who.id, all.size() > 1 ? std::optional(first) : std::nullopt,
            month_of(app, all[i].start), now,
            app.vault.seal(key, place(id.bytes), to_json(all[i])));
    }
    note(tx, who, person, "appointment.made", first, now);
    return first;
}

void change(sql::Transaction& tx, App& app, const Caseworker& who, const Kept& before,
            const Appointment& told, Time now) {
    const auto stands = find(tx, app, who, before.id);
    if (!stands) http::not_found();
    if (stands->revision != before.revision || !stands->stands()) throw http::Failure{409};
    const auto key = app.vault.key_of(stands->person.bytes);
    tx.exec(
        "UPDATE appointments SET revision = revision + 1, month = $2, made_at = $3,"
        " reminded_at = NULL, told = $4 WHERE id = $1",
        before.id, month_of(app, told.start), now,
        app.vault.seal(key, place(before.id.bytes), to_json(told)));
    note(tx, who, stands->person, "appointment.moved", before.id, now);
}

void cancel(sql::Transaction& tx, App& app, const Caseworker& who, AppointmentId id, Extent extent,
            Time now) {
    const auto stands = find(tx, app, who, id);
    if (!stands) http::not_found();
    auto all = std::vector{*stands};
    if (extent == Extent::AndFollowing && stands->series)
        all = opened(app, tx.all(sql_of(columns, " WHERE a.series_id = $1 AND a.person_id = $2"),
                                 from_row, stands->series, stands->person));
    for (const auto& one : all)
        if (one.stands() && one.told.start >= stands->told.start)
            tx.exec(
                "UPDATE appointments SET revision = revision + 1, cancelled_at = $2 WHERE id = $1",
                one.id, now);
    note(tx, who, stands->person, "appointment.cancelled", id, now);
}

std::vector<Kept> to_remind(sql::Connection& db, App& app, Time from, Time until) {
    auto all = opened(app, db.all(sql_of(columns,
                                         " WHERE a.month BETWEEN $1 AND $2"
                                         " AND a.cancelled_at IS NULL AND a.reminded_at IS NULL"
                                         " AND EXISTS (SELECT 1 FROM reminder_wishes w"
                                         " WHERE w.person_id = a.person_id) ORDER BY a.person_id"),
                                  from_row, month_of(app, from), month_of(app, until)));
    keep_span(all, from, until);
    return all;
}

bool note_reminded(sql::Transaction& tx, const Kept& kept, Time now) {
    return tx.exec(
               "UPDATE appointments SET reminded_at = $3 WHERE id = $1 AND revision = $2"
               " AND reminded_at IS NULL AND cancelled_at IS NULL",
               kept.id, kept.revision, now) == 1;
}

std::vector<IdBytes> move_appointments(sql::Transaction& tx, App& app, const MovingRecord& moving) {
    const auto rows = tx.all(sql_of(columns, " WHERE a.person_id = $1"), from_row, moving.from);
    const auto from = app.vault.key_of(moving.from.bytes), to = app.vault.key_of(moving.to.bytes);
    std::vector<IdBytes> moved;
    for (const auto& [kept, told] : rows) {
        const auto& id = kept.id.bytes;
        if (!moving.takes(id)) continue;
        tx.exec("UPDATE appointments SET person_id = $2, told = $3 WHERE id = $1", id, moving.to,
                app.vault.seal(to, place(id), app.vault.open(from, place(id), told)));
        moved.push_back(id);
    }
    return moved;
}

}  // namespace mobio::appointments
