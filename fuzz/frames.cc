// SPDX-License-Identifier: EUPL-1.2
// Whatever the converter says, in whatever pieces: the same comes out, or the same is refused.
#include "platform/convert/frames.h"

#include "require.h"

using namespace mobio;

namespace {

std::string read(std::string_view bytes, std::size_t piece) {
    std::string seen;
    convert::FrameReader reader({[&](convert::Tag tag, std::uint64_t length) {
                                     seen += static_cast<char>(tag) + std::to_string(length);
                                 },
                                 [&](std::string_view data) { seen += data; }});
    try {
        for (std::size_t at = 0; at < bytes.size(); at += piece)
            reader.feed(bytes.substr(at, piece));
    } catch (const convert::BrokenFrames&) {
        seen += " broken";
    }
    return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const auto bytes = view_of(data + 1, size - 1);
    require(read(bytes, bytes.size()) == read(bytes, 1U + data[0] % 16));
    return 0;
}
