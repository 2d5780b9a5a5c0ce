// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <concepts>
#include <optional>
#include <span>
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

// Whoever fills in a biography: the person or their guardian; a caseworker together with them; or
// the person alone at the caseworker's screen. Only in the first case is there an account.
struct Teller : Acting {
    std::optional<Id<Staff>> staff = {};  // who is there
    bool handed_over = false;             // the person types, not the caseworker

    bool staff_types() const { return staff && !handed_over; }
};

enum class Role : std::uint8_t { Counsellor, Manager, Lead, Officer, Editor, Admin, Dpo };
std::string_view code(Role role);  // "counsellor"
std::optional<Role> parse_role(std::string_view code);

// Anybody of the staff, whatever the role.
struct StaffMember {
    Id<Staff> id;
    Role role;
};
// Those of a role: the type says how its gate is called and which roles may pass.
// Counsellor, manager or lead: may read the cases they reach (account/openings.h).
struct CaseReader : StaffMember {
    static constexpr std::string_view gate = "case reader";
    static constexpr std::array may{Role::Counsellor, Role::Manager, Role::Lead};
};
// Counsellor or manager: may work on the persons assigned to them.
struct Caseworker : CaseReader {
    static constexpr std::string_view gate = "caseworker";
    static constexpr std::array may{Role::Counsellor, Role::Manager};
};
// Sees the persons of their own municipality, for allocation only.
struct Officer : StaffMember {
    static constexpr std::string_view gate = "officer";
    static constexpr std::array may{Role::Officer};
};
// Leads a team: assigns its cases.
struct Lead : CaseReader {
    static constexpr std::string_view gate = "lead";
    static constexpr std::array may{Role::Lead};
};
struct Editor : StaffMember {
    static constexpr std::string_view gate = "editor";
    static constexpr std::array may{Role::Editor};
};
struct Admin : StaffMember {
    static constexpr std::string_view gate = "admin";
    static constexpr std::array may{Role::Admin};
};

// The data-protection officer.
struct Dpo : StaffMember {
    static constexpr std::string_view gate = "dpo";
    static constexpr std::array may{Role::Dpo};
};

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
struct Gate<Teller> {
    static constexpr std::string_view name = "teller";
    static std::optional<Teller> admit(const Request& request, App& app);
    static Response refuse(const Request& request, App& app);
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
// Nobody where the role is none of those.
std::optional<StaffMember> staff_with(const Request& request, std::span<const Role> may);
template <std::derived_from<StaffMember> Who>
struct Gate<Who> {
    static constexpr std::string_view name = Who::gate;
    static std::optional<Who> admit(const Request& request, App&) {
        const auto member = staff_with(request, Who::may);
        return member ? std::optional(Who{{*member}}) : std::nullopt;
    }
    static Response refuse(const Request& request, App& app) {
        return Gate<StaffMember>::refuse(request, app);
    }
};
template <>
struct Gate<Opened> {
    static constexpr std::string_view name = "recipient";
    static std::optional<Opened> admit(const Request& request, App& app);
    static Response refuse(const Request& request, App& app);
};
}  // namespace http

}  // namespace mobio
