// SPDX-License-Identifier: EUPL-1.2
#include "platform/files/s3.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

namespace mobio::files {

TEST_CASE("a bucket's list is read, and what is none is refused") {
    const auto listed = read_list(
        "<?xml version=\"1.0\"?><ListBucketResult><IsTruncated>true</IsTruncated>"
        "<Contents><Key>files/a</Key><LastModified>2026-03-01T12:30:05.000Z</LastModified>"
        "</Contents><Contents><Key>b</Key><LastModified>2026-03-02T00:00:00Z</LastModified>"
        "</Contents><NextContinuationToken>go/on</NextContinuationToken></ListBucketResult>");
    REQUIRE(listed.objects.size() == 2);
    CHECK(listed.objects[0].name == "files/a");
    using namespace std::chrono;
    CHECK(listed.objects[0].written_at ==
          Time{sys_days{year{2026} / 3 / 1} + hours{12} + minutes{30} + seconds{5}});
    CHECK(listed.next == "go/on");
    CHECK(read_list("<ListBucketResult></ListBucketResult>").objects.empty());
    for (const char* wrong :
         {"", "<Error/>", "<ListBucketResult><Contents><Key>a</Key>",
          "<ListBucketResult><Contents><Key>a</Key><LastModified>soon</LastModified></Contents>"})
        CHECK_THROWS_AS(read_list(wrong), Lost);
}

// Where the tests run beside a store: MOBIO_TEST_S3 holds the address of an empty bucket, whose key
// and secret are S3RVER.
TEST_CASE("a real store keeps, gives, lists and removes") {
    const auto* const url = std::getenv("MOBIO_TEST_S3");
    if (!url) return;
    for (const auto& address : {std::string(url), std::string(url) + "/below/here"}) {
        const auto storage = open_bucket({address, "us-east-1", "S3RVER", "S3RVER", ""});
        const auto id = make_id_bytes(Clock().now());
        const std::string large(3'000'000, 'x');
        storage->keep(id, [&](const Sink& out) { out("first"), out(large); });
        const auto reader = storage->read(id);
        std::string all;
        for (auto piece = reader(65'553); !piece.empty(); piece = reader(65'553)) all += piece;
        CHECK(all == "first" + large);
        const auto later = Clock().now() + std::chrono::hours{1};
        CHECK(storage->kept_before(later) == std::vector{id});
        CHECK(storage->kept_before(Clock().now() - std::chrono::hours{1}).empty());
        storage->remove(id);
        storage->remove(id);
        CHECK_THROWS_AS(storage->read(id), Lost);
        const auto broken = [](const Sink&) { throw std::runtime_error("no more"); };
        CHECK_THROWS_AS(storage->keep(id, broken), std::runtime_error);
        CHECK(storage->kept_before(later).empty());
    }
    const auto stranger = open_bucket({url, "us-east-1", "S3RVER", "wrong", ""});
    CHECK_THROWS_AS(stranger->kept_before({}), std::runtime_error);
}

}  // namespace mobio::files
