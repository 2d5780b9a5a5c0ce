// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "platform/view/page.h"

namespace mobio::view {

namespace {

// Codes, ids and section keys: nothing that a person wrote fits in here.
bool plain(std::string_view text, std::string_view also) {
    return text.size() <= 64 && std::all_of(text.begin(), text.end(), [&](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                      also.find(c) != std::string_view::npos;
           });
}

}  // namespace

void leave_notice(http::Response& response, const Notice& notice) {
    if (!plain(notice.code, "") || !plain(notice.argument, "."))
        throw std::invalid_argument("a notice holds codes only");
    response.with(http::Cookie{"notice", notice.code + "." + notice.argument, 60});
}

std::optional<Notice> take_notice(const http::Request& request) {
    const auto& cookie = request.cookie("notice");
    const auto dot = cookie.find('.');
    if (dot == std::string::npos || dot == 0) return {};
    Notice notice{cookie.substr(0, dot), cookie.substr(dot + 1)};
    if (!plain(notice.code, "") || !plain(notice.argument, ".")) return {};
    return notice;
}

}  // namespace mobio::view
