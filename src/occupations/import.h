// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "occupations/occupations.h"
#include "platform/text/message.h"

// A list that the county brings as a file: what it holds, and what its import would do.
namespace mobio::occupations {

enum class Reason : std::uint8_t {
    NoCode,
    NotACode,
    NoTitle,
    TooLong,
    Formula,
    Unreadable,
    Twice,
    OpenQuote
};
text::Message message(Reason reason);

struct Refusal {
    std::size_t line = 0;
    std::string column;  // as the file names it
    Reason reason{};
};

struct Table {
    std::vector<Occupation> rows;  // fit for the import
    std::vector<Refusal> refused;
    std::size_t skipped = 0;  // headings of groups, as the agency's list has them
};

inline constexpr std::size_t most_rows = 100'000;

// Reads one of these layouts, told apart by their headings, whatever separator and encoding:
//   code;de;en;fr;ar;fa;also     the county's own, like catalogue/occupations.csv; parts will do
//   code;title                   one language, with or without headings
//   Schlüssel KldB 2010;Ebene;Titel;…   the Federal Employment Agency's; its level 5 is taken
//   conceptType,…,preferredLabel,altLabels,…,code   ESCO's, one file for each language
// `language` is that of layouts with one title. Throws text::Message where the file as a whole is
// none of these.
Table read_table(std::string_view bytes, text::Language language);

// Own layout, for what lies between preview and import.
std::string written(const std::vector<Occupation>& rows);
std::string written(const std::vector<Refusal>& refused);
std::vector<Occupation> rows_of(std::string_view written);
std::vector<Refusal> refusals_of(std::string_view written);

struct Change {
    const Occupation* before = nullptr;  // of the county's list; null: new there
    Occupation after;                    // before's titles where the file brings none
};
struct Changes {
    std::vector<Change> added, changed;
    std::size_t unchanged = 0;
};
// What importing `rows` does to the county's list as it stands; points into `stands`.
Changes compare(const std::vector<Occupation>& stands, const std::vector<Occupation>& rows);

}  // namespace mobio::occupations
