// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace mobio::convert {

// How the program and its converter talk: frames of a tag (1 byte), a length (8 bytes, big-endian)
// and so many bytes. The converter has read hostile files, so what comes from it is read as
// strictly as they are.
enum class Tag : char {
    Input = 'D',    // a file to work on
    Plan = 'P',     // which pages of the files make the new one
    Pdf = 'F',      // what came out
    Picture = 'J',  // a JPEG of one page
    Text = 'X',     // words of a report
    Pages = 'N',    // how many pages the PDF has, in digits
    Refusal = 'R',  // why nothing came out, see refusal.h
    Done = 'E',     // nothing follows
};
std::string frame_head(Tag tag, std::uint64_t length);

struct BrokenFrames : std::runtime_error {
    BrokenFrames() : std::runtime_error("the converter speaks another language") {}
};

// Takes the bytes as they come, in pieces of any size.
class FrameReader {
public:
    struct Sink {
        std::function<void(Tag, std::uint64_t length)> begin;
        std::function<void(std::string_view)> data;
    };
    explicit FrameReader(Sink sink) : sink_(std::move(sink)) {}

    // Throws BrokenFrames at an unknown tag, a frame of more than `longest`, more than `most`
    // frames, and at bytes behind the last.
    void feed(std::string_view bytes);
    bool done() const { return done_; }

    static constexpr std::uint64_t longest = std::uint64_t{256} * 1024 * 1024;
    static constexpr int most = 1000;

private:
    void begin(std::string_view head);

    Sink sink_;
    std::string head_;
    std::uint64_t left_ = 0;  // of the frame's bytes
    int frames_ = 0;
    bool done_ = false;
};

}  // namespace mobio::convert
