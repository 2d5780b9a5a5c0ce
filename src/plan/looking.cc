// SPDX-License-Identifier: EUPL-1.2
#include "plan/looking.h"

#include "plan/plan.h"
#include "platform/http/response.h"
#include "platform/jobs/jobs.h"

namespace mobio {

namespace {

// Whoever began it may open the plan themselves now: somebody of the staff who works with the
// person ($2: the moment), or the person.
constexpr std::string_view open_look =
    "SELECT l.person_id, l.staff_id, l.ends_at FROM plan_looks l"
    " JOIN persons p ON p.id = l.person_id AND p.erased_at IS NULL"
    " WHERE l.token_hash = $1 AND l.ends_at > $2 AND (EXISTS"
    " (SELECT 1 FROM staff s JOIN assignments a ON a.staff_id = s.id"
    "  WHERE s.id = l.staff_id AND s.active = 1 AND s.role IN ('counsellor', 'manager')"
    "  AND a.person_id = l.person_id AND a.from_at <= $2"
    "  AND (a.until_at IS NULL OR a.until_at > $2))"
    " OR EXISTS (SELECT 1 FROM account_access x WHERE x.account_id = l.account_id"
    "  AND x.person_id = l.person_id AND x.relation = 'self' AND x.from_at <= $2"
    "  AND (x.until_at IS NULL OR x.until_at > $2)))";

}  // namespace

namespace http {

// A browser in which somebody signed in since shows nothing of it any more.
std::optional<Looking> Gate<Looking>::admit(const Request& request, App& app) {
    const auto& token = request.cookie(plan::look_cookie);
    if (token.empty() || token.size() > 64 || request.visitor.kind != Visitor::Kind::Anonymous)
        return std::nullopt;
    return app.db->read([&](sql::Connection& db) {
        return db.first(
            open_look,
            [](sql::Row row) {
                return Looking{row.get<Id<Person>>(0),
                               row.get<std::optional<Id<Staff>>>(1).has_value(), row.get<Time>(2)};
            },
            vault::sha256(token), app.clock.now());
    });
}

Response Gate<Looking>::refuse(const Request&, App&) { return see_other("/"); }

}  // namespace http

namespace plan {

std::string start_look(sql::Transaction& tx, Id<Person> person, std::optional<Id<Account>> account,
                       std::optional<Id<Staff>> staff, Time now) {
    const auto token = vault::base64url(vault::random_token());
    tx.exec(
        "INSERT INTO plan_looks (token_hash, person_id, account_id, staff_id, started_at, ends_at)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        vault::sha256(token), person, account, staff, now, now + looks_for);
    return token;
}

void end_look(sql::Transaction& tx, std::string_view token) {
    tx.exec("DELETE FROM plan_looks WHERE token_hash = $1", vault::sha256(token));
}

namespace {

jobs::Outcome delete_old(App& app, const jobs::Job&) {
    app.db->write([&](sql::Transaction& tx) {
        tx.exec("DELETE FROM plan_looks WHERE ends_at <= $1", app.clock.now());
    });
    return jobs::Done{};
}

}  // namespace

void add_jobs(jobs::Register& jobs) {
    jobs.every("plan.delete_looks", std::chrono::hours{1}, delete_old);
}

}  // namespace plan

}  // namespace mobio
