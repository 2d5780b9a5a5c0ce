// SPDX-License-Identifier: EUPL-1.2
#include "platform/convert/kind.h"

#include <doctest/doctest.h>

#include <string>

#include "platform/convert/frames.h"

namespace mobio::convert {

namespace {

using namespace std::string_literals;

std::string box(const std::string& name, const std::string& content) {
    const auto size = content.size() + 8;
    std::string head;
    for (int shift = 24; shift >= 0; shift -= 8) head += static_cast<char>(size >> shift & 0xff);
    return head + name + content;
}

std::string heic(const std::string& width, const std::string& height) {
    const auto none = "\0\0\0\0"s;
    const auto size = box("ispe", none + width + height);
    return box("ftyp", "heic"s + none + "mif1heic") +
           box("meta", none + box("iprp", box("ipco", size)));
}

const auto jpeg = "\xff\xd8\xff\xe0\x00\x04zz\xff\xc0\x00\x0b\x08\x00\x20\x00\x10\x01\x01\x11\x00"s;
const auto png = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x10\0\0\0\x20"s;

}  // namespace

TEST_CASE("a file is what its bytes are, whatever it is called") {
    CHECK(kind_of(jpeg) == Kind::Jpeg);
    CHECK(kind_of(png) == Kind::Png);
    CHECK(kind_of("RIFF\x10\0\0\0WEBPVP8 "s) == Kind::WebP);
    CHECK(kind_of(heic("\0\0\0\1"s, "\0\0\0\1"s)) == Kind::Heic);
    CHECK(kind_of("%PDF-1.4\n") == Kind::Pdf);
    for (const auto& other : {""s, "\xff\xd8"s, " %PDF-1.4"s, "GIF89a"s, "<svg xmlns"s, "PK\3\4"s,
                              "MZ"s, "II*\0"s, "BM"s, "#!/bin/sh"s, "RIFF\x10\0\0\0WAVEfmt "s,
                              "\0\0\0\x1c"
                              "ftypavif"s})
        CHECK_FALSE(kind_of(other));
}

TEST_CASE("a picture's size is read without a decoder") {
    const auto of = [](Kind kind, const std::string& bytes) {
        const auto size = size_of(kind, bytes);
        return size ? std::pair{size->width, size->height} : std::pair{0U, 0U};
    };
    CHECK(of(Kind::Jpeg, jpeg) == std::pair{16U, 32U});
    CHECK(of(Kind::Png, png) == std::pair{16U, 32U});
    CHECK(of(Kind::Heic, heic("\0\0\0\x10"s, "\0\0\0\x20"s)) == std::pair{16U, 32U});
    CHECK(of(Kind::WebP, "RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x0f\0\0\x1f\0\0"s) ==
          std::pair{16U, 32U});
    CHECK(of(Kind::WebP, "RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x0f\xc0\x07\x00"s) ==
          std::pair{16U, 32U});
}

TEST_CASE("a picture that is cut off or lies about its boxes has no size") {
    for (std::size_t size = 0; size < 19; ++size)
        CHECK_FALSE(size_of(Kind::Jpeg, jpeg.substr(0, std::min<std::size_t>(size, 16))));
    CHECK_FALSE(size_of(Kind::Png, png.substr(0, 20)));
    CHECK_FALSE(size_of(Kind::Heic, heic("\0\0\0\0"s, "\0\0\0\1"s)));
    const auto whole = heic("\0\0\0\1"s, "\0\0\0\1"s);
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK_FALSE(size_of(Kind::Heic, whole.substr(0, size)));
}

TEST_CASE("frames come out as they went in, in pieces of any size") {
    const auto bytes = frame_head(Tag::Pages, 1) + "3" + frame_head(Tag::Pdf, 5) + "%PDF-" +
                       frame_head(Tag::Done, 0);
    for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
        std::string seen;
        FrameReader reader({[&](Tag tag, std::uint64_t) { seen += static_cast<char>(tag); },
                            [&](std::string_view data) { seen += data; }});
        for (std::size_t at = 0; at < bytes.size(); at += piece)
            reader.feed(std::string_view(bytes).substr(at, piece));
        CHECK(seen == "N3F%PDF-E");
        CHECK(reader.done());
    }
}

TEST_CASE("a converter that was taken over is not believed") {
    const auto feed = [](const std::string& bytes) {
        FrameReader reader({[](Tag, std::uint64_t) {}, [](std::string_view) {}});
        reader.feed(bytes);
    };
    CHECK_THROWS_AS(feed("?\0\0\0\0\0\0\0\0"s), BrokenFrames);
    CHECK_THROWS_AS(feed("F\xff\xff\xff\xff\xff\xff\xff\xff"s), BrokenFrames);
    CHECK_THROWS_AS(feed(frame_head(Tag::Done, 0) + "x"), BrokenFrames);
    CHECK_THROWS_AS(feed(frame_head(Tag::Done, 1)), BrokenFrames);
    std::string many;
    for (int i = 0; i <= FrameReader::most; ++i) many += frame_head(Tag::Text, 0);
    CHECK_THROWS_AS(feed(many), BrokenFrames);
}

}  // namespace mobio::convert
