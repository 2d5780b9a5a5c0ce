// SPDX-License-Identifier: EUPL-1.2
#include "platform/access_log/chain.h"

#include <map>
#include <vector>

#include "platform/access_log/checkpoints.h"
#include "platform/access_log/marks.h"

namespace mobio::access_log {
namespace {

constexpr int rows_at_once = 500;
constexpr int rows_to_walk = 5000;

// A row as it is stored, with all that its HMAC covers.
struct Stored {
    std::int64_t number = 0;
    std::string covered;
    std::int64_t position = 0;
    Hash chain{};
};

void put_number(std::string& text, std::int64_t number) {
    for (int shift = 56; shift >= 0; shift -= 8) text += static_cast<char>(number >> shift);
}

// With its length before it, so that no two rows read alike.
void put(std::string& text, std::string_view part) {
    put_number(text, static_cast<std::int64_t>(part.size()));
    text += part;
}

constexpr std::string_view columns = "number, at, who, person, actor, object, action, detail";

Stored read_row(sql::Row row) {
    Stored stored;
    stored.number = row.get<std::int64_t>(0);
    for (const int column : {0, 1, 2}) put_number(stored.covered, row.get<std::int64_t>(column));
    for (const int column : {3, 4, 5}) put(stored.covered, row.get<sql::Blob>(column).bytes);
    for (const int column : {6, 7}) put(stored.covered, row.get<std::string>(column));
    return stored;
}

Stored read_sealed_row(sql::Row row) {
    auto stored = read_row(row);
    stored.position = row.get<std::int64_t>(8);
    stored.chain = row.get<Hash>(9);
    return stored;
}

// The chain after this row at this place.
Hash link(const vault::Vault& vault, const Hash& before, std::int64_t position, const Stored& row) {
    std::string text = "row";
    text.append(reinterpret_cast<const char*>(before.data()), before.size());
    put_number(text, position);
    text += row.covered;
    return vault.keyed_hash(vault::Purpose::Log, text);
}

std::vector<Stored> unsealed_rows(sql::Connection& db) {
    static const auto sql = "SELECT " + std::string(columns) +
                            " FROM access_log WHERE position IS NULL ORDER BY number LIMIT $1";
    return db.all(sql, read_row, rows_at_once);
}

std::vector<Stored> sealed_rows(sql::Connection& db, std::int64_t after) {
    static const auto sql = "SELECT " + std::string(columns) +
                            ", position, chain FROM access_log WHERE position > $1"
                            " ORDER BY position LIMIT $2";
    return db.all(sql, read_sealed_row, after, rows_to_walk);
}

// Gives the row its place in the chain; false where it has one already.
bool store_seal(sql::Transaction& tx, const Stored& row) {
    return tx.exec(
               "UPDATE access_log SET position = $1, chain = $2"
               " WHERE number = $3 AND position IS NULL",
               row.position, row.chain, row.number) == 1;
}

int seal_some(sql::Database& db, const vault::Vault& vault, Time now) {
    Mark head;
    auto rows = db.read([&](sql::Connection& c) {
        head = find_head(c, vault);
        return unsealed_rows(c);
    });
    auto next = head;
    next.at = now;
    for (auto& row : rows) {
        next.chain = row.chain = link(vault, next.chain, next.position + 1, row);
        row.position = ++next.position;
    }
    if (rows.empty()) return 0;
    const bool sealed = db.write([&](sql::Transaction& tx) {
        if (!move_head(tx, vault, head, next)) return false;
        for (const auto& row : rows)
            if (!store_seal(tx, row)) throw Tampered();
        return true;
    });
    return sealed ? static_cast<int>(rows.size()) : 0;
}

// Walks the chain from its base and holds it against every mark it passes.
class Walk {
public:
    Walk(sql::Connection& db, const vault::Vault& vault) : db_(db), vault_(vault) {}

    void expect(const Mark& mark) { marks_.emplace(mark.position, mark.chain); }

