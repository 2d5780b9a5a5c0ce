// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace mobio::test {

// A folder of its own, gone with the test.
struct Scratch {
    Scratch() { REQUIRE(mkdtemp(name) != nullptr); }
    ~Scratch() { std::filesystem::remove_all(name); }
    char name[32] = "/tmp/mobio-pdf-XXXXXX";
};

// What a tool of poppler says about a document.
inline std::string asked(const std::string& tool, const std::string& pdf,
                         const std::string& rest = "") {
    const Scratch scratch;
    const auto file = std::filesystem::path(scratch.name) / "document.pdf";
    std::ofstream(file, std::ios::binary) << pdf;
    const auto command = tool + " " + file.string() + " " + rest + " 2>&1";
    FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string out;
    char buffer[4096];
    for (std::size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, n);
    CHECK(pclose(pipe) == 0);
    return out;
}

// Of a page, in points. A picture that fills it is whole dots, so it may be a point off.
struct PageSize {
    double width = 0, height = 0;
};
inline PageSize size_of(const std::string& pdf, int page) {
    const auto number = std::to_string(page);
    const auto said = asked("pdfinfo -f " + number + " -l " + number, pdf);
    const auto at = said.find("size:");
    PageSize size;
    const auto* const text = at == said.npos ? "" : said.c_str() + at;
    CHECK(std::sscanf(text, "size: %lf x %lf", &size.width, &size.height) == 2);
    return size;
}

inline std::string text_of(const std::string& pdf) { return asked("pdftotext -layout", pdf, "-"); }

}  // namespace mobio::test
