// SPDX-License-Identifier: EUPL-1.2
#include "occupations/import_pages.h"

namespace mobio::occupations {

namespace {

// A phone fetches the list once and searches in it. Longer ones are searched on the server alone.
constexpr std::size_t most_for_scripts = 5000;

http::Response send_list(const http::Request& request, App& app) {
    const auto language = text::parse_language(request.param("language"));
    if (!language) http::not_found();
    const auto all = list(app);
    auto response = http::json(200, all->json(*language));
    // The address names the content: under another name it is not kept.
    const bool named = request.param("version") == all->version();
    response.with("Cache-Control", named ? "public, max-age=31536000, immutable" : "no-store");
    return response;
}

}  // namespace

std::string address(const List& list, text::Language language) {
    if (list.all().size() > most_for_scripts) return {};
    return "/occupations/list/" + list.version() + "/" + std::string(text::code(language));
}

void add_pages(http::Router& router) {
    router.get("/occupations/list/{version}/{language}", send_list);
    add_import_pages(router);
}

}  // namespace mobio::occupations
