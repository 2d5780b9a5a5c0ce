// SPDX-License-Identifier: EUPL-1.2
#include "platform/text/csv.h"

#include <doctest/doctest.h>

namespace mobio::text {

namespace {

using Cells = std::vector<std::string>;

std::vector<Cells> rows_of(std::string_view text) {
    CsvReader reader(text);
    CsvReader::Row row;
    std::vector<Cells> all;
    while (reader.next(row)) all.push_back(row.cells);
    return all;
}

}  // namespace

TEST_CASE("a table is read whichever of the three separators it uses") {
    const std::vector<Cells> wanted{{"code", "title"}, {"28222", "Schneider/in"}};
    CHECK(rows_of("code;title\n28222;Schneider/in\n") == wanted);
    CHECK(rows_of("code,title\r\n28222,Schneider/in") == wanted);
    CHECK(rows_of("code\ttitle\r28222\tSchneider/in\r") == wanted);
    CHECK(rows_of("\"code\";title\n28222;\"Schneider/in\"") == wanted);
}

TEST_CASE("a cell in quotation marks holds separators, line breaks and marks") {
    const auto rows = rows_of("code,altLabels\n1,\"baker\nbread, \"\"roll\"\" maker\"\n2,\"\"\n");
    REQUIRE(rows.size() == 3);
    CHECK(rows[1][1] == "baker\nbread, \"roll\" maker");
    CHECK(rows[2] == Cells{"2", ""});
}

TEST_CASE("a row knows the line where it begins") {
    CsvReader reader("a;b\n\n1;\"x\ny\"\n2;z");
    CsvReader::Row row;
    REQUIRE(reader.next(row));
    REQUIRE(reader.next(row));
    CHECK(row.line == 3);
    REQUIRE(reader.next(row));
    CHECK(row.line == 5);
    CHECK_FALSE(reader.next(row));
}

TEST_CASE("a mark inside of a plain cell is a character, an open one is told") {
    CHECK(rows_of("1;5\" pipe;x") == std::vector<Cells>{{"1", "5\" pipe", "x"}});
    CsvReader reader("1;\"never closed\n2;x");
    CsvReader::Row row;
    REQUIRE(reader.next(row));
    CHECK(row.open_quote);
    CHECK_FALSE(reader.next(row));
}

TEST_CASE("a row of endless cells and an endless cell cost no more than a wide table") {
    std::string wide = "code;title", row = "1;";
    for (int i = 0; i < 100'000; ++i) wide += ";a";
    for (int i = 0; i < 100'000; ++i) row += "ä";
    const auto table = wide + "\n" + row + "\n2;b";
    CsvReader reader(table);
    CsvReader::Row read;
    REQUIRE(reader.next(read));
    CHECK(read.cells.size() == CsvReader::most_cells);
    REQUIRE(reader.next(read));
    CHECK(read.cells[1].size() == CsvReader::most_bytes);
    REQUIRE(reader.next(read));
    CHECK(read.cells == std::vector<std::string>{"2", "b"});
}

TEST_CASE("a table may end anywhere") {
    CHECK(rows_of("").empty());
    CHECK(rows_of("\n\r\n\n").empty());
    CHECK(rows_of("a;") == std::vector<Cells>{{"a", ""}});
    CHECK(rows_of(";") == std::vector<Cells>{{"", ""}});
}

TEST_CASE("files of spreadsheets become UTF-8, whichever encoding they have") {
    CHECK(decode("\xEF\xBB\xBF"
                 "code")
              .text == "code");
    CHECK(decode("B\xC3\xA4"
                 "cker")
              .text == "Bäcker");
    CHECK(decode("B\xE4"
                 "cker \x96 Caf\xE9")
              .text == "Bäcker – Café");
    CHECK(decode("B\xE4"
                 "cker")
              .encoding == std::string("Windows-1252"));
    CHECK(decode(std::string_view("\xFF\xFE"
                                  "B\0\xE4\0",
                                  6))
              .text == "Bä");
    CHECK(decode(std::string_view("\xFE\xFF"
                                  "\0B\0\xE4",
                                  6))
              .text == "Bä");
}

TEST_CASE("a written cell is read as it was") {
    for (const std::string text : {"plain", "with;separator", "with \"marks\"", "two\nlines", ""})
        CHECK(rows_of("1;" + csv_cell(text, ';'))[0][1] == text);
}

TEST_CASE("a cell that begins like a formula is guarded, and comes back as it was") {
    for (const std::string cell :
         {"=1+1", "+1", "-1", "@x", "\tx", "\rx", "'=1", "''@", "plain", "'quoted'", "", "＝1"})
        CHECK(unguarded(guarded(cell)) == cell);
    CHECK(guarded("=1+1") == "'=1+1");
    CHECK(guarded("＝1+1") == "'＝1+1");
    CHECK(guarded("'=1") == "''=1");
    CHECK(guarded("'quoted'") == "'quoted'");
    CHECK(unguarded("'=1") == "=1");
}

}  // namespace mobio::text
