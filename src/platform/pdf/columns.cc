// SPDX-License-Identifier: EUPL-1.2
// Columns of one's own beside each other, and lists in them.
#include <algorithm>
#include <memory>
#include <stdexcept>

#include "platform/pdf/canvas.h"
#include "platform/pdf/handles.h"
#include "platform/pdf/svg_path.h"

namespace mobio::pdf {

namespace {

Style style_of(const Document::Text& text) {
    using Tone = Document::Text::Tone;
    return {.size = text.size,
            .bold = text.bold,
            .colour = text.tone == Tone::Soft   ? soft
                      : text.tone == Tone::Deep ? deep
                                                : ink,
            .align = text.at_end ? Style::Align::End : Style::Align::Start};
}

// The JPEG itself goes into the file; the dots that cairo wants to see are left black.
void draw_jpeg(cairo_t* cairo, const Document::Picture& picture, double x, double y, double scale) {
    const Surface dots(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture.width, picture.height));
    auto jpeg = std::make_unique<std::string>(picture.jpeg);
    const auto* const bytes = reinterpret_cast<const unsigned char*>(jpeg->data());
    const auto status = cairo_surface_set_mime_data(
        dots.get(), CAIRO_MIME_TYPE_JPEG, bytes, jpeg->size(),
        [](void* gone) { delete static_cast<std::string*>(gone); }, jpeg.get());
    if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error("cairo takes no picture");
    (void)jpeg.release();
    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    cairo_scale(cairo, scale, scale);
    cairo_set_source_surface(cairo, dots.get(), 0, 0);
    // Painting a page that is still blank, cairo would forget the tags that were opened on it.
    cairo_rectangle(cairo, 0, 0, picture.width, picture.height);
    cairo_fill(cairo);
    cairo_restore(cairo);
}

const char* tag_of(const Document::Text& text) {
    constexpr const char* tags[]{"P", "H1", "H2", "H3"};
    return tags[std::clamp(text.heading, 0, 3)];
}

}  // namespace

void align_first(std::vector<Cell>& cells) {
    std::vector<Line*> first;
    for (auto& cell : cells)
        if (!cell.runs.empty() && !cell.runs[0].lines.empty())
            first.push_back(&cell.runs[0].lines[0]);
    double lowest = 0;
    for (const auto* line : first) lowest = std::max(lowest, line->baseline);
    for (auto* line : first) {
        line->height += lowest - line->baseline;
        line->baseline = lowest;
    }
}

Cell Document::Canvas::column(const Column& one) {
    Cell cell{{}, column(one.across.from, one.across.width), {}};
    for (const auto& text : one.texts) {
        const auto in = text.in.value_or(language());
        Run run{{tag_of(text)}, type.lines(tidy(text.words), style_of(text), in, one.across.width)};
        if (in != language()) run.element.language = text::code(in);
        if (!text.words.empty()) cell.runs.push_back(std::move(run));
    }
    return cell;
}

Block Document::Canvas::beside(const std::vector<Column>& columns, const Gaps& gaps) {
    Block block;
    for (const auto& one : columns)
        if (auto cell = column(one); !cell.runs.empty()) block.cells.push_back(std::move(cell));
    align_first(block.cells);
    block.before = gaps.before;
    block.after = gaps.after;
    block.keeps_next = gaps.keeps_next;
    return block;
}

void Document::columns(const std::vector<Column>& columns, const Gaps& gaps) {
    auto block = canvas_->beside(columns, gaps);
    if (!block.cells.empty()) canvas_->blocks.push_back(std::move(block));
}

void Document::columns(const std::vector<Column>& columns, const Gaps& gaps,
                       const Picture& picture) {
    auto block = canvas_->beside(columns, gaps);
    const double scale = picture.across / picture.width;
    block.height = picture.height * scale;
    block.drawing = [canvas = canvas_.get(), picture, scale](cairo_t* cairo, double y) {
        canvas->structure.open(cairo, {"Figure", {}, tidy(picture.alternative)});
        const double x = canvas->column(sheet::inner - picture.across, picture.across);
        draw_jpeg(cairo, picture, x, y, scale);
        Structure::close(cairo, "Figure");
    };
    canvas_->blocks.push_back(std::move(block));
}

void Document::drawings(const std::vector<Drawing>& beside, double height) {
    Block block;
    block.height = height;
    block.keeps_next = true;
    block.drawing = [canvas = canvas_.get(), beside, height](cairo_t* cairo, double y) {
        for (const auto& one : beside) {
            const double scale = std::min(one.across.width / one.wide, height / one.tall);
            canvas->structure.open(cairo, {"Figure", {}, tidy(one.alternative)});
            cairo_save(cairo);
            cairo_translate(cairo, canvas->column(one.across.from, one.wide * scale), y);
            cairo_scale(cairo, scale, scale);
            add_svg_path(cairo, one.path);
            cairo_set_source_rgb(cairo, ink.red, ink.green, ink.blue);
            cairo_set_line_width(cairo, 1.2 / scale);
            cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
            cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
            cairo_stroke(cairo);
            cairo_restore(cairo);
            Structure::close(cairo, "Figure");
        }
    };
    canvas_->blocks.push_back(std::move(block));
}

double Document::inner_width() { return sheet::inner; }

Block Document::Canvas::bullet(const std::string& text, const Span& across, double size) {
    const double indent = 1.5 * size;
    auto style = plain;
    style.size = size;
    Block block;
    block.element = Element{"LI"};
    block.after = 0.3 * size;
    block.cells.push_back({{},
                           column(across.from + 2, indent),
                           {{{"Lbl"}, type.lines("•", style, language(), indent)}}});
    block.cells.push_back(
        {Element{"LBody"},
         column(across.from + indent, across.width - indent),
         {{{"P"}, type.lines(tidy(text), style, language(), across.width - indent)}}});
    return block;
}

void Document::bullets(const std::vector<std::string>& items, const Span& across, double size) {
    if (items.empty()) return;
    const auto first = canvas_->blocks.size();
    for (const auto& text : items) canvas_->blocks.push_back(canvas_->bullet(text, across, size));
    canvas_->blocks[first].opens = {Element{"L"}};
    canvas_->blocks.back().closes = {"L"};
}

}  // namespace mobio::pdf
