// SPDX-License-Identifier: EUPL-1.2
#include "account/passwords.h"
#include "account/session.h"
#include "account/sign_in.h"
#include "account/staff.h"
#include "account/typed_code.h"

namespace mobio::account {

StaffCode prepare_staff_code(App& app, std::string_view form) {
    const auto code = code_from(subject_of(app, "staff code drawn by a form", form));
    return {code, app.passwords->hash(code)};
}

void put_staff_code(sql::Transaction& tx, const StaffCode& code, Id<Staff> staff, Id<Staff> by,
                    Time now) {
    tx.exec(
        "INSERT INTO staff_codes (staff_id, secret, made_by, made_at, expires_at)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (staff_id) DO UPDATE SET secret = $2,"
        " made_by = $3, made_at = $4, expires_at = $5",
        staff, code.kept, by, now, now + staff_code_lifetime);
}

std::optional<std::string> open_staff_code(sql::Connection& db, Id<Staff> staff, Time now) {
    return db.first(
        "SELECT secret FROM staff_codes WHERE staff_id = $1 AND expires_at > $2",
        [](sql::Row row) { return row.get<std::string>(0); }, staff, now);
}

bool redeem_staff_code(sql::Transaction& tx, Id<Staff> staff, const std::string& kept_code,
                       std::string_view kept_secret, Time now) {
    const auto used =
        tx.exec("DELETE FROM staff_codes WHERE staff_id = $1 AND secret = $2 AND expires_at > $3",
                staff, kept_code, now);
    if (used == 0) return false;
    set_secret(tx, staff, kept_secret);
    end_sessions_of(tx, staff);
    return true;
}

}  // namespace mobio::account
