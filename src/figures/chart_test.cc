// SPDX-License-Identifier: EUPL-1.2
#include "figures/chart.h"

#include "world.h"

using namespace mobio;

TEST_CASE("a bar is cut into its parts, and stands whole where one of them is hidden") {
    World world;
    figures::Sheet sheet;
    sheet.rows_name = "Phase";
    sheet.columns = {"Büro", "Telefon", "Summe"};
    sheet.lines = {{"VU", {10, 20, 30}}, {"AU", {{}, {}, 32}}, {"Summe", {{}, {}, 62}}};
    const auto drawn = figures::chart(sheet, world.app().tongue(text::Language::De)).take();
    const auto count = [&](const std::string& what) {
        std::size_t times = 0;
        for (auto at = drawn.find(what); at != drawn.npos; at = drawn.find(what, at + 1)) ++times;
        return times;
    };
    CHECK(count("<rect class=\"c1\"") == 1);
    CHECK(count("<rect class=\"c2\"") == 1);
    CHECK(count("<rect class=\"c0\" x=\"0.00%\" width=\"100.00%\"") == 1);
    CHECK(count("</svg> Summe") == 1);  // what the colour means

    sheet.lines[1].numbers = {12, 20, 32};
    const auto all = figures::chart(sheet, world.app().tongue(text::Language::De)).take();
    CHECK(all.find("c0") == all.npos);
}
