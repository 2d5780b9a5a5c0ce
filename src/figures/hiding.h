// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "figures/table.h"

// Small cells: what tells of 1 to 4 persons is hidden, and so many other cells with it that nobody
// computes it from what is left (4-case-management.md, Figures).
namespace mobio::figures {

inline constexpr std::int64_t most_hidden = 4;

// Hides cells until each small one could as well be at least this much more than it is, and so no
// small one at all, for all that is left to read and the rule that a zero is not hidden.
//
// Reports that divide the same persons differently fit together: the total of all is hidden where
// it is small and never else, and totals of rows or columns are hidden by themselves alone. Where
// the rows cannot be told without that total, none is: the table is its total and nothing more.
// Where the cells cannot be told with the totals beside them, none is, zeros neither.
inline constexpr std::int64_t leeway = 4;
void hide_small_cells(Table& table);

}  // namespace mobio::figures
