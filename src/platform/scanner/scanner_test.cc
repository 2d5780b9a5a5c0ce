// SPDX-License-Identifier: EUPL-1.2
#include "platform/scanner/scanner.h"

#include <doctest/doctest.h>

#include <utility>

#include "platform/scanner/clamd_for_test.h"

namespace mobio::scanner {

namespace {

files::Bytes bytes_of(const std::string& text) {
    auto sent = std::make_shared<bool>(false);
    return {text.size(),
            [text, sent] { return std::exchange(*sent, true) ? std::string() : text; }};
}

}  // namespace

TEST_CASE("the scanner's answers are read strictly") {
    CHECK(read_answer("stream: OK").verdict == Verdict::Clean);
    const auto found = read_answer("stream: Win.Test.EICAR_HDB-1 FOUND");
    CHECK(found.verdict == Verdict::Malware);
    CHECK(found.name == "Win.Test.EICAR_HDB-1");
    for (const char* other :
         {"", "OK", "stream: ", "stream: OK now", "INSTREAM size limit exceeded. ERROR",
          "stream: Can't allocate memory ERROR", "UNKNOWN COMMAND"})
        CHECK(read_answer(other).verdict == Verdict::Unanswered);
}

TEST_CASE("of a scanner that is not there nothing is believed") {
    CHECK(scan("/no/such/socket", bytes_of("x")).verdict == Verdict::Unanswered);
    CHECK(scan(std::string(300, 'x'), bytes_of("x")).verdict == Verdict::Unanswered);
    CHECK_THROWS_AS(version("/no/such/socket"), std::runtime_error);
}

TEST_CASE("the real daemon finds what every scanner knows, and nothing in a paper") {
    if (!Clamd::installed()) return;
    const Clamd clamd;
    CHECK(version(clamd.socket()).starts_with("ClamAV"));
    const auto found = scan(clamd.socket(), bytes_of(eicar));
    CHECK(found.verdict == Verdict::Malware);
    CHECK(found.name.find("Eicar") != found.name.npos);
    CHECK(scan(clamd.socket(), bytes_of("%PDF-1.4 a paper")).verdict == Verdict::Clean);
    const std::string large(5'000'000, 'a');
    CHECK(scan(clamd.socket(), bytes_of(large)).verdict == Verdict::Clean);
}

}  // namespace mobio::scanner
