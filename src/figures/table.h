// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// Counted persons or events, divided by rows and perhaps by columns, with their totals.
namespace mobio::figures {

struct Cell {
    std::int64_t count = 0;    // of what is counted
    std::int64_t persons = 0;  // whom that tells of
    std::int64_t others = 0;   // whom the report's choice leaves out here
    bool hidden = false;       // nobody may read it

    bool operator==(const Cell&) const = default;
};

// Rows and columns are codes; an empty one stands for what is not known. The last row and, where
// there are columns, the last column are the totals. Without columns there is one column of cells.
struct Table {
    std::vector<std::string> rows, columns;
    std::vector<Cell> cells;  // row by row, totals included

    std::size_t height() const { return rows.size() + 1; }
    std::size_t width() const { return columns.empty() ? 1 : columns.size() + 1; }
    Cell& at(std::size_t row, std::size_t column) { return cells[row * width() + column]; }
    const Cell& at(std::size_t row, std::size_t column) const {
        return cells[row * width() + column];
    }
    const Cell& total() const { return cells.back(); }

    bool operator==(const Table&) const = default;
};

}  // namespace mobio::figures
