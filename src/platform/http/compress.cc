// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/compress.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <stdexcept>

namespace mobio::http {

namespace {

// zlib allocates a quarter of a megabyte per stream: each worker keeps one and winds it back.
class Deflater {
public:
    Deflater() {
        if (deflateInit2(&stream_, 5, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::runtime_error("zlib");
    }
    ~Deflater() { deflateEnd(&stream_); }
    Deflater(const Deflater&) = delete;

    std::string run(std::string_view bytes) {
        deflateReset(&stream_);
        std::string out(deflateBound(&stream_, bytes.size()), '\0');
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream_.avail_in = static_cast<uInt>(bytes.size());
        stream_.next_out = reinterpret_cast<Bytef*>(out.data());
        stream_.avail_out = static_cast<uInt>(out.size());
        if (deflate(&stream_, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("zlib");
        out.resize(stream_.total_out);
        return out;
    }

private:
    z_stream stream_{};
};

}  // namespace

std::string brotli(std::string_view bytes) {
    // A window no larger than the text: the encoder's tables follow it.
    const int window =
        std::clamp(static_cast<int>(std::bit_width(bytes.size())), BROTLI_MIN_WINDOW_BITS, 18);
    // A long page gets a second look, so that with its styles it still fits the first flight.
    const int quality = bytes.size() > 16 * 1024 ? 5 : 4;
    std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
    std::string out(size, '\0');
    if (!BrotliEncoderCompress(quality, window, BROTLI_MODE_TEXT, bytes.size(),
                               reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                               reinterpret_cast<std::uint8_t*>(out.data())))
        throw std::runtime_error("brotli");
    out.resize(size);
    return out;
}

std::string gzip(std::string_view bytes) {
    thread_local Deflater deflater;
    return deflater.run(bytes);
}

}  // namespace mobio::http
