// SPDX-License-Identifier: EUPL-1.2
#include "platform/convert/frames.h"

#include <algorithm>
#include <utility>

#include "platform/convert/octets.h"

namespace mobio::convert {

namespace {

constexpr std::string_view tags = "DPFJXNRE";
constexpr std::size_t head_bytes = 9;

}  // namespace

std::string frame_head(Tag tag, std::uint64_t length) {
    std::string head(1, static_cast<char>(tag));
    for (int shift = 56; shift >= 0; shift -= 8) head += static_cast<char>(length >> shift & 0xff);
    return head;
}

void FrameReader::feed(std::string_view bytes) {
    while (!bytes.empty()) {
        if (done_) throw BrokenFrames();
        const bool in_head = left_ == 0;
        const auto wanted = in_head ? head_bytes - head_.size() : left_;
        const auto piece = bytes.substr(0, std::min<std::uint64_t>(wanted, bytes.size()));
        bytes.remove_prefix(piece.size());
        if (!in_head) {
            sink_.data(piece);
            left_ -= piece.size();
            continue;
        }
        head_ += piece;
        if (head_.size() == head_bytes) begin(std::exchange(head_, {}));
    }
}

void FrameReader::begin(std::string_view head) {
    if (tags.find(head[0]) == tags.npos || ++frames_ > most) throw BrokenFrames();
    left_ = Octets(head.substr(1)).big64();
    if (left_ > longest) throw BrokenFrames();
    const auto tag = static_cast<Tag>(head[0]);
    done_ = tag == Tag::Done;
    if (done_ && left_ > 0) throw BrokenFrames();
    sink_.begin(tag, left_);
}

}  // namespace mobio::convert
