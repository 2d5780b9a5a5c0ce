// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "figures/answer.h"
#include "platform/view/html.h"

namespace mobio::figures {

// Bars, one below the other, as SVG that grows with the page; the table says the same in numbers.
// Divided twice, a bar is cut into the columns, as far as colours can be told apart; else it is
// the row's total, as where a part is hidden. A bar is missing where its number is hidden. Empty
// where there is nothing to draw.
html::Html chart(const Sheet& sheet, const text::Tongue& t);

}  // namespace mobio::figures
