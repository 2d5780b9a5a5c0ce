// SPDX-License-Identifier: EUPL-1.2
#include "figures/answer.h"

#include <algorithm>
#include <numeric>

#include "figures/count_all.h"
#include "figures/hiding.h"

namespace mobio::figures {

namespace {

// Rows and columns change places: a report and its twin hide the same cells.
Table turned(const Table& table) {
    if (table.columns.empty()) return table;
    Table out{table.columns, table.rows, {}};
    for (std::size_t column = 0; column < table.width(); ++column)
        for (std::size_t row = 0; row < table.height(); ++row)
            out.cells.push_back(table.at(row, column));
    return out;
}

bool is_turned(const Definition& definition) {
    return definition.columns != Division::None && definition.columns < definition.rows;
}

Definition straight(Definition definition) {
    if (is_turned(definition)) std::swap(definition.rows, definition.columns);
    return definition;
}

// Places of the codes in the order in which a reader looks for them, the total at the end.
std::vector<std::size_t> order(const std::vector<std::string>& codes, Division division,
                               Measure measure, const Labels& labels) {
    std::vector<std::size_t> places(codes.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::ranges::stable_sort(places, [&](std::size_t a, std::size_t b) {
        return labels.before(division, measure, codes[a], codes[b]);
    });
    places.push_back(codes.size());
    return places;
}

std::vector<std::string> named(const std::vector<std::string>& codes,
                               const std::vector<std::size_t>& places, Division division,
                               Measure measure, const Labels& labels, const text::Tongue& t) {
    std::vector<std::string> names;
    for (const auto place : places)
        names.push_back(place == codes.size() ? std::string(t.tr("Total"))
                                              : labels.label(division, measure, codes[place]));
    return names;
}

std::optional<std::int64_t> number(const Cell& cell) {
    return cell.hidden ? std::nullopt : std::optional(cell.count);
}

std::vector<std::string> choices_in_words(const Definition& definition, const Labels& labels,
                                          const text::Tongue& t) {
    std::vector<std::string> words;
    for (const auto& [division, code] : definition.only)
        words.push_back(text::fill(t.tr("{1}: {2}"), name(division, definition.measure, t),
                                   labels.label(division, definition.measure, code)));
    return words;
}

}  // namespace

std::vector<Table> answer(App& app, const std::vector<Question>& questions, const Scope& scope) {
    std::vector<Count> counts;
    for (const auto& [definition, days] : questions)
        counts.emplace_back(straight(definition), days, scope ? scope->text() : "");
    count_all(app, counts);
    std::vector<Table> tables;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        auto table = counts[i].table();
        hide_small_cells(table);
        tables.push_back(is_turned(questions[i].definition) ? turned(table) : std::move(table));
    }
    return tables;
}

std::string what_and_when(const Sheet& sheet, const text::Tongue& t) {
    auto words = text::fill(t.tr("{1}, {2}"), sheet.measure, sheet.time);
    for (const auto& only : sheet.only) words += " · " + only;
    return words;
}

std::string hidden_note(const text::Tongue& t) {
    return text::fill(t.tr("{1} is hidden: few persons stand behind it, or it would tell of them."),
                      hidden_mark);
}

bool Sheet::some_hidden() const {
    return std::ranges::any_of(lines, [](const Line& line) {
        return !std::ranges::all_of(line.numbers, [](const auto& n) { return n.has_value(); });
    });
}

Sheet sheet(const Asked& asked, const Table& table, const Labels& labels, const text::Tongue& t) {
    const auto& definition = asked.question.definition;
    const auto measure = definition.measure;
    const auto rows = order(table.rows, definition.rows, measure, labels);
    auto columns = order(table.columns, definition.columns, measure, labels);
    Sheet sheet;
    sheet.title = asked.title;
    sheet.time = on_last_day(measure)
                     ? text::fill(t.tr("on {1}"), t.short_date(asked.question.days.last))
                     : in_words(asked.question.days, t);
    sheet.measure = name(measure, t);
    sheet.only = choices_in_words(definition, labels, t);
    if (asked.team)
        sheet.only.insert(sheet.only.begin(),
                          labels.label(Division::Team, measure, asked.team->text()));
    sheet.rows_name = name(definition.rows, measure, t);
    sheet.columns = named(table.columns, columns, definition.columns, measure, labels, t);
    if (table.columns.empty()) sheet.columns = {sheet.measure};
    const auto names = named(table.rows, rows, definition.rows, measure, labels, t);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Sheet::Line line{names[i], {}};
        for (const auto column : columns) line.numbers.push_back(number(table.at(rows[i], column)));
        sheet.lines.push_back(std::move(line));
    }
    return sheet;
}

}  // namespace mobio::figures
