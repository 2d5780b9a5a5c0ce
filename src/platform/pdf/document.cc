// SPDX-License-Identifier: EUPL-1.2
#include "platform/pdf/document.h"

#include <cairo/cairo-pdf.h>
#include <fmt/chrono.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "platform/pdf/font_pool.h"
#include "platform/pdf/pages.h"
#include "platform/pdf/qr_code.h"

namespace mobio::pdf {

namespace {

constexpr Colour ink{0.11, 0.13, 0.16}, soft{0.36, 0.39, 0.43}, deep{0.04, 0.33, 0.36};
constexpr Colour hair{0.78, 0.80, 0.83};
constexpr Style plain{.size = 10.5, .colour = ink};
constexpr Style tiny{.size = 8.5, .colour = soft};
constexpr double point_of_mm = 72 / 25.4;

Style heading_style(int level) {
    constexpr double sizes[]{20, 14, 11.5};
    return {.size = sizes[std::clamp(level, 1, 3) - 1],
            .bold = true,
            .colour = level == 2 ? deep : ink};
}

void set_colour(cairo_t* cairo, const Colour& c) {
    cairo_set_source_rgb(cairo, c.red, c.green, c.blue);
}

void line_across(cairo_t* cairo, double y) {
    set_colour(cairo, hair);
    cairo_set_line_width(cairo, 0.6);
    cairo_move_to(cairo, sheet::margin, y);
    cairo_line_to(cairo, sheet::width - sheet::margin, y);
    cairo_stroke(cairo);
}

cairo_status_t append(void* out, const unsigned char* bytes, unsigned count) {
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

void set_metadata(cairo_surface_t* surface, const Document::Head& head) {
    const auto set = [&](cairo_pdf_metadata_t what, const std::string& value) {
        cairo_pdf_surface_set_metadata(surface, what, value.c_str());
    };
    const auto seconds = std::chrono::floor<std::chrono::seconds>(head.created);
    const auto moment = fmt::format("{:%Y-%m-%dT%H:%M:%S}Z", seconds);
    set(CAIRO_PDF_METADATA_TITLE, tidy(head.title));
    set(CAIRO_PDF_METADATA_SUBJECT, tidy(head.subject));
    set(CAIRO_PDF_METADATA_CREATOR, "MoBio");
    set(CAIRO_PDF_METADATA_CREATE_DATE, moment);
    set(CAIRO_PDF_METADATA_MOD_DATE, moment);
}

// Puts the first lines of two cells onto one base line, whatever their sizes and scripts.
void align_first(Cell& one, Cell& other) {
    if (one.runs.empty() || one.runs[0].lines.empty()) return;
    if (other.runs.empty() || other.runs[0].lines.empty()) return;
    auto& a = one.runs[0].lines[0];
    auto& b = other.runs[0].lines[0];
    auto& higher = a.baseline < b.baseline ? a : b;
    const double by = std::abs(a.baseline - b.baseline);
    higher.baseline += by;
    higher.height += by;
}

}  // namespace

struct Document::Canvas {
    Canvas(FontPool& fonts, const text::Tongue& words, Head what)
        : pool(fonts), tongue(words), head(std::move(what)), type(fonts.borrow()) {}
    ~Canvas() {
        blocks.clear();
        pool.give_back(type.take());
    }

    text::Language language() const { return tongue.language(); }
    bool mirrored() const { return text::right_to_left(language()); }

    // A column of `width` that begins `offset` from the start edge (left or right) of the page.
    double column(double offset, double width) const {
        return mirrored() ? sheet::width - sheet::margin - offset - width : sheet::margin + offset;
    }

    void add(const char* tag, std::string_view text, const Style& style, text::Language in,
             Block block) {
        Run run{{tag}, type.lines(tidy(text), style, in, sheet::inner)};
        if (run.lines.empty()) return;
        if (in != language()) run.element.language = in;
        block.cells.push_back({{}, sheet::margin, {std::move(run)}});
        blocks.push_back(std::move(block));
    }

    Block fact(const Fact& fact);
    Block item(const std::string& text);
    Block step_row(const std::vector<Step>& steps, std::size_t first, text::Language in);
    void frame(cairo_t* cairo, std::size_t page, std::size_t pages);
    void draw_pages(cairo_surface_t* surface);

