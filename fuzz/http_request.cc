// SPDX-License-Identifier: EUPL-1.2
// Whatever bytes come, and however they are cut: the parser says the same, and a request that it
// takes keeps the promises of request.h.
#include <algorithm>
#include <cstddef>

#include "platform/http/parser.h"
#include "platform/http/response.h"
#include "platform/text/texts.h"
#include "require.h"

using namespace mobio;

namespace {

struct Outcome {
    unsigned status = 0;  // 0: not whole yet, 1: whole, else the refusal
    std::size_t used = 0;
    std::string path, body;
    bool operator==(const Outcome&) const = default;
};

void check(const http::Request& request) {
    require(request.path.starts_with('/') && request.target.starts_with('/'));
    require(request.path.find("//") == std::string::npos);
    for (const auto* fields : {&request.query, &request.form, &request.headers})
        for (const auto& [name, value] : *fields)
            require(text::valid_utf8(value) && value.find('\0') == value.npos);
    require(request.body.size() <= http::Limits{}.body_bytes);
    require(request.headers.all("host").size() <= 1);
    require(!request.headers.has("transfer-encoding") || !request.headers.has("content-length"));
}

Outcome parse(std::string_view bytes, std::size_t piece) {
    const http::Limits limits;
    const http::Peer peer{"192.0.2.7", bytes.size() % 2 == 0, bytes.size() % 3 == 0};
    http::Parser parser(limits, peer);
    Outcome outcome;
    std::string buffer;
    try {
        while (!bytes.empty() && parser.stage() != http::Parser::Stage::Complete) {
            const auto next = bytes.substr(0, piece);
            bytes.remove_prefix(next.size());
            buffer += next;
            const auto used = parser.feed(buffer);
            outcome.used += used;
            buffer.erase(0, used);
        }
    } catch (const http::Failure& failure) {
        require(failure.status >= 400 && failure.status <= 505);
        return {failure.status, 0, {}, {}};
    }
    if (parser.stage() != http::Parser::Stage::Complete) return {};
    check(parser.request());
    parser.keep_alive();
    outcome.status = 1;
    outcome.path = parser.request().path;
    outcome.body = parser.request().body;
    return outcome;
}

// Where several things are wrong, the pieces decide which is seen first; that one is, does not.
bool agree(const Outcome& a, const Outcome& b) {
    return a == b || (a.status >= 400 && b.status >= 400);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto all = view_of(data, size);
    const auto whole = parse(all, all.size());
    const auto pieces = parse(all, 1 + static_cast<unsigned char>(all[0]) % 7);
    if (whole.status == 1 || pieces.status == 1) require(agree(whole, pieces));
    return 0;
}
