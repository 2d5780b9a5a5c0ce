// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "platform/pdf/canvas.h"

namespace mobio::pdf {

namespace {

constexpr std::size_t most_columns = 6;  // beside the first one
constexpr double gap = 8, widest = 102;

double first_width(const Stretch& stretch) { return stretch.count <= 3 ? 230 : 150; }
double width(const Stretch& stretch) {
    const auto left = (sheet::inner - first_width(stretch)) / static_cast<double>(stretch.count);
    return std::min(left - gap, widest);
}
double place(const Stretch& stretch, std::size_t column) {
    return first_width(stretch) + gap + static_cast<double>(column) * (width(stretch) + gap);
}

Block row_of(std::vector<Cell> cells) {
    Block block;
    block.element = Element{"TR"};
    align_first(cells);
    block.cells = std::move(cells);
    block.before = block.after = 2;
    return block;
}

}  // namespace

Block Document::Canvas::table_head(const std::vector<std::string>& columns,
                                   const Stretch& stretch) {
    const auto cell = [&](const std::string& text, double from, double wide, Style::Align align) {
        const Style style{.size = 8.5, .bold = true, .colour = soft, .align = align};
        Element element{"TH"};
        element.of_column = true;
        return Cell{element,
                    column(from, wide),
                    {{{"P"}, type.lines(tidy(text), style, language(), wide)}}};
    };
    std::vector<Cell> cells{cell(columns.at(0), 0, first_width(stretch), Style::Align::Start)};
    for (std::size_t i = 0; i < stretch.count; ++i)
        cells.push_back(cell(columns.at(stretch.first + i), place(stretch, i), width(stretch),
                             Style::Align::End));
    auto block = row_of(std::move(cells));
    block.before = 8;
    block.keeps_next = true;
    return block;
}

Block Document::Canvas::table_row(const std::vector<std::string>& row, const Stretch& stretch) {
    const auto cell = [&](const char* tag, const std::string& text, double from, double wide,
                          Style::Align align) {
        const Style style{.size = 9.5, .colour = ink, .align = align};
        return Cell{Element{tag},
                    column(from, wide),
                    {{{"P"}, type.lines(tidy(text), style, language(), wide)}}};
    };
    std::vector<Cell> cells{cell("TH", row.at(0), 0, first_width(stretch), Style::Align::Start)};
    for (std::size_t i = 0; i < stretch.count; ++i)
        cells.push_back(cell("TD", row.at(stretch.first + i), place(stretch, i), width(stretch),
                             Style::Align::End));
    return row_of(std::move(cells));
}

void Document::table(const std::vector<std::string>& columns,
                     const std::vector<std::vector<std::string>>& rows) {
    auto& blocks = canvas_->blocks;
    for (std::size_t from = 1; from < columns.size(); from += most_columns) {
        const Stretch stretch{from, std::min(most_columns, columns.size() - from)};
        const auto start = blocks.size();
        blocks.push_back(canvas_->table_head(columns, stretch));
        for (const auto& row : rows) blocks.push_back(canvas_->table_row(row, stretch));
        blocks[start].opens = {Element{"Table"}};
        blocks.back().closes = {"Table"};
        blocks.back().after = 8;
    }
}

}  // namespace mobio::pdf
