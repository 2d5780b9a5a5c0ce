// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "platform/pdf/structure.h"
#include "platform/pdf/typesetter.h"

namespace mobio::pdf {

namespace sheet {  // A4 in points
inline constexpr double width = 595.28, height = 841.89, margin = 56;
inline constexpr double inner = width - 2 * margin, top = margin + 18,
                        bottom = height - margin - 14;
}  // namespace sheet

// Lines with one tag and one language.
struct Run {
    Element element;
    Lines lines;
};

// Runs under each other, from `x` points of the page's left edge.
struct Cell {
    std::optional<Element> element;  // around the runs
    double x = sheet::margin;
    std::vector<Run> runs;
};

// What stands beside each other, for instance a label and its value. A low block is never broken,
// a high one between its lines.
struct Block {
    std::vector<Element> opens;  // elements that begin before and stay open
    std::optional<Element> element;
    std::vector<Cell> cells;
    std::function<void(cairo_t*, double y)> drawing;  // below the cells' lines, untagged or tagged
    double height = 0;                                // of the drawing
    double before = 0, after = 0;
    bool keeps_next = false, on_new_page = false;
    std::vector<const char*> closes;
};

// Where a block, or a part of it, stands.
struct Place {
    const Block* block;
    std::size_t page;
    double y;
    std::vector<std::size_t> from, to;  // lines of each cell
    bool first, last;
};
std::vector<Place> placed(const std::vector<Block>& blocks);

void draw(cairo_t* cairo, const Lines& lines, double x, double y);
void draw(cairo_t* cairo, const Place& place, Structure& structure);

}  // namespace mobio::pdf
