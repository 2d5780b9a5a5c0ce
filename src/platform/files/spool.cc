// SPDX-License-Identifier: EUPL-1.2
#include "platform/files/spool.h"

#include <sodium.h>

#include <cstdlib>
#include <optional>

#include "platform/files/disk.h"
#include "platform/files/sealed_stream.h"

namespace mobio::files {

namespace {

constexpr const char* place = "spool";

vault::LockedKey fresh_key() {
    vault::LockedKey key;
    randombytes_buf(key.data(), vault::LockedKey::Bytes{}.size());
    return key;
}

}  // namespace

struct Spool::Core {
    explicit Core(const std::filesystem::path& folder)
        : file(open_nameless(folder)),
          sealer(std::in_place, key, place,
                 [this](std::string_view piece) { write_all(file, piece); }) {
        crypto_hash_sha256_init(&hashing);
    }

    const vault::LockedKey key = fresh_key();
    Descriptor file;
    std::optional<Sealer> sealer;
    crypto_hash_sha256_state hashing{};
    std::array<std::uint8_t, 32> hash{};
    std::uint64_t size = 0;
};

Spool::Spool(const std::filesystem::path& folder) : core_(std::make_unique<Core>(folder)) {}
Spool::~Spool() = default;

void Spool::add(std::string_view bytes) {
    core_->sealer->add(bytes);
    crypto_hash_sha256_update(&core_->hashing, reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size());
    core_->size += bytes.size();
}

void Spool::finish() {
    core_->sealer->finish();
    core_->sealer.reset();
    crypto_hash_sha256_final(&core_->hashing, core_->hash.data());
}

std::uint64_t Spool::size() const { return core_->size; }
const std::array<std::uint8_t, 32>& Spool::sha256() const { return core_->hash; }

Bytes Spool::bytes() const {
    auto at = std::make_shared<std::uint64_t>(0);
    auto opener =
        std::make_shared<Opener>(core_->key, place, [&file = core_->file, at](std::size_t most) {
            auto piece = read_at(file, *at, most);
            *at += piece.size();
            return piece;
        });
    return {core_->size, [opener] { return opener->next(); }};
}

std::filesystem::path spool_folder() {
    const auto* const named = std::getenv("TMPDIR");
    return named && *named ? named : "/var/tmp";
}

}  // namespace mobio::files
