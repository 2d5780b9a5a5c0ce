// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "platform/pdf/document.h"
#include "platform/pdf/font_pool.h"
#include "platform/pdf/pages.h"

// What a document is drawn on; its files share it.
namespace mobio::pdf {

inline constexpr Colour ink{0.11, 0.13, 0.16}, soft{0.36, 0.39, 0.43}, deep{0.04, 0.33, 0.36};
inline constexpr Colour hair{0.78, 0.80, 0.83};
inline constexpr Style plain{.size = 10.5, .colour = ink};
inline constexpr Style tiny{.size = 8.5, .colour = soft};

// Puts the first lines of cells onto one base line, whatever their sizes and scripts.
void align_first(std::vector<Cell>& cells);

// Columns of a table that stand beside each other: the first of them, and how many.
struct Stretch {
    std::size_t first, count;
};

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
        if (in != language()) run.element.language = text::code(in);
        block.cells.push_back({{}, sheet::margin, {std::move(run)}});
        blocks.push_back(std::move(block));
    }

    Block fact(const Fact& fact);
    Cell question(const Words& words, double width);
    Block blank(const Words& question, std::string_view boxes);
    Block bullet(const std::string& text, const Span& across, double size);
    Cell column(const Column& one);
    Block table_head(const std::vector<std::string>& columns, const Stretch& stretch);
    Block table_row(const std::vector<std::string>& row, const Stretch& stretch);
    Block beside(const std::vector<Column>& columns, const Gaps& gaps);
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

}  // namespace mobio::pdf
