// SPDX-License-Identifier: EUPL-1.2
// What people with bad intent, or bad luck, send: through the real program, kept in as in service.
#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <random>
#include <set>
#include <utility>
#include <vips/vips8>

#include "platform/convert/converter.h"
#include "platform/convert/pdf_for_test.h"

namespace mobio::convert {

namespace {

using namespace std::string_literals;
using vips::VImage;

const Converter& converter() {
    static const Converter one;
    return one;
}

files::Bytes bytes_of(const std::string& text) {
    auto sent = std::make_shared<bool>(false);
    return {text.size(),
            [text, sent] { return std::exchange(*sent, true) ? std::string() : text; }};
}

struct Result {
    std::optional<Refusal> refusal;
    int pages = 0;
    std::string pdf;
};
Result clean(const std::string& file) {
    Result result;
    const auto outcome =
        converter().clean(bytes_of(file), [&](std::string_view piece) { result.pdf += piece; });
    result.refusal = outcome.refusal;
    result.pages = outcome.pages;
    return result;
}

// Every key of every dictionary, and every name that is a value, decoded.
std::set<std::string> names_in(const std::string& pdf) {
    QPDF file;
    file.setSuppressWarnings(true);
    file.processMemoryFile("", pdf.data(), pdf.size());
    std::set<std::string> names;
    std::vector<QPDFObjectHandle> waiting = file.getAllObjects();
    waiting.push_back(file.getTrailer());
    std::set<QPDFObjGen> seen;
    while (!waiting.empty()) {
        auto object = waiting.back();
        waiting.pop_back();
        if (object.isIndirect() && !seen.insert(object.getObjGen()).second) continue;
        if (object.isName()) names.insert(object.getName());
        if (object.isStream()) object = object.getDict();
        if (object.isDictionary())
            for (const auto& key : object.getKeys()) {
                names.insert(key);
                waiting.push_back(object.getKey(key));
            }
        if (object.isArray())
            for (const auto& item : object.getArrayAsVector()) waiting.push_back(item);
    }
    return names;
}

void check_harmless(const std::string& pdf) {
    const auto names = names_in(pdf);
    for (const char* danger : {"/JS",
                               "/JavaScript",
                               "/OpenAction",
                               "/AA",
                               "/A",
                               "/Launch",
                               "/URI",
                               "/SubmitForm",
                               "/ImportData",
                               "/GoToR",
                               "/GoToE",
                               "/EmbeddedFiles",
                               "/EmbeddedFile",
                               "/EF",
                               "/AF",
                               "/Filespec",
                               "/XFA",
                               "/AcroForm",
                               "/RichMedia",
                               "/Rendition",
                               "/Ref",
                               "/OPI",
                               "/FileAttachment",
                               "/Annots",
                               "/Names",
                               "/Encrypt",
                               "/PS",
                               "/FFilter",
                               "/Metadata",
                               "/PieceInfo",
                               "/Alternates",
                               "/Info",
                               "/Author"})
        CHECK_MESSAGE(names.count(danger) == 0, danger);
}

VImage picture(int width, int height) {
    return VImage::black(width, height)
        .bandjoin(VImage::black(width, height))
        .bandjoin(VImage::black(width, height).invert())
        .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
}

std::string saved(const VImage& image, const char* suffix) {
    void* data = nullptr;
    std::size_t size = 0;
    image.write_to_buffer(suffix, &data, &size);
    std::string bytes(static_cast<const char*>(data), size);
    g_free(data);
    return bytes;
}

std::string turned_photo() {
    auto image = picture(300, 200);
    image.set("exif-ifd0-Orientation", "6 (Right-top, Short, 1 components, 2 bytes)");
    image.set("orientation", 6);
    image.set("exif-ifd3-GPSLatitude", "49/1 24/1 0/1 (49, 24,  0, Rational, 3 components)");
    image.set("exif-ifd0-Make", "CanaryPhone (CanaryPhone, ASCII, 12 components, 12 bytes)");
    return saved(image, ".jpg");
}

struct Started {
    Started() { REQUIRE(vips_init("test") == 0); }
};
const Started& started() {
    static const Started once;
    return once;
}

}  // namespace

TEST_CASE("the converter says what keeps it in, having tried to get out") {
    const auto said = converter().report();
    CHECK(said.find("no network") != said.npos);
}

TEST_CASE("a photo of each kind becomes one upright page, without place and camera") {
    started();
    const auto photo = turned_photo();
    CHECK(photo.find("CanaryPhone") != photo.npos);
    for (const auto& file :
         {photo, saved(picture(300, 200), ".png"), saved(picture(300, 200), ".webp"),
          saved(picture(300, 200), ".heic")}) {
        const auto result = clean(file);
        REQUIRE_FALSE(result.refusal);
        CHECK(result.pages == 1);
        CHECK(result.pdf.find("CanaryPhone") == result.pdf.npos);
        CHECK(result.pdf.find("Exif") == result.pdf.npos);
        check_harmless(result.pdf);
    }
    QPDF pdf;
    const auto upright = clean(photo).pdf;
    pdf.processMemoryFile("", upright.data(), upright.size());
    const auto box =
        QPDFPageDocumentHelper(pdf).getAllPages()[0].getMediaBox().getArrayAsRectangle();
    CHECK(box.ury > box.urx);
}

TEST_CASE("whatever a PDF would do, under whatever spelling, is gone from it") {
    const auto action = "<< /S /J#61vaScript /J#53 (app.alert\\(1\\)) >>"s;
    PdfForTest pdf;
    pdf.catalog +=
        "/OpenAction " + action + " /AA << /WC " + action +
        " >> /Names << /#4AavaScript << /Names "
        "[(a) " +
        action +
        "] >> /EmbeddedFiles << /Names [(evil.exe) << /Type /Filespec /F "
        "(evil.exe) /EF << /F 9 0 R >> >>] >> >> /AcroForm << /Fields [] /XFA (x) /Dummy 1 >> ";
    pdf.catalog.replace(pdf.catalog.find("/Fields []"), 10, "/Fields [8 0 R]");
    pdf.page += "/AA << /O " + action +
                " >> /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] "
                "/A << /S /URI /URI (http://evil.example) >> >> << /Type /Annot /Subtype "
                "/FileAttachment /Rect [0 0 9 9] /FS << /F (x) /EF << /F 9 0 R >> >> >> << /Type "
                "/Annot /Subtype /Widget /Rect [0 0 9 9] /A << /S /Launch /F (cmd.exe) >> >>] "
                "/PieceInfo << /X << /Private (hidden) >> >> /Metadata 9 0 R ";
    pdf.resources += "/XObject << /Fm0 10 0 R /PS0 11 0 R >> /Evil " + action + " ";
    pdf.objects[8] = "<< /FT /Btn /T (b) /A << /S /SubmitForm /F (http://evil.example) >> >>";
    pdf.objects[9] = PdfForTest::stream("/Type /EmbeddedFile", "MZ evil");
    pdf.objects[10] = PdfForTest::stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Ref << /F (other.pdf) /Page 0 >> "
        "/OPI << /2.0 << >> >> /AF [9 0 R]",
        "0 0 9 9 re f");
    pdf.objects[11] = PdfForTest::stream("/Type /XObject /Subtype /PS", "(%pipe%id) (w) file");
    const auto result = clean(pdf.bytes());
    REQUIRE_FALSE(result.refusal);
    CHECK(result.pages == 1);
    check_harmless(result.pdf);
    for (const char* trace : {"evil", "alert", "cmd.exe", "other.pdf", "pipe"})
        CHECK_MESSAGE(result.pdf.find(trace) == result.pdf.npos, trace);
}

