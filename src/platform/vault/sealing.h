// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/vault/locked_key.h"

namespace mobio::vault {

// What a sealed value is bound to; all of it is associated data, each part behind its length.
struct Binding {
    std::string_view county, person, table, column, row;
    std::uint32_t key_version;
};

// Sealed: algorithm id (1 byte) · key version (4, big-endian) · nonce (24) · ciphertext and tag.
std::string seal_bytes(const LockedKey& key, const Binding& binding, std::string_view clear);

// Opens into `clear`; false where anything does not fit, and then `clear` is empty.
bool open_bytes(const LockedKey& key, const Binding& binding, std::string_view sealed,
                std::string& clear);

}  // namespace mobio::vault
