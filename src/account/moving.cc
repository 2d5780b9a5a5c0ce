// SPDX-License-Identifier: EUPL-1.2
#include "account/moving.h"

namespace mobio::account {

namespace {

// Moves the chosen ones of `rows`; returns those.
std::vector<IdBytes> move(const MovingRecord& moving, const std::vector<IdBytes>& rows,
                          const std::function<bool(const IdBytes&)>& move_one) {
    std::vector<IdBytes> moved;
    for (const auto& row : rows)
        if (moving.takes(row) && move_one(row)) moved.push_back(row);
    return moved;
}

std::vector<IdBytes> rows_of(sql::Transaction& tx, const char* sql, Id<Person> person) {
    return tx.all(
        sql, [](sql::Row row) { return row.get<IdBytes>(0); }, person);
}

}  // namespace

std::vector<IdBytes> move_access(sql::Transaction& tx, App&, const MovingRecord& moving) {
    const auto accounts =
        rows_of(tx, "SELECT account_id FROM account_access WHERE person_id = $1", moving.from);
    // Going back, a row is its record's own again.
    const auto came_from = moving.only ? std::nullopt : std::optional(moving.from);
    return move(moving, accounts, [&](const IdBytes& account) {
        tx.exec("UPDATE sessions SET person_id = $3 WHERE account_id = $1 AND person_id = $2",
                account, moving.from, moving.to);
        const auto moved = tx.exec(
            "UPDATE account_access SET person_id = $3, came_from = $4"
            " WHERE account_id = $1 AND person_id = $2 AND NOT EXISTS"
            " (SELECT 1 FROM account_access b WHERE b.account_id = $1 AND b.person_id = $3)",
            account, moving.from, moving.to, came_from);
        return moved == 1;
    });
}

std::vector<IdBytes> move_assignments(sql::Transaction& tx, App&, const MovingRecord& moving) {
    const auto rows = rows_of(tx, "SELECT id FROM assignments WHERE person_id = $1", moving.from);
    return move(moving, rows, [&](const IdBytes& row) {
        return tx.exec("UPDATE assignments SET person_id = $2 WHERE id = $1", row, moving.to) == 1;
    });
}

std::vector<IdBytes> move_code_cards(sql::Transaction& tx, App&, const MovingRecord& moving) {
    const auto rows = rows_of(tx, "SELECT id FROM code_cards WHERE person_id = $1", moving.from);
    return move(moving, rows, [&](const IdBytes& row) {
        return tx.exec("UPDATE code_cards SET person_id = $2 WHERE id = $1", row, moving.to) == 1;
    });
}

void set_merged_into(sql::Transaction& tx, Id<Person> record, std::optional<Id<Person>> other) {
    tx.exec("UPDATE persons SET merged_into = $2 WHERE id = $1", record, other);
}

std::optional<Id<Person>> leads_to(sql::Connection& db, Id<Person> record) {
    return db.first(
        "WITH RECURSIVE chain (id, merged_into) AS ("
        "  SELECT id, merged_into FROM persons WHERE id = $1"
        "  UNION SELECT p.id, p.merged_into FROM persons p JOIN chain c ON p.id = c.merged_into)"
        " SELECT p.id FROM chain c JOIN persons p ON p.id = c.id"
        " WHERE p.merged_into IS NULL AND p.erased_at IS NULL",
        [](sql::Row row) { return row.get<Id<Person>>(0); }, record);
}

std::vector<Id<Person>> with_merged(sql::Connection& db, Id<Person> record) {
    return db.all(
        "WITH RECURSIVE tree (id) AS ("
        "  SELECT id FROM persons WHERE id = $1"
        "  UNION SELECT p.id FROM persons p JOIN tree t ON p.merged_into = t.id)"
        " SELECT id FROM tree ORDER BY CASE WHEN id = $1 THEN 0 ELSE 1 END, id",
        [](sql::Row row) { return row.get<Id<Person>>(0); }, record);
}

}  // namespace mobio::account
