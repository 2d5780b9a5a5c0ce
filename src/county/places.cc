// SPDX-License-Identifier: EUPL-1.2
#include "county/places.h"

#include "platform/text/texts.h"

namespace mobio::county {

namespace {

constexpr auto municipality_columns =
    "SELECT id, ags, name, closed_at, region_id FROM municipalities";
constexpr auto accommodation_columns =
    "SELECT id, municipality_id, name, type, phase, places, closed_at FROM accommodations";
constexpr auto team_columns = "SELECT id, name, service, closed_at FROM teams";
constexpr auto by_name = " ORDER BY folded, id";
constexpr auto by_id = " WHERE id = $1";

bool is_there(sql::Row row, int column) { return row.get<std::optional<Time>>(column).has_value(); }

Municipality municipality(sql::Row row) {
    return {row.get<Id<Municipality>>(0), row.get<std::string>(1), row.get<std::string>(2),
            is_there(row, 3), row.get<std::optional<Id<Region>>>(4)};
}

Accommodation accommodation(sql::Row row) {
    return {row.get<Id<Accommodation>>(0),
            row.get<Id<Municipality>>(1),
            row.get<std::string>(2),
            row.get<std::string>(3),
            row.get<std::string>(4),
            row.get<int>(5),
            is_there(row, 6)};
}

Team team(sql::Row row) {
    return {row.get<Id<Team>>(0), row.get<std::string>(1), row.get<std::string>(2),
            is_there(row, 3)};
}

std::string sql_of(const char* columns, const char* rest) { return std::string(columns) + rest; }

std::optional<Time> closing(bool closed, Time now) {
    return closed ? std::optional(now) : std::nullopt;
}

}  // namespace

std::vector<Municipality> municipalities(sql::Connection& db) {
    return db.all(sql_of(municipality_columns, by_name), municipality);
}
std::vector<Accommodation> accommodations(sql::Connection& db) {
    return db.all(sql_of(accommodation_columns, by_name), accommodation);
}
std::vector<Team> teams(sql::Connection& db) { return db.all(sql_of(team_columns, by_name), team); }

std::optional<Municipality> find(sql::Connection& db, Id<Municipality> id) {
    return db.first(sql_of(municipality_columns, by_id), municipality, id);
}
std::optional<Accommodation> find(sql::Connection& db, Id<Accommodation> id) {
    return db.first(sql_of(accommodation_columns, by_id), accommodation, id);
}
std::optional<Team> find(sql::Connection& db, Id<Team> id) {
    return db.first(sql_of(team_columns, by_id), team, id);
}

void put(sql::Transaction& tx, const Municipality& one, Time now) {
    tx.exec(
        "INSERT INTO municipalities (id, ags, name, folded, added_at, changed_at, closed_at)"
        " VALUES ($1, $2, $3, $4, $5, $5, $6) ON CONFLICT (id) DO UPDATE SET ags = $2, name = $3,"
        " folded = $4, changed_at = $5, closed_at = $6",
        one.id, one.ags, one.name, text::fold(one.name), now, closing(one.closed, now));
}

void put(sql::Transaction& tx, const Accommodation& one, Time now) {
    tx.exec(
        "INSERT INTO accommodations (id, municipality_id, name, folded, type, phase, places,"
        " added_at, changed_at, closed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)"
        " ON CONFLICT (id) DO UPDATE SET municipality_id = $2, name = $3, folded = $4, type = $5,"
        " phase = $6, places = $7, changed_at = $8, closed_at = $9",
        one.id, one.municipality, one.name, text::fold(one.name), one.type, one.phase, one.places,
        now, closing(one.closed, now));
}

void put(sql::Transaction& tx, const Team& one, Time now) {
    tx.exec(
        "INSERT INTO teams (id, name, folded, service, added_at, changed_at, closed_at)"
        " VALUES ($1, $2, $3, $4, $5, $5, $6) ON CONFLICT (id) DO UPDATE SET name = $2,"
        " folded = $3, service = $4, changed_at = $5, closed_at = $6",
        one.id, one.name, text::fold(one.name), one.service, now, closing(one.closed, now));
}

Post post_of(sql::Connection& db, Id<Staff> staff) {
    return db
        .first(
            "SELECT team_id, municipality_id FROM staff WHERE id = $1",
            [](sql::Row row) {
                return Post{row.get<std::optional<Id<Team>>>(0),
                            row.get<std::optional<Id<Municipality>>>(1)};
            },
            staff)
        .value_or(Post{});
}

std::map<Id<Staff>, Post> posts(sql::Connection& db) {
    std::map<Id<Staff>, Post> posts;
    db.each("SELECT id, team_id, municipality_id FROM staff", [&](sql::Row row) {
        posts[row.get<Id<Staff>>(0)] = {row.get<std::optional<Id<Team>>>(1),
                                        row.get<std::optional<Id<Municipality>>>(2)};
    });
    return posts;
}

void set_post(sql::Transaction& tx, Id<Staff> staff, const Post& post) {
    tx.exec("UPDATE staff SET team_id = $2, municipality_id = $3 WHERE id = $1", staff, post.team,
            post.municipality);
}

std::vector<Id<Staff>> members(sql::Connection& db, Id<Team> team) {
    return db.all(
        "SELECT id FROM staff WHERE team_id = $1 AND active = 1",
        [](sql::Row row) { return row.get<Id<Staff>>(0); }, team);
}

}  // namespace mobio::county
