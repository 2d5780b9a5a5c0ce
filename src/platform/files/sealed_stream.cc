// SPDX-License-Identifier: EUPL-1.2
#include "platform/files/sealed_stream.h"

namespace mobio::files {

namespace {

constexpr char xchacha20_secretstream = 1;  // the only algorithm id so far

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

std::uint64_t sealed_size(std::uint64_t clear) {
    const auto chunks = clear == 0 ? 1 : (clear + clear_chunk - 1) / clear_chunk;
    return stream_head + clear + chunks * (sealed_chunk - clear_chunk);
}

Sealer::Sealer(const vault::LockedKey& key, std::string place, Sink out)
    : place_(std::move(place)), out_(std::move(out)) {
    std::string head(stream_head, xchacha20_secretstream);
    crypto_secretstream_xchacha20poly1305_init_push(&state_, bytes_of(head) + 1, key.data());
    out_(head);
}

// A full chunk waits until more comes: only then is it not the last.
void Sealer::add(std::string_view clear) {
    clear_bytes_ += clear.size();
    while (!clear.empty()) {
        if (held_.size() == clear_chunk) {
            put(held_, 0);
            held_.clear();
        }
        const auto piece = clear.substr(0, clear_chunk - held_.size());
        held_ += piece;
        clear.remove_prefix(piece.size());
    }
}

void Sealer::finish() {
    put(held_, crypto_secretstream_xchacha20poly1305_TAG_FINAL);
    held_.clear();
}

void Sealer::put(std::string_view chunk, unsigned char tag) {
    std::string sealed(chunk.size() + crypto_secretstream_xchacha20poly1305_ABYTES, '\0');
    crypto_secretstream_xchacha20poly1305_push(&state_, bytes_of(sealed), nullptr, bytes_of(chunk),
                                               chunk.size(), bytes_of(place_), place_.size(), tag);
    out_(sealed);
}

Opener::Opener(const vault::LockedKey& key, std::string place, Read read)
    : place_(std::move(place)), read_(std::move(read)) {
    const auto head = read_(stream_head);
    if (head.size() != stream_head || head[0] != xchacha20_secretstream ||
        crypto_secretstream_xchacha20poly1305_init_pull(&state_, bytes_of(head) + 1, key.data()))
        throw Lost("no sealed file");
}

std::string Opener::next() {
    if (ended_) return {};
    const auto sealed = read_(sealed_chunk);
    if (sealed.size() < crypto_secretstream_xchacha20poly1305_ABYTES) throw Lost("cut off");
    std::string clear(sealed.size() - crypto_secretstream_xchacha20poly1305_ABYTES, '\0');
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(&state_, bytes_of(clear), nullptr, &tag,
                                                   bytes_of(sealed), sealed.size(),
                                                   bytes_of(place_), place_.size()) != 0)
        throw Lost("does not open");
    ended_ = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    if (ended_ && !read_(1).empty()) throw Lost("bytes behind its end");
    if (!ended_ && clear.empty()) throw Lost("an empty chunk");
    return clear;
}

}  // namespace mobio::files
