// SPDX-License-Identifier: EUPL-1.2
#include "occupations/import.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace mobio::occupations {

namespace {

using text::Language;

std::vector<std::string> keys_of(const Table& table) {
    std::vector<std::string> keys;
    for (const auto& row : table.rows) keys.push_back(row.key);
    return keys;
}

// The one row that is refused, as "line column reason".
std::string refused(std::string_view file) {
    const auto table = read_table(file, Language::De);
    REQUIRE(table.refused.size() == 1);
    const auto& one = table.refused[0];
    return std::to_string(one.line) + " " + one.column + " " + message(one.reason).id;
}

std::string complaint(std::string_view file) {
    try {
        read_table(file, Language::De);
    } catch (const text::Message& wrong) {
        return wrong.id;
    }
    return "";
}

}  // namespace

TEST_CASE("ESCO's layout is read in the language that its file has") {
    const auto table = read_table(
        "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,status,description,code\n"
        "Occupation,http://data.europa.eu/esco/occupation/1,7531,tailor,\"bespoke tailor\n"
        "dressmaker, seamstress\",released,\"Makes clothes.\n\nFits them.\",7531.8\n"
        "Skill,http://data.europa.eu/esco/skill/2,,sew,,released,,S1\n",
        Language::En);
    REQUIRE(keys_of(table) == std::vector<std::string>{"7531.8"});
    CHECK(table.rows[0].in(Language::En) == "tailor");
    CHECK(table.rows[0].in(Language::De).empty());
    CHECK(table.rows[0].also == "bespoke tailor, dressmaker, seamstress");
    CHECK(table.refused.empty());
    CHECK(table.skipped == 1);
}

TEST_CASE("the agency's list is read at its fifth level, in its own encoding") {
    const auto table = read_table(
        "Schl\xFCssel KldB 2010, V. 2020;Ebene;Titel;Kurztitel;\r\n"
        "1;1;Landwirtschaft;LW;\r\n"
        "2822;4;Bekleidungsherstellung;BH;\r\n"
        "28222;5;\"Berufe in der B\xE4"
        "ckerei; fachlich\";B;\r\n"
        "1104;5;Offiziere;O;\r\n",
        Language::Fa);
    CHECK(keys_of(table) == std::vector<std::string>{"28222", "01104"});
    CHECK(table.rows[0].in(Language::Fa) == "Berufe in der Bäckerei; fachlich");
    CHECK(table.skipped == 2);
}

TEST_CASE("a list of codes and titles needs no headings, and may hold the agency's numbers") {
    CHECK(keys_of(read_table("28222;Schneider/in\nB 28222-101;Maßschneider/in", Language::De)) ==
          std::vector<std::string>{"28222", "28222-101"});
    CHECK(keys_of(read_table("code\ttitel\n۲۸۲۲۲\tx", Language::De)) ==
          std::vector<std::string>{"28222"});
}

TEST_CASE("the county's own layout brings several languages at once") {
    const auto table = read_table(
        "\xEF\xBB\xBF"
        "fa;code;de\nخیاط;28222;Schneider/in\n",
        Language::En);
    REQUIRE(table.rows.size() == 1);
    CHECK(table.rows[0].in(Language::Fa) == "خیاط");
    CHECK(table.rows[0].in(Language::De) == "Schneider/in");
}

TEST_CASE("a refused row tells its line, its column and why") {
    CHECK(refused("code;title\n;x") == "2 code The code is missing.");
    CHECK(refused("code;title\n2822;x") == "2 code This is no code of KldB 2010 or ESCO.");
    CHECK(refused("code;title\n28222; ") == "2 title The title is missing.");
    CHECK(refused("code;title\n28222") == "2 title The title is missing.");
    CHECK(refused("code;title\n28222;a\n\n28222;b") ==
          "4 code This code stands in the file twice.");
    CHECK(refused("code;title\n28222;=HYPERLINK(1)") == "2 title This looks like a formula.");
    CHECK(refused("code;title\n28222;@x") == "2 title This looks like a formula.");
    CHECK(refused("code;title\n28222;a\xEF\xBF\xBDz") ==
          "2 title Some letters cannot be read. Save the file as UTF-8.");
    CHECK(refused("code;title\n28222;" + std::string(201, 'x')) ==
          "2 title The title has more than {1} characters.");
    CHECK(refused("code;title\n28222;\"open\n29222;x") ==
          "2 code A quotation mark begins here and never ends.");
}

TEST_CASE("a file that is none of the layouts is refused as a whole") {
    CHECK(complaint("") == "The file is empty.");
    CHECK(complaint("name;place\nx;y") == "The file has no column “code”, or none with titles.");
    CHECK(complaint("code;place\n28222;y") ==
          "The file has no column “code”, or none with titles.");
    CHECK(complaint("\x89PNG\r\n\x1A\n") == "The file has no column “code”, or none with titles.");
    std::string long_file = "code;title\n";
    for (std::size_t i = 0; i <= most_rows; ++i) long_file += "1;x\n";
    CHECK(complaint(long_file) == "The file has more than {1} rows.");
}

TEST_CASE("what an import would do is told row by row") {
    auto stands =
        read_table("code;de;en\n28222;Schneider/in;tailor\n29222;Bäcker/in;baker", Language::De)
            .rows;
    const auto rows =
        read_table("code;de\n28222;Schneider/in\n29222;Brotbäcker/in\n29302;Koch", Language::De)
            .rows;
    const auto changes = compare(stands, rows);
    CHECK(changes.unchanged == 1);
    REQUIRE(changes.changed.size() == 1);
    CHECK(changes.changed[0].before->in(Language::De) == "Bäcker/in");
    CHECK(changes.changed[0].after.in(Language::De) == "Brotbäcker/in");
    CHECK(changes.changed[0].after.in(Language::En) == "baker");
    REQUIRE(changes.added.size() == 1);
    CHECK(changes.added[0].after.key == "29302");
}

TEST_CASE("what waits for its import comes back as it was") {
    const auto table =
        read_table("code;de;also\n28222;\"a;b \"\"c\"\"\";x, y\n29222;d;", Language::De);
    CHECK(rows_of(written(table.rows)) == table.rows);
    const std::vector<Refusal> refused{{12, "Titel; kurz", Reason::Twice}};
    const auto back = refusals_of(written(refused));
    REQUIRE(back.size() == 1);
    CHECK(back[0].line == 12);
    CHECK(back[0].column == "Titel; kurz");
    CHECK(back[0].reason == Reason::Twice);
}

}  // namespace mobio::occupations
