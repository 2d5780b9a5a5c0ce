// SPDX-License-Identifier: EUPL-1.2
// Whatever comes as a form, a path, cookies or an Accept-Encoding: what is taken is UTF-8 without
// NUL, and a path has no segment that leads elsewhere.
#include "platform/http/decode.h"
#include "platform/http/response.h"
#include "platform/text/texts.h"
#include "require.h"

using namespace mobio;

namespace {

void require_text(const std::string& value) {
    require(text::valid_utf8(value) && value.find('\0') == value.npos);
}

void check_form(std::string_view bytes) {
    http::Fields fields;
    try {
        http::decode_form(bytes, fields);
    } catch (const http::Failure& failure) {
        require(failure.status == 400 || failure.status == 413);
    }
    for (const auto& [name, value] : fields) {
        require_text(name);
        require_text(value);
    }
}

void check_path(std::string_view bytes) {
    try {
        const auto path = http::decode_path(bytes);
        require_text(path);
        require(path.starts_with('/') && path.find("//") == path.npos);
        require(path.find("/../") == path.npos && !path.ends_with("/.."));
        require(path.find('\\') == path.npos && path.find('\n') == path.npos);
    } catch (const http::Failure& failure) {
        require(failure.status == 400);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = view_of(data, size);
    check_form(bytes);
    check_path(bytes);
    check_path("/" + std::string(bytes));
    http::Fields cookies;
    http::decode_cookies(bytes, size % 2 == 0, cookies);
    http::accepts_encoding(bytes, "br");
    return 0;
}
