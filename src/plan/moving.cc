// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>

#include "plan/store.h"
#include "platform/files/files.h"

// A plan goes along with a record that is joined to another one: opened with the one's key, sealed
// with the other's. When both part again, what was added meanwhile goes where its goal or its
// version goes: who signed a version has signed it wherever it is.
namespace mobio::plan {

namespace {

using nlohmann::json;

struct Table {
    const char* name;
    const char* parent;  // the column that names the goal or version that a row belongs to
};
// Goals and versions stand before what belongs to them.
constexpr std::array tables{Table{"plans", "NULL"},
                            Table{"plan_goals", "NULL"},
                            Table{"plan_measures", "goal_id"},
                            Table{"plan_outcomes", "goal_id"},
                            Table{"plan_wishes", "goal_id"},
                            Table{"plan_reviews", "NULL"},
                            Table{"plan_versions", "NULL"},
                            Table{"plan_confirmations", "version_id"},
                            Table{"plan_scans", "version_id"}};

struct Row {
    IdBytes id;
    std::optional<IdBytes> parent;
    sql::Blob told;
};

struct Move {
    sql::Transaction& tx;
    App& app;
    const MovingRecord& moving;
    const vault::PersonKey &from, &to;
    std::vector<IdBytes> moved = {};

    bool has_moved(const IdBytes& row) const {
        return std::ranges::find(moved, row) != moved.end();
    }
    // What names a goal, in an array of what a row tells.
    bool has_moved(const json& one, const char* goal) const {
        const auto id = parse_id_text(one.at(goal).get<std::string>());
        return id && has_moved(*id);
    }
    json opened(const char* table, const Row& row) const {
        return json::parse(app.vault.open(from, told_in(table, row.id), row.told));
    }
    void take(const char* table, const Row& row) {
        const auto place = told_in(table, row.id);
        tx.exec("UPDATE " + std::string(table) + " SET person_id = $2, told = $3 WHERE id = $1",
                row.id, moving.to,
                app.vault.seal(to, place, app.vault.open(from, place, row.told)));
        moved.push_back(row.id);
    }
};

std::vector<Row> rows_of(sql::Connection& db, const Table& table, Id<Person> person) {
    return db.all(
        "SELECT id, " + std::string(table.parent) + ", told FROM " + table.name +
            " WHERE person_id = $1",
        [](sql::Row row) {
            return Row{row.get<IdBytes>(0), row.get<std::optional<IdBytes>>(1),
                       row.get<sql::Blob>(2)};
        },
        person);
}

// Frozen while both were one, with nothing in it but goals that go. One of goals of both cannot be
// torn in two, and stays.
bool is_of_moved_goals(const Move& move, const Row& version) {
    const auto told = move.opened("plan_versions", version);
    const auto& goals = told.at("goals");
    return !goals.empty() && std::all_of(goals.begin(), goals.end(), [&](const json& goal) {
        return move.has_moved(goal, "id");
    });
}

// What is said of goals that go, as a review of the same day.
void add_part(const Move& move, const Row& whole, const json& told) {
    struct Written {
        Id<Staff> staff;
        Time at;
    };
    const auto written = move.tx.first(
        "SELECT staff_id, written_at FROM plan_reviews WHERE id = $1",
        [](sql::Row row) {
            return Written{row.get<Id<Staff>>(0), row.get<Time>(1)};
        },
        whole.id);
    const auto id = make_id_bytes(move.app.clock.now());
    move.tx.exec(
        "INSERT INTO plan_reviews (id, person_id, staff_id, written_at, told)"
        " VALUES ($1, $2, $3, $4, $5)",
        id, move.moving.to, written.value().staff, written.value().at,
        move.app.vault.seal(move.to, told_in("plan_reviews", id), told.dump()));
}

// Written while both were one: each record keeps what is said of its own goals. What was said about
// all of it stays where some of them stay.
void part_review(Move& move, const Row& row) {
    const auto told = move.opened("plan_reviews", row);
    auto stays = told, goes = told;
    stays["items"] = json::array();
    goes["items"] = json::array();
    for (const auto& item : told.at("items"))
        (move.has_moved(item, "goal") ? goes : stays)["items"].push_back(item);
    if (goes["items"].empty()) return;
    if (stays["items"].empty()) {
        move.take("plan_reviews", row);
        return;
    }
    goes["words"] = "";
    add_part(move, row, goes);
    move.tx.exec("UPDATE plan_reviews SET told = $2 WHERE id = $1", row.id,
                 move.app.vault.seal(move.from, told_in("plan_reviews", row.id), stays.dump()));
}

// Of a row that was not there when the records were joined.
void move_later_one(Move& move, const Table& table, const Row& row) {
    const std::string_view name = table.name;
    if (name == "plan_reviews") {
        part_review(move, row);
        return;
    }
    const bool goes = name == "plan_versions" ? is_of_moved_goals(move, row)
                                              : row.parent && move.has_moved(*row.parent);
    if (goes) move.take(table.name, row);
}

// The sheets of those that moved; those of before have moved with all files.
void move_sheets(const Move& move) {
    auto sheets = move.tx.all(
        "SELECT file_id FROM plan_scans WHERE person_id = $1",
        [](sql::Row row) { return row.get<IdBytes>(0); }, move.moving.to);
    files::move_files(move.tx, move.app, {move.moving.from, move.moving.to, std::move(sheets)});
}

}  // namespace

std::vector<IdBytes> move_plans(sql::Transaction& tx, App& app, const MovingRecord& moving) {
    const auto from = app.vault.key_of(moving.from.bytes), to = app.vault.key_of(moving.to.bytes);
    Move move{tx, app, moving, from, to};
    for (const auto& table : tables)
        for (const auto& row : rows_of(tx, table, moving.from))
            if (moving.takes(row.id))
                move.take(table.name, row);
            else
                move_later_one(move, table, row);
    if (moving.only) move_sheets(move);
    tx.exec("DELETE FROM plan_looks WHERE person_id = $1", moving.from);
    return move.moved;
}

}  // namespace mobio::plan