TEST_CASE("a stream that lies in another file is not fetched and not sent on") {
    PdfForTest pdf;
    pdf.contents = PdfForTest::stream("/F (file:///etc/passwd) /FFilter /FlateDecode", "");
    const auto result = clean(pdf.bytes());
    REQUIRE_FALSE(result.refusal);
    CHECK(result.pdf.find("passwd") == result.pdf.npos);
    check_harmless(result.pdf);
}

TEST_CASE("a PDF begins at its first byte and ends at its last: nothing else hides in it") {
    const auto pdf = PdfForTest().bytes();
    CHECK_FALSE(clean(pdf).refusal);
    CHECK_FALSE(clean(pdf + "\r\n \n").refusal);
    CHECK(clean("<html><script>" + pdf).refusal == Refusal::Unknown);
    CHECK(clean("PK\3\4" + pdf).refusal == Refusal::Unknown);
    CHECK(clean(pdf + "PK\3\4 a second file").refusal == Refusal::Broken);
    CHECK(clean(pdf.substr(0, pdf.size() / 2)).refusal == Refusal::Broken);
}

TEST_CASE("what follows a photo is left behind") {
    started();
    const auto result = clean(turned_photo() + "PK\3\4 canary-archive");
    REQUIRE_FALSE(result.refusal);
    CHECK(result.pdf.find("canary-archive") == result.pdf.npos);
}

