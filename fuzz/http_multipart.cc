// SPDX-License-Identifier: EUPL-1.2
// Whatever comes as a form with files, in whatever pieces: the same parts come out, or the same
// refusal.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "platform/http/multipart.h"
#include "platform/http/response.h"

using namespace mobio;

namespace {

std::string read(std::string_view body, std::size_t piece) {
    std::string seen;
    try {
        http::Multipart parts("x", {[&](const http::Multipart::Part& part) {
                                        seen += "\n" + part.name + "|" + part.type + "|" +
                                                part.file_name.value_or("-") + "|";
                                    },
                                    [&](std::string_view data) { seen += data; }});
        while (!body.empty()) {
            parts.feed(body.substr(0, piece));
            body.remove_prefix(std::min(piece, body.size()));
        }
        parts.finish();
    } catch (const http::Failure& failure) {
        if (failure.status != 400 && failure.status != 413) std::abort();
        return "refused";
    }
    return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto whole = read(bytes, std::string_view::npos);
    if (read(bytes, 1 + data[0] % 16) != whole) std::abort();
    http::multipart_boundary(bytes);
    return 0;
}
