// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "platform/app.h"
#include "platform/http/form_owner.h"
#include "platform/http/front.h"

namespace mobio::http {

namespace {

constexpr std::size_t half = 32;  // bytes of the mask, and of the masked hash

std::array<std::uint8_t, half> expected(const Request& request, const App& app) {
    const auto owner = form_owner(request);
    return app.vault.keyed_hash(vault::Purpose::FormToken,
                                {reinterpret_cast<const char*>(owner->data()), owner->size()});
}

}  // namespace

std::string form_token(const Request& request, App& app) {
    if (!form_owner(request)) return {};
    const auto hash = expected(request, app);
    // One mask for all forms of an answer: the second token then costs the compressed page nothing.
    const auto mask = app.vault.keyed_hash(vault::Purpose::FormToken, "mask:" + request.id);
    std::array<std::uint8_t, 2 * half> token;
    std::ranges::copy(mask, token.begin());
    std::ranges::transform(hash, mask, token.begin() + half, std::bit_xor{});
    return vault::base64url(token);
}

bool form_token_holds(const Request& request, App& app) {
    if (!form_owner(request)) return false;
    const auto token = vault::from_base64url(request.form.get("form_token"));
    if (!token || token->size() != 2 * half) return false;
    std::string hash(half, '\0');
    for (std::size_t i = 0; i < half; ++i)
        hash[i] = static_cast<char>((*token)[i] ^ (*token)[half + i]);
    const auto right = expected(request, app);
    return vault::same(hash, {reinterpret_cast<const char*>(right.data()), right.size()});
}

}  // namespace mobio::http
