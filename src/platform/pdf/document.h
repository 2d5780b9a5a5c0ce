// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/clock.h"
#include "platform/text/texts.h"

namespace mobio::pdf {

// The fonts a document may use, loaded once (Noto Sans for Latin, Vazirmatn or Noto Sans Arabic
// for Arabic script), independent of the machine's font settings. Throws std::runtime_error
// naming the file that is missing.
class Fonts {
public:
    explicit Fonts(const std::filesystem::path& share);
    ~Fonts();

private:
    friend class Document;
    friend std::string stamp(const Fonts& fonts, const std::vector<std::string>& lines,
                             text::Language in);
    struct Map;
    std::unique_ptr<Map> map_;
};

struct Fact {
    std::string label, value;
    std::string note;  // where it comes from, small
    std::string said;  // the person's own words beside the German, may be empty
    text::Language said_in = text::Language::De;
    bool changed = false;
};

// One A4 document, tagged, selectable, fonts embedded, with header, footer and page numbers
// ("Page 1 of 3" in its language). Values run in their own direction: each is isolated (FSI…PDI).
class Document {
public:
    struct Head {
        std::string title;   // /Title and the header line
        std::string footer;  // left of the page number: "Valid until … · Consent …"
        std::string subject;
        Time created;
        // Whether the first page has header and footer, too.
        enum class Frame : std::uint8_t { AllPages, FromSecondPage } frame = Frame::AllPages;
    };
    Document(const Fonts& fonts, const text::Tongue& tongue, Head head);
    ~Document();

    void heading(int level, std::string_view text);  // 1…3
    void paragraph(std::string_view text);
    // In another language than the document's, with that language's direction and tag.
    void paragraph(std::string_view text, text::Language in);
    void small(std::string_view text);
    void facts(const std::vector<Fact>& facts);
    void list(const std::vector<std::string>& items);
    // A table: the first cell of a row names it, the others stand at the end of their columns. More
    // columns than fit beside each other follow below, the rows' names before them once more.
    void table(const std::vector<std::string>& columns,
               const std::vector<std::vector<std::string>>& rows);
    // Columns beside each other, their first lines on one base line; all in points, `from` the
    // start edge of the text (left, or right where the language runs so).
    struct Span {
        double from, width;
    };
    struct Text {
        std::string words;
        double size = 10.5;
        bool bold = false;
        enum class Tone : std::uint8_t { Ink, Soft, Deep } tone = Tone::Ink;
        int heading = 0;  // 1…3
        bool at_end = false;
        std::optional<text::Language> in = {};  // none: the document's own
    };
    struct Column {
        Span across;
        std::vector<Text> texts;  // under each other
    };
    struct Gaps {
        double before = 0, after = 0;
        bool keeps_next = false;
    };
    void columns(const std::vector<Column>& columns, const Gaps& gaps);
    // The same with a JPEG at the end edge, whose size in dots is known; `across` in points.
    struct Picture {
        std::string jpeg;
        int width = 0, height = 0;
        double across = 0;
        std::string alternative;
    };
    void columns(const std::vector<Column>& columns, const Gaps& gaps, const Picture& picture);
    void bullets(const std::vector<std::string>& items, const Span& across, double size);
    static double inner_width();  // between the margins
    // Lines drawn by hand, beside each other, each shrunk into its column: the path data of an SVG
    // file that is `wide` by `tall`.
    struct Drawing {
        Span across;
        std::string path;
        double wide = 1, tall = 1;
        std::string alternative;
    };
    void drawings(const std::vector<Drawing>& beside, double height);
    void code(std::string_view typed);  // large, monospaced, left to right
    void qr(std::string_view content, double size_mm, std::string_view alternative);
    // A question of a form on paper, and beside it what there is to tick, or a line to write on.
    // Both texts may be said once more in another language, small under the first.
    struct Words {
        std::string own, other = {};
        text::Language other_in = text::Language::De;
    };
    void blank(const Words& question, std::string_view boxes = {});
    void question(const Words& question);  // across the page, its answer below
    void lines(int count);                 // to write on by hand, across the page
    void heading(int level, const Words& words);
    void rule(double gap = 8);
    void page_break();
    // Three numbered steps with a pictogram each (ids of icons.svg drawn as paths).
    struct Step {
        std::string icon, text;
    };
    void steps(const std::vector<Step>& steps, text::Language in);

    std::size_t pages() const;  // as far as it is written
    std::string finish();       // the PDF's bytes

private:
    struct Canvas;
    std::unique_ptr<Canvas> canvas_;
};

}  // namespace mobio::pdf
