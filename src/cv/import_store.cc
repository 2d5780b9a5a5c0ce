// SPDX-License-Identifier: EUPL-1.2
#include "cv/import_store.h"

#include <nlohmann/json.hpp>

#include "biography/store.h"

namespace mobio::cv {

namespace {

vault::Place place(Id<Brought> id) { return {"cv_imports", "sealed", id.bytes}; }

constexpr auto kept_for = std::chrono::hours{24};

jobs::Outcome forget_old(App& app, const jobs::Job&) {
    app.db->write([&](sql::Transaction& tx) {
        tx.exec("DELETE FROM cv_imports WHERE uploaded_at < $1", app.clock.now() - kept_for);
    });
    return jobs::Done{};
}

}  // namespace

Id<Brought> bring(sql::Transaction& tx, App& app, const Acting& who, const Brought& brought,
                  Time now) {
    biography::demand_access(tx, who, now);
    tx.exec("DELETE FROM cv_imports WHERE person_id = $1 AND account_id = $2", who.person,
            who.account);
    const auto id = Id<Brought>::make(now);
    const auto clear =
        nlohmann::json{{"language", text::code(brought.language)}, {"file", brought.file}}.dump();
    tx.exec(
        "INSERT INTO cv_imports (id, person_id, account_id, uploaded_at, sealed)"
        " VALUES ($1, $2, $3, $4, $5)",
        id, who.person, who.account, now,
        app.vault.seal(app.vault.key_of(who.person.bytes), place(id), clear));
    return id;
}

Brought brought(sql::Connection& db, App& app, const Acting& who, Id<Brought> id) {
    biography::demand_access(db, who, app.clock.now());
    const auto sealed = db.first(
        "SELECT sealed FROM cv_imports WHERE id = $1 AND person_id = $2 AND account_id = $3",
        [](sql::Row row) { return row.get<sql::Blob>(0); }, id, who.person, who.account);
    if (!sealed) http::not_found();
    const auto kept = nlohmann::json::parse(
        app.vault.open(app.vault.key_of(who.person.bytes), place(id), *sealed));
    return {text::parse_language(kept.at("language").get<std::string>()).value(),
            kept.at("file").get<std::string>()};
}

void forget(sql::Transaction& tx, App& app, const Acting& who, Id<Brought> id) {
    biography::demand_access(tx, who, app.clock.now());
    const auto gone =
        tx.exec("DELETE FROM cv_imports WHERE id = $1 AND person_id = $2 AND account_id = $3", id,
                who.person, who.account);
    if (gone != 1) http::not_found();
}

void add_jobs(jobs::Register& jobs) {
    jobs.every("cv.forget_imports", std::chrono::hours{1}, forget_old);
}

}  // namespace mobio::cv
