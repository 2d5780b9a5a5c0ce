// SPDX-License-Identifier: EUPL-1.2
#include "platform/pdf/document.h"

#include <cairo/cairo-pdf.h>
#include <fmt/chrono.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "platform/pdf/canvas.h"
#include "platform/pdf/qr_code.h"

namespace mobio::pdf {

namespace {

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

void line_across(cairo_t* cairo, double from, double to, double y) {
    set_colour(cairo, hair);
    cairo_set_line_width(cairo, 0.6);
    cairo_move_to(cairo, from, y);
    cairo_line_to(cairo, to, y);
    cairo_stroke(cairo);
}
void line_across(cairo_t* cairo, double y) {
    line_across(cairo, sheet::margin, sheet::width - sheet::margin, y);
}

std::size_t pages_of(const std::vector<Place>& places) {
    return places.empty() ? 1 : places.back().page + 1;
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

}  // namespace

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
        if (in != language()) out.element.language = text::code(in);
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
    Block block;
    block.element = Element{"TR"};
    block.cells = {std::move(label), std::move(value)};
    align_first(block.cells);
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

// The other language stands at the same edge, whatever its direction.
Cell Document::Canvas::question(const Words& words, double width) {
    Cell cell{{}, column(0, width), {}};
    cell.runs.push_back({{"P"}, type.lines(tidy(words.own), plain, language(), width)});
    if (words.other.empty() || words.other == words.own) return cell;
    auto style = tiny;
    if (mirrored() != text::right_to_left(words.other_in)) style.align = Style::Align::End;
    cell.runs.push_back({{"P"}, type.lines(tidy(words.other), style, words.other_in, width)});
    cell.runs.back().element.language = text::code(words.other_in);
    return cell;
}

Block Document::Canvas::blank(const Words& words, std::string_view boxes) {
    constexpr double label_width = 200, gap = 14, value_width = sheet::inner - label_width - gap;
    constexpr double by_hand = 9 * point_of_mm;
    Block block;
    block.cells.push_back(question(words, label_width));
    block.before = block.after = 3;
    const double x = column(label_width + gap, value_width);
    if (!boxes.empty()) {
        Cell value{{}, x, {{{"P"}, type.lines(tidy(boxes), plain, language(), value_width)}}};
        block.cells.push_back(std::move(value));
        align_first(block.cells);
        return block;
    }
    double tall = 0;
    for (const auto& run : block.cells[0].runs) tall += pdf::height(run.lines);
    block.height = std::max(tall, by_hand);
    block.drawing = [x, at = block.height](cairo_t* cairo, double y) {
        line_across(cairo, x, x + value_width, y + at);
    };
    return block;
}

void Document::blank(const Words& question, std::string_view boxes) {
    canvas_->blocks.push_back(canvas_->blank(question, boxes));
}

void Document::question(const Words& question) {
    Block block;
    block.cells.push_back(canvas_->question(question, sheet::inner));
    block.before = 3;
    block.keeps_next = true;
    canvas_->blocks.push_back(std::move(block));
}

void Document::lines(int count) {
    constexpr double by_hand = 9 * point_of_mm;
    for (int i = 0; i < count; ++i) {
        Block block;
        block.height = by_hand;
        block.drawing = [](cairo_t* cairo, double y) {
            line_across(cairo, sheet::margin, sheet::width - sheet::margin, y + by_hand);
        };
        canvas_->blocks.push_back(std::move(block));
    }
}

void Document::heading(int level, const Words& words) {
    heading(level, words.own);
    if (words.other.empty() || words.other == words.own) return;
    auto style = tiny;
    if (canvas_->mirrored() != text::right_to_left(words.other_in)) style.align = Style::Align::End;
    Block block;
    block.keeps_next = true;
    block.after = 2;
    canvas_->add("P", words.other, style, words.other_in, std::move(block));
}

void Document::list(const std::vector<std::string>& items) {
    bullets(items, {0, sheet::inner}, plain.size);
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

void Document::rule(double gap) {
    Block block;
    block.height = 1;
    block.before = block.after = gap;
    block.drawing = [](cairo_t* cairo, double y) { line_across(cairo, y); };
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
    if (in != canvas_->language()) list.language = text::code(in);
    canvas_->blocks[first].opens = {list};
    canvas_->blocks.back().closes = {"L"};
}

// Header and footer, untagged: `finished` marks them as artifacts.
void Document::Canvas::frame(cairo_t* cairo, std::size_t page, std::size_t pages) {
    Style style{.size = 8, .colour = soft, .one_line = true};
    constexpr double y = sheet::height - sheet::margin + 4, number_width = 110;
    if (head.frame == Head::Frame::FromSecondPage && page == 1) return;
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
    const auto pages = pages_of(places);
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

std::size_t Document::pages() const { return pages_of(placed(canvas_->blocks)); }

std::string Document::finish() {
    std::string bytes;
    const Surface surface(
        cairo_pdf_surface_create_for_stream(append, &bytes, sheet::width, sheet::height));
    set_metadata(surface.get(), canvas_->head);
    canvas_->draw_pages(surface.get());
    cairo_surface_finish(surface.get());
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS)
        throw std::runtime_error("cairo could not write the PDF");
    return finished(bytes, canvas_->structure.elements(),
                    {std::string(text::code(canvas_->language())), canvas_->mirrored()});
}

}  // namespace mobio::pdf