    FontPool& pool;
    const text::Tongue& tongue;
    Head head;
    Typesetter type;
    std::vector<Block> blocks;
    Structure structure;
    bool new_page = false;
};

Document::Document(const Fonts& fonts, const text::Tongue& tongue, Head head)
    : canvas_(std::make_unique<Canvas>(*fonts.map_, tongue, std::move(head))) {}
Document::~Document() = default;

void Document::heading(int level, std::string_view text) {
    constexpr const char* tags[]{"H1", "H2", "H3"};
    Block block;
    block.before = level == 1 ? 4 : 12;
    block.after = level == 1 ? 8 : 4;
    block.keeps_next = true;
    canvas_->add(tags[std::clamp(level, 1, 3) - 1], text, heading_style(level), canvas_->language(),
                 std::move(block));
}

void Document::paragraph(std::string_view text) { paragraph(text, canvas_->language()); }

void Document::paragraph(std::string_view text, text::Language in) {
    Block block;
    block.after = 6;
    canvas_->add("P", text, plain, in, std::move(block));
}

void Document::small(std::string_view text) {
    Block block;
    block.after = 4;
    canvas_->add("P", text, tiny, canvas_->language(), std::move(block));
}

Block Document::Canvas::fact(const Fact& fact) {
    constexpr double label_width = 150, gap = 14, value_width = sheet::inner - label_width - gap;
    const auto run = [&](const std::string& text, const Style& style, text::Language in) {
        Run out{{"P"}, type.lines(text, style, in, value_width)};
        if (in != language()) out.element.language = in;
        return out;
    };
    auto bold = plain, mark = tiny, own = plain;
    bold.bold = fact.changed;
    mark.bold = true;
    mark.colour = deep;
    own.colour = soft;
    own.size = 9.5;
    Cell label{Element{"TH"}, column(0, label_width), {}};
    label.runs.push_back(
        {{"P"},
         type.lines(tidy(fact.label), {.size = 9.5, .colour = soft}, language(), label_width)});
    Cell value{Element{"TD"}, column(label_width + gap, value_width), {}};
    value.runs.push_back(run(isolated(fact.value), bold, language()));
    if (fact.changed)
        value.runs.push_back(run(std::string(tongue.tr("value", "new")), mark, language()));
    if (!fact.said.empty()) value.runs.push_back(run(isolated(fact.said), own, fact.said_in));
    value.runs.push_back(run(tidy(fact.note), tiny, language()));
    align_first(label, value);
    Block block;
    block.element = Element{"TR"};
    block.cells = {std::move(label), std::move(value)};
    block.before = 3;
    block.after = 3;
    return block;
}

void Document::facts(const std::vector<Fact>& facts) {
    if (facts.empty()) return;
    const auto first = canvas_->blocks.size();
    for (const auto& fact : facts) canvas_->blocks.push_back(canvas_->fact(fact));
    canvas_->blocks[first].opens = {Element{"Table"}};
    canvas_->blocks.back().closes = {"Table"};
}

Block Document::Canvas::item(const std::string& text) {
    constexpr double indent = 16;
    Block block;
    block.element = Element{"LI"};
    block.after = 3;
    block.cells.push_back(
        {{}, column(2, indent), {{{"Lbl"}, type.lines("•", plain, language(), indent)}}});
    block.cells.push_back(
        {Element{"LBody"},
         column(indent, sheet::inner - indent),
         {{{"P"}, type.lines(tidy(text), plain, language(), sheet::inner - indent)}}});
    return block;
}

void Document::list(const std::vector<std::string>& items) {
    if (items.empty()) return;
    const auto first = canvas_->blocks.size();
    for (const auto& text : items) canvas_->blocks.push_back(canvas_->item(text));
    canvas_->blocks[first].opens = {Element{"L"}};
    canvas_->blocks.back().closes = {"L"};
}

void Document::code(std::string_view typed) {
    Block block;
    block.before = 8;
    block.after = 10;
    Style style{.size = 28, .mono = true, .colour = ink, .align = Style::Align::Centre};
    canvas_->add("P", typed, style, text::Language::En, std::move(block));
}

void Document::qr(std::string_view content, double size_mm, std::string_view alternative) {
    const double size = size_mm * point_of_mm;
    Block block;
    block.height = size;
    block.before = block.after = 6;
    block.drawing = [canvas = canvas_.get(), code = QrCode(content), size,
                     words = tidy(alternative)](cairo_t* cairo, double y) {
        canvas->structure.open(cairo, {"Figure", {}, words});
        cairo_set_source_rgb(cairo, 0, 0, 0);
        code.draw(cairo, (sheet::width - size) / 2, y, size);
        Structure::close(cairo, "Figure");
    };
    canvas_->blocks.push_back(std::move(block));
}

void Document::rule() {
    Block block;
    block.height = 1;
    block.before = block.after = 8;
    block.drawing = line_across;
    canvas_->blocks.push_back(std::move(block));
}

void Document::space(double mm) {
    Block block;
    block.before = mm * point_of_mm;
    canvas_->blocks.push_back(std::move(block));
}

void Document::page_break() {
    Block block;
    block.on_new_page = true;
    canvas_->blocks.push_back(std::move(block));
}

Block Document::Canvas::step_row(const std::vector<Step>& steps, std::size_t first,
                                 text::Language in) {
    constexpr double gap = 10, padding = 10, picture = 34;
    constexpr double width = (sheet::inner - 2 * gap) / 3;
    Block block;
    struct Box {
        double x;
        std::string icon;
        Run number, words;
    };
    std::vector<Box> boxes;
    for (std::size_t i = first; i < std::min(first + 3, steps.size()); ++i) {
        const double offset = static_cast<double>(i - first) * (width + gap);
        Box box{text::right_to_left(in) ? sheet::width - sheet::margin - offset - width
                                        : sheet::margin + offset,
                steps[i].icon,
                {{"Lbl"}, {}},
                {{"LBody"}, {}}};
        box.number.lines =
            type.lines(std::to_string(i + 1), {.size = 20, .bold = true, .colour = deep}, in,
                       width - 2 * padding);
        box.words.lines =
            type.lines(tidy(steps[i].text), {.size = 9.5, .colour = ink}, in, width - 2 * padding);
        block.height = std::max(block.height, picture + 3 * padding - 4 + height(box.words.lines));
        boxes.push_back(std::move(box));
    }
    block.after = 8;
    block.drawing = [this, boxes, in, tall = block.height](cairo_t* cairo, double y) {
        for (const auto& box : boxes) {
            set_colour(cairo, hair);
            cairo_set_line_width(cairo, 0.8);
            cairo_rectangle(cairo, box.x, y, width, tall);
            cairo_stroke(cairo);
            set_colour(cairo, deep);
            pool.pictograms().draw(
                cairo, box.icon,
                text::right_to_left(in) ? box.x + padding : box.x + width - padding - picture,
                y + padding, picture);
            structure.open(cairo, {"LI"});
            structure.open(cairo, box.number.element);
            draw(cairo, box.number.lines, box.x + padding, y + padding);
            Structure::close(cairo, "Lbl");
            structure.open(cairo, box.words.element);
            draw(cairo, box.words.lines, box.x + padding, y + 2 * padding + picture - 4);
            Structure::close(cairo, "LBody");
            Structure::close(cairo, "LI");
        }
    };
    return block;
}

void Document::steps(const std::vector<Step>& steps, text::Language in) {
    if (steps.empty()) return;
    const auto first = canvas_->blocks.size();
    for (std::size_t i = 0; i < steps.size(); i += 3)
        canvas_->blocks.push_back(canvas_->step_row(steps, i, in));
    Element list{"L"};
    if (in != canvas_->language()) list.language = in;
    canvas_->blocks[first].opens = {list};
    canvas_->blocks.back().closes = {"L"};
}

// Header and footer, untagged: `finished` marks them as artifacts.
void Document::Canvas::frame(cairo_t* cairo, std::size_t page, std::size_t pages) {
    Style style{.size = 8, .colour = soft, .one_line = true};
    constexpr double y = sheet::height - sheet::margin + 4, number_width = 110;
    draw(cairo, type.lines(tidy(head.title), style, language(), sheet::inner), sheet::margin,
         sheet::margin - 20);
    line_across(cairo, sheet::margin - 2);
    line_across(cairo, y - 6);
    draw(cairo, type.lines(tidy(head.footer), style, language(), sheet::inner - number_width - 10),
         column(0, sheet::inner - number_width - 10), y);
    style.align = Style::Align::End;
    const auto words =
        text::fill(tongue.tr("Page {1} of {2}"), std::to_string(page), std::to_string(pages));
    draw(cairo, type.lines(words, style, language(), number_width),
         column(sheet::inner - number_width, number_width), y);
}

void Document::Canvas::draw_pages(cairo_surface_t* surface) {
    const Cairo cairo(cairo_create(surface));
    const auto places = placed(blocks);
    const auto pages = places.empty() ? 1 : places.back().page + 1;
    structure.open(cairo.get(), {"Document"});
    auto next = places.begin();
    for (std::size_t page = 0; page < pages; ++page) {
        for (; next != places.end() && next->page == page; ++next)
            draw(cairo.get(), *next, structure);
        frame(cairo.get(), page + 1, pages);
        if (page + 1 == pages) Structure::close(cairo.get(), "Document");
        cairo_show_page(cairo.get());
    }
    if (cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS)
        throw std::runtime_error(std::string("cairo: ") +
                                 cairo_status_to_string(cairo_status(cairo.get())));
}

std::string Document::finish() {
    std::string bytes;
    const Surface surface(
        cairo_pdf_surface_create_for_stream(append, &bytes, sheet::width, sheet::height));
    set_metadata(surface.get(), canvas_->head);
    canvas_->draw_pages(surface.get());
    cairo_surface_finish(surface.get());
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS)
        throw std::runtime_error("cairo could not write the PDF");
    return finished(bytes, canvas_->structure.elements(), canvas_->language());
}

}  // namespace mobio::pdf