TEST_CASE("pictures that would fill the memory are refused before they are decoded") {
    const auto png = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xea\x60\0\0\xea\x60\x08\2\0\0\0"s;
    CHECK(clean(png).refusal == Refusal::TooMany);
    PdfForTest pdf;
    pdf.resources += "/XObject << /Im0 10 0 R >> ";
    pdf.objects[10] = PdfForTest::stream(
        "/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceRGB "
        "/BitsPerComponent 8",
        "x");
    CHECK(clean(pdf.bytes()).refusal == Refusal::TooMany);
}

TEST_CASE("bytes that unpack to very many are refused") {
    PdfForTest pdf;
    pdf.contents = PdfForTest::stream("/Filter /FlateDecode",
                                      deflated(std::string(std::size_t{400} << 20, ' ')));
    CHECK(clean(pdf.bytes()).refusal == Refusal::TooHard);
    auto twice = deflated(deflated(std::string(std::size_t{400} << 20, ' ')));
    pdf.contents = PdfForTest::stream("/Filter [/FlateDecode /FlateDecode]", twice);
    CHECK(clean(pdf.bytes()).refusal == Refusal::TooHard);
    pdf.contents =
        PdfForTest::stream("/Filter [/FlateDecode /FlateDecode /FlateDecode /FlateDecode]", "x");
    CHECK(clean(pdf.bytes()).refusal == Refusal::TooHard);
}

