// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <sodium.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/files/bytes.h"
#include "platform/vault/locked_key.h"

namespace mobio::files {

// Format: algorithm id (1 byte) · header (24) · chunks of 64 KiB of clear bytes, each 17 bytes
// longer when sealed (XChaCha20-Poly1305 in libsodium's secretstream). The last chunk, which may be
// shorter, says that it is the last: a file cut off or with its chunks in another order does not
// open.
inline constexpr std::size_t clear_chunk = 64 * 1024;
inline constexpr std::size_t sealed_chunk =
    clear_chunk + crypto_secretstream_xchacha20poly1305_ABYTES;
inline constexpr std::size_t stream_head = 1 + crypto_secretstream_xchacha20poly1305_HEADERBYTES;

// How long what was that long is when sealed.
std::uint64_t sealed_size(std::uint64_t clear);

// Seals what comes, bound to `place`, and hands it on.
class Sealer {
public:
    Sealer(const vault::LockedKey& key, std::string place, Sink out);
    void add(std::string_view clear);
    void finish();  // seals the last chunk; nothing may follow
    std::uint64_t clear_bytes() const { return clear_bytes_; }

private:
    void put(std::string_view chunk, unsigned char tag);

    crypto_secretstream_xchacha20poly1305_state state_;
    std::string place_, held_;
    Sink out_;
    std::uint64_t clear_bytes_ = 0;
};

// Opens what a Sealer made, one chunk at each call, and "" behind the last. `read` gives as many
// sealed bytes as asked for, fewer only at the end. Throws Lost where anything does not fit.
class Opener {
public:
    using Read = std::function<std::string(std::size_t)>;
    Opener(const vault::LockedKey& key, std::string place, Read read);
    std::string next();

private:
    crypto_secretstream_xchacha20poly1305_state state_;
    std::string place_;
    Read read_;
    bool ended_ = false;
};

}  // namespace mobio::files
