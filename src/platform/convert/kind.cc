// SPDX-License-Identifier: EUPL-1.2
#include "platform/convert/kind.h"

#include <algorithm>
#include <array>

#include "platform/convert/octets.h"

namespace mobio::convert {

std::optional<Size> jpeg_size(std::string_view picture);
std::optional<Size> png_size(std::string_view picture);
std::optional<Size> webp_size(std::string_view picture);
std::optional<Size> heic_size(std::string_view picture);

namespace {

constexpr std::string_view png_mark = "\x89PNG\r\n\x1a\n";

// HEIC, as cameras write it: a still picture of HEVC. (avif and videos are others.)
bool is_heic(std::string_view head) {
    constexpr std::array brands{"heic", "heix", "heim", "heis", "mif1", "msf1"};
    return head.size() >= 12 && head.substr(4, 4) == "ftyp" &&
           std::ranges::find(brands, head.substr(8, 4)) != brands.end();
}

}  // namespace

std::optional<Kind> kind_of(std::string_view head) {
    if (head.starts_with("\xff\xd8\xff")) return Kind::Jpeg;
    if (head.starts_with(png_mark)) return Kind::Png;
    if (head.starts_with("RIFF") && head.substr(0, 12).ends_with("WEBP")) return Kind::WebP;
    if (is_heic(head)) return Kind::Heic;
    if (head.starts_with("%PDF-")) return Kind::Pdf;
    return {};
}

std::optional<Size> size_of(Kind kind, std::string_view picture) {
    switch (kind) {
        case Kind::Jpeg:
            return jpeg_size(picture);
        case Kind::Png:
            return png_size(picture);
        case Kind::WebP:
            return webp_size(picture);
        case Kind::Heic:
            return heic_size(picture);
        case Kind::Pdf:
            break;
    }
    return {};
}

// Markers up to the frame's head (ITU T.81, B.1 and B.2).
std::optional<Size> jpeg_size(std::string_view picture) {
    Octets in(picture);
    in.skip(2);  // SOI
    while (in.good()) {
        if (in.byte() != 0xff) return {};
        auto marker = in.byte();
        while (marker == 0xff) marker = in.byte();  // fill bytes
        const bool alone = marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7);
        if (alone) continue;
        if (marker == 0xd8 || marker == 0xd9 || marker == 0xda) return {};  // no frame before it
        const auto length = in.big16();
        if (length < 2) return {};
        const bool frame =
            marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (!frame) {
            in.skip(length - 2U);
            continue;
        }
        in.skip(1);  // precision
        const auto height = in.big16();
        const auto width = in.big16();
        if (!in.good() || width == 0 || height == 0) return {};
        return Size{width, height};
    }
    return {};
}

// The first chunk is IHDR (W3C PNG, 11.2.1).
std::optional<Size> png_size(std::string_view picture) {
    Octets in(picture);
    in.skip(png_mark.size());
    if (in.big32() != 13 || in.text(4) != "IHDR") return {};
    const auto width = in.big32(), height = in.big32();
    if (!in.good() || width == 0 || height == 0) return {};
    return Size{width, height};
}

// The first chunk tells (RFC 9649, 2.5 to 2.7).
std::optional<Size> webp_size(std::string_view picture) {
    Octets in(picture);
    in.skip(12);
    const auto chunk = in.text(4);
    in.skip(4);
    Size size;
    if (chunk == "VP8X") {
        in.skip(4);
        size.width = in.little24() + 1;
        size.height = in.little24() + 1;
    } else if (chunk == "VP8L") {
        if (in.byte() != 0x2f) return {};
        const auto bits = in.little32();
        size = {(bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1};
    } else if (chunk == "VP8 ") {
        in.skip(3);
        if (in.text(3) != "\x9d\x01\x2a") return {};
        size.width = in.little16() & 0x3fffU;
        size.height = in.little16() & 0x3fffU;
    }
    if (!in.good() || size.pixels() == 0) return {};
    return size;
}

}  // namespace mobio::convert
