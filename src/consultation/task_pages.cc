// SPDX-License-Identifier: EUPL-1.2
// A next step is ticked off, or open again. The list of all of them is not this capability's alone.
#include "consultation/pages.h"
#include "platform/http/form_key.h"

namespace mobio::consultation {

namespace {

http::Response set(const Caseworker& who, const http::Request& request, App& app, bool done) {
    const auto id =
        app.db->read([&](sql::Connection& db) { return open_one(db, who, request, app).id; });
    auto response = http::once(request, app, [&](sql::Transaction& tx) {
        set_done(tx, app, who, id, done, app.clock.now());
        return std::string("/staff/tasks");
    });
    if (done) view::leave_notice(response, {"step_done", id.text()});
    return response;
}

http::Response complete(const Caseworker& who, const http::Request& request, App& app) {
    return set(who, request, app, true);
}
http::Response reopen(const Caseworker& who, const http::Request& request, App& app) {
    return set(who, request, app, false);
}

}  // namespace

void add_task_pages(http::Router& router) {
    router.post("/staff/consultations/{id}/completion", complete);
    router.post("/staff/consultations/{id}/reopening", reopen);
}

}  // namespace mobio::consultation
