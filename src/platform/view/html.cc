// SPDX-License-Identifier: EUPL-1.2
#include "platform/view/html.h"

namespace mobio::html::detail {

namespace {

std::string_view entity(char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
        default:
            return {};
    }
}

constexpr auto special = [] {
    std::array<bool, 256> table{};
    for (const char c : {'&', '<', '>', '"', '\''}) table[static_cast<unsigned char>(c)] = true;
    return table;
}();

bool allowed_scheme(std::string_view scheme) {
    return one_of(scheme, "https", "http", "mailto", "tel");
}

}  // namespace

void escape(std::string& out, std::string_view text) {
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!special[static_cast<unsigned char>(text[i])]) continue;
        out.append(text, from, i - from).append(entity(text[i]));
        from = i + 1;
    }
    out.append(text, from);
}

bool safe_url(std::string_view url) {
    // Browsers drop tabs and line breaks inside addresses and read \ as /: both hide another host.
    for (const char c : url)
        if (static_cast<unsigned char>(c) <= 0x20 || c == '\\' || c == 0x7f) return false;
    if (url.starts_with("//")) return false;
    const auto end = url.find_first_of(":/?#");
    return end == std::string_view::npos || url[end] != ':' || allowed_scheme(url.substr(0, end));
}

void encode_segment(std::string& out, std::string_view text) {
    if (text == "." || text == "..") return;
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain)
            out += c;
        else
            ((out += '%') += digits[byte >> 4]) += digits[byte & 15];
    }
}

}  // namespace mobio::html::detail
