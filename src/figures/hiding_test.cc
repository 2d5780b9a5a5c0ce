// SPDX-License-Identifier: EUPL-1.2
#include "figures/hiding.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <random>

using namespace mobio::figures;

namespace {

using Numbers = std::vector<std::vector<std::int64_t>>;

// With its totals; as many persons as there are counted. One column alone has no column of totals.
Table table_of(const Numbers& inner) {
    Table table;
    for (std::size_t row = 0; row < inner.size(); ++row) table.rows.push_back("r");
    if (inner[0].size() > 1)
        for (std::size_t column = 0; column < inner[0].size(); ++column)
            table.columns.push_back("c");
    table.cells.resize(table.height() * table.width());
    const auto add = [&](std::size_t row, std::size_t column, std::int64_t n) {
        table.at(row, column).count += n;
        table.at(row, column).persons += n;
    };
    for (std::size_t row = 0; row < inner.size(); ++row)
        for (std::size_t column = 0; column < inner[row].size(); ++column) {
            const auto n = inner[row][column];
            add(row, column, n);
            add(inner.size(), column, n);
            if (table.width() == 1) continue;
            add(row, table.columns.size(), n);
            add(inner.size(), table.columns.size(), n);
        }
    return table;
}

// Everything a reader can find out by trying: for each cell its least and largest value among all
// ways to fill the hidden cells so that rows and columns add up. They know that no hidden cell is a
// zero, but where all are hidden.
class Attacker {
public:
    explicit Attacker(const Table& table) : table_(table) {
        height_ = table.height() - 1;
        width_ = table.width() == 1 ? 1 : table.width() - 1;
        inner_.resize(height_ * width_);
        seen_.assign(table.cells.size(), {1'000, -1});
        bool all_hidden = true;
        for (std::size_t row = 0; row < height_; ++row)
            for (std::size_t column = 0; column < width_; ++column)
                all_hidden = all_hidden && table.at(row, column).hidden;
        least_hidden_ = all_hidden ? 0 : 1;
        fill(0);
    }
    std::int64_t least(std::size_t cell) const { return seen_[cell].first; }
    std::int64_t most(std::size_t cell) const { return seen_[cell].second; }

private:
    std::int64_t& inner(std::size_t row, std::size_t column) {
        return inner_[row * width_ + column];
    }
    bool fits(std::size_t row, std::size_t column, std::int64_t value) const {
        const auto& cell = table_.at(row, column);
        return cell.hidden ? value >= least_hidden_ : value == cell.count;
    }
    std::int64_t row_sum(std::size_t row) {
        std::int64_t sum = 0;
        for (std::size_t column = 0; column < width_; ++column) sum += inner(row, column);
        return sum;
    }
    std::int64_t column_sum(std::size_t column) {
        std::int64_t sum = 0;
        for (std::size_t row = 0; row < height_; ++row) sum += inner(row, column);
        return sum;
    }
    void note(std::size_t row, std::size_t column, std::int64_t value) {
        auto& [least, most] = seen_[row * table_.width() + column];
        least = std::min(least, value);
        most = std::max(most, value);
    }
    void fill(std::size_t place) {
        if (place > 0 && place % width_ == 0 && width_ > 1 &&
            !fits(place / width_ - 1, width_, row_sum(place / width_ - 1)))
            return;
        if (place == inner_.size()) return finish();
        const auto row = place / width_, column = place % width_;
        const auto& cell = table_.at(row, column);
        if (!cell.hidden) {
            inner_[place] = cell.count;
            return fill(place + 1);
        }
        // No further than the question here needs it.
        for (auto value = least_hidden_; value <= cell.count + leeway; ++value) {
            inner_[place] = value;
            fill(place + 1);
        }
        inner_[place] = 0;
    }
    void finish() {
        std::int64_t all = 0;
        for (std::size_t column = 0; column < width_; ++column) {
            if (!fits(height_, column, column_sum(column))) return;
            all += column_sum(column);
        }
        if (width_ > 1 && !fits(height_, width_, all)) return;
        for (std::size_t row = 0; row < height_; ++row) {
            for (std::size_t column = 0; column < width_; ++column)
                note(row, column, inner(row, column));
            if (width_ > 1) note(row, width_, row_sum(row));
        }
        for (std::size_t column = 0; column < width_; ++column)
            note(height_, column, column_sum(column));
        if (width_ > 1) note(height_, width_, all);
    }

    const Table& table_;
    std::size_t height_ = 0, width_ = 0;
    std::int64_t least_hidden_ = 1;
    std::vector<std::int64_t> inner_;
    std::vector<std::pair<std::int64_t, std::int64_t>> seen_;
};

void check_safe(const Numbers& inner) {
    const auto told = table_of(inner);
    auto table = told;
    hide_small_cells(table);
    // The total is told wherever it is not small itself: another report would tell it.
    CHECK(table.total().hidden == (told.total().count >= 1 && told.total().count <= most_hidden));
    if (table.rows.empty()) return;  // nothing else is told
    const Attacker attacker(table);
    for (std::size_t cell = 0; cell < table.cells.size(); ++cell) {
        const auto& one = table.cells[cell];
        if (one.count < 1 || one.count > most_hidden) continue;
        CAPTURE(cell);
        CHECK(one.hidden);
        CHECK(attacker.least(cell) <= one.count);  // the attacker found the truth among others
        CHECK(attacker.most(cell) > most_hidden);  // and cannot even say that it is small
    }
}

std::size_t hidden_in(const Table& table) {
    return static_cast<std::size_t>(std::ranges::count_if(table.cells, &Cell::hidden));
}

// All tables of that shape made of these numbers.
void each_table(std::size_t rows, std::size_t columns, const std::vector<std::int64_t>& numbers,
                const std::function<void(const Numbers&)>& visit) {
    std::vector<std::size_t> choice(rows * columns);
    while (true) {
        Numbers inner(rows, std::vector<std::int64_t>(columns));
        for (std::size_t i = 0; i < choice.size(); ++i)
            inner[i / columns][i % columns] = numbers[choice[i]];
        visit(inner);
        std::size_t at = 0;
        while (at < choice.size() && ++choice[at] == numbers.size()) choice[at++] = 0;
        if (at == choice.size()) return;
    }
}

}  // namespace

TEST_CASE("a table without small cells is shown whole") {
    auto table = table_of({{5, 0}, {7, 30}});
    hide_small_cells(table);
    CHECK(hidden_in(table) == 0);
}

TEST_CASE("one small cell takes three others along, and no total") {
    auto table = table_of({{2, 10, 50}, {20, 30, 60}, {12, 9, 70}});
    hide_small_cells(table);
    CHECK(hidden_in(table) == 4);
    CHECK(table.at(0, 0).hidden);
    for (std::size_t row = 0; row < table.height(); ++row) CHECK_FALSE(table.at(row, 3).hidden);
}

TEST_CASE("a small cell that is its row's whole total hides that too") {
    auto table = table_of({{3, 0, 0}, {20, 30, 40}});
    hide_small_cells(table);
    CHECK(table.at(0, 0).hidden);
    CHECK(table.at(0, 3).hidden);
    CHECK_FALSE(table.at(0, 1).hidden);
    check_safe({{3, 0, 0}, {20, 30, 40}});
}

TEST_CASE("of too few persons the total alone is told, or not even that") {
    auto few = table_of({{2}, {1}});
    hide_small_cells(few);
    CHECK(few.rows.empty());
    CHECK(few.total().hidden);
    // Five in all, and none of the parts may be told.
    auto five = table_of({{2, 0}, {0, 3}});
    hide_small_cells(five);
    CHECK(five.rows.empty());
    CHECK(five.columns.empty());
    CHECK(five.total().count == 5);
    CHECK_FALSE(five.total().hidden);
}

TEST_CASE("where cells cannot be told beside their totals, the totals still are") {
    auto table = table_of({{3, 3}, {3, 3}});
    hide_small_cells(table);
    for (std::size_t row = 0; row < 2; ++row) {
        CHECK(table.at(row, 0).hidden);
        CHECK(table.at(row, 1).hidden);
        CHECK_FALSE(table.at(row, 2).hidden);
    }
}

TEST_CASE("reports that divide the same persons otherwise hide the same totals") {
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        Numbers inner(4, std::vector<std::int64_t>(3)), by_row(4, std::vector<std::int64_t>(1));
        for (std::size_t row = 0; row < 4; ++row)
            for (auto& number : inner[row]) {
                number = static_cast<std::int64_t>(random() % 9);
                by_row[row][0] += number;
            }
        auto both = table_of(inner), rows = table_of(by_row);
        hide_small_cells(both);
        hide_small_cells(rows);
        if (both.rows.empty()) continue;
        for (std::size_t row = 0; row < 5; ++row)
            CHECK(both.at(row, 3).hidden == rows.at(row, 0).hidden);
    }
}

TEST_CASE("what many events tell of few persons is hidden as well") {
    auto table = table_of({{20}, {30}, {40}});
    table.at(0, 0).persons = 2;
    hide_small_cells(table);
    CHECK(table.at(0, 0).hidden);
    CHECK(table.at(1, 0).hidden);
    CHECK_FALSE(table.at(2, 0).hidden);
}

TEST_CASE("what a choice leaves out is no more to be computed than what it takes in") {
    auto table = table_of({{20}, {30}, {40}});
    table.at(1, 0).others = 1;  // 31 in the report on everybody
    hide_small_cells(table);
    CHECK(table.at(1, 0).hidden);
    CHECK(table.at(0, 0).hidden);
}

TEST_CASE("the same table is hidden alike each time") {
    const Numbers inner{{2, 10, 10}, {10, 10, 3}, {10, 1, 10}};
    auto one = table_of(inner), other = table_of(inner);
    hide_small_cells(one);
    hide_small_cells(other);
    CHECK(one == other);
}

TEST_CASE("no small cell of a single column can be computed from what is left") {
    each_table(3, 1, {0, 1, 2, 4, 5, 6, 8}, check_safe);
    each_table(2, 1, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, check_safe);
}

TEST_CASE("no small cell of two by two can be computed from rows, columns and totals") {
    each_table(2, 2, {0, 1, 2, 3, 4, 5, 6, 9}, check_safe);
}

TEST_CASE("no small cell of two by three can be computed from rows, columns and totals") {
    each_table(2, 3, {0, 2, 6}, check_safe);
}

TEST_CASE("no small cell of three by three can be computed, whatever the numbers") {
    std::mt19937 random(20260115);
    constexpr std::array<std::int64_t, 10> numbers{0, 0, 1, 2, 3, 4, 5, 6, 7, 9};
    for (int round = 0; round < 60; ++round) {
        Numbers inner(3, std::vector<std::int64_t>(3));
        int small = 0;
        for (auto& row : inner)
            for (auto& number : row) {
                number = numbers[random() % numbers.size()];
                if (number >= 1 && ++small > 5) number = 0;  // so that trying all ends soon
            }
        check_safe(inner);
    }
}

TEST_CASE("a large table with hundreds of small cells is hidden in passing") {
    std::mt19937 random(1);
    Numbers inner(54, std::vector<std::int64_t>(31));
    for (auto& row : inner)
        for (auto& number : row) number = static_cast<std::int64_t>(random() % 9);
    auto table = table_of(inner);
    hide_small_cells(table);
    CHECK_FALSE(table.total().hidden);
    CHECK(hidden_in(table) < table.cells.size() * 9 / 10);
}
