// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "figures/report.h"
#include "figures/store.h"
#include "figures/table.h"
#include "figures/words.h"

// A report that was counted, as pages, charts and files show it.
namespace mobio::figures {

struct Question {
    Definition definition;
    Days days;
};
// Small cells are hidden. All of them are counted in one pass over everybody's facts.
std::vector<Table> answer(App& app, const std::vector<Question>& questions, const Scope& scope);

// In the reader's language.
struct Sheet {
    std::string title, time, measure;
    std::vector<std::string> only;     // who is counted, where not everybody: "Team Nord"
    std::string rows_name;             // above the first column
    std::vector<std::string> columns;  // the last one of several is the total
    struct Line {
        std::string label;
        std::vector<std::optional<std::int64_t>> numbers;  // nothing: hidden
    };
    std::vector<Line> lines;  // the last one is the total

    bool some_hidden() const;
    bool divided_twice() const { return columns.size() > 1; }
};
struct Asked {
    std::string title;
    Question question;
    std::optional<Id<county::Team>> team = {};  // whose persons alone were looked at
};
Sheet sheet(const Asked& asked, const Table& table, const Labels& labels, const text::Tongue& t);

// "Persons counselled, 1.1.2026 to 31.12.2026 · Sex: female".
std::string what_and_when(const Sheet& sheet, const text::Tongue& t);

// Stands where a number is hidden (official statistics put a dot there), and what it means.
inline constexpr std::string_view hidden_mark = "•";
std::string hidden_note(const text::Tongue& t);

}  // namespace mobio::figures
