// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "account/store.h"

// What the administrator does to accounts of the staff.
namespace mobio::account {

inline constexpr std::array all_roles{Role::Counsellor, Role::Manager, Role::Lead, Role::Officer,
                                      Role::Editor,     Role::Admin,   Role::Dpo};
std::string_view role_name(const text::Tongue& t, Role role);

// What must be put right, whatever the secret: fields name, email, role.
Problems check_identity(const NewStaff& staff);
// Name, address and role anew. Throws sql::Error Unique as add_staff does.
void change_staff(sql::Transaction& tx, App& app, Id<Staff> id, const NewStaff& staff);

// A one-time code, with which one of the staff chooses a new password. It is shown to the
// administrator once and kept as its Argon2id alone. An account without a password has "" for one
// and opens for nothing but a code.
inline constexpr auto staff_code_lifetime = std::chrono::hours{7 * 24};
struct StaffCode {
    std::string code, kept;
};
// The same code each time for the same form, as prepare_card has it.
StaffCode prepare_staff_code(App& app, std::string_view form);
// In the place of the one there was.
void put_staff_code(sql::Transaction& tx, const StaffCode& code, Id<Staff> staff, Id<Staff> by,
                    Time now);
// The hash of the code that is open for that account; nothing where there is none.
std::optional<std::string> open_staff_code(sql::Connection& db, Id<Staff> staff, Time now);
// Uses the code up, sets the password and ends all sessions; false where it was used or ran out in
// the meantime.
bool redeem_staff_code(sql::Transaction& tx, Id<Staff> staff, const std::string& kept_code,
                       std::string_view kept_secret, Time now);

}  // namespace mobio::account
