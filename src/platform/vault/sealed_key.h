// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/vault/master_key.h"

namespace mobio::vault {

// A master key under a passphrase, as one line of text:
//   mobio-key:argon2id:PASSES:BYTES:SALT:SEALED
// Argon2id makes a key of the passphrase, XChaCha20-Poly1305 seals the master key under it; the
// line up to SEALED is associated data. SEALED is nonce and ciphertext; both are base64url.
inline constexpr std::string_view sealed_key_mark = "mobio-key:";

std::string seal_key(const MasterKey& key, std::string_view passphrase);
// Nothing where the passphrase is wrong, or the line was changed. Throws std::runtime_error where
// it is no such line, or Argon2id gets no memory.
std::optional<MasterKey> open_key(std::string_view line, std::string_view passphrase);

}  // namespace mobio::vault
