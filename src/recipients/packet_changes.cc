// SPDX-License-Identifier: EUPL-1.2
#include "recipients/packet_changes.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mobio::recipients {

using catalogue::Level;

namespace {

constexpr std::array<std::pair<Level, std::string_view>, 5> letters{{{Level::Required, "R"},
                                                                     {Level::Optional, "O"},
                                                                     {Level::Explicit, "X"},
                                                                     {Level::Derived, "D"},
                                                                     {Level::Never, "-"}}};

std::string_view letter(Level level) {
    return std::ranges::find(letters, level, &std::pair<Level, std::string_view>::first)->second;
}

Level level_of(std::string_view text) {
    return std::ranges::find(letters, text, &std::pair<Level, std::string_view>::second)->first;
}

constexpr auto columns =
    "SELECT id, kind, field, level_before, level, reason, proposed_by, proposed_at, decided_by,"
    " decided_at, outcome FROM packet_changes";

PacketChange from_row(sql::Row row) {
    return {row.get<Id<PacketChange>>(0),
            catalogue::parse_recipient(row.get<std::string>(1)).value(),
            row.get<std::string>(2),
            level_of(row.get<std::string>(3)),
            level_of(row.get<std::string>(4)),
            row.get<std::string>(5),
            row.get<Id<Staff>>(6),
            row.get<Time>(7),
            row.get<std::optional<Id<Staff>>>(8),
            row.get<std::optional<Time>>(9),
            row.get<std::optional<std::string>>(10).value_or("")};
}

// The name is in every packet.
bool is_locked(const catalogue::Field& field) {
    return field.key == "person.name.family" || field.key == "person.name.given";
}

std::vector<PacketChange> agreed_changes(sql::Connection& db) {
    return db.all(std::string(columns) + " WHERE outcome = 'agreed' ORDER BY decided_at, id",
                  from_row);
}

// As the database has it, whatever this process has laid over its catalogue.
Level level_now(sql::Connection& db, const catalogue::Field& field, catalogue::Recipient kind) {
    const auto agreed = db.first(
        "SELECT level FROM packet_changes WHERE outcome = 'agreed' AND kind = $1 AND field = $2"
        " ORDER BY decided_at DESC, id DESC LIMIT 1",
        [](sql::Row row) { return row.get<std::string>(0); }, catalogue::code(kind), field.key);
    return agreed ? level_of(*agreed) : field.own_level(kind);
}

bool is_possible(const App& app, const PacketChange& change) {
    const auto* field = app.catalogue->field(change.field);
    if (!field) return false;
    const auto levels = possible_levels(*field, change.kind);
    return std::ranges::find(levels, change.level) != levels.end();
}

PacketChange open_one(sql::Connection& db, Id<PacketChange> id) {
    auto found =
        db.first(std::string(columns) + " WHERE id = $1 AND decided_at IS NULL", from_row, id);
    if (!found) http::not_found();
    return std::move(*found);
}

void set_outcome(sql::Transaction& tx, Id<PacketChange> id, Id<Staff> by, const char* outcome,
                 Time now) {
    tx.exec(
        "UPDATE packet_changes SET decided_by = $2, decided_at = $3, outcome = $4"
        " WHERE id = $1 AND decided_at IS NULL",
        id, by, now, outcome);
}

}  // namespace

std::vector<Level> possible_levels(const catalogue::Field& field, catalogue::Recipient kind) {
    const bool answer = field.type != catalogue::Type::File && field.type != catalogue::Type::None;
    const auto own = field.own_level(kind);
    if (!answer || is_locked(field) || own == Level::Never) return {};
    if (own == Level::Required || own == Level::Optional)
        return {Level::Required, Level::Optional, Level::Never};
    return {own, Level::Never};
}

std::vector<PacketChange> open_changes(sql::Connection& db) {
    return db.all(std::string(columns) + " WHERE decided_at IS NULL ORDER BY proposed_at, id",
                  from_row);
}

std::vector<PacketChange> decided_changes(sql::Connection& db, catalogue::Recipient kind) {
    return db.all(std::string(columns) +
                      " WHERE decided_at IS NOT NULL AND kind = $1 ORDER BY decided_at DESC, id "
                      "DESC LIMIT 50",
                  from_row, catalogue::code(kind));
}

Id<PacketChange> propose(sql::Transaction& tx, const App& app, const PacketChange& change) {
    const auto* field = app.catalogue->field(change.field);
    if (!field || !is_possible(app, change)) http::not_found();
    const auto waiting = tx.first(
        "SELECT 1 FROM packet_changes WHERE decided_at IS NULL AND kind = $1 AND field = $2",
        [](sql::Row) { return true; }, catalogue::code(change.kind), change.field);
    const auto now = level_now(tx, *field, change.kind);
    if (waiting || now != change.before || now == change.level) throw http::Failure{409};
    const auto id = Id<PacketChange>::make(change.proposed_at);
    tx.exec(
        "INSERT INTO packet_changes (id, kind, field, level_before, level, reason, proposed_by,"
        " proposed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        id, catalogue::code(change.kind), change.field, letter(change.before), letter(change.level),
        change.reason, change.proposed_by, change.proposed_at);
    return id;
}

void decide(sql::Transaction& tx, const App& app, Id<PacketChange> id, const StaffMember& who,
            bool agreed, Time now) {
    const auto change = open_one(tx, id);
    if (change.proposed_by == who.id) http::not_found();
    if (agreed && !is_possible(app, change)) throw http::Failure{409};
    set_outcome(tx, id, who.id, agreed ? "agreed" : "refused", now);
}

void take_back(sql::Transaction& tx, Id<PacketChange> id, const StaffMember& who, Time now) {
    if (open_one(tx, id).proposed_by != who.id) http::not_found();
    set_outcome(tx, id, who.id, "taken_back", now);
}

void refresh_packets(App& app) {
    const auto& catalogue = *app.catalogue;
    const auto agreed = app.db->read([&](sql::Connection& db) -> std::vector<PacketChange> {
        const auto count = db.first("SELECT COUNT(*) FROM packet_changes WHERE outcome = 'agreed'",
                                    [](sql::Row row) { return row.get<std::int64_t>(0); });
        if (count == catalogue.stand().changes) return {};
        return agreed_changes(db);
    });
    if (agreed.empty()) return;
    std::vector<catalogue::LevelChange> changes;
    for (const auto& one : agreed) changes.push_back({one.field, one.kind, one.level});
    catalogue.lay_over(changes);
    app.packets.clear();
}

}  // namespace mobio::recipients
