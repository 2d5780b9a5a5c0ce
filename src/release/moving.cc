// SPDX-License-Identifier: EUPL-1.2
#include "release/release.h"

// Releases go along with a record that is joined to another one: opened with the one's key, sealed
// with the other's.
namespace mobio::release {

namespace {

struct Reseal {
    App& app;
    const vault::PersonKey &from, &to;
    sql::Blob operator()(const vault::Place& place, const sql::Blob& sealed) const {
        return app.vault.seal(to, place, app.vault.open(from, place, sealed));
    }
};

struct ReleaseRow {
    IdBytes id;
    sql::Blob recipient, items;
    std::optional<sql::Blob> papers;
};

void move_release(sql::Transaction& tx, const Reseal& reseal, const ReleaseRow& row,
                  Id<Person> to) {
    tx.exec(
        "UPDATE releases SET person_id = $2, recipient = $3, items = $4, papers = $5 WHERE id = $1",
        row.id, to, reseal({"releases", "recipient", row.id}, row.recipient),
        reseal({"releases", "items", row.id}, row.items),
        row.papers ? std::optional(reseal({"releases", "papers", row.id}, *row.papers))
                   : std::nullopt);
    const auto messages = tx.all(
        "SELECT id, message FROM release_answers WHERE release_id = $1 AND message IS NOT NULL",
        [](sql::Row answer) {
            return std::pair{answer.get<IdBytes>(0), answer.get<sql::Blob>(1)};
        },
        row.id);
    for (const auto& [id, message] : messages)
        tx.exec("UPDATE release_answers SET message = $2 WHERE id = $1", id,
                reseal({"release_answers", "message", id}, message));
}

}  // namespace

std::vector<IdBytes> move_releases(sql::Transaction& tx, App& app, const MovingRecord& moving) {
    const auto rows = tx.all(
        "SELECT id, recipient, items, papers FROM releases WHERE person_id = $1",
        [](sql::Row row) {
            return ReleaseRow{row.get<IdBytes>(0), row.get<sql::Blob>(1), row.get<sql::Blob>(2),
                              row.get<std::optional<sql::Blob>>(3)};
        },
        moving.from);
    const auto from = app.vault.key_of(moving.from.bytes), to = app.vault.key_of(moving.to.bytes);
    std::vector<IdBytes> moved;
    for (const auto& row : rows) {
        if (!moving.takes(row.id)) continue;
        move_release(tx, {app, from, to}, row, moving.to);
        moved.push_back(row.id);
    }
    return moved;
}

std::vector<IdBytes> move_drafts(sql::Transaction& tx, App& app, const MovingRecord& moving) {
    const auto rows = tx.all(
        "SELECT id, choices FROM release_drafts WHERE person_id = $1",
        [](sql::Row row) {
            return std::pair{row.get<IdBytes>(0), row.get<sql::Blob>(1)};
        },
        moving.from);
    const auto from = app.vault.key_of(moving.from.bytes), to = app.vault.key_of(moving.to.bytes);
    std::vector<IdBytes> moved;
    for (const auto& [id, choices] : rows) {
        if (!moving.takes(id)) continue;
        tx.exec("UPDATE release_drafts SET person_id = $2, choices = $3 WHERE id = $1", id,
                moving.to, Reseal{app, from, to}({"release_drafts", "choices", id}, choices));
        moved.push_back(id);
    }
    return moved;
}

}  // namespace mobio::release
