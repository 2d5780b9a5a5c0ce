// SPDX-License-Identifier: EUPL-1.2
#include "platform/vault/sealing.h"

#include <sodium.h>

namespace mobio::vault {
namespace {

constexpr unsigned char xchacha20_poly1305 = 1;  // the only algorithm id so far
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t head_size = 1 + 4 + nonce_size;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void append_number(std::string& to, std::uint32_t number) {
    for (int shift = 24; shift >= 0; shift -= 8) to += static_cast<char>(number >> shift & 0xff);
}

std::string associated_data(const Binding& b) {
    std::string data;
    data.reserve(128);
    data += static_cast<char>(xchacha20_poly1305);
    for (const auto part : {b.county, b.person, b.table, b.column, b.row}) {
        append_number(data, static_cast<std::uint32_t>(part.size()));
        data += part;
    }
    append_number(data, b.key_version);
    return data;
}

}  // namespace

std::string seal_bytes(const LockedKey& key, const Binding& binding, std::string_view clear) {
    const auto data = associated_data(binding);
    std::string sealed;
    sealed.reserve(head_size + clear.size() + tag_size);
    sealed += static_cast<char>(xchacha20_poly1305);
    append_number(sealed, binding.key_version);
    sealed.resize(head_size + clear.size() + tag_size);
    auto* const nonce = bytes_of(sealed) + head_size - nonce_size;
    randombytes_buf(nonce, nonce_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(sealed) + head_size, nullptr,
                                               bytes_of(clear), clear.size(), bytes_of(data),
                                               data.size(), nullptr, nonce, key.data());
    return sealed;
}

bool open_bytes(const LockedKey& key, const Binding& binding, std::string_view sealed,
                std::string& clear) {
    clear.clear();
    std::string head(1, static_cast<char>(xchacha20_poly1305));
    append_number(head, binding.key_version);
    if (sealed.size() < head_size + tag_size || !sealed.starts_with(head)) return false;

    const auto data = associated_data(binding);
    const auto nonce = sealed.substr(head.size(), nonce_size);
    const auto body = sealed.substr(head_size);
    clear.resize(body.size() - tag_size);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(clear), nullptr, nullptr,
                                                   bytes_of(body), body.size(), bytes_of(data),
                                                   data.size(), bytes_of(nonce), key.data()) == 0)
        return true;
    clear.clear();
    return false;
}

}  // namespace mobio::vault
