// SPDX-License-Identifier: EUPL-1.2
#include "account/who.h"

#include <algorithm>
#include <array>
#include <utility>

#include "account/signed_out.h"
#include "platform/view/page.h"

namespace mobio {

namespace {

constexpr std::array<std::pair<Role, std::string_view>, 7> roles{{{Role::Counsellor, "counsellor"},
                                                                  {Role::Manager, "manager"},
                                                                  {Role::Lead, "lead"},
                                                                  {Role::Officer, "officer"},
                                                                  {Role::Editor, "editor"},
                                                                  {Role::Admin, "admin"},
                                                                  {Role::Dpo, "dpo"}}};

}  // namespace

std::string_view code(Role role) {
    const auto* found =
        std::find_if(roles.begin(), roles.end(), [&](const auto& r) { return r.first == role; });
    return found->second;
}

std::optional<Role> parse_role(std::string_view code) {
    for (const auto& [role, name] : roles)
        if (name == code) return role;
    return std::nullopt;
}

namespace http {

namespace {

using Kind = Visitor::Kind;

// What somebody may not see does not exist for them.
Response nothing_here(const Request& request, App& app) {
    return view::error_page(request, app, 404);
}

std::optional<StaffMember> staff_member(const Request& request) {
    if (request.visitor.kind != Kind::Staff || !request.visitor.staff) return std::nullopt;
    const auto role = parse_role(request.visitor.role);
    if (!role) return std::nullopt;
    return StaffMember{*request.visitor.staff, *role};
}

}  // namespace

std::optional<Acting> Gate<Acting>::admit(const Request& request, App&) {
    const auto& visitor = request.visitor;
    if (visitor.kind != Kind::Person || !visitor.account || !visitor.person) return std::nullopt;
    return Acting{*visitor.account, *visitor.person};
}

Response Gate<Acting>::refuse(const Request& request, App& app) {
    if (request.visitor.kind != Kind::Anonymous) return nothing_here(request, app);
    return account::signed_out(request, app, "/");
}

std::optional<Teller> Gate<Teller>::admit(const Request& request, App& app) {
    if (const auto own = Gate<Acting>::admit(request, app)) return Teller{*own};
    const auto& visitor = request.visitor;
    if (!visitor.staff || !visitor.person) return std::nullopt;
    const bool handed_over = visitor.kind == Kind::Person;
    if (!handed_over && !staff_with(request, Caseworker::may)) return std::nullopt;
    return Teller{{{}, *visitor.person}, visitor.staff, handed_over};
}

Response Gate<Teller>::refuse(const Request& request, App& app) {
    return Gate<Acting>::refuse(request, app);
}

std::optional<SignedIn> Gate<SignedIn>::admit(const Request& request, App& app) {
    SignedIn who{Gate<Acting>::admit(request, app), staff_member(request)};
    return who.person || who.staff ? std::optional(who) : std::nullopt;
}

Response Gate<SignedIn>::refuse(const Request& request, App& app) {
    return Gate<Acting>::refuse(request, app);
}

std::optional<StaffMember> Gate<StaffMember>::admit(const Request& request, App&) {
    return staff_member(request);
}

Response Gate<StaffMember>::refuse(const Request& request, App& app) {
    if (request.visitor.kind != Kind::Anonymous) return nothing_here(request, app);
    return account::signed_out(request, app, "/staff/sign-in");
}

std::optional<StaffMember> staff_with(const Request& request, std::span<const Role> may) {
    const auto member = staff_member(request);
    if (!member || std::ranges::find(may, member->role) == may.end()) return std::nullopt;
    return member;
}

std::optional<Opened> Gate<Opened>::admit(const Request& request, App&) {
    const auto& visitor = request.visitor;
    if (visitor.kind != Kind::Recipient || !visitor.release) return std::nullopt;
    return Opened{*visitor.release};
}

Response Gate<Opened>::refuse(const Request& request, App& app) {
    if (request.visitor.kind != Kind::Anonymous) return nothing_here(request, app);
    return account::link_session_ended(request, app);
}

}  // namespace http

}  // namespace mobio
