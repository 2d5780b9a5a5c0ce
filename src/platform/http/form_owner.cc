// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/form_owner.h"

#include <span>
#include <tuple>

#include "platform/app.h"
#include "platform/vault/vault.h"

namespace mobio::http {

constexpr std::size_t visit_bytes = 16;

std::string make_visit() {
    const auto token = vault::random_token();
    return vault::base64url(std::span(token).first<visit_bytes>());
}

bool is_visit(std::string_view cookie) {
    const auto bytes = vault::from_base64url(cookie);
    return bytes && bytes->size() == visit_bytes;
}

std::optional<std::array<std::uint8_t, 32>> form_owner(const Request& request) {
    if (request.visitor.session != decltype(request.visitor.session){})
        return request.visitor.session;
    const auto& visit = request.cookie(visit_cookie);
    if (!is_visit(visit)) return std::nullopt;
    return vault::sha256("visit:" + visit);
}

std::string form_for(const Request& request, const App& app) {
    const auto& [account, staff] = std::tie(request.visitor.account, request.visitor.staff);
    if (!account && !staff) return {};
    auto whose = account ? account->text() : staff->text();
    // A caseworker at one person's biography, and at another's.
    if (!account && request.visitor.person) whose += request.visitor.person->text();
    const auto mark = app.vault.keyed_hash(vault::Purpose::FormToken, "form for " + whose);
    return vault::base64url(std::span(mark).first<16>());
}

}  // namespace mobio::http
