// SPDX-License-Identifier: EUPL-1.2
#include "figures/files.h"

#include <algorithm>

#include "platform/pdf/document.h"
#include "platform/text/csv.h"

namespace mobio::figures {

using text::Tongue;

namespace {

class Rows {
public:
    void add(const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) text_ += ';';
            text_ += text::csv_cell(text::guarded(cells[i]), ';');
        }
        text_ += "\r\n";
    }
    std::string take() && { return std::move(text_); }

private:
    std::string text_ = "\uFEFF";
};

std::string shown(const std::optional<std::int64_t>& number) {
    return number ? std::to_string(*number) : std::string(hidden_mark);
}

std::vector<std::string> head_of(const Sheet& sheet) {
    std::vector<std::string> head{sheet.rows_name};
    head.insert(head.end(), sheet.columns.begin(), sheet.columns.end());
    return head;
}

std::vector<std::string> cells_of(const Sheet::Line& line) {
    std::vector<std::string> cells{line.label};
    for (const auto& number : line.numbers) cells.push_back(shown(number));
    return cells;
}

}  // namespace

std::string csv(const Sheet& sheet, const Tongue& t) {
    Rows rows;
    rows.add({sheet.title});
    rows.add({what_and_when(sheet, t)});
    rows.add(head_of(sheet));
    for (const auto& line : sheet.lines) rows.add(cells_of(line));
    if (sheet.some_hidden()) rows.add({hidden_note(t)});
    return std::move(rows).take();
}

std::string paper(const std::vector<Sheet>& sheets, std::string_view title, App& app,
                  const Tongue& t) {
    pdf::Document page(app.share.fonts, t,
                       {.title = std::string(title),
                        .footer = app.county.name,
                        .subject = std::string(t.tr("Figures")),
                        .created = app.clock.now()});
    page.heading(1, title);
    bool some_hidden = false;
    for (const auto& sheet : sheets) {
        if (sheets.size() > 1) page.heading(2, sheet.title);
        page.small(what_and_when(sheet, t));
        std::vector<std::vector<std::string>> rows;
        for (const auto& line : sheet.lines) rows.push_back(cells_of(line));
        page.table(head_of(sheet), rows);
        some_hidden = some_hidden || sheet.some_hidden();
    }
    if (some_hidden) page.small(hidden_note(t));
    return page.finish();
}

std::string file_name(std::string_view title, std::string_view end) {
    std::string name;
    for (const char c : text::fold(title)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain)
            name += c;
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    while (name.ends_with('-')) name.pop_back();
    if (name.size() > 60) name.resize(60);
    return (name.empty() ? "figures" : name) + std::string(end);
}

}  // namespace mobio::figures
