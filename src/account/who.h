// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/app.h"
#include "platform/http/router.h"
#include "platform/id.h"

// Who may come in: the first parameter of a handler (see http::Gate).
namespace mobio {

// A signed-in person on their own record, or a guardian on their child's.
struct Acting {
    Id<Account> account;
    Id<Person> person;
};

enum class Role : std::uint8_t { Counsellor, Manager, Lead, Officer, Editor, Admin, Dpo };
std::string_view code(Role role);  // "counsellor"
std::optional<Role> parse_role(std::string_view code);

// Anybody of the staff, whatever the role.
struct StaffMember {
    Id<Staff> id;
    Role role;
};
// Counsellor or manager: may work on the persons assigned to them.
struct Caseworker : StaffMember {};
struct Editor : StaffMember {};
struct Admin : StaffMember {};

// A person or anybody of the staff: for pages that each have of their own account.
struct SignedIn {
    std::optional<Acting> person;
    std::optional<StaffMember> staff;
};

// A recipient that opened a packet link.
struct Opened {
    Id<Release> release;
};

namespace http {
template <>
struct Gate<Acting> {
    static constexpr std::string_view name = "person";
    static std::optional<Acting> admit(const Request& request, App& app);
    static Response refuse(const Request& request,
                           App& app);  // to the sign-in, coming back after it
};
template <>
struct Gate<SignedIn> {
    static constexpr std::string_view name = "signed-in";
    static std::optional<SignedIn> admit(const Request& request, App& app);
    static Response refuse(const Request& request, App& app);
};
template <>
struct Gate<StaffMember> {
    static constexpr std::string_view name = "staff";
    static std::optional<StaffMember> admit(const Request& request, App& app);
    static Response refuse(const Request& request, App& app);
};
template <>
struct Gate<Caseworker> {
    static constexpr std::string_view name = "caseworker";
    static std::optional<Caseworker> admit(const Request& request, App& app);
    static Response refuse(const Request& request, App& app);
};
template <>
struct Gate<Editor> {
    static constexpr std::string_view name = "editor";
    static std::optional<Editor> admit(const Request& request, App& app);
    static Response refuse(const Request& request, App& app);
};
template <>
struct Gate<Admin> {
    static constexpr std::string_view name = "admin";
    static std::optional<Admin> admit(const Request& request, App& app);
    static Response refuse(const Request& request, App& app);
};
template <>
struct Gate<Opened> {
    static constexpr std::string_view name = "recipient";
    static std::optional<Opened> admit(const Request& request, App& app);
    static Response refuse(const Request& request, App& app);
};
}  // namespace http

}  // namespace mobio
