// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mobio::text {

// Bytes of a text file as UTF-8 without its mark: UTF-8 and UTF-16 by their marks, UTF-8 where it
// is well-formed, and else what spreadsheets of Western Europe write, Windows-1252.
struct Decoded {
    std::string text;
    const char* encoding;  // "UTF-8", "UTF-16" or "Windows-1252"
};
Decoded decode(std::string_view bytes);

// Reads a table as spreadsheets write it (RFC 4180), row by row. The separator is the one of
// comma, semicolon and tab that stands most often in the first row. A cell in quotation marks may
// hold separators, line breaks and doubled marks; a mark inside of a plain cell is a character.
// Empty lines are skipped. Of a row the first 200 cells are read, of a cell the first 20,000 bytes:
// no table of offices has more, and a hostile one costs no more. The text must live as long as its
// reader.
class CsvReader {
public:
    static constexpr std::size_t most_cells = 200, most_bytes = 20'000;
    explicit CsvReader(std::string_view utf8);

    struct Row {
        std::size_t line = 0;  // where it begins, from 1
        std::vector<std::string> cells;
        bool open_quote = false;  // the text ended inside quotation marks
    };
    bool next(Row& row);
    char separator() const { return separator_; }

private:
    std::string cell(Row& row);
    std::string quoted(Row& row);
    bool ends_row() const;
    void skip_line_break();

    std::string_view text_;
    std::size_t at_ = 0, line_ = 1;
    char separator_;
};

// One cell as a row of a CSV file holds it: in quotation marks where it needs them.
std::string csv_cell(std::string_view text, char separator);

// Spreadsheets take a cell that begins so for a formula and run it, full-width signs too. Where it
// begins so, with or without a ' before, it gets one more ' and loses it when it is read.
bool begins_like_formula(std::string_view cell);
std::string guarded(std::string_view cell);
std::string unguarded(std::string_view cell);

}  // namespace mobio::text
