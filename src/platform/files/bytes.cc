// SPDX-License-Identifier: EUPL-1.2
#include "platform/files/bytes.h"

#include <sodium.h>

namespace mobio::files {

std::array<std::uint8_t, 32> sha256(const Bytes& bytes) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    for (auto piece = bytes.next(); !piece.empty(); piece = bytes.next())
        crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(piece.data()),
                                  piece.size());
    std::array<std::uint8_t, 32> hash{};
    crypto_hash_sha256_final(&state, hash.data());
    return hash;
}

std::string whole(const Bytes& bytes, std::uint64_t most) {
    if (bytes.size > most) throw Lost("longer than it may be");
    std::string all;
    all.reserve(bytes.size);
    for (auto piece = bytes.next(); !piece.empty(); piece = bytes.next()) {
        all += piece;
        if (all.size() > most) throw Lost("longer than it may be");
    }
    return all;
}

}  // namespace mobio::files