TEST_CASE("page trees without an end, and drawings that draw themselves, end") {
    PdfForTest circle;
    circle.objects[2] = "<< /Type /Pages /Kids [2 0 R] /Count 1 >>";
    CHECK(clean(circle.bytes()).refusal);
    PdfForTest itself;
    itself.resources += "/XObject << /Fm0 10 0 R >> ";
    itself.objects[10] = PdfForTest::stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Fm0 10 0 R >> >>",
        "/Fm0 Do");
    CHECK_FALSE(clean(itself.bytes()).refusal);
    PdfForTest deep;
    deep.objects[2] = "<< /Type /Pages /Kids [100 0 R] /Count 1 >>";
    for (int i = 100; i < 20'100; ++i)
        deep.objects[i] = "<< /Type /Pages /Count 1 /Kids [" + std::to_string(i + 1) + " 0 R] >>";
    deep.objects[20'100] = "<< /Type /Page /MediaBox [0 0 9 9] >>";
    const auto result = clean(deep.bytes());
    CHECK((result.refusal || result.pages == 1));
    PdfForTest nested;
    nested.resources +=
        "/Properties << /A " + std::string(100'000, '[') + std::string(100'000, ']') + " >> ";
    clean(nested.bytes());  // whatever comes of it: it comes
}

TEST_CASE("a converter that dies, or says nonsense, has refused the file") {
    const auto folder =
        std::filesystem::temp_directory_path() / ("dies-" + std::to_string(getpid()));
    std::filesystem::create_directory(folder);
    const auto program = folder / "mobio-convert";
    for (const char* does : {"kill -SEGV $$", "exit 0", "exit 3", "echo nonsense"}) {
        std::ofstream(program) << "#!/bin/sh\n" << does << "\n";
        std::filesystem::permissions(program, std::filesystem::perms::owner_all);
        setenv("MOBIO_CONVERT", program.c_str(), 1);
        const Converter other;
        unsetenv("MOBIO_CONVERT");
        const auto pdf = PdfForTest().bytes();
        const auto ignore = [](std::string_view) {};
        CHECK(other.clean(bytes_of(pdf), ignore).refusal == Refusal::TooHard);
        CHECK_FALSE(other.draw(bytes_of(pdf), 1, 300));
        CHECK_THROWS_AS(other.report(), std::runtime_error);
    }
    std::filesystem::remove_all(folder);
}

TEST_CASE("too many pages are too many, none are none") {
    PdfForTest pdf;
    std::string kids;
    for (int i = 0; i < 201; ++i) {
        pdf.objects[100 + i] = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>";
        kids += std::to_string(100 + i) + " 0 R ";
    }
    pdf.objects[2] = "<< /Type /Pages /Kids [" + kids + "] /Count 201 >>";
    CHECK(clean(pdf.bytes()).refusal == Refusal::TooMany);
    pdf.objects[2] = "<< /Type /Pages /Kids [] /Count 0 >>";
    CHECK(clean(pdf.bytes()).refusal == Refusal::Empty);
}

TEST_CASE("a password that opens a PDF is asked for; one that only forbids printing is not") {
    const auto locked = [](const char* user) {
        const auto plain = PdfForTest().bytes();
        QPDF pdf;
        pdf.processMemoryFile("", plain.data(), plain.size());
        QPDFWriter writer(pdf);
        writer.setOutputMemory();
        writer.setR6EncryptionParameters(user, "owner", true, true, false, false, false, false,
                                         qpdf_r3p_none, true);
        writer.write();
        const auto buffer = writer.getBufferSharedPointer();
        return std::string(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
    };
    CHECK(clean(locked("secret")).refusal == Refusal::Locked);
    const auto opened = clean(locked(""));
    REQUIRE_FALSE(opened.refusal);
    check_harmless(opened.pdf);
}

TEST_CASE("a form that one program alone can show is refused, and says so") {
    PdfForTest pdf;
    pdf.catalog += "/NeedsRendering true /AcroForm << /Fields [] /XFA (x) >> ";
    CHECK(clean(pdf.bytes()).refusal == Refusal::Form);
}

TEST_CASE("pictures cut off, and random bytes behind each beginning, are refused") {
    started();
    for (const char* suffix : {".jpg", ".png", ".webp", ".heic"}) {
        auto noise = VImage::gaussnoise(400, 300).cast(VIPS_FORMAT_UCHAR);
        const auto whole = saved(noise.bandjoin(noise).bandjoin(noise).copy(VImage::option()->set(
                                     "interpretation", VIPS_INTERPRETATION_sRGB)),
                                 suffix);
        CHECK_FALSE(clean(whole).refusal);
        CHECK_MESSAGE(clean(whole.substr(0, whole.size() / 2)).refusal == Refusal::Broken, suffix);
        CHECK_MESSAGE(clean(whole.substr(0, 40)).refusal == Refusal::Broken, suffix);
    }
    std::mt19937 random(7);
    for (const auto& head : {"\xff\xd8\xff\xe0"s, "\x89PNG\r\n\x1a\n"s, "RIFF\x10\0\0\0WEBPVP8 "s,
                             "\0\0\0\x18"
                             "ftypheic"s,
                             "%PDF-1.7\n"s}) {
        auto bytes = head;
        for (int i = 0; i < 20'000; ++i) bytes += static_cast<char>(random());
        CHECK(clean(bytes).refusal == Refusal::Broken);
        CHECK(clean(head).refusal == Refusal::Broken);
    }
    CHECK(clean("").refusal == Refusal::Empty);
    CHECK(clean("GIF89a").refusal == Refusal::Unknown);
    CHECK(clean("<svg xmlns='http://www.w3.org/2000/svg'/>").refusal == Refusal::Unknown);
}

TEST_CASE("pages are joined, turned and put in another order") {
    PdfForTest wide;
    wide.page.replace(wide.page.find("[0 0 200 100]"), 13, "[0 0 400 100]");
    const auto first = clean(PdfForTest().bytes()).pdf, second = clean(wide.bytes()).pdf;
    Result made;
    const auto outcome =
        converter().arrange({bytes_of(first), bytes_of(second)}, {{1, 1, 0}, {0, 1, 270}},
                            [&](std::string_view piece) { made.pdf += piece; });
    REQUIRE_FALSE(outcome.refusal);
    CHECK(outcome.pages == 2);
    QPDF pdf;
    pdf.processMemoryFile("", made.pdf.data(), made.pdf.size());
    auto pages = QPDFPageDocumentHelper(pdf).getAllPages();
    CHECK(pages[0].getMediaBox().getArrayAsRectangle().urx == 400);
    CHECK(pages[1].getAttribute("/Rotate", false).getIntValue() == 270);
    check_harmless(made.pdf);
    const auto none = converter().arrange({bytes_of(first)}, {{0, 2, 0}}, [](std::string_view) {});
    CHECK(none.refusal == Refusal::Broken);
}

TEST_CASE("a page is drawn, one that is not there is not") {
    const auto pdf = clean(PdfForTest().bytes()).pdf;
    const auto drawn = converter().draw(bytes_of(pdf), 1, 300);
    REQUIRE(drawn);
    CHECK(drawn->substr(0, 2) == "\xff\xd8");
    CHECK_FALSE(converter().draw(bytes_of(pdf), 2, 300));
    CHECK_FALSE(converter().draw(bytes_of("%PDF-1.4 nothing"), 1, 300));
}

}  // namespace mobio::convert
