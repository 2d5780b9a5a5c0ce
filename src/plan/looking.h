// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "account/who.h"
#include "platform/app.h"
#include "platform/http/router.h"
#include "platform/sql/database.h"

// A screen that shows one person's plan and nothing else, so that somebody of an office can look at
// it together with the person. Whoever switches it on is signed out by that: no way leads on from
// it but signing in again. It ends by itself, and where whoever began it may not open the plan any
// more.
namespace mobio {

struct Looking {
    Id<Person> person;
    bool of_staff = false;  // a caseworker switched it on
    Time ends_at;
};

namespace http {
template <>
struct Gate<Looking> {
    static constexpr std::string_view name = "looking";
    static std::optional<Looking> admit(const Request& request, App& app);
    static Response refuse(const Request& request, App& app);  // to the start page
};
}  // namespace http

namespace plan {

inline constexpr auto looks_for = std::chrono::minutes{15};
inline constexpr const char* look_cookie = "looking";

// Returns the token for the cookie.
std::string start_look(sql::Transaction& tx, Id<Person> person, std::optional<Id<Account>> account,
                       std::optional<Id<Staff>> staff, Time now);
void end_look(sql::Transaction& tx, std::string_view token);

}  // namespace plan

}  // namespace mobio
