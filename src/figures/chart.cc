// SPDX-License-Identifier: EUPL-1.2
#include "figures/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "platform/view/components.h"

namespace mobio::figures {

using html::Html;
using html::markup;
using text::Tongue;

namespace {

constexpr std::size_t most_colours = 4, most_rows = 60;

// What of a row is drawn: its parts, or its total alone where one of them is hidden.
struct Bar {
    std::string label, said;
    std::vector<std::int64_t> parts = {};
    std::int64_t sum = 0;
    bool whole = false;
};

bool is_cut(const Sheet& sheet) {
    return sheet.divided_twice() && sheet.columns.size() - 1 <= most_colours;
}

std::string said(const std::optional<std::int64_t>& number, const Tongue& t) {
    return number ? t.number(*number) : std::string(hidden_mark);
}

Bar bar_of(const Sheet& sheet, const Sheet::Line& line, const Tongue& t) {
    Bar bar{line.label, said(line.numbers.back(), t)};
    const auto parts = std::span(line.numbers).first(line.numbers.size() - 1);
    const auto is_shown = [](const auto& number) { return number.has_value(); };
    bar.whole = !is_cut(sheet) || !std::ranges::all_of(parts, is_shown);
    if (bar.whole)
        bar.parts.push_back(line.numbers.back().value_or(0));
    else
        for (const auto& part : parts) bar.parts.push_back(*part);
    for (const auto part : bar.parts) bar.sum += part;
    return bar;
}

std::vector<Bar> bars_of(const Sheet& sheet, const Tongue& t) {
    std::vector<Bar> bars;
    for (std::size_t i = 0; i + 1 < sheet.lines.size() && i < most_rows; ++i)
        bars.push_back(bar_of(sheet, sheet.lines[i], t));
    return bars;
}

// Of the width, in percent; from the side where the language begins.
struct Drawing {
    double scale;
    bool mirrored;

    std::string width(std::int64_t n) const {
        return fmt::format("{:.2f}%", static_cast<double>(n) * scale);
    }
    std::string from(std::int64_t before, std::int64_t n) const {
        const double start = static_cast<double>(before) * scale;
        const double own = static_cast<double>(n) * scale;
        return fmt::format("{:.2f}%", mirrored ? 100 - start - own : start);
    }
};

Html one_bar(const Bar& bar, bool is_cut, const Drawing& drawing) {
    Html parts;
    std::int64_t before = 0;
    for (std::size_t i = 0; i < bar.parts.size(); ++i) {
        const auto part = bar.parts[i];
        if (part > 0)
            parts.add<R"(<rect class="c{}" x="{}" width="{}" height="14"/>)">(
                bar.whole && is_cut ? 0 : i + 1, drawing.from(before, part), drawing.width(part));
        before += part;
    }
    return markup<R"(<p><bdi>{}</bdi>: {}</p><svg width="100%" height="14">{}</svg>)">(
        bar.label, bar.said, parts);
}

// `some_whole`: rows whose parts nobody may see stand as their total.
Html legend(const Sheet& sheet, bool some_whole) {
    Html items;
    const auto add = [&](std::size_t colour, std::string_view name) {
        items.add<
            R"(<li><svg class="c{}" width="14" height="14" aria-hidden="true"><rect width="14" height="14"/></svg> {}</li>)">(
            colour, name);
    };
    for (std::size_t i = 0; i + 1 < sheet.columns.size(); ++i) add(i + 1, sheet.columns[i]);
    if (some_whole) add(0, sheet.columns.back());
    return markup<R"(<ul class="legend">{}</ul>)">(items);
}

}  // namespace

Html chart(const Sheet& sheet, const Tongue& t) {
    const auto bars = bars_of(sheet, t);
    const auto longest = std::ranges::max_element(bars, {}, &Bar::sum);
    if (longest == bars.end() || longest->sum == 0) return {};
    const Drawing drawing{100.0 / static_cast<double>(longest->sum),
                          text::right_to_left(t.language())};
    Html drawn;
    for (const auto& bar : bars) drawn += one_bar(bar, is_cut(sheet), drawing);
    const auto words =
        text::fill(t.tr("Bar chart: {1}. The table says the same in numbers."), sheet.title);
    auto out = markup<R"(<div class="bars" role="img" aria-label="{}">{}</div>)">(words, drawn);
    if (is_cut(sheet))
        out += legend(sheet, std::ranges::any_of(
                                 bars, [](const Bar& bar) { return bar.whole && bar.sum > 0; }));
    return markup<R"(<div class="card">{}</div>)">(out);
}

}  // namespace mobio::figures
