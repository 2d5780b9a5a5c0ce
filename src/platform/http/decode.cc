// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/decode.h"

#include <algorithm>

#include "platform/http/response.h"
#include "platform/text/texts.h"

namespace mobio::http {

namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

char escaped_byte(std::string_view raw, std::size_t at) {
    const int high = at + 2 < raw.size() ? hex_digit(raw[at + 1]) : -1;
    const int low = at + 2 < raw.size() ? hex_digit(raw[at + 2]) : -1;
    if (high < 0 || low < 0 || high + low == 0) throw Failure{400};
    return static_cast<char>(high * 16 + low);
}

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool has_escape_of_slash(std::string_view raw) {
    return raw.find("%2f") != raw.npos || raw.find("%2F") != raw.npos;
}

void check_segments(std::string_view path) {
    if (path == "/") return;
    auto rest = path.substr(1);
    if (rest.ends_with('/')) rest.remove_suffix(1);  // "/a/" names another page than "/a", no trick
    split(rest, '/', [](std::string_view segment) {
        if (segment.empty() || segment == "." || segment == "..") throw Failure{400};
    });
}

// RFC 9110, 12.4.2: q is at most 1 and has at most three digits after the point.
bool has_weight(std::string_view parameters) {
    bool weight = true;
    split(parameters, ';', [&](std::string_view part) {
        const auto parameter = trimmed(part);
        if (parameter.size() > 2 && equal_fold(parameter.substr(0, 2), "q="))
            weight = parameter.find_first_of("123456789", 2) != parameter.npos;
    });
    return weight;
}

}  // namespace

std::string lower(std::string_view ascii) {
    std::string text(ascii);
    std::ranges::transform(text, text.begin(), small);
    return text;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool equal_fold(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, small, small);
}

std::string percent_decode(std::string_view raw, Plus plus) {
    std::string text;
    text.reserve(raw.size());
    bool ascii = true;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        char c = raw[i];
        if (c == '%') {
            c = escaped_byte(raw, i);
            i += 2;
        } else if (c == '+' && plus == Plus::Space) {
            c = ' ';
        } else if (c == '\0') {
            throw Failure{400};
        }
        ascii = ascii && static_cast<unsigned char>(c) < 0x80;
        text += c;
    }
    if (!ascii && !text::valid_utf8(text)) throw Failure{400};
    return text;
}

std::string decode_path(std::string_view raw) {
    if (!raw.starts_with('/') || has_escape_of_slash(raw)) throw Failure{400};
    auto path = percent_decode(raw, Plus::Literal);
    if (std::ranges::any_of(path, [](char c) { return is_control(c) || c == '\\'; }))
        throw Failure{400};
    check_segments(path);
    return path;
}

void decode_form(std::string_view raw, Fields& into, unsigned too_many) {
    std::size_t count = 0;
    while (!raw.empty()) {
        const auto end = std::min(raw.find('&'), raw.size());
        const auto pair = raw.substr(0, end);
        raw.remove_prefix(std::min(end + 1, raw.size()));
        if (pair.empty()) continue;
        if (++count > most_form_fields) throw Failure{too_many};
        const auto equals = std::min(pair.find('='), pair.size());
        into.add(percent_decode(pair.substr(0, equals), Plus::Space),
                 percent_decode(pair.substr(std::min(equals + 1, pair.size())), Plus::Space));
    }
}

void decode_cookies(std::string_view header, bool secure, Fields& into) {
    constexpr std::string_view prefix = "__Host-";
    split(header, ';', [&](std::string_view part) {
        const auto pair = trimmed(part);
        const auto equals = pair.find('=');
        if (equals == pair.npos) return;
        auto name = pair.substr(0, equals);
        if (secure && !name.starts_with(prefix)) return;
        if (secure) name.remove_prefix(prefix.size());
        into.add(std::string(name), std::string(pair.substr(equals + 1)));
    });
}

bool accepts_encoding(std::string_view header, std::string_view coding) {
    bool named = false, accepted = false, any = false;
    if (header.empty()) return false;
    split(header, ',', [&](std::string_view entry) {
        const auto end = std::min(entry.find(';'), entry.size());
        const auto name = trimmed(entry.substr(0, end));
        const bool weight = has_weight(entry.substr(end));
        if (equal_fold(name, coding)) {
            named = true;
            accepted = weight;
        } else if (name == "*") {
            any = weight;
        }
    });
    return named ? accepted : any;
}

}  // namespace mobio::http
