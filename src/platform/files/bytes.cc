// SPDX-License-Identifier: EUPL-1.2
#include "platform/files/bytes.h"

namespace mobio::files {

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