    Verdict run(const Mark& base, const Mark& head) {
        at_ = base;
        for (auto rows = sealed_rows(db_, at_.position); !rows.empty();
             rows = sealed_rows(db_, at_.position))
            for (const auto& row : rows)
                if (!step(row)) return verdict_;
        if (at_.position != head.position || at_.chain != head.chain)
            verdict_.broken_at = at_.position + 1;
        else if (const auto beyond = marks_.upper_bound(at_.position); beyond != marks_.end())
            verdict_.broken_at = at_.position + 1;
        return verdict_;
    }

private:
    bool step(const Stored& row) {
        const auto position = at_.position + 1;
        const auto chain = link(vault_, at_.chain, position, row);
        const auto [mark, end] = marks_.equal_range(position);
        bool right = row.position == position && row.chain == chain;
        for (auto m = mark; m != end; ++m) right = right && m->second == chain;
        if (!right) {
            verdict_.broken_at = position;
            return false;
        }
        at_ = {position, chain, {}};
        ++verdict_.rows;
        return true;
    }

    sql::Connection& db_;
    const vault::Vault& vault_;
    std::multimap<std::int64_t, Hash> marks_;
    Mark at_;
    Verdict verdict_;
};

std::int64_t count_unsealed(sql::Connection& db) {
    return db
        .first("SELECT COUNT(*) FROM access_log WHERE position IS NULL",
               [](sql::Row r) { return r.get<std::int64_t>(0); })
        .value_or(0);
}

Verdict verify_with(sql::Connection& db, const vault::Vault& vault,
                    const std::vector<Mark>& outside) {
    Verdict verdict;
    try {
        const auto base = find_base(db, vault);
        Walk walk(db, vault);
        for (const auto& mark : find_days(db, vault)) walk.expect(mark);
        for (const auto& mark : outside)
            if (mark.position > base.position) walk.expect(mark);
        verdict = walk.run(base, find_head(db, vault));
    } catch (const Tampered&) {
        verdict.broken_at = 1;
    }
    verdict.unsealed = count_unsealed(db);
    return verdict;
}

std::int64_t delete_rows(sql::Database& db, std::int64_t up_to) {
    const auto first = db.read([](sql::Connection& c) {
        return c.first("SELECT MIN(position) FROM access_log",
                       [](sql::Row r) { return r.get<std::optional<std::int64_t>>(0); });
    });
    std::int64_t deleted = 0;
    for (auto from = first->value_or(up_to + 1); from <= up_to; from += rows_at_once)
        deleted += db.write([&](sql::Transaction& tx) {
            return tx.exec("DELETE FROM access_log WHERE position < $1 AND position <= $2",
                           from + rows_at_once, up_to);
        });
    return deleted;
}

}  // namespace

int seal(sql::Database& db, const vault::Vault& vault, Time now) {
    int sealed = 0;
    for (;;) {
        const int some = seal_some(db, vault, now);
        sealed += some;
        if (some < rows_at_once) return sealed;
    }
}

std::optional<Mark> checkpoint(sql::Database& db, const vault::Vault& vault,
                               const std::filesystem::path& file, Time now) {
    std::vector<Mark> days;
    auto mark = db.read([&](sql::Connection& c) {
        days = find_days(c, vault);
        return find_head(c, vault);
    });
    const auto last = days.empty() ? 0 : days.back().position;
    if (mark.position == 0 || mark.position == last) return std::nullopt;
    mark.at = now;
    if (!file.empty()) append_checkpoint(file, vault, mark);
    db.write([&](sql::Transaction& tx) { add_day(tx, vault, mark); });
    return mark;
}

std::int64_t expire(sql::Database& db, const vault::Vault& vault, Time before) {
    const auto base = db.read([&](sql::Connection& c) {
        auto newest = find_base(c, vault);
        for (const auto& mark : find_days(c, vault))
            if (mark.at < before && mark.position > newest.position) newest = mark;
        return newest;
    });
    if (base.position == 0) return 0;
    db.write([&](sql::Transaction& tx) { set_base(tx, vault, base); });
    return delete_rows(db, base.position);
}

Verdict verify(sql::Connection& db, const vault::Vault& vault) {
    return verify_with(db, vault, {});
}

Verdict verify(sql::Connection& db, const vault::Vault& vault,
               const std::filesystem::path& checkpoints) {
    return verify_with(db, vault, read_checkpoints(checkpoints, vault));
}

}  // namespace mobio::access_log
