// SPDX-License-Identifier: EUPL-1.2
#include "account/assignments.h"

#include <algorithm>

#include "platform/access_log/access_log.h"
#include "platform/http/router.h"

namespace mobio::account {

namespace {

constexpr std::string_view cover_columns =
    "SELECT id, absent_id, cover_id, from_at, until_at, made_by FROM covers";

Cover cover_from(sql::Row row) {
    return {row.get<Id<Cover>>(0), row.get<Id<Staff>>(1), row.get<Id<Staff>>(2),
            row.get<Time>(3),      row.get<Time>(4),      row.get<Id<Staff>>(5)};
}

std::string sql_of(std::string_view columns, std::string_view rest) {
    return std::string(columns) + std::string(rest);
}

void stand_in(sql::Transaction& tx, const Cover& cover, Id<Person> person, Time now) {
    tx.exec(
        "INSERT INTO assignments (id, person_id, staff_id, kind, from_at, until_at, came_of)"
        " VALUES ($1, $2, $3, 'cover', $4, $5, $6)",
        make_id_bytes(now), person, cover.cover, std::max(cover.from, now), cover.until, cover.id);
}

// What runs beyond that moment of the person's, but for who is in charge and stays.
void end_others(sql::Transaction& tx, Id<Person> person, Id<Staff> stays, Time until) {
    tx.exec(
        "UPDATE assignments SET until_at = $3 WHERE person_id = $1"
        " AND (until_at IS NULL OR until_at > $3)"
        " AND ((kind = 'main' AND staff_id <> $2) OR (kind = 'cover' AND came_of IS NOT NULL"
        "  AND came_of NOT IN (SELECT id FROM covers WHERE absent_id = $2)))",
        person, stays, until);
}

bool in_charge(sql::Connection& db, Id<Person> person, Id<Staff> staff) {
    return db
        .first(
            "SELECT 1 FROM assignments WHERE person_id = $1 AND staff_id = $2 AND kind = 'main'"
            " AND until_at IS NULL",
            [](sql::Row) { return true; }, person, staff)
        .has_value();
}

}  // namespace

std::vector<Assigned> assigned_to(sql::Connection& db, Id<Person> person, Time now) {
    return db.all(
        "SELECT staff_id, kind, until_at FROM assignments WHERE person_id = $1 AND from_at <= $2"
        " AND (until_at IS NULL OR until_at > $2)"
        " ORDER BY CASE WHEN kind = 'main' THEN 0 ELSE 1 END,"
        " CASE WHEN until_at IS NULL THEN 0 ELSE 1 END, from_at DESC, id DESC",
        [](sql::Row row) {
            return Assigned{row.get<Id<Staff>>(0),
                            row.get<std::string>(1) == "main" ? Part::Main : Part::Cover,
                            row.get<std::optional<Time>>(2)};
        },
        person, now);
}

void assign(sql::Transaction& tx, Id<Person> person, Id<Staff> staff, Time now, Time others_until) {
    end_others(tx, person, staff, others_until);
    if (in_charge(tx, person, staff)) return;
    // Who works on a case does not read it besides (openings.h).
    tx.exec(
        "UPDATE case_openings SET until_at = $3 WHERE person_id = $1 AND staff_id = $2"
        " AND until_at > $3",
        person, staff, now);
    tx.exec(
        "INSERT INTO assignments (id, person_id, staff_id, kind, from_at)"
        " VALUES ($1, $2, $3, 'main', $4)",
        make_id_bytes(now), person, staff, now);
    for (const auto& cover : covers_of(tx, staff, now))
        if (cover.absent == staff) stand_in(tx, cover, person, now);
}

void end_assignments(sql::Transaction& tx, Id<Person> person, Time now) {
    tx.exec(
        "UPDATE assignments SET until_at = $2 WHERE person_id = $1"
        " AND (until_at IS NULL OR until_at > $2)",
        person, now);
    tx.exec("UPDATE case_openings SET until_at = $2 WHERE person_id = $1 AND until_at > $2", person,
            now);
}

void add_cover(sql::Transaction& tx, const Cover& cover, Time now) {
    tx.exec(
        "INSERT INTO covers (id, absent_id, cover_id, from_at, until_at, made_by, made_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        cover.id, cover.absent, cover.cover, cover.from, cover.until, cover.made_by, now);
    const auto persons = tx.all(
        "SELECT person_id FROM assignments WHERE staff_id = $1 AND kind = 'main'"
        " AND until_at IS NULL",
        [](sql::Row row) { return row.get<Id<Person>>(0); }, cover.absent);
    for (const auto person : persons) {
        stand_in(tx, cover, person, now);
        access_log::write(tx,
                          {person.bytes, access_log::Who::Staff, cover.made_by.bytes,
                           "case.covered", cover.id.bytes, ""},
                          now);
    }
}

void end_cover(sql::Transaction& tx, Id<Cover> id, Time now) {
    if (tx.exec("UPDATE covers SET until_at = $2 WHERE id = $1 AND until_at > $2", id, now) == 0)
        http::not_found();
    tx.exec("UPDATE assignments SET until_at = $2 WHERE came_of = $1 AND until_at > $2", id, now);
}

std::optional<Cover> find_cover(sql::Connection& db, Id<Cover> id) {
    return db.first(sql_of(cover_columns, " WHERE id = $1"), cover_from, id);
}

std::vector<Cover> covers_of(sql::Connection& db, Id<Staff> staff, Time now) {
    return db.all(
        sql_of(cover_columns,
               " WHERE (absent_id = $1 OR cover_id = $1) AND until_at > $2 ORDER BY from_at, id"),
        cover_from, staff, now);
}

}  // namespace mobio::account
