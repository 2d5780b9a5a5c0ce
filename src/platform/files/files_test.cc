// SPDX-License-Identifier: EUPL-1.2
#include <doctest/doctest.h>
#include <sodium.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "platform/files/sealed_stream.h"
#include "platform/files/spool.h"
#include "platform/files/storage.h"
#include "platform/vault/temporary_folder.h"

namespace mobio::files {

namespace {

vault::LockedKey a_key() {
    vault::LockedKey key;
    randombytes_buf(key.data(), 32);
    return key;
}

std::string sealed(const vault::LockedKey& key, std::string_view clear,
                   const char* place = "here") {
    std::string out;
    Sealer sealer(key, place, [&](std::string_view piece) { out += piece; });
    sealer.add(clear);
    sealer.finish();
    return out;
}

std::string opened(const vault::LockedKey& key, const std::string& bytes,
                   const char* place = "here") {
    std::size_t at = 0;
    Opener opener(key, place, [&](std::size_t most) {
        auto piece = bytes.substr(std::min(at, bytes.size()), most);
        at += piece.size();
        return piece;
    });
    std::string clear;
    for (auto piece = opener.next(); !piece.empty(); piece = opener.next()) clear += piece;
    return clear;
}

IdBytes an_id() { return make_id_bytes(Clock().now()); }

std::string all_of(const Storage::Reader& reader) {
    std::string all;
    for (auto piece = reader(1000); !piece.empty(); piece = reader(1000)) all += piece;
    return all;
}

}  // namespace

TEST_CASE("a sealed stream opens as it was, whatever its length") {
    const auto key = a_key();
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, clear_chunk - 1, clear_chunk,
                                   clear_chunk + 1, 2 * clear_chunk, 3 * clear_chunk + 7}) {
        const std::string clear(size, 'a');
        const auto bytes = sealed(key, clear);
        CHECK(bytes.size() == sealed_size(size));
        CHECK(opened(key, bytes) == clear);
    }
}

TEST_CASE("a sealed stream that was cut, changed, reordered or moved does not open") {
    const auto key = a_key();
    const auto bytes = sealed(key, std::string(2 * clear_chunk + 5, 'a'));
    for (const auto size : {std::size_t{0}, std::size_t{10}, stream_head,
                            stream_head + sealed_chunk, bytes.size() - 1})
        CHECK_THROWS_AS(opened(key, bytes.substr(0, size)), Lost);
    auto changed = bytes;
    changed[stream_head + 3] ^= 1;
    CHECK_THROWS_AS(opened(key, changed), Lost);
    const auto swapped =
        bytes.substr(0, stream_head) + bytes.substr(stream_head + sealed_chunk, sealed_chunk) +
        bytes.substr(stream_head, sealed_chunk) + bytes.substr(stream_head + 2 * sealed_chunk);
    CHECK_THROWS_AS(opened(key, swapped), Lost);
    CHECK_THROWS_AS(opened(key, bytes + "more"), Lost);
    CHECK_THROWS_AS(opened(key, bytes, "elsewhere"), Lost);
    CHECK_THROWS_AS(opened(a_key(), bytes), Lost);
}

TEST_CASE("what waits in a spool has no name on the disk and reads back from the start each time") {
    const vault::TemporaryFolder folder;
    Spool spool(folder.path);
    for (int i = 0; i < 1000; ++i) spool.add(std::string(300, static_cast<char>('a' + i % 26)));
    spool.finish();
    CHECK(spool.size() == 300'000);
    CHECK(std::filesystem::is_empty(folder.path));
    const auto first = whole(spool.bytes(), 300'000);
    CHECK(first.size() == 300'000);
    CHECK(whole(spool.bytes(), 300'000) == first);
    CHECK_THROWS_AS(whole(spool.bytes(), 299'999), Lost);
    CHECK_THROWS_AS(Spool("/no/such/folder"), std::runtime_error);
}

TEST_CASE("a folder keeps files for this user alone and removes them for good") {
    const vault::TemporaryFolder folder;
    const auto storage = open_folder(folder.path / "files");
    const auto id = an_id();
    storage->keep(id, [](const Sink& out) { out("first, "), out("then"); });
    CHECK(all_of(storage->read(id)) == "first, then");
    namespace fs = std::filesystem;
    std::vector<fs::path> found;
    for (const auto& file : fs::recursive_directory_iterator(folder.path / "files"))
        if (file.is_regular_file()) found.push_back(file.path());
    REQUIRE(found.size() == 1);
    CHECK((fs::status(found[0]).permissions() & (fs::perms::group_all | fs::perms::others_all)) ==
          fs::perms::none);
    storage->remove(id);
    storage->remove(id);
    CHECK_FALSE(fs::exists(found[0]));
    CHECK_THROWS_AS(storage->read(id), Lost);
}

TEST_CASE("of a file that was not written to its end nothing is left") {
    const vault::TemporaryFolder folder;
    const auto storage = open_folder(folder.path);
    const auto broken = [](const Sink& out) {
        out("half");
        throw std::runtime_error("no more");
    };
    const auto id = an_id();
    CHECK_THROWS_AS(storage->keep(id, broken), std::runtime_error);
    CHECK_THROWS_AS(storage->read(id), Lost);
    CHECK(storage->kept_before(Clock().now() + std::chrono::hours{1}).empty());
}

TEST_CASE("files of before a moment are found, what was left half written is swept") {
    const vault::TemporaryFolder folder;
    const auto storage = open_folder(folder.path);
    const auto id = an_id();
    storage->keep(id, [](const Sink& out) { out("whole"); });
    const auto half = folder.path / "aa" / "half.part";
    std::filesystem::create_directories(half.parent_path());
    std::ofstream(half) << "half";
    CHECK(storage->kept_before(Clock().now() - std::chrono::hours{1}).empty());
    CHECK(storage->kept_before(Clock().now() + std::chrono::hours{1}) == std::vector{id});
    CHECK_FALSE(std::filesystem::exists(half));
}

}  // namespace mobio::files
