// SPDX-License-Identifier: EUPL-1.2
#include "platform/pdf/document.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "pdf_tools.h"
#include "platform/pdf/typesetter.h"
#include "platform/text/texts.h"

using namespace mobio;
using namespace mobio::pdf;
using namespace std::string_literals;
using test::asked;
using test::text_of;
using text::Language;
namespace fs = std::filesystem;

namespace {

fs::path share() {
    const char* named = std::getenv("MOBIO_SHARE");
    return named ? fs::path(named) : fs::path("share");
}

const Fonts& fonts() {
    static const Fonts loaded(share());
    return loaded;
}

const text::Texts& texts() {
    static const text::Texts loaded(text::Words(share() / "texts"), "Europe/Berlin");
    return loaded;
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::size_t pages_of(const std::string& pdf) {
    const auto info = asked("pdfinfo", pdf);
    return std::stoul(info.substr(info.find("Pages:") + 6));
}

// Keeps a copy for the eye where MOBIO_KEEP names a folder.
std::string kept(const std::string& name, std::string pdf) {
    if (const char* folder = std::getenv("MOBIO_KEEP"))
        std::ofstream(fs::path(folder) / (name + ".pdf"), std::ios::binary) << pdf;
    return pdf;
}

Document document(Language language, std::string title = "Datenpaket für das Jobcenter") {
    Document::Head head;
    head.title = std::move(title);
    head.footer = "Valid until 7. Dezember 2026 · Consent 4F2A-77C0-19BE";
    head.subject = "Datenpaket";
    head.created = time_of(1'795'000'000'000);
    return Document(fonts(), texts()[language], head);
}

std::vector<Fact> person() {
    const auto fact = [](std::string label, std::string value, std::string note = "") {
        Fact one;
        one.label = std::move(label);
        one.value = std::move(value);
        one.note = std::move(note);
        return one;
    };
    auto phone = fact("Telefon", "+49 30 1234567");
    phone.changed = true;
    auto work = fact("Beruf",
                     "Lehrerin an einer Grundschule, zuständig für Mathematik und Sachkunde in "
                     "den Klassen eins bis vier, zuletzt als stellvertretende Leiterin",
                     "eigene Angabe");
    work.said =
        "معلمة في مدرسة ابتدائية، مسؤولة عن الرياضيات في الصفوف من الأول إلى الرابع، هاتف "
        "+49 30 1234567.";
    work.said_in = Language::Ar;
    auto home = fact("Wohnort", "Straße des 17. Juni 135, 10623 Berlin");
    home.said = "برلین، خیابان ۱۷ ژوئن";
    home.said_in = Language::Fa;
    return {fact("Familienname", "Müller-Großmann", "Ausweis, gesehen von Keller"),
            fact("Name in eigener Schrift", "فاطمة رضائي"),
            phone,
            fact("E-Mail", "amina@example.org"),
            fact("Aktenzeichen", "2026-0042"),
            work,
            home};
}

std::string packet(Language language) {
    auto pdf = document(language);
    pdf.heading(1, "Amina Rezaei");
    pdf.small("Freigegeben von Amina Rezaei am 23. November 2026.");
    for (const auto* section : {"Person", "Arbeit", "Schule", "Sprachen", "Gesundheit"}) {
        pdf.heading(2, section);
        pdf.facts(person());
    }
    pdf.rule();
    pdf.small("Gespeichert am 23. November 2026. Eine gespeicherte Kopie ändert sich nicht mehr.");
    return pdf.finish();
}

}  // namespace

TEST_CASE("the text of a German document can be copied, with Arabic words in their order") {
    const auto pdf = kept("packet_de", packet(Language::De));
    const auto text = text_of(pdf);
    CHECK(contains(text, "Müller-Großmann"));
    CHECK(contains(text, "Straße des 17. Juni 135"));
    CHECK(contains(text, "فاطمة"));
    CHECK(contains(text, "رضائي"));
    CHECK(contains(text, "معلمة"));
    CHECK(contains(text, "خیابان"));
    CHECK(contains(text, "2026-0042"));
    CHECK(contains(text, "+49 30 1234567"));
}

TEST_CASE("Arabic and Farsi documents keep their words, numbers and names in order") {
    auto arabic = document(Language::Ar, "حزمة البيانات");
    arabic.heading(1, "السيرة الذاتية");
    arabic.paragraph("وصلت السيدة فاطمة إلى برلين في 21 مارس 2015 وتعمل في البلدية.");
    arabic.list({"موظفة في البلدية", "معلمة"});
    arabic.facts(person());
    const auto first = text_of(kept("ar", arabic.finish()));
    CHECK(contains(first, "السيرة الذاتية"));
    CHECK(contains(first, "برلين"));
    CHECK(contains(first, "2026-0042"));
    CHECK(contains(first, "Müller-Großmann"));
    CHECK(contains(first, "+49 30 1234567"));

    auto farsi = document(Language::Fa, "بستهٔ داده‌ها");
    farsi.heading(1, "شرح حال");
    farsi.paragraph(
        "خانم فاطمه در ۱ فروردین ۱۳۶۵ در شیراز به دنیا آمد. "
        "رقم‌ها: "
        "۴ "
        "۵ "
        "۶ "
        "۷.");
    farsi.facts(person());
    const auto second = text_of(kept("fa", farsi.finish()));
    CHECK(contains(second, "شرح حال"));
    CHECK(contains(second, "شیراز"));
    CHECK(contains(second, "فروردین"));
    CHECK(contains(second, "۱۳۶۵"));
}

TEST_CASE("names in any script show in the font of that script") {
    auto page = document(Language::De);
    for (const char* name :
         {"ገብረመድህን ሃይለ", "გიორგი ბერიძე", "Հայկ Պետրոսյան", "Амина Гасымова, Ґанна Їжак",
          "王小明 山田 김민수", "ژیان ڕۆژە · ګل ښکاره", "রহিম, अमीना, தமிழ், ਹਰਪ੍ਰੀਤ, ܐܫܘܪ",
          "Ich koche gern 🌹 😀 und spiele ⚽."})
        page.paragraph(name);
    const auto pdf = kept("scripts", page.finish());
    const auto used = asked("pdffonts", pdf);
    for (const auto* font : {"NotoSansEthiopic", "NotoSansGeorgian", "NotoSansArmenian",
                             "DroidSansFallback", "Vazirmatn", "NotoSansBengali",
                             "NotoSansDevanagari", "NotoSansTamil", "NotoSansGurmukhi", "Symbola"})
        CHECK_MESSAGE(contains(used, font), std::string(font));
    const auto text = text_of(pdf);
    for (const auto* name : {"ገብረመድህን", "გიორგი", "Պետրոսյան", "Гасымова", "王小明"})
        CHECK_MESSAGE(contains(text, name), std::string(name));
}

TEST_CASE("a value's own isolates stay only where they are closed") {
    CHECK(isolated("a, \u2068ملالی\u2069, 2003") == "\u2068a, \u2068ملالی\u2069, 2003\u2069");
    CHECK(isolated("\u2068ملالی, 2003") == "\u2068ملالی, 2003\u2069");
    CHECK(isolated("ملالی\u2069\u2068") == "\u2068ملالی\u2069");
    CHECK(isolated("\u2068a\nb\u2069") == "\u2068a\u2069\n\u2068b\u2069");
}

TEST_CASE("every font is embedded") {
    const auto said = asked("pdffonts", packet(Language::De));
    std::size_t fonts_seen = 0;
    for (std::size_t at = said.find('\n', said.find("---")); at + 1 < said.size();) {
        const auto end = said.find('\n', at + 1);
        const auto line = said.substr(at + 1, end - at - 1);
        CHECK_MESSAGE(contains(line, "yes yes yes"), line);  // embedded, subset, Unicode
        ++fonts_seen;
        at = end;
    }
    CHECK(fonts_seen >= 3);
}

TEST_CASE("a document is tagged, has a title and a day, and numbers its pages") {
    const auto pdf = packet(Language::En);
    const auto info = asked("pdfinfo", pdf);
    CHECK(contains(info, "Tagged:          yes"));
    CHECK(contains(info, "Title:           Datenpaket für das Jobcenter"));
    CHECK(contains(info, "Page size:       595.28 x 841.89 pts (A4)"));
    const auto count = std::to_string(pages_of(pdf));
    const auto text = text_of(pdf);
    CHECK(contains(text, "Page 1 of " + count));
    CHECK(contains(text, "Page " + count + " of " + count));
    CHECK(contains(text, "Consent 4F2A-77C0-19BE"));
}

TEST_CASE("screen readers find headings, tables, the language and words for the square") {
    auto page = document(Language::De);
    page.heading(1, "Karte");
    page.qr("https://example.org/code-card#ABCD", 45, "Quadrat mit dem Code");
    page.facts(person());
    page.list({"Erstens", "Zweitens"});
    const auto pdf = page.finish();
    const auto tags = asked("pdfinfo -struct", pdf);
    for (const auto* tag :
         {"Document", "H1", "Figure", "Table", "TR", "TH", "TD", "L", "LI", "LBody"})
        CHECK_MESSAGE(contains(tags, tag), tag);
    const auto raw = asked("qpdf --qdf --object-streams=disable", pdf, "-");
    CHECK(contains(raw, "/Lang (de)"));
    CHECK(contains(raw, "/Lang (ar)"));
    CHECK(contains(raw, "/Lang (fa)"));
    CHECK(contains(raw, "/Alt (Quadrat mit dem Code)"));
    CHECK(contains(raw, "/DisplayDocTitle true"));
    CHECK(contains(raw, "/Scope /Row"));
    CHECK(contains(raw, "/Artifact BMC"));
    CHECK(contains(asked("qpdf --check", pdf), "No syntax or stream encoding errors found"));
}

TEST_CASE("long texts run over pages and lose no word") {
    auto page = document(Language::De);
    std::string words;
    for (int i = 0; i < 3000; ++i) words += "Wort" + std::to_string(i) + " ";
    page.heading(1, "Lang");
    page.paragraph(words);
    page.facts({{"Bericht", words, "eigene Angabe", words, Language::Ar}});
    const auto pdf = kept("long", page.finish());
    CHECK(pages_of(pdf) > 3);
    const auto text = text_of(pdf);
    std::size_t missing = 0;
    for (int i = 0; i < 3000; ++i) missing += !contains(text, "Wort" + std::to_string(i));
    CHECK(missing == 0);
}

TEST_CASE("a heading never stands alone at the foot of a page") {
    for (int filler = 20; filler < 60; ++filler) {
        auto page = document(Language::De);
        for (int i = 0; i < filler; ++i) page.paragraph("Zeile");
        page.heading(2, "Überschrift");
        page.paragraph("Danach");
        const auto text = text_of(page.finish());
        const auto heading = text.find("Überschrift"), next = text.find("Danach");
        REQUIRE(next != std::string::npos);
        CHECK(text.substr(heading, next - heading).find('\f') == std::string::npos);
    }
}

TEST_CASE("hostile texts do not break a document") {
    const std::string endless(10'000, 'x');
    const std::vector<std::string> hostile{
        "",
        std::string("a\0b\x01\x1B[31m\x7F", 10),
        "\xFF\xFE\xC0\x80 not UTF-8 \xED\xA0\x80",
        "\u202E reversed \u2066\u2067\u2068 open \u2069\u2069\u2069",
        "👩‍👩‍👧‍👦 🏳️‍🌈 漢字 𐍈",
        "Z\u0351\u0352\u0353\u0354\u0355a\u0356\u0357lgo",
        "\n\n\r\n\u2028\u2029\t",
        "%s {1} </P> (\\) <b>&amp;",
        endless};
    for (const auto language : text::languages) {
        auto page = document(language, hostile[3] + hostile[4]);
        for (const auto& text : hostile) {
            page.heading(1, text.substr(0, 500));
            page.paragraph(text);
            page.small(text);
            page.list({text, text});
            page.facts({{text, text, text, text, Language::Fa, true}});
            page.code(text.substr(0, 40));
        }
        page.steps({{hostile[3], hostile[3]}, {"", hostile[4]}}, Language::Ar);
        const auto pdf = kept("hostile_" + std::string(text::code(language)), page.finish());
        CHECK(contains(asked("qpdf --check", pdf), "No syntax or stream encoding errors found"));
    }
    auto page = document(Language::De);
    CHECK_THROWS_AS(page.qr(std::string(5000, 'x'), 40, ""), std::invalid_argument);
    CHECK_THROWS_AS(page.qr("", 40, ""), std::invalid_argument);
}

TEST_CASE("an empty document is one page") {
    CHECK(pages_of(document(Language::Fa).finish()) == 1);
}

TEST_CASE("a code card shows its code and its steps in two languages") {
    auto page = document(Language::Ar, "Code card");
    page.heading(1, "بطاقة الرمز · Codekarte");
    page.qr("https://mobio.example/code-card#QF7M2K9XWPLD", 45, "Square");
    page.code("QF7M-2K9X-WPLD");
    page.paragraph("https://mobio.example/code-card", Language::En);
    page.steps({{"camera", "امسح المربع بهاتفك. أو افتح العنوان واكتب الرمز."},
                {"lock", "اختر كلمة مرور أو رقمًا سريًا. احتفظ به لنفسك."},
                {"edit", "اكتب رقم تسجيل الدخول. ثم احكِ قصتك."}},
               Language::Ar);
    page.rule();
    page.paragraph("Ihre Codekarte für MoBio", Language::De);
    page.steps({{"camera", "Scannen Sie das Quadrat mit dem Telefon."},
                {"lock", "Wählen Sie ein Passwort oder eine PIN. Behalten Sie es für sich."},
                {"edit", "Notieren Sie Ihre Anmeldenummer."}},
               Language::De);
    const auto pdf = kept("card", page.finish());
    const auto text = text_of(pdf);
    CHECK(contains(text, "QF7M-2K9X-WPLD"));
    CHECK(contains(text, "https://mobio.example/code-card"));
    CHECK(contains(text, "Anmeldenummer"));
    CHECK(contains(text, "المربع"));
    CHECK(pages_of(pdf) == 1);
}

TEST_CASE("the same content gives the same bytes") {
    CHECK(packet(Language::Ar) == packet(Language::Ar));
}

TEST_CASE("eight threads make documents at once") {
    const auto expected = packet(Language::Fa);
    std::atomic<int> wrong{0};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                for (int n = 0; n < 5; ++n) wrong += packet(Language::Fa) != expected;
            });
    }
    CHECK(wrong == 0);
}

