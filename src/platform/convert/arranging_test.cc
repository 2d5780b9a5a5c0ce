// SPDX-License-Identifier: EUPL-1.2
// What becomes of PDFs of our own: bound with bookmarks, cut. Through the real program.
#include <doctest/doctest.h>

#include <cmath>
#include <utility>

#include "pdf_tools.h"
#include "platform/convert/converter.h"
#include "platform/convert/pdf_for_test.h"

namespace mobio::convert {

namespace {

const Converter& converter() {
    static const Converter one;
    return one;
}

files::Bytes bytes_of(const std::string& text) {
    auto sent = std::make_shared<bool>(false);
    return {text.size(),
            [text, sent] { return std::exchange(*sent, true) ? std::string() : text; }};
}

// Words at the start of the page, and at its end.
std::string page_of(const std::string& left, const std::string& right) {
    PdfForTest pdf;
    pdf.contents = PdfForTest::stream(
        "", "BT /F1 16 Tf 10 40 Td (" + left + ") Tj 120 0 Td (" + right + ") Tj ET");
    std::string clean;
    const auto outcome =
        converter().clean(bytes_of(pdf.bytes()), [&](std::string_view piece) { clean += piece; });
    REQUIRE(!outcome.refusal);
    return clean;
}

std::string bound(const std::vector<std::pair<std::string, std::string>>& named) {
    std::vector<files::Bytes> files;
    std::vector<Leaf> leaves;
    for (const auto& [pdf, name] : named) {
        leaves.push_back({files.size(), 1, 0, name});
        files.push_back(bytes_of(pdf));
    }
    std::string out;
    const auto outcome =
        converter().arrange(files, leaves, [&](std::string_view piece) { out += piece; });
    REQUIRE(!outcome.refusal);
    CHECK(outcome.pages == static_cast<int>(leaves.size()));
    return out;
}

std::string turned(const std::string& pdf) {
    std::string out;
    converter().arrange({bytes_of(pdf)}, {{0, 1, 90}},
                        [&](std::string_view piece) { out += piece; });
    return out;
}

std::string bookmarks_of(const std::string& pdf) {
    return test::asked("qpdf --json --json-key=outlines", pdf);
}

bool is_square(const std::string& pdf, int page) {
    const auto size = test::size_of(pdf, page);
    return size.width > 595 && std::abs(size.width - size.height) < 1;
}

Outcome crop(const std::string& pdf, int page, const Cut& cut, std::string& out) {
    out.clear();
    return converter().crop(bytes_of(pdf), page, cut,
                            [&](std::string_view piece) { out += piece; });
}

}  // namespace

TEST_CASE("bookmarks lead to the papers that were bound, in any script") {
    const auto one = page_of("Zeugnis", "1"), two = page_of("Brief", "2");
    const auto pdf = bound({{one, "Zeugnis (1) \\ 2019"}, {two, "شهادة\nمدرسة"}});
    const auto marks = bookmarks_of(pdf);
    CHECK(marks.find(R"("Zeugnis (1) \\ 2019")") != std::string::npos);
    CHECK(marks.find("شهادة مدرسة") != std::string::npos);
    CHECK(marks.find(R"("destpageposfrom1": 2)") != std::string::npos);
    CHECK(test::text_of(pdf).find("Brief") != std::string::npos);
    CHECK(bookmarks_of(bound({{one, ""}})).find("title") == std::string::npos);
}

TEST_CASE("what is cut off a page is gone") {
    const auto two = bound({{page_of("Name", "Nummer"), ""}, {page_of("Links", "Rechts"), ""}});
    std::string cut;
    const auto outcome = crop(two, 2, {0, 0, 500, 1000}, cut);
    REQUIRE(!outcome.refusal);
    CHECK(outcome.pages == 2);
    const auto words = test::text_of(cut);
    CHECK(words.find("Nummer") != std::string::npos);  // the other page is as it was
    CHECK(words.find("Links") == std::string::npos);   // a picture now
    CHECK(words.find("Rechts") == std::string::npos);
    CHECK(is_square(cut, 2));  // half of 200 by 100
    test::asked("qpdf --check", cut);
}

TEST_CASE("a page is cut as it is seen, also where it lies on its side") {
    const auto on_its_side = turned(page_of("Links", "Rechts"));
    std::string cut;
    REQUIRE(!crop(on_its_side, 1, {0, 0, 1000, 500}, cut).refusal);
    CHECK(is_square(cut, 1));
}

TEST_CASE("a cut that leaves nothing, or reaches beyond the page, is refused") {
    const auto pdf = page_of("Links", "Rechts");
    std::string out;
    for (const Cut& cut : {Cut{500, 0, 500, 1000}, Cut{600, 0, 500, 1000}, Cut{-1, 0, 1000, 1000},
                           Cut{0, 0, 1001, 1000}, Cut{0, 980, 1000, 1000}}) {
        CHECK_FALSE(possible(cut));
        CHECK(crop(pdf, 1, cut, out).refusal == Refusal::Broken);
    }
    CHECK(crop(pdf, 2, {}, out).refusal == Refusal::Broken);
    CHECK(crop(pdf, 0, {}, out).refusal == Refusal::Broken);
    CHECK(crop("%PDF-1.7 nonsense", 1, {}, out).refusal == Refusal::Broken);
}

}  // namespace mobio::convert
