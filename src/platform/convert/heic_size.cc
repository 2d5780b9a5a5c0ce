// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "platform/convert/kind.h"
#include "platform/convert/octets.h"

// Boxes of ISO/IEC 14496-12, as far as they lead to the sizes in meta/iprp/ipco/ispe
// (ISO/IEC 23008-12, 6.5.3).
namespace mobio::convert {

std::optional<Size> heic_size(std::string_view picture);

namespace {

struct Box {
    std::string_view name, content;
};

// The next box, and nothing where there is none or it is broken.
std::optional<Box> next_box(Octets& in) {
    if (in.left() == 0) return {};
    std::uint64_t size = in.big32();
    std::uint64_t head = 8;
    const auto name = in.text(4);
    if (size == 1) {
        size = in.big64();
        head = 16;
    }
    if (size == 0) size = head + in.left();  // up to the end
    if (!in.good() || size < head || size - head > in.left()) return {};
    return Box{name, in.text(static_cast<std::size_t>(size - head))};
}

std::string_view find(std::string_view boxes, std::string_view name) {
    Octets in(boxes);
    while (const auto box = next_box(in))
        if (box->name == name) return box->content;
    return {};
}

}  // namespace

std::optional<Size> heic_size(std::string_view picture) {
    auto meta = find(picture, "meta");
    if (meta.size() < 4) return {};
    meta.remove_prefix(4);  // version and flags
    std::optional<Size> largest;
    Octets properties(find(find(meta, "iprp"), "ipco"));
    while (const auto property = next_box(properties)) {
        if (property->name != "ispe") continue;
        Octets in(property->content);
        in.skip(4);
        const Size size{in.big32(), in.big32()};
        if (!in.good() || size.pixels() == 0) return {};
        if (!largest || size.pixels() > largest->pixels()) largest = size;
    }
    return largest;
}

}  // namespace mobio::convert