TEST_CASE("a packet is made in well under a second") {
    const auto start = std::chrono::steady_clock::now();
    constexpr int rounds = 10;
    for (int i = 0; i < rounds; ++i) packet(Language::De);
    const std::chrono::duration<double, std::milli> spent =
        std::chrono::steady_clock::now() - start;
    MESSAGE("packet: ", spent.count() / rounds, " ms");
    CHECK(spent.count() / rounds < 500);
}

TEST_CASE("a missing font is named") {
    CHECK_THROWS_WITH(Fonts("/nonexistent"),
                      "PDF needs the font file /nonexistent/fonts/Vazirmatn-Regular.ttf, which is "
                      "missing");
}

TEST_CASE("columns stand beside each other from the language's start, and are read in order") {
    for (const auto language : {Language::De, Language::Fa}) {
        const bool mirrored = language == Language::Fa;
        Document page = document(language);
        page.columns({{{0, 100}, {{"AAA", 10, true, Document::Text::Tone::Deep, 2}}},
                      {{200, 100}, {{"BBB", 10}, {"CCC", 9, false, Document::Text::Tone::Soft}}},
                      {{383, 100}, {{"DDD", 9, false, Document::Text::Tone::Soft, 0, true}}}},
                     {4, 2, false});
        page.columns({{{0, 100}, {{"", 10}}}}, {});
        page.bullets({"EEE", "FFF"}, {200, 200}, 10);
        CHECK(page.pages() == 1);
        const auto pdf = page.finish();
        const auto text = text_of(pdf);
        CHECK((text.find("AAA") < text.find("BBB")) != mirrored);
        CHECK((text.find("BBB") < text.find("DDD")) != mirrored);
        const auto tree = asked("pdfinfo -struct-text", pdf);
        CHECK(contains(tree, "H2"));
        CHECK(contains(tree, "LI"));
        CHECK(tree.find("AAA") < tree.find("CCC"));
        CHECK(tree.find("CCC") < tree.find("DDD"));
    }
}

