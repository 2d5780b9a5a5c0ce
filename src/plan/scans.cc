// SPDX-License-Identifier: EUPL-1.2
#include "plan/scans.h"

namespace mobio::plan {

using nlohmann::json;

namespace {

struct ScanRow {
    IdBytes id;
    files::FileId file;
    sql::Blob told;
};

}  // namespace

std::optional<Scan> scan_of(sql::Connection& db, App& app, const Party& party,
                            const Version& version) {
    const auto row = db.first(
        "SELECT id, file_id, told FROM plan_scans WHERE version_id = $1 AND person_id = $2",
        [](sql::Row found) {
            return ScanRow{found.get<IdBytes>(0), found.get<files::FileId>(1),
                           found.get<sql::Blob>(2)};
        },
        version.id, party.person());
    if (!row) return std::nullopt;
    const auto key = app.vault.key_of(party.person().bytes);
    const auto told = json::parse(app.vault.open(key, told_in("plan_scans", row->id), row->told));
    if (told.at("hash").get<std::string>() != version.hash) throw vault::Broken();
    return Scan{row->file, told.at("pages").get<int>()};
}

files::Bytes pdf_of(sql::Connection& db, App& app, const Party& party, const Scan& scan) {
    return files::open(db, app, app.vault.key_of(party.person().bytes), party.person(), scan.file);
}

void put_scan(sql::Transaction& tx, App& app, const Party& party, const Version& version,
              const documents::Made& made, Time now) {
    const auto before = scan_of(tx, app, party, version);
    tx.exec("DELETE FROM plan_scans WHERE version_id = $1", version.id);
    if (before) files::remove(tx, party.person(), before->file, now);
    const auto id = make_id_bytes(now);
    const auto key = app.vault.key_of(party.person().bytes);
    const json told{{"pages", made.pages}, {"hash", version.hash}};
    files::add(tx, app, key, party.person(), made.file, now);
    tx.exec(
        "INSERT INTO plan_scans (id, version_id, person_id, file_id, added_at, told)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        id, version.id, party.person(), made.file.id, now,
        app.vault.seal(key, told_in("plan_scans", id), told.dump()));
    const auto* action = before ? "plan.scan_exchanged" : "plan.scan_added";
    access_log::write(tx, party.entry(action, version.id.bytes), now);
}

}  // namespace mobio::plan
