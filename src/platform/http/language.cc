// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/front.h"
#include "platform/text/texts.h"

namespace mobio::http {

namespace {

Response choose(const Request& request, App&) {
    const auto& back = request.form.get("return");
    auto response = see_other(is_local(back) ? back : "/");
    if (const auto language = text::parse_language(request.form.get("language")))
        response.with(language_cookie(*language));
    if (request.form.has("second_language"))
        response.with(
            second_language_cookie(text::parse_language(request.form.get("second_language"))));
    return response;
}

}  // namespace

Cookie language_cookie(text::Language language) {
    constexpr long one_year = 365L * 24 * 60 * 60;
    return {"lang", std::string(text::code(language)), one_year};
}

Cookie second_language_cookie(std::optional<text::Language> language) {
    if (!language) return {"second", "", 0};
    return {"second", std::string(text::code(*language)), {}};
}

void add_pages(Router& router) { router.post("/language", choose); }

}  // namespace mobio::http
