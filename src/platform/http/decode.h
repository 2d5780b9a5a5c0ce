// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "platform/http/request.h"

// From bytes of the wire to texts. All of these throw Failure{400} where bytes are not what they
// should be: a malformed percent escape, NUL, or what is not UTF-8.
namespace mobio::http {

enum class Plus { Literal, Space };
std::string percent_decode(std::string_view raw, Plus plus);

// The path of a target: begins with '/', decoded. Refuses what two programs could read in two ways:
// empty, "." and ".." segments, an encoded slash, backslashes, control characters.
std::string decode_path(std::string_view raw);

inline constexpr std::size_t most_form_fields = 500;

// application/x-www-form-urlencoded as browsers send it. Too many fields: Failure{too_many}.
void decode_form(std::string_view raw, Fields& into, unsigned too_many = 413);

// The Cookie header. On TLS only cookies named __Host-x are seen, as x: no neighbouring host and no
// plain connection can have set them.
void decode_cookies(std::string_view header, bool secure, Fields& into);

// Whether an Accept-Encoding header takes that coding ("br", "gzip"): named, or by "*", with q > 0.
bool accepts_encoding(std::string_view header, std::string_view coding);

std::string lower(std::string_view ascii);
std::string_view trimmed(std::string_view text);          // spaces and tabs at both ends
bool equal_fold(std::string_view a, std::string_view b);  // ASCII letters of either case are alike

// Calls `each` with the parts of `list` between separators, as they are.
template <class F>
void split(std::string_view list, char separator, F&& each) {
    while (true) {
        const auto end = list.find(separator);
        each(list.substr(0, end));
        if (end == std::string_view::npos) return;
        list.remove_prefix(end + 1);
    }
}

}  // namespace mobio::http