TEST_CASE("a column may speak another language, and what was drawn by hand has a name") {
    Document page = document(Language::De);
    Document::Text farsi{"هدف", 10};
    farsi.in = Language::Fa;
    page.columns({{{0, 200}, {{"Ziel", 10}}}, {{240, 200}, {farsi}}}, {});
    page.drawings({{{0, 200}, "M10 10L60 40L90 20", 600, 200, "Unterschrift A"},
                   {{240, 200}, "M10 10L60 40L90 20", 600, 200, "Unterschrift B"}},
                  40);
    page.paragraph("darunter");
    const auto pdf = page.finish();
    const auto tree = asked("pdfinfo -struct-text", pdf);
    CHECK(contains(tree, "Figure"));
    CHECK(tree.find("Ziel") < tree.find("Figure"));
    CHECK(tree.find("Figure") < tree.find("darunter"));
    CHECK(contains(text_of(pdf), "Ziel"));
}

TEST_CASE("a photo stands at the end edge beside the words, as the JPEG that it was") {
    // One grey dot.
    const std::string jpeg =
        "\xff\xd8\xff\xdb\0\x43\0\x03\x02\x02\x02\x02\x02\x03\x02\x02\x02\x03\x03\x03\x03\x04\x06"
        "\x04"
        "\x04\x04\x04\x04\x08\x06\x06\x05\x06\x09\x08\x0a\x0a\x09\x08\x09\x09\x0a\x0c\x0f\x0c\x0a"
        "\x0b\x0e"
        "\x0b\x09\x09\x0d\x11\x0d\x0e\x0f\x10\x10\x11\x10\x0a\x0c\x12\x13\x12\x10\x13\x0f\x10\x10"
        "\x10\xff"
        "\xc9\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0\xff\xcc\0\x06\0\x10\x10\x05\xff\xda\0\x08\x01\x01"
        "\0"
        "\0\x3f\0\xd2\xcf\x20\xff\xd9"s;
    for (const auto language : {Language::De, Language::Fa}) {
        Document page = document(language);
        page.columns({{{0, 300}, {{"AAA", 20}}}}, {}, {jpeg, 1, 1, 90, "Foto"});
        page.paragraph("BBB");
        const auto pdf = page.finish();
        CHECK(contains(asked("pdfimages -list", pdf, ""), "jpeg"));
        CHECK(contains(asked("pdfinfo -struct-text", pdf), "Figure"));
        CHECK(contains(text_of(pdf), "AAA"));
        // What follows stands below the photo.
        const auto places = asked("pdftotext -bbox", pdf, "-");
        const auto top = [&](const char* word) {
            const auto at = places.rfind("yMin=\"", places.find(word));
            return std::stod(places.substr(at + 6));
        };
        CHECK(top("BBB") - top("AAA") > 85);
    }
}

