// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "world.h"

// Papers for tests, and what is left of them on the disk.
namespace mobio::documents {

// The smallest PDF that shows something, with a script in it.
inline std::string paper(const std::string& words = "Zeugnis", std::size_t padding = 0) {
    const auto contents = "BT /F1 20 Tf 10 40 Td (" + words + ") Tj ET" + std::string(padding, ' ');
    std::vector<std::string> objects{
        "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert) >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Resources << /Font "
        "<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        "<< /Length " + std::to_string(contents.size()) + " >>\nstream\n" + contents +
            "\nendstream"};
    std::string file = "%PDF-1.4\n", table;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        auto at = std::to_string(file.size());
        table += std::string(10 - at.size(), '0') + at + " 00000 n \n";
        file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    return file + "xref\n0 5\n0000000000 65535 f \n" + table +
           "trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n" + std::to_string(file.size()) +
           "\n%%EOF\n";
}

inline Reply add(Browser& browser, const std::string& file,
                 const std::string& title = "Zeugnis 2019", const std::string& name = "scan.pdf",
                 const Values& more = {}) {
    Values values{{"title", title}};
    values.insert(values.end(), more.begin(), more.end());
    return browser.upload(browser.get("/documents/new"), "/documents", values, "file", name, file);
}

// Its address.
inline std::string added(Browser& browser, const std::string& file = paper(),
                         const std::string& title = "Zeugnis 2019") {
    const auto reply = add(browser, file, title);
    REQUIRE(reply.status == 303);
    return reply.location();
}

inline std::size_t files_in(const World& world) {
    std::size_t count = 0;
    const auto root = world.folder() / "files";
    if (!std::filesystem::exists(root)) return 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(root))
        count += file.is_regular_file();
    return count;
}

inline bool on_disk(const World& world, const std::string& words) {
    for (const auto& file : std::filesystem::recursive_directory_iterator(world.folder())) {
        if (!file.is_regular_file()) continue;
        std::ifstream in(file.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        if (bytes.find(words) != bytes.npos) return true;
    }
    return false;
}

}  // namespace mobio::documents
