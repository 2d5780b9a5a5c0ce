// SPDX-License-Identifier: EUPL-1.2
#pragma once

// For C++17 too: Clang does not take qpdf's headers in C++20.
#include <string>
#include <vector>

namespace mobio::pdf {

// One element of the structure that screen readers follow, and what cairo 1.16 cannot write of it.
struct Element {
    const char* tag;
    std::string language = {};     // a code such as "de"; empty where it is the document's
    std::string alternative = {};  // instead of a figure
    bool of_column = false;        // a header cell names its column, not its row
};

// How a document as a whole is read.
struct Reading {
    std::string language;
    bool right_to_left;
};

// The second step over cairo's bytes: language, title in the window, alternatives of figures,
// scopes of header cells, everything untagged marked as an artifact, object streams.
std::string finished(const std::string& pdf, const std::vector<Element>& elements,
                     const Reading& reading);

}  // namespace mobio::pdf
