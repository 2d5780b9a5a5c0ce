// SPDX-License-Identifier: EUPL-1.2
#include "plan/scans.h"

namespace mobio::plan {

using nlohmann::json;

namespace {

struct ScanRow {
    IdBytes id;
    files::FileId file;
    Time added_at;
    sql::Blob told;
};

}  // namespace

std::optional<Scan> scan_of(sql::Connection& db, App& app, const Party& party,
                            const Version& version) {
    const auto row = db.first(
        "SELECT id, file_id, added_at, told FROM plan_scans"
        " WHERE version_id = $1 AND person_id = $2",
        [](sql::Row found) {
            return ScanRow{found.get<IdBytes>(0), found.get<files::FileId>(1), found.get<Time>(2),
                           found.get<sql::Blob>(3)};
        },
        version.id, party.person());
    if (!row) return std::nullopt;
    const auto key = app.vault.key_of(party.person().bytes);
    const auto told = json::parse(app.vault.open(key, told_in("plan_scans", row->id), row->told));
    if (told.at("hash").get<std::string>() != version.hash) throw vault::Broken();
    return Scan{row->file, told.at("pages").get<int>(), row->added_at};
}

files::Bytes pdf_of(sql::Connection& db, App& app, const Party& party, const Scan& scan) {
    return files::open(db, app, app.vault.key_of(party.person().bytes), party.person(), scan.file);
}

std::string scan_mark(const std::optional<Scan>& scan) { return scan ? scan->file.text() : ""; }

bool takes_scan(const Version& version, const std::optional<Scan>& scan, Time now) {
    return version.confirmed() && version.on_paper() && (!scan || scan->exchangeable_at(now));
}

namespace {

void remove_scan(sql::Transaction& tx, const Party& party, VersionId version, const Scan& scan,
                 Time now) {
    tx.exec("DELETE FROM plan_scans WHERE version_id = $1 AND person_id = $2", version,
            party.person());
    files::remove(tx, party.person(), scan.file, now);
}

}  // namespace

void put_scan(sql::Transaction& tx, App& app, const Party& party, VersionId id,
              const std::string& seen, const documents::Made& made, Time now) {
    const auto version = version_of(tx, app, party, id);
    const auto before = scan_of(tx, app, party, version);
    if (!takes_scan(version, before, now) || scan_mark(before) != seen) throw http::Failure{409};
    if (before) remove_scan(tx, party, id, *before, now);
    const auto row = make_id_bytes(now);
    const auto key = app.vault.key_of(party.person().bytes);
    const json told{{"pages", made.pages}, {"hash", version.hash}};
    files::add(tx, app, key, party.person(), made.file, now);
    tx.exec(
        "INSERT INTO plan_scans (id, version_id, person_id, file_id, added_at, told)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        row, id, party.person(), made.file.id, before ? before->added_at : now,
        app.vault.seal(key, told_in("plan_scans", row), told.dump()));
    const auto* action = before ? "plan.scan_exchanged" : "plan.scan_added";
    access_log::write(tx, party.entry(action, id.bytes), now);
}

}  // namespace mobio::plan