TEST_CASE("a table names its columns and rows, and goes on below where it is too wide") {
    for (const auto language : {Language::De, Language::Ar}) {
        Document page = document(language);
        page.table({"Alter", "Frauen", "Männer"}, {{"18–24", "120", "•"}, {"25–29", "7", "31"}});
        std::vector<std::string> columns{"Status"}, row{"Zeile"};
        for (int i = 0; i < 14; ++i) {
            columns.push_back("S" + std::to_string(i));
            row.push_back(std::to_string(100 + i));
        }
        page.table(columns, {row});
        const auto pdf = page.finish();
        const auto text = text_of(pdf), tags = asked("pdfinfo -struct-text", pdf);
        for (const auto* word : {"120", "•", "31", "S13", "113"}) CHECK(contains(text, word));
        CHECK((text.find("Frauen") < text.find("Männer")) != (language == Language::Ar));
        CHECK(tags.find("Frauen") < tags.find("120"));
        const auto raw = asked("qpdf --qdf --object-streams=disable", pdf, "-");
        CHECK(contains(raw, "/Scope /Column"));
        CHECK(contains(raw, "/Scope /Row"));
    }
}

TEST_CASE("a first page may stand without header and page number") {
    Document::Head head;
    head.title = "Kopfzeile";
    head.frame = Document::Head::Frame::FromSecondPage;
    Document page(fonts(), texts()[Language::De], head);
    page.paragraph("erste");
    page.page_break();
    page.paragraph("zweite");
    CHECK(page.pages() == 2);
    const auto pdf = page.finish();
    CHECK_FALSE(contains(asked("pdftotext -l 1", pdf, "-"), "Kopfzeile"));
    CHECK(contains(asked("pdftotext -f 2", pdf, "-"), "Kopfzeile"));
    CHECK(contains(asked("pdftotext -f 2", pdf, "-"), "Seite 2 von 2"));
}
