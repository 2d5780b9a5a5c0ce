// SPDX-License-Identifier: EUPL-1.2
#include "figures/hiding.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace mobio::figures {

namespace {

bool small(const Cell& cell) {
    const auto few = [](std::int64_t n) { return n >= 1 && n <= most_hidden; };
    return few(cell.persons) || few(cell.count) || (cell.count > 0 && few(cell.others));
}

// A table with its totals is a flow that goes round: from each row into its cells' columns, on from
// the column to the row of totals, and back. What a reader can compute is what such a flow leaves
// no choice in. A hidden cell may be larger than it is where another way leads round that raises
// it: along cells that grow, and against cells that shrink, all of them hidden.
class Flow {
public:
    explicit Flow(Table& table) : table_(table) {
        const auto height = table.height(), width = table.width();
        arcs_at_.resize(width == 1 ? 2 : height + width);
        for (std::size_t row = 0; row < height; ++row)
            for (std::size_t column = 0; column < width; ++column) add(arc(row, column));
    }

    // Hides the small cells, and others until there is a way round that raises each. False: without
    // hiding totals there is none for all of them.
    bool protect() {
        for (auto& cell : table_.cells) cell.hidden = cell.hidden || small(cell);
        for (const auto& arc : arcs_)
            if (small(table_.cells[arc.cell]) && !protect(arc)) return false;
        return true;
    }

private:
    struct Arc {
        std::size_t from, to, cell;
    };

    void add(const Arc& arc) {
        arcs_at_[arc.from].push_back(arc.cell);
        arcs_at_[arc.to].push_back(arc.cell);
        arcs_.push_back(arc);
    }
    Arc arc(std::size_t row, std::size_t column) const {
        const auto cell = row * table_.width() + column;
        const bool row_of_totals = row == table_.rows.size();
        if (table_.width() == 1) return row_of_totals ? Arc{1, 0, cell} : Arc{0, 1, cell};
        const auto other = table_.height() + column;
        const bool column_of_totals = column == table_.columns.size();
        return row_of_totals == column_of_totals ? Arc{row, other, cell} : Arc{other, row, cell};
    }

    bool is_total(std::size_t cell) const {
        const auto width = table_.width();
        return cell / width == table_.rows.size() || (width > 1 && cell % width == width - 1);
    }
    // A zero is never hidden, and a hidden cell never becomes one. Totals stay as they are.
    bool can_grow(std::size_t cell) const {
        const auto& one = table_.cells[cell];
        return one.count > 0 && (one.hidden || !is_total(cell));
    }
    bool can_shrink(std::size_t cell) const {
        return can_grow(cell) && table_.cells[cell].count > leeway;
    }
    // Of hiding one more: small numbers go before large ones.
    std::int64_t price(std::size_t cell) const {
        constexpr std::int64_t of_any = 1'000;
        return table_.cells[cell].hidden ? 0 : of_any + table_.cells[cell].count;
    }

    struct Reached {
        std::int64_t price = std::numeric_limits<std::int64_t>::max();
        std::optional<std::size_t> by = {};  // the last cell of the way
        std::size_t from = 0;
        bool done = false;
    };

    void go_on(std::vector<Reached>& all, std::size_t node, std::size_t cell) const {
        const auto& arc = arcs_[cell];
        const bool along = arc.from == node;
        if (along ? !can_grow(cell) : !can_shrink(cell)) return;
        auto& there = all[along ? arc.to : arc.from];
        const auto price_there = all[node].price + price(cell);
        if (price_there < there.price) there = {price_there, cell, node, false};
    }

    static std::optional<std::size_t> nearest(const std::vector<Reached>& all) {
        std::optional<std::size_t> best;
        for (std::size_t node = 0; node < all.size(); ++node)
            if (!all[node].done && all[node].price < std::numeric_limits<std::int64_t>::max() &&
                (!best || all[node].price < all[*best].price))
                best = node;
        return best;
    }

    // Along the cheapest way (Dijkstra's), from where the cell leads to back to where it comes
    // from.
    bool protect(const Arc& target) {
        std::vector<Reached> all(arcs_at_.size());
        all[target.to].price = 0;
        while (const auto next = nearest(all)) {
            all[*next].done = true;
            if (*next == target.from) break;
            for (const auto cell : arcs_at_[*next])
                if (cell != target.cell) go_on(all, *next, cell);
        }
        if (!all[target.from].by) return false;
        for (auto node = target.from; all[node].by; node = all[node].from)
            table_.cells[*all[node].by].hidden = true;
        return true;
    }

    Table& table_;
    std::vector<Arc> arcs_;                          // one for each cell, in their order
    std::vector<std::vector<std::size_t>> arcs_at_;  // of each node, by their cells
};

// The totals of rows or of columns, as a table of their own.
Table margin(const Table& table, bool of_rows) {
    Table out;
    out.rows = of_rows ? table.rows : table.columns;
    for (std::size_t i = 0; i < out.height(); ++i)
        out.cells.push_back(of_rows ? table.at(i, table.width() - 1)
                                    : table.at(table.rows.size(), i));
    return out;
}

// False: it can be told only without its total. That one is not hidden here.
bool hide_in_margin(Table& table, bool of_rows) {
    auto totals = margin(table, of_rows);
    if (!Flow(totals).protect()) return false;
    for (std::size_t i = 0; i < totals.rows.size(); ++i)
        (of_rows ? table.at(i, table.width() - 1) : table.at(table.rows.size(), i)).hidden =
            totals.cells[i].hidden;
    return true;
}

void leave_total_alone(Table& table) {
    auto total = table.total();
    total.hidden = small(total);
    table = {{}, {}, {total}};
}

void hide_all_cells(Table& table) {
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            table.at(row, column).hidden = true;
}

}  // namespace

void hide_small_cells(Table& table) {
    if (small(table.total()) || !hide_in_margin(table, true)) return leave_total_alone(table);
    if (table.width() == 1) return;
    if (!hide_in_margin(table, false)) return leave_total_alone(table);
    if (!Flow(table).protect()) hide_all_cells(table);
}

}  // namespace mobio::figures
