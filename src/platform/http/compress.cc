// SPDX-License-Identifier: EUPL-1.2
#include "platform/http/compress.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <memory>
#include <memory_resource>
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

// The encoder takes half a megabyte for each page. Fresh from the system that costs more than the
// compression itself: each worker keeps it.
class BrotliMemory {
public:
    std::pmr::monotonic_buffer_resource clear() { return {room_.get(), size}; }

private:
    static constexpr std::size_t size = 512 * 1024;  // more is asked from the system
    std::unique_ptr<std::byte[]> room_ = std::make_unique_for_overwrite<std::byte[]>(size);
};

class BrotliEncoder {
public:
    BrotliEncoder(BrotliMemory& memory, std::string_view bytes)
        : memory_(memory.clear()),
          state_(BrotliEncoderCreateInstance(
              take, [](void*, void*) {}, &memory_)),
          bytes_(bytes) {
        // A long page gets a second look, so that with its styles it still fits the first flight.
        set(BROTLI_PARAM_QUALITY, bytes.size() > 16 * 1024 ? 5 : 2);
        // A window no larger than the text: the encoder's tables follow it.
        set(BROTLI_PARAM_LGWIN,
            std::clamp<std::size_t>(static_cast<std::size_t>(std::bit_width(bytes.size())),
                                    BROTLI_MIN_WINDOW_BITS, 18));
        set(BROTLI_PARAM_MODE, BROTLI_MODE_TEXT);
        set(BROTLI_PARAM_SIZE_HINT, bytes.size());
    }
    ~BrotliEncoder() { BrotliEncoderDestroyInstance(state_); }
    BrotliEncoder(const BrotliEncoder&) = delete;

    std::string run() {
        std::string out(BrotliEncoderMaxCompressedSize(bytes_.size()), '\0');
        auto* from = reinterpret_cast<const std::uint8_t*>(bytes_.data());
        auto* to = reinterpret_cast<std::uint8_t*>(out.data());
        std::size_t left = bytes_.size(), room = out.size(), size = 0;
        if (!state_ ||
            !BrotliEncoderCompressStream(state_, BROTLI_OPERATION_FINISH, &left, &from, &room, &to,
                                         &size) ||
            !BrotliEncoderIsFinished(state_))
            throw std::runtime_error("brotli");
        out.resize(size);
        return out;
    }

private:
    static void* take(void* memory, std::size_t bytes) noexcept try {
        return static_cast<std::pmr::memory_resource*>(memory)->allocate(bytes);
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
    void set(BrotliEncoderParameter what, std::size_t value) {
        if (state_) BrotliEncoderSetParameter(state_, what, static_cast<std::uint32_t>(value));
    }

    std::pmr::monotonic_buffer_resource memory_;
    BrotliEncoderState* state_;
    std::string_view bytes_;
};

}  // namespace

std::string brotli(std::string_view bytes) {
    thread_local BrotliMemory memory;
    return BrotliEncoder(memory, bytes).run();
}

std::string gzip(std::string_view bytes) {
    thread_local Deflater deflater;
    return deflater.run(bytes);
}

}  // namespace mobio::http
