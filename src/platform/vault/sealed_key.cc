// SPDX-License-Identifier: EUPL-1.2
#include "platform/vault/sealed_key.h"

#include <sodium.h>

#include <charconv>
#include <vector>

#include "platform/vault/vault.h"

namespace mobio::vault {
namespace {

// Once at each start: as dear as a small server can bear.
constexpr unsigned long long passes = 4;
constexpr std::size_t memory = 256ULL * 1024 * 1024;
// A line that asks for more was not written by us.
constexpr unsigned long long most_passes = 64;
constexpr std::size_t most_memory = 4ULL * 1024 * 1024 * 1024;

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t sealed_size =
    nonce_size + sizeof(MasterKey) + crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string base64url(std::string_view bytes) {
    return vault::base64url(
        std::span(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
}

struct Stretching {
    unsigned long long passes;
    std::size_t memory;
    std::string salt;
};

LockedKey stretched(std::string_view passphrase, const Stretching& how) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    LockedKey key;
    if (crypto_pwhash(key.data(), 32, passphrase.data(), passphrase.size(), bytes_of(how.salt),
                      how.passes, how.memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::runtime_error("not enough memory for Argon2id");
    return key;
}

struct Line {
    Stretching how;
    std::string_view head;  // up to SEALED
    std::string sealed;
};

template <class Number>
Number number(std::string_view digits, Number most) {
    Number value = 0;
    const auto* const end = digits.data() + digits.size();
    const auto [rest, error] = std::from_chars(digits.data(), end, value);
    if (error != std::errc() || rest != end || value == 0 || value > most)
        throw std::runtime_error("no sealed master key");
    return value;
}

Line parse(std::string_view line) {
    std::vector<std::string_view> parts;
    for (auto rest = line;; rest.remove_prefix(parts.back().size() + 1)) {
        parts.push_back(rest.substr(0, rest.find(':')));
        if (parts.back().size() == rest.size()) break;
    }
    if (parts.size() != 6 || parts[0] != "mobio-key" || parts[1] != "argon2id")
        throw std::runtime_error("no sealed master key");
    const auto salt = from_base64url(parts[4]), sealed = from_base64url(parts[5]);
    if (!salt || salt->size() != crypto_pwhash_SALTBYTES || !sealed ||
        sealed->size() != sealed_size)
        throw std::runtime_error("no sealed master key");
    return {{number(parts[2], most_passes), number(parts[3], most_memory), *salt},
            line.substr(0, line.size() - parts[5].size()),
            *sealed};
}

}  // namespace

std::string seal_key(const MasterKey& key, std::string_view passphrase) {
    Stretching how{passes, memory, std::string(crypto_pwhash_SALTBYTES, '\0')};
    randombytes_buf(how.salt.data(), how.salt.size());
    const auto line = std::string(sealed_key_mark) + "argon2id:" + std::to_string(passes) + ":" +
                      std::to_string(memory) + ":" + base64url(how.salt) + ":";
    std::string sealed(sealed_size, '\0');
    auto* const out = reinterpret_cast<unsigned char*>(sealed.data());
    randombytes_buf(out, nonce_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + nonce_size, nullptr, key.data(), key.size(),
                                               bytes_of(line), line.size(), nullptr, out,
                                               stretched(passphrase, how).data());
    return line + base64url(sealed);
}

std::optional<MasterKey> open_key(std::string_view line, std::string_view passphrase) {
    const auto parsed = parse(line);
    const auto* const sealed = bytes_of(parsed.sealed);
    MasterKey key;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            key.data(), nullptr, nullptr, sealed + nonce_size, parsed.sealed.size() - nonce_size,
            bytes_of(parsed.head), parsed.head.size(), sealed,
            stretched(passphrase, parsed.how).data()) != 0)
        return std::nullopt;
    return key;
}

}  // namespace mobio::vault
