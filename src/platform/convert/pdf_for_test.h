// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <qpdf/Buffer.hh>
#include <qpdf/Pl_Buffer.hh>
#include <qpdf/Pl_Flate.hh>
#include <string>

namespace mobio::convert {

// A PDF of one page, written by hand: catalog 1, pages 2, page 3, contents 4; whatever is added
// stands as it was written.
struct PdfForTest {
    std::string catalog = "/Type /Catalog /Pages 2 0 R ";
    std::string page = "/Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R ";
    std::string resources =
        "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> ";
    std::string contents = stream("", "BT /F1 20 Tf 10 40 Td (Zeugnis) Tj ET");
    std::map<int, std::string> objects = {{2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"}};

    static std::string stream(const std::string& keys, const std::string& bytes) {
        return "<< " + keys + " /Length " + std::to_string(bytes.size()) + " >>\nstream\n" + bytes +
               "\nendstream";
    }

    std::string bytes() const {
        auto all = objects;
        all.emplace(1, "<< " + catalog + ">>");
        all.emplace(3, "<< " + page + "/Resources << " + resources + ">> >>");
        all.emplace(4, contents);
        std::string file = "%PDF-1.7\n", table;
        for (const auto& [number, text] : all) {
            auto at = std::to_string(file.size());
            at.insert(0, 10 - at.size(), '0');
            table += std::to_string(number) + " 1\n" + at + " 00000 n \n";
            file += std::to_string(number) + " 0 obj\n" + text + "\nendobj\n";
        }
        const auto start = std::to_string(file.size());
        return file + "xref\n0 1\n0000000000 65535 f \n" + table + "trailer\n<< /Size " +
               std::to_string(all.rbegin()->first + 1) + " /Root 1 0 R >>\nstartxref\n" + start +
               "\n%%EOF\n";
    }
};

inline std::string deflated(const std::string& bytes) {
    Pl_Buffer out("out");
    Pl_Flate flate("flate", &out, Pl_Flate::a_deflate);
    flate.writeString(bytes);
    flate.finish();
    const auto buffer = out.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace mobio::convert
