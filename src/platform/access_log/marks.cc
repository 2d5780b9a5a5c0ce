// SPDX-License-Identifier: EUPL-1.2
#include "platform/access_log/marks.h"

namespace mobio::access_log {
namespace {

// By kind, oldest first.
std::vector<Mark> find(sql::Connection& db, const vault::Vault& vault, std::string_view kind) {
    return db.all(
        "SELECT position, chain, at, mac FROM access_log_marks WHERE kind = $1 ORDER BY position",
        [&](sql::Row r) {
            const Mark mark{r.get<std::int64_t>(0), r.get<Hash>(1), r.get<Time>(2)};
            if (r.get<Hash>(3) != mac_of(vault, kind, mark)) throw Tampered();
            return mark;
        },
        kind);
}

bool any_sealed(sql::Connection& db) {
    return db
        .first("SELECT 1 FROM access_log WHERE position > 0 LIMIT 1", [](sql::Row) { return true; })
        .has_value();
}

bool add(sql::Transaction& tx, const vault::Vault& vault, std::string_view kind, const Mark& mark) {
    return tx.exec(
               "INSERT INTO access_log_marks (kind, position, chain, at, mac)"
               " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (kind, position) DO NOTHING",
               kind, mark.position, mark.chain, mark.at, mac_of(vault, kind, mark)) == 1;
}

}  // namespace

Hash mac_of(const vault::Vault& vault, std::string_view kind, const Mark& mark) {
    return vault.keyed_hash(vault::Purpose::Log, "mark " + std::string(kind) + ' ' +
                                                     std::to_string(mark.position) + ' ' +
                                                     vault::hex(mark.chain) + ' ' +
                                                     std::to_string(millis(mark.at)));
}

Mark find_head(sql::Connection& db, const vault::Vault& vault) {
    const auto heads = find(db, vault, "head");
    if (heads.size() == 1) return heads.front();
    if (!heads.empty() || any_sealed(db)) throw Tampered();
    return find_base(db, vault);
}

Mark find_base(sql::Connection& db, const vault::Vault& vault) {
    const auto bases = find(db, vault, "base");
    return bases.empty() ? Mark{} : bases.back();
}

std::vector<Mark> find_days(sql::Connection& db, const vault::Vault& vault) {
    return find(db, vault, "day");
}

bool move_head(sql::Transaction& tx, const vault::Vault& vault, const Mark& from, const Mark& to) {
    const auto gone = tx.exec("DELETE FROM access_log_marks WHERE kind = 'head' AND position = $1",
                              from.position);
    const auto others = tx.first("SELECT 1 FROM access_log_marks WHERE kind = 'head'",
                                 [](sql::Row) { return true; });
    if (others || (gone == 0 && from.position > 0)) return false;
    return add(tx, vault, "head", to);
}

void add_day(sql::Transaction& tx, const vault::Vault& vault, const Mark& mark) {
    add(tx, vault, "day", mark);
}

void set_base(sql::Transaction& tx, const vault::Vault& vault, const Mark& mark) {
    tx.exec("DELETE FROM access_log_marks WHERE kind = 'base'");
    tx.exec("DELETE FROM access_log_marks WHERE kind = 'day' AND position <= $1", mark.position);
    add(tx, vault, "base", mark);
}

}  // namespace mobio::access_log
